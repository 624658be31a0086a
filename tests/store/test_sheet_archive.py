"""Sealed sheets as one archive that verifies itself, and leaves nothing of itself where it does not end."""

from __future__ import annotations

import errno
import gc
import hashlib
import shutil
import subprocess
import zipfile
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.services.attachments import COPIED
from intake_app.services.registers.presences import Selection
from intake_app.services.registers.sealed_sheets import count_sealed_sheets
from intake_app.services.registers.sheet_archive import SUMS, TAKEN, SheetArchive
from intake_app.services.sheets.contents import read_content
from intake_app.services.sheets.sealing import list_sheets, open_sheet, seal_sheet
from intake_app.storage import audit
from intake_app.storage.safe_file import LAPTOP_DISK, Disk
from intake_app.storage.store import Store
from tests.store.leaving_world import TO_AUDITOR, unpack
from tests.store.register_world import JOBS, KITCHEN, fund, hold, read_csv
from tests.store.signing import led, pdf_of, sealed, signed
from tests.store.world import TODAY, StillClock, actor_of, register

EVERYTHING = Selection()


@pytest.fixture
def held(store: Store, actor: Actor, clock: StillClock) -> dict[str, UUID]:
    """A funded workshop whose sheet was sealed twice, another funder's sealed once, both with Karim Benali."""
    fund(store)
    karim = register(store, actor)
    made: dict[str, UUID] = {}
    for name, action_id in (("jobs", JOBS), ("kitchen", KITCHEN)):
        made[name], slot_id = hold(store, actor, action_id, title=f"Atelier de Karim Benali, {name}")
        signed(store, actor, slot_id, karim)
        led(store, actor, slot_id)
        made[f"{name}_sheet"] = sealed(store, actor, made[name])
    clock.advance(hours=1)
    store.run(open_sheet, actor, made["jobs_sheet"], "forgotten_person")
    clock.advance(hours=1)
    made["amendment"] = sealed(store, actor, made["jobs"])
    return made


def run(store: Store, actor: Actor, archive: SheetArchive) -> SheetArchive:
    while archive.done < archive.total:
        store.run(archive.step, actor)
    return archive


def take(store: Store, actor: Actor, target: Path, selection: Selection = EVERYTHING) -> SheetArchive:
    return run(store, actor, SheetArchive(selection, store.blobs, target, "fr", TO_AUDITOR))


def test_sheets_and_amendments_are_as_they_were_sealed(
    store: Store, adviser: Actor, held: dict[str, UUID], tmp_path: Path
) -> None:
    target = tmp_path / "feuilles.zip"
    taken = take(store, adviser, target)
    assert taken.missing == 0
    unpack(target, taken.passphrase, tmp_path / "out")
    pdfs = {path.read_bytes() for path in (tmp_path / "out").glob("*.pdf")}
    assert pdfs == {pdf_of(held[name]) for name in ("jobs_sheet", "kitchen_sheet", "amendment")}
    headings, *rows = read_csv(tmp_path / "out" / "manifeste.csv")
    lines = [dict(zip(headings, row, strict=True)) for row in rows]
    amended = next(line for line in lines if line["Ouverte pour correction le"])
    amendment = next(line for line in lines if line["Remplace la feuille"])
    assert amended["Motif de la correction"] == "Une personne manquait"
    assert amendment["Remplace la feuille"] == amended["Fichier"]
    assert {line["Financeur"] for line in lines} == {"FSE+", "Contrat de ville"}
    for line in lines:
        assert hashlib.sha256((tmp_path / "out" / line["Fichier"]).read_bytes()).hexdigest() == line["SHA-256"]


def test_the_sums_verify_the_archive_and_one_byte_breaks_them(
    store: Store, adviser: Actor, held: dict[str, UUID], tmp_path: Path
) -> None:
    target, out = tmp_path / "feuilles.zip", tmp_path / "out"
    unpack(target, take(store, adviser, target).passphrase, out)
    sums = (out / SUMS).read_text(encoding="utf-8").splitlines()
    said = {line.split("  ")[1]: line.split("  ")[0] for line in sums}
    there = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.iterdir() if path.name != SUMS}
    assert said == there
    if shutil.which("sha256sum"):
        command = ["sha256sum", "-c", SUMS]
        assert subprocess.run(command, cwd=out, capture_output=True, check=False).returncode == 0
        altered = next(out.glob("*.pdf"))
        altered.write_bytes(altered.read_bytes() + b" ")
        assert subprocess.run(command, cwd=out, capture_output=True, check=False).returncode != 0


def test_no_file_name_says_anything_of_people(
    store: Store, adviser: Actor, held: dict[str, UUID], tmp_path: Path
) -> None:
    target = tmp_path / "feuilles.zip"
    take(store, adviser, target)
    with zipfile.ZipFile(target) as archive:
        names = archive.namelist()
    assert len(names) == len(set(names)) == 6
    assert not any("enali" in name or "telier" in name for name in names)


