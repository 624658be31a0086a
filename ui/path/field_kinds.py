"""The fields that steps are made of: a reference list, a day, something to choose from a list of records."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from intake_app.domain.reference import entries, entry
from ui import formats
from ui.field_names import field_name
from ui.path.step_values import day_parser, write_day
from ui.widgets.field_spec import Choice, FieldKind, FieldSpec

_UNASKED = frozenset({"99", "not_asked"})
"""Codes for a question that was not asked: a field left empty says it."""
MANY = 9
"""With more answers than this a list is shown rather than chips."""


def coded(
    record_type: str, name: str, list_name: str, today: date, *, but: Collection[str] = (), **more: Any
) -> FieldSpec:
    """A field whose answers are a reference list, `but` for some: chips, or a list where they are many."""
    language = formats.language()
    known = [one for one in entries(list_name, today) if one.code not in _UNASKED and one.code not in but]
    choices = tuple(Choice(one.code, one.short_label(language), one.meaning(language)) for one in known)
    kind: FieldKind = "chips" if len(choices) <= MANY else "choice"
    return FieldSpec(name, name_of(record_type, name), more.pop("kind", kind), choices, **more)


def several(record_type: str, name: str, list_name: str, today: date, **more: Any) -> FieldSpec:
    """A field with several answers of a reference list."""
    return coded(record_type, name, list_name, today, kind="multichips", **more)


def words(record_type: str, name: str, **more: Any) -> FieldSpec:
    """A line of text."""
    return FieldSpec(name, name_of(record_type, name), **{"max_length": 160, **more})


def number(record_type: str, name: str, **more: Any) -> FieldSpec:
    """A whole number."""
    return FieldSpec(name, name_of(record_type, name), **{"max_length": 3, "weight": 4, **more})


def on_day(record_type: str, name: str, today: date, *, label: str = "", **more: Any) -> FieldSpec:
    """A civil day, typed as one says it."""
    parts = {"parse": day_parser(today), "write": write_day, "placeholder": formats.numeric_day(today), "weight": 6}
    return FieldSpec(name, label or name_of(record_type, name), "date", **{**parts, **more})


def chosen(
    record_type: str, name: str, rows: Iterable[Any], say: Callable[[Any], str], *, nothing: str = "", **more: Any
) -> FieldSpec:
    """One of some records, by id; `nothing` is the answer that chooses none."""
    choices = tuple(Choice(str(row.id), say(row)) for row in rows)
    first = (Choice("", nothing),) if nothing else ()
    return FieldSpec(name, name_of(record_type, name), "choice", (*first, *choices), **more)


def with_choice(spec: FieldSpec, choice: Choice) -> FieldSpec:
    """The field with one more answer, at the end."""
    return replace(spec, choices=(*spec.choices, choice))


def labelled(list_name: str, code: str | None) -> str:
    """The words of a code, empty for none."""
    return entry(list_name, code).label(formats.language()) if code else ""


def name_of(record_type: str, name: str) -> str:
    """The name of a field on forms."""
    known = field_name(record_type, name)
    if known is None:
        raise LookupError(f"{record_type}.{name} has no name on forms: give it one in ui/field_names.py")
    return known
