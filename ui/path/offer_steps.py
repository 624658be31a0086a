"""The forms of what is offered, of nobody in particular: an offer, a cohort of a certified training."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from intake_app.services.access import Deed
from intake_app.services.path.cohorts import open_cohort, update_cohort
from intake_app.services.path.offers import OfferRow, record_offer, update_offer
from ui import formats
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


def _cohort_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    is_english = formats.language() == "en"
    certified = [row for row in moment.choices.actions if row.is_certified]
    return (
        field_kinds.words("cohort", "name", is_required=True, weight=6, max_length=120),
        field_kinds.chosen(
            "cohort", "action_id", certified, lambda row: str(row.title_en if is_english else row.title_fr),
            is_required=True, weight=6,
        ),
        field_kinds.words("cohort", "qualification", is_required=True, weight=6),
        field_kinds.words("cohort", "certifier", is_required=True, weight=6),
        field_kinds.on_day("cohort", "starts_on", moment.today),
        field_kinds.on_day("cohort", "ends_on", moment.today),
        field_kinds.words(
            "cohort", "register_code", weight=6, max_length=20, hint=translate("PathSteps", "Par exemple RNCP38000")
        ),
    )  # fmt: skip


def _start_cohort(moment: Moment) -> Mapping[str, FieldValue]:
    row = next((one for one in moment.choices.cohorts if one.id == moment.record_id), None)
    if row is not None:
        return shown(row, [spec.name for spec in _cohort_specs(moment)])
    certified = [row for row in moment.choices.actions if row.is_certified]
    return {"action_id": str(certified[0].id)} if len(certified) == 1 else {}


def _save_cohort(moment: Moment, values: dict[str, Any], _keeps_words: bool) -> Call:
    if moment.record_id is not None:
        return Call(update_cohort, (moment.record_id, values))
    return Call(open_cohort, (values,))


def _is_any_certified(moment: Moment) -> bool:
    return any(row.is_certified for row in moment.choices.actions)


OFFER_STEPS = (
    StepKind(
        "cohort", "cohort", "people", Deed.KEEP_OFFERS,
        lambda: translate("PathSteps", "Promotion d’une formation certifiée"),
        _cohort_specs, _save_cohort, _start_cohort, is_offered=_is_any_certified,
    ),
    StepKind(
        "offer", "offer", "document", Deed.KEEP_OFFERS, lambda: translate("PathSteps", "Offre du répertoire"),
        _offer_specs, _save_offer, _start_offer, is_offered=never,
    ),
)  # fmt: skip
