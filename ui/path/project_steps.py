"""Wishes, projects, micro-enterprises, residents' projects and tutors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from intake_app.services.access import Deed
from intake_app.services.path.collective import (
    join_collective_project,
    open_collective_project,
    update_collective_project,
)
from intake_app.services.path.mentorings import begin_mentoring
from intake_app.services.path.micro_enterprises import start_micro_enterprise, update_micro_enterprise
from intake_app.services.path.projects import change_project, choose_project, tell_wish
from ui import formats
from ui.path import field_kinds
from ui.path.step_kind import Call, Moment, StepKind
from ui.path.step_values import shown
from ui.widgets.field_spec import Choice, FieldSpec, FieldValue

translate = QCoreApplication.translate
_STEPS = (
    "idea_on", "feasibility_on", "test_on", "created_on", "accounts_help_on", "trading_checked_on", "closed_on",
)  # fmt: skip


def _wish_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    return (
        field_kinds.coded("wish", "kind", "wish_kind", moment.today),
        field_kinds.words("wish", "words", is_required=True),
    )


def _save_wish(moment: Moment, values: dict[str, Any], keeps_words: bool) -> Call:
    details = {"kind": values["kind"] or "wish", "words": values["words"] or "", "keeps_words": keeps_words}
    return Call(tell_wish, (moment.resident_id,), details)


def _project_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    if moment.record_id is not None:
        return (
            field_kinds.coded("project", "state", "project_state", moment.today),
            field_kinds.words("project", "title", is_required=True),
        )
    wishes = tuple(Choice(str(row.id), row.words) for row in moment.choices.path.wishes)
    link = FieldSpec("wish_ids", translate("PathSteps", "D’où vient ce projet"), "multichips", wishes)
    return (
        field_kinds.coded("project", "kind", "project_kind", moment.today, is_required=True),
        field_kinds.words("project", "title", is_required=True),
        *((link,) if wishes else ()),
    )


def _start_project(moment: Moment) -> Mapping[str, FieldValue]:
    row = next((one for one in moment.choices.path.projects if one.id == moment.record_id), None)
    return shown(row, ("state", "title")) if row else {}


def _save_project(moment: Moment, values: dict[str, Any], keeps_words: bool) -> Call:
    title = values["title"] or ""
    if moment.record_id is not None:
        return Call(change_project, (moment.record_id,), {"state": values["state"] or "", "title": title})
    details = {"kind": values["kind"] or "", "title": title, "wish_ids": values.get("wish_ids", ())}
    return Call(choose_project, (moment.resident_id,), {**details, "keeps_words": keeps_words})


def _enterprise_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    projects = [row for row in moment.choices.path.projects if row.kind == "micro_enterprise"]
    nothing = translate("PathSteps", "Aucun projet noté")
    link = field_kinds.chosen(
        "micro_enterprise", "project_id", projects, lambda row: str(row.title), nothing=nothing, weight=6
    )
    days = (field_kinds.on_day("micro_enterprise", name, moment.today, weight=4) for name in _STEPS)
    return (
        field_kinds.words("micro_enterprise", "trade", is_required=True, weight=6),
        *((link,) if moment.record_id is None else ()),
        field_kinds.coded("micro_enterprise", "legal_form", "legal_form", moment.today, kind="choice", weight=6),
        field_kinds.words("micro_enterprise", "registration_number", max_length=20, weight=6),
        field_kinds.number("micro_enterprise", "jobs", weight=6),
        *days,
    )


def _start_enterprise(moment: Moment) -> Mapping[str, FieldValue]:
    row = next((one for one in moment.choices.path.enterprises if one.id == moment.record_id), None)
    if row is None:
        projects = (one for one in moment.choices.path.projects if one.kind == "micro_enterprise")
        first = next(projects, None)
        return {"trade": first.title, "project_id": str(first.id)} if first else {}
    return shown(row.fields, [spec.name for spec in _enterprise_specs(moment)])


def _save_enterprise(moment: Moment, values: dict[str, Any], _keeps_words: bool) -> Call:
    project_id = values.pop("project_id", None)
    if moment.record_id is not None:
        return Call(update_micro_enterprise, (moment.record_id, values))
    return Call(start_micro_enterprise, (moment.resident_id, values), {"project_id": project_id})


def _mentoring_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    others = [row for row in moment.choices.mentors if row.id != moment.resident_id]
    hint = translate("PathSteps", "D’anciens participants qui ont accepté d’être ambassadeurs.")
    say = lambda row: formats.person_name(row.first_name, row.family_name)  # noqa: E731
    return (
        field_kinds.chosen("mentoring", "mentor_id", others, say, is_required=True, hint=hint),
        field_kinds.coded("mentoring", "kind", "mentoring_kind", moment.today),
    )


def _save_mentoring(moment: Moment, values: dict[str, Any], _keeps_words: bool) -> Call:
    return Call(begin_mentoring, (moment.resident_id, values["mentor_id"], values["kind"] or "tutor"))


def _collective_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    running = [row for row in moment.choices.collective_projects if row.state != "finished"]
    return (
        field_kinds.chosen(
            "collective_role", "collective_project_id", running, lambda row: str(row.name), is_required=True
        ),
        field_kinds.coded("collective_role", "role", "collective_role", moment.today),
    )


def _save_collective(moment: Moment, values: dict[str, Any], _keeps_words: bool) -> Call:
    return Call(
        join_collective_project, (values["collective_project_id"], moment.resident_id, values["role"] or "volunteer")
    )


def _together_specs(moment: Moment) -> tuple[FieldSpec, ...]:
    return (
        field_kinds.words("collective_project", "name", is_required=True, weight=6),
        field_kinds.chosen(
            "collective_project", "neighbourhood_id", moment.choices.neighbourhoods, lambda row: str(row.name),
            is_required=True, weight=6,
        ),
        field_kinds.coded("collective_project", "state", "collective_state", moment.today),
        field_kinds.on_day("collective_project", "began_on", moment.today),
        field_kinds.on_day("collective_project", "ended_on", moment.today),
    )  # fmt: skip


def _start_together(moment: Moment) -> Mapping[str, FieldValue]:
    row = next((one for one in moment.choices.collective_projects if one.id == moment.record_id), None)
    if row is not None:
        return shown(row, [spec.name for spec in _together_specs(moment)])
    lives_in = moment.choices.person.neighbourhood_id if moment.choices.person else ""
    return {"neighbourhood_id": str(lives_in), "state": "idea"}


def _save_together(moment: Moment, values: dict[str, Any], _keeps_words: bool) -> Call:
    values = {**values, "state": values["state"] or "idea"}
    if moment.record_id is not None:
        return Call(update_collective_project, (moment.record_id, values))
    return Call(open_collective_project, (values,))


PROJECT_STEPS = (
    StepKind(
        "wish", "wish", "person", Deed.MEET, lambda: translate("PathSteps", "Souhait ou intérêt"),
        _wish_specs, _save_wish,
    ),
    StepKind(
        "project", "project", "path", Deed.MEET, lambda: translate("PathSteps", "Projet choisi"),
        _project_specs, _save_project, _start_project,
    ),
    StepKind(
        "micro_enterprise", "micro_enterprise", "building", Deed.ACCOMPANY,
        lambda: translate("PathSteps", "Micro-entreprise"), _enterprise_specs, _save_enterprise, _start_enterprise,
    ),
    StepKind(
        "mentoring", "mentoring", "people", Deed.ACCOMPANY, lambda: translate("PathSteps", "Tuteur ou ambassadeur"),
        _mentoring_specs, _save_mentoring,
    ),
    StepKind(
        "collective_role", "collective_role", "people", Deed.MEET,
        lambda: translate("PathSteps", "Projet d’habitants"), _collective_specs, _save_collective,
        is_offered=lambda moment: bool(moment.choices.collective_projects),
    ),
    StepKind(
        "collective_project", "collective_project", "plus", Deed.PLAN,
        lambda: translate("PathSteps", "Nouveau projet d’habitants"), _together_specs, _save_together, _start_together,
    ),
)  # fmt: skip
