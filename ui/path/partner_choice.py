"""Choosing a partner, where the bare name of some reveals something (P8)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from intake_app.services.path.partners import PartnerRow
from ui.path import field_kinds
from ui.path.step_kind import Moment
from ui.widgets.field_spec import FieldSpec


def partner(
    record_type: str,
    name: str,
    moment: Moment,
    *,
    held: UUID | None = None,
    held_name: str | None = "",
    **more: Any,
) -> FieldSpec:
    """A partner by name. Those not told to the actor are left out, but for the one that the record has (`held`):
    « Partenaire (nom réservé) ». A `held_name` of None says that this record's is not told, though the actor may choose
    such partners for others: then none of them is named.
    """
    is_hidden = held_name is None

    def is_offered(row: PartnerRow) -> bool:
        return row.id == held or (row.name is not None and not (is_hidden and row.has_sensitive_name))

    def say(row: PartnerRow) -> str:
        known = None if row.id == held and is_hidden else row.name or (held_name if row.id == held else None)
        return known or QCoreApplication.translate("PathSteps", "Partenaire (nom réservé)")

    return field_kinds.chosen(record_type, name, filter(is_offered, moment.choices.partners), say, **more)
