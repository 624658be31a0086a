"""Small pieces: files of at most 300 lines, functions of at most 40, classes of at most 20 methods."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.quality.source_tree import ROOT, classes_of, functions_of, python_files, read_tree, shown

FILE_LINES = 300
FUNCTION_LINES = 40
CLASS_METHODS = 20


def oversized(path: Path, root: Path) -> list[str]:
    """What in this file is too large, each with its measure."""
    lines = len(path.read_text(encoding="utf-8").splitlines())
    name = shown(path, root)
    found = [f"{name}: {lines} lines"] if lines > FILE_LINES else []
    tree = read_tree(path)
    for function in functions_of(tree):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        if length > FUNCTION_LINES:
            found.append(f"{name}: {function.name} has {length} lines")
    for owner in classes_of(tree):
        methods = sum(isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef) for statement in owner.body)
        if methods > CLASS_METHODS:
            found.append(f"{name}: class {owner.name} has {methods} methods")
    return found


def all_oversized(root: Path) -> list[str]:
    """What is too large anywhere below `root`."""
    return [finding for path in python_files(root) for finding in oversized(path, root)]


def test_every_piece_is_small() -> None:
    assert all_oversized(ROOT) == []


def test_a_file_of_301_lines_is_found(tmp_path: Path) -> None:
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "just_right.py").write_text("x = 1\n" * 300)
    (tmp_path / "ui" / "too_long.py").write_text("x = 1\n" * 301)
    assert all_oversized(tmp_path) == ["ui/too_long.py: 301 lines"]


def test_a_function_of_41_lines_is_found(tmp_path: Path) -> None:
    (tmp_path / "run.py").write_text(
        "def right():\n" + "    x = 1\n" * 39 + "class Room:\n    async def long(self):\n" + "        x = 1\n" * 40
    )
    assert all_oversized(tmp_path) == ["run.py: long has 41 lines"]


def test_a_class_of_21_methods_is_found(tmp_path: Path) -> None:
    methods = "".join(f"    def method_{number}(self): ...\n" for number in range(20))
    (tmp_path / "run.py").write_text(f"class Right:\n{methods}class Wide:\n{methods}    def one_more(self): ...\n")
    assert all_oversized(tmp_path) == ["run.py: class Wide has 21 methods"]


def test_generated_migrations_are_not_measured(tmp_path: Path) -> None:
    versions = tmp_path / "intake_app" / "domain" / "migrations" / "versions"
    versions.mkdir(parents=True)
    (versions / "0001_first.py").write_text("x = 1\n" * 301)
    assert all_oversized(tmp_path) == []
