"""Secret Service over D-Bus, on a bus of the test's own: the ring that Linux has."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from intake_app.domain.errors import KnownError
from intake_app.storage.key_ring import forget_pepper, is_readable, make_pepper, read_pepper, system_ring
from tests.quality.source_tree import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the ring of Linux")


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The only bus that is found."""
    program = shutil.which("dbus-daemon")
    if program is None:
        pytest.skip("no dbus-daemon here")
    command = [program, "--session", "--nofork", "--print-address", f"--address=unix:path={tmp_path / 'bus'}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address
        daemon.terminate()


@contextmanager
def service(bus: str) -> Iterator[None]:
    command = [sys.executable, "-m", "tests.common.secret_service"]
    around = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=around) as running:
        try:
            assert running.stdout is not None
            assert running.stdout.readline() == "ready\n"
            yield
        finally:
            running.kill()


def test_a_pepper_is_kept_read_and_forgotten(bus: str) -> None:
    vault_id = uuid4()
    with service(bus):
        place, other = make_pepper(vault_id), make_pepper(uuid4())
        assert place.ring == "secret-service"
        assert any(read_pepper(vault_id, place))
        assert read_pepper(vault_id, place) == read_pepper(vault_id, place)
        assert not is_readable(vault_id, other)
        forget_pepper(vault_id, place)
        assert not is_readable(vault_id, place)
        # once more is no error
        forget_pepper(vault_id, place)


def test_a_service_that_went_away_is_a_ring_that_does_not_answer(bus: str) -> None:
    vault_id = uuid4()
    with service(bus):
        place = make_pepper(vault_id)
    with pytest.raises(KnownError, match="key_ring_missing"):
        read_pepper(vault_id, place)


def test_without_a_service_or_a_bus_there_is_no_ring(bus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert bus
    assert system_ring() is None
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    assert system_ring() is None
