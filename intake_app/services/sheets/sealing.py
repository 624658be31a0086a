"""Sealing a workshop's day: its PDF and what it says are fixed. A correction opens it again, for a reason, and the
sheet sealed next amends it; both are kept.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session
from sqlmodel import select as select_rows

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.errors import KnownError
from intake_app.domain.names import short_name
from intake_app.domain.record_types import table_of
from intake_app.domain.rules.form import code_problems
from intake_app.domain.rules.problem import refuse
from intake_app.domain.sheet import Sheet
from intake_app.domain.workshop import Workshop
from intake_app.services.access import Deed, require
from intake_app.services.attachments import SEALED_SHEET, keep_content
from intake_app.services.days import local_day
from intake_app.services.rows import fetch
from intake_app.services.sealed_days import is_sealed
from intake_app.services.sheets.contents import SheetContent, read_content
from intake_app.storage import audit
from intake_app.storage.blobs import BlobFolder

OPENED: Final = "open_sheet"
"""The deed under which the trail keeps that a sealed sheet was opened again."""
_MARK: Final = re.compile(rb"palier:sheet:([0-9a-f-]{36})")
_SHEET: Final = table_of("sheet")
_STAFF: Final = table_of("staff_member")


class Likeness(StrEnum):
    """What a PDF is to the sheets that were sealed."""

    SAME = "same"
    ALTERED = "altered"
    """It says that it is a sheet we know, and is not what was sealed, to the byte."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SealedSheet:
    """A sheet that was sealed. `opened_for` is a code of `sheet_amendment_reason` once it was opened again; `amends_id`
    is the sheet it stands for now.
    """

    sheet_id: UUID
    workshop_id: UUID
    held_on: Day
    sealed_at: datetime
    sealed_by: str
    attachment_id: UUID
    pdf_sha256: str
    content_sha256: str
    amends_id: UUID | None
    opened_at: datetime | None
    opened_for: str | None


def mark_of(sheet_id: UUID) -> str:
    """What a PDF carries, legible in its bytes, to say which sheet it is."""
    return f"palier:sheet:{sheet_id}"


def seal_sheet(
    session: Session, actor: Actor, blobs: BlobFolder, content: SheetContent, pdf: bytes, *, sheet_id: UUID
) -> UUID:
    """Seal what `pdf`, which shows `content` and carries `mark_of(sheet_id)`, says. Returns `sheet_id`.

    Raises KnownError: sheet_sealed, sheet_changed (the roll is not what was painted any more), facilitator_unsigned,
    workshop_to_come, workshop_cancelled, disk_full…
    """
    require(actor, Deed.CALL_ROLL)
    workshop = fetch(session, Workshop, content.workshop_id)
    if workshop.status == "cancelled":
        raise KnownError("workshop_cancelled")
    if content.held_on > local_day(actor.clock):
        raise KnownError("workshop_to_come")
    if is_sealed(session, workshop.id, content.held_on):
        raise KnownError("sheet_sealed")
    if read_content(session, workshop.id, content.held_on).sha256 != content.sha256:
        raise KnownError("sheet_changed")
    if any(slot.facilitator is None for slot in content.slots):
        raise KnownError("facilitator_unsigned")
    attachment_id = keep_content(session, actor, blobs, pdf, workshop_id=workshop.id, kind=SEALED_SHEET)
    former = latest_sheet(session, workshop.id, content.held_on)
    sheet = actor.create(
        Sheet,
        id=sheet_id,
        workshop_id=workshop.id,
        held_on=content.held_on,
        sealed_at=actor.clock(),
        attachment_id=attachment_id,
        pdf_sha256=hashlib.sha256(pdf).hexdigest(),
        content_sha256=content.sha256,
        amends_id=former.id if former is not None else None,
    )
    session.add(sheet)
    return sheet_id


def open_sheet(session: Session, actor: Actor, sheet_id: UUID, reason: str) -> UUID:
    """Open a sealed day again to correct it, for a reason (a code of `sheet_amendment_reason`). Another laptop's sheet
    of the same day is opened with it.
    """
    require(actor, Deed.CALL_ROLL)
    refuse(code_problems("sheet", {"opened_for": reason}))
    sheet = fetch(session, Sheet, sheet_id)
    query = select_rows(Sheet).where(Sheet.workshop_id == sheet.workshop_id, Sheet.held_on == sheet.held_on)
    for one in session.exec(query).all():
        if one.opened_at is None:
            one.opened_at, one.opened_for = actor.clock(), reason
    workshop = fetch(session, Workshop, sheet.workshop_id)
    if workshop.status == "closed":
        workshop.status = "held"
    audit.note(session, actor, OPENED, "sheet", sheet_id)
    return sheet_id


def list_sheets(session: Session, workshop_id: UUID) -> list[SealedSheet]:
    """Every sheet of a workshop, the latest first."""
    return _read(session, _SHEET.c.workshop_id == workshop_id)


def compare_pdf(session: Session, pdf: bytes) -> tuple[Likeness, SealedSheet | None]:
    """Whether a PDF is, to the byte, a sheet that was sealed; with the sheet where it is known."""
    same = _read(session, _SHEET.c.pdf_sha256 == hashlib.sha256(pdf).hexdigest())
    if same:
        return Likeness.SAME, same[0]
    mark = _MARK.search(pdf)
    said = _read(session, _SHEET.c.id == UUID(mark.group(1).decode())) if mark and _is_id(mark.group(1)) else []
    return (Likeness.ALTERED, said[0]) if said else (Likeness.UNKNOWN, None)


def latest_sheet(session: Session, workshop_id: UUID, held_on: Day) -> Sheet | None:
    """The sheet of that day sealed last, opened again or not."""
    query = select_rows(Sheet).where(Sheet.workshop_id == workshop_id, Sheet.held_on == held_on)
    return max(session.exec(query).all(), key=lambda one: (one.sealed_at, one.id), default=None)


def _read(session: Session, condition: Any) -> list[SealedSheet]:
    query = (
        select(_SHEET, _STAFF.c.family_name, _STAFF.c.first_name)
        .outerjoin(_STAFF, _STAFF.c.id == _SHEET.c.created_by)
        .where(condition, _SHEET.c.archived_at.is_(None))
        .order_by(_SHEET.c.sealed_at.desc(), _SHEET.c.id.desc())
    )
    return [
        SealedSheet(
            row.id,
            row.workshop_id,
            row.held_on,
            row.sealed_at,
            short_name(row.family_name, row.first_name) if row.family_name else "",
            row.attachment_id,
            row.pdf_sha256,
            row.content_sha256,
            row.amends_id,
            row.opened_at,
            row.opened_for,
        )
        for row in session.connection().execute(query)
    ]


def _is_id(text: bytes) -> bool:
    try:
        UUID(text.decode())
    except ValueError:
        return False
    return True
