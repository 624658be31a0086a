"""The form of an action, of nobody in particular: what a partner offers within a funded operation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from intake_app.services.access import Deed
from intake_app.services.actions import ActionRow, add_action, update_action
from ui.path import field_kinds
from ui.path.partner_choice import partner
from ui.path.step_kind import Call, Moment, StepKind, never
from ui.path.step_values import shown
from ui.widgets.field_spec import Choice, FieldSpec, FieldValue

translate = QCoreApplication.translate


def _specs(moment: Moment) -> tuple[FieldSpec, ...]:
    def coded(name: str, list_name: str, **more: Any) -> FieldSpec:
        return field_kinds.coded("action", name, list_name, moment.today, **more)

    row = _action_of(moment)
    exact = translate("PathSteps", "Le titre exact, tel que le financeur le lit sur tous les papiers")
    yes_no = (Choice("True", translate("PathSteps", "Oui")), Choice("False", translate("PathSteps", "Non")))
    return (
        field_kinds.words("action", "title_fr", is_required=True, hint=exact),
        field_kinds.words("action", "title_en", hint=translate("PathSteps", "Le même s’il n’y en a pas d’autre")),
        partner(
            "action", "organisation_id", moment, held=row.organisation_id if row else None, weight=6,
            nothing=translate("PathSteps", "Aucun"),
        ),
        _operation(moment, row),
        coded("kind", "action_kind", kind="choice", is_required=True, weight=6),
        coded("approach", "approach", kind="choice", weight=6),
        coded("unit", "action_unit", weight=6),
        field_kinds.number("action", "funded_hours", weight=6, max_length=6),
        FieldSpec("is_certified", field_kinds.name_of("action", "is_certified"), "chips", yes_no),
    )  # fmt: skip


def _operation(moment: Moment, row: ActionRow | None) -> FieldSpec:
    """The operations that run, and the action's own, which may be over."""
    spec = field_kinds.chosen(
        "action",
        "operation_id",
        moment.choices.operations,
        lambda one: f"{one.name} ({field_kinds.labelled('funder', one.funder)})",
        nothing=translate("PathSteps", "Sans financeur"),
        weight=6,
    )
    if row is None or row.operation_id is None or any(one.code == str(row.operation_id) for one in spec.choices):
        return spec
    held = Choice(str(row.operation_id), row.operation or "")
    return field_kinds.with_choice(spec, held)


def _action_of(moment: Moment) -> ActionRow | None:
    return next((row for row in moment.choices.actions if row.id == moment.record_id), None)


def _start(moment: Moment) -> Mapping[str, FieldValue]:
    row = _action_of(moment)
    if row is None:
        return {"kind": "workshop", "is_certified": "False"}
    return shown(row, [spec.name for spec in _specs(moment)])


def _save(moment: Moment, values: dict[str, Any], _keeps_words: bool) -> Call:
    if moment.record_id is not None:
        return Call(update_action, (moment.record_id, values))
    return Call(add_action, (values,))


ACTION_STEPS = (
    StepKind(
        "action", "action", "calendar", Deed.KEEP_ACTIONS, lambda: translate("PathSteps", "Action du programme"),
        _specs, _save, _start, is_offered=never,
    ),
)  # fmt: skip
