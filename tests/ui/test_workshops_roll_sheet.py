"""What is on the screen while a roll is called: marks over what the store holds, lines that do not move."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from intake_app.services.rolls import Roll, RollRow
from ui.workshops.roll_sheet import RollLine, RollSheet

NOW = datetime(2026, 11, 24, 13, 2, tzinfo=UTC)
LATER = datetime(2026, 11, 24, 13, 40, tzinfo=UTC)
AICHA, KARIM, FATOU = (UUID(int=place) for place in (1, 2, 3))


def row(resident_id: UUID, name: str, status: str = "expected", **fields: object) -> RollRow:
    values: dict[str, object] = {"is_walk_in": False, "arrived_at": None, "is_only_here": False, **fields}
    return RollRow(UUID(int=resident_id.int + 100), resident_id, name, "", status, **values)  # type: ignore[arg-type]


def roll(*rows: RollRow) -> Roll:
    slot_id, workshop_id = UUID(int=50), UUID(int=51)
    return Roll(
        slot_id, workshop_id, "3h", None, None, date(2026, 11, 24), "14:00", "17:00", "planned", False, (), rows
    )


AT_FIRST = (row(AICHA, "Traoré"), row(KARIM, "Benali"))


@pytest.fixture
def sheet() -> RollSheet:
    begun = RollSheet()
    begun.take(roll(*AT_FIRST))
    return begun


def line(sheet: RollSheet, resident_id: UUID) -> RollLine:
    found = sheet.line_of(resident_id)
    assert found is not None
    return found


def test_a_mark_shows_before_it_is_saved(sheet: RollSheet) -> None:
    sheet.mark(line(sheet, AICHA), "present", NOW)
    marked = line(sheet, AICHA)
    assert (marked.status, marked.arrived_at, marked.is_present, marked.is_only_here) == ("present", NOW, True, True)
    assert (sheet.present(), sheet.expected()) == (1, 2)
    assert sheet.absentees() == (line(sheet, KARIM),)


def test_a_mark_that_could_not_be_saved_is_taken_back(sheet: RollSheet) -> None:
    token = sheet.mark(line(sheet, AICHA), "present", NOW)
    sheet.drop(token)
    assert line(sheet, AICHA).status == "expected"


def test_what_was_read_before_a_mark_was_saved_does_not_hide_it(sheet: RollSheet) -> None:
    token = sheet.mark(line(sheet, AICHA), "present", NOW)
    sheet.take(roll(*AT_FIRST))
    assert line(sheet, AICHA).is_present
    sheet.settle(token)
    assert line(sheet, AICHA).is_present
    sheet.take(roll(row(AICHA, "Traoré", "present", arrived_at=LATER), AT_FIRST[1]))
    assert line(sheet, AICHA).arrived_at == LATER


def test_the_last_of_two_marks_counts_and_outlives_the_failure_of_the_first(sheet: RollSheet) -> None:
    first = sheet.mark(line(sheet, AICHA), "present", NOW)
    sheet.mark(line(sheet, AICHA), "late", LATER)
    sheet.drop(first)
    assert line(sheet, AICHA).status == "late"
    assert line(sheet, AICHA).arrived_at == NOW


def test_lines_keep_their_places_and_newcomers_go_to_the_end(sheet: RollSheet) -> None:
    sheet.take(roll(row(FATOU, "Abadie"), row(KARIM, "Benali"), row(AICHA, "Traoré")))
    assert [one.resident_id for one in sheet.lines()] == [AICHA, KARIM, FATOU]


def test_a_walk_in_whose_tick_is_taken_back_stays_where_they_were(sheet: RollSheet) -> None:
    sheet.take(roll(*AT_FIRST, row(FATOU, "Diallo", "present", is_walk_in=True, arrived_at=NOW)))
    token = sheet.mark(line(sheet, FATOU), "expected", LATER)
    assert (line(sheet, FATOU).is_on_roll, sheet.expected(), sheet.walk_ins()) == (False, 2, 0)
    sheet.settle(token)
    sheet.take(roll(*AT_FIRST), unsent=frozenset({FATOU}))
    assert [one.resident_id for one in sheet.lines()] == [AICHA, KARIM, FATOU]
    assert line(sheet, FATOU).is_only_here
    assert sheet.is_only_here()
    sheet.take(roll(*AT_FIRST))
    assert not sheet.is_only_here()


def test_another_slot_begins_with_nobody(sheet: RollSheet) -> None:
    sheet.mark(line(sheet, AICHA), "present", NOW)
    sheet.start()
    assert sheet.lines() == ()
    assert sheet.known() == ()
