"""Judges one change on its own words, before any record is looked at. Nothing a laptop says is taken on trust."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from intake_app.domain.record_types import RECORD_TYPES
from sync.protocol.errors import RefusedError
from sync.protocol.messages import Change
from sync.server.field_rules import INVALID, is_id, is_moment, is_number, is_small_number, rules_of
from sync.server.settled import EMPTIED

KINDS: Final = frozenset({"set", "archive", "restore", EMPTIED})
"""What a change may be. An emptied one has no field left: whoever it was about has been erased."""
TAKEN_BACK: Final = "taken_back"
"""A number must be sent though its words were said again, or given up, before it was. With them it can come once more:
from a laptop put back to before that.
"""


@dataclass(frozen=True)
class Judged:
    """A batch, and for each change (by its id) why its words are refused, None when they are in order."""

    changes: Sequence[Change]
    reasons: dict[str, str | None]


def judge_batch(changes: Sequence[Change]) -> Judged:
    """Judge every change of a batch; needs no database, so nothing is locked meanwhile.

    Raises RefusedError body_malformed when a change cannot even be given a receipt, or comes twice.
    """
    reasons = {change.change_id: _reason_to_refuse(change) for change in changes}
    if len(reasons) < len(changes) or not all(is_id(change.change_id) for change in changes):
        raise RefusedError("body_malformed")
    if not all(is_number(change.device_seq) for change in changes):
        raise RefusedError("body_malformed")
    return Judged(changes, reasons)


def _reason_to_refuse(change: Change) -> str | None:
    """A key of CHANGE_REASONS, or None."""
    if change.record_type not in RECORD_TYPES:
        return "unknown_type"
    if (change.fields and change.kind == EMPTIED) or not _is_labelled(change):
        return INVALID
    if not change.fields and change.kind != EMPTIED:
        return TAKEN_BACK
    return _judge_fields(change)


def _is_labelled(change: Change) -> bool:
    return (
        change.kind in KINDS
        and is_id(change.record_id)
        and is_id(change.unit_id)
        and is_id(change.author_id)
        and is_moment(change.recorded_at)
        and is_number(change.base_revision)
        and is_small_number(change.schema_version)
        and is_small_number(change.clock_offset)
    )


def _judge_fields(change: Change) -> str | None:
    rules = rules_of(change.record_type)
    for name, edit in change.fields.items():
        rule = rules.get(name)
        if rule is None:
            return "unknown_field"
        reason = rule(edit.new)
        if reason is None and edit.base is not None:
            reason = rule(edit.base)
        if reason is not None:
            return reason
    return None
