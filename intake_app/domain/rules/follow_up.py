"""What must hold of a follow-up: codes that exist, one line of text that the person may read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from intake_app.domain.rules.form import code_problems
from intake_app.domain.rules.problem import FieldProblem
from intake_app.domain.rules.text import number_problems

LONGEST_NOTE: Final = 280
"""Characters of a note: « fact and next step », no more (rule P7)."""


def check_follow_up(values: Mapping[str, Any]) -> list[FieldProblem]:
    """Everything wrong with the fields of a follow-up."""
    problems = code_problems("follow_up", values)
    note = values.get("note")
    if note and len(note) > LONGEST_NOTE:
        problems.append(FieldProblem("note", "text_too_long"))
    return problems + number_problems({"note": note})
