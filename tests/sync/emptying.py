"""Laptops that are emptied by order of the centre, for tests: a line that can be cut, and what is where."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import pytest

from intake_app.domain.errors import KnownError
from intake_app.services.notices import NoticeGiven
from intake_app.services.residents import register_resident
from sync.client.premises import Premises
from sync.client.transport import Transport
from sync.client.workplace import Workplace
from sync.server.administration.laptops import list_laptops
from sync.server.handle import Server
from sync.server.tables import DeviceState
from tests.common.direct_transport import DirectTransport
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import server_rows

PHRASE = "quatre marches puis la loge"
ADDRESS = "https://palier.exemple.fr"
Reply = TypeVar("Reply")


class KilledError(BaseException):
    """The process ends here."""


class Line(Transport):
    """The way to the centre; `kill_at` calls from now on the process is killed, before the call or once it came
    through.
    """

    def __init__(self, server: Server) -> None:
        self.server, self.is_cut = server, False
        self.kill_at: int | None = None
        self.is_answered = False
        self.paths: list[str] = []

    def __call__(self, _address: str) -> Transport:
        if self.is_cut:
            raise KnownError("server_unreachable")
        return self

    def call(self, path: str, message: Any, reply: type[Reply], token: str | None = None) -> Reply:
        self.paths.append(path)
        is_last = self.kill_at == 0
        if self.kill_at is not None:
            self.kill_at -= 1
        if is_last and not self.is_answered:
            raise KilledError
        try:
            return DirectTransport(self.server).call(path, message, reply, token)
        finally:
            if is_last:
                raise KilledError

    def close(self) -> None:
        """Nothing to close."""


def begin(premises: Premises, space: MadeSpace) -> Workplace:
    """A laptop that has exchanged."""
    workplace = premises.create(ADDRESS, space.code, premises.ask_invitation(ADDRESS, space.code), PHRASE, "Loge")
    workplace.exchange()
    return workplace


def register(workplace: Workplace, space: MadeSpace, name: str) -> UUID:
    fields = {
        "family_name": name,
        "first_name": "Alix",
        "has_no_phone": True,
        "how_met": "caretaker",
        "neighbourhood_id": space.neighbourhood_id,
    }
    resident_id, notice = workplace.actor.new_id(), NoticeGiven("paper", "2026.1")
    return workplace.store.run(register_resident, workplace.actor, fields, resident_id=resident_id, notice=notice)


def only_laptop(server: Server) -> UUID:
    (laptop,) = list_laptops(server.centre)
    return laptop.id


def state_of(server: Server) -> DeviceState:
    (laptop,) = list_laptops(server.centre)
    return laptop.state


def names_at(server: Server) -> list[str]:
    return sorted(row["family_name"] for row in server_rows(server, "resident").values())


def files_in(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*")} - {"palier.lock"}


def obey(workplace: Workplace) -> None:
    """The next exchange brings the order."""
    with pytest.raises(KnownError, match="laptop_emptied"):
        workplace.exchange()
    workplace.close()
