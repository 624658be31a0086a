"""What the demonstration tells of each resident, sorted for a walk over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar
from uuid import UUID

from intake_app.domain.attendance import Attendance
from intake_app.domain.base import SyncedRow
from intake_app.domain.encounter import Encounter
from intake_app.domain.enrolment import Enrolment, EnrolmentReturn
from intake_app.domain.follow_up import FollowUp
from intake_app.domain.notice import Consent, NoticeDelivery
from intake_app.domain.outcome import Outcome
from intake_app.domain.place import Neighbourhood
from intake_app.domain.programme import Operation
from intake_app.domain.public_holidays import Calendar
from intake_app.domain.resident import Resident
from intake_app.domain.rules.track import Fact, Stay, Step, Track, tracks
from intake_app.domain.situation import Situation
from intake_app.domain.workshop import Slot

Row = TypeVar("Row", bound=SyncedRow)
CAME = ("present", "late", "left_early")


def only(rows: Sequence[SyncedRow], row_class: type[Row]) -> list[Row]:
    """The rows of one class."""
    return [row for row in rows if isinstance(row, row_class)]


@dataclass
class Life:
    """One resident and all that is told of them; `rows` are those of the whole demonstration."""

    resident: Resident
    rows: Sequence[SyncedRow]

    def own(self, row_class: type[Row]) -> list[Row]:
        """Their rows of one class."""
        return [row for row in only(self.rows, row_class) if getattr(row, "resident_id", None) == self.resident.id]

    @cached_property
    def slots(self) -> dict[UUID, Slot]:
        """Every half-day."""
        return {slot.id: slot for slot in only(self.rows, Slot)}

    @cached_property
    def operations(self) -> dict[UUID, Operation]:
        """Every operation."""
        return {row.id: row for row in only(self.rows, Operation)}

    @cached_property
    def calendar(self) -> Calendar:
        """The holidays of where they live."""
        country = {row.id: row.country for row in only(self.rows, Neighbourhood)}[self.resident.neighbourhood_id]
        return Calendar.FRANCE if country == "FR" else Calendar.ENGLAND

    @cached_property
    def registered_on(self) -> date:
        """The day their file was opened."""
        return day(self.resident.created_at)

    @cached_property
    def came_on(self) -> list[date]:
        """The days of the workshops they came to."""
        return sorted(self.slots[row.slot_id].held_on for row in self.own(Attendance) if row.status in CAME)

    @cached_property
    def spoken_to_on(self) -> date:
        """The first day on which anybody spoke with them."""
        days = [row.met_on for row in self.own(Encounter)] + self.came_on
        days += [day(row.delivered_at) for row in self.own(NoticeDelivery)]
        days += [row.as_of for row in self.own(Situation)]
        return min(days)

    @cached_property
    def tracks(self) -> tuple[Track, ...]:
        """As the application makes them."""
        agreed = [Fact(day(one.decided_at), "consent", one.id) for one in self.own(Consent) if one.state == "given"]
        before = {
            Step.SPOTTED: Fact(self.registered_on, "resident", self.resident.id),
            Step.CONTACTED: Fact(self.spoken_to_on, "encounter", self.resident.id),
        }
        before |= {Step.AGREED: min(agreed, key=lambda fact: fact.on)} if agreed else {}
        before |= {Step.ATTENDED: Fact(self.came_on[0], "attendance", self.resident.id)} if self.came_on else {}
        stays = [stay for row in self.own(Enrolment) for stay in self._stays(row)]
        outcomes = [(Fact(row.happened_on, "outcome", row.id), row.enrolment_id) for row in self.own(Outcome)]
        after = [row for row in self.own(Situation) if row.stage == "plus6"]
        return tracks(
            before, stays, outcomes, [(Fact(row.as_of, "situation", row.id), row.enrolment_id) for row in after]
        )

    def _stays(self, row: Enrolment) -> list[Stay]:
        found, began = [], Fact(row.entered_on, "enrolment", row.id)
        backs = [one for one in self.own(EnrolmentReturn) if one.enrolment_id == row.id]
        for back in backs:
            assert back.former_status is not None
            assert back.former_exit_on is not None
            left = Fact(back.former_exit_on, "enrolment", row.id)
            found.append(Stay(row.id, began, back.former_status, left, is_over=True))
            began = Fact(back.returned_on, "enrolment_return", back.id)
        ended = Fact(row.exited_on, "enrolment", row.id) if row.exited_on else None
        return [*found, Stay(row.id, began, row.status, ended, is_return=bool(backs))]

    def last_exit(self, enrolment_id: UUID | None) -> date | None:
        """When they left that operation."""
        return next((row.exited_on for row in self.own(Enrolment) if row.id == enrolment_id), None)

    def done(self) -> list[FollowUp]:
        """What was done for them."""
        return [row for row in self.own(FollowUp) if row.done_at is not None]


def day(at: datetime) -> date:
    """The day of a moment."""
    return at.astimezone().date()
