"""What the thread of a path tells of enrolments, exits, returns and referrals."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from sqlmodel import Session

from intake_app.domain.record_types import table_of
from intake_app.domain.rules.enrolment import COUNTED
from intake_app.services.path.referral_lists import ReferralRow
from intake_app.services.timeline_entries import Part, TimelineEntry, Told, tell_entries, with_author

ENTERED: Final = "enrolled"
"""What an entry says, however the enrolment stands by now."""
_ENROLMENT: Final = table_of("enrolment")
_RETURN: Final = table_of("enrolment_return")
_OPERATION: Final = table_of("operation")
_REFERRAL: Final = table_of("referral")


def tell_entered(session: Session, members: Collection[UUID]) -> Iterator[TimelineEntry]:
    """Each entry; where nothing else is known it says how the enrolment stands."""
    columns = _ENROLMENT.c
    query = with_author(_ENROLMENT, columns.entered_on, columns.status, _OPERATION.c.name)
    query = query.outerjoin(_OPERATION, _OPERATION.c.id == columns.operation_id).where(columns.resident_id.in_(members))

    def tell(row: Any) -> Told:
        began = ENTERED if row.status in COUNTED else row.status
        return row.entered_on, None, [Part(None, row.name), Part("enrolment_status", began)]

    return tell_entries(session, "enrolment", query, tell)


def tell_left(session: Session, members: Collection[UUID]) -> Iterator[TimelineEntry]:
    """Each exit, how and under which class it counts."""
    columns = _ENROLMENT.c
    query = with_author(_ENROLMENT, columns.exited_on, columns.status, columns.exit_reason, columns.headline)
    return tell_entries(
        session,
        "enrolment",
        query.where(columns.resident_id.in_(members), columns.exited_on.is_not(None)),
        lambda row: (row.exited_on, None, [*_exit(row.status, row.exit_reason), Part("headline_class", row.headline)]),
    )


def tell_returns(session: Session, members: Collection[UUID]) -> Iterator[TimelineEntry]:
    """Each return, and the exit it took back, which its enrolment says no more."""
    columns, enrolment = _RETURN.c, _ENROLMENT.c
    query = (
        with_author(
            _RETURN, columns.returned_on, columns.former_exit_on, columns.former_exit_reason, columns.former_status,
            columns.enrolment_id, _OPERATION.c.name,
        )
        .join(_ENROLMENT, enrolment.id == columns.enrolment_id)
        .outerjoin(_OPERATION, _OPERATION.c.id == enrolment.operation_id)
        .where(columns.resident_id.in_(members))
    )  # fmt: skip
    yield from tell_entries(
        session, "enrolment_return", query, lambda row: (row.returned_on, None, [Part(None, row.name or "")])
    )
    left = query.where(columns.former_exit_on.is_not(None))
    enrolments = {row.id: row.enrolment_id for row in session.connection().execute(left)}
    for entry in tell_entries(
        session,
        "enrolment_return",
        left,
        lambda row: (row.former_exit_on, None, _exit(row.former_status, row.former_exit_reason)),
    ):
        yield replace(entry, record_type="enrolment", record_id=enrolments[entry.record_id])


def _exit(status: str | None, reason: str | None) -> list[Part]:
    """How somebody left, and why where that says more."""
    said = [Part("enrolment_status", status)] if status else []
    return said if reason == status else [*said, *([Part("exit_reason", reason)] if reason else [])]


def tell_referrals(session: Session, referrals: Sequence[ReferralRow]) -> Iterator[TimelineEntry]:
    """Each where it stands: on the day it was sent, a draft on the day it was begun."""
    known = {row.id: row for row in referrals}
    columns = _REFERRAL.c
    query = with_author(_REFERRAL, columns.created_at).where(columns.id.in_(list(known)))

    def tell(found: Any) -> Told:
        row = known[found.id]
        partner, theme = Part(None, row.partner or ""), Part("service_theme", row.theme or "")
        on = row.sent_on or found.created_at.astimezone().date()
        return on, None, [partner, theme, Part("referral_status", row.status)]

    return tell_entries(session, "referral", query, tell)
