"""Whether somebody is "invisible" to the services, under the programme's definition and under the French one.

INCREASE: not registered with the job centre. O2R (Labour Code L.5316-1, order of 26 June 2024): not registered, or no
regular contact for five months with a service that follows them. Both are computed from dated facts, never stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from intake_app.domain.base import Day
from intake_app.domain.rules.months import months_later
from intake_app.domain.rules.problem import FieldProblem

SILENT_MONTHS: Final = 5
NO, YES = "0", "1"


class Reason(StrEnum):
    """What the answer rests on."""

    NOT_REGISTERED = "not_registered"
    NEVER_IN_CONTACT = "never_in_contact"
    SILENT = "silent"
    IN_CONTACT = "in_contact"
    REGISTERED = "registered"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Invisibility:
    """True, False, or None where the facts do not tell."""

    by_increase: bool | None
    increase_reason: Reason
    by_o2r: bool | None
    o2r_reason: Reason


def invisibility(facts: Mapping[str, Any], today: Day) -> Invisibility:
    """What follows from the latest facts (the fields of `Visibility`) on a day."""
    registered = facts.get("is_registered")
    if registered == NO:
        return Invisibility(True, Reason.NOT_REGISTERED, True, Reason.NOT_REGISTERED)
    increase, reason = (False, Reason.REGISTERED) if registered == YES else (None, Reason.NOT_KNOWN)
    silent, why = _silence(facts, today)
    # whoever is silent is invisible even where it is not known whether they are registered
    o2r = silent if silent or registered == YES else None
    return Invisibility(increase, reason, o2r, why if o2r is not None else Reason.NOT_KNOWN)


def _silence(facts: Mapping[str, Any], today: Day) -> tuple[bool | None, Reason]:
    """Whether no service has been in touch for five months; None when nobody knows."""
    if facts.get("last_contact") == "never":
        return True, Reason.NEVER_IN_CONTACT
    last_on = facts.get("last_contact_on")
    if last_on is None:
        return None, Reason.NOT_KNOWN
    # five months to the day are still regular contact
    is_silent = last_on < months_later(today, -SILENT_MONTHS)
    return is_silent, Reason.SILENT if is_silent else Reason.IN_CONTACT


def visibility_problems(facts: Mapping[str, Any], today: Day) -> list[FieldProblem]:
    """What cannot be: a reason for not being registered beside a registration (V10), a contact to come."""
    problems = []
    if facts.get("is_registered") != NO and facts.get("lack_reason"):
        problems.append(FieldProblem("lack_reason", "reason_without_lack"))
    if facts.get("is_registered") != YES and facts.get("category"):
        problems.append(FieldProblem("category", "category_without_registration"))
    if (facts.get("last_contact") == "known") != (facts.get("last_contact_on") is not None):
        problems.append(FieldProblem("last_contact_on", "contact_day_missing"))
    if facts.get("last_contact_on") and facts["last_contact_on"] > today:
        problems.append(FieldProblem("last_contact_on", "day_to_come"))
    return problems
