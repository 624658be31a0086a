"""What the sheet of a workshop's day says: who was there, who signed for which half-day, before whom."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.errors import KnownError
from intake_app.domain.headcount import HeadcountFields
from intake_app.domain.record_types import table_of
from intake_app.domain.signature import Signature
from intake_app.domain.strokes import Stroke, from_text
from intake_app.services.access import Deed, require
from intake_app.services.attendances import CAME
from intake_app.services.families import read_families
from intake_app.services.rolls import Roll, read_roll
from intake_app.services.sheets.headcounts import read_headcount
from intake_app.services.sheets.signatures import read_signatures
from intake_app.services.workshop_frames import read_frames
from intake_app.storage import audit

TAKEN: Final = "take_sheet_to_sign"
_SLOT = table_of("slot")


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature on the sheet: its line, what it was made with (a code of `signature_means`), its place in the chain.
    `others` counts further signatures of the same person for the same half-day, from another laptop.
    """

    strokes: tuple[Stroke, ...]
    means: str
    hash: str
    name: str = ""
    others: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """Somebody at a half-day: their status (a code of `attendance_status`), None where nobody expected them."""

    status: str | None
    signed: Signed | None = None

    @property
    def is_present(self) -> bool:
        """Whether they came."""
        return self.status in CAME


@dataclass(frozen=True, slots=True)
class SheetLine:
    """Somebody, with a mark for each half-day of the sheet, in their order."""

    resident_id: UUID
    family_name: str
    first_name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class SheetSlot:
    """A half-day: its times (« 14:00 »), who came without a name, and the facilitator's signature."""

    slot_id: UUID
    half_day: str
    start_time: str
    end_time: str
    headcount: HeadcountFields
    facilitator: Signed | None


@dataclass(frozen=True, slots=True)
class SheetContent:
    """A workshop's day. `action_fr`, `action_en` are the action's exact titles, empty without an action."""

    workshop_id: UUID
    held_on: Day
    title: str
    action_fr: str
    action_en: str
    operation: str
    funder: str | None
    grant_code: str
    partner: str
    place: str
    facilitators: str
    slots: tuple[SheetSlot, ...]
    lines: tuple[SheetLine, ...]

    @property
    def sha256(self) -> str:
        """One hash over everything the sheet says."""
        slots = [
            [str(one.slot_id), one.start_time, one.end_time, one.headcount.model_dump(), _hash(one.facilitator)]
            for one in self.slots
        ]
        lines = [
            [str(line.resident_id), *((one.status, _hash(one.signed)) for one in line.marks)] for line in self.lines
        ]
        head = [self.title, self.action_fr, self.operation, self.place, self.facilitators, self.held_on.isoformat()]
        said = json.dumps([head, slots, sorted(lines, key=str)], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()


def take_content(session: Session, actor: Actor, workshop_id: UUID, held_on: Day) -> SheetContent:
    """What is about to leave on paper to be signed by hand; that names leave is noted in the trail. KnownError
    `record_gone`.
    """
    require(actor, Deed.CALL_ROLL)
    content = read_content(session, workshop_id, held_on)
    audit.note(session, actor, TAKEN, "workshop", workshop_id)
    return content


def read_content(session: Session, workshop_id: UUID, held_on: Day) -> SheetContent:
    """What the sheet of that day would say now. Raises KnownError `record_gone` when the workshop has no slot then."""
    query = (
        select(_SLOT.c.id, _SLOT.c.half_day)
        .where(_SLOT.c.workshop_id == workshop_id, _SLOT.c.held_on == held_on, _SLOT.c.archived_at.is_(None))
        .order_by(_SLOT.c.start_time, _SLOT.c.id)
    )
    half_days = {row.id: row.half_day for row in session.connection().execute(query)}
    if not half_days:
        raise KnownError("record_gone")
    rolls = [read_roll(session, slot_id) for slot_id in half_days]
    signed = [_signatures(session, roll) for roll in rolls]
    slots = tuple(
        SheetSlot(
            roll.slot_id,
            half_days[roll.slot_id],
            roll.start_time,
            roll.end_time,
            read_headcount(session, roll.slot_id),
            given.get(None),
        )
        for roll, given in zip(rolls, signed, strict=True)
    )
    first, frame = rolls[0], read_frames(session, [workshop_id])[workshop_id]
    return SheetContent(
        workshop_id=workshop_id,
        held_on=held_on,
        title=first.title,
        place=first.place or "",
        facilitators=first.facilitators or "",
        slots=slots,
        lines=_lines(rolls, signed),
        action_fr=frame.action_fr,
        action_en=frame.action_en,
        operation=frame.operation,
        funder=frame.funder,
        grant_code=frame.grant_code,
        partner=frame.partner,
    )


def _signatures(session: Session, roll: Roll) -> dict[UUID | None, Signed]:
    """Who signed, by the file that is shown, and the facilitator under None; the first signature stands."""
    found = read_signatures(session, roll.slot_id)
    families = read_families(session, [one.resident_id for one in found if one.resident_id is not None])
    by_signer: dict[UUID | None, list[Signature]] = {}
    for one in found:
        by_signer.setdefault(one.resident_id and families.root(one.resident_id), []).append(one)
    return {signer: _first_of(given) for signer, given in by_signer.items()}


def _first_of(given: list[Signature]) -> Signed:
    first, *others = given
    return Signed(from_text(first.strokes), first.means, first.hash, first.signer_name or "", len(others))


def _lines(rolls: list[Roll], signed: list[dict[UUID | None, Signed]]) -> tuple[SheetLine, ...]:
    people = {row.resident_id: row for roll in rolls for row in roll.rows}
    statuses = [{row.resident_id: row.status for row in roll.rows} for roll in rolls]
    lines = [
        SheetLine(
            one,
            row.family_name,
            row.first_name,
            tuple(Mark(status.get(one), given.get(one)) for status, given in zip(statuses, signed, strict=True)),
        )
        for one, row in people.items()
    ]
    return tuple(sorted(lines, key=lambda line: (line.family_name.lower(), line.first_name.lower(), line.resident_id)))


def _hash(signed: Signed | None) -> str | None:
    return signed.hash if signed is not None else None
