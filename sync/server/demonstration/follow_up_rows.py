"""The rows of the follow-ups: done, late, for today, to come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from intake_app.domain.follow_up import FollowUp
from sync.server.demonstration.resident_rows import Registered
from sync.server.demonstration.scribe import Scribe, moment_of
from sync.server.demonstration.workshop_rows import TUESDAY, next_weekday

# (resident, assigned to, days from today, purpose, note); None stands for the Tuesday after today
_TO_DO: Final[tuple[tuple[int, str, int | None, str, str | None], ...]] = (
    (0, "nadia", -4, "six_month_review", None),
    (2, "nadia", 0, "call_back", "CAP gardien d’immeubles : dossier à retirer"),
    (3, "nadia", 0, "referral_check", "Orientation vers WeKer, sans réponse"),
    (4, "nadia", None, "exit_survey", None),
    (20, "nadia", 3, "no_news", None),
    (1, "nadia", 5, "call_back", None),
    (9, "nadia", 6, "entry_survey", None),
    (10, "nadia", 12, "call_back", None),
    (8, "nadia", 16, "notice_to_confirm", None),
    (22, "yann", -9, "missed_workshop", None),
    (27, "yann", -1, "referral_check", "Rendez-vous proposé à la boutique de gestion"),
    (31, "yann", 0, "call_back", None),
    (38, "yann", 2, "call_back", None),
    (41, "yann", 17, "notice_to_confirm", None),
    (44, "yann", 15, "six_month_review", None),
    (6, "claire", -2, "exit_survey", None),
    (11, "claire", 0, "six_month_review", None),
    (24, "claire", 4, "exit_situation", None),
    (28, "claire", 20, "six_month_review", None),
    (53, "holly", -3, "call_back", None),
    (55, "holly", 1, "exit_survey", None),
)
# (resident, done by, days ago, purpose, medium, result, note)
_DONE: Final[tuple[tuple[int, str, int, str, str, str, str | None], ...]] = (
    (0, "nadia", 4, "call_back", "phone", "reached", "Dossier à compléter, rendez-vous à la boutique de gestion"),
    (0, "claire", 18, "referral_check", "email", "done", "Bon accueil, le partenaire suit le projet"),
    (1, "nadia", 11, "call_back", "lobby", "reached", None),
    (2, "nadia", 15, "workshop_reminder", "sms", "done", None),
    (3, "nadia", 8, "referral_check", "phone", "no_answer", None),
    (5, "nadia", 21, "missed_workshop", "doorstep", "reached", "Horaires de travail changés, viendra le mardi"),
    (14, "nadia", 30, "call_back", "phone", "message_left", None),
    (23, "yann", 13, "missed_workshop", "phone", "reached", None),
    (26, "yann", 27, "call_back", "messaging", "done", None),
    (29, "yann", 9, "call_back", "phone", "wrong_number", None),
    (41, "yann", 6, "first_contact", "home_visit", "reached", None),
    (54, "holly", 12, "call_back", "phone", "reached", "Will bring her CV on Wednesday"),
)
_ASKED_BEFORE: Final = 10
"""How many days before it fell due a follow-up was planned."""


def write_follow_ups(scribe: Scribe, residents: Sequence[Registered]) -> None:
    """Write what was done and what remains to do. A resident is always registered before their follow-up is planned."""
    for place, assigned_to, distance, purpose, note in _TO_DO:
        due_on = next_weekday(scribe.day(1), TUESDAY) if distance is None else scribe.day(distance)
        planned_on = max(scribe.day(min(distance or 0, 0) - _ASKED_BEFORE), residents[place].registered_on)
        values: dict[str, Any] = {
            "purpose": purpose,
            "due_on": due_on,
            "note": note,
            "assigned_to": scribe.staff[assigned_to],
        }
        scribe.write(FollowUp, assigned_to, planned_on, "11:00", resident_id=residents[place].id, **values)
    for place, done_by, days_ago, purpose, medium, result, note in _DONE:
        done_on = scribe.day(-days_ago)
        planned_on = max(scribe.day(-days_ago - _ASKED_BEFORE), residents[place].registered_on)
        values = {"purpose": purpose, "medium": medium, "result": result, "note": note, "due_on": done_on}
        scribe.write(
            FollowUp,
            done_by,
            planned_on,
            "11:00",
            resident_id=residents[place].id,
            assigned_to=scribe.staff[done_by],
            done_at=moment_of(done_on, "16:20"),
            **values,
        )
