"""Somebody leaves a laptop: the data key is changed when it locks, and killed at any step the old one opens everything,
or the new one does.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from intake_app.domain.errors import KnownError
from intake_app.domain.record_types import table_of
from intake_app.domain.staff import StaffMember
from intake_app.storage import audit
from intake_app.storage.key_stretching import FLOOR
from intake_app.storage.keys import Keys
from intake_app.storage.opening import DATABASE_NAME, open_store
from intake_app.storage.recovery_sheet import new_code
from intake_app.storage.rotation import rotate
from intake_app.storage.safe_file import Disk
from intake_app.storage.vault import Vault
from intake_app.storage.vault_file import FILE_NAME
from sync.client.key_change import _reseal
from sync.client.laptop_people import KEY_CHANGED
from sync.client.premises import Premises
from sync.client.workplace import Workplace
from sync.server import spaces
from sync.server.handle import Server
from sync.server.spaces import seed_rows
from tests.common.servers import MadeSpace
from tests.sync.emptying import PHRASE, KilledError, Line, begin, register

YANNS = "le banc devant la fontaine"


@pytest.fixture
def server(light_server: Server) -> Server:
    """What is tested here does not depend on the kind of database."""
    return light_server


@pytest.fixture
def premises(tmp_path: Path, server: Server) -> Premises:
    return Premises(tmp_path / "Palier", Line(server), FLOOR)


@pytest.fixture
def yann(server: Server, space: MadeSpace) -> UUID:
    """An outreach worker of the same space."""
    member = space.actor().create(StaffMember, first_name="Yann", family_name="Le Bihan", role="outreach")
    seed_rows(server.centre, space.space_id, [member])
    return member.id


@pytest.fixture
def hers(premises: Premises, space: MadeSpace, yann: UUID) -> Iterator[Workplace]:
    """Her laptop, open, on which Yann works too; it holds somebody, and a content."""
    workplace = begin(premises, space)
    register(workplace, space, "Kerdoncuff")
    workplace.people().add(yann, YANNS, PHRASE)
    yield workplace
    if not workplace.keys.is_wiped:
        workplace.close()


def root_of(keys: Keys) -> Keys:
    """The same keys once more: what somebody who had them may have kept."""
    return Keys(keys.vault_id, bytearray(keys.root))


def names_on(workplace: Workplace) -> list[str]:
    resident = table_of("resident")
    return workplace.store.read(lambda session: list(session.connection().scalars(select(resident.c.family_name))))


def test_whoever_had_the_old_key_opens_nothing_and_the_others_everything(
    premises: Premises, hers: Workplace, yann: UUID, space: MadeSpace
) -> None:
    content = hers.store.blobs.add(b"un contenu" * 50_000)
    with hers.store.direct() as connection:
        connection.exec_driver_sql("INSERT INTO blob VALUES (?, 500000, 'to_send', 0, NULL, NULL)", (content,))
    sheet = new_code()
    hers.people().keep_sheet(sheet)
    hers.daily_copies().make(hers.clock().date())
    kept = root_of(hers.keys)
    hers.people().remove(yann, PHRASE)
    hers.close()
    with pytest.raises(KnownError):
        open_store(premises.folder, kept)
    assert not (premises.folder / "copies").exists()
    assert {path.name for path in premises.folder.rglob("*.next")} == set()
    for workplace in (
        premises.unlock(space.staff_id, PHRASE),
        premises.recover(space.staff_id, sheet, "une tout autre phrase ici"),
    ):
        assert names_on(workplace) == ["Kerdoncuff"]
        assert workplace.store.blobs.read(content) == b"un contenu" * 50_000
        # the device's own key came along: the centre knows it as before
        workplace.exchange()
        workplace.close()
    workplace = premises.unlock(space.staff_id, "une tout autre phrase ici")
    assert [entry.staff_id for entry in workplace.store.read(audit.read_deeds, (KEY_CHANGED,))] == [space.staff_id]
    assert workplace.people().check_trail().is_whole
    before = (premises.folder / FILE_NAME).read_bytes()
    workplace.close()
    # and not again at the next lock
    assert (premises.folder / FILE_NAME).read_bytes() == before


class StepDisk(Disk):
    """Killed at the n-th step that changes something."""

    def __init__(self, left: int) -> None:
        super().__init__()
        self.left = left

    def _step(self) -> None:
        if self.left == 0:
            raise KilledError
        self.left -= 1

    def make_folder(self, folder: Path) -> None:
        self._step()
        super().make_folder(folder)

    def write(self, path: Path, content: bytes) -> None:
        self._step()
        super().write(path, content)

    def append(self, path: Path, content: bytes) -> None:
        self._step()
        super().append(path, content)

    def rename(self, source: Path, target: Path) -> None:
        self._step()
        super().rename(source, target)

    def delete(self, path: Path) -> None:
        self._step()
        super().delete(path)

    def force_file(self, path: Path) -> None:
        self._step()
        super().force_file(path)

    def force_folder(self, folder: Path) -> None:
        self._step()
        super().force_folder(folder)


def test_killed_at_any_step_one_key_opens_everything(hers: Workplace, premises: Premises, tmp_path: Path) -> None:
    content = hers.store.blobs.add(b"un contenu" * 10)
    with hers.store.direct() as connection:
        connection.exec_driver_sql("INSERT INTO blob VALUES (?, 100, 'to_send', 0, NULL, NULL)", (content,))
    hers.store.close()
    ends: set[bool] = set()
    for step in range(80):
        folder = Path(shutil.copytree(premises.folder, tmp_path / f"step{step}"))
        old, disk = root_of(hers.keys), StepDisk(step)
        try:
            rotate(folder, Vault.load(folder, floor=FLOOR, disk=disk), old, _reseal, disk).wipe()
            is_killed = False
        except KilledError:
            is_killed = True
        # whoever comes next, with the passphrase: the vault says which key holds
        with Vault.load(folder).unlock(hers.owner.staff_id, PHRASE) as keys:
            is_new = bytes(keys.root) != bytes(old.root)
            store = open_store(folder, keys)
            assert store.read(lambda session: session.connection().exec_driver_sql("SELECT 1 FROM resident").all())
            assert store.blobs.read(content) == b"un contenu" * 10
            store.close()
        assert not list(folder.rglob("*.next*"))
        if is_new:
            with pytest.raises(KnownError):
                open_store(folder, old)
        ends.add(is_new)
        shutil.rmtree(folder)
        if not is_killed:
            assert step > 12
            assert ends == {True, False}
            return
    pytest.fail("it never came to the end")


def test_a_full_disk_leaves_the_old_key_and_it_is_tried_again(
    premises: Premises, hers: Workplace, yann: UUID, space: MadeSpace, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = root_of(hers.keys)
    hers.people().remove(yann, PHRASE)

    def refuse(*_given: object) -> None:
        raise KnownError("disk_full")

    with monkeypatch.context() as full:
        full.setattr("intake_app.storage.rotation._copy_contents", refuse)
        hers.close()
    open_store(premises.folder, root_of(kept)).close()
    premises.unlock(space.staff_id, PHRASE).close()
    with pytest.raises(KnownError):
        open_store(premises.folder, kept)
    assert (premises.folder / DATABASE_NAME).exists()


def test_another_role_of_the_same_class_is_taken_over_at_the_next_opening(
    premises: Premises, hers: Workplace, yann: UUID, server: Server, space: MadeSpace
) -> None:
    spaces.edit_row(server.centre, space.space_id, "staff_member", yann, {"role": "caretaker"})
    hers.exchange()
    hers.close()
    workplace = premises.unlock(yann, YANNS)
    assert workplace.actor.role == "caretaker"
    workplace.close()
    assert [owner.role for owner in premises.owners() if owner.staff_id == yann] == ["caretaker"]
    generation = Vault.load(premises.folder).generation
    premises.unlock(yann, YANNS).close()
    assert Vault.load(premises.folder).generation == generation


def test_a_slot_of_the_first_version_puts_the_change_off(
    premises: Premises, hers: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    hers.store.close()
    vault = Vault.load(premises.folder)
    monkeypatch.setattr("intake_app.storage.vault_slot.Slot.has_own_key", property(lambda _slot: False))
    with pytest.raises(KnownError, match="slots_too_old"):
        rotate(premises.folder, vault, root_of(hers.keys), _reseal)
    monkeypatch.undo()
    open_store(premises.folder, root_of(hers.keys)).close()
