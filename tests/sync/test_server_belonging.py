"""What somebody's record names of another person's is refused by the centre, whichever record and whichever order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from intake_app.domain.actor import new_uuid7
from intake_app.domain.base import Merge
from intake_app.domain.enrolment import Enrolment, EnrolmentReturn, enrolment_id
from intake_app.domain.follow_up import FollowUp
from intake_app.domain.notice import Consent
from intake_app.domain.organisation import Organisation
from intake_app.domain.outcome import Outcome
from intake_app.domain.programme import Operation, Programme
from intake_app.domain.project import MicroEnterprise, Project, Wish
from intake_app.domain.record_types import RECORD_TYPES, merge_classes
from intake_app.domain.referral import Referral
from intake_app.domain.resident_merge import ResidentMerge
from intake_app.domain.rules.belonging import own_links
from intake_app.domain.situation import Situation
from sync.protocol.messages import Change
from sync.server.handle import Server
from sync.server.spaces import seed_rows
from tests.common.devices import MOMENT, Device, creation, new_change
from tests.common.servers import MadeSpace
from tests.sync.residents import made_resident, registered
from tests.sync.verdicts import kinds, reasons, stored

DAY = date(2026, 11, 2)
REFUSED = "of_another_person"
PARTNER, OPERATION = new_uuid7(), new_uuid7()


@pytest.fixture
def device(server: Server, space: MadeSpace) -> Device:
    """A laptop of a space with a partner and an operation."""
    actor, programme = space.actor(), new_uuid7()
    rows = [
        actor.create(Organisation, id=PARTNER, name="Boutique de gestion", country="FR", kind="public"),
        actor.create(Programme, id=programme, name="Valorisation"),
        actor.create(Operation, id=OPERATION, programme_id=programme, name="FSE+", funder="esf_plus"),
    ]
    seed_rows(server.centre, space.space_id, rows)
    return Device(server, space.code)


@pytest.fixture
def people(space: MadeSpace, device: Device) -> tuple[UUID, UUID]:
    """Two people whom the centre knows."""
    both = made_resident(space), made_resident(space)
    assert kinds(device.send(*[registered(space, one) for one in both])) == ["applied"] * 2
    return both[0].id, both[1].id


def made(space: MadeSpace, row_class: type[Any], who: UUID, **values: Any) -> Change:
    """A new record of somebody's."""
    return creation(space.actor().create(row_class, resident_id=who, **values), space.staff_id)


def named(space: MadeSpace, record_type: str, who: UUID) -> Change:
    """A new record of this type, of somebody's, for others to name."""
    match record_type:
        case "enrolment":
            of = {"id": enrolment_id(OPERATION, who), "operation_id": OPERATION}
            return made(space, Enrolment, who, entered_on=DAY, **of)
        case "project":
            return made(space, Project, who, kind="micro_enterprise", title="Food-truck", chosen_on=DAY)
        case "micro_enterprise":
            return made(space, MicroEnterprise, who, trade="Cuisine")
        case "consent":
            said = {"purpose": "share_partner", "state": "given", "evidence": "paper", "decided_at": MOMENT}
            return made(space, Consent, who, **said)
        case "referral":
            return made(space, Referral, who, organisation_id=PARTNER)
        case "follow_up":
            return made(space, FollowUp, who, purpose="call_back", due_on=DAY)
    return made(space, Situation, who, as_of=DAY)


NAMING: dict[str, Callable[..., Change]] = {
    "outcome": lambda space, who, **link: made(space, Outcome, who, type="temp", happened_on=DAY, **link),
    "situation": lambda space, who, **link: made(space, Situation, who, as_of=DAY, **link),
    "enrolment_return": lambda space, who, **link: made(space, EnrolmentReturn, who, returned_on=DAY, **link),
    "wish": lambda space, who, **link: made(space, Wish, who, words="Cuisiner", told_on=DAY, **link),
    "micro_enterprise": lambda space, who, **link: made(space, MicroEnterprise, who, trade="Cuisine", **link),
    "referral": lambda space, who, **link: made(space, Referral, who, organisation_id=PARTNER, **link),
    "follow_up": lambda space, who, **link: made(space, FollowUp, who, purpose="call_back", due_on=DAY, **link),
}
LINKS = [
    (record_type, field, target)
    for record_type in RECORD_TYPES
    for field, targets in own_links(record_type).items()
    for target in targets
]


