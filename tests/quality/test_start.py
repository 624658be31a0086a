"""The lock screen is painted before SQLModel, SQLAlchemy and requests are read: they cost half a second on a laptop."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.quality.source_tree import ROOT, shown

HEAVY = {"sqlmodel", "sqlalchemy", "pydantic", "requests", "urllib3", "alembic"}
PAINTED_FIRST = (
    "intake_app/__init__.py",
    "intake_app/__main__.py",
    "intake_app/domain/errors.py",
    "intake_app/storage/vault*.py",
    "ui/__init__.py",
    "ui/theme.py",
    "ui/palette.py",
    "ui/icons.py",
    "ui/application.py",
    "ui/shell/unlock*.py",
)
READ_AND_TELL = (
    "import sys, json, importlib; importlib.import_module(sys.argv[1]); print(json.dumps(list(sys.modules)))"
)


def module_name(path: Path, root: Path) -> str:
    """`ui/shell/unlock_view.py` → `ui.shell.unlock_view`."""
    return shown(path, root).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def heavy_imports(module: str, root: Path) -> set[str]:
    """The heavy libraries that a fresh interpreter has read once it has imported `module`."""
    command = [sys.executable, "-c", READ_AND_TELL, module]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True, timeout=60)
    return {name.split(".", 1)[0] for name in json.loads(result.stdout)} & HEAVY


def first_modules(root: Path) -> list[str]:
    """The modules read before the first paint."""
    return [module_name(path, root) for pattern in PAINTED_FIRST for path in sorted(root.glob(pattern))]


def test_nothing_heavy_is_read_before_the_first_paint() -> None:
    modules = first_modules(ROOT)
    assert {"intake_app.domain.errors", "intake_app.storage.vault", "ui.theme"} <= set(modules)
    assert {module: found for module in modules if (found := heavy_imports(module, ROOT))} == {}


def test_a_heavy_import_is_found_however_deep(tmp_path: Path) -> None:
    for name, text in (("unlock_view.py", "import shell.table"), ("table.py", "import requests"), ("light.py", "")):
        (tmp_path / "shell").mkdir(exist_ok=True)
        (tmp_path / "shell" / name).write_text(text)
    assert heavy_imports("shell.unlock_view", tmp_path) == {"requests", "urllib3"}
    assert heavy_imports("shell.light", tmp_path) == set()
