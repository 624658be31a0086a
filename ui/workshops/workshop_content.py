"""What the form of a workshop holds: texts and codes as they are typed, and their way to and from the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from intake_app.domain.day_reading import read_day, read_time
from intake_app.domain.errors import KnownError
from intake_app.domain.rules.repetition import MOST, Repetition
from intake_app.domain.rules.workshop import SlotFields, check_workshop
from intake_app.domain.usual_times import times_of_half_day
from intake_app.services.days import half_day_of
from intake_app.services.workshop_lists import WorkshopFile

TEXTS: Final = ("title", "place", "facilitators", "capacity")
REFERENCES: Final = ("action_id", "site_id", "neighbourhood_id")
LANGUAGE: Final = "language"
IS_OPEN: Final = "is_open"
YES: Final = "yes"
TEMPLATE: Final = "template"
EVERY: Final = "every_weeks"
TIMES: Final = "times_over"
FLIPPED: Final = "flipped"
"""Days, as ISO texts, that are planned though they are holidays, or left out though they are none."""
MIN_TIMES: Final = 2
_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class SlotText:
    """A slot as it is typed: its day (ISO once understood), its times (`14:00` once understood)."""

    day: str = ""
    start: str = ""
    end: str = ""
    slot_id: str = ""

    @property
    def half_day(self) -> str:
        """The half-day in which the slot starts; "" while its start is not understood."""
        start = _time(self.start)
        return half_day_of(start) if start else ""

    def on_half_day(self, half_day: str) -> SlotText:
        """The same day at the usual times of a half-day."""
        start, end = times_of_half_day(half_day)
        return replace(self, start=start, end=end)

    def a_week_later(self) -> SlotText:
        """Another slot at the same times, a week later."""
        try:
            day = (date.fromisoformat(self.day) + _WEEK).isoformat()
        except ValueError:
            day = ""
        return SlotText(day, self.start, self.end)


@dataclass(frozen=True, slots=True)
class WorkshopText:
    """All that is typed. `fields` holds every name of TEXTS and REFERENCES, LANGUAGE and IS_OPEN; and of a new workshop
    the TEMPLATE it is after, and how it is repeated: EVERY so many weeks, so many TIMES, with FLIPPED days.
    """

    fields: Mapping[str, str] = field(
        default_factory=lambda: {
            **dict.fromkeys((*TEXTS, *REFERENCES, IS_OPEN, TEMPLATE, EVERY, TIMES, FLIPPED), ""),
            LANGUAGE: "fr",
        }
    )
    slots: tuple[SlotText, ...] = (SlotText(),)

    def with_fields(self, **fields: str) -> WorkshopText:
        """The same with these fields changed."""
        return replace(self, fields={**self.fields, **fields})

    @property
    def repetition(self) -> Repetition | None:
        """How it is repeated; None for a single workshop, or as long as it is not understood."""
        every, times = (self.fields[name].strip() for name in (EVERY, TIMES))
        if not (every.isdecimal() and times.isdecimal() and MIN_TIMES <= int(times) <= MOST):
            return None
        return Repetition(int(every), int(times), self._flipped())

    def _flipped(self) -> frozenset[date]:
        return frozenset(date.fromisoformat(day) for day in self.fields[FLIPPED].split())

    def with_flipped(self, day: date) -> WorkshopText:
        """The same with this day planned if it was left out, and left out if it was planned."""
        return self.with_fields(flipped=" ".join(sorted(one.isoformat() for one in self._flipped() ^ {day})))

    def with_half_day(self, place: int, half_day: str) -> WorkshopText:
        """The slot at this place on the usual times of a half-day."""
        slots = self.slots
        return replace(self, slots=(*slots[:place], slots[place].on_half_day(half_day), *slots[place + 1 :]))

    def with_another_slot(self) -> WorkshopText:
        """One more, at the times of the last one, a week later."""
        return replace(self, slots=(*self.slots, self.slots[-1].a_week_later()))

    def without_slot(self, place: int) -> WorkshopText:
        """A slot less; one always remains."""
        kept = (*self.slots[:place], *self.slots[place + 1 :])
        return replace(self, slots=kept or self.slots)

    def to_draft(self) -> dict[str, Any]:
        """What a draft keeps."""
        return {**self.fields, "slots": [asdict(slot) for slot in self.slots]}


def from_draft(values: Mapping[str, Any]) -> WorkshopText:
    """What a draft kept."""
    blank = WorkshopText()
    slots = tuple(SlotText(**slot) for slot in values.get("slots", ()))
    return WorkshopText(
        {name: str(values.get(name) or kept) for name, kept in blank.fields.items()}, slots or blank.slots
    )


def from_file(file: WorkshopFile) -> WorkshopText:
    """The form as a workshop fills it in."""
    fields = {name: str(getattr(file.fields, name) or "") for name in (*TEXTS, *REFERENCES, LANGUAGE)}
    slots = (SlotText(s.held_on.isoformat(), s.start_time, s.end_time, str(s.slot_id or "")) for s in file.slots)
    return WorkshopText({**WorkshopText().fields, **fields, IS_OPEN: YES if file.fields.is_open else ""}, tuple(slots))


def checked(text: WorkshopText, today: date) -> tuple[dict[str, Any], list[SlotFields], dict[str, str]]:
    """The fields and slots to save, and what is wrong: field → key of errors.json, `slots.0.day` for the first day."""
    slots, problems = [], dict[str, str]()
    for place, slot in enumerate(text.slots):
        found, wrong = _slot(slot, today)
        problems |= {f"slots.{place}.{name}": key for name, key in wrong.items()}
        if found is not None:
            slots.append(found)
    fields = _fields(text.fields)
    if text.fields[EVERY] and text.repetition is None:
        problems[TIMES] = "number_out_of_range"
    _, _, refused = check_workshop(fields, slots)
    problems |= {problem.field: problem.key for problem in reversed(refused) if problem.field != "slots"}
    return fields, slots, problems


def understood(text: WorkshopText, today: date) -> tuple[dict[str, Any], list[SlotFields]]:
    """The fields, and those slots that are understood already: what can be thought about while one types."""
    found = (_slot(slot, today)[0] for slot in text.slots)
    return _fields(text.fields), [slot for slot in found if slot is not None]


def _slot(slot: SlotText, today: date) -> tuple[SlotFields | None, dict[str, str]]:
    wrong: dict[str, str] = {}
    read: dict[str, Any] = {}
    for name, reading in (("day", lambda typed: read_day(typed, today)), ("start", read_time), ("end", read_time)):
        try:
            read[name] = reading(getattr(slot, name))
        except KnownError as refusal:
            wrong[name] = refusal.key
        else:
            if read[name] is None:
                wrong[name] = "field_missing"
    if wrong:
        return None, wrong
    if read["end"] <= read["start"]:
        return None, {"end": "slot_ends_before_start"}
    return SlotFields(read["day"], read["start"], read["end"], UUID(slot.slot_id) if slot.slot_id else None), {}


def _fields(typed: Mapping[str, str]) -> dict[str, Any]:
    fields: dict[str, Any] = {name: typed[name].strip() or None for name in TEXTS}
    fields |= {name: UUID(typed[name]) if typed[name] else None for name in REFERENCES}
    capacity = fields["capacity"]
    if capacity is not None and capacity.isdecimal():
        fields["capacity"] = int(capacity)
    return {
        **fields,
        "title": fields["title"] or "",
        LANGUAGE: typed[LANGUAGE] or None,
        IS_OPEN: typed[IS_OPEN] == YES,
    }


def is_time(typed: str) -> bool:
    """Whether this is a time of day as it is kept, `14:00`."""
    return typed != "" and _time(typed) == typed


def canonical_time(typed: str) -> str:
    """The time as it is kept, `14:00`; what was typed when it is not understood."""
    return _time(typed) or typed


def _time(typed: str) -> str | None:
    try:
        return read_time(typed)
    except KnownError:
        return None
