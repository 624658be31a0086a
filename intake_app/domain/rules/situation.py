"""What must hold of a situation before it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from intake_app.domain.rules.form import form_problems, tidy_text
from intake_app.domain.rules.problem import FieldProblem
from intake_app.domain.rules.text import number_problems
from intake_app.domain.situation import SituationFields


def check_situation(fields: SituationFields | Mapping[str, Any]) -> tuple[dict[str, Any], list[FieldProblem]]:
    """The values to save, tidied, and everything wrong with them."""
    given = fields.model_dump() if isinstance(fields, SituationFields) else dict(fields)
    values = {**given, "interests": tidy_text(given.get("interests"))}
    values["barriers"] = sorted(set(given.get("barriers") or ()))
    problems = form_problems(SituationFields, "situation", values)
    return values, problems + number_problems({"interests": values["interests"]})
