"""Signatures and sheets of fictitious people, as a pad would bring them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from intake_app.domain.actor import Actor
from intake_app.domain.strokes import Stroke
from intake_app.services.sheets.contents import SheetContent, read_content
from intake_app.services.sheets.sealing import mark_of, seal_sheet
from intake_app.services.sheets.signatures import sign, sign_as_facilitator
from intake_app.storage.store import Store
from tests.store.world import TODAY

LINE: tuple[Stroke, ...] = (((100, 100, 0, 255), (180, 40, 40, 200), (300, 120, 90, 180)), ((320, 60, 400, 255),))


def signed(store: Store, actor: Actor, slot_id: UUID, resident_id: UUID, means: str = "pen") -> UUID:
    """Somebody signs."""
    return store.run(sign, actor, slot_id, resident_id, LINE, means=means)


def led(store: Store, actor: Actor, slot_id: UUID, name: str = "Nadia Morvan") -> UUID:
    """The facilitator signs."""
    return store.run(sign_as_facilitator, actor, slot_id, name, LINE, means="mouse")


def pdf_of(sheet_id: UUID, words: str = "Feuille") -> bytes:
    """What stands for the painted sheet."""
    return f"%PDF-1.7\n{mark_of(sheet_id)}\n{words}\n".encode()


def sealed(store: Store, actor: Actor, workshop_id: UUID, content: SheetContent | None = None) -> UUID:
    """Seal today's sheet of a workshop."""
    sheet_id = actor.new_id()
    said = content or store.read(read_content, workshop_id, TODAY)
    return store.run(seal_sheet, actor, store.blobs, said, pdf_of(sheet_id), sheet_id=sheet_id)


def names(content: SheetContent) -> Sequence[str]:
    """The family names on a sheet, in its order."""
    return [line.family_name for line in content.lines]
