"""Everything told of somebody's path, read at once: for their file, and for the forms of its steps."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.resident import Resident, ResidentFields
from intake_app.domain.rules.track import Track
from intake_app.services.access import Deed, may, require
from intake_app.services.actions import ActionRow, list_actions
from intake_app.services.colleagues import list_colleagues
from intake_app.services.path.barriers import BarrierRow, list_barriers
from intake_app.services.path.collective import (
    CollectiveProjectRow,
    CollectiveRoleRow,
    list_collective_projects,
    list_roles,
)
from intake_app.services.path.enrolment_lists import (
    CohortRow,
    EnrolmentRow,
    OperationRow,
    list_cohorts,
    list_enrolments,
    list_operations,
)
from intake_app.services.path.mentorings import MentoringRow, MentorRow, list_mentorings, list_mentors
from intake_app.services.path.micro_enterprises import MicroEnterpriseRow, list_micro_enterprises
from intake_app.services.path.offers import OfferRow, list_offers
from intake_app.services.path.outcomes import OutcomeRow, list_outcomes
from intake_app.services.path.partners import PartnerRow, list_partners
from intake_app.services.path.projects import ProjectRow, WishRow, list_projects, read_wishes
from intake_app.services.path.referral_lists import ReferralRow, list_referrals
from intake_app.services.path.situation_lists import SnapshotRow, list_snapshots
from intake_app.services.path.tracks import read_tracks
from intake_app.services.path.trusted_contacts import TrustedContactRow, list_trusted_contacts
from intake_app.services.path.visibilities import VisibilityRow, read_visibility
from intake_app.services.places import NeighbourhoodRow, list_neighbourhoods
from intake_app.services.resident_lists import neighbourhood_of_last_registered
from intake_app.services.rows import fetch
from intake_app.services.staff import StaffRow, read_staff_member


@dataclass(frozen=True, slots=True)
class PathOverview:
    """A resident's path as this laptop knows it."""

    tracks: tuple[Track, ...] = ()
    """The latest first; never empty of somebody this laptop has."""
    visibility: VisibilityRow | None = None
    snapshots: tuple[SnapshotRow, ...] = ()
    barriers: tuple[BarrierRow, ...] = ()
    wishes: tuple[WishRow, ...] = ()
    projects: tuple[ProjectRow, ...] = ()
    enterprises: tuple[MicroEnterpriseRow, ...] = ()
    enrolments: tuple[EnrolmentRow, ...] = ()
    outcomes: tuple[OutcomeRow, ...] = ()
    mentorings: tuple[MentoringRow, ...] = ()
    roles: tuple[CollectiveRoleRow, ...] = ()
    referrals: tuple[ReferralRow, ...] = ()
    trusted: tuple[TrustedContactRow, ...] = ()


@dataclass(frozen=True, slots=True)
class StepChoices:
    """What the forms of a path choose from."""

    path: PathOverview = PathOverview()
    operations: tuple[OperationRow, ...] = ()
    actions: tuple[ActionRow, ...] = ()
    cohorts: tuple[CohortRow, ...] = ()
    partners: tuple[PartnerRow, ...] = ()
    offers: tuple[OfferRow, ...] = ()
    mentors: tuple[MentorRow, ...] = ()
    collective_projects: tuple[CollectiveProjectRow, ...] = ()
    neighbourhoods: tuple[NeighbourhoodRow, ...] = ()
    usual_neighbourhood_id: UUID | None = None
    """Where the actor registered somebody last, else where they work."""
    staff: tuple[StaffRow, ...] = ()
    """Who may be the referent, whoever is it first."""
    referent: StaffRow | None = None
    """Whoever is it, even if they have no access any more."""
    person: ResidentFields | None = None


def read_path(session: Session, actor: Actor, resident_id: UUID, today: Day) -> PathOverview:
    """The path of a resident, whichever of their files tells it, as far as the actor may see it."""
    require(actor, Deed.OPEN_FILE)
    sees_referrals = may(actor.role, Deed.REFER)
    return PathOverview(
        tracks=read_tracks(session, resident_id),
        visibility=read_visibility(session, resident_id, today),
        snapshots=tuple(list_snapshots(session, resident_id, today)),
        barriers=tuple(list_barriers(session, resident_id)),
        wishes=tuple(read_wishes(session, resident_id)),
        projects=tuple(list_projects(session, resident_id)),
        enterprises=tuple(list_micro_enterprises(session, resident_id)),
        enrolments=tuple(list_enrolments(session, resident_id)),
        outcomes=tuple(list_outcomes(session, resident_id)),
        mentorings=tuple(list_mentorings(session, resident_id)),
        roles=tuple(list_roles(session, resident_id=resident_id)),
        referrals=tuple(list_referrals(session, actor, today, resident_id=resident_id)) if sees_referrals else (),
        trusted=tuple(list_trusted_contacts(session, resident_id)),
    )


def read_step_choices(session: Session, actor: Actor, resident_id: UUID | None, today: Day) -> StepChoices:
    """What the form of any step of this resident's path chooses from, or of a meeting with nobody in particular."""
    if resident_id is None and may(actor.role, Deed.KEEP_ACTIONS) and not may(actor.role, Deed.OPEN_FILE):
        # of nobody: an action, by somebody who opens no file
        return StepChoices(
            operations=tuple(list_operations(session, today)),
            actions=tuple(list_actions(session)),
            partners=tuple(list_partners(session, actor)),
        )
    require(actor, Deed.OPEN_FILE)
    person = _person(session, resident_id) if resident_id else None
    is_near = person is not None and person.referent_id == actor.staff_id
    return StepChoices(
        path=read_path(session, actor, resident_id, today) if resident_id else PathOverview(),
        operations=tuple(list_operations(session, today)),
        actions=tuple(list_actions(session)),
        cohorts=tuple(list_cohorts(session)),
        partners=tuple(list_partners(session, actor, is_near=is_near)),
        offers=tuple(list_offers(session, actor, today)),
        mentors=tuple(list_mentors(session)),
        collective_projects=tuple(list_collective_projects(session)),
        neighbourhoods=tuple(list_neighbourhoods(session)),
        usual_neighbourhood_id=_usual_neighbourhood(session, actor),
        staff=tuple(list_colleagues(session, resident_id, person.referent_id)) if resident_id and person else (),
        referent=read_staff_member(session, person.referent_id) if person and person.referent_id else None,
        person=person,
    )


def _usual_neighbourhood(session: Session, actor: Actor) -> UUID | None:
    own = read_staff_member(session, actor.staff_id)
    return neighbourhood_of_last_registered(session, actor.staff_id) or (own.neighbourhood_id if own else None)


def _person(session: Session, resident_id: UUID) -> ResidentFields:
    row = fetch(session, Resident, resident_id)
    return ResidentFields.model_validate(row.model_dump(include=set(ResidentFields.model_fields)))
