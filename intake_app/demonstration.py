"""The demonstration: a server of its own on this computer, fictitious people, and a laptop already enrolled.

The server is another process, started here and ended with the program.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from intake_app.domain.errors import KnownError
from intake_app.own_programs import DemonstrationServer, own_command
from intake_app.services.daily_follow_ups import plan_daily_follow_ups
from intake_app.storage.key_stretching import FLOOR
from sync.client.premises import Premises
from sync.client.transport import HttpTransport, Transport
from ui.shell.window import Backstage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

PASSPHRASE: Final = "chaque palier compte vraiment"  # noqa: S105 (shown to everybody)
"""Printed on the lock screen of the demonstration, and nowhere a secret."""


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


class Demonstration:
    """Server, cable and the caretaker's laptop, from start to end: use as a context manager."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = DemonstrationServer(folder / "centre")
        self.network = Network(self.server.address)
        self.premises = Premises(folder / "laptop", self.network.connect, FLOOR)
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
            # as on any day: what plans itself is planned, and sent
            workplace.store.run(plan_daily_follow_ups, workplace.actor)
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
        command = [*own_command(), "--folder", str(folder), "--join", self.server.address, code]
        self._others.append(subprocess.Popen(command))  # noqa: S603 (our own program)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.server.stop()
