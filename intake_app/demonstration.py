"""The demonstration: a server of its own on this computer, fictitious people, and a laptop already enrolled.

The server is another process, started here and ended with the program; the only thing known of it is the line it
prints when it is ready.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from intake_app.domain.errors import KnownError
from sync.client.premises import Premises
from sync.client.transport import HttpTransport, Transport

PASSPHRASE: Final = "chaque palier compte vraiment"  # noqa: S105 (shown to everybody)
"""Printed on the lock screen of the demonstration, and nowhere a secret."""
READY: Final = "ready "


@dataclass
class Network:
    """The demonstration's cable: `is_cut` makes the server unreachable, as in a stairwell."""

    address: str
    is_cut: bool = False

    def connect(self, _address: str) -> Transport:
        """A transport to the demonstration's server, wherever it listens today. Raises KnownError
        server_unreachable when cut.
        """
        if self.is_cut:
            raise KnownError("server_unreachable")
        return HttpTransport(self.address)


class DemonstrationServer:
    """The server's process. `address` and the one-time `codes` (first name → code) come from the line it prints."""

    def __init__(self, folder: Path) -> None:
        """Start it on a free port. Raises KnownError `demonstration_server_failed` when it does not come up."""
        folder.mkdir(parents=True, exist_ok=True)
        database = f"sqlite:///{(folder / 'centre.db').as_posix()}"
        command = [*_server_command(), "--demonstration", "--database", database, "--port", "0"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)  # noqa: S603
        self.address, self.codes = self._wait_until_ready()

    def stop(self) -> None:
        """End the server and wait for it."""
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(timeout=10)

    def _wait_until_ready(self) -> tuple[str, dict[str, str]]:
        for line in self._process.stdout or ():
            if line.startswith(READY):
                address, *pairs = line.removeprefix(READY).split()
                return address, dict(pair.split("=", 1) for pair in pairs)
        self.stop()
        raise KnownError("demonstration_server_failed")


def _server_command() -> list[str]:
    if getattr(sys, "frozen", False):
        suffix = ".exe" if sys.platform == "win32" else ""
        return [str(Path(sys.executable).with_name(f"palier-server{suffix}"))]
    return [sys.executable, "-m", "sync.server"]


def prepare_laptop(folder: Path, server: DemonstrationServer, connect: Callable[[str], Transport]) -> Premises:
    """The caretaker's laptop, enrolled and filled the first time; later, whatever was left there."""
    premises = Premises(folder, connect)
    if premises.owners():
        return premises
    code = server.codes["Nadia"]
    invitation = premises.ask_invitation(server.address, code)
    workplace = premises.create(server.address, code, invitation, PASSPHRASE, "demonstration")
    try:
        workplace.exchange()
    finally:
        workplace.close()
    return premises
