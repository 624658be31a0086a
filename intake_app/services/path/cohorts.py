"""Cohorts of certified trainings: opened and corrected by those who keep what is offered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.cohort import Cohort, CohortFields
from intake_app.domain.programme import Action
from intake_app.domain.rules.form import form_problems, tidy_text
from intake_app.domain.rules.problem import FieldProblem, refuse
from intake_app.domain.rules.register_code import is_register_code, tidy_register_code
from intake_app.services.access import Deed, require
from intake_app.services.rows import fetch, put

_TEXTS: Final = ("name", "qualification", "certifier", "register_code")


def open_cohort(session: Session, actor: Actor, fields: Mapping[str, Any]) -> UUID:
    """Open a cohort. Raises InvalidFields: something left out, an action that is not certified, an end before its
    beginning.
    """
    require(actor, Deed.KEEP_OFFERS)
    row = actor.create(Cohort, **_checked(session, fields))
    session.add(row)
    return row.id


def update_cohort(session: Session, actor: Actor, cohort_id: UUID, fields: Mapping[str, Any]) -> UUID:
    """Change what is said of it. Raises InvalidFields."""
    require(actor, Deed.KEEP_OFFERS)
    row = fetch(session, Cohort, cohort_id)
    known = {name: getattr(row, name) for name in CohortFields.model_fields}
    values = _checked(session, {**known, **fields})
    put(row, {name: values[name] for name in fields})
    return cohort_id


def _checked(session: Session, fields: Mapping[str, Any]) -> dict[str, Any]:
    values = {**fields, **{name: tidy_text(fields.get(name)) for name in _TEXTS}}
    problems = form_problems(CohortFields, "cohort", values)
    if values["register_code"]:
        values["register_code"] = tidy_register_code(values["register_code"])
        if not is_register_code(values["register_code"]):
            problems.append(FieldProblem("register_code", "register_code_misshapen"))
    action = session.get(Action, values["action_id"]) if values.get("action_id") else None
    if action is not None and not action.is_certified:
        problems.append(FieldProblem("action_id", "action_not_certified"))
    if values.get("starts_on") and values.get("ends_on") and values["ends_on"] < values["starts_on"]:
        problems.append(FieldProblem("ends_on", "exit_before_entry"))
    refuse(problems)
    return values
