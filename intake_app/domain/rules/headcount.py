"""What a headcount may say: its parts never make more than its total (domain reference §11, V11 and V12)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from intake_app.domain.headcount import HeadcountFields
from intake_app.domain.rules.form import form_problems
from intake_app.domain.rules.problem import FieldProblem

GENDERS: Final = ("women", "men")
AGES: Final = ("under_26", "from_26_to_49", "from_50")


def check_headcount(fields: HeadcountFields | Mapping[str, Any]) -> tuple[dict[str, Any], list[FieldProblem]]:
    """The values to save, and everything wrong with them."""
    given = fields.model_dump() if isinstance(fields, HeadcountFields) else dict(fields)
    values: dict[str, Any] = {name: given.get(name) for name in HeadcountFields.model_fields}
    values["total"] = given.get("total", 0)
    problems = form_problems(HeadcountFields, "headcount", values)
    if not problems:
        for parts in (GENDERS, AGES):
            if sum(values[name] or 0 for name in parts) > values["total"]:
                problems.append(FieldProblem(parts[0], "headcount_beyond_total"))
    return values, problems


def not_said(values: Mapping[str, Any], parts: tuple[str, ...]) -> int:
    """« Non communiqué »: how many of the total these parts say nothing of."""
    return int(values["total"] - sum(values[name] or 0 for name in parts))
