"""What a template fills in: an action, its title, times, places, and how it is repeated.

Only what is empty, or was filled in by the template before, is filled in: nothing that somebody typed is overwritten.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from intake_app.domain.names import fold
from intake_app.domain.reference import ReferenceEntry, entry, is_code
from ui import formats
from ui.workshops.workshop_content import EVERY, IS_OPEN, TEMPLATE, TIMES, YES, SlotText, WorkshopText
from ui.workshops.workshop_opening import Opening, action_title

_LIST = "workshop_template"


def follow_template(opening: Opening, before: WorkshopText, now: WorkshopText) -> WorkshopText:
    """The content with what the template chosen since `before` fills in; and with the second half-day of a day on the
    day of the first.
    """
    chosen = _found(now)
    if now.fields[TEMPLATE] != before.fields[TEMPLATE]:
        former = _found(before)
        given, replaced = _fields(opening, chosen), _fields(opening, former)
        filled = {name: text for name, text in given.items() if now.fields[name] in ("", replaced[name])}
        now = replace(now.with_fields(**filled), slots=_slots(now.slots, former, chosen))
    if chosen is not None and "second_times" in chosen.mapping and len(now.slots) > 1:
        first, second, *others = now.slots
        if second.day in ("", before.slots[0].day):
            now = replace(now, slots=(first, replace(second, day=first.day), *others))
    return now


def _found(text: WorkshopText) -> ReferenceEntry | None:
    code = text.fields[TEMPLATE]
    return entry(_LIST, code) if code and is_code(_LIST, code) else None


def _fields(opening: Opening, template: ReferenceEntry | None) -> dict[str, str]:
    """What the template says of each field it fills; "" where it says nothing."""
    if template is None:
        return dict.fromkeys(("action_id", "title", "capacity", IS_OPEN, EVERY, TIMES), "")
    says = template.mapping
    wanted = fold(says["action"])
    action = next((one for one in opening.actions if fold(one.title_fr) == wanted), None)
    return {
        "action_id": str(action.id) if action else "",
        # the action, where it is known here, has the exact title that papers must show
        "title": action_title(action) if action else template.label(formats.language()),
        "capacity": _text(says["capacity"]),
        IS_OPEN: YES if says["is_open"] else "",
        EVERY: _text(says.get("every_weeks")),
        TIMES: _text(says.get("times_over")),
    }


def _slots(
    slots: tuple[SlotText, ...], former: ReferenceEntry | None, chosen: ReferenceEntry | None
) -> tuple[SlotText, ...]:
    """The half-days at the times of the template, with a second one the same day where it has one."""
    left, wanted = _times(former), _times(chosen)
    untouched = [
        slot for place, slot in enumerate(slots) if (slot.start, slot.end) in (("", ""), *left[place : place + 1])
    ]
    if not wanted or len(untouched) < len(slots):
        return slots
    kept = slots[: len(wanted)]
    added = [SlotText(slots[0].day)] * (len(wanted) - len(kept))
    timed = zip((*kept, *added), wanted, strict=True)
    others = () if len(slots) == len(left) else slots[len(wanted) :]
    return (*(replace(slot, start=start, end=end) for slot, (start, end) in timed), *others)


def _times(template: ReferenceEntry | None) -> list[tuple[str, str]]:
    if template is None:
        return []
    given = (template.mapping.get(name) for name in ("times", "second_times"))
    return [(times[0], times[1]) for times in given if times]


def _text(value: Any) -> str:
    return "" if value is None else str(value)
