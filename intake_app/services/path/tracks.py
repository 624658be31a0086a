"""The tracks of somebody's path: which dated facts show each of its steps (`domain.rules.track`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.record_types import table_of
from intake_app.domain.rules.enrolment import ENDED
from intake_app.domain.rules.track import COMPLETED, Fact, Linked, Stay, Step, Track, tracks
from intake_app.services.attendances import CAME
from intake_app.services.families import family_of
from intake_app.services.last_contacts import CONTACTS
from intake_app.services.path.enrolment_lists import EnrolmentRow, list_enrolments

_AFTER: Final = "plus6"


def read_tracks(session: Session, resident_id: UUID) -> tuple[Track, ...]:
    """The tracks of a resident, whichever of their files tells them; the latest first."""
    family = family_of(session, resident_id)
    contacts = tuple(_contacted(session, family))
    before = {
        # whom one spoke with before their file was opened was known of
        Step.SPOTTED: _first((*_spotted(session, family), *contacts)),
        Step.CONTACTED: _first(contacts),
        Step.AGREED: _first(_dated(session, "consent", "decided_at", family, state=("given",))),
        Step.ATTENDED: _first(_attended(session, family)),
    }
    answers = _dated(session, "consent", "decided_at", family, is_latest=True, state=("refused", "withdrawn"))
    stays = [stay for row in list_enrolments(session, resident_id) for stay in _stays(row)]
    return tracks(
        {step: fact for step, fact in before.items() if fact is not None},
        stays,
        _linked(session, "outcome", "happened_on", family),
        _linked(session, "situation", "as_of", family, stage=(_AFTER,)),
        next(answers, None),
    )


def _stays(row: EnrolmentRow) -> Iterator[Stay]:
    """The stays of one enrolment: each return begins another."""
    began, is_return = Fact(row.entered_on, "enrolment", row.id), False
    for back in row.returns:
        # of a return noted before that was kept, the reason tells how the stay had ended
        status = back.former_status or (COMPLETED if back.former_exit_reason == COMPLETED else "withdrawn")
        left = Fact(back.former_exit_on or back.returned_on, "enrolment", row.id)
        yield Stay(row.id, began, status, left, is_return, is_over=True)
        began, is_return = Fact(back.returned_on, "enrolment_return", back.id), True
    ended = Fact(row.exited_on, "enrolment", row.id) if row.exited_on and row.status in ENDED else None
    yield Stay(row.id, began, row.status, ended, is_return)


def _spotted(session: Session, family: Sequence[UUID]) -> Iterator[Fact]:
    # first, for of two facts of one day the first is told
    yield from _dated(session, "encounter", "met_on", family)
    resident = table_of("resident").c
    query = select(resident.created_at, resident.id).where(resident.id.in_(family))
    yield from _facts(session, "resident", query)


def _contacted(session: Session, family: Sequence[UUID]) -> Iterator[Fact]:
    """Whatever shows that somebody spoke with the person, the enrolment itself left out: it comes of it."""
    for one in CONTACTS:
        if one.record_type != "enrolment":
            query = select(one.day, one.id).where(one.owner.in_(family), *one.conditions).order_by(one.day).limit(1)
            yield from _facts(session, one.record_type, query)


def _attended(session: Session, family: Sequence[UUID]) -> Iterator[Fact]:
    attendance, slot = table_of("attendance").c, table_of("slot").c
    query = (
        select(slot.held_on, attendance.id)
        .where(slot.id == attendance.slot_id, attendance.resident_id.in_(family))
        .where(attendance.status.in_(CAME), attendance.archived_at.is_(None))
        .order_by(slot.held_on, slot.start_time)
        .limit(1)
    )
    return _facts(session, "attendance", query)


def _dated(
    session: Session,
    record_type: str,
    day: str,
    family: Sequence[UUID],
    *,
    is_latest: bool = False,
    **among: tuple[str, ...],
) -> Iterator[Fact]:
    """The first such fact, or the latest."""
    columns = table_of(record_type).c
    chosen = [columns[name].in_(values) for name, values in among.items()]
    query = select(columns[day], columns.id).where(columns.resident_id.in_(family), columns.archived_at.is_(None))
    order = columns[day].desc() if is_latest else columns[day]
    return _facts(session, record_type, query.where(*chosen).order_by(order, columns.id).limit(1))


def _linked(
    session: Session, record_type: str, day: str, family: Sequence[UUID], **among: tuple[str, ...]
) -> Iterator[Linked]:
    columns = table_of(record_type).c
    chosen = [columns[name].in_(values) for name, values in among.items()]
    query = select(columns[day], columns.id, columns.enrolment_id)
    query = query.where(columns.resident_id.in_(family), columns.archived_at.is_(None), *chosen)
    for on, key, enrolment_id in session.connection().execute(query.order_by(columns.id)):
        yield Fact(on, record_type, key), enrolment_id


def _facts(session: Session, record_type: str, query: Any) -> Iterator[Fact]:
    for at, key in session.connection().execute(query):
        yield Fact(at.astimezone().date() if isinstance(at, datetime) else at, record_type, key)


def _first(facts: Iterable[Fact]) -> Fact | None:
    return min(facts, key=lambda fact: fact.on, default=None)
