"""The rules of ruff and mypy in pyproject.toml do refuse what they are there for."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.quality.source_tree import PRODUCT_ROOTS, ROOT

HEADER = '"""One file."""\n\nfrom __future__ import annotations\n\n'
WITH_WIDGETS = HEADER + "from PySide6.QtWidgets import QLabel\n\nLABEL = QLabel\n"


def tool(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a module of Python below `root`."""
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=100)


def style_findings(root: Path) -> list[tuple[str, str]]:
    """What ruff finds below `root`, as (rule, file)."""
    result = tool(root, "ruff", "check", "--no-cache", "--output-format=json", ".")
    base = root.resolve()
    return [(one["code"], Path(one["filename"]).relative_to(base).as_posix()) for one in json.loads(result.stdout)]


@pytest.fixture
def ruled(tmp_path: Path) -> Path:
    """An empty tree under the project's own rules."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for folder in ("ui/today", "intake_app/domain", "tests"):
        (tmp_path / folder).mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize(
    "text",
    [
        WITH_WIDGETS,
        HEADER + "import PySide6.QtWidgets\n\nLABEL = PySide6.QtWidgets.QLabel\n",
        HEADER + "from PySide6 import QtWidgets\n\nLABEL = QtWidgets.QLabel\n",
    ],
)
def test_a_view_model_with_widgets_is_refused(ruled: Path, text: str) -> None:
    (ruled / "ui/today/today_vm.py").write_text(text)
    assert ("TID251", "ui/today/today_vm.py") in style_findings(ruled)


def test_a_view_may_have_widgets(ruled: Path) -> None:
    (ruled / "ui/today/today_view.py").write_text(WITH_WIDGETS)
    assert style_findings(ruled) == []


@pytest.mark.parametrize(
    "rule,line",
    [
        ("E501", "LONG = '" + "a" * 120 + "'\n"),
        ("F401", "import os\n"),
        ("I001", "import sys\nimport os\n\nBOTH = (os, sys)\n"),
        ("B006", "def keep(rows: list[int] = []) -> list[int]:\n    return rows\n"),
        ("N801", "class small_name:\n    pass\n"),
        ("ANN001", "def name_one(one) -> None:\n    print(one)\n"),
        ("ANN201", "def no_result():\n    return 1\n"),
        ("ARG001", "def ignore(one: int) -> None:\n    print()\n"),
        ("S608", "def find(name: str) -> str:\n    return f\"SELECT 1 FROM resident WHERE name = '{name}'\"\n"),
        ("RUF001", "TITLE = 'Сlaire'\n"),  # noqa: RUF001  (the confusable letter is what must be found)
    ],
)
def test_each_family_of_rules_is_awake(ruled: Path, rule: str, line: str) -> None:
    (ruled / "intake_app/domain/stray.py").write_text(HEADER + line)
    assert (rule, "intake_app/domain/stray.py") in style_findings(ruled)


def test_french_typography_is_not_mistaken_for_a_trap(ruled: Path) -> None:
    (ruled / "intake_app/domain/texts.py").write_text(HEADER + "ASK = 'Envoyer « l’essai »\u202f? – à 9\u00a0h'\n")
    assert style_findings(ruled) == []


def test_types_are_checked_strictly(ruled: Path) -> None:
    (ruled / "intake_app/domain/stray.py").write_text(HEADER + "def double(one: int) -> str:\n    return one * 2\n")
    (ruled / "run.py").write_text(HEADER + "def keep(rows: list) -> None:\n    print(rows)\n")
    result = tool(ruled, "mypy", "--cache-dir=.cache", "run.py", "intake_app")
    assert result.returncode == 1
    assert "[return-value]" in result.stdout
    assert "[type-arg]" in result.stdout


def test_every_room_is_given_to_the_type_checker() -> None:
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    assert rules["strict"] is True
    assert set(rules["files"]) == {"run.py", *PRODUCT_ROOTS}
