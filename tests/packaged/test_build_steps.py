"""The steps of a build, one by one: what it asks of the machine, what it lets in, and how it packs."""

from __future__ import annotations

import importlib
import tarfile
from pathlib import Path
from types import ModuleType

import pytest

import run
from tests.quality.source_tree import PRODUCT_ROOTS, ROOT


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """packaging/build.py, a script that imports its neighbours."""
    monkeypatch.syspath_prepend(ROOT / "packaging")
    return importlib.import_module("build")


@pytest.fixture
def shipped(build: ModuleType) -> ModuleType:
    """What says what may enter the program."""
    return importlib.import_module("shipped")


@pytest.fixture
def asked_packages(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The system packages that the build asks for on a Linux machine; none is really installed."""
    packages: list[str] = []
    monkeypatch.setattr(build.sys, "platform", "linux")
    monkeypatch.setattr(run, "install_system_packages", packages.extend)
    return packages


def test_a_machine_that_has_everything_is_asked_for_nothing(build: ModuleType, asked_packages: list[str]) -> None:
    build.check_machine()
    assert asked_packages == []


def test_a_bare_debian_is_asked_for_what_it_lacks(
    build: ModuleType, asked_packages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build.shutil, "which", lambda *_, **__: None)
    monkeypatch.setattr(build, "has_python_library", lambda: False)
    monkeypatch.setattr(run, "WINDOW_LIBRARIES", {"libnowhere.so.0": "libnowhere0"})
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setattr(build.sys, "base_prefix", "/usr")
    monkeypatch.setattr(build.sys, "version_info", (3, 11, 2))
    build.check_machine()
    assert asked_packages == ["binutils", "libnowhere0", "libpython3.11"]


def test_a_machine_without_rights_gets_the_line_to_type(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build.sys, "platform", "linux")
    monkeypatch.setattr(build.shutil, "which", lambda *_, **__: None)
    monkeypatch.setattr(run, "apt_rights", lambda: None)
    assert build.main([]) == 1
    assert "sudo apt-get install binutils" in capsys.readouterr().err


def test_a_python_without_its_library_is_told_how_to_be_built(
    build: ModuleType, asked_packages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "has_python_library", lambda: False)
    monkeypatch.setattr(build.sys, "base_prefix", "/opt/python")
    with pytest.raises(build.BuildError, match=r"/opt/python .* --enable-shared"):
        build.check_machine()
    assert asked_packages == []


def test_a_failing_pyinstaller_is_told_and_leaves_no_half_program(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "Palier").mkdir()
    monkeypatch.setattr(build, "PROGRAM", tmp_path / "Palier")
    monkeypatch.setattr(build, "DIST", tmp_path)
    monkeypatch.setattr(build, "WORK", tmp_path / "work")
    monkeypatch.setattr(build, "SPEC", tmp_path / "absent.spec")
    assert build.main([]) == 1
    assert "PyInstaller failed" in capsys.readouterr().err
    assert not (tmp_path / "Palier").exists()


def test_only_what_the_two_locks_pin_may_enter(shipped: ModuleType) -> None:
    kept_out = set(shipped.modules_of_tools())
    assert {"pytest", "hypothesis", "mypy", "PyInstaller", "yaml", "setuptools"} <= kept_out
    assert kept_out & {"PySide6", "sqlalchemy", "fastapi", "psycopg", "_cffi_backend", *PRODUCT_ROOTS} == set()


@pytest.mark.parametrize(
    "file,is_wanted",
    [
        ("Qt/plugins/platforms/libqxcb.so", True),
        ("Qt/plugins/platforms/libqoffscreen.so", True),
        ("plugins/platforms/qwindows.dll", True),
        ("Qt/plugins/platforms/libqcocoa.dylib", True),
        ("Qt/plugins/imageformats/libqsvg.so", True),
        ("Qt/plugins/platforms/libqvnc.so", False),
        ("Qt/plugins/platformthemes/libqgtk3.so", False),
        ("Qt/plugins/tls/libqopensslbackend.so", False),
        ("Qt/translations/qtbase_fr.qm", True),
        ("Qt/translations/qtbase_de.qm", False),
        ("Qt/lib/libQt6Core.so.6", True),
    ],
)
def test_of_qt_only_what_is_used_may_enter(shipped: ModuleType, file: str, is_wanted: bool) -> None:
    assert shipped.is_wanted_of_qt(file) is is_wanted


def test_every_lineage_of_migrations_goes_in_with_what_it_imports(shipped: ModuleType) -> None:
    folders = {place for _, place in shipped.read_as_files()}
    lineages = {"intake_app/domain", "intake_app/storage", "sync/server"}
    migrations = {f"{lineage}/migrations/versions" for lineage in lineages}
    names_of_holidays = {f"holidays/locale/{language}/LC_MESSAGES" for language in ("fr", "en_US", "en_GB")}
    assert folders == {"resources", *names_of_holidays, *migrations}
    assert {"alembic", "sqlalchemy", "sqlmodel.sql.sqltypes"} <= set(shipped.imports_of_migrations())


def test_modules_imported_by_name_are_named_one_by_one(shipped: ModuleType) -> None:
    modules = shipped.own_modules()
    assert {"intake_app", "intake_app.selftest", "sync.server.serve", "ui.shell.window"} <= set(modules)
    assert [module for module in modules if "migrations" in module] == []


def test_the_archive_tells_neither_who_packed_it_nor_when(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "Palier"
    (program / "_internal").mkdir(parents=True)
    (program / "palier").write_bytes(b"#!")
    (program / "palier").chmod(0o755)
    (program / "_internal" / "link").symlink_to("../palier")
    monkeypatch.setattr(build, "DIST", tmp_path)
    monkeypatch.setattr(build, "PROGRAM", program)
    path = build.pack()
    first = path.read_bytes()
    (program / "palier").touch()
    assert build.pack().read_bytes() == first
    with tarfile.open(path) as archive:
        members = {member.name: member for member in archive}
    assert set(members) == {"Palier", "Palier/palier", "Palier/_internal", "Palier/_internal/link"}
    assert members["Palier/palier"].mode == 0o755
    assert members["Palier/_internal/link"].issym()
    assert {(member.uname, member.uid, member.mtime) for member in members.values()} == {("root", 0, int(build.EPOCH))}
