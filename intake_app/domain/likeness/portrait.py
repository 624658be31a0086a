"""What is compared of a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from intake_app.domain.errors import KnownError
from intake_app.domain.partial_date import is_partial_date
from intake_app.domain.phone import parse_phone


@dataclass(frozen=True, slots=True)
class Portrait:
    """Names as written, birth date in EDTF, phone in E.164; whatever is not known is empty."""

    family_name: str
    first_name: str = ""
    birth_name: str | None = None
    birth_date: str | None = None
    gender: str | None = None
    phone: str | None = None
    building_id: UUID | None = None


def typed_portrait(family_name: str, first_name: str = "", *, phone: str | None = None, **known: Any) -> Portrait:
    """The portrait of somebody being typed or imported: a phone or a birth date that is not (yet) one says nothing."""
    birth_date = known.pop("birth_date", None)
    if birth_date and not is_partial_date(birth_date):
        birth_date = None
    return Portrait(family_name, first_name, birth_date=birth_date or None, phone=_number(phone), **known)


def _number(phone: str | None) -> str | None:
    try:
        return parse_phone(phone) if phone else None
    except KnownError:
        return None