def test_only_a_period_a_funder_or_an_action_is_taken(
    store: Store, adviser: Actor, held: dict[str, UUID], tmp_path: Path
) -> None:
    for selection, count in (
        (Selection(funder="esf_plus"), 2),
        (Selection(action_id=KITCHEN), 1),
        (Selection(first_on=TODAY, last_on=TODAY), 3),
        (Selection(last_on=TODAY - timedelta(days=1)), 0),
    ):
        assert store.read(count_sealed_sheets, selection) == count
        target = tmp_path / "feuilles.zip"
        take(store, adviser, target, selection)
        with zipfile.ZipFile(target) as archive:
            assert sum(name.endswith(".pdf") for name in archive.namelist()) == count


def test_the_trail_keeps_each_sheet_and_the_archive(
    store: Store, adviser: Actor, held: dict[str, UUID], tmp_path: Path
) -> None:
    target = tmp_path / "feuilles.zip"
    take(store, adviser, target)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    (line,) = store.read(audit.read_trail, audit.EXPORTED_FILE, audit.file_id(digest))
    assert line.deed == f"{TAKEN}:audit:3"
    for sheet in store.read(list_sheets, held["jobs"]):
        assert store.read(audit.read_trail, "attachment", sheet.attachment_id, deed=COPIED)


def test_who_may_take_sheets(store: Store, clock: StillClock, held: dict[str, UUID], tmp_path: Path) -> None:
    officer = actor_of(clock, role="programme_officer", seed=5)
    take(store, officer, tmp_path / "a.zip", Selection(funder="esf_plus"))
    for role, selection in (("programme_officer", EVERYTHING), ("caretaker", EVERYTHING), ("dpo", EVERYTHING)):
        archive = SheetArchive(selection, store.blobs, tmp_path / "b.zip", "fr", TO_AUDITOR)
        with pytest.raises(KnownError, match="not_allowed"):
            run(store, actor_of(clock, role=role), archive)
        archive.abandon()


def test_a_sheet_that_is_not_here_is_said_in_the_manifest(
    store: Store, adviser: Actor, held: dict[str, UUID], tmp_path: Path
) -> None:
    (sheet,) = store.read(list_sheets, held["kitchen"])
    store.blobs.forget(sheet.pdf_sha256)
    target = tmp_path / "feuilles.zip"
    taken = take(store, adviser, target)
    assert taken.missing == 1
    unpack(target, taken.passphrase, tmp_path / "out")
    assert sheet.pdf_sha256 not in (tmp_path / "out" / SUMS).read_text(encoding="utf-8")
    headings, *rows = read_csv(tmp_path / "out" / "manifeste.csv")
    here = headings.index("Dans l’archive")
    assert sorted(row[here] for row in rows) == ["non", "oui", "oui"]


class FullDisk(Disk):
    """Has room for so many bytes."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self._room = room

    def append(self, path: Path, content: bytes) -> None:
        super().append(path, content[: self._room])
        self._room -= len(content)
        if self._room < 0:
            raise OSError(errno.ENOSPC, "no space left")


@pytest.mark.parametrize("room", [0, 200, 700])
def test_a_full_disk_is_said_and_leaves_nothing(
    store: Store, adviser: Actor, held: dict[str, UUID], tmp_path: Path, room: int
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    archive = SheetArchive(EVERYTHING, store.blobs, folder / "feuilles.zip", "fr", TO_AUDITOR, disk=FullDisk(room))
    with pytest.raises(KnownError, match="disk_full"):
        run(store, adviser, archive)
    archive.abandon()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("ending", ["stopped", "forgotten"])
def test_what_is_stopped_leaves_nothing(
    store: Store, adviser: Actor, held: dict[str, UUID], tmp_path: Path, ending: str
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    former = folder / "feuilles.zip"
    former.write_bytes(b"former")
    archive = SheetArchive(EVERYTHING, store.blobs, former, "fr", TO_AUDITOR, disk=LAPTOP_DISK)
    for _time in range(2):
        store.run(archive.step, adviser)
    archive._buffer.flush()
    assert len(list(folder.iterdir())) == 2
    if ending == "stopped":
        archive.abandon()
    del archive
    gc.collect()
    assert [path.read_bytes() for path in folder.iterdir()] == [b"former"]


def test_sheets_pass_through_memory_one_by_one(store: Store, adviser: Actor, clock: StillClock, tmp_path: Path) -> None:
    fund(store)
    karim, grown = register(store, adviser), []
    for place in range(4):
        workshop_id, slot_id = hold(store, adviser)
        signed(store, adviser, slot_id, karim)
        led(store, adviser, slot_id)
        sheet_id, noise = adviser.new_id(), hashlib.shake_256(str(place).encode()).digest(1_000_000)
        content = store.read(read_content, workshop_id, TODAY)
        store.run(seal_sheet, adviser, store.blobs, content, pdf_of(sheet_id) + noise, sheet_id=sheet_id)
    archive = SheetArchive(EVERYTHING, store.blobs, tmp_path / "a.zip", "fr", TO_AUDITOR)
    while archive.done < archive.total - 1:
        store.run(archive.step, adviser)
        grown.append(archive._file._path.stat().st_size if archive._file._path.exists() else 0)
    assert grown == sorted(grown)
    assert all(after - before > 900_000 for before, after in pairwise(grown[1:]))
    run(store, adviser, archive)
