"""Certificates of attendance: what somebody came to, when, for how long, who offered it, and who certifies it.

Of one person, or of everybody at a workshop, by whoever may open files; of a whole period only of those whose names may
leave in a register of it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.services.access import Deed, may, require
from intake_app.services.days import local_day
from intake_app.services.families import family_of
from intake_app.services.leaving.envelopes import Envelope, wrap
from intake_app.services.leaving.taken_files import note_taken
from intake_app.services.registers.hours import Hours, sum_hours
from intake_app.services.registers.presences import Presence, Selection, read_presences
from intake_app.services.registers.register import names_to_take
from intake_app.services.resident_lists import read_resident_rows
from intake_app.services.signatories import Signatory, read_signatory
from intake_app.services.workshop_frames import WorkshopFrame, read_frames
from intake_app.storage import audit
from intake_app.storage.safe_file import LAPTOP_DISK, write_safely

CERTIFIED: Final = "certify_attendance"
"""The deed under which the trail keeps that a person's hours were certified."""
TAKEN: Final = "take_certificates"
"""The same of the file that holds the certificates."""


@dataclass(frozen=True, slots=True)
class CertifiedAction:
    """An action, or a workshop without one, and the half-days somebody came to, by day. `frame` is that of the last;
    `places` are those of each half-day.
    """

    frame: WorkshopFrame
    presences: tuple[Presence, ...]
    places: tuple[str, ...]
    hours: Hours


@dataclass(frozen=True, slots=True)
class Certificate:
    """What is certified of one person, on that day, by the author."""

    resident_id: UUID
    first_name: str
    family_name: str
    issued_on: Day
    actions: tuple[CertifiedAction, ...]
    hours: Hours
    author: Signatory


def take_certificates(session: Session, actor: Actor, selection: Selection) -> tuple[Certificate, ...]:
    """The certificates that are about to leave, by name, of everybody who came; each is noted in the trail. Raises
    KnownError `not_allowed`.
    """
    require(actor, Deed.OPEN_FILE)
    if selection.resident_ids is not None:
        members = {one for asked in selection.resident_ids for one in family_of(session, asked)}
        selection = replace(selection, resident_ids=tuple(sorted(members)))
    presences = [one for one in read_presences(session, selection) if one.has_come]
    by_person: dict[UUID, list[Presence]] = {}
    for one in presences:
        by_person.setdefault(one.resident_id, []).append(one)
    frames, author = (
        read_frames(session, [one.workshop_id for one in presences]),
        read_signatory(session, actor.staff_id),
    )
    made = [
        Certificate(
            one, *names, local_day(actor.clock), _actions(by_person[one], frames), sum_hours(by_person[one]), author
        )
        for one, names in _names(session, actor, selection, list(by_person)).items()
    ]
    for certificate in made:
        audit.note(session, actor, CERTIFIED, "resident", certificate.resident_id)
    return tuple(sorted(made, key=lambda one: (one.family_name.lower(), one.first_name.lower(), one.resident_id)))


def save_certificates(
    session: Session, actor: Actor, count: int, content: bytes, target: Path, envelope: Envelope, language: str
) -> None:
    """Write the certificates, drawn, to `target`, or into an encrypted archive of that name, the trail first. Raises
    KnownError: disk_full, folder_read_only, folder_unreachable.
    """
    require(actor, Deed.OPEN_FILE)
    ((path, wrapped),) = wrap([(target.with_suffix(".pdf"), content)], target, envelope, language)
    note_taken(session, actor, envelope, TAKEN, count, [(path, hashlib.sha256(wrapped).hexdigest())])
    write_safely(LAPTOP_DISK, path, wrapped)


def _names(session: Session, actor: Actor, selection: Selection, ids: list[UUID]) -> dict[UUID, tuple[str, str]]:
    """First and family names of those who may have a certificate; nobody who was erased."""
    is_of_roll = selection.workshop_id is not None and may(actor.role, Deed.CALL_ROLL)
    if selection.resident_ids is not None or is_of_roll:
        found = {one.id: (one.first_name, one.family_name) for one in read_resident_rows(session, ids)}
    else:
        taken = names_to_take(session, ids, actor, selection)
        found = {one: (first_name, family_name) for one, (family_name, first_name) in taken.items()}
    return {one: names for one, names in found.items() if names[1]}


def _actions(presences: list[Presence], frames: dict[UUID, WorkshopFrame]) -> tuple[CertifiedAction, ...]:
    """What somebody came to, the first begun first."""
    grouped: dict[UUID, list[Presence]] = {}
    for one in presences:
        grouped.setdefault(one.action_id or one.workshop_id, []).append(one)
    return tuple(
        CertifiedAction(
            frames[rows[-1].workshop_id],
            tuple(rows),
            tuple(frames[one.workshop_id].place for one in rows),
            sum_hours(rows),
        )
        for rows in grouped.values()
    )
