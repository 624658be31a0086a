"""The demonstration is coherent, alike each time, and shows nobody real, whatever the day it is opened on."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtGui import QImage

from intake_app.domain.attendance import Attendance, attendance_id
from intake_app.domain.base import SyncedRow
from intake_app.domain.encounter import Encounter
from intake_app.domain.follow_up import FollowUp
from intake_app.domain.notice import Consent, NoticeDelivery
from intake_app.domain.partial_date import age_on, is_partial_date
from intake_app.domain.phone import parse_phone
from intake_app.domain.place import Neighbourhood
from intake_app.domain.record_types import RECORD_TYPES, references, table_of
from intake_app.domain.reference import is_code
from intake_app.domain.resident import Resident
from intake_app.domain.rules.text import holds_identity_number
from intake_app.domain.situation import Situation
from intake_app.domain.staff import StaffMember
from intake_app.domain.workshop import Slot, Workshop
from sync.server.demonstration.rows import demonstration_rows
from sync.server.demonstration.scans import blank_sheet
from sync.server.demonstration.scribe import seeded_ids

Row = TypeVar("Row", bound=SyncedRow)
SPACE = UUID(int=7)
SUNDAY = date(2026, 11, 22)
OF_PEOPLE = {"resident_merge", "conflict", "erasure", "headcount", "signature", "sheet"}
FICTION = re.compile(r"\+33(?:63998|26191)\d{4}|\+447700900\d{3}")


@pytest.fixture(scope="module")
def rows() -> list[SyncedRow]:
    """The demonstration on a Sunday."""
    return demonstration_rows(SPACE, SUNDAY)


def only(rows: list[SyncedRow], row_class: type[Row]) -> list[Row]:
    """The rows of one class."""
    return [row for row in rows if isinstance(row, row_class)]


def table_name(row: SyncedRow) -> str:
    """The record type of a row."""
    return str(type(row).__tablename__)


def test_sixty_residents_live_in_four_neighbourhoods(rows: list[SyncedRow]) -> None:
    names = {area.id: area.name for area in only(rows, Neighbourhood)}
    homes = Counter(names[resident.neighbourhood_id] for resident in only(rows, Resident))
    assert homes == {"Maurepas": 22, "Villejean": 16, "Le Blosne": 14, "Harbour Rise": 8}
    people = {(resident.family_name, resident.first_name) for resident in only(rows, Resident)}
    assert len(people) == 60


def test_every_phone_number_is_kept_for_fiction(rows: list[SyncedRow]) -> None:
    residents = only(rows, Resident)
    numbers = [resident.phone for resident in residents if resident.phone]
    assert all(FICTION.fullmatch(number) and parse_phone(number) == number for number in numbers)
    assert len(set(numbers)) == len(numbers) >= 50
    assert all(resident.has_no_phone == (resident.phone is None) for resident in residents)


def test_every_resident_is_of_working_age(rows: list[SyncedRow]) -> None:
    for resident in only(rows, Resident):
        assert resident.birth_date is not None
        assert is_partial_date(resident.birth_date)
        least, greatest = age_on(resident.birth_date, SUNDAY)
        assert 16 <= least <= greatest <= 70


@pytest.mark.parametrize("today", [SUNDAY + timedelta(days=step) for step in range(8)] + [date(2028, 2, 29)])
def test_parents_come_before_children_in_one_space(today: date) -> None:
    seen: set[tuple[str, UUID]] = set()
    for row in demonstration_rows(SPACE, today):
        for field, parent in references(table_name(row)).items():
            target = getattr(row, field)
            assert target is None or (parent, target) in seen, (table_name(row), field)
        assert (table_name(row), row.id) not in seen
        seen.add((table_name(row), row.id))
        assert row.space_id == SPACE
    # these come of what people do, not of a register
    assert {name for name, _ in seen} == set(RECORD_TYPES) - OF_PEOPLE


@pytest.mark.parametrize("today", [SUNDAY + timedelta(days=step) for step in range(8)])
def test_nothing_is_written_in_the_future_or_before_its_resident(today: date) -> None:
    rows = demonstration_rows(SPACE, today)
    registered = {resident.id: resident.created_at for resident in only(rows, Resident)}
    staff = {member.id for member in only(rows, StaffMember)}
    morning = datetime.combine(today, time()).astimezone(UTC)
    for row in rows:
        assert row.created_at < morning
        assert row.created_by in staff
        resident_id = getattr(row, "resident_id", None)
        if resident_id and not isinstance(row, Encounter):
            assert row.created_at >= registered[resident_id] - timedelta(hours=2), table_name(row)
        for field in ("done_at", "arrived_at", "left_at", "delivered_at", "decided_at"):
            at = getattr(row, field, None)
            assert at is None or at < morning
        if isinstance(row, FollowUp) and row.done_at:
            assert row.done_at > registered[row.resident_id]


def test_every_code_is_in_its_list_and_every_text_fits(rows: list[SyncedRow]) -> None:
    for row in rows:
        for column in table_of(table_name(row)).columns:
            value = getattr(row, column.name)
            if name := column.info.get("codes"):
                codes = value if isinstance(value, list) else [] if value is None else [value]
                assert all(is_code(name, code) for code in codes), (table_name(row), column.name, value)
            if isinstance(value, str):
                assert not holds_identity_number(value)
                assert "'" not in value


def test_the_demonstration_is_alike_each_time(rows: list[SyncedRow]) -> None:
    again = demonstration_rows(SPACE, SUNDAY)
    assert [row.model_dump() for row in again] == [row.model_dump() for row in rows]
    other = demonstration_rows(SPACE, SUNDAY, seeded_ids("another", SUNDAY))
    assert len(other) == len(rows)
    assert not {row.id for row in other} & {row.id for row in rows}


def test_ids_are_of_version_seven_and_sort_as_they_are_made() -> None:
    new_id = seeded_ids("seed", SUNDAY)
    ids = [new_id() for _ in range(100)]
    assert ids == sorted(ids)
    assert {(one.version, one.variant) for one in ids} == {(7, "specified in RFC 4122")}


@pytest.mark.parametrize("today", [SUNDAY + timedelta(days=step) for step in range(8)])
def test_the_coming_week_has_its_three_workshops(today: date) -> None:
    rows = demonstration_rows(SPACE, today)
    workshops = {workshop.id: workshop for workshop in only(rows, Workshop)}
    expected = Counter(attendance.slot_id for attendance in only(rows, Attendance) if attendance.status == "expected")
    coming = sorted(
        (slot for slot in only(rows, Slot) if today <= slot.held_on < today + timedelta(days=7)),
        key=lambda slot: slot.held_on,
    )
    assert {
        (workshops[slot.workshop_id].title, slot.held_on.weekday(), slot.start_time, slot.end_time, expected[slot.id])
        for slot in coming
    } == {
        ("3h pour l’emploi", 1, "14:00", "17:00", 9),
        ("Rennes aux Fourneaux", 3, "09:30", "12:00", 6),
        ("Café des ambassadeurs", 4, "10:00", "11:30", 0),
    }
    assert all(workshops[slot.workshop_id].status == "planned" for slot in coming)


def test_one_past_roll_was_never_called_and_one_is_not_closed(rows: list[SyncedRow]) -> None:
    statuses = {workshop.id: workshop.status for workshop in only(rows, Workshop)}
    past = Counter(statuses[slot.workshop_id] for slot in only(rows, Slot) if slot.held_on < SUNDAY)
    assert past["planned"] == 1
    assert past["held"] == 1
    assert past["closed"] > 10


def test_a_roll_names_each_resident_once_and_after_their_registration(rows: list[SyncedRow]) -> None:
    slots = {slot.id: slot for slot in only(rows, Slot)}
    registered = {resident.id: resident.created_at.date() for resident in only(rows, Resident)}
    for attendance in only(rows, Attendance):
        assert attendance.id == attendance_id(attendance.slot_id, attendance.resident_id)
        held_on = slots[attendance.slot_id].held_on
        assert registered[attendance.resident_id] <= held_on
        assert (attendance.arrived_at is not None) == (attendance.status in ("present", "late", "left_early"))
        assert (attendance.left_at is not None) == (attendance.status == "left_early")
        assert not attendance.is_walk_in or attendance.arrived_at is not None
        if held_on >= SUNDAY:
            assert attendance.status in ("expected", "waiting")
            assert attendance.invited_by is None or attendance.status == "expected"


def test_two_wait_for_a_place_at_the_full_kitchen(rows: list[SyncedRow]) -> None:
    waiting = Counter(attendance.slot_id for attendance in only(rows, Attendance) if attendance.status == "waiting")
    kitchens = {workshop.id: workshop for workshop in only(rows, Workshop) if workshop.capacity == 6}
    full = [slot for slot in only(rows, Slot) if slot.workshop_id in kitchens and slot.held_on >= SUNDAY]
    assert {waiting[slot.id] for slot in full} == {2}
    assert set(waiting) == {slot.id for slot in full}


def test_the_caretaker_has_seven_people_to_call(rows: list[SyncedRow]) -> None:
    staff = {member.first_name: member for member in only(rows, StaffMember)}
    assert staff["Nadia"].role == "caretaker"
    week = SUNDAY + timedelta(days=7)
    mine = [
        row
        for row in only(rows, FollowUp)
        if row.assigned_to == staff["Nadia"].id and row.done_at is None and row.due_on <= week
    ]
    names = {resident.id: resident.first_name for resident in only(rows, Resident)}
    assert Counter((row.due_on > SUNDAY) - (row.due_on < SUNDAY) for row in mine) == {-1: 1, 0: 2, 1: 4}
    first = sorted(mine, key=lambda row: row.due_on)[:4]
    assert [names[row.resident_id] for row in first[:1]] == ["Karim"]
    assert {names[row.resident_id] for row in first[1:3]} == {"Sylvie", "Moussa"}
    assert names[first[3].resident_id] == "Anaïs"


def test_everybody_was_told_of_the_notice_and_asked_for_consent(rows: list[SyncedRow]) -> None:
    residents = {resident.id for resident in only(rows, Resident)}
    assert {delivery.resident_id for delivery in only(rows, NoticeDelivery)} == residents
    assert {consent.resident_id for consent in only(rows, Consent)} == residents
    assert {situation.resident_id for situation in only(rows, Situation)} == residents
    # an oral notice is confirmed within thirty days: none of them is overdue
    oral = [delivery for delivery in only(rows, NoticeDelivery) if delivery.mode == "oral"]
    assert oral
    assert all(delivery.delivered_at.date() > SUNDAY - timedelta(days=29) for delivery in oral)


def test_a_six_month_review_comes_six_months_after_a_meeting_at_the_earliest(rows: list[SyncedRow]) -> None:
    registered = {resident.id: resident.created_at.date() for resident in only(rows, Resident)}
    reviews = [row for row in only(rows, FollowUp) if row.purpose == "six_month_review"]
    assert len(reviews) > 4
    assert all(row.due_on >= registered[row.resident_id] + timedelta(days=183) for row in reviews)


def test_some_were_met_without_giving_a_name(rows: list[SyncedRow]) -> None:
    anonymous = [encounter for encounter in only(rows, Encounter) if encounter.resident_id is None]
    assert len(anonymous) == 16
    assert "registered" not in {encounter.outcome for encounter in anonymous}


def test_the_sheet_of_the_workshops_held_is_a_picture() -> None:
    picture = QImage.fromData(blank_sheet(), "PNG")  # type: ignore[call-overload]
    assert (picture.width(), picture.height()) == (420, 594)
    assert [picture.pixelColor(*place).value() for place in ((0, 0), (30, 72), (200, 90))] == [255, 150, 255]
