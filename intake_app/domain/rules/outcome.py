"""What must hold of an outcome (V13, V14), and under which class it may count (V4, V15)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from intake_app.domain.base import Day
from intake_app.domain.outcome import OutcomeFields
from intake_app.domain.reference import entry
from intake_app.domain.rules.form import form_problems, tidy_text
from intake_app.domain.rules.problem import FieldProblem

QUALIFICATION: Final = "qualification_obtained"
ENTERPRISE: Final = "self_employment"
_HEADLINES: Final[dict[str, str]] = {
    "job_permanent": "job",
    "job_fixed_over_6_months": "job",
    "job_fixed_up_to_6_months": "job",
    "temp": "job",
    "apprenticeship": "job",
    "insertion_contract": "job",
    ENTERPRISE: "enterprise",
    "training_qualifying": "training",
    "training_prequalifying": "training",
    QUALIFICATION: "training",
    "back_to_school": "training",
}


def check_outcome(
    fields: Mapping[str, Any], today: Day, registered_on: Day | None
) -> tuple[dict[str, Any], list[FieldProblem]]:
    """The values to save, tidied, and everything wrong with them; `registered_on` is the day on which the enterprise
    the outcome names was registered: an idea is not an enterprise (V14).
    """
    values = {**fields}
    values |= {name: tidy_text(fields.get(name)) for name in ("qualification", "certifier")}
    problems = form_problems(OutcomeFields, "outcome", values)
    problems += _qualification_problems(values)
    if values.get("type") == ENTERPRISE and registered_on is None:
        problems.append(FieldProblem("type", "enterprise_not_registered"))
    if values.get("happened_on") and values["happened_on"] > today:
        problems.append(FieldProblem("happened_on", "day_to_come"))
    return values, problems


def headline_of(outcome_type: str) -> str | None:
    """The class of positive exit an outcome may count under: job, enterprise, training; None for the others."""
    return _HEADLINES.get(outcome_type)


def is_evidenced(evidence: str) -> bool:
    """Whether there is more than the person's word."""
    return bool(entry("evidence_kind", evidence).mapping["is_evidence"])


def counts_as_entry_to_work(entry_class: str | None) -> bool:
    """Whether being in work now is a result: only for who was unemployed or inactive at entry (V4: EECR04, EECR05)."""
    return entry_class in ("U", "I")


def counts_as_improvement(entry_class: str | None) -> bool:
    """Whether a better post is a result: only for who was in work at entry (V4: EECR06)."""
    return entry_class == "E"


def _qualification_problems(values: Mapping[str, Any]) -> Iterator[FieldProblem]:
    if values.get("type") == QUALIFICATION:
        for name in ("qualification", "certifier"):
            if not values.get(name):
                yield FieldProblem(name, "field_missing")
