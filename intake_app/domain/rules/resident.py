"""What must hold of a resident before they are saved, and how what was typed is tidied."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from intake_app.domain.base import Day
from intake_app.domain.errors import KnownError
from intake_app.domain.names import is_name, tidy_name
from intake_app.domain.partial_date import age_on, is_partial_date
from intake_app.domain.phone import parse_phone
from intake_app.domain.resident import ResidentFields
from intake_app.domain.rules.email import email_problems
from intake_app.domain.rules.form import form_problems, tidy_text
from intake_app.domain.rules.problem import FieldProblem
from intake_app.domain.rules.text import number_problems

YOUNGEST: Final = 15
OLDEST: Final = 100
_NAMES: Final = ("family_name", "first_name", "birth_name")
_TEXTS: Final = (*_NAMES, "address")
_BAD_PHONE: Final = FieldProblem("phone", "phone_not_understood")


def check_resident(
    fields: ResidentFields | Mapping[str, Any],
    today: Day,
    *,
    country: str = "FR",
    is_informed: bool = True,
    partner_domains: Collection[str] = (),
) -> tuple[dict[str, Any], list[FieldProblem]]:
    """The values to save, tidied (names trimmed, phone in E.164, empty texts as None), and everything wrong with them.

    `country` is where a number without prefix is dialled, `partner_domains` are those of organisations' e-mails
    (V20); without `is_informed` (a notice was given) only an anonymous encounter may be counted (P4).
    """
    given = fields.model_dump() if isinstance(fields, ResidentFields) else dict(fields)
    values, problems = _tidied(given, country)
    problems += form_problems(ResidentFields, "resident", values)
    problems += _contact_problems(values, problems)
    problems += birth_date_problems(values.get("birth_date"), today)
    problems += email_problems(values.get("email"), partner_domains)
    problems += number_problems({name: values.get(name) for name in _TEXTS})
    problems += [FieldProblem(name, "not_a_name") for name in _NAMES if _is_no_name(name, values[name], problems)]
    if not is_informed:
        problems.append(FieldProblem("notice", "notice_missing"))
    return values, problems


def _is_no_name(name: str, value: str | None, problems: list[FieldProblem]) -> bool:
    """What is already known to be a number of identity is said to be that, once."""
    is_told = any(problem.field == name for problem in problems)
    return not is_told and bool(value) and not is_name(value or "")


def _tidied(given: Mapping[str, Any], country: str) -> tuple[dict[str, Any], list[FieldProblem]]:
    values = dict(given)
    problems: list[FieldProblem] = []
    for name in _NAMES:
        values[name] = tidy_name(given.get(name) or "")
    values["birth_name"] = values["birth_name"] or None
    values["address"] = tidy_text(given.get("address"))
    values["email"] = (tidy_text(given.get("email")) or "").lower() or None
    values["birth_date"] = given.get("birth_date") or None
    phone = tidy_text(given.get("phone"))
    try:
        values["phone"] = parse_phone(phone, country) if phone else None
    except KnownError:
        values["phone"] = None
        problems.append(_BAD_PHONE)
    return values, problems


def _contact_problems(values: Mapping[str, Any], found: Collection[FieldProblem]) -> Iterator[FieldProblem]:
    if values.get("phone") and values.get("has_no_phone"):
        yield FieldProblem("has_no_phone", "phone_and_no_phone")
    if not values.get("phone") and not values.get("has_no_phone") and _BAD_PHONE not in found:
        yield FieldProblem("phone", "phone_missing")


def birth_date_problems(birth_date: str | None, today: Day) -> list[FieldProblem]:
    """Whether the date (EDTF) makes the person between 15 and 100; of an incomplete date the kindest reading counts."""
    if birth_date is None:
        return []
    if not is_partial_date(birth_date):
        return [FieldProblem("birth_date", "date_not_understood")]
    least, greatest = age_on(birth_date, today)
    if greatest < YOUNGEST or least > OLDEST:
        return [FieldProblem("birth_date", "age_out_of_range")]
    return []
