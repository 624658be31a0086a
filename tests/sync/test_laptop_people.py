"""Who opens a laptop: vault and trail agree, an older vault file does not bring anybody back, and a sheet opens."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from intake_app.domain.errors import KnownError
from intake_app.domain.staff import StaffMember
from intake_app.services.laptop_people import ADDED, REMOVED
from intake_app.storage import audit
from intake_app.storage.key_stretching import FLOOR, KdfParams
from intake_app.storage.recovery_sheet import groups_of, new_code
from intake_app.storage.safe_file import Disk
from intake_app.storage.vault import Vault
from intake_app.storage.vault_file import COPY_NAME, FILE_NAME
from intake_app.storage.vault_slot import SlotKind
from sync.client.laptop_people import CHANGED, NOT_UNLOCKED, SHEET_MADE, UNLOCKED, UNLOCKED_BY_SHEET
from sync.client.premises import Premises
from sync.client.workplace import PARCEL, Workplace
from sync.server.handle import Server
from sync.server.spaces import seed_rows
from tests.common.direct_transport import DirectTransport
from tests.common.servers import MadeSpace

PHRASE, YANNS, LATER = "quatre marches puis la loge", "le banc devant la fontaine", "deux vélos sous la tonnelle"
ADDRESS = "https://palier.exemple.fr"


@pytest.fixture
def server(light_server: Server) -> Server:
    """What is tested here does not depend on the kind of database."""
    return light_server


@pytest.fixture
def premises(tmp_path: Path, server: Server) -> Premises:
    return Premises(tmp_path / "Palier", lambda _address: DirectTransport(server), FLOOR)


@pytest.fixture
def yann(server: Server, space: MadeSpace) -> UUID:
    """An outreach worker of the same space."""
    member = space.actor().create(StaffMember, first_name="Yann", family_name="Le Bihan", role="outreach")
    seed_rows(server.centre, space.space_id, [member])
    return member.id


@pytest.fixture
def hers(premises: Premises, space: MadeSpace, yann: UUID) -> Iterator[Workplace]:
    """Her laptop, open, with the names of her colleagues."""
    workplace = premises.create(ADDRESS, space.code, premises.ask_invitation(ADDRESS, space.code), PHRASE, "Loge")
    workplace.exchange()
    yield workplace
    if not workplace.keys.is_wiped:
        workplace.close()


def deeds(workplace: Workplace) -> list[str]:
    """What the trail tells of doors, in order."""
    doors = (ADDED, REMOVED, CHANGED, SHEET_MADE, UNLOCKED, NOT_UNLOCKED, UNLOCKED_BY_SHEET, PARCEL)
    told = [*doors, *(f"{deed}_failed" for deed in (ADDED, REMOVED, CHANGED, SHEET_MADE))]
    assert workplace.store.read(audit.check_trail).is_whole
    return [entry.deed for entry in workplace.store.read(audit.read_deeds, told)]


def vault_files(premises: Premises) -> dict[str, bytes]:
    return {name: (premises.folder / name).read_bytes() for name in (FILE_NAME, COPY_NAME)}


def put_back(premises: Premises, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (premises.folder / name).write_bytes(content)


def test_a_colleague_comes_and_goes_and_the_trail_tells_it(
    premises: Premises, hers: Workplace, yann: UUID, space: MadeSpace
) -> None:
    hers.people().add(yann, YANNS, PHRASE)
    hers.close()
    his = premises.unlock(yann, YANNS)
    assert his.actor.staff_id == yann
    assert [(person.owner.staff_id, person.is_here) for person in his.people().list_people()] == [
        (space.staff_id, False),
        (yann, True),
    ]
    his.close()
    again = premises.unlock(space.staff_id, PHRASE)
    assert again.people().remove(yann, PHRASE) == 0
    assert [owner.staff_id for owner in premises.owners()] == [space.staff_id]
    assert deeds(again) == [ADDED, UNLOCKED, UNLOCKED, REMOVED]
    again.close()


def test_who_has_no_right_to_it_or_no_word_for_it_changes_nothing(
    premises: Premises, hers: Workplace, yann: UUID
) -> None:
    before = vault_files(premises)
    for work in (
        lambda: hers.people().add(yann, YANNS, "pas la bonne phrase"),
        lambda: hers.people().remove(yann, "pas la bonne phrase"),
        lambda: hers.people().change_passphrase("pas la bonne phrase", LATER),
        lambda: hers.people().authorise("pas la bonne phrase"),
    ):
        with pytest.raises(KnownError, match="wrong_passphrase"):
            work()
    assert vault_files(premises) == before
    assert deeds(hers) == []


def test_what_the_disk_refused_is_told_as_well(
    premises: Premises, hers: Workplace, yann: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Disk.write

    def full(self: Disk, path: Path, content: bytes) -> None:
        if path.name.startswith("palier.vault"):
            raise OSError(28, "full")
        write(self, path, content)

    with monkeypatch.context() as patch:
        patch.setattr(Disk, "write", full)
        for work in (
            lambda: hers.people().add(yann, YANNS, PHRASE),
            lambda: hers.people().reset_passphrase(LATER),
            lambda: hers.people().keep_sheet(new_code()),
        ):
            with pytest.raises(KnownError, match="disk_full"):
                work()
    told = [ADDED, f"{ADDED}_failed", CHANGED, f"{CHANGED}_failed", SHEET_MADE, f"{SHEET_MADE}_failed"]
    assert deeds(hers) == told
    assert len(premises.owners()) == 1


def test_an_older_vault_file_does_not_bring_a_passphrase_or_a_person_back(
    premises: Premises, hers: Workplace, yann: UUID, space: MadeSpace
) -> None:
    hers.people().add(yann, YANNS, PHRASE)
    with_yann = vault_files(premises)
    hers.people().change_passphrase(PHRASE, LATER)
    newest = vault_files(premises)
    hers.close()
    put_back(premises, with_yann)
    for person, phrase in ((yann, YANNS), (space.staff_id, PHRASE)):
        with pytest.raises(KnownError, match="vault_put_back"):
            premises.unlock(person, phrase)
    put_back(premises, newest)
    again = premises.unlock(space.staff_id, LATER)
    told = again.store.read(audit.read_deeds, ["vault_put_back"])
    assert [entry.staff_id for entry in told] == [yann, space.staff_id]
    again.people().remove(yann, LATER)
    again.close()
    # the data key was changed: that file does not open the records at all, which is not said to be damage
    newest = vault_files(premises)
    put_back(premises, with_yann)
    with pytest.raises(KnownError, match="vault_put_back"):
        premises.unlock(yann, YANNS)
    put_back(premises, newest)
    premises.unlock(space.staff_id, LATER).close()


def test_an_accident_that_leaves_the_older_of_two_files_locks_nobody_out(
    premises: Premises, hers: Workplace, space: MadeSpace, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Disk.write

    def full(self: Disk, path: Path, content: bytes) -> None:
        if path.name.startswith(COPY_NAME):
            raise OSError(28, "full")
        write(self, path, content)

    with monkeypatch.context() as patch:
        patch.setattr(Disk, "write", full)
        hers.people().change_passphrase(PHRASE, LATER)
    hers.close()
    shutil.copyfile(premises.folder / COPY_NAME, premises.folder / FILE_NAME)
    premises.unlock(space.staff_id, PHRASE).close()


def test_a_sheet_opens_and_a_new_passphrase_is_chosen(premises: Premises, hers: Workplace, space: MadeSpace) -> None:
    code = new_code()
    hers.people().keep_sheet(code)
    assert hers.people().list_people()[0].sheet_at is not None
    hers.close()
    assert premises.sheet_holders() == {space.staff_id}
    for typed, said in ((new_code(), "sheet_wrong"), ("ABCD", "sheet_code_malformed")):
        with pytest.raises(KnownError, match=said):
            premises.recover(space.staff_id, typed, LATER)
    with pytest.raises(KnownError, match="passphrase_too_short"):
        premises.recover(space.staff_id, code, "court")
    again = premises.recover(space.staff_id, " ".join(groups_of(code)), LATER)
    assert again.actor.staff_id == space.staff_id
    again.close()
    with pytest.raises(KnownError, match="wrong_passphrase"):
        premises.unlock(space.staff_id, PHRASE)
    later = premises.unlock(space.staff_id, LATER)
    told = [SHEET_MADE, NOT_UNLOCKED, UNLOCKED_BY_SHEET, CHANGED, f"{CHANGED}_failed", UNLOCKED_BY_SHEET, CHANGED]
    assert deeds(later) == [*told, NOT_UNLOCKED, UNLOCKED]
    later.close()


def test_what_leaves_on_a_stick_is_told(hers: Workplace, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="parcel_empty"):
        hers.write_parcel(tmp_path / "stick.palier")
    assert deeds(hers) == [PARCEL]


def test_each_new_slot_costs_what_this_computer_bears(
    tmp_path: Path, server: Server, space: MadeSpace, yann: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs = iter([KdfParams(64 * 1024, passes, 4) for passes in (3, 4, 5, 6)])
    monkeypatch.setattr("sync.client.premises.measure_cost", lambda: next(costs))
    premises = Premises(tmp_path / "Palier", lambda _address: DirectTransport(server))
    workplace = premises.create(ADDRESS, space.code, premises.ask_invitation(ADDRESS, space.code), PHRASE, "Loge")
    workplace.exchange()
    workplace.people().add(yann, YANNS, PHRASE)
    workplace.people().keep_sheet(new_code())
    workplace.people().change_passphrase(PHRASE, LATER)
    workplace.close()
    body = Vault.load(premises.folder)._stored.body
    passes = [slot.kdf.iterations for kind in SlotKind for slot in body.slots_of(kind)]
    assert passes == [6, 4, 5]


def test_somebody_whose_role_has_become_another_class_is_let_in_no_more(
    premises: Premises, hers: Workplace, yann: UUID, space: MadeSpace
) -> None:
    hers.people().add(yann, YANNS, PHRASE)
    with hers.store.direct("staff_member") as connection:
        connection.exec_driver_sql("UPDATE staff_member SET role = 'adviser' WHERE id = ?", (str(yann),))
    hers.close()
    with pytest.raises(KnownError, match="role_needs_own_laptop"):
        premises.unlock(yann, YANNS)
    again = premises.unlock(space.staff_id, PHRASE)
    with again.store.direct("staff_member") as connection:
        connection.exec_driver_sql("UPDATE staff_member SET role = 'caretaker' WHERE id = ?", (str(yann),))
    again.close()
    premises.unlock(yann, YANNS).close()
