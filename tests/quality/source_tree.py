"""The files that the quality tests judge, and the small readings they share."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT_ROOTS = ("intake_app", "sync", "ui")
PYTHON_ROOTS = (*PRODUCT_ROOTS, "tests", "packaging", "run.py")
TEXT_ENDINGS = (
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".json",
    ".yml",
    ".yaml",
    ".cfg",
    ".ini",
    ".sh",
    ".spec",
    ".qss",
    ".svg",
    ".ts",
)
NOT_OURS = {"build", "dist", "__pycache__"}


def is_generated(path: Path) -> bool:
    """Alembic writes the files of `migrations/versions`: neither their length nor their names are ours to choose."""
    return path.parent.name == "versions" and path.parent.parent.name == "migrations"


def files_under(root: Path) -> Iterator[Path]:
    """Every file below `root` that belongs to the project: no hidden folder but `.ci`, nothing that a build leaves."""
    for path in sorted(root.iterdir()):
        hidden = path.name.startswith(".") and path.name != ".ci"
        if path.is_dir() and not hidden and path.name not in NOT_OURS:
            yield from files_under(path)
        elif path.is_file():
            yield path


def python_files(root: Path = ROOT, names: tuple[str, ...] = PYTHON_ROOTS) -> list[Path]:
    """The hand-written Python files of `names` below `root`."""
    found: list[Path] = []
    for name in names:
        place = root / name
        if place.is_dir():
            found += [path for path in files_under(place) if path.suffix == ".py" and not is_generated(path)]
        elif place.is_file():
            found.append(place)
    return found


def text_files(root: Path = ROOT) -> list[Path]:
    """Every file that people read, locks and pipeline included."""
    return [path for path in files_under(root) if path.suffix in TEXT_ENDINGS or path.parent.name == ".ci"]


def read_tree(path: Path) -> ast.Module:
    """The syntax tree of one Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions_of(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method, nested ones included."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def classes_of(tree: ast.AST) -> Iterator[ast.ClassDef]:
    """Every class, nested ones included."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def shown(path: Path, root: Path = ROOT) -> str:
    """The path as the project writes it."""
    return path.relative_to(root).as_posix()


def missing_tests(names: Iterable[str]) -> list[str]:
    """Those of `names` (« store/test_roll.py::test_ticking_twice_is_one_fact », below tests/) that do not exist."""
    return [name for name in names if name.split("::")[1] not in _tests_of(name.split("::")[0])]


@cache
def _tests_of(file: str) -> frozenset[str]:
    path = ROOT / "tests" / file
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return frozenset(re.findall(r"^def (test_\w+)", text, re.MULTILINE))
