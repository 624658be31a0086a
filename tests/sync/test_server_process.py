"""The server as people run it: says when it is ready, keeps what it acknowledged, ends with whoever started it."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from sync.server.database import open_engine
from sync.server.handle import Server
from tests.common.servers import ROOT, ServerProcess, make_space

HURRY = 30


def greeting(address: str) -> dict[str, str]:
    answer: dict[str, str] = requests.get(address + "/v1/hello", timeout=HURRY).json()
    return answer


@pytest.mark.parametrize("workers", ["1", "2"])
def test_it_says_when_it_is_ready_and_ends_with_its_parent(sqlite_url: str, workers: str) -> None:
    with ServerProcess(sqlite_url, "--workers", workers, "--name", "Rennes") as process:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", process.address)
        assert greeting(process.address)["name"] == "Rennes"
    assert process.process.returncode == 0
    with pytest.raises(requests.ConnectionError):
        greeting(process.address)


def test_it_makes_its_database_where_there_is_none(tmp_path: Path) -> None:
    with ServerProcess(f"sqlite:///{tmp_path / 'new' / 'centre.db'}") as process:
        before = greeting(process.address)
    with ServerProcess(f"sqlite:///{tmp_path / 'new' / 'centre.db'}") as again:
        assert greeting(again.address)["epoch"] == before["epoch"]


def test_what_is_committed_survives_a_kill(sqlite_url: str) -> None:
    with ServerProcess(sqlite_url) as process:
        epoch = greeting(process.address)["epoch"]
        process.kill()
    engine = open_engine(sqlite_url)
    server = Server(engine)
    assert str(server.centre.identity.epoch) == epoch
    assert make_space(server).code
    engine.dispose()


def test_the_demonstration_says_a_code_for_each_member_of_staff(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'centre.db'}"
    with ServerProcess(address, "--demonstration") as process:
        where, *codes = process.address.split()
        names = dict(code.split("=") for code in codes)
        assert greeting(where)["product"] == "palier"
        assert re.fullmatch(r"[A-Z2-7]{16}", names["Nadia"])
    with ServerProcess(address, "--demonstration") as again:
        assert dict(code.split("=") for code in again.address.split()[1:]).keys() == names.keys()


def test_a_taken_port_is_said_in_plain_words(sqlite_url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "sync.server", "--database", sqlite_url, "--port", port, "--lang", "en"]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert ended.stderr.startswith("This address is already taken")
