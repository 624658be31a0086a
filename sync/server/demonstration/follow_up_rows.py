"""The rows of the follow-ups: done, late, for today, to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from intake_app.domain.attendance import Attendance
from intake_app.domain.follow_up import FollowUp
from intake_app.domain.notice import NoticeDelivery
from intake_app.domain.public_holidays import Calendar
from intake_app.domain.rules.due import due_day
from intake_app.domain.working_days import working_day
from intake_app.domain.workshop import Slot, Workshop
from sync.server.demonstration.resident_rows import Registered
from sync.server.demonstration.scribe import Scribe, moment_of

# (resident, assigned to, days from today, note): asked for by hand, on any day
_TO_DO: Final[tuple[tuple[int, str, int, str | None], ...]] = (
    (2, "nadia", 0, "CAP gardien d’immeubles : dossier à retirer"),
    (3, "nadia", 0, "Orientation vers WeKer, sans réponse"),
    (20, "nadia", 3, None),
    (1, "nadia", 5, None),
    (10, "nadia", 12, None),
    (27, "yann", -1, "Veut revoir son projet avec Claire"),
    (31, "yann", 0, None),
    (38, "yann", 2, None),
    (53, "holly", -3, None),
)
# (resident, done by, days ago, medium, result, note)
_DONE: Final[tuple[tuple[int, str, int, str, str, str | None], ...]] = (
    (0, "nadia", 4, "phone", "reached", "Dossier à compléter, rendez-vous à la boutique de gestion"),
    (0, "claire", 17, "email", "done", "Bon accueil, le partenaire suit le projet"),
    (1, "nadia", 11, "lobby", "reached", None),
    (2, "nadia", 15, "sms", "done", None),
    (14, "nadia", 30, "phone", "message_left", None),
    (26, "yann", 27, "messaging", "done", None),
    (29, "yann", 9, "phone", "wrong_number", None),
    (54, "holly", 12, "phone", "reached", "Will bring her CV on Wednesday"),
)
_ASKED_BEFORE: Final = 10
"""How many days before it fell due a follow-up was planned."""


_NEW: Final = 20
"""How many days after the registration people are still called for the first time."""
_LATE: Final = -3
"""What fell due by then was done."""


def write_follow_ups(scribe: Scribe, residents: Sequence[Registered]) -> None:
    """Write what was done and what remains to do. A resident is always registered before their follow-up is planned."""
    for place, assigned_to, distance, note in _TO_DO:
        planned_on = max(scribe.day(min(distance, 0) - _ASKED_BEFORE), residents[place].registered_on)
        _write(scribe, residents[place], assigned_to, "call_back", planned_on, scribe.day(distance), note=note)
    for place, done_by, days_ago, medium, result, note in _DONE:
        day = working_day(scribe.day(-days_ago), calendar_of(residents[place]))
        planned_on = max(scribe.day(-days_ago - _ASKED_BEFORE), residents[place].registered_on)
        said = {"medium": medium, "result": result, "note": note}
        _write(scribe, residents[place], done_by, "call_back", planned_on, day, is_done=True, **said)
    _write_first_calls(scribe, residents)
    _write_absences(scribe, {resident.id: resident for resident in residents})


def _write_first_calls(scribe: Scribe, residents: Sequence[Registered]) -> None:
    """Whoever was registered lately is called within a week, and given the notice that they only heard."""
    oral = {row.resident_id for row in scribe.rows if isinstance(row, NoticeDelivery) and row.mode == "oral"}
    for resident in residents:
        on = resident.registered_on
        if scribe.days_since(on) < _NEW:
            due_on = due_day("first_contact", on, calendar_of(resident))
            is_done = due_on < scribe.today
            _write(scribe, resident, resident.met_by, "first_contact", on, due_on, is_done=is_done)
        if resident.id in oral:
            due_on = due_day("notice_to_confirm", on, calendar_of(resident))
            _write(scribe, resident, resident.met_by, "notice_to_confirm", on, due_on)


def _write_absences(scribe: Scribe, residents: Mapping[UUID, Registered]) -> None:
    """Whoever missed a workshop of the last weeks whose roll is closed was called, or is to be."""
    closed = {row.id for row in scribe.rows if isinstance(row, Workshop) and row.status == "closed"}
    slots = {row.id: row for row in scribe.rows if isinstance(row, Slot) and row.workshop_id in closed}
    for row in [row for row in scribe.rows if isinstance(row, Attendance) and row.status == "absent_unexcused"]:
        slot = slots.get(row.slot_id)
        if slot is None or scribe.days_since(slot.held_on) > _MISSED_LATELY:
            continue
        resident = residents[row.resident_id]
        due_on = due_day("missed_workshop", slot.held_on, calendar_of(resident))
        is_done = due_on <= scribe.day(_LATE)
        _write(scribe, resident, resident.met_by, "missed_workshop", slot.held_on, due_on, is_done=is_done)


_MISSED_LATELY: Final = 42


def calendar_of(resident: Registered) -> Calendar:
    """The holidays of where somebody lives."""
    return Calendar.ENGLAND if resident.neighbourhood == "harbour_rise" else Calendar.FRANCE


def _write(
    scribe: Scribe,
    resident: Registered,
    assigned_to: str,
    purpose: str,
    planned_on: date,
    due_on: date,
    *,
    is_done: bool = False,
    **said: Any,
) -> None:
    done = {"medium": "phone", "result": "reached", **said, "done_at": moment_of(due_on, "16:20")} if is_done else said
    scribe.write(
        FollowUp, assigned_to, planned_on, "11:00", resident_id=resident.id, assigned_to=scribe.staff[assigned_to],
        purpose=purpose, due_on=due_on, **done,
    )  # fmt: skip