@pytest.mark.parametrize("record_type,field,target", LINKS)
def test_a_record_names_what_is_its_persons_and_nobody_elses(
    server: Server,
    space: MadeSpace,
    device: Device,
    people: tuple[UUID, UUID],
    record_type: str,
    field: str,
    target: str,
) -> None:
    one, another = people
    theirs, anothers = named(space, target, one), named(space, target, another)
    good = NAMING[record_type](space, one, **{field: UUID(theirs.record_id)})
    bad = NAMING[record_type](space, one, **{field: UUID(anothers.record_id)})
    # within one batch, and once both are stored
    assert reasons(device.send(theirs, anothers, good, bad)) == [None, None, None, REFUSED]
    later = NAMING[record_type](space, one, **{field: UUID(anothers.record_id)})
    assert reasons(device.send(later)) == [REFUSED]
    edit = new_change(record_type, good.record_id, {field: (anothers.record_id, theirs.record_id)}, space.staff_id)
    # of what is written once the first stands, whoever writes another
    is_kept = merge_classes(record_type)[field] is Merge.APPEND_ONLY
    assert reasons(device.send(edit)) == [None if is_kept else REFUSED]
    links = [row[field] for row in stored(server, record_type) if str(row["id"]) in (good.record_id, bad.record_id)]
    assert links == [UUID(theirs.record_id)]


def test_what_was_written_into_the_wrong_file_moves_with_what_it_names_or_not_at_all(
    server: Server, space: MadeSpace, device: Device, people: tuple[UUID, UUID]
) -> None:
    one, another = people
    project = named(space, "project", one)
    wish = NAMING["wish"](space, one, project_id=UUID(project.record_id))
    device.send(project, wish)
    moved = {"resident_id": (str(another), str(one))}

    def move(change: Change, **more: Any) -> Change:
        return new_change(change.record_type, change.record_id, moved, space.staff_id, base_revision=1, **more)

    assert reasons(device.send(move(wish))) == [REFUSED]
    assert reasons(device.send(move(project))) == [REFUSED]
    unit = str(new_uuid7())
    assert reasons(device.send(move(project, unit_id=unit), move(wish, unit_id=unit))) == [None, None]
    assert {row["resident_id"] for kind in ("project", "wish") for row in stored(server, kind)} == {another}


def test_two_files_of_one_person_may_name_each_others_records_whether_the_join_stands_or_not(
    space: MadeSpace, device: Device, people: tuple[UUID, UUID]
) -> None:
    one, another = people
    enrolment = named(space, "enrolment", another)
    joined = creation(space.actor().create(ResidentMerge, merged_id=another, survivor_id=one), space.staff_id)
    link = {"enrolment_id": UUID(enrolment.record_id)}
    assert reasons(device.send(enrolment, joined, NAMING["outcome"](space, one, **link))) == [None] * 3
    undone = {"undone_at": (MOMENT, None), "undone_by": (str(space.staff_id), None)}
    device.send(new_change("resident_merge", joined.record_id, undone, space.staff_id, base_revision=1))
    # written on a laptop that had not heard that the join was taken back
    assert reasons(device.send(NAMING["outcome"](space, one, **link))) == [None]


def test_what_waited_for_another_persons_record_is_refused_when_that_comes(
    server: Server, space: MadeSpace, device: Device, people: tuple[UUID, UUID]
) -> None:
    one, another = people
    enrolment = named(space, "enrolment", another)
    outcome = NAMING["outcome"](space, one, enrolment_id=UUID(enrolment.record_id))
    assert kinds(device.send(outcome)) == ["held"]
    Device(server, space.another_code(server)).send(enrolment)
    (verdict,) = device.exchange([outcome]).verdicts
    assert (verdict.kind, verdict.reason) == ("duplicate", REFUSED)


def test_a_loose_reference_to_what_the_centre_has_not_got_is_let_be(
    space: MadeSpace, device: Device, people: tuple[UUID, UUID]
) -> None:
    assert reasons(device.send(NAMING["situation"](space, people[0], enrolment_id=new_uuid7()))) == [None]
