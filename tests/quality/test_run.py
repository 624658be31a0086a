"""The one command on machines that lack something: what it asks for, what it installs, and what it leaves alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import run
from tests.quality.source_tree import ROOT


class Programs:
    """Stands for the programs that run.py would start: keeps each command, answers with the code planned for it."""

    def __init__(self) -> None:
        self.started: list[list[str]] = []
        self.codes: dict[str, int] = {}

    def __call__(self, command: Sequence[str], **_options: object) -> subprocess.CompletedProcess[str]:
        """Take the place of subprocess.run."""
        self.started.append([str(word) for word in command])
        code = next((code for word, code in self.codes.items() if word in self.started[-1]), 0)
        return subprocess.CompletedProcess(list(command), code)

    def named(self, word: str) -> list[list[str]]:
        """The commands that contain `word`."""
        return [command for command in self.started if word in command]


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> Programs:
    """Nothing is really started."""
    programs = Programs()
    monkeypatch.setattr(run.subprocess, "run", programs)
    return programs


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, programs: Programs) -> Path:
    """A machine with a working environment, into which nothing is installed yet, and three locks."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").touch()
    for name in ("uv", "run", "dev"):
        (tmp_path / f"{name}.txt").write_text(f"{name}==1\n")
    monkeypatch.setattr(run, "VENV", tmp_path)
    monkeypatch.setattr(run, "LOCKS", tmp_path)
    monkeypatch.setattr(run, "STAMP", tmp_path / "installed.sha256")
    monkeypatch.setattr(run, "IS_WINDOWS", False)
    return tmp_path


def test_a_machine_without_rights_is_given_the_one_line_to_type(
    machine: Path, monkeypatch: pytest.MonkeyPatch, programs: Programs
) -> None:
    (machine / "bin" / "python").unlink()
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(run, "venv_package", lambda: "python3-venv")
    monkeypatch.setattr(run, "wanted_libraries", lambda word: {"libnowhere.so.0": "libnowhere0", "libc.so.6": "libc6"})
    monkeypatch.setattr(run, "apt_rights", lambda: None)
    with pytest.raises(run.MachineError, match=r"\n    sudo apt-get install python3-venv libnowhere0\n"):
        run.ensure_system("test")
    assert programs.started == []


def test_a_machine_with_rights_gets_its_packages(monkeypatch: pytest.MonkeyPatch, programs: Programs) -> None:
    monkeypatch.setattr(run, "apt_rights", lambda: ["sudo", "-n"])
    run.install_system_packages(["libegl1"])
    assert programs.started[-1][:2] == ["sudo", "-n"]
    assert programs.started[-1][-3:] == ["install", "--no-install-recommends", "libegl1"]


def test_a_mirror_that_is_down_does_not_prevent_an_installation_but_a_failing_one_is_told(
    monkeypatch: pytest.MonkeyPatch, programs: Programs
) -> None:
    monkeypatch.setattr(run, "apt_rights", list)
    programs.codes = {"update": 100}
    run.install_system_packages(["libegl1"])
    programs.codes = {"install": 100}
    with pytest.raises(run.MachineError, match="apt-get could not install them"):
        run.install_system_packages(["libegl1"])


def test_a_library_still_missing_after_the_installation_is_told(
    machine: Path, monkeypatch: pytest.MonkeyPatch, programs: Programs
) -> None:
    monkeypatch.setattr(run, "apt_rights", list)
    monkeypatch.setattr(run, "wanted_libraries", lambda word: {"libnowhere.so.0": "libnowhere0"})
    with pytest.raises(run.MachineError, match="Still missing after the installation: libnowhere0"):
        run.ensure_system("test")


def test_libraries_of_the_window_are_asked_only_where_there_is_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.sys, "platform", "linux")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    assert "libxcb-cursor.so.0" not in run.wanted_libraries("test")
    monkeypatch.setenv("DISPLAY", ":0")
    assert "libxcb-cursor.so.0" in run.wanted_libraries("test")
    assert run.wanted_libraries("server") == {}


def test_a_lock_is_installed_once_and_again_when_it_changes(machine: Path, programs: Programs) -> None:
    run.install("run")
    assert [command[-1] for command in programs.started] == [str(machine / "uv.txt"), str(machine / "run.txt")]
    assert len(programs.named("--require-hashes")) == 2
    run.install("run")
    assert len(programs.started) == 2
    (machine / "run.txt").write_text("run==2\n")
    run.install("run")
    assert len(programs.started) == 4


def test_the_developers_lock_serves_the_light_words_but_not_the_other_way(machine: Path, programs: Programs) -> None:
    run.install("dev")
    run.install("run")
    assert len(programs.started) == 2
    (machine / "installed.sha256").unlink()
    run.install("run")
    run.install("dev")
    assert len(programs.started) == 6


@pytest.mark.parametrize("failing", ["pip", "uv"])
def test_a_failed_installation_is_told_and_tried_again(machine: Path, programs: Programs, failing: str) -> None:
    run.install("run")
    (machine / "run.txt").write_text("run==2\n")
    programs.codes = {failing: 1}
    with pytest.raises(run.MachineError, match="could not be installed"):
        run.install("run")
    assert not run.is_installed("run")
    (machine / "run.txt").write_text("run==1\n")
    assert not run.is_installed("run"), "half of the newer lock is in place: the older one is no longer"


def test_an_environment_that_no_longer_works_is_made_again(machine: Path, programs: Programs) -> None:
    programs.codes = {"-c": 1}
    with pytest.raises(run.MachineError, match="could not be made"):
        run.ensure_venv()
    assert programs.named("venv") == [[sys.executable, "-m", "venv", "--clear", str(machine)]]


def test_without_a_word_the_application_opens_or_plays_off_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "has_display", lambda: True)
    assert run.choose_word([]) == ("app", [])
    monkeypatch.setattr(run, "has_display", lambda: False)
    assert run.choose_word([]) == ("demo", [])
    assert run.choose_word(["test", "--nightly", "tests/unit"]) == ("test", ["--nightly", "tests/unit"])


def test_an_unknown_word_shows_the_list(capsys: pytest.CaptureFixture[str], programs: Programs) -> None:
    assert run.main(["launch"]) == 2
    assert "Unknown word: launch" in capsys.readouterr().out
    assert programs.started == []


def test_an_older_python_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run.sys, "version_info", (3, 10, 4))
    assert run.main(["test"]) == 1
    assert "needs Python 3.11 or newer; this is 3.10" in capsys.readouterr().out


def test_it_runs_from_a_folder_with_a_space_in_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "mes dossiers"
    folder.mkdir()
    for name in ("run.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    command = [sys.executable, str(folder / "run.py"), "help"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert (result.returncode, result.stderr) == (0, "")
    assert not (folder / ".venv").exists()
