"""The form of an offer of the directory: of nobody in particular."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from intake_app.services.access import Deed
from intake_app.services.path.offers import OfferRow, record_offer, update_offer
from ui.path import field_kinds
from ui.path.partner_choice import partner
from ui.path.step_kind import Call, Moment, StepKind, never
from ui.path.step_values import shown
from ui.widgets.field_spec import FieldSpec, FieldValue

translate = QCoreApplication.translate


def _offer_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    def coded(name: str, list_name: str, **more: Any) -> FieldSpec:
        return field_kinds.coded("offer", name, list_name, moment.today, weight=6, **more)

    row = _offer_of(moment)
    return (
        field_kinds.words("offer", "title", is_required=True),
        partner(
            "offer", "organisation_id", moment, held=row.organisation_id if row else None, is_required=True, weight=6
        ),
        coded("theme", "service_theme", kind="choice"),
        field_kinds.coded("offer", "kind", "offer_kind", moment.today, is_required=True),
        field_kinds.words("offer", "place", weight=6),
        field_kinds.words("offer", "contact", weight=6),
        coded("contract", "contract_kind", kind="choice"),
        field_kinds.number("offer", "hours_a_week", weight=6),
        field_kinds.on_day("offer", "valid_until", moment.today),
        field_kinds.on_day("offer", "starts_on", moment.today),
        field_kinds.words("offer", "requirements", max_length=280),
    )


def _offer_of(moment: Moment) -> OfferRow | None:
    return next((row for row in moment.choices.offers if row.id == moment.record_id), None)


def _start_offer(moment: Moment) -> Mapping[str, FieldValue]:
    row = _offer_of(moment)
    return shown(row, [spec.name for spec in _offer_specs(moment)]) if row else {}


def _save_offer(moment: Moment, values: dict[str, Any], _keeps_words: bool) -> Call:
    if moment.record_id is not None:
        return Call(update_offer, (moment.record_id, values))
    return Call(record_offer, (values,))


OFFER_STEPS = (
    StepKind(
        "offer", "offer", "document", Deed.KEEP_OFFERS, lambda: translate("PathSteps", "Offre du répertoire"),
        _offer_specs, _save_offer, _start_offer, is_offered=never,
    ),
)  # fmt: skip
