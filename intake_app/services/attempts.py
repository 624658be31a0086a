"""Reaching somebody in several attempts, by more than one way (domain reference §9.5: six months after they left). How
many, on which days and by which ways is said by the purpose's reference entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID, uuid5

from sqlalchemy import func
from sqlmodel import Session, select

from intake_app.domain.actor import Actor
from intake_app.domain.enrolment import Enrolment
from intake_app.domain.follow_up import FollowUp
from intake_app.domain.reference import entries, entry
from intake_app.domain.resident import Resident
from intake_app.domain.rules.problem import FieldProblem
from intake_app.services.access import Deed, require
from intake_app.services.days import local_day
from intake_app.services.due_days import attempt_days, next_working_day
from intake_app.services.planned_follow_ups import plan_follow_up
from intake_app.services.rows import fetch

IN_SERIES: Final = tuple(one.code for one in entries("follow_up_purpose") if "attempts" in one.mapping)
"""The purposes for which somebody is tried several times."""
UNREACHABLE: Final = "unreachable"
_NEXT: Final = UUID("2f0c9a5e-6b1d-4a52-8d8b-9c6c3d6f1b74")


@dataclass(frozen=True, slots=True)
class Attempt:
    """Which attempt of how many a follow-up is, the ways tried before it, and how many ways must have been tried."""

    number: int
    total: int
    media: frozenset[str]
    ways: int

    @property
    def is_last(self) -> bool:
        """Whether nobody tries again after this one."""
        return self.number >= self.total

    def problems(self, result: str, medium: str | None) -> list[FieldProblem]:
        """What keeps somebody from being noted as not reached: by which way, and not too soon."""
        if entry("follow_up_result", result).mapping["contact"]:
            return []
        if medium is None:
            return [FieldProblem("medium", "field_missing")]
        if result == UNREACHABLE and not self.is_last:
            return [FieldProblem("result", "attempts_left")]
        if self.is_last and len(self.media | {medium}) < self.ways:
            return [FieldProblem("medium", "other_way_first")]
        return []

    def outcome(self, result: str) -> str:
        """The result as it is kept: after the last attempt, whoever was not reached is unreachable."""
        settled = entry("follow_up_result", result).mapping["settled"]
        return UNREACHABLE if self.is_last and not settled else result


def read_attempt(session: Session, row: FollowUp) -> Attempt | None:
    """Which attempt this follow-up is; None when its purpose knows only one."""
    if row.purpose not in IN_SERIES:
        return None
    mapping = entry("follow_up_purpose", row.purpose).mapping
    # a series is about an enrolment, or about the first of its attempts when somebody planned that by hand
    series = func.coalesce(FollowUp.about_id, FollowUp.id) == (row.about_id or row.id)
    made = (FollowUp.done_at != None, FollowUp.archived_at == None, FollowUp.id != row.id)  # noqa: E711
    media = session.exec(select(FollowUp.medium).where(series, FollowUp.purpose == row.purpose, *made)).all()
    tried = frozenset(one for one in media if one is not None)
    return Attempt(len(media) + 1, len(mapping["attempts"]), tried, mapping["ways"])


def plan_next_attempt(session: Session, actor: Actor, row: FollowUp, attempt: Attempt) -> UUID:
    """Plan the attempt after this one, by a way not tried yet; the same one whichever laptop notes this one."""
    require(actor, Deed.FOLLOW_UP)
    today = local_day(actor.clock)
    offsets = entry("follow_up_purpose", row.purpose).mapping["attempts"]
    left = session.get(Enrolment, row.about_id) if row.about_id else None
    days = attempt_days(session, row.resident_id, row.purpose, left.exited_on) if left and left.exited_on else []
    apart = timedelta(days=offsets[-1] - offsets[-2])
    later = next_working_day(session, row.resident_id, today + apart)
    return plan_follow_up(
        session,
        actor,
        next_id(row.id),
        row.resident_id,
        purpose=row.purpose,
        due_on=next((day for day in days[attempt.number :] if day > today), later),
        about_id=row.about_id or row.id,
        assigned_to=row.assigned_to,
        medium=suggest_way(session, row.resident_id, row.purpose, attempt.media | {row.medium or ""}),
    )


def suggest_way(session: Session, resident_id: UUID, purpose: str, tried: frozenset[str] = frozenset()) -> str | None:
    """The first way (a code of `follow_up_medium`) not tried yet by which this resident can be reached."""
    has_phone = bool(fetch(session, Resident, resident_id).phone)
    ways = entry("follow_up_purpose", purpose).mapping["media"]
    possible = (way for way in ways if has_phone or entry("follow_up_medium", way).mapping.get("needs") != "phone")
    return next((way for way in possible if way not in tried), None)


def next_id(follow_up_id: UUID) -> UUID:
    """The id (UUIDv5) of the try after this one."""
    return uuid5(_NEXT, str(follow_up_id))
