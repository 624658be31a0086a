"""The steps of a micro-enterprise, in their order."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Final

from intake_app.domain.base import Day
from intake_app.domain.project import MicroEnterpriseFields
from intake_app.domain.rules.form import form_problems, tidy_text
from intake_app.domain.rules.official_numbers import bare_number, is_plausible_registration
from intake_app.domain.rules.problem import FieldProblem

STEPS: Final = ("idea_on", "feasibility_on", "test_on", "created_on", "accounts_help_on", "trading_checked_on")
"""Idea, feasibility, test, creation, help with the accounts, still trading."""
_ORDERED: Final = ("idea_on", "feasibility_on", "test_on", "created_on", "trading_checked_on")


def check_micro_enterprise(fields: Mapping[str, Any], today: Day) -> tuple[dict[str, Any], list[FieldProblem]]:
    """The values to save, tidied, and everything wrong with them: days to come, steps out of order, trading seen
    before anything was created, a number whose key is wrong.
    """
    values = {**fields}
    values |= {name: tidy_text(fields.get(name)) for name in ("trade", "registration_number")}
    values["trade"] = values["trade"] or ""
    number = values["registration_number"] = bare_number(values["registration_number"] or "") or None
    problems = form_problems(MicroEnterpriseFields, "micro_enterprise", values)
    days = [(name, values[name]) for name in (*STEPS, "closed_on") if values.get(name)]
    if number and not is_plausible_registration(number):
        problems.append(FieldProblem("registration_number", "registration_number_wrong"))
    problems += [FieldProblem(name, "day_to_come") for name, day in days if day > today]
    known = [(name, values[name]) for name in _ORDERED if values.get(name)]
    problems += [
        FieldProblem(later, "step_before_the_last") for (_, first), (later, day) in pairwise(known) if day < first
    ]
    if values.get("trading_checked_on") and not values.get("created_on"):
        problems.append(FieldProblem("trading_checked_on", "enterprise_not_registered"))
    return values, problems


def step_reached(fields: Mapping[str, Any]) -> str | None:
    """The last step that has its day, None before the first."""
    return next((name for name in reversed(STEPS) if fields.get(name)), None)
