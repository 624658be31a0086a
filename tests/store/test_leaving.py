"""What leaves the encrypted disk: for what, to whom, encrypted where it holds names, gone from here after two days."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import pyzipper

from intake_app.domain.actor import Actor
from intake_app.domain.leaving import TO_THE_PERSON, Leaving
from intake_app.domain.rules.problem import InvalidFields
from intake_app.services.attendances import mark_present
from intake_app.services.leaving.background import Background, StoppedError, Tell
from intake_app.services.leaving.envelopes import seal
from intake_app.services.leaving.taken_files import DELETED, delete_expired_copies, list_taken_files
from intake_app.services.registers.exports import RegisterExport
from intake_app.services.registers.presences import Selection
from intake_app.storage import audit
from intake_app.storage.store import Store
from tests.store.leaving_world import TO_AUDITOR, unpack
from tests.store.register_world import fund, hold, read_xlsx
from tests.store.world import CLAIRE, StillClock, register


def run(store: Store, actor: Actor, export: RegisterExport) -> RegisterExport:
    while export.done < export.total:
        store.run(export.step, actor)
    return export


@pytest.fixture
def export(store: Store, adviser: Actor, tmp_path: Path) -> RegisterExport:
    """A register with a name, taken by an adviser."""
    fund(store)
    karim = register(store, adviser, referent_id=CLAIRE)
    store.run(mark_present, adviser, hold(store, adviser)[1], karim)
    target = tmp_path / "registre.zip"
    return run(store, adviser, RegisterExport(Selection(), target, "fr", TO_AUDITOR, with_names=True, ending=".xlsx"))


@pytest.mark.parametrize(
    "leaving,field",
    [(Leaving("", "Région"), "purpose"), (Leaving("audit", " "), "recipient"), (Leaving("fun", "Région"), "purpose")],
)
def test_nothing_leaves_without_a_purpose_and_a_recipient(
    store: Store, adviser: Actor, leaving: Leaving, field: str
) -> None:
    with pytest.raises(InvalidFields) as refused:
        store.read(seal, adviser, leaving, has_names=False)
    assert [one.field for one in refused.value.problems] == [field]


def test_only_what_holds_names_is_encrypted_but_for_a_paper_for_the_person(store: Store, adviser: Actor) -> None:
    assert store.read(seal, adviser, TO_AUDITOR, has_names=False).passphrase == ""
    assert store.read(seal, adviser, TO_THE_PERSON, has_names=True).passphrase == ""
    one, other = (store.read(seal, adviser, TO_AUDITOR, has_names=True) for _time in range(2))
    assert one.passphrase != other.passphrase
    assert len(one.passphrase.replace("-", "")) == 24
    assert one.passphrase not in repr(one)


def test_a_register_with_names_opens_with_its_passphrase_alone(export: RegisterExport, tmp_path: Path) -> None:
    archive = tmp_path / "registre.zip"
    assert b"Benali" not in archive.read_bytes()
    with pyzipper.AESZipFile(archive) as opened, pytest.raises(RuntimeError):
        opened.read("registre.xlsx", pwd=b"AAAA-AAAA-AAAA-AAAA-AAAA-AAAA")
    with zipfile.ZipFile(archive) as opened, pytest.raises((RuntimeError, NotImplementedError)):
        opened.read("registre.xlsx")
    assert unpack(archive, export.passphrase, tmp_path / "out") == ["registre.xlsx", "LISEZ-MOI.txt"]
    sheets = read_xlsx(tmp_path / "out" / "registre.xlsx")
    assert "Benali" in sheets["Registre"][1]
    said = (tmp_path / "out" / "LISEZ-MOI.txt").read_text(encoding="utf-8")
    for line in ("Destinataire: Région Bretagne", "Sorti par: Claire D.", "2026-11-24", "porte des noms"):
        assert line in said


def test_the_trail_and_the_register_of_the_laptop_say_what_left(
    store: Store, export: RegisterExport, tmp_path: Path
) -> None:
    (taken,) = store.read(list_taken_files)
    assert (taken.kind, taken.purpose, taken.recipient, taken.rows) == (
        "take_named_register",
        "audit",
        "Région Bretagne",
        1,
    )
    assert (taken.path, taken.is_encrypted, taken.ended_at) == (str(tmp_path / "registre.zip"), True, None)
    (line,) = store.read(audit.read_trail, audit.EXPORTED_FILE, audit.file_id(taken.sha256))
    assert line.deed == "take_named_register:audit:1"


def test_the_copy_is_deleted_after_two_days(
    store: Store, adviser: Actor, clock: StillClock, export: RegisterExport, tmp_path: Path
) -> None:
    archive = tmp_path / "registre.zip"
    clock.advance(days=1)
    assert store.run(delete_expired_copies, adviser) == 0
    assert archive.exists()
    clock.advance(days=1)
    assert store.run(delete_expired_copies, adviser) == 1
    assert not archive.exists()
    (taken,) = store.read(list_taken_files)
    assert taken.ended_at == clock()
    assert len(store.read(audit.read_trail, audit.EXPORTED_FILE, audit.file_id(taken.sha256), deed=DELETED)) == 1
    assert store.run(delete_expired_copies, adviser) == 0


def test_a_file_that_somebody_changed_since_is_left_alone(
    store: Store, adviser: Actor, clock: StillClock, export: RegisterExport, tmp_path: Path
) -> None:
    archive = tmp_path / "registre.zip"
    archive.write_bytes(b"something else of the same name")
    clock.advance(days=3)
    assert store.run(delete_expired_copies, adviser) == 0
    assert archive.exists()
    archive.unlink()
    assert store.run(delete_expired_copies, adviser) == 0
    assert store.read(list_taken_files)[0].ended_at == clock()


def test_work_in_the_background_says_how_far_it_is_fails_and_stops() -> None:
    def half(tell: Tell) -> str:
        tell(0.5)
        return "done"

    work = Background(half)
    assert work.wait(5)
    assert (work.result, work.share) == ("done", 0.5)

    def endless(tell: Tell) -> None:
        while True:
            tell(0.1)

    stopped = Background(endless)
    assert not stopped.wait(0.01)
    stopped.stop()
    with pytest.raises(StoppedError):
        stopped.wait(5)
