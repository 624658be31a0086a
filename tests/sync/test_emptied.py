"""A laptop is emptied by order of the centre: first everything only it holds arrives, then nothing is left, whenever it
is killed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from intake_app.domain.errors import KnownError
from intake_app.domain.rules.workshop import SlotFields
from intake_app.services.attachments import attach_scan
from intake_app.services.workshops import plan_workshop
from intake_app.storage.emptying import NOTICE_NAME
from intake_app.storage.key_stretching import FLOOR
from sync.client.premises import Premises
from sync.client.workplace import Workplace
from sync.protocol.errors import RefusedError
from sync.protocol.wiping import RescueReply, RescueRequest, WipeNoted, WipeOrder, WipeReceipt, WipeRequest
from sync.server import wiping
from sync.server.administration.laptops import revoke
from sync.server.administration.program import main
from sync.server.database import open_engine
from sync.server.handle import Server
from sync.server.tables import BLOB, DeviceState
from tests.common.scans import pdf
from tests.common.servers import MadeSpace, make_space
from tests.sync.emptying import (
    PHRASE,
    KilledError,
    Line,
    begin,
    files_in,
    names_at,
    obey,
    only_laptop,
    register,
    state_of,
)


@pytest.fixture
def server(light_server: Server) -> Server:
    """What is tested here does not depend on the kind of database."""
    return light_server


@pytest.fixture
def line(server: Server) -> Line:
    return Line(server)


@pytest.fixture
def premises(tmp_path: Path, line: Line) -> Premises:
    return Premises(tmp_path / "Palier", line, FLOOR)


@pytest.fixture
def workplace(premises: Premises, space: MadeSpace) -> Iterator[Workplace]:
    """The same, with somebody whom only it knows."""
    workplace = begin(premises, space)
    register(workplace, space, "Kerdoncuff")
    yield workplace
    if not workplace.keys.is_wiped:
        workplace.close()


def test_what_only_it_holds_arrives_then_nothing_is_left_and_the_centre_knows(
    workplace: Workplace, premises: Premises, server: Server, space: MadeSpace
) -> None:
    wiping.order_wipe(server.centre, only_laptop(server))
    obey(workplace)
    assert names_at(server) == ["Kerdoncuff"]
    assert files_in(premises.folder) == {NOTICE_NAME}
    assert state_of(server) == DeviceState.WIPING
    (found,) = wiping.list_wipings(server.centre).values()
    assert (found.rescued_at is not None, found.wiped_at, found.waiting) == (True, None, 0)
    premises.tell_emptied()
    assert files_in(premises.folder) == set()
    assert state_of(server) == DeviceState.WIPED
    assert premises.owners() == ()


def test_contents_of_attachments_arrive_too(
    workplace: Workplace, server: Server, space: MadeSpace, tmp_path: Path
) -> None:
    scan = tmp_path / "feuille.pdf"
    scan.write_bytes(pdf(1_300_000))
    fields = {"title": "3h pour l’emploi", "neighbourhood_id": space.neighbourhood_id}
    slots = [SlotFields(date(2026, 11, 24), "14:00", "17:00")]
    workshop_id = workplace.store.run(
        plan_workshop, workplace.actor, fields, slots, workshop_id=workplace.actor.new_id()
    )
    workplace.store.run(attach_scan, workplace.actor, workplace.store.blobs, scan, workshop_id=workshop_id)
    wiping.order_wipe(server.centre, only_laptop(server))
    obey(workplace)
    with server.centre.database.read() as connection:
        blob = connection.execute(select(BLOB)).one()
    assert blob.completed_at is not None
    assert not wiping.list_wipings(server.centre)[only_laptop(server)].waiting


def test_nobody_works_between_the_order_and_the_end_and_a_withdrawn_order_opens_again(
    workplace: Workplace, premises: Premises, server: Server, line: Line, space: MadeSpace
) -> None:
    wiping.order_wipe(server.centre, only_laptop(server))
    # challenge and token are refused, then a challenge, the order, and the first piece
    line.kill_at = 4
    with pytest.raises(KilledError):
        workplace.exchange()
    assert line.paths[-1] == "/v1/wipe/rescue"
    workplace.close()
    line.kill_at, line.is_cut = None, True
    with pytest.raises(KnownError, match="laptop_to_be_emptied"):
        premises.unlock(space.staff_id, PHRASE)
    line.is_cut = False
    revoke(server.centre, str(only_laptop(server)))
    premises.unlock(space.staff_id, PHRASE).close()
    assert (premises.folder / "palier.vault").exists()


def test_an_order_that_the_centre_did_not_sign_destroys_nothing(
    workplace: Workplace, premises: Premises, server: Server, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    wiping.order_wipe(server.centre, only_laptop(server))
    monkeypatch.setattr("sync.server.wiping.order_text", lambda order: b"palier/wipe/v1|another")
    with pytest.raises(KnownError, match="receipt_wrong"):
        workplace.exchange()
    workplace.close()
    assert (premises.folder / "palier.vault").exists()


def test_a_piece_that_was_not_signed_for_destroys_nothing(
    workplace: Workplace, premises: Premises, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    wiping.order_wipe(server.centre, only_laptop(server))
    monkeypatch.setattr("sync.server.wiping.rescued_text", lambda *_said: b"palier/rescued/v1|another")
    with pytest.raises(KnownError, match="receipt_wrong"):
        workplace.exchange()
    workplace.close()
    assert not premises.is_emptied()


def test_what_a_laptop_sends_that_was_shut_out_waits_for_somebody(
    workplace: Workplace, server: Server, sqlite_url: str
) -> None:
    device_id = only_laptop(server)
    revoke(server.centre, str(device_id))
    wiping.order_wipe(server.centre, device_id)
    obey(workplace)
    assert names_at(server) == []
    assert wiping.list_wipings(server.centre)[device_id].waiting == 1
    assert wiping.take_in_rescued(server.centre, device_id, although_shut_out=True) == 0
    assert names_at(server) == ["Kerdoncuff"]


def test_strangers_learn_nothing_and_change_nothing(workplace: Workplace, server: Server, line: Line) -> None:
    device_id = str(only_laptop(server))
    questions: list[tuple[str, Any, type[Any], str]] = [
        ("/v1/wipe", WipeRequest("x", "n", "p"), WipeOrder, "device_unknown"),
        ("/v1/wipe", WipeRequest(device_id, "n", "p"), WipeOrder, "proof_wrong"),
        ("/v1/wipe/rescue", RescueRequest("x", 1, True, b"", "s"), RescueReply, "not_found"),
        ("/v1/wipe/rescue", RescueRequest(device_id, 1, True, b"", "s"), RescueReply, "not_found"),
        ("/v1/wipe/receipt", WipeReceipt(device_id, device_id, 1, "", ""), WipeNoted, "not_found"),
    ]
    for path, message, reply, key in questions:
        with pytest.raises(RefusedError, match=key):
            line.call(path, message, reply)
    wiping.order_wipe(server.centre, UUID(device_id))
    with server.centre.database.read() as connection:
        order_id = str(connection.scalars(select(wiping.WIPE_ORDER.c.id)).one())
    for path, message, reply, key in (
        ("/v1/wipe/rescue", RescueRequest(order_id, 1, True, b"", "s"), RescueReply, "proof_wrong"),
        ("/v1/wipe/receipt", WipeReceipt(order_id, device_id, 1, "", ""), WipeNoted, "proof_wrong"),
    ):
        with pytest.raises(RefusedError, match=key):
            line.call(path, message, reply)
    assert state_of(server) == DeviceState.WIPING


def test_the_commands_order_it_and_show_how_far_it_is(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def say(*arguments: str) -> str:
        with pytest.raises(SystemExit):
            main(["--database", sqlite_url, "--lang", "en", *arguments])
        return capsys.readouterr().out

    server = Server(open_engine(sqlite_url))
    space = make_space(server)
    premises = Premises(tmp_path / "commanded", Line(server), FLOOR)
    workplace = begin(premises, space)
    device = str(only_laptop(server))
    assert "Add --yes" in say("wipe", device)
    assert state_of(server) == DeviceState.ACTIVE
    assert "goes out at its next contact" in say("wipe", device, "--yes")
    assert "To be emptied since" in say("list")
    obey(workplace)
    premises.tell_emptied()
    listed = say("list")
    assert ": emptied" in listed
    assert "Receipt of the emptied computer: –" not in listed
    assert "wipe" in say("audit")
    say("rescued", device, "--discard")
