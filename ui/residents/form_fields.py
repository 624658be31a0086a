"""What the form of a resident holds: texts and codes as they are typed, and their way to and from the records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from intake_app.domain.names import tidy_name
from intake_app.domain.notice_text import CURRENT_VERSION
from intake_app.domain.partial_date import is_partial_date
from intake_app.domain.phone import format_national
from intake_app.services.notices import NoticeGiven
from intake_app.services.resident_files import ResidentFile

FormValue = str | tuple[str, ...]
"""A text or a code ("" when empty), or codes: what a field of a form holds."""
FormValues = dict[str, FormValue]

TEXTS: Final = ("family_name", "first_name", "birth_date", "phone", "address", "how_met")
PLACES: Final = ("building_id", "neighbourhood_id")
NO_PHONE: Final = "has_no_phone"
RESIDENT: Final = (*TEXTS, *PLACES, NO_PHONE)
"""Fields of the resident's own row."""
SITUATION: Final = ("labour_status", "unemployment_duration", "barriers", "interests")
"""Fields of the snapshot taken beside it."""
BARRIERS: Final = "barriers"
NOTICE, LANGUAGE, SLOT = "notice", "notice_language", "slot_id"
ALL: Final = (*RESIDENT, *SITUATION, NOTICE, LANGUAGE)
YES: Final = "yes"
_SETS: Final = (NO_PHONE, BARRIERS)
_PREFIXES: Final = {"FR": "+33", "GB": "+44"}


def blank_values() -> FormValues:
    """An empty form."""
    return {name: () if name in _SETS else "" for name in ALL}


def from_draft(values: Mapping[str, Any]) -> FormValues:
    """What a draft kept; what is no field of this form is left out."""
    return {name: tuple(values[name]) if name in _SETS else str(values[name]) for name in ALL if name in values}


def to_draft(values: Mapping[str, FormValue]) -> dict[str, str | list[str]]:
    """Form values as a draft keeps them."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def from_file(file: ResidentFile, country: str = "FR") -> FormValues:
    """The form as a file fills it in. `country` is where a number without prefix is dialled."""
    values = blank_values()
    for name in (*TEXTS, *PLACES):
        values[name] = str(getattr(file.fields, name) or "")
    values["phone"] = _dialled(file.fields.phone, country)
    values[NO_PHONE] = (YES,) if file.fields.has_no_phone else ()
    if file.situation is not None:
        for name in SITUATION:
            found = getattr(file.situation.fields, name)
            values[name] = tuple(found) if name in _SETS else str(found or "")
    return values


def resident_fields(values: Mapping[str, FormValue]) -> dict[str, Any]:
    """The fields of a resident that `values` names, as the use cases take them."""
    fields: dict[str, Any] = {name: values[name] or None for name in TEXTS if name in values}
    fields |= {name: UUID(str(values[name])) if values[name] else None for name in PLACES if name in values}
    if NO_PHONE in values:
        fields[NO_PHONE] = bool(values[NO_PHONE])
    return fields


def situation_fields(values: Mapping[str, FormValue]) -> dict[str, Any] | None:
    """The situation that `values` describes, None when nothing was asked."""
    if not any(values.get(name) for name in SITUATION):
        return None
    fields: dict[str, Any] = {name: values.get(name) or None for name in SITUATION}
    return {**fields, BARRIERS: list(values.get(BARRIERS) or ())}


def notice_given(values: Mapping[str, FormValue]) -> NoticeGiven | None:
    """How the person was informed, None while they were not."""
    mode = str(values.get(NOTICE) or "")
    return NoticeGiven(mode, CURRENT_VERSION, str(values.get(LANGUAGE) or "fr")) if mode else None


def known_birth_date(values: Mapping[str, FormValue]) -> str | None:
    """The birth date in EDTF, None while it is empty or not understood."""
    typed = str(values.get("birth_date") or "")
    return typed if is_partial_date(typed) else None


def fields_from_search(text: str) -> dict[str, str]:
    """What was searched for as the beginning of a form: « benali karim » is a family name then a first name, figures
    are a phone number.
    """
    words = tidy_name(text).split()
    if not words:
        return {}
    if all(not letter.isalpha() for letter in text):
        return {"phone": " ".join(words)}
    family_name, *rest = (_capitalised(word) for word in words)
    return {"family_name": family_name, "first_name": " ".join(rest)} if rest else {"family_name": family_name}


def _capitalised(word: str) -> str:
    return word if word != word.lower() else "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


def _dialled(number: str | None, country: str) -> str:
    """A number as it is typed in that country: with its prefix when it is of another one."""
    if number is None:
        return ""
    return format_national(number) if number.startswith(_PREFIXES.get(country, "?")) else number
