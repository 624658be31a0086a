"""The rows of the workshops around the day: rolls called, one forgotten, those to come with the people expected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from intake_app.domain.attendance import Attendance, attendance_id
from intake_app.domain.workshop import Slot, Workshop
from sync.server.demonstration import places
from sync.server.demonstration.neighbourhood_rows import PlaceIds
from sync.server.demonstration.resident_rows import Registered
from sync.server.demonstration.scribe import Scribe, moment_of
from sync.server.demonstration.stays import Stay

TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = 1, 2, 3, 4
_ALL_STEPS: Final = ["cv_reviewed", "job_centre_account", "supplier_offers", "next_meeting"]
_CAME: Final = (
    "present",
    "present",
    "present",
    "late",
    "present",
    "absent_unexcused",
    "present",
    "left_early",
    "absent_excused",
)
_TOLD: Final = (("phone", "yes"), ("sms", "none"), ("in_person", "yes"), ("letter", "none"), (None, None))
"""How people were told of a workshop to come, and what they answered."""
NOTICE_DAYS: Final = 14
"""How long before its first slot a workshop was planned."""


@dataclass(frozen=True, slots=True)
class Series:
    """What is alike in a workshop held again and again."""

    action: str
    site: str
    weekday: int
    start_time: str
    end_time: str
    half_day: str
    facilitators: str
    organiser: str
    is_open: bool = False
    capacity: int | None = 12
    steps: Sequence[str] = field(default=())


THREE_HOURS: Final = Series(
    "three_hours", "gros_chene", TUESDAY, "14:00", "17:00", "afternoon", "Nadia M. et WeKer", "nadia", steps=_ALL_STEPS
)
KITCHEN: Final = Series("kitchen", "kitchen", THURSDAY, "09:30", "12:00", "morning", "Yann C.", "yann", capacity=6)
COFFEE: Final = Series(
    "coffee", "community_house", FRIDAY, "10:00", "11:30", "morning", "Yann C.", "yann", is_open=True
)
CV_MORNING: Final = Series("cv_morning", "community_room", WEDNESDAY, "10:00", "12:30", "morning", "Holly W.", "holly")

# on another day than the course itself
TASTER: Final = replace(KITCHEN, weekday=WEDNESDAY)
FIRST_OF: Final = {"maurepas": THREE_HOURS, "villejean": TASTER, "le_blosne": COFFEE, "harbour_rise": CV_MORNING}
"""Neighbourhood → what people there come to first."""

# people, by their place among the residents: the first nine of Maurepas without Fatou Diallo, who comes unannounced
_THREE_HOURS_NEXT: Final = (0, 1, 2, 3, 4, 5, 7, 8, 9)
_KITCHEN_NEXT: Final = (0, 22, 24, 27, 30, 32)
_KITCHEN_WAITING: Final = (33, 35)
_KITCHEN_FIRST: Final = (0, 8, 22, 23, 24, 26, 28)


def next_weekday(today: date, weekday: int) -> date:
    """The first day from today on that is this weekday (Monday is 0)."""
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def write_first_workshops(scribe: Scribe, ids: PlaceIds, residents: Sequence[Registered]) -> dict[UUID, date]:
    """Every four weeks, in each neighbourhood, a workshop for whoever was met since the last; who came first on which
    day, by resident.
    """
    firsts: dict[UUID, date] = {}
    for area, series in FIRST_OF.items():
        for weeks in range(-44, -7, 4):
            held_on = next_weekday(scribe.today, series.weekday) + timedelta(weeks=weeks)
            new = [
                one
                for one in residents
                if one.neighbourhood == area and one.id not in firsts and one.registered_on < held_on
            ]
            if new:
                _write(scribe, ids, series, [weeks], new, "closed", write_one=_welcome)
                firsts |= dict.fromkeys((one.id for one in new), held_on)
    return firsts


def write_workshops(scribe: Scribe, ids: PlaceIds, residents: Sequence[Registered], stays: Sequence[Stay]) -> None:
    """Write the past workshops with their rolls, and those of the coming weeks with the people expected."""
    _Planner(scribe, ids, residents, stays).write()


class _Planner:
    """Puts on each roll those who are around on its day."""

    def __init__(self, scribe: Scribe, ids: PlaceIds, residents: Sequence[Registered], stays: Sequence[Stay]) -> None:
        self._scribe, self._ids, self._residents = scribe, ids, residents
        self._stays: dict[UUID, list[Stay]] = {}
        for stay in stays:
            self._stays.setdefault(stay.resident.id, []).append(stay)

    def write(self) -> None:
        """Write them all."""
        for weeks in range(1, 7):
            self._roll(THREE_HOURS, [-weeks], range(weeks, weeks + 14, 2), "held" if weeks == 1 else "closed")
        self._roll(KITCHEN, range(-12, -4), _KITCHEN_FIRST)
        # the roll of last Thursday was never called: it waits among the workshops to complete
        self._roll(KITCHEN, [-1], _KITCHEN_NEXT, "planned")
        self._roll(COFFEE, [-1], range(38, 45))
        self._roll(COFFEE, [-3], range(40, 50, 2))
        self._roll(CV_MORNING, [-1], range(52, 58))
        for series, week, expected in (
            (THREE_HOURS, 0, _THREE_HOURS_NEXT),
            (KITCHEN, 0, _KITCHEN_NEXT),
            (COFFEE, 0, ()),
            (THREE_HOURS, 1, (11, 13, 15)),
            (KITCHEN, 1, _KITCHEN_NEXT),
            (CV_MORNING, 2, (53, 54, 55, 59)),
        ):
            self._roll(series, [week], expected, "planned", _KITCHEN_WAITING if series is KITCHEN else ())

    def _roll(
        self,
        series: Series,
        weeks: Sequence[int],
        places_among: Sequence[int],
        status: str = "closed",
        waiting: Sequence[int] = (),
    ) -> None:
        people, others = ([self._residents[place] for place in among] for among in (places_among, waiting))
        _write(self._scribe, self._ids, series, weeks, people, status, others, is_around=self._is_around)

    def _is_around(self, person: Registered, day: date) -> bool:
        return person.registered_on < day and all(stay.is_around(day) for stay in self._stays.get(person.id, ()))


def _write(
    scribe: Scribe,
    ids: PlaceIds,
    series: Series,
    weeks: Sequence[int],
    people: Sequence[Registered],
    status: str,
    waiting: Sequence[Registered] = (),
    *,
    is_around: Callable[[Registered, date], bool] = lambda person, day: person.registered_on < day,
    write_one: _Writer | None = None,
) -> None:
    first = next_weekday(scribe.today, series.weekday)
    days = [first + timedelta(weeks=week) for week in weeks]
    planned_on = days[0] - timedelta(days=NOTICE_DAYS)
    action = places.ACTIONS[series.action]
    site = places.SITES[series.site]
    is_english = site["neighbourhood"] == "harbour_rise"
    workshop = scribe.write(
        Workshop,
        series.organiser,
        planned_on,
        title=action["title_en" if is_english else "title_fr"],
        action_id=ids.actions[series.action],
        site_id=ids.sites[series.site],
        neighbourhood_id=ids.neighbourhoods[site["neighbourhood"]],
        place=site["name"],
        facilitators=series.facilitators,
        capacity=None if series.is_open else series.capacity,
        is_open=series.is_open,
        language="en" if is_english else "fr",
        status=status,
        checklist=list(series.steps) if status == "closed" else [],
    )
    times: dict[str, Any] = {"start_time": series.start_time, "end_time": series.end_time, "half_day": series.half_day}
    for held_on in days:
        slot = scribe.write(Slot, series.organiser, planned_on, workshop_id=workshop.id, held_on=held_on, **times)
        called = write_one or (_expect if status == "planned" else _call)
        for among, writer in ((people, called), (waiting, _wait)):
            _write_roll(scribe, series, slot, [one for one in among if is_around(one, held_on)], writer)


_Writer = Callable[[Scribe, Series, Slot, Registered, int], None]


def _write_roll(scribe: Scribe, series: Series, slot: Slot, people: Sequence[Registered], write_one: _Writer) -> None:
    for number, person in enumerate(people):
        write_one(scribe, series, slot, person, number)


def _expect(scribe: Scribe, series: Series, slot: Slot, person: Registered, number: int) -> None:
    means, answer = _TOLD[number % len(_TOLD)]
    told: dict[str, Any] = {"invited_by": means, "answer": answer}
    if means is not None:
        told_on = min(max(slot.held_on - timedelta(days=6), person.registered_on), scribe.day(-1))
        told |= {"inviter_id": scribe.staff[series.organiser], "invited_at": moment_of(told_on, "10:30")}
    _put(scribe, series, slot, person, status="expected", **told)


def _wait(scribe: Scribe, series: Series, slot: Slot, person: Registered, _number: int) -> None:
    _put(scribe, series, slot, person, status="waiting", is_without_place=True)


def _put(scribe: Scribe, series: Series, slot: Slot, person: Registered, **values: Any) -> None:
    invited_on = max(slot.held_on - timedelta(days=7), person.registered_on)
    key = attendance_id(slot.id, person.id)
    scribe.write(Attendance, series.organiser, invited_on, id=key, slot_id=slot.id, resident_id=person.id, **values)


def _welcome(scribe: Scribe, series: Series, slot: Slot, person: Registered, number: int) -> None:
    """Whoever comes for the first time is there."""
    _mark(scribe, series, slot, person, number, ("present", "present", "late")[number % 3])


def _call(scribe: Scribe, series: Series, slot: Slot, person: Registered, number: int) -> None:
    # a pattern that differs from one slot to the next, so that nobody is always absent
    _mark(scribe, series, slot, person, number, _CAME[(number + slot.held_on.toordinal()) % len(_CAME)])


def _mark(scribe: Scribe, series: Series, slot: Slot, person: Registered, number: int, status: str) -> None:
    has_come = status in ("present", "late", "left_early")
    minutes = 25 if status == "late" else 2 + 3 * number % 11
    scribe.write(
        Attendance,
        series.organiser,
        slot.held_on,
        series.start_time,
        id=attendance_id(slot.id, person.id),
        slot_id=slot.id,
        resident_id=person.id,
        status=status,
        is_walk_in=has_come and (series.is_open or number % 7 == 6),
        arrived_at=moment_of(slot.held_on, series.start_time, minutes) if has_come else None,
        left_at=moment_of(slot.held_on, series.end_time, -40) if status == "left_early" else None,
    )
