"""What a workshop must say before it is planned: a title, a place on the map, at least one slot with its times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from intake_app.domain.base import Day
from intake_app.domain.rules.form import form_problems, tidy_text
from intake_app.domain.rules.problem import FieldProblem
from intake_app.domain.rules.text import number_problems
from intake_app.domain.workshop import WorkshopFields

_TIME: Final = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d")
_TEXTS: Final = ("title", "place", "facilitators")


@dataclass(frozen=True, slots=True)
class SlotFields:
    """A half-day of a workshop: its day, its civil times (« 14:00 »), its id once it exists."""

    held_on: Day
    start_time: str
    end_time: str
    slot_id: UUID | None = None


def check_workshop(
    fields: WorkshopFields | Mapping[str, Any], slots: Sequence[SlotFields]
) -> tuple[dict[str, Any], list[SlotFields], list[FieldProblem]]:
    """The values and slots to save, tidied, and everything wrong with them: what is wrong with slot n is a problem of
    field `slots.n`.
    """
    given = fields.model_dump() if isinstance(fields, WorkshopFields) else dict(fields)
    values = {**given, **{name: tidy_text(given.get(name)) for name in _TEXTS}}
    tidy_slots = [replace(slot, start_time=_padded(slot.start_time), end_time=_padded(slot.end_time)) for slot in slots]
    values["title"] = values["title"] or ""
    problems = form_problems(WorkshopFields, "workshop", values)
    problems += number_problems({name: values[name] for name in _TEXTS})
    problems += _slot_problems(tidy_slots)
    return values, tidy_slots, problems


def _slot_problems(slots: Sequence[SlotFields]) -> Iterator[FieldProblem]:
    if not slots:
        yield FieldProblem("slots", "slot_missing")
    for place, slot in enumerate(slots):
        if not (_TIME.fullmatch(slot.start_time) and _TIME.fullmatch(slot.end_time)):
            yield FieldProblem(f"slots.{place}", "time_not_understood")
        elif slot.end_time <= slot.start_time:
            yield FieldProblem(f"slots.{place}", "slot_ends_before_start")


def _padded(time: str) -> str:
    """« 9:30 » as « 09:30 », so that times sort as text."""
    return time.strip().zfill(5)
