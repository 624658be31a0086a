"""The register of attendance: what it says, of whom, in which files, and what the trail keeps of it."""

from __future__ import annotations

import errno
import hashlib
import zipfile
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.reference import entries
from intake_app.services.attendances import invite_residents, mark_present, mark_status
from intake_app.services.leaving.taken_files import list_taken_files
from intake_app.services.registers import presences
from intake_app.services.registers.exports import NAMED_REGISTER, REGISTER, register_files, save_register
from intake_app.services.registers.presences import Selection
from intake_app.services.registers.register import Register, take_register
from intake_app.services.registers.register_tables import HEADCOUNT_COLUMNS, REGISTER_COLUMNS
from intake_app.services.registers.tables import Table, csv_of, xlsx_of
from intake_app.services.sheets.headcounts import count_heads
from intake_app.storage import audit
from intake_app.storage.safe_file import Disk
from intake_app.storage.store import Store
from tests.store.leaving_world import save, sealed_for
from tests.store.register_world import JOBS, KITCHEN, fund, hold, read_csv, read_xlsx
from tests.store.world import CLAIRE, TODAY, StillClock, actor_of, register

EVERYTHING = Selection()


@pytest.fixture
def officer(clock: StillClock) -> Actor:
    return actor_of(clock, role="programme_officer", seed=3)


@pytest.fixture
def held(store: Store, actor: Actor) -> dict[str, UUID]:
    """Karim, whom Claire accompanies, came to a funded workshop, Aïcha did not; three gave no name at another."""
    fund(store)
    karim = register(store, actor, referent_id=CLAIRE)
    aicha = register(store, actor, "Traoré", "Aïcha")
    _one, jobs = hold(store, actor)
    _two, kitchen = hold(store, actor, KITCHEN, title="Cuisine")
    store.run(mark_present, actor, jobs, karim)
    store.run(mark_status, actor, jobs, aicha, "absent_excused")
    store.run(count_heads, actor, kitchen, {"total": 3, "women": 2})
    store.run(invite_residents, actor, kitchen, [karim])
    return {"karim": karim, "aicha": aicha, "jobs": jobs, "kitchen": kitchen}


def take(store: Store, actor: Actor, selection: Selection = EVERYTHING, *, with_names: bool = False) -> Register:
    return store.run(take_register, actor, selection, with_names=with_names)


