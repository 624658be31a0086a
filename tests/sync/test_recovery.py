"""A caretaker has forgotten her passphrase and lost her sheet: her organisation lets her in, and nobody else."""

from __future__ import annotations

import base64
import shutil
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from intake_app.domain.errors import KnownError
from intake_app.domain.staff import StaffMember
from intake_app.storage.asked_slot import FILE_NAME as ASKED
from intake_app.storage.key_stretching import FLOOR
from intake_app.storage.keys import Keys
from intake_app.storage.opening import open_store
from intake_app.storage.recovery_sheet import new_code
from intake_app.storage.vault import Vault
from sync.client import key_change
from sync.client.laptop_people import CHANGED, KEY_CHANGED, UNLOCKED_BY_ORGANISATION
from sync.client.premises import Premises
from sync.client.workplace import Workplace
from sync.protocol.recovery import (
    RecoveryAnswer,
    read_answer,
    read_request,
    spoken_code,
    write_answer,
    write_request,
)
from sync.server.handle import Server
from sync.server.spaces import seed_rows
from tests.common.servers import MadeSpace
from tests.sync.emptying import PHRASE
from tests.sync.recovery_ceremony import Ceremony
from tests.sync.recovery_scene import NEW, YANNS, ask, ceremony, deeds, hers, names_on, premises, refusal, server

__all__ = ["ceremony", "hers", "premises", "server"]


def test_she_comes_back_in_and_what_the_organisation_saw_opens_nothing_more(
    premises: Premises, hers: Workplace, space: MadeSpace, ceremony: Ceremony
) -> None:
    hers.people().keep_sheet(new_code())
    seen = Keys(hers.keys.vault_id, bytearray(hers.keys.root))
    hers.close()
    assert premises.may_ask()
    request = ask(premises, space)
    assert premises.asked(space.staff_id) == request
    answer, said = ceremony.answer(write_request(request), spoken_code(request).lower())
    assert "Claire M. asks to be let into their computer" in said
    back = premises.open_answered(space.staff_id, NEW, answer)
    assert names_on(back) == ["Kerdoncuff"]
    assert deeds(back, UNLOCKED_BY_ORGANISATION, CHANGED) == [UNLOCKED_BY_ORGANISATION, CHANGED]
    back.exchange()
    back.close()
    # a new data key: whoever answered had the one before
    with pytest.raises(KnownError):
        open_store(premises.folder, seen)
    assert not premises.sheet_holders()
    assert not (premises.folder / ASKED).exists()
    with pytest.raises(KnownError, match="wrong_passphrase"):
        premises.unlock(space.staff_id, PHRASE)
    again = premises.unlock(space.staff_id, NEW)
    assert deeds(again, KEY_CHANGED) == [KEY_CHANGED]
    again.close()
    assert refusal(premises, space, answer) == "recovery_not_asked"


def test_the_answer_is_of_no_use_to_whoever_intercepts_it(
    premises: Premises, hers: Workplace, space: MadeSpace, ceremony: Ceremony, tmp_path: Path
) -> None:
    hers.close()
    request = ask(premises, space)
    answer, _ = ceremony.answer(write_request(request), spoken_code(request))
    # with the whole disk too, they would still have to guess the passphrase she has just chosen
    stolen = Premises(Path(shutil.copytree(premises.folder, tmp_path / "stolen")), None, FLOOR)
    assert refusal(stolen, space, answer, PHRASE) == "recovery_phrase_wrong"
    # and nothing of the data key is in what travels
    root = bytes(Vault.load(premises.folder).unlock(space.staff_id, PHRASE).root)
    for text in (write_request(request), answer):
        assert root not in base64.b64decode("".join(text.splitlines()[1:]))


def test_another_request_put_in_its_place_is_found_by_what_she_reads_out(
    premises: Premises, hers: Workplace, space: MadeSpace, ceremony: Ceremony
) -> None:
    hers.close()
    hers_request = ask(premises, space)
    for field, value in (("public_key", hers_request.sealed[:32]), ("who", "Nadia M."), ("slot_id", space.staff_id)):
        theirs = msgspec.structs.replace(hers_request, **{field: value})
        answer, said = ceremony.answer(write_request(theirs), spoken_code(hers_request))
        assert answer == ""
        assert "These sixteen signs are not those of this request." in said
        # nothing was opened: nobody was asked for a passphrase
        assert len(ceremony.asked) == 1


