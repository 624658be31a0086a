"""The frozen program: built once for the same sources, from a copy of them, and started as a stranger would."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from tests.quality.source_tree import PRODUCT_ROOTS, ROOT, files_under, python_files, shown

INGREDIENTS = ("intake_app", "sync", "ui", "resources", "packaging", "LICENSE", "run.py", "pyproject.toml")
"""All that the build may read: the copy holds nothing else."""
KEPT = ROOT / "build" / "packaged"
BUILD_SECONDS = 540


@dataclass(frozen=True)
class Built:
    """A finished build: the program's folder, how long it took, what it left outside `build/`, and the names of our own
    modules that it was made from.
    """

    program: Path
    seconds: float
    left_behind: list[str]
    modules: list[str]


def ingredients() -> Iterator[Path]:
    """The files that the program is made of."""
    for name in INGREDIENTS:
        place = ROOT / name
        yield from files_under(place) if place.is_dir() else [place]


def fingerprint() -> str:
    """What tells this build from any other: the sources and the Python, as SHA-256 in hexadecimal."""
    digest = hashlib.sha256(f"{sys.version} {sys.prefix}".encode())
    for path in ingredients():
        digest.update(path.relative_to(ROOT).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def built_program() -> Built:
    """The program of these very sources: the one kept from an earlier run, or a new one."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with FileLock(KEPT / "building.lock", timeout=BUILD_SECONDS):
        place = KEPT / fingerprint()[:16]
        if not (place / "built.json").exists():
            for old in KEPT.iterdir():
                if old.is_dir():
                    shutil.rmtree(old)
            copy_sources(place / "clone")
            build(place / "clone", place)
        told = json.loads((place / "built.json").read_text(encoding="utf-8"))
    return Built(place / "Palier", **told)


def copy_sources(clone: Path) -> None:
    """Copy all that the build may read into `clone`, as a fresh clone would have it."""
    for path in ingredients():
        copy = clone / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copy)


def build(clone: Path, place: Path) -> None:
    """Build in `clone`, keep the program as `place`/Palier with what there is to tell of it, and remove the clone."""
    before = set(clone.rglob("*"))
    modules = [shown(path, clone).removesuffix(".py") for path in python_files(clone, PRODUCT_ROOTS)]
    started = time.monotonic()
    command = [sys.executable, "packaging/build.py"]
    built = subprocess.run(command, cwd=clone, capture_output=True, text=True, check=False, timeout=BUILD_SECONDS)
    assert built.returncode == 0, built.stdout + built.stderr
    seconds = time.monotonic() - started
    new = {path.relative_to(clone) for path in clone.rglob("*") if path not in before}
    told = {
        "seconds": seconds,
        "left_behind": sorted(path.as_posix() for path in new if path.parts[0] != "build"),
        "modules": [name.removesuffix("/__init__").replace("/", ".") for name in modules],
    }
    (clone / "build" / "dist" / "Palier").rename(place / "Palier")
    shutil.rmtree(clone)
    (place / "built.json").write_text(json.dumps(told), encoding="utf-8")


def hashes(folder: Path) -> dict[str, str]:
    """Every file below `folder` with its SHA-256 in hexadecimal."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def stand(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file and folder below `folder` with its size and the moment of its last change, in nanoseconds."""
    found = ((path, path.lstat()) for path in folder.rglob("*"))
    return {path.relative_to(folder).as_posix(): (state.st_size, state.st_mtime_ns) for path, state in found}
