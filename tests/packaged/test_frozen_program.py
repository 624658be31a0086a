"""The frozen program on a stranger's computer: it starts, saves, sends, and keeps to itself.

All in one file: a build takes a minute, and the tests of one file run one after another.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from PyInstaller.archive.readers import CArchiveReader  # type: ignore[import-untyped]
from PySide6.QtGui import QImage

from intake_app.selftest import FAMILY_NAME
from tests.packaged.program import Built, build, built_program, copy_sources, hashes, stand
from tests.packaged.stranger import SECONDS, Stranger, blindfold, developers_places
from tests.quality.source_tree import ROOT

pytestmark = pytest.mark.timeout(600)

LARGEST = 230e6
"""Bytes of the whole folder; 200 MB in November 2026, a sixth of it Qt's tables of the world's languages."""


@pytest.fixture(scope="module")
def built() -> Built:
    """The program of these sources."""
    return built_program()


@pytest.fixture(scope="module")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program copied elsewhere, below a name with a space and an accent."""
    place = tmp_path_factory.mktemp("elsewhere") / "Programmes installés" / "Palier"
    shutil.copytree(built.program, place, symlinks=True)
    return place


@pytest.fixture(scope="module")
def words_before() -> list[str]:
    """What hides the developers' places from a program started behind it."""
    return blindfold()


@pytest.fixture
def stranger(installed: Path, words_before: list[str], tmp_path: Path) -> Iterator[Stranger]:
    """Somebody with the program and an empty home; whatever is done, the program's own folder stays as it was."""
    before = stand(installed)
    yield Stranger(installed, tmp_path, words_before)
    assert stand(installed) == before


def holders(name: str, folder: Path) -> list[str]:
    """The files below `folder` that hold this name, in any usual encoding and either case."""
    wanted = [text.encode(code) for text in (name, name.lower()) for code in ("utf-8", "utf-16-le", "utf-32-le")]
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return [path.name for path in files if any(text in path.read_bytes() for text in wanted)]


def frozen_modules(executable: Path) -> set[str]:
    """The names of the Python modules inside an executable."""
    return set(CArchiveReader(str(executable)).open_embedded_archive("PYZ.pyz").toc)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_resident_saved_by_the_frozen_laptop_reaches_the_frozen_server(stranger: Stranger, workers: str) -> None:
    laptop = stranger.home / "laptop"
    with stranger.demonstration_server("--workers", workers) as (address, code):
        trial = stranger.run("palier", "--selftest", address, code, str(laptop))
        assert trial.returncode == 0, trial.stdout + trial.stderr
        told = json.loads(trial.stdout)
        assert told["received"] > 100
        assert {**told, "received": 0} == {
            "received": 0,
            "waiting": 1,
            "sent": told["sent"],
            "left": 0,
            "residents": 1,
            "is_read_again": True,
            "is_trail_whole": True,
            "is_archive_opened": True,
            "are_holidays_named": True,
        }
        assert "centre.db" in " ".join(holders(FAMILY_NAME, stranger.home))
    assert (laptop / "palier.db").stat().st_size > 100_000
    assert holders(FAMILY_NAME, laptop) == []


def test_a_code_nobody_gave_is_refused_with_a_sentence(stranger: Stranger) -> None:
    with stranger.demonstration_server() as (address, _code):
        trial = stranger.run("palier", "--selftest", address, "AAAA-AAAA-AAAA-AAAA", str(stranger.home / "laptop"))
    assert trial.returncode == 1
    assert json.loads(trial.stdout)["error"] == "code_wrong"
    assert "code" in json.loads(trial.stdout)["sentence"]


PICTURING = {"QT_QPA_PLATFORM": "minimal:enable_fonts", "QT_DEBUG_BACKINGSTORE": "1"}
"""Qt's smallest platform, told to save each picture that it paints."""


def first_picture(stranger: Stranger, *arguments: str) -> tuple[QImage, str, list[str]]:
    """Start the window: the first picture, what was said meanwhile, and the files of the developers' that the process
    had loaded.
    """
    said, names = "", []
    with stranger.started("palier", *arguments, **PICTURING) as process:
        assert process.stdout is not None
        for line in process.stdout:
            said += line
            if "saving contents to" in line:
                names.append(line.split()[-1])
            if len(names) > 1:
                # Qt says so before it saves: the first picture is whole once the second one is begun
                return QImage(str(stranger.home / names[0])), said, mapped_files(process.pid)
    raise AssertionError(f"nothing was painted: {said}")


def mapped_files(process_id: int) -> list[str]:
    """The libraries of the developers' places that a running process has loaded."""
    maps = Path(f"/proc/{process_id}/maps")
    lines = maps.read_text(encoding="utf-8").splitlines() if maps.exists() else []
    return [line for line in lines if any(f"{place}/" in line for place in developers_places())]


