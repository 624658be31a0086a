"""Make the frozen program in build/dist/Palier: `python3 run.py build [--archive]`.

Two executables that share one folder and need no Python: `palier` and `palier-server`. The same sources and locks
give the same bytes on the same system. Everything is written below build/.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from licences import write_licences
from shipped import ROOT, WORK

sys.path.insert(0, str(ROOT))

import run

DIST: Final = ROOT / "build" / "dist"
PROGRAM: Final = DIST / "Palier"
SPEC: Final = ROOT / "packaging" / "palier.spec"
EPOCH: Final = "1767225600"
"""Seconds since 1970 (the first day of 2026): the one date in the program, whenever it was built."""
_ELF: Final = b"\x7fELF"


class BuildError(Exception):
    """Why there is no program; the text says what to do."""


def main(arguments: list[str]) -> int:
    """Build; 0 when the program is there, 1 with a sentence when it is not."""
    parser = argparse.ArgumentParser(prog="run.py build", description="Make the frozen program in build/dist/.")
    parser.add_argument("--archive", action="store_true", help="also pack it as one .tar.gz")
    asked = parser.parse_args(arguments)
    started = time.monotonic()
    try:
        check_machine()
        freeze()
    except (BuildError, run.MachineError) as failure:
        print(failure, file=sys.stderr)
        return 1
    for library in write_licences(PROGRAM):
        print(f"No licence text was found on this system for {library}.")
    size = sum(path.stat().st_size for path in files_of(PROGRAM))
    print(f"{shown(PROGRAM)}: {size / 1e6:.0f} MB in {time.monotonic() - started:.0f} s")
    if asked.archive:
        archive = pack()
        print(f"{shown(archive)}: {archive.stat().st_size / 1e6:.0f} MB")
        print(f"SHA-256 {hashlib.sha256(archive.read_bytes()).hexdigest()}")
    return 0


# ---------------------------------------------------------------- the machine


def check_machine() -> None:
    """Install what goes into the program from a Linux system, and PyInstaller's tools, where that is allowed.

    Raises run.MachineError with the line to type, BuildError for a Python that cannot be frozen.
    """
    if not sys.platform.startswith("linux"):
        return
    missing = [] if shutil.which("objdump", path=run.search_path()) else ["binutils"]
    # even where no window can be shown: the program is for computers that have one
    missing += run.missing_libraries({**run.OFFSCREEN_LIBRARIES, **run.WINDOW_LIBRARIES})
    if not has_python_library():
        if sys.base_prefix != "/usr":
            raise BuildError(
                f"The Python in {sys.base_prefix} was built without its shared library, which a frozen program needs. "
                "Build it again with --enable-shared, or use the system's Python, then run this again."
            )
        missing.append(f"libpython{sys.version_info[0]}.{sys.version_info[1]}")
    if missing:
        run.install_system_packages(missing)


def has_python_library() -> bool:
    """Whether PyInstaller finds the shared library of this Python: Debian brings it in a package of its own."""
    # importing it takes a while and runs ldd: only a build needs it
    from PyInstaller.depend.bindepend import get_python_library_path  # type: ignore[import-untyped]
    from PyInstaller.exceptions import PythonLibraryNotFoundError  # type: ignore[import-untyped]

    try:
        return get_python_library_path() is not None
    except PythonLibraryNotFoundError:
        return False


# ---------------------------------------------------------------- the program


def freeze() -> None:
    """Run PyInstaller from nothing and lighten what it leaves. Raises BuildError."""
    for folder in (WORK, PROGRAM):
        shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"]
    command += [f"--distpath={DIST}", f"--workpath={WORK}", str(SPEC)]
    WORK.mkdir(parents=True)
    if subprocess.run(command, cwd=WORK, env=build_environment(), check=False).returncode:
        raise BuildError("PyInstaller failed; the lines above say why.")
    if sys.platform.startswith("linux"):
        lighten(PROGRAM)


def build_environment() -> dict[str, str]:
    """What makes two builds equal, and keeps PyInstaller's and Python's caches below build/."""
    fixed = {"PYTHONHASHSEED": "1", "PYTHONDONTWRITEBYTECODE": "1", "PYINSTALLER_CONFIG_DIR": str(WORK / "cache")}
    return {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "PATH": run.search_path(), **fixed}


def lighten(program: Path) -> None:
    """Take the debugging symbols out of compiled modules: a third of the size.

    Qt's and the repaired wheels' libraries are left alone: they have none, and stripping what patchelf moved breaks it.
    """
    for path in files_of(program / "_internal"):
        is_repaired = "PySide6" in path.parts or any(part.endswith(".libs") for part in path.parts)
        if not is_repaired and not path.is_symlink() and path.open("rb").read(4) == _ELF:
            subprocess.run(["strip", "--strip-debug", str(path)], check=True, env=build_environment())


def files_of(folder: Path) -> Iterator[Path]:
    """Every file below `folder`, in an order that does not change."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


# ---------------------------------------------------------------- the archive


def pack() -> Path:
    """Pack the program as one .tar.gz, without a trace of who packed it and when; return its path."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    system = f"{platform.system()}-{platform.machine()}".lower()
    path = DIST / f"palier-{project['version']}-{system}.tar.gz"
    with (
        path.open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=int(EPOCH)) as squeezed,
        tarfile.open(fileobj=squeezed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for member in [PROGRAM, *sorted(PROGRAM.rglob("*"))]:
            archive.add(member, member.relative_to(DIST).as_posix(), recursive=False, filter=_without_maker)
    return path


def _without_maker(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    member.mtime = int(EPOCH)
    return member


def shown(path: Path) -> str:
    """The path as a person in the repository would type it."""
    return path.relative_to(ROOT).as_posix()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
