"""The locks: all pinned and hashed, no address, nothing forbidden, in step with pyproject.toml and each other."""

from __future__ import annotations

import re
import runpy
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.quality.source_tree import ROOT

LOCKS = ROOT / "packaging" / "locks"
CONTENTS: dict[str, tuple[str, ...]] = runpy.run_path(str(ROOT / "packaging" / "write_locks.py"))["LOCK_CONTENTS"]
# Look-alikes of sqlcipher3 with a corrupting SQLite or for one system only; bindings and modules under GPL.
FORBIDDEN = {"sqlcipher3-binary", "sqlcipher3-wheels", "pysqlcipher3", "pyqt5", "pyqt6", "unidecode", "nuitka"}
FORBIDDEN |= {"pyside6", "pyside6-addons", "pyside6-fluent-widgets"}  # the meta-package brings Qt's GPL-only modules
LAST_PYSIDE = Version("6.12")
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==(\S+)")


def pins(text: str) -> dict[str, Version]:
    """The distributions that a lock pins, by their normal name."""
    found = [PIN.match(line) for line in text.splitlines()]
    return {canonicalize_name(match[1]): Version(match[2]) for match in found if match}


def blocks(text: str) -> list[str]:
    """The requirements of a lock, each with its continuation lines; comments left out."""
    joined = re.sub(r" \\\n\s+", " ", text)
    return [line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def faults(text: str) -> list[str]:
    """What a lock must not contain, as one sentence each."""
    found = ["an address"] if "://" in text else []
    found += [f"not pinned: {block}" for block in blocks(text) if not PIN.match(block)]
    found += [f"without a hash: {block}" for block in blocks(text) if "--hash=sha256:" not in block]
    found += [f"forbidden: {name}" for name in sorted(set(pins(text)) & FORBIDDEN)]
    pyside = pins(text).get(canonicalize_name("pyside6-essentials"))
    return found + (["PySide6 that crashes on Python 3.11"] if pyside and pyside >= LAST_PYSIDE else [])


def wanted(name: str) -> list[Requirement]:
    """What pyproject.toml asks of the lock `name`."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    if name == "uv":
        return [Requirement(line) for line in declared["dependency-groups"]["bootstrap"]]
    extras = [option.removeprefix("--extra=") for option in CONTENTS[name] if option.startswith("--extra=")]
    lines = list(declared["project"]["dependencies"])
    for extra in extras:
        lines += declared["project"]["optional-dependencies"][extra]
    return [Requirement(line) for line in lines]


def unmet(requirements: list[Requirement], pinned: dict[str, Version]) -> list[str]:
    """The requirements that a lock does not hold, or holds at a version that they exclude."""
    return [
        str(one)
        for one in requirements
        if canonicalize_name(one.name) not in pinned or pinned[canonicalize_name(one.name)] not in one.specifier
    ]


def test_there_is_a_lock_for_each_use_and_no_other() -> None:
    assert {path.stem for path in LOCKS.iterdir()} == set(CONTENTS)


@pytest.mark.parametrize("name", sorted(CONTENTS))
def test_a_lock_is_pinned_hashed_and_names_no_place(name: str) -> None:
    assert faults((LOCKS / f"{name}.txt").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", sorted(CONTENTS))
def test_a_lock_holds_what_pyproject_asks(name: str) -> None:
    assert unmet(wanted(name), pins((LOCKS / f"{name}.txt").read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("name", ["run", "laptop", "server"])
def test_every_lock_stays_within_the_developers_versions(name: str) -> None:
    everything = pins((LOCKS / "dev.txt").read_text(encoding="utf-8"))
    own = pins((LOCKS / f"{name}.txt").read_text(encoding="utf-8"))
    assert {one: version for one, version in own.items() if everything.get(one) != version} == {}


def test_a_server_is_deployed_without_windows() -> None:
    assert not {"pyside6-essentials", "shiboken6"} & set(pins((LOCKS / "server.txt").read_text(encoding="utf-8")))


HASH = "--hash=sha256:" + "0" * 64


@pytest.mark.parametrize(
    "text,fault",
    [
        (f"--index-url https://mirror.example/simple\nrequests==2.34.2 \\\n    {HASH}\n", "an address"),
        (f"requests>=2.34.2 \\\n    {HASH}\n", f"not pinned: requests>=2.34.2 {HASH}"),
        (f"requests==2.34.2\nidna==3.20 \\\n    {HASH}\n", "without a hash: requests==2.34.2"),
        (f"SQLCipher3_wheels==0.5.7 \\\n    {HASH}\n", "forbidden: sqlcipher3-wheels"),
        (f"pyside6==6.11.3 \\\n    {HASH}\n", "forbidden: pyside6"),
        (f"pyside6-essentials==6.12.0 \\\n    {HASH}\n", "PySide6 that crashes on Python 3.11"),
    ],
)
def test_each_fault_of_a_lock_is_found(text: str, fault: str) -> None:
    assert fault in faults(text)


def test_a_sound_lock_has_no_fault() -> None:
    assert faults(f"# written by a tool\nrequests==2.34.2 ; python_version > '3' \\\n    {HASH} \\\n    {HASH}\n") == []


def test_a_lock_behind_pyproject_is_found() -> None:
    pinned = pins("requests==2.30.0\n")
    assert unmet([Requirement("requests>=2.34"), Requirement("idna")], pinned) == ["requests>=2.34", "idna"]