@pytest.mark.parametrize("is_swapped", [False, True])
def test_the_request_of_one_laptop_cannot_be_dressed_up_as_another_ones(
    premises: Premises, hers: Workplace, space: MadeSpace, ceremony: Ceremony, *, is_swapped: bool
) -> None:
    hers.close()
    request = ask(premises, space)
    field, value = ("sealed", request.sealed[::-1]) if is_swapped else ("vault_id", space.staff_id)
    dressed = msgspec.structs.replace(request, **{field: value})
    answer, said = ceremony.answer(write_request(dressed), spoken_code(dressed))
    assert answer == ""
    assert "This recovery key does not open this request." in said


def test_answers_that_are_not_for_her_request_open_nothing(
    premises: Premises, hers: Workplace, space: MadeSpace, ceremony: Ceremony
) -> None:
    hers.close()
    before = ask(premises, space)
    late, _ = ceremony.answer(write_request(before), spoken_code(before))
    request = ask(premises, space)
    assert refusal(premises, space, late) == "recovery_answer_other"
    answer, _ = ceremony.answer(write_request(request), spoken_code(request))
    sealed = read_answer(answer).sealed
    damaged = write_answer(RecoveryAnswer(request.slot_id, sealed[:-1] + bytes([sealed[-1] ^ 1])))
    assert refusal(premises, space, damaged) == "recovery_answer_other"
    for text in ("", "bonjour", answer.replace("ANSWERS", "ASKS"), answer[:60], "PALIER-ANSWERS-1\nAAAA"):
        assert refusal(premises, space, text) == "recovery_answer_unreadable"
    quoted = "Bonjour,\n\n" + "\n".join(f"> {line}" for line in answer.splitlines())
    assert refusal(premises, space, quoted) == "opened"


def test_an_answer_from_before_the_key_of_the_records_changed_is_refused_and_she_asks_again(
    premises: Premises, hers: Workplace, space: MadeSpace, ceremony: Ceremony, server: Server
) -> None:
    yann = space.actor().create(StaffMember, first_name="Yann", family_name="Le Bihan", role="outreach")
    seed_rows(server.centre, space.space_id, [yann])
    hers.exchange()
    hers.people().add(yann.id, YANNS, PHRASE)
    hers.close()
    request = ask(premises, space)
    stale, _ = ceremony.answer(write_request(request), spoken_code(request))
    his = premises.unlock(yann.id, YANNS)
    with his.store.direct() as connection:
        key_change.ask_for(connection)
    his.close()
    assert refusal(premises, space, stale) == "recovery_answer_other"
    renewed = premises.asked(space.staff_id)
    assert renewed is not None
    assert spoken_code(renewed) != spoken_code(request)
    answer, _ = ceremony.answer(write_request(renewed), spoken_code(renewed))
    assert refusal(premises, space, answer) == "opened"


def test_somebody_taken_off_meanwhile_is_not_let_in(
    premises: Premises, hers: Workplace, space: MadeSpace, ceremony: Ceremony, server: Server
) -> None:
    yann = space.actor().create(StaffMember, first_name="Yann", family_name="Le Bihan", role="outreach")
    seed_rows(server.centre, space.space_id, [yann])
    hers.exchange()
    hers.people().add(yann.id, YANNS, PHRASE)
    hers.close()
    request = premises.ask(yann.id, NEW)
    answer, _ = ceremony.answer(write_request(request), spoken_code(request))
    workplace = premises.unlock(space.staff_id, PHRASE)
    workplace.people().remove(yann.id, PHRASE)
    workplace.close()
    with pytest.raises(KnownError, match="recovery_answer_other"):
        premises.open_answered(yann.id, NEW, answer)


@pytest.mark.parametrize("text", ["", "PALIER-ASKS-1", "PALIER-ASKS-1\n!!!!", "x" * 9000])
def test_what_is_no_request_is_said_to_be_none(text: str) -> None:
    with pytest.raises(KnownError, match="recovery_request_unreadable"):
        read_request(text)


def test_ids_are_never_mixed_up(hers: Workplace, premises: Premises, space: MadeSpace) -> None:
    hers.close()
    request = ask(premises, space)
    assert read_request(write_request(request)) == request
    assert isinstance(request.staff_id, UUID)
    assert request.who == "Claire M."
