"""What holds for every form: required fields, lengths, codes of the right list. Each noun adds its own rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from pydantic import ValidationError
from sqlmodel import SQLModel

from intake_app.domain.record_types import table_of
from intake_app.domain.reference import is_code
from intake_app.domain.rules.problem import FieldProblem

_KEYS: Final = {
    "missing": "field_missing",
    "string_too_short": "field_missing",
    "string_too_long": "text_too_long",
    "greater_than_equal": "number_out_of_range",
    "less_than_equal": "number_out_of_range",
}


def form_problems(fields_class: type[SQLModel], record_type: str, values: Mapping[str, Any]) -> list[FieldProblem]:
    """What is wrong with `values` as the fields of a record, whatever the noun."""
    return [*_shape_problems(fields_class, values), *code_problems(record_type, values)]


def tidy_text(value: str | None) -> str | None:
    """The text without spaces around it or repeated inside; None when nothing is left."""
    return " ".join(value.split()) or None if value else None


def _shape_problems(fields_class: type[SQLModel], values: Mapping[str, Any]) -> Iterator[FieldProblem]:
    try:
        fields_class.model_validate(dict(values))
    except ValidationError as failure:
        for error in failure.errors(include_url=False, include_context=False):
            key = "field_missing" if error["input"] is None else _KEYS.get(error["type"], "value_not_understood")
            yield FieldProblem(str(error["loc"][0]), key)


def code_problems(record_type: str, values: Mapping[str, Any]) -> list[FieldProblem]:
    """A problem for each field of the record that holds a code its reference list does not have."""
    problems = []
    for name, list_name in coded_fields(record_type).items():
        given = values.get(name)
        codes = given if isinstance(given, list | tuple | set | frozenset) else [given]
        if any(code is not None and not is_code(list_name, code) for code in codes):
            problems.append(FieldProblem(name, "code_unknown"))
    return problems


@cache
def coded_fields(record_type: str) -> dict[str, str]:
    """Field → the reference list its codes come from."""
    columns = table_of(record_type).columns
    return {column.name: column.info["codes"] for column in columns if column.info.get("codes")}
