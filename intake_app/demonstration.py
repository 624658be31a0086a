"""The demonstration: a server of its own on this computer, fictitious people, and a laptop already enrolled.

The server is another process, started here and ended with the program; the only thing known of it is the line it
prints when it is ready.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from intake_app.domain.errors import KnownError
from sync.client.premises import Premises
from sync.client.transport import HttpTransport, Transport
from ui.shell.window import Backstage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

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
        options = ["--demonstration", "--database", database, "--port", "0", "--ends-with-parent"]
        self._process = subprocess.Popen(  # noqa: S603 (our own program)
            [*_server_command(), *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.address, self.codes = self._wait_until_ready()

    def stop(self) -> None:
        """End the server and wait for it."""
        if self._process.stdin is not None:
            # closing its input is how it learns that its parent is gone, however that came about
            self._process.stdin.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(timeout=10)
        if self._process.stdout is not None:
            self._process.stdout.close()

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


class Demonstration:
    """Server, cable and the caretaker's laptop, from start to end: use as a context manager."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = DemonstrationServer(folder / "centre")
        self.network = Network(self.server.address)
        self.premises = Premises(folder / "laptop", self.network.connect)
        self._others: list[subprocess.Popen[bytes]] = []

    def prepare(self) -> None:
        """Enrol and fill the caretaker's laptop the first time; later, keep whatever was left there."""
        if self.premises.owners():
            return
        code = self.server.codes["Nadia"]
        invitation = self.premises.ask_invitation(self.server.address, code)
        workplace = self.premises.create(self.server.address, code, invitation, PASSPHRASE, "demonstration")
        try:
            workplace.exchange()
        finally:
            workplace.close()

    def backstage(self) -> Backstage:
        """What the window is built around."""
        self.prepare()
        return Backstage(self.premises, self._ribbon, demonstration=PASSPHRASE)

    def _ribbon(self) -> QWidget:
        from ui.shell.demonstration_ribbon import DemonstrationRibbon

        ribbon = DemonstrationRibbon(is_cut=self.network.is_cut)
        ribbon.cut_wished.connect(self._set_cut)
        ribbon.second_laptop_wished.connect(self.open_second_laptop)
        return ribbon

    def _set_cut(self, is_cut: bool) -> None:
        self.network.is_cut = is_cut

    def open_second_laptop(self) -> None:
        """Open another window on another folder, with the outreach worker's invitation to the same server already
        typed.
        """
        folder = self.folder / f"laptop-{len(self._others) + 2}"
        code = self.server.codes["Yann"]
        command = [*_own_command(), "--folder", str(folder), "--join", self.server.address, code]
        self._others.append(subprocess.Popen(command))  # noqa: S603 (our own program)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.server.stop()


def _own_command() -> list[str]:
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "intake_app"]
