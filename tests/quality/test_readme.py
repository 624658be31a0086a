"""README tells every word of `run.py`, and the pipeline runs nothing that README does not tell."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.quality.source_tree import ROOT


def readme() -> str:
    """The text of README.md."""
    return (ROOT / "README.md").read_text(encoding="utf-8")


def told_by_help() -> list[str]:
    """The words that `run.py help` lists."""
    result = subprocess.run([sys.executable, "run.py", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    return re.findall(r"^  (\w+) ", result.stdout, flags=re.MULTILINE)


def untold(words: list[str], text: str) -> list[str]:
    """The words that a README does not name after `run.py`."""
    return [word for word in words if not re.search(rf"run\.py {word}\b", text)]


def test_readme_tells_every_word() -> None:
    words = told_by_help()
    assert {"app", "test", "check", "server", "demo", "bench", "build", "help"} <= set(words)
    assert untold(words, readme()) == []


def test_readme_names_no_word_that_does_not_exist() -> None:
    assert set(re.findall(r"run\.py (\w+)", readme())) <= set(told_by_help())


def test_a_word_missing_from_readme_is_found() -> None:
    assert untold(["test", "bench"], "type `python3 run.py test`, then `run.py benchmark`") == ["bench"]


def leads_nowhere(root: Path, tasks: dict[str, str]) -> list[str]:
    """The words whose program is not there: a module after `python -m`, a file after `python`."""
    found = []
    for word, command in tasks.items():
        first, *rest = command.removeprefix("python ").split()
        place = root.joinpath(*rest[0].split(".")) if first == "-m" else root / first
        is_there = place.is_file() or place.with_suffix(".py").is_file() or (place / "__main__.py").is_file()
        if not is_there and not (first == "-m" and importlib.util.find_spec(rest[0])):
            found.append(word)
    return found


def test_every_word_leads_somewhere() -> None:
    tasks = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["poe"]["tasks"]
    commands = {word: task["cmd"] for word, task in tasks.items() if isinstance(task, dict) and "cmd" in task}
    assert leads_nowhere(ROOT, commands) == []


def test_a_word_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "__main__.py").touch()
    (tmp_path / "build.py").touch()
    tasks = {"open": "python -m room --now", "build": "python build.py", "test": "python -m pytest -q"}
    assert leads_nowhere(tmp_path, tasks) == []
    assert leads_nowhere(tmp_path, tasks | {"lost": "python -m no_room", "gone": "python gone.py"}) == ["lost", "gone"]


def test_the_pipeline_runs_what_readme_tells_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    orders = [line for line in lines if line and not line.startswith(("#", "set -euo pipefail", "cd "))]
    assert orders == ['exec python3 run.py test "$@"']
    assert "python3 run.py test" in readme()


def test_the_command_stays_short_and_needs_nothing_installed() -> None:
    text = (ROOT / "run.py").read_text(encoding="utf-8")
    imported = set(re.findall(r"^\s*(?:import|from) (\w+)", text, flags=re.MULTILINE))
    assert len(text.splitlines()) <= 300
    assert imported - set(sys.stdlib_module_names) == set()
