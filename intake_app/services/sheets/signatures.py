"""Taking signatures: a resident's for the half-day they attend, the facilitator's for the half-day they led."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from sqlmodel import Session, select

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.rules.form import code_problems
from intake_app.domain.rules.problem import FieldProblem, refuse
from intake_app.domain.signature import FIRST, ON_PAPER, Signature, signature_hash
from intake_app.domain.strokes import Stroke, as_text, is_signature
from intake_app.domain.workshop import Slot, Workshop
from intake_app.services.access import Deed, require
from intake_app.services.attendances import came_to, mark_present
from intake_app.services.rows import fetch
from intake_app.services.sealed_days import refuse_if_sealed

LONGEST_NAME: Final = 160


def sign(
    session: Session, actor: Actor, slot_id: UUID, resident_id: UUID, strokes: Sequence[Stroke], *, means: str
) -> UUID:
    """A resident signs for a half-day (`means`: a code of `signature_means`); whoever signs is present. A second
    signature of the same person is kept beside the first. Returns the signature's id.

    Raises KnownError: signature_too_short, sheet_sealed, workshop_cancelled, record_gone.
    """
    require(actor, Deed.CALL_ROLL)
    if not came_to(session, slot_id, resident_id):
        mark_present(session, actor, slot_id, resident_id)
    return _add(session, actor, slot_id, strokes, means, resident_id=resident_id)


def sign_as_facilitator(
    session: Session, actor: Actor, slot_id: UUID, name: str, strokes: Sequence[Stroke], *, means: str
) -> UUID:
    """The facilitator signs, under the name given. Raises as `sign`; InvalidFields for a name."""
    require(actor, Deed.CALL_ROLL)
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        refuse([FieldProblem("signer_name", "text_too_long" if name else "field_missing")])
    return _add(session, actor, slot_id, strokes, means, signer_name=name)


def withdraw_signature(session: Session, actor: Actor, signature_id: UUID) -> UUID:
    """Take a signature off the sheet: somebody signed on another's line. It stays in the chain."""
    require(actor, Deed.CALL_ROLL)
    signature = fetch(session, Signature, signature_id)
    refuse_if_sealed(session, signature.slot_id)
    signature.archived_at = signature.archived_at or actor.clock()
    return signature_id


def put_back_signature(session: Session, actor: Actor, signature_id: UUID) -> UUID:
    """Put a signature back onto the sheet."""
    require(actor, Deed.CALL_ROLL)
    signature = fetch(session, Signature, signature_id)
    refuse_if_sealed(session, signature.slot_id)
    signature.archived_at = None
    return signature_id


def read_signatures(session: Session, slot_id: UUID, *, with_withdrawn: bool = False) -> list[Signature]:
    """The signatures of a slot, in the order in which they were given."""
    query = select(Signature).where(Signature.slot_id == slot_id)
    if not with_withdrawn:
        query = query.where(Signature.archived_at == None)  # noqa: E711
    return sorted(session.exec(query).all(), key=_order)


def _order(signature: Signature) -> tuple[Any, UUID]:
    return signature.signed_at, signature.id


def _add(session: Session, actor: Actor, slot_id: UUID, strokes: Sequence[Stroke], means: str, **signer: Any) -> UUID:
    refuse(code_problems("signature", {"means": means}))
    if means != ON_PAPER and not is_signature(strokes):
        raise KnownError("signature_too_short")
    slot = fetch(session, Slot, slot_id)
    if fetch(session, Workshop, slot.workshop_id).status == "cancelled":
        raise KnownError("workshop_cancelled")
    refuse_if_sealed(session, slot_id)
    before = read_signatures(session, slot_id, with_withdrawn=True)
    values = {
        "resident_id": None,
        "signer_name": None,
        **signer,
        "slot_id": slot_id,
        "means": means,
        "strokes": as_text(strokes) if means != ON_PAPER else "",
        "signed_at": actor.clock().replace(microsecond=0),
        "previous_hash": before[-1].hash if before else FIRST,
    }
    signature = actor.create(Signature, **values, hash=signature_hash(values, actor.staff_id))
    session.add(signature)
    return signature.id
