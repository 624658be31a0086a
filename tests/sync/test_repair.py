"""« Réparer »: whatever page of the file is damaged, what was saved comes back, and what does not is counted."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from intake_app.domain.errors import KnownError
from intake_app.storage import audit, swap
from intake_app.storage.backup import DailyCopies, list_copies
from intake_app.storage.blob_rows import count_to_send
from intake_app.storage.opening import RECEIVED_NAME, open_store
from intake_app.storage.safe_file import Disk
from intake_app.storage.swap import DATABASE_NAME
from intake_app.storage.trail_repair import REPAIRED
from sync.client.loss_receipt import LossReceipt, read_loss_receipt
from sync.client.mending import repair
from sync.server.handle import Server
from tests.common.at_rest import assert_converged
from tests.common.scans import pdf
from tests.common.synced_laptop import SyncedLaptop
from tests.sync.attached import attach, content_on, plan_at
from tests.sync.damaged import MONDAY, PAGE, World, build, copied, root_of, shape_made_once, spoil

CENTRE = {f"CENTRE {number}" for number in range(20)}
SINCE = {f"DEPUIS {number}" for number in range(6)}
HERE = {f"ICI {number}" for number in range(4)}
UNSENT = 2 * len(HERE) + 2
"""Changes that the centre has not received: a file and a notice for each, and two corrections."""


@pytest.fixture(scope="module")
def world(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Made once; every test has a copy."""
    with shape_made_once(tmp_path_factory.mktemp("shape")):
        yield build(tmp_path_factory.mktemp("world"), migrated_file, (len(CENTRE), len(SINCE), len(HERE)))


@pytest.fixture
def both(world: World, quick_path: Path) -> Iterator[tuple[Server, SyncedLaptop]]:
    """The centre and the laptop of the test's own."""
    with copied(world, quick_path / "own") as (server, laptop):
        yield server, laptop
        if laptop.store is not world.laptop.store:
            laptop.close()


@pytest.fixture
def server(both: tuple[Server, SyncedLaptop]) -> Server:
    """What kind of database the centre has changes nothing here."""
    return both[0]


@pytest.fixture
def laptop(both: tuple[Server, SyncedLaptop]) -> SyncedLaptop:
    """Twenty people at the centre, the copy of the day, then six more at the centre, and four only here."""
    return both[1]


def names(laptop: SyncedLaptop) -> set[str]:
    """Who is on the laptop."""
    return {row["family_name"] for row in laptop.rows("resident").values()}


def reopen(laptop: SyncedLaptop) -> None:
    """Open what stands in the folder, and exchange as the window does."""
    laptop.store = open_store(laptop.folder, laptop.keys)
    laptop.engine = laptop._engine()
    laptop.exchange(is_thorough=True)


def mend(laptop: SyncedLaptop) -> LossReceipt:
    """Repair, open, exchange; the receipt that was kept."""
    receipt = repair(laptop.folder, laptop.keys, laptop.space.staff_id, laptop.clock)
    reopen(laptop)
    assert laptop.store.read(read_loss_receipt) == receipt
    assert [entry.staff_id for entry in laptop.store.read(audit.read_deeds, [REPAIRED])] == [laptop.space.staff_id]
    return receipt


@pytest.mark.parametrize("table", ["resident", "outbox_change", "local_setting", "receipt", "audit_entry"])
def test_a_table_that_cannot_be_read_at_all_costs_nothing(laptop: SyncedLaptop, server: Server, table: str) -> None:
    spoil(laptop.folder / DATABASE_NAME, (root_of(laptop, table) - 1) * PAGE + 1000)
    receipt = mend(laptop)
    assert (receipt.lost, receipt.waiting) == (0, UNSENT if table != "outbox_change" else receipt.rebuilt)
    assert names(laptop) == CENTRE | SINCE | HERE
    assert "tour B" in {row["address"] for row in laptop.rows("resident").values()}
    assert_converged(server, laptop.store)


@pytest.mark.parametrize("places", [[3], [15, 16, 200], [PAGE - 1], range(PAGE)], ids=["salt", "head", "mac", "all"])
def test_without_its_first_page_nothing_is_lost_either(
    laptop: SyncedLaptop, server: Server, places: Sequence[int]
) -> None:
    """Nothing of the file could be found without it: it is kept beside the copies."""
    spoil(laptop.folder / DATABASE_NAME, *places)
    receipt = mend(laptop)
    assert (receipt.lost, receipt.missing_count, receipt.waiting, receipt.copied) == (0, 0, UNSENT, {})
    assert names(laptop) == CENTRE | SINCE | HERE
    assert_converged(server, laptop.store)


def test_without_any_first_page_only_what_the_centre_had_not_is_lost_and_all_of_it_is_counted(
    laptop: SyncedLaptop, server: Server
) -> None:
    spoil(laptop.folder / DATABASE_NAME, 1000)
    swap.forget_first_pages(laptop.folder)
    receipt = mend(laptop)
    assert names(laptop) == CENTRE | SINCE
    assert (receipt.lost, receipt.missing_count, receipt.rebuilt, receipt.waiting) == (UNSENT, UNSENT, 0, 0)
    # the numbers behind the last that the centre signed for, and when they were given
    first = 2 * (len(CENTRE) + len(SINCE)) + 1
    assert receipt.missing == [(first, first + UNSENT - 1)]
    assert receipt.since is not None
    assert receipt.since <= receipt.at
    assert receipt.copied["resident"] == len(CENTRE)
    assert_converged(server, laptop.store)
    # nobody at the centre has to approve anything, and work goes on under the next number
    laptop.register("APRÈS")
    laptop.exchange()
    assert_converged(server, laptop.store)


