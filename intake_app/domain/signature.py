"""Somebody signed for a half-day: the line of the pen, when, before whom, and where it stands in the chain of the slot.

Signatures are only ever added. Two laptops that have one person sign each keep theirs: both are proof.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column

from intake_app.domain.base import Audience, Merge, SyncedRow, UtcTime, code, reference, synced

ON_PAPER: Final = "paper"
"""Signed on the printed sheet, of which a scan is kept: there is no line of a pen."""
FIRST: Final = "0" * 64
"""What the first signature of a slot follows."""
_SEALED: Final = ("slot_id", "resident_id", "signer_name", "means", "strokes", "signed_at", "previous_hash")


class Signature(SyncedRow, table=True):
    """A resident's signature, or without a resident the facilitator's, under the name they gave."""

    __tablename__ = "signature"

    slot_id: UUID = reference("slot", index=True)
    resident_id: UUID | None = reference("resident", optional=True, index=True)
    signer_name: str | None = synced(Merge.APPEND_ONLY, Audience.FIELD, default=None, max_length=160)
    """The facilitator's; a resident's name stands in their file alone."""
    means: str = code("signature_means", merge=Merge.APPEND_ONLY)
    strokes: str = synced(Merge.APPEND_ONLY, Audience.FIELD, default="", max_length=60_000)
    """See `domain.strokes`."""
    signed_at: datetime = synced(Merge.APPEND_ONLY, Audience.FIELD, column=Column(UtcTime(), nullable=False))
    previous_hash: str = synced(Merge.APPEND_ONLY, Audience.FIELD, min_length=64, max_length=64)
    """The hash of the signature that this laptop knew as the slot's last."""
    hash: str = synced(Merge.APPEND_ONLY, Audience.FIELD, min_length=64, max_length=64)


def signature_hash(values: Mapping[str, Any], operator_id: UUID | None) -> str:
    """SHA-256 (hexadecimal) over who signed what, when, how, before whom, and after which signature. `values` are the
    fields of a signature, ids and moments as their own types.
    """
    said = [_said(values.get(name)) for name in _SEALED]
    return hashlib.sha256(json.dumps([*said, _said(operator_id)], ensure_ascii=False).encode()).hexdigest()


def faulty(signatures: Sequence[Signature]) -> Iterator[Signature]:
    """Those of a slot's signatures, withdrawn ones among them, that no longer say what was signed."""
    for one in signatures:
        if one.hash != signature_hash(one.model_dump(include=set(_SEALED)), one.created_by):
            yield one


def gaps(signatures: Sequence[Signature]) -> int:
    """How many of them follow one that is not among them: it was never received, or went with somebody erased."""
    known = {FIRST, *(one.hash for one in signatures)}
    return sum(one.previous_hash not in known for one in signatures)


def _said(value: Any) -> Any:
    if isinstance(value, datetime):
        return int(value.timestamp())
    return str(value) if isinstance(value, UUID) else value
