"""The files that install a central server name what exists, and their commands work as they are written."""

from __future__ import annotations

import configparser
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import pytest
import yaml  # type: ignore[import-untyped]

from sync.server.places import DATABASE_VARIABLE
from tests.quality.source_tree import ROOT

RETRIES = 6
FOLDER = ROOT / "packaging" / "server"
# The container holds neither windows nor their library: what would need them fails to import.
WITHOUT_WINDOWS = (
    "import runpy, sys; sys.modules.update(PySide6=None, ui=None); "
    "sys.argv[0] = 'palier-server'; runpy.run_module('sync.server', run_name='__main__', alter_sys=True)"
)


def instructions(word: str) -> list[str]:
    """The arguments of each instruction `word` of the Dockerfile, those of several lines joined."""
    text = (FOLDER / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    return re.findall(rf"^{word}\s+(.+)$", text, flags=re.MULTILINE)


def copied() -> dict[str, str]:
    """What the container's last stage takes from the repository: place here → place there."""
    return dict(words.split() for words in instructions("COPY") if "--from" not in words and "/locks/" not in words)


def unit() -> configparser.SectionProxy:
    """The service that systemd starts."""
    parser = configparser.ConfigParser(strict=False, interpolation=None, delimiters=["="])
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(FOLDER / "palier-server.service", encoding="utf-8")
    return parser["Service"]


def compose() -> dict[str, Any]:
    """The services of compose.yaml."""
    return cast(dict[str, Any], yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))["services"])


@pytest.fixture
def container(tmp_path: Path) -> Path:
    """A folder with what the container holds of the repository, and nothing else."""
    (tmp_path / "container").mkdir()
    for here, there in copied().items():
        place = tmp_path / "container" / Path(there).relative_to("/opt/palier")
        source = ROOT / here
        if source.is_dir():
            shutil.copytree(source, place, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, place)
    return tmp_path / "container"


@contextmanager
def served(container: Path, arguments: list[str]) -> Iterator[str]:
    """The server started in `container` by these arguments, on a free port instead of theirs: its port."""
    command = [sys.executable, "-c", WITHOUT_WINDOWS, *arguments, "--port", "0", "--ends-with-parent"]
    environment = {**os.environ, DATABASE_VARIABLE: f"sqlite:///{container / 'centre.db'}"}
    with subprocess.Popen(
        command, cwd=container, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            ready = re.fullmatch(r"ready http://[\d.]+:(\d+)\n", line)
            assert ready, f"the server said {line!r}"
            yield ready[1]
        finally:
            process.stdin.close()
            process.wait(60)


def test_the_container_starts_without_windows_and_finds_itself_healthy(container: Path) -> None:
    assert json.loads(instructions("ENTRYPOINT")[0]) == ["python", "-m", "sync.server"]
    check = json.loads(re.sub(r"^.*?CMD ", "", instructions("HEALTHCHECK")[0]))
    with served(container, json.loads(instructions("CMD")[0])) as port:
        asking = [sys.executable, *(word.replace("8420", port) for word in check[1:])]
        # as Docker does: a check that fails while the workers start is tried again
        trials = (subprocess.run(asking, check=False, capture_output=True, timeout=60) for _ in range(RETRIES))
        assert any(trial.returncode == 0 for trial in trials)
    closed = subprocess.run(asking, check=False, capture_output=True, timeout=60)
    assert closed.returncode != 0


def test_the_container_installs_the_servers_lock_and_no_other() -> None:
    sources = [Path(word) for words in instructions("COPY") if "/locks/" in words for word in words.split()[:-1]]
    assert [path.name for path in sources] == ["uv.txt", "server.txt"]
    assert [path for path in sources if not (ROOT / path).exists()] == []
    steps = instructions("RUN")[0]
    assert steps.count("--require-hashes") == steps.count("install --") == 2


def test_the_service_starts_as_it_is_written(container: Path) -> None:
    program, *arguments = shlex.split(unit()["ExecStart"])
    assert Path(program).name == "palier-server"
    place = arguments.index("--port")
    with served(container, [*arguments[:place], *arguments[place + 2 :]]) as port:
        assert int(port) > 0


def test_the_service_may_write_where_its_records_are_and_nowhere_else() -> None:
    service = unit()
    name, _, address = service["Environment"].partition("=")
    assert name == DATABASE_VARIABLE
    assert address == f"sqlite:////var/lib/{service['StateDirectory']}/centre.db"
    assert (service["ProtectSystem"], service["ProtectHome"], service["DynamicUser"]) == ("strict", "yes", "yes")


def test_the_composed_server_is_reached_by_https_alone() -> None:
    services = compose()
    server = services["server"]
    context = (FOLDER / server["build"]["context"]).resolve()
    assert context == ROOT
    assert (context / server["build"]["dockerfile"]).exists()
    assert [name for name, service in services.items() if "ports" in service] == ["https"]
    port = instructions("EXPOSE")[0]
    assert services["https"]["command"][-1] == f"server:{port}"
    assert "database" in server["environment"][DATABASE_VARIABLE].rpartition("@")[2]


def test_no_password_is_written_in_a_file() -> None:
    services = compose()
    places = [services["database"]["environment"]["POSTGRES_PASSWORD"]]
    places.append(services["server"]["environment"][DATABASE_VARIABLE].split(":", 2)[2].rpartition("@")[0])
    assert all(re.fullmatch(r"\$\{PALIER_DATABASE_PASSWORD:\?.+\}", place) for place in places)