def test_a_register_read_in_parts_is_the_same(
    store: Store, actor: Actor, held: dict[str, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    for days in (1, 2, 5):
        _workshop, slot_id = hold(store, actor, held_on=TODAY - timedelta(days=days))
        store.run(mark_present, actor, slot_id, held["karim"])
        store.run(mark_present, actor, slot_id, held["aicha"])
    monkeypatch.setattr(presences, "_OF_A_PART", 3)
    parts = store.read(presences.parts_of, EVERYTHING)
    assert len(parts) == 2
    found = [one for part in parts for one in store.read(presences.read_presences, part)]
    assert len(found) == 9
    assert found == store.read(presences.read_presences, EVERYTHING)
    assert store.read(presences.parts_of, Selection(last_on=TODAY - timedelta(days=30))) == []


def named(found: Register) -> set[str]:
    return {row.person.family_name for row in found.rows} - {""}


def test_a_row_for_each_person_and_half_day_with_the_hours(
    store: Store, actor: Actor, held: dict[str, UUID], tmp_path: Path
) -> None:
    found = take(store, actor)
    target = tmp_path / "registre.xlsx"
    save(store, actor, found, target)
    sheets = read_xlsx(target)
    assert list(sheets) == ["Registre", "Effectifs sans nom", "Dictionnaire", "À lire"]
    assert sheets["À lire"][1:3] == [["Pour", "Contrôle ou audit"], ["Destinataire", "Région Bretagne"]]
    headings, *rows = sheets["Registre"]
    read = [dict(zip(headings, row, strict=True)) for row in rows]
    jobs = {row["Présence"]: row for row in read if row["Action"] == "3h pour l’emploi"}
    came, missed = jobs["Présence"], jobs["Absence prévenue"]
    assert (came["Date"], came["Début"], came["Fin"]) == ("2026-11-22", "14:00", "16:30")
    assert (came["Minutes suivies"], came["Heures suivies"], missed["Minutes suivies"]) == (150, 2.5, 0)
    assert (came["Séance"], came["Financeur"], came["Code de la subvention"]) == ("Atelier CV", "FSE+", "2026-FSE-0042")
    assert (came["Organisme"], came["Lieu"]) == ("WeKer", "Local Gros-Chêne")
    assert (came["Signature"], came["Feuille scellée"], came["Venue sans inscription"]) == ("non", "non", "oui")
    kitchen = next(row for row in read if row["Action"] == "Rennes aux Fourneaux")
    assert kitchen["Organisme"] == "partenaire"


def test_people_without_a_name_are_counted_apart_and_sums_are_right(
    store: Store, actor: Actor, held: dict[str, UUID], tmp_path: Path
) -> None:
    found = take(store, actor)
    target = tmp_path / "registre.csv"
    save(store, actor, found, target)
    assert sorted(path.name for path in tmp_path.glob("registre*")) == [
        "registre-dictionnaire.csv",
        "registre-effectifs.csv",
        "registre-lisez-moi.txt",
        "registre.csv",
    ]
    headings, row = read_csv(tmp_path / "registre-effectifs.csv")
    said = dict(zip(headings, row, strict=True))
    assert (said["Total"], said["Femmes"], said["Hommes"], said["Sexe non communiqué"]) == ("3", "2", "", "1")
    assert said["Âge non communiqué"] == "3"
    rows = read_csv(target)
    assert rows[1][rows[0].index("Heures suivies")] in ("0,00", "2,50")


def test_every_column_is_in_the_dictionary(store: Store, adviser: Actor, held: dict[str, UUID], tmp_path: Path) -> None:
    found = take(store, adviser, with_names=True)
    target = tmp_path / "register.xlsx"
    save(store, adviser, found, target, "en")
    sheets = read_xlsx(target)
    told = {(str(sheet), str(column)) for sheet, column, meaning in sheets["Dictionary"][1:] if meaning}
    for name in ("Register", "Headcounts without names"):
        assert {(name, str(heading)) for heading in sheets[name][0]} == {one for one in told if one[0] == name}
    assert len(sheets["Register"][0]) == len(entries(REGISTER_COLUMNS))
    assert len(sheets["Headcounts without names"][0]) == len(entries(HEADCOUNT_COLUMNS))


def test_names_leave_only_where_they_may(
    store: Store, actor: Actor, adviser: Actor, officer: Actor, held: dict[str, UUID]
) -> None:
    of_funder = Selection(funder="esf_plus")
    assert named(take(store, actor, with_names=True)) == set()
    assert named(take(store, adviser)) == set()
    assert named(take(store, adviser, with_names=True)) == {"Benali"}
    assert named(take(store, officer, with_names=True)) == set()
    assert named(take(store, officer, of_funder, with_names=True)) == {"Benali", "Traoré"}
    with pytest.raises(KnownError, match="not_allowed"):
        take(store, actor_of(StillClock(), role="dpo"))


def test_a_register_without_names_has_no_column_for_them(
    store: Store, actor: Actor, held: dict[str, UUID], tmp_path: Path
) -> None:
    found = take(store, actor, with_names=True)
    target = tmp_path / "registre.csv"
    save(store, actor, found, target)
    headings, *rows = read_csv(target)
    assert "Nom" not in headings
    assert {row[0] for row in rows} == {"P0001", "P0002"}
    everything = b"".join(path.read_bytes() for path in tmp_path.glob("registre*")).decode()
    assert not any(word in everything for word in ("Benali", "Traoré", str(held["karim"])))


def test_the_register_is_of_the_period_action_and_funder_asked_for(
    store: Store, actor: Actor, held: dict[str, UUID]
) -> None:
    assert {row.presence.slot_id for row in take(store, actor, Selection(action_id=JOBS)).rows} == {held["jobs"]}
    assert {row.presence.slot_id for row in take(store, actor, Selection(funder="contrat_ville")).rows} == {
        held["kitchen"]
    }
    assert len(take(store, actor, Selection(funder="contrat_ville")).headcounts) == 1
    assert take(store, actor, Selection(action_id=JOBS)).headcounts == ()
    before = Selection(last_on=TODAY.replace(day=1))
    assert (take(store, actor, before).rows, take(store, actor, before).headcounts) == ((), ())
    assert len(take(store, actor, Selection(first_on=TODAY, last_on=TODAY)).rows) == 3


def test_no_cell_is_run(tmp_path: Path) -> None:
    risky = ("=1+1", "+33", "-2", "@SUM(A1)", "\tcmd", "plain")
    table = Table("Essai", ("=A1", *(str(place) for place in range(5))), [risky])
    xlsx, csv = tmp_path / "a.xlsx", tmp_path / "a.csv"
    xlsx.write_bytes(xlsx_of([table]))
    csv.write_bytes(csv_of(table, "fr"))
    assert read_xlsx(xlsx)["Essai"][1] == list(risky)
    with zipfile.ZipFile(xlsx) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    rows = read_csv(csv)
    assert rows[1] == ["'=1+1", "'+33", "'-2", "'@SUM(A1)", "'\tcmd", "plain"]
    assert rows[0][0] == "'=A1"


def test_the_trail_keeps_that_it_left_and_nothing_it_says(
    store: Store, actor: Actor, adviser: Actor, held: dict[str, UUID], tmp_path: Path
) -> None:
    for who, kind in ((actor, REGISTER), (adviser, NAMED_REGISTER)):
        found = take(store, who, with_names=True)
        target = tmp_path / f"{kind}.xlsx"
        ((path, content),) = save(store, who, found, target)
        assert path.suffix == (".zip" if kind == NAMED_REGISTER else ".xlsx")
        digest = hashlib.sha256(content).hexdigest()
        (line,) = store.read(audit.read_trail, audit.EXPORTED_FILE, audit.file_id(digest))
        assert (line.deed, line.staff_id) == (f"{kind}:audit:3", who.staff_id)


class FullDisk(Disk):
    """Takes a few bytes, then none."""

    def write(self, path: Path, content: bytes) -> None:
        super().write(path, content[:10])
        raise OSError(errno.ENOSPC, "no space left")


def test_a_full_disk_leaves_neither_a_file_nor_a_line_in_the_trail(
    store: Store, actor: Actor, held: dict[str, UUID], tmp_path: Path
) -> None:
    found = take(store, actor)
    folder = tmp_path / "out"
    folder.mkdir()
    envelope = sealed_for(store, actor, found)
    files = register_files(found, folder / "registre.csv", "fr", envelope)
    with pytest.raises(KnownError, match="disk_full"):
        store.run(save_register, actor, found, files, envelope, disk=FullDisk())
    assert store.read(list_taken_files) == []
    assert list(folder.iterdir()) == []
    digest = hashlib.sha256(files[0][1]).hexdigest()
    assert store.read(audit.read_trail, audit.EXPORTED_FILE, audit.file_id(digest)) == []
