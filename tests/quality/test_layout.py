"""Where files stand: traps of Python's import names, and nothing that only exists on one person's machine."""

from __future__ import annotations

import re
from pathlib import Path

from tests.quality.source_tree import ROOT, files_under, shown, text_files

# Written in pieces, so that this file does not accuse itself.
PRIVATE_PLACES = re.compile(
    "|".join(["/" + "work/", r"\.\./" + "shared", "/" + "root/", "/" + r"home/\w+/", r"C:\\" + "Users"])
)


def private_places(root: Path) -> list[str]:
    """The lines that name a folder of the machine on which they were written."""
    found = []
    for path in text_files(root):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if PRIVATE_PLACES.search(line):
                found.append(f"{shown(path, root)}:{number}")
    return found


def misplaced_packages(root: Path) -> list[str]:
    """`packaging/` as a package would hide the library of that name; a test folder that is none could hide `ui`."""
    found = [shown(path, root) for path in [root / "packaging" / "__init__.py"] if path.exists()]
    tests = {path.parent for path in files_under(root / "tests") if path.suffix == ".py"}
    return found + [f"{shown(folder, root)}/" for folder in sorted(tests) if not (folder / "__init__.py").exists()]


def test_no_text_names_a_private_place() -> None:
    assert private_places(ROOT) == []


def test_packages_are_where_they_harm_nobody() -> None:
    assert misplaced_packages(ROOT) == []


def test_a_private_place_is_found_in_code_text_and_pipeline(tmp_path: Path) -> None:
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci" / "run").write_text("echo\ncd /" + "work/main\n")
    (tmp_path / "README.md").write_text("see .." + "/shared/design\n")
    (tmp_path / "run.py").write_text("HERE = '/" + "home/claire/palier'\n")
    (tmp_path / "fine.md").write_text("at work/home, in the shared kitchen\n")
    assert private_places(tmp_path) == [".ci/run:2", "README.md:1", "run.py:1"]


def test_misplaced_packages_are_found(tmp_path: Path) -> None:
    for folder in ("packaging", "tests/ui", "tests/unit"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("packaging/__init__.py", "tests/__init__.py", "tests/unit/__init__.py", "tests/ui/test_window.py"):
        (tmp_path / name).touch()
    assert misplaced_packages(tmp_path) == ["packaging/__init__.py", "tests/ui/"]
