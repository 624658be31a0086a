"""A resident's sheet, to be printed: what the person may read of their own file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.services.access import Deed, require
from intake_app.services.path.overview import PathOverview, read_path
from intake_app.services.resident_files import ResidentFile, read_resident
from intake_app.services.timeline_entries import TimelineEntry
from intake_app.services.timelines import came, read_timeline
from intake_app.storage import audit

TAKEN: Final = "print_sheet"


@dataclass(frozen=True, slots=True)
class ResidentSheet:
    """What a sheet tells: the file, the path, and the workshops the person came to, newest first."""

    file: ResidentFile
    path: PathOverview
    workshops: tuple[TimelineEntry, ...]


def take_sheet(session: Session, actor: Actor, resident_id: UUID, today: Day) -> ResidentSheet:
    """Read what is about to leave on paper, and note in the trail that it does. Raises KnownError `record_gone`."""
    require(actor, Deed.OPEN_FILE)
    file = read_resident(session, resident_id, today)
    audit.note(session, actor, TAKEN, "resident", file.id)
    workshops = tuple(entry for entry in read_timeline(session, file.id) if came(entry))
    return ResidentSheet(file, read_path(session, actor, file.id, today), workshops)
