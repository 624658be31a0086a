"""A caretaker has forgotten her passphrase and lost her sheet: her organisation lets her in, and nobody else."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from sqlalchemy import select

from intake_app.domain.errors import KnownError
from intake_app.domain.record_types import table_of
from intake_app.domain.staff import StaffMember
from intake_app.storage import audit
from intake_app.storage.asked_slot import FILE_NAME as ASKED
from intake_app.storage.key_stretching import FLOOR
from intake_app.storage.keys import Keys
from intake_app.storage.opening import open_store
from intake_app.storage.recovery_sheet import new_code
from intake_app.storage.vault import Vault
from sync.client import key_change
from sync.client.laptop_people import CHANGED, KEY_CHANGED, UNLOCKED_BY_ORGANISATION
from sync.client.premises import Premises
from sync.client.recovery_terms import KEY_FOLLOWED, keep_recovery_terms, read_recovery_terms
from sync.client.workplace import Workplace
from sync.protocol.recovery import (
    RecoveryAnswer,
    RecoveryRequest,
    key_name,
    read_answer,
    read_public_key,
    read_request,
    spoken_code,
    write_answer,
    write_request,
)
from sync.server.audit import read_audit
from sync.server.handle import Server
from sync.server.recovery_key import decode_part
from sync.server.recovery_terms import give_recovery_key
from sync.server.spaces import seed_rows
from tests.common.servers import MadeSpace
from tests.sync.emptying import PHRASE, KilledError, Line, begin, register
from tests.sync.recovery_ceremony import FIRST, SECOND, Ceremony

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


def test_an_answer_from_before_the_data_key_changed_is_refused_and_she_asks_again(
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


def test_another_key_of_the_organisation_is_followed_and_the_one_before_opens_no_more(
    premises: Premises, hers: Workplace, space: MadeSpace, ceremony: Ceremony, server: Server
) -> None:
    ceremony.make("later")
    give_recovery_key(server.centre, space.space_id, public_of(ceremony, "later"))
    hers.exchange()
    hers.close()
    request = ask(premises, space)
    assert ceremony.answer(write_request(request), spoken_code(request))[0] == ""
    answer, _ = ceremony.answer(write_request(request), spoken_code(request), "later")
    back = premises.open_answered(space.staff_id, NEW, answer)
    assert deeds(back, KEY_FOLLOWED) == [KEY_FOLLOWED, KEY_FOLLOWED]
    give_recovery_key(server.centre, space.space_id, None)
    back.exchange()
    back.close()
    assert not premises.may_ask()
    with pytest.raises(KnownError, match="recovery_not_given"):
        ask(premises, space)
    assert premises.asked(space.staff_id) is None


def test_a_laptop_killed_before_it_followed_follows_at_the_next_opening(
    premises: Premises, hers: Workplace, space: MadeSpace, ceremony: Ceremony, server: Server
) -> None:
    ceremony.make("later")
    give_recovery_key(server.centre, space.space_id, public_of(ceremony, "later"))
    hers.exchange()
    hers.store.close()
    hers.keys.wipe()
    assert Vault.load(premises.folder).organisation_key == public_of(ceremony)
    workplace = premises.unlock(space.staff_id, PHRASE)
    assert Vault.load(premises.folder).organisation_key == public_of(ceremony, "later")
    workplace.close()


def test_a_laptop_that_joined_before_there_was_a_key_gets_it_by_an_exchange(
    premises: Premises, space: MadeSpace, ceremony: Ceremony, server: Server
) -> None:
    workplace = begin(premises, space)
    assert not premises.may_ask()
    give_recovery_key(server.centre, space.space_id, public_of(ceremony))
    workplace.exchange()
    workplace.close()
    assert Vault.load(premises.folder).organisation_key == public_of(ceremony)


def test_only_the_centre_gives_a_key_to_each_laptop_its_own_and_an_older_one_changes_nothing(
    hers: Workplace, space: MadeSpace, ceremony: Ceremony, server: Server
) -> None:
    def kept() -> str:
        terms = hers.store.read(lambda session: read_recovery_terms(session.connection()))
        assert terms is not None
        return terms.public_key

    first = hers.store.read(lambda session: read_recovery_terms(session.connection()))
    assert first is not None
    ceremony.make("later")
    give_recovery_key(server.centre, space.space_id, public_of(ceremony, "later"))
    hers.exchange()
    after = kept()
    assert after != first.public_key
    with hers.store.direct() as connection:
        keep_recovery_terms(connection, hers._known_self(), first)
    assert kept() == after
    for forged in (
        msgspec.structs.replace(first, public_key=after),
        msgspec.structs.replace(first, given_at="2099-01-01T00:00:00Z"),
        msgspec.structs.replace(first, device_id=str(space.staff_id)),
    ):
        with hers.store.direct() as connection, pytest.raises(KnownError, match="receipt_wrong"):
            keep_recovery_terms(connection, hers._known_self(), forged)
    assert kept() == after


@pytest.mark.parametrize("name", ["adopt", "ask_for", "forget_asked"])
@pytest.mark.parametrize("is_done", [False, True])
def test_killed_at_any_step_of_coming_back_in_it_is_gone_on_with(
    premises: Premises,
    hers: Workplace,
    space: MadeSpace,
    ceremony: Ceremony,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    *,
    is_done: bool,
) -> None:
    seen = Keys(hers.keys.vault_id, bytearray(hers.keys.root))
    hers.close()
    request = ask(premises, space)
    answer, _ = ceremony.answer(write_request(request), spoken_code(request))
    module = {
        "adopt": "intake_app.storage.vault.Vault.adopt",
        "ask_for": "sync.client.key_change.ask_for",
        "forget_asked": "sync.client.laptop_people.forget_asked",
    }[name]
    owner, _, attribute = module.rpartition(".")
    original = getattr(pytest.importorskip(owner) if "Vault" not in owner else Vault, attribute)

    def killed(*given: object) -> None:
        if is_done:
            original(*given)
        raise KilledError

    with monkeypatch.context() as dying:
        dying.setattr(module, killed)
        # a process that is killed closes nothing, and changes no key
        dying.setattr(Workplace, "close", lambda workplace: (workplace.store.close(), workplace.keys.wipe()))
        with pytest.raises(KilledError):
            premises.open_answered(space.staff_id, NEW, answer)
    is_adopted = name != "adopt" or is_done
    if is_adopted:
        back = premises.unlock(space.staff_id, NEW)
    else:
        premises.unlock(space.staff_id, PHRASE).close()
        back = premises.open_answered(space.staff_id, NEW, answer)
    assert names_on(back) == ["Kerdoncuff"]
    back.close()
    with pytest.raises(KnownError):
        open_store(premises.folder, seen)
    assert not (premises.folder / ASKED).exists()
    premises.unlock(space.staff_id, NEW).close()


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


def test_the_command_line_makes_checks_and_gives_a_key_and_the_centre_never_has_its_private_half(
    ceremony: Ceremony, sqlite_url: str, server: Server, space: MadeSpace
) -> None:
    one, other, public = ceremony.files()
    code, output, _ = ceremony.run("check-recovery-key", one, other, typed=(FIRST, SECOND))
    name = key_name(public_of(ceremony))
    assert (code, name in output) == (0, True)
    code, output, errors = ceremony.run("give-recovery-key", public, database=sqlite_url)
    assert (code, name in output, errors) == (0, True, "")
    with server.centre.database.read() as connection:
        (line,) = [line for line in read_audit(connection, None) if line.command == "give-recovery-key"]
    assert str(space.space_id) in line.touched["space"]
    database = Path(sqlite_url.removeprefix("sqlite:///"))
    content = b"".join(path.read_bytes() for path in database.parent.glob(f"{database.name}*"))
    assert public_of(ceremony) in content
    for path in (one, other):
        part = decode_part(path.read_bytes())
        assert part.wrapped not in content


def test_a_part_given_as_the_public_key_nothing_given_and_a_key_written_over_are_refused(
    ceremony: Ceremony, sqlite_url: str, space: MadeSpace
) -> None:
    one, other, public = ceremony.files()
    before = [path.read_bytes() for path in (one, other, public)]
    for given, said in (((one,), "This is not a public recovery key."), ((), "No key is named.")):
        code, _, errors = ceremony.run("give-recovery-key", *given, database=sqlite_url)
        assert (code, said in errors) == (1, True)
    code, _, errors = ceremony.run("make-recovery-key", one, other, public, typed=(FIRST, SECOND))
    assert (code, "is there already" in errors) == (1, True)
    assert [path.read_bytes() for path in (one, other, public)] == before
    code, output, _ = ceremony.run("give-recovery-key", "--withdraw", database=sqlite_url)
    assert (code, "withdrawn" in output) == (0, True)


@pytest.mark.parametrize(
    "typed,said",
    [
        (("pas la bonne phrase", SECOND), "not the right passphrase for part 1"),
        ((FIRST, FIRST), "not the right passphrase for part 2"),
    ],
)
def test_one_person_alone_answers_nothing(
    premises: Premises, hers: Workplace, space: MadeSpace, ceremony: Ceremony, typed: tuple[str, str], said: str
) -> None:
    hers.close()
    request = ask(premises, space)
    answer, words = ceremony.answer(write_request(request), spoken_code(request), typed=typed)
    assert (answer, said in words) == ("", True)
    one, other, _ = ceremony.files()
    ceremony.make("later")
    for pair in ((one, one), (one, ceremony.files("later")[1])):
        code, _, errors = ceremony.run("check-recovery-key", *pair, typed=(FIRST, SECOND))
        assert (code, "not the two parts of one key" in errors) == (1, True)
    weak = msgspec.json.decode(one.read_bytes())
    weak["kdf"]["memory_kib"] = 1024
    one.write_bytes(msgspec.json.encode(weak))
    assert "not a part of the recovery key" in ceremony.run("check-recovery-key", one, other)[2]


def test_a_weak_passphrase_makes_no_key(ceremony: Ceremony) -> None:
    code, _, errors = ceremony.run("make-recovery-key", *ceremony.files("weak"), typed=("aaaaaaaaaaaaaaaaaaaa", SECOND))
    assert (code, bool(errors)) == (1, True)
    assert not any(path.exists() for path in ceremony.files("weak"))


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
