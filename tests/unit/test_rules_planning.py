"""What is worth a second look while a workshop is planned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from intake_app.domain.rules.planning import Caution, Elsewhere, Noticed, notice, people_named, place_named
from intake_app.domain.rules.workshop import SlotFields

TUESDAY, SUNDAY = date(2026, 11, 24), date(2026, 11, 22)
SLOT = SlotFields(TUESDAY, "14:00", "17:00")
NADIA = frozenset({"nadia m"})
ROOM = ("site", "salle 2")
OTHER = Elsewhere("Café", TUESDAY, "16:30", "18:00", NADIA, ROOM)


def cautions(
    *slots: SlotFields, people: frozenset[str] = NADIA, others: tuple[Elsewhere, ...] = (), holiday: str | None = None
) -> list[tuple[Caution, str]]:
    found = notice(slots, people, ROOM, others, lambda _day: holiday)
    return [(one.caution, one.words) for one in found]


def test_an_ordinary_half_day_raises_nothing() -> None:
    assert cautions(SLOT, replace(SLOT, start_time="13:00")) == []


def test_a_holiday_is_named_and_hides_a_sunday() -> None:
    assert cautions(replace(SLOT, held_on=SUNDAY)) == [(Caution.SUNDAY, "")]
    assert cautions(replace(SLOT, held_on=SUNDAY), holiday="Toussaint") == [(Caution.HOLIDAY, "Toussaint")]


def test_more_than_four_hours_is_said_and_four_are_not() -> None:
    assert cautions(replace(SLOT, start_time="12:59")) == [(Caution.LONG_SLOT, "")]


@pytest.mark.parametrize(
    "other, expected",
    [
        (OTHER, {Caution.FACILITATOR_TWICE, Caution.PLACE_TWICE}),
        (replace(OTHER, place=None), {Caution.FACILITATOR_TWICE}),
        (replace(OTHER, people=frozenset({"yann c"})), {Caution.PLACE_TWICE}),
        (replace(OTHER, start_time="17:00"), set()),
        (replace(OTHER, start_time="09:00", end_time="14:00"), set()),
        (replace(OTHER, held_on=SUNDAY), set()),
    ],
)
def test_nobody_and_no_room_is_in_two_workshops_at_once(other: Elsewhere, expected: set[Caution]) -> None:
    assert set(cautions(SLOT, others=(other,))) == {(one, "Café") for one in expected}


def test_two_workshops_that_say_no_place_are_not_in_the_same() -> None:
    assert place_named("", None) is None
    somewhere = replace(OTHER, place=None)
    assert notice([SLOT], frozenset(), None, [somewhere], lambda _day: None) == []


def test_a_caution_is_said_once_a_day() -> None:
    morning = replace(SLOT, start_time="08:00", end_time="10:00")
    found = notice([morning, SLOT], NADIA, None, [], lambda _day: "Noël")
    assert found == [Noticed(Caution.HOLIDAY, TUESDAY, "Noël")]


def test_people_are_told_apart_from_the_partners_that_send_them() -> None:
    assert people_named("Nadia M. et WeKer, Yann C.", {"weker"}) == {"nadia m", "yann c"}
    assert people_named("NADIA M. & Yann C.") == {"nadia m", "yann c"}
    assert people_named(None) == frozenset()
