"""Every function says what it takes and what it gives, tests included."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.quality.source_tree import ROOT, functions_of, python_files, read_tree, shown


def is_annotated(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether the result and every argument but `self` and `cls` carry a type."""
    names = function.args
    given = [*names.posonlyargs, *names.args, *names.kwonlyargs, names.vararg, names.kwarg]
    untyped = [one for one in given if one and one.annotation is None and one.arg not in ("self", "cls")]
    return function.returns is not None and not untyped


def unannotated(root: Path) -> list[str]:
    """The functions below `root` that lack a type somewhere."""
    found = []
    for path in python_files(root):
        bare = [function.name for function in functions_of(read_tree(path)) if not is_annotated(function)]
        found += [f"{shown(path, root)}: {name}" for name in bare]
    return found


def test_every_function_is_annotated() -> None:
    assert unannotated(ROOT) == []


def test_each_missing_annotation_is_found(tmp_path: Path) -> None:
    (tmp_path / "run.py").write_text(
        "def complete(a: int, *b: int, c: int = 1, **d: int) -> int: ...\n"
        "def no_result(): ...\n"
        "def no_argument(a) -> None: ...\n"
        "def no_rest(*a) -> None: ...\n"
        "def no_keywords(**a) -> None: ...\n"
        "class Room:\n"
        "    def complete_too(self) -> None: ...\n"
        "    async def no_named(self, *, a) -> None: ...\n"
    )
    missing = ["no_result", "no_argument", "no_rest", "no_keywords", "no_named"]
    assert unannotated(tmp_path) == [f"run.py: {name}" for name in missing]