def assert_painted(image: QImage) -> None:
    """A page on its ground, with smooth letters: two large plain surfaces, and many shades between."""
    assert (image.width(), image.height()) >= (800, 500)
    pixels = [image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)]
    shades = Counter(pixels)
    assert len(shades) > 60
    assert all(count > len(pixels) / 20 for _, count in shades.most_common(2))


def test_the_lock_screen_is_painted_from_an_empty_environment(stranger: Stranger) -> None:
    laptop = stranger.home / "laptop"
    with stranger.demonstration_server() as (address, code):
        trial = stranger.run("palier", "--selftest", address, code, str(laptop))
        assert trial.returncode == 0, trial.stdout + trial.stderr
    image, said, foreign = first_picture(stranger, "--folder", str(laptop))
    assert_painted(image)
    assert foreign == []
    assert "bug " not in said
    assert "Traceback" not in said


def test_the_first_start_is_painted_where_there_is_nothing_yet(stranger: Stranger) -> None:
    image, said, foreign = first_picture(stranger)
    assert_painted(image)
    assert foreign == []
    assert "bug " not in said


def test_the_demonstration_brings_its_server_and_takes_it_away(stranger: Stranger) -> None:
    arguments = ["--demonstration", "--folder", str(stranger.home / "demonstration")]
    with stranger.started("palier", *arguments, **PICTURING) as process:
        assert process.stdout is not None
        said = next((line for line in process.stdout if "saving contents" in line), None)
        assert said is not None
        servers = psutil.Process(process.pid).children(recursive=True)
        assert {server.name() for server in servers} == {"palier-server"}
    # the window was told to end, the server was not: it learns it by itself
    _gone, left = psutil.wait_procs(servers, timeout=SECONDS)
    assert left == []


def test_the_server_explains_itself_with_accents_without_a_locale(stranger: Stranger) -> None:
    answer = stranger.run("palier-server", "--help")
    assert answer.returncode == 0
    assert "Démarrer le serveur" in answer.stdout


def test_every_module_of_ours_is_inside_even_those_imported_by_name(built: Built) -> None:
    assert len(built.modules) > 100
    assert set(built.modules) - frozen_modules(built.program / "palier") == set()


def test_the_developers_tools_stay_at_home(installed: Path) -> None:
    tools = {"pytest", "hypothesis", "mypy", "setuptools", "pip", "PyInstaller", "psutil", "yaml", "tests", "tkinter"}
    modules = frozen_modules(installed / "palier")
    assert {"sqlalchemy", "intake_app.__main__", "sync.server.__main__"} <= modules
    assert {name.split(".")[0] for name in modules} & tools == set()
    names = {path.name.split(".so")[0] for path in installed.rglob("*")}
    assert {name for name in names if "gtk" in name or "Qml" in name or "Quick" in name or "QtNetwork" in name} == set()


def test_no_file_names_the_place_where_it_was_built(built: Built, installed: Path) -> None:
    here = [str(ROOT).encode(), str(built.program.parent).encode(), sys.prefix.encode()]
    files = [path for path in installed.rglob("*") if path.is_file()]
    assert len(files) > 200
    assert [path.name for path in files if any(place in path.read_bytes() for place in here)] == []


def test_every_part_comes_with_its_licence(installed: Path) -> None:
    licences = installed / "licences"
    assert (installed / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
    own = {"pyside6-essentials": "LGPL-3.0.txt", "shiboken6": "LGPL-3.0.txt"}
    parts = [line.split()[0] for line in (licences / "index.txt").read_text(encoding="utf-8").splitlines()[2:]]
    assert len(parts) > 40
    assert [part for part in parts if not (licences / own.get(part, part)).exists()] == []
    assert {"Qt.txt", "GPL-3.0.txt", "SQLCipher.txt", "PostgreSQL.txt"} <= {path.name for path in licences.iterdir()}


def test_the_program_stays_small(installed: Path, record_property: Callable[[str, object], None]) -> None:
    size = sum(path.stat().st_size for path in installed.rglob("*") if path.is_file() and not path.is_symlink())
    record_property("megabytes", size / 1e6)
    assert size < LARGEST


def test_a_build_leaves_nothing_outside_its_folder(
    built: Built, record_property: Callable[[str, object], None]
) -> None:
    record_property("build_seconds", built.seconds)
    assert built.left_behind == []


def test_two_builds_are_equal_to_the_byte_wherever_they_are_made(is_nightly: bool, tmp_path: Path) -> None:
    if not is_nightly:
        pytest.skip("two more builds take two minutes: with --nightly")
    places = [tmp_path / "one", tmp_path / "another place"]
    copy_sources(places[0] / "clone")
    shutil.copytree(places[0] / "clone", places[1] / "clone")
    for place in places:
        build(place / "clone", place)
    assert hashes(places[0] / "Palier") == hashes(places[1] / "Palier")