def test_the_mark_of_what_the_centre_received_may_be_missing_too(laptop: SyncedLaptop) -> None:
    """Then everything since the copy counts as missing: more than is gone, never less."""
    spoil(laptop.folder / DATABASE_NAME, 1000)
    swap.forget_first_pages(laptop.folder)
    (laptop.folder / RECEIVED_NAME).unlink()
    receipt = repair(laptop.folder, laptop.keys, laptop.space.staff_id, laptop.clock)
    assert receipt.missing_count == UNSENT + 2 * len(SINCE)


def test_a_scan_that_was_only_here_is_kept_although_nothing_says_so_any_more(
    laptop: SyncedLaptop, quick_path: Path
) -> None:
    """Its content stands in a file of its own, which an opening sweeps away when no row names it."""
    laptop.store = open_store(laptop.folder, laptop.keys)
    workshop_id = plan_at(laptop)
    scan = quick_path / "scan.pdf"
    scan.write_bytes(pdf(300_000))
    attachment_id = attach(laptop, workshop_id, scan)
    laptop.store.close()
    spoil(
        laptop.folder / DATABASE_NAME, *((root_of(laptop, name) - 1) * PAGE + 1000 for name in ("blob", "attachment"))
    )
    receipt = mend(laptop)
    assert (receipt.lost, receipt.contents_lost) == (0, 0)
    assert content_on(laptop, attachment_id) == scan.read_bytes()
    assert laptop.store.read(lambda session: count_to_send(session.connection())) == 0


def test_an_older_file_put_back_is_completed_from_the_copy(
    laptop: SyncedLaptop, server: Server, quick_path: Path
) -> None:
    path = laptop.folder / DATABASE_NAME
    last = quick_path / "last.db"
    shutil.copy(path, last)
    laptop.store = open_store(laptop.folder, laptop.keys)
    laptop.register("LE SOIR")
    DailyCopies(laptop.folder, laptop.keys, laptop.store).make(MONDAY)
    laptop.store.close()
    shutil.copy(last, path)
    with pytest.raises(KnownError, match="saved_changes_missing"):
        open_store(laptop.folder, laptop.keys)
    receipt = mend(laptop)
    assert (receipt.lost, receipt.waiting) == (0, UNSENT + 2)
    assert names(laptop) == CENTRE | SINCE | HERE | {"LE SOIR"}
    assert_converged(server, laptop.store)


def test_with_neither_file_nor_copy_it_says_so_and_touches_nothing(laptop: SyncedLaptop) -> None:
    spoil(laptop.folder / DATABASE_NAME, 1000)
    shutil.rmtree(list_copies(laptop.folder)[0].path.parent)
    before = {path.name: path.read_bytes() for path in laptop.folder.iterdir() if path.is_file()}
    with pytest.raises(KnownError, match="nothing_to_repair_from"):
        repair(laptop.folder, laptop.keys, laptop.space.staff_id, laptop.clock)
    assert {path.name: path.read_bytes() for path in laptop.folder.iterdir() if path.is_file()} == before


class KilledError(BaseException):
    """The process ends here."""


class DyingDisk(Disk):
    """Ends the process before its n-th deed."""

    def __init__(self, before: int) -> None:
        super().__init__()
        self._left = before

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name.startswith("_") or not callable(found):
            return found

        def deed(*args: Any) -> Any:
            self._left -= 1
            if self._left < 0:
                raise KilledError
            return found(*args)

        return deed


def state_of(folder: Path, laptop: SyncedLaptop) -> str:
    """What a kill has left: "new" when it opens, else the key of why not."""
    try:
        open_store(folder, laptop.keys).close()
    except KnownError as refusal:
        return refusal.key
    return "new"


def test_killed_at_any_step_it_is_the_old_file_or_the_new_one(laptop: SyncedLaptop, quick_path: Path) -> None:
    spoil(laptop.folder / DATABASE_NAME, (root_of(laptop, "resident") - 1) * PAGE + 1000)
    swap.note_damage(laptop.folder)
    whole, ends = laptop.folder, [""]
    is_done = False
    while not is_done:
        deeds = len(ends)
        laptop.folder = Path(shutil.copytree(whole, quick_path / f"killed-{deeds}"))
        with suppress(KilledError):
            repair(laptop.folder, laptop.keys, laptop.space.staff_id, laptop.clock, DyingDisk(deeds - 1))
            is_done = True
        ends.append(state_of(laptop.folder, laptop))
        if ends[-1] == "database_damaged":
            assert (laptop.folder / DATABASE_NAME).read_bytes() == (whole / DATABASE_NAME).read_bytes()
            assert repair(laptop.folder, laptop.keys, laptop.space.staff_id, laptop.clock).lost == 0
        laptop.store = open_store(laptop.folder, laptop.keys)
        assert names(laptop) >= CENTRE | HERE
        laptop.store.close()
    assert [one for one, after in pairwise(ends) if one != after] == ["", "database_damaged"]
    assert ends[-1] == "new"
