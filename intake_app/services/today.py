"""The first page: what is to come, which sheets are left to close, whom to call back, what was left unfinished, what
is only here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlmodel import Session

from intake_app.domain.base import Day
from intake_app.services.changes import read_summary
from intake_app.services.drafts import DraftRow, list_drafts
from intake_app.services.follow_up_lists import DueCounts, FollowUpRow, count_due, list_follow_ups
from intake_app.services.sheets.open_days import OpenDay, list_open_days
from intake_app.services.staff import StaffRow, read_staff_member
from intake_app.services.workshop_lists import WorkshopRow, list_upcoming
from intake_app.storage.outbox import OutboxSummary

_WORKSHOPS: Final = 5
_FOLLOW_UPS: Final = 4


@dataclass(frozen=True, slots=True)
class TodayPage:
    """Everything the first page shows. `staff` is None when this laptop does not know who is at work."""

    staff: StaffRow | None
    upcoming: tuple[WorkshopRow, ...]
    follow_ups: tuple[FollowUpRow, ...]
    due: DueCounts
    drafts: tuple[DraftRow, ...]
    open_days: tuple[OpenDay, ...]
    outbox: OutboxSummary


def read_today(session: Session, today: Day, staff_id: UUID) -> TodayPage:
    """The first page of a staff member: their next workshops, the most pressing follow-ups, their drafts."""
    groups = list_follow_ups(session, today, staff_id=staff_id)
    return TodayPage(
        staff=read_staff_member(session, staff_id),
        upcoming=tuple(list_upcoming(session, today, limit=_WORKSHOPS)),
        follow_ups=(*groups.late, *groups.today, *groups.week)[:_FOLLOW_UPS],
        due=count_due(session, today, staff_id=staff_id),
        drafts=tuple(list_drafts(session, staff_id)),
        open_days=tuple(list_open_days(session, today)),
        outbox=read_summary(session, staff_id),
    )
