"""The registry of everything that travels, parents before children."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Final

from pydantic import TypeAdapter
from pydantic_core import PydanticUndefined
from sqlalchemy import Table

from intake_app.domain.attachment import Attachment
from intake_app.domain.attendance import Attendance
from intake_app.domain.barrier import Barrier
from intake_app.domain.base import IDENTITY, Audience, Merge, SyncedRow
from intake_app.domain.cohort import Cohort
from intake_app.domain.conflict import Conflict
from intake_app.domain.encounter import Encounter
from intake_app.domain.enrolment import Enrolment, EnrolmentReturn
from intake_app.domain.erasure import Erasure
from intake_app.domain.follow_up import FollowUp
from intake_app.domain.headcount import Headcount
from intake_app.domain.mentoring import CollectiveProject, CollectiveRole, Mentoring
from intake_app.domain.notice import Consent, NoticeDelivery
from intake_app.domain.offer import Offer
from intake_app.domain.organisation import Organisation
from intake_app.domain.outcome import Outcome
from intake_app.domain.place import Building, Neighbourhood, Site
from intake_app.domain.programme import Action, Operation, Programme
from intake_app.domain.project import MicroEnterprise, Project, Wish
from intake_app.domain.referral import Referral
from intake_app.domain.resident import Resident
from intake_app.domain.resident_distinction import ResidentDistinction
from intake_app.domain.resident_merge import ResidentMerge
from intake_app.domain.sheet import Sheet
from intake_app.domain.signature import Signature
from intake_app.domain.situation import Situation
from intake_app.domain.staff import StaffMember
from intake_app.domain.trusted_contact import TrustedContact
from intake_app.domain.visibility import Visibility
from intake_app.domain.wire import Wire, to_wire
from intake_app.domain.workshop import Slot, Workshop

RECORD_TYPES: Final[dict[str, type[SyncedRow]]] = {
    str(row.__tablename__): row
    for row in (
        Organisation,
        Neighbourhood,
        Site,
        Building,
        StaffMember,
        Programme,
        Operation,
        Action,
        Cohort,
        Offer,
        CollectiveProject,
        Resident,
        Enrolment,
        EnrolmentReturn,
        Situation,
        Visibility,
        Barrier,
        Project,
        Wish,
        MicroEnterprise,
        Outcome,
        NoticeDelivery,
        Consent,
        TrustedContact,
        Referral,
        Encounter,
        Workshop,
        Slot,
        Attendance,
        Headcount,
        Signature,
        FollowUp,
        Mentoring,
        CollectiveRole,
        ResidentMerge,
        ResidentDistinction,
        Conflict,
        Attachment,
        Sheet,
        Erasure,
    )
}
"""Table name → row class. The order is the order of dependence: every reference points to an earlier type or to its
own.
"""


def table_of(record_type: str) -> Table:
    """The table of a record type; KeyError when there is none."""
    return RECORD_TYPES[record_type].__table__  # type: ignore[attr-defined, no-any-return]


@cache
def merge_classes(record_type: str) -> dict[str, Merge]:
    """Field → merge class, for every field a change may carry."""
    classes = {name: table_of(record_type).columns[name].info["merge"] for name in blank_values(record_type)}
    return {name: merge for name, merge in classes.items() if merge is not Merge.DERIVED}


@cache
def blank_values(record_type: str) -> dict[str, Wire]:
    """What a record that nobody has filled in yet says, in wire form: the base of a new record's edits, and the
    value of what they omit, or cannot say.
    """
    fields = RECORD_TYPES[record_type].model_fields
    said = [column.name for column in table_of(record_type).columns if column.name not in IDENTITY]
    given = {name: fields[name].get_default(call_default_factory=True) for name in said}
    return {name: None if value is PydanticUndefined else to_wire(value) for name, value in given.items()}


@cache
def _reader(record_type: str, field: str) -> TypeAdapter[Any]:
    declared = RECORD_TYPES[record_type].model_fields[field]
    # what mypy cannot follow: the type is put together here
    told: Any = Annotated[declared.annotation, *declared.metadata]
    return TypeAdapter(told)


def from_wire(record_type: str, field: str, value: Wire) -> Any:
    """A field's value as its row holds it, from the form it travels in; pydantic's ValidationError when the field
    cannot hold it.
    """
    return _reader(record_type, field).validate_python(value)


@cache
def references(record_type: str) -> dict[str, str]:
    """Field → record type it refers to."""
    found = {column.name: column.info.get("refers_to") for column in table_of(record_type).columns}
    return {name: target for name, target in found.items() if target}


def circles_within(audience: Audience) -> tuple[Audience, ...]:
    """The circles whose fields and conflicts a laptop of class `audience` may receive."""
    circles = tuple(Audience)
    return circles[: circles.index(audience) + 1]


@cache
def columns_for(record_type: str, audience: Audience) -> tuple[str, ...]:
    """The columns a laptop of class `audience` may receive, in table order."""
    allowed = circles_within(audience)
    return tuple(column.name for column in table_of(record_type).columns if column.info["audience"] in allowed)
