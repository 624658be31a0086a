"""Is this person already known? A first, strict answer: the same name however it is written, or the same phone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.names import fold
from intake_app.domain.partial_date import earliest_day, is_partial_date, latest_day
from intake_app.domain.phone import parse_phone
from intake_app.domain.rules.family import Families
from intake_app.services.access import Deed, require
from intake_app.services.families import read_families
from intake_app.services.resident_lists import ResidentRow, read_resident_rows
from intake_app.storage import search_index
from intake_app.storage.local_setting import read_setting, write_setting

_TOLD_APART: Final = "residents_told_apart"
_AS_MANY: Final = 50
"""How many candidates are looked at: with more namesakes than that a person searches by hand."""


class Reason(StrEnum):
    """Why somebody resembles."""

    SAME_NAME = "same_name"
    SWAPPED_NAMES = "swapped_names"
    SAME_PHONE = "same_phone"
    SAME_BIRTH_DATE = "same_birth_date"


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Somebody who may be the same person, and why; the most reasons first."""

    resident: ResidentRow
    reasons: tuple[Reason, ...]


def find_lookalikes(
    session: Session,
    family_name: str,
    first_name: str,
    birth_date: str | None = None,
    phone: str | None = None,
    *,
    besides: UUID | None = None,
) -> list[Lookalike]:
    """Residents who may be the one being typed; `birth_date` is EDTF, `phone` as typed; `besides` leaves one out.

    The names must both be there and match once folded and joined (« BEN ALI » is « Benali »), in either order, unless
    the birth dates exclude each other. The phone alone is enough.
    """
    names = _joined(family_name), _joined(first_name)
    number = _number(phone)
    ids = dict.fromkeys(_candidates(session, names, number))
    families = read_families(session, [*ids, *([besides] if besides else [])])
    others = _no_lookalikes(session, families, besides) if besides else set()
    rows = read_resident_rows(session, [one for one in ids if families.root(one) not in others])
    found = {row.id: reasons for row in rows if (reasons := _reasons(row, names, birth_date, number))}
    # somebody with several files resembles by any of them, and is shown once
    best: dict[UUID, tuple[Reason, ...]] = {}
    for resident_id, reasons in sorted(found.items(), key=lambda pair: -len(pair[1])):
        best.setdefault(families.root(resident_id), reasons)
    shown = read_resident_rows(session, list(best))
    return [Lookalike(row, best[row.id]) for row in shown]


def tell_apart(session: Session, actor: Actor, one_id: UUID, other_id: UUID) -> None:
    """These two are not the same person, somebody who knows them says: on this laptop they resemble no more."""
    require(actor, Deed.JOIN_FILES)
    pairs = {*_told_apart(session), _pair(one_id, other_id)}
    write_setting(session.connection(), _TOLD_APART, sorted(pairs))


def forget_told_apart(session: Session, actor: Actor, one_id: UUID, other_id: UUID) -> None:
    """Take `tell_apart` back."""
    require(actor, Deed.JOIN_FILES)
    pairs = {*_told_apart(session)} - {_pair(one_id, other_id)}
    write_setting(session.connection(), _TOLD_APART, sorted(pairs))


def _pair(one_id: UUID, other_id: UUID) -> tuple[UUID, UUID]:
    return min(one_id, other_id), max(one_id, other_id)


def _told_apart(session: Session) -> list[tuple[UUID, UUID]]:
    return read_setting(session.connection(), _TOLD_APART, list[tuple[UUID, UUID]]) or []


def _no_lookalikes(session: Session, families: Families[UUID], resident_id: UUID) -> set[UUID]:
    """Her own files, and those of whoever was said to be somebody else."""
    members = set(families.members(resident_id))
    told = {end for pair in _told_apart(session) if members & set(pair) for end in pair}
    return {families.root(one) for one in members | told}


def _candidates(session: Session, names: tuple[str, str], number: str | None) -> Iterator[UUID]:
    connection = session.connection()
    if all(names):
        yield from search_index.find_residents(connection, " ".join(names), _AS_MANY)
    if number:
        yield from search_index.find_residents(connection, number, _AS_MANY)


def _reasons(
    row: ResidentRow, names: tuple[str, str], birth_date: str | None, number: str | None
) -> tuple[Reason, ...]:
    reasons = []
    theirs = _joined(row.family_name), _joined(row.first_name)
    if all(names) and not _exclude_each_other(row.birth_date, birth_date):
        if theirs == names:
            reasons.append(Reason.SAME_NAME)
        elif theirs == names[::-1]:
            reasons.append(Reason.SWAPPED_NAMES)
    if number and row.phone == number:
        reasons.append(Reason.SAME_PHONE)
    if reasons and birth_date and row.birth_date == birth_date:
        reasons.append(Reason.SAME_BIRTH_DATE)
    return tuple(reasons)


def _joined(name: str) -> str:
    return fold(name).replace(" ", "")


def _number(phone: str | None) -> str | None:
    """The number in E.164, None while it is not (yet) one."""
    try:
        return parse_phone(phone) if phone else None
    except KnownError:
        return None


def _exclude_each_other(one: str | None, other: str | None) -> bool:
    """Whether two dates cannot be the same day, however they are read; one that is unknown excludes nothing."""
    if not (one and other and is_partial_date(one) and is_partial_date(other)):
        return False
    return latest_day(one) < earliest_day(other) or latest_day(other) < earliest_day(one)
