"""Her laptop, her centre and the holders of her organisation's key, for tests of the way back in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from intake_app.domain.errors import KnownError
from intake_app.domain.record_types import table_of
from intake_app.storage import audit
from intake_app.storage.key_stretching import FLOOR
from sync.client.premises import Premises
from sync.client.workplace import Workplace
from sync.protocol.recovery import (
    RecoveryRequest,
    read_public_key,
)
from sync.server.handle import Server
from sync.server.recovery_terms import give_recovery_key
from tests.common.servers import MadeSpace
from tests.sync.emptying import Line, begin, register
from tests.sync.recovery_ceremony import Ceremony

NEW = "trois marches deux palmiers un vélo"


YANNS = "le banc devant la fontaine"


@pytest.fixture
def server(light_server: Server) -> Server:
    """What is tested here does not depend on the kind of database."""
    return light_server


@pytest.fixture
def ceremony(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ceremony:
    made = Ceremony(tmp_path / "offline", monkeypatch, capsys)
    made.make()
    return made


@pytest.fixture
def premises(tmp_path: Path, server: Server) -> Premises:
    return Premises(tmp_path / "Palier", Line(server), FLOOR)


def public_of(ceremony: Ceremony, name: str = "key") -> bytes:
    return read_public_key(ceremony.files(name)[2].read_text(encoding="utf-8"))


@pytest.fixture
def hers(premises: Premises, server: Server, space: MadeSpace, ceremony: Ceremony) -> Iterator[Workplace]:
    """Her laptop, open; its centre had the organisation's key before it joined. It holds somebody."""
    give_recovery_key(server.centre, space.space_id, public_of(ceremony))
    workplace = begin(premises, space)
    register(workplace, space, "Kerdoncuff")
    yield workplace
    if not workplace.keys.is_wiped:
        workplace.close()


def names_on(workplace: Workplace) -> list[str]:
    resident = table_of("resident")
    return workplace.store.read(lambda session: list(session.connection().scalars(select(resident.c.family_name))))


def deeds(workplace: Workplace, *wanted: str) -> list[str]:
    assert workplace.store.read(audit.check_trail).is_whole
    return [entry.deed for entry in workplace.store.read(audit.read_deeds, wanted)]


def ask(premises: Premises, space: MadeSpace, passphrase: str = NEW) -> RecoveryRequest:
    return premises.ask(space.staff_id, passphrase)


def refusal(premises: Premises, space: MadeSpace, answer: str, passphrase: str = NEW) -> str:
    try:
        premises.open_answered(space.staff_id, passphrase, answer).close()
    except KnownError as error:
        return error.key
    return "opened"
