"""The words of the windows, read from their source: what `translations.py` offers for translation.

Written for PySide: `self.tr` looks a text up under the names of the object's class and of its bases, nearest first;
module-level functions such as `_say` ask in the name of a context of their own. Qt's own lupdate sees neither the
functions nor the calls inside f-strings.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

APPLICATIONS: Final = ("QCoreApplication", "QGuiApplication", "QApplication")
TR, TRANSLATE = "tr", "translate"


class UnreadableWordsError(Exception):
    """Calls that cannot be translated; `places` are (`file:line`, what is wrong with it)."""

    def __init__(self, places: list[tuple[str, str]]) -> None:
        super().__init__("\n".join(f"{place}: {fault}" for place, fault in places))
        self.places = places


@dataclass(frozen=True, order=True)
class Words:
    """One text to translate: the context Qt is asked for, the French, a comment that tells it from its like, and
    whether a count comes with it.
    """

    context: str
    text: str
    comment: str = ""
    is_plural: bool = False


@dataclass
class _Reading:
    """What has been found so far, over all the files."""

    words: set[Words] = field(default_factory=set)
    faults: list[tuple[str, str]] = field(default_factory=list)
    bases: dict[str, set[str]] = field(default_factory=dict)


class _Reader(ast.NodeVisitor):
    """Reads one file. A wrapper is a private function of the module that hands its first argument to `translate`."""

    def __init__(self, tree: ast.Module, shown: str, reading: _Reading) -> None:
        self.shown = shown
        self.reading = reading
        self.classes: list[str] = []
        self.wrapper: ast.FunctionDef | None = None
        self.aliases = {name for node in tree.body for name in _alias(node)}
        functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
        contexts = {node.name: self._context_of(node) for node in functions}
        self.wrappers = {name: context for name, context in contexts.items() if context}

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.reading.bases.setdefault(node.name, set()).update(_name(base) for base in node.bases)
        self.classes.append(node.name)
        self.generic_visit(node)
        self.classes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if not self.classes and node.name in self.wrappers:
            if not node.name.startswith("_"):
                self._fault(node, f"{node.name} asks for translations: keep it private to its file, `_{node.name}`")
            return
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if node.attr == TR:
            self._fault(node, "call self.tr(…) on the spot")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        called = node.func
        if isinstance(called, ast.Attribute) and called.attr == TR:
            if _name(called.value) != "self" or not self.classes:
                self._fault(node, "only self.tr(…) in a method: Qt looks in the class of the object")
            else:
                self._take(node, self.classes[-1], node.args)
        elif self._is_translate(called):
            context, *rest = node.args or [ast.Constant(None)]
            said = _text(context)
            if said is None:
                self._fault(node, "the context must be written out")
            else:
                self._take(node, said, rest)
        elif isinstance(called, ast.Name) and called.id in self.wrappers:
            # a wrapper has no comment between the text and the count
            self._take(node, self.wrappers[called.id], [*node.args[:1], ast.Constant(""), *node.args[1:]])
        else:
            self.visit(called)
        for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
            self.visit(argument)

    def _take(self, node: ast.Call, context: str, arguments: list[ast.expr]) -> None:
        """Note the text of one call, or what is wrong with it. `arguments`: text, comment, count."""
        text = _text(arguments[0]) if arguments else None
        comment = _text(arguments[1]) or "" if len(arguments) > 1 else ""
        if node.keywords:
            self._fault(node, "Qt takes these arguments by place, not by name")
        elif text is None:
            self._fault(node, "the text must be written out: no variable, no f-string, no +")
        elif ("%n" in text or "%Ln" in text) and len(arguments) < 3:
            self._fault(node, "a text with %n takes a count")
        else:
            self.reading.words.add(Words(context, text, comment, len(arguments) > 2))

    def _is_translate(self, called: ast.expr) -> bool:
        if isinstance(called, ast.Name):
            return called.id in self.aliases
        return isinstance(called, ast.Attribute) and called.attr == TRANSLATE and _name(called.value) in APPLICATIONS

    def _context_of(self, function: ast.FunctionDef) -> str:
        """The context in whose name a wrapper asks; "" of any other function."""
        first = function.args.args[0].arg if function.args.args else ""
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and self._is_translate(node.func) and len(node.args) > 1:
                context, text, *_rest = node.args
                if isinstance(text, ast.Name) and text.id == first:
                    return _text(context) or ""
        return ""

    def _fault(self, node: ast.AST, fault: str) -> None:
        self.reading.faults.append((f"{self.shown}:{getattr(node, 'lineno', 0)}", fault))


def read_words(root: Path, names: Iterable[str] = ("ui", "intake_app")) -> list[Words]:
    """Every text that the Python files of the folders `names` below `root` ask Qt for, sorted.

    A counted text is listed under each class that inherits the method as well: PySide stops looking at the first
    class, for to it the number put in place of %n is a translation. Raises UnreadableWordsError.
    """
    reading = _Reading()
    for path in sorted(path for name in names for path in (root / name).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
        _Reader(tree, path.relative_to(root).as_posix(), reading).visit(tree)
    if reading.faults:
        raise UnreadableWordsError(reading.faults)
    inherited = {
        replace(words, context=heir)
        for words in reading.words
        if words.is_plural
        for heir in _heirs(words.context, reading.bases)
    }
    return sorted(reading.words | inherited)


def _heirs(owner: str, bases: dict[str, set[str]]) -> Iterator[str]:
    for heir in (name for name, above in bases.items() if owner in above):
        yield heir
        yield from _heirs(heir, bases)


def _alias(node: ast.stmt) -> Iterator[str]:
    """The name given to `translate` by `translate = QCoreApplication.translate`."""
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Attribute) and node.value.attr == TRANSLATE:
        yield from (_name(target) for target in node.targets)


def _name(node: ast.expr) -> str:
    """The last name of `Card`, `cards.Card` or `Rows[Line]`; "" of anything else."""
    if isinstance(node, ast.Subscript):
        return _name(node.value)
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
