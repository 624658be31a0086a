"""Who may import whom: each wall of pyproject.toml is breached on purpose, in a copy of the tree, and seen to break."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.quality.source_tree import PRODUCT_ROOTS, ROOT

# Contract → files to add to a sound tree, each a breach of that contract alone or with its neighbours.
BREACHES: dict[str, list[dict[str, str]]] = {
    "downwards": [
        {"intake_app/domain/stray.py": "import intake_app.storage\n"},
        {"intake_app/storage/stray.py": "import intake_app.services\n"},
        {"intake_app/services/stray.py": "import sync.protocol\n"},
        {"sync/protocol/stray.py": "import sync.merge\n"},
        {"sync/client/stray.py": "import ui\n"},
        {"sync/client/stray.py": "import sync.server\n"},
        {"sync/server/stray.py": "import ui\n"},
        {"ui/shell/stray.py": "import sync.server\n"},
        {"ui/shell/stray.py": "import intake_app.__main__\n"},
    ],
    "core-rooms": [
        {"intake_app/stray.py": ""},
        {"intake_app/stray/__init__.py": ""},
        {"intake_app/domain/stray.py": "import intake_app.services\n"},
    ],
    "sync-rooms": [
        {"sync/stray.py": ""},
        {"sync/server/stray.py": "import sync.client\n"},
        {"sync/client/stray.py": "import sync.server\n"},
    ],
    "ui-rooms": [
        {"ui/stray/__init__.py": ""},
        {"ui/today/stray.py": "import ui.residents\n"},
        {"ui/widgets/stray.py": "import ui.today\n"},
        {"ui/today/stray.py": "import ui.shell\n"},
        {"ui/theme.py": "import ui.widgets\n"},
    ],
    "no-qt": [
        {"intake_app/domain/stray.py": "import PySide6.QtCore\n"},
        {"intake_app/storage/stray.py": "from PySide6 import QtCore\n"},
        {"intake_app/services/stray.py": "def late() -> None:\n    import PySide6\n"},
        {"sync/client/stray.py": "import shiboken6\n"},
    ],
    "no-network-in-the-core": [
        {"intake_app/domain/stray.py": "import requests\n"},
        {"intake_app/storage/stray.py": "import fastapi\n"},
        {"intake_app/services/stray.py": "import urllib3\n"},
    ],
    "no-web-framework-on-the-laptop": [
        {"sync/client/stray.py": "import starlette.requests\n"},
        {"sync/protocol/stray.py": "import fastapi\n"},
    ],
    "windows-ask-the-core": [
        {"ui/shell/stray.py": "import requests\n"},
        {"ui/widgets/stray.py": "from sqlmodel import select\n"},
        {"ui/today/stray.py": "import sqlalchemy.orm\n"},
    ],
    "no-circles": [
        {"intake_app/domain/stray.py": "import intake_app.domain.stray_too\n"}
        | {"intake_app/domain/stray_too.py": "import intake_app.domain.stray\n"},
        {"ui/widgets/stray.py": "import ui.widgets.deep\n"}
        | {"ui/widgets/deep/__init__.py": "import ui.widgets.stray\n"},
    ],
}
# Rooms that the breaches above enter, whether or not they are built yet.
ROOMS = ("ui/shell", "ui/today", "ui/residents", "ui/widgets")
CASES = [
    pytest.param(wall, files, id=f"{wall}-{number}")
    for wall, cases in BREACHES.items()
    for number, files in enumerate(cases)
]


def contracts() -> dict[str, str]:
    """The contracts of pyproject.toml: identifier → name."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    return {contract["id"]: contract["name"] for contract in declared}


def copy_tree(target: Path) -> None:
    """Copy the product and its rules; add the empty rooms that the breaches need."""
    shutil.copy(ROOT / "pyproject.toml", target)
    for root in PRODUCT_ROOTS:
        shutil.copytree(ROOT / root, target / root, ignore=shutil.ignore_patterns("__pycache__"))
    for room in ROOMS:
        add_file(target, f"{room}/__init__.py", "")
    add_file(target, "intake_app/__main__.py", "")


def add_file(root: Path, name: str, text: str) -> None:
    """Append `text` to a file below `root`, making it and its folder when they do not exist."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def broken_walls(root: Path) -> set[str]:
    """The names of the contracts that import-linter finds broken below `root`."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=60)
    broken = set(re.findall(r"^(.+?) BROKEN", result.stdout, flags=re.MULTILINE))
    assert bool(broken) == bool(result.returncode), result.stdout + result.stderr
    return broken


@pytest.fixture(scope="module")
def sound_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One copy of the tree, in which every wall stands; each breach is added and taken away again."""
    tree = tmp_path_factory.mktemp("tree")
    copy_tree(tree)
    return tree


def test_every_wall_stands_in_the_copy_before_it_is_breached(sound_tree: Path) -> None:
    assert broken_walls(sound_tree) == set()


def test_every_contract_has_a_breach() -> None:
    assert set(BREACHES) == set(contracts())


@pytest.mark.parametrize("wall,files", CASES)
def test_a_breach_breaks_its_wall(sound_tree: Path, tmp_path: Path, wall: str, files: dict[str, str]) -> None:
    shutil.copytree(sound_tree, tmp_path, dirs_exist_ok=True)
    for name, text in files.items():
        add_file(tmp_path, name, text)
    assert contracts()[wall] in broken_walls(tmp_path)
