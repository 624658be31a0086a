"""Gives the frozen program the licence texts of everything in it, as those licences ask."""

from __future__ import annotations

import importlib.metadata
import json
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Final

from shipped import ROOT, SOURCES, pinned_names

OWN_TEXTS: Final = ROOT / "packaging" / "licence_texts"
"""Texts that the wheels of Qt, SQLCipher and PostgreSQL's client do not carry themselves."""
_IS_LICENCE: Final = re.compile(r"^(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_PACKAGES_OF_SYSTEM: Final = Path("/usr/share/doc")


def write_licences(program: Path) -> list[str]:
    """Write LICENSE and the folder `licences/` into `program`; return the libraries of the system without a text."""
    shutil.copy(ROOT / "LICENSE", program)
    folder = program / "licences"
    lines = [_write_distribution(folder, name) for name in sorted({*pinned_names(), "pyinstaller"}) if _is_here(name)]
    shutil.copytree(OWN_TEXTS, folder, dirs_exist_ok=True)
    python = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    if python.exists():
        shutil.copy(python, folder / "Python.txt")
    missing = _write_system(folder / "system")
    index = ["What this program contains, with the licence that each part declares. Texts are beside this file.", ""]
    (folder / "index.txt").write_text("\n".join([*index, *lines, ""]), encoding="utf-8")
    return missing


def _is_here(name: str) -> bool:
    """Whether this system installs it: some are for Windows only."""
    try:
        importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def _write_distribution(folder: Path, name: str) -> str:
    """Copy a distribution's texts into a folder of its name; return its line of the index."""
    distribution = importlib.metadata.distribution(name)
    for file in distribution.files or ():
        in_licences = "licenses" in PurePath(file).parts and ".dist-info" in str(file)
        if in_licences or (_IS_LICENCE.match(file.name) and file.suffix != ".py"):
            place = folder / name
            place.mkdir(parents=True, exist_ok=True)
            shutil.copy(Path(str(file.locate())), place / file.name)
    return f"{name} {distribution.version}: {_declared(distribution)}"


def _declared(distribution: importlib.metadata.Distribution) -> str:
    metadata = distribution.metadata
    classifiers = [line.rsplit(" :: ", 1)[-1] for line in metadata.get_all("Classifier") or [] if "License" in line]
    short = (metadata["License"] or "").splitlines()[:1]
    return metadata["License-Expression"] or " AND ".join(classifiers) or "".join(short) or "see its folder"


def _write_system(folder: Path) -> list[str]:
    """Copy the texts of the libraries taken from this system, where Debian keeps them; return those without one."""
    sources: dict[str, str] = json.loads(SOURCES.read_text(encoding="utf-8"))
    names = {Path(source).name for source in sources.values() if source.startswith(("/lib", "/usr"))}
    if not names or shutil.which("dpkg-query") is None:
        return sorted(names)
    folder.mkdir(parents=True, exist_ok=True)
    for package, library in _owners(names):
        text = _PACKAGES_OF_SYSTEM / package / "copyright"
        if text.exists():
            shutil.copy(text, folder / f"{package}.txt")
            names.discard(library)
    return sorted(names)


def _owners(libraries: set[str]) -> Iterator[tuple[str, str]]:
    """(Debian package, library) for each library that a package brought."""
    command = ["dpkg-query", "--search", *(f"*/{library}" for library in sorted(libraries))]
    found = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    for line in found.splitlines():
        owner, separator, path = line.partition(": ")
        if separator:
            yield owner.split(",")[0].split(":")[0], Path(path).name
