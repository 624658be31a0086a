"""Enrolments, exits, returns and outcomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from intake_app.domain.rules.enrolment import ENDED, exit_doubts, headline_doubts
from intake_app.domain.rules.problem import FieldProblem
from intake_app.services.access import Deed
from intake_app.services.path.enrolments import (
    change_enrolment,
    enrol,
    leave_operation,
    return_to_operation,
    set_headline,
)
from intake_app.services.path.outcomes import record_outcome, update_outcome
from ui import formats
from ui.path import field_kinds
from ui.path.partner_choice import partner
from ui.path.step_kind import Call, Moment, StepKind, never
from ui.path.step_values import shown
from ui.widgets.field_spec import FieldSpec, FieldValue

translate = QCoreApplication.translate


def _place_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    choices, nothing = moment.choices, translate("PathSteps", "Aucune en particulier")
    is_english = formats.language() == "en"
    return (
        field_kinds.chosen(
            "enrolment", "action_id", choices.actions, lambda row: str(row.title_en if is_english else row.title_fr),
            nothing=nothing, weight=6,
        ),
        field_kinds.chosen(
            "enrolment", "cohort_id", choices.cohorts, lambda row: str(row.name), nothing=nothing, weight=6
        ),
    )  # fmt: skip


def _enrolment_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    status = _status(moment, ended=False)
    if moment.record_id is not None:
        return (status, *_place_specs(moment))
    nobody = translate("PathSteps", "Personne en particulier")
    return (
        field_kinds.chosen(
            "enrolment",
            "operation_id",
            moment.choices.operations,
            lambda row: str(row.name),
            is_required=True,
            weight=6,
        ),
        field_kinds.on_day("enrolment", "entered_on", moment.today),
        status,
        *_place_specs(moment),
        partner("enrolment", "prescriber_id", moment, nothing=nobody),
    )


def _status(moment: Moment, *, ended: bool) -> FieldSpec:
    spec = field_kinds.coded("enrolment", "status", "enrolment_status", moment.today, kind="chips", is_required=True)
    choices = tuple(choice for choice in spec.choices if (choice.code in ENDED) is ended)
    label = translate("PathSteps", "Comment le parcours s’arrête") if ended else spec.label
    return FieldSpec(spec.name, label, "chips", choices, is_required=True)


def _start_enrolment(moment: Moment) -> Mapping[str, FieldValue]:
    row = _enrolment_of(moment)
    if row is not None:
        return shown(row, ("status", "action_id", "cohort_id"))
    operations = moment.choices.operations
    only = {"operation_id": str(operations[0].id)} if len(operations) == 1 else {}
    return {"status": "enrolled", "entered_on": moment.today.isoformat(), **only}


def _save_enrolment(moment: Moment, values: dict[str, Any], _keeps_words: bool) -> Call:
    if moment.record_id is not None:
        return Call(change_enrolment, (moment.record_id,), values)
    operation_id = values.pop("operation_id")
    return Call(enrol, (moment.resident_id, operation_id), values)


def _exit_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    return (
        _status(moment, ended=True),
        field_kinds.coded(
            "enrolment", "exit_reason", "exit_reason", moment.today, kind="choice", is_required=True, weight=6
        ),
        field_kinds.on_day("enrolment", "exited_on", moment.today),
    )


def _start_exit(moment: Moment) -> Mapping[str, FieldValue]:
    row = _enrolment_of(moment)
    known = shown(row, ("exit_reason", "exited_on", "status")) if row and row.exited_on else {}
    return {"exited_on": moment.today.isoformat(), "status": "completed", **known}


def _save_exit(moment: Moment, values: dict[str, Any], _keeps_words: bool) -> Call:
    said = {"status": values["status"] or "", "exit_reason": values["exit_reason"] or ""}
    return Call(leave_operation, (moment.record_id,), {**said, "exited_on": values["exited_on"]})


def _doubt_exit(_moment: Moment, values: dict[str, Any]) -> Iterator[FieldProblem]:
    return exit_doubts(values["status"], values["exit_reason"])


def _return_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    return (field_kinds.on_day("enrolment_return", "returned_on", moment.today),)


def _save_return(moment: Moment, values: dict[str, Any], _keeps_words: bool) -> Call:
    return Call(return_to_operation, (moment.record_id,), {"returned_on": values["returned_on"]})


def _headline_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    hint = translate("PathSteps", "Une seule classe par inscription\u202f: elle compte dans les sorties positives.")
    return (field_kinds.coded("enrolment", "headline", "headline_class", moment.today, hint=hint),)


def _start_headline(moment: Moment) -> Mapping[str, FieldValue]:
    row = _enrolment_of(moment)
    return shown(row, ("headline",)) if row else {}


def _save_headline(moment: Moment, values: dict[str, Any], _keeps_words: bool) -> Call:
    return Call(set_headline, (moment.record_id, values["headline"]))


def _doubt_headline(moment: Moment, values: dict[str, Any]) -> Iterator[FieldProblem]:
    outcomes = moment.choices.path.outcomes
    classes = {one.headline for one in outcomes if one.enrolment_id in (None, moment.record_id)}
    return headline_doubts(values["headline"], classes)


def _outcome_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    def coded(name: str, list_name: str, **more: Any) -> FieldSpec:
        return field_kinds.coded("outcome", name, list_name, moment.today, **more)

    choices, nobody = moment.choices, translate("PathSteps", "Non précisé")
    links = (
        field_kinds.chosen(
            "outcome", "enrolment_id", choices.path.enrolments, lambda row: str(row.operation),
            nothing=translate("PathSteps", "Aucune"), weight=6,
        ),
        field_kinds.chosen(
            "outcome", "micro_enterprise_id", choices.path.enterprises, lambda row: str(row.fields.trade),
            nothing=translate("PathSteps", "Aucune"), weight=6,
        ),
    )  # fmt: skip
    lasting = (coded("is_sustained_13_weeks", "answer"), coded("is_sustained_26_weeks", "answer"))
    return (
        coded("type", "outcome_type", kind="choice", is_required=True, weight=6),
        field_kinds.on_day("outcome", "happened_on", moment.today),
        coded("evidence", "evidence_kind"),
        partner("outcome", "employer_id", moment, nothing=nobody),
        field_kinds.number("outcome", "hours_a_week", weight=6),
        field_kinds.number("outcome", "months", weight=6),
        field_kinds.words("outcome", "qualification", weight=6),
        field_kinds.words("outcome", "certifier", weight=6),
        *(links if moment.record_id is None else lasting),
    )


def _start_outcome(moment: Moment) -> Mapping[str, FieldValue]:
    path = moment.choices.path
    row = next((one for one in path.outcomes if one.id == moment.record_id), None)
    if row is not None:
        return shown(row.fields, [spec.name for spec in _outcome_specs(moment)])
    enrolment = next(iter(path.enrolments), None)
    start = {"happened_on": moment.today.isoformat(), "evidence": "self_declaration"}
    cohorts = {one.id: one for one in moment.choices.cohorts}
    cohort = cohorts.get(enrolment.cohort_id) if enrolment and enrolment.cohort_id else None
    if cohort is not None:
        start |= {"qualification": cohort.qualification, "certifier": cohort.certifier}
    return {**start, "enrolment_id": str(enrolment.id)} if enrolment else start


def _save_outcome(moment: Moment, values: dict[str, Any], _keeps_words: bool) -> Call:
    details: dict[str, Any] = {
        name: values.pop(name) for name in ("enrolment_id", "micro_enterprise_id") if name in values
    }
    values = {**values, "evidence": values["evidence"] or "self_declaration"}
    if moment.record_id is not None:
        return Call(update_outcome, (moment.record_id, values))
    return Call(record_outcome, (moment.resident_id, values), details)


def _enrolment_of(moment: Moment) -> Any:
    return next((row for row in moment.choices.path.enrolments if row.id == moment.record_id), None)


ENROLMENT_STEPS = (
    StepKind(
        "enrolment", "enrolment", "calendar", Deed.ACCOMPANY,
        lambda: translate("PathSteps", "Inscription à une opération"),
        _enrolment_specs, _save_enrolment, _start_enrolment,
    ),
    StepKind(
        "exit", "enrolment", "upload", Deed.ACCOMPANY, lambda: translate("PathSteps", "Sortie de l’opération"),
        _exit_specs, _save_exit, _start_exit, _doubt_exit, is_offered=never,
    ),
    StepKind(
        "return", "enrolment_return", "undo", Deed.ACCOMPANY, lambda: translate("PathSteps", "Retour dans l’opération"),
        _return_specs, _save_return, lambda moment: {"returned_on": moment.today.isoformat()}, is_offered=never,
    ),
    StepKind(
        "headline", "enrolment", "chart", Deed.ACCOMPANY, lambda: translate("PathSteps", "Sortie comptée comme"),
        _headline_specs, _save_headline, _start_headline, _doubt_headline, is_offered=never,
    ),
    StepKind(
        "outcome", "outcome", "check", Deed.ACCOMPANY, lambda: translate("PathSteps", "Résultat du parcours"),
        _outcome_specs, _save_outcome, _start_outcome,
    ),
)  # fmt: skip
