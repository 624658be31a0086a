"""Where somebody stands: snapshots, facts of visibility, barriers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from intake_app.domain.rules.problem import FieldProblem
from intake_app.domain.rules.situation import situation_doubts
from intake_app.services.access import Deed, may
from intake_app.services.path.barriers import change_barrier, note_barrier
from intake_app.services.path.situation_lists import SnapshotRow
from intake_app.services.path.visibilities import record_visibility
from intake_app.services.situations import amend_situation, correct_situation, record_situation
from ui.path import field_kinds
from ui.path.step_kind import Call, Moment, StepKind
from ui.path.step_values import shown, since_parser
from ui.widgets.birth_parser import write_birth
from ui.widgets.field_spec import FieldSpec, FieldValue

translate = QCoreApplication.translate
_ABOUT_SNAPSHOT = ("stage", "as_of", "mode", "amendment_reason")
_AFTER_EXIT = ("exit", "plus6")


def _situation_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    corrected = snapshot_of(moment)
    today = moment.today
    head: tuple[FieldSpec, ...]
    if corrected is None:
        head = (
            field_kinds.coded("situation", "stage", "situation_stage", today),
            field_kinds.on_day("situation", "as_of", today),
            _coded("mode", "collection_mode", moment, kind="choice", weight=6),
        )
    else:
        reason = _coded("amendment_reason", "amendment_reason", moment, is_required=True)
        head = (reason,) if corrected.is_locked else ()
    deep = _deep_specs(moment) if may(moment.role, Deed.ACCOMPANY) else ()
    return (*head, *_work_specs(moment), *_daily_specs(moment), *deep, _interests())


def _work_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    since = FieldSpec(
        "unemployed_since", translate("PathSteps", "Sans emploi depuis le"), "date",
        placeholder=translate("PathSteps", "par exemple 3/2024"), weight=6,
        parse=since_parser(moment.today), write=write_birth,
    )  # fmt: skip
    return (
        _coded("labour_status", "labour_status", moment, kind="choice"),
        _coded("unemployment_duration", "unemployment_duration", moment),
        since,
        _coded("education_level", "education_level", moment, kind="choice", weight=6),
        _coded("is_in_education", "answer", moment),
    )


def _daily_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    return (
        field_kinds.several("situation", "barriers", "barrier", moment.today),
        field_kinds.several("situation", "mobility", "mobility", moment.today),
        _coded("has_driving_licence", "answer", moment),
        _coded("language_level", "language_level", moment, kind="choice", weight=6),
        _coded("digital_autonomy", "digital_autonomy", moment, kind="choice", weight=6),
    )


def _deep_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    """What only advisers ask, and only their laptops receive."""
    return (
        _coded("household", "household", moment, kind="choice", weight=6),
        field_kinds.number("situation", "dependent_children", weight=6),
        _coded("housing_status", "housing_status", moment, kind="choice"),
        field_kinds.several("situation", "benefits", "benefit", moment.today),
    )


def _interests() -> FieldSpec:
    hint = translate("PathSteps", "La personne peut lire cette ligne\u202f: jamais de santé, d’origine, d’opinion.")
    return field_kinds.words("situation", "interests", hint=hint, max_length=280)


def _coded(name: str, list_name: str, moment: Moment, **more: Any) -> FieldSpec:
    return field_kinds.coded("situation", name, list_name, moment.today, **more)


def snapshot_of(moment: Moment) -> SnapshotRow | None:
    """The snapshot that the form corrects, None when it tells a new one."""
    return next((row for row in moment.choices.path.snapshots if row.id == moment.record_id), None)


def _start_situation(moment: Moment) -> Mapping[str, FieldValue]:
    """A new snapshot begins from the last one: only what changed is asked for (FSE+ guidance)."""
    corrected, snapshots = snapshot_of(moment), moment.choices.path.snapshots
    source = corrected or next(iter(snapshots), None)
    names = [spec.name for spec in _situation_specs(moment)]
    start: dict[str, FieldValue] = shown(source.fields, names) if source else {}
    if corrected is None:
        has_entry = any(row.stage == "entry" for row in snapshots)
        start |= {"stage": "update" if has_entry else "entry", "as_of": moment.today.isoformat()}
    return start


def _save_situation(moment: Moment, values: dict[str, Any], keeps_words: bool) -> Call:
    corrected = snapshot_of(moment)
    said = {name: value for name, value in values.items() if name not in _ABOUT_SNAPSHOT}
    if corrected is not None and corrected.is_locked:
        reason = {"reason": values["amendment_reason"] or ""}
        return Call(amend_situation, (corrected.id, said), {**reason, "keeps_words": keeps_words})
    if corrected is not None:
        return Call(correct_situation, (corrected.id, said), {"keeps_words": keeps_words})
    stage = values["stage"] or "update"
    details = {"stage": stage, "as_of": values["as_of"], "mode": values["mode"], "keeps_words": keeps_words}
    left = (row.id for row in moment.choices.path.enrolments if row.exited_on is not None)
    details["enrolment_id"] = next(left, None) if stage in _AFTER_EXIT else None
    return Call(record_situation, (moment.resident_id, said), details)


def _doubt_situation(moment: Moment, values: dict[str, Any]) -> Iterator[FieldProblem]:
    return situation_doubts(values, values.get("as_of") or moment.today)


def _visibility_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    def coded(name: str, list_name: str, **more: Any) -> FieldSpec:
        return field_kinds.coded("visibility", name, list_name, moment.today, **more)

    return (
        coded("is_registered", "answer", is_required=True),
        coded("lack_reason", "registration_lack", kind="choice", weight=6),
        coded("category", "job_centre_category", kind="choice", weight=6),
        coded("last_contact", "last_contact"),
        field_kinds.on_day("visibility", "last_contact_on", moment.today),
        coded("other_follow_up", "other_follow_up"),
    )


def _save_visibility(moment: Moment, values: dict[str, Any], _keeps_words: bool) -> Call:
    # a day given is a day known: nobody should have to say it twice
    if values["last_contact_on"] and not values["last_contact"]:
        values = {**values, "last_contact": "known"}
    return Call(record_visibility, (moment.resident_id, values))


def _barrier_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    theme = field_kinds.coded("barrier", "theme", "barrier", moment.today, kind="choice", is_required=True)
    state = field_kinds.coded("barrier", "state", "barrier_state", moment.today)
    effect = field_kinds.coded("barrier", "effect", "barrier_effect", moment.today)
    return (theme, effect) if moment.record_id is None else (state, effect)


def _start_barrier(moment: Moment) -> Mapping[str, FieldValue]:
    row = next((one for one in moment.choices.path.barriers if one.id == moment.record_id), None)
    return shown(row, ("state", "effect")) if row else {}


def _save_barrier(moment: Moment, values: dict[str, Any], _keeps_words: bool) -> Call:
    if moment.record_id is None:
        details = {"theme": values["theme"] or "", "effect": values["effect"]}
        return Call(note_barrier, (moment.resident_id,), details)
    return Call(change_barrier, (moment.record_id,), {"state": values["state"] or "", "effect": values["effect"]})


SITUATION_STEPS = (
    StepKind(
        "situation", "situation", "document", Deed.MEET, lambda: translate("PathSteps", "Point de situation"),
        _situation_specs, _save_situation, _start_situation, _doubt_situation,
    ),
    StepKind(
        "visibility", "visibility", "eye", Deed.MEET, lambda: translate("PathSteps", "Suivi par les services"),
        _visibility_specs, _save_visibility,
    ),
    StepKind(
        "barrier", "barrier", "warning", Deed.MEET, lambda: translate("PathSteps", "Frein"),
        _barrier_specs, _save_barrier, _start_barrier,
    ),
)  # fmt: skip
