"""What may enter the frozen program: only what the laptop's and the server's locks pin, and of Qt only what is used."""

from __future__ import annotations

import ast
import importlib.metadata
import json
import re
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
LOCKS: Final = ROOT / "packaging" / "locks"
WORK: Final = ROOT / "build" / "pyinstaller"
SOURCES: Final = WORK / "sources.json"
"""Where each library of the frozen program was copied from: its licence is looked for there."""
OWN_ROOTS: Final = ("intake_app", "sync", "ui")

UNUSED_MODULES: Final = (
    # of the standard library: terminals, tests, installers, other windows
    *("curses", "readline", "tkinter", "idlelib", "lib2to3", "ensurepip", "venv", "pydoc_data", "distutils"),
    # an SQLite without cipher, of a version that we do not choose: laptop and server open theirs by sqlcipher3
    *("sqlite3", "_sqlite3"),
    # doubles of compiled modules, and a parser of C headers
    *("zstandard._cffi", "zstandard.backend_cffi", "pycparser", "cffi"),
)
UNUSED_QT_MODULES: Final = ("PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtPdf")
# Of each kind of plugin, what Palier loads on Linux, Windows and macOS; a kind without an entry is left out. No GTK
# theme: it would bring fifty libraries, and the look is our own.
QT_PLUGINS: Final = {
    "platforms": ("xcb", "wayland", "offscreen", "minimal", "windows", "cocoa"),
    "platformthemes": ("xdgdesktopportal",),
    "platforminputcontexts": ("compose", "ibus"),
    "iconengines": ("svgicon",),
    "imageformats": ("svg", "ico", "jpeg"),
    "xcbglintegrations": ("xcb-egl", "xcb-glx"),
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-graphics-integration-client": ("plugin-wayland-egl",),
    "wayland-decoration-client": ("bradient",),
}
QT_TRANSLATIONS: Final = ("qtbase_fr.qm", "qtbase_en.qm")


def normalised(name: str) -> str:
    """A distribution's name as packaging tools compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned_names(locks: Path = LOCKS) -> set[str]:
    """The distributions that the laptop's and the server's locks pin, normalised."""
    texts = [(locks / f"{lock}.txt").read_text(encoding="utf-8") for lock in ("laptop", "server")]
    return {
        normalised(name) for text in texts for name in re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==", text, re.MULTILINE)
    }


def modules_of_tools() -> list[str]:
    """The top-level modules installed here that belong to no pinned distribution: the developers' tools."""
    pinned = pinned_names()
    owners = importlib.metadata.packages_distributions()
    return sorted(module for module, names in owners.items() if not {normalised(name) for name in names} & pinned)


def is_wanted_of_qt(source: str) -> bool:
    """Whether this file of Qt goes in: a plugin or translation that Palier loads, or neither of the two."""
    path = PurePath(source)
    if path.suffix == ".qm":
        return path.name in QT_TRANSLATIONS
    if "plugins" not in path.parts:
        return True
    return any(word in path.name for word in QT_PLUGINS.get(path.parent.name, ()))


def migration_folders() -> list[Path]:
    """The folders of the lineages: Alembic reads their revisions as files."""
    return sorted(path for root in OWN_ROOTS for path in (ROOT / root).rglob("migrations"))


def read_as_files() -> list[tuple[str, str]]:
    """(file or pattern, folder inside the program) of what is read as files, for PyInstaller's `datas`."""
    found = [(str(ROOT / "resources"), "resources"), *_names_of_holidays()]
    for folder in migration_folders():
        versions = folder / "versions"
        found.append((str(versions / "*.py"), versions.relative_to(ROOT).as_posix()))
    return found


def _names_of_holidays() -> list[tuple[str, str]]:
    """The names of the days in the languages that they are asked for: the library stops without their file."""
    package = Path(importlib.metadata.distribution("holidays").locate_file("holidays"))
    names = [f"locale/{language}/LC_MESSAGES" for language in ("fr", "en_US", "en_GB")]
    return [(str(package / name / f"{'GB' if 'GB' in name else 'FR'}.mo"), f"holidays/{name}") for name in names]


def own_modules() -> list[str]:
    """Every module of ours: some are imported by name when they are needed, which PyInstaller does not see."""
    found = []
    for path in sorted(path for root in OWN_ROOTS for path in (ROOT / root).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if "migrations" not in parts:
            found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


def imports_of_migrations() -> list[str]:
    """The modules that revisions import: PyInstaller does not read files that it takes for data."""
    revisions = [path for folder in migration_folders() for path in (folder / "versions").glob("*.py")]
    return sorted({module for path in revisions for module in _imports_of(path)})


def _imports_of(path: Path) -> Iterable[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def note_sources(binaries: Iterable[tuple[str, str, str]]) -> None:
    """Write down where each library comes from. `binaries`: (name in the program, source, kind)."""
    sources = {name: source for name, source, kind in binaries if kind in ("BINARY", "EXTENSION")}
    SOURCES.write_text(json.dumps(sources, indent=1, sort_keys=True), encoding="utf-8")
