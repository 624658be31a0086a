"""The last four steps on the track at the head of a file: trained, project, exit, six months after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from intake_app.domain.reference import entry
from intake_app.domain.rules.enrolment import COUNTED
from intake_app.services.path.overview import PathOverview
from ui import formats
from ui.residents.timeline_words import day
from ui.widgets.step_track import Step, StepState

translate = QCoreApplication.translate
_AFTER: Final = "plus6"


def path_steps(path: PathOverview, today: date, *, has_come: bool) -> Iterator[Step]:
    """Each step with its day and a word. The first not reached is the one under way, once somebody has come."""
    is_next = has_come
    for name, said in (
        (translate("PathTrack", "Formé"), _enrolled(path, today)),
        (translate("PathTrack", "Projet"), _project(path)),
        (translate("PathTrack", "Sortie"), _exit(path, today)),
        (translate("PathTrack", "Suivi 6 mois"), _six_months(path, today)),
    ):
        state: StepState = "done" if said else "current" if is_next else "to_come"
        is_next = is_next and bool(said)
        yield Step(name, said, state)


def _enrolled(path: PathOverview, today: date) -> str:
    row = next((one for one in reversed(path.enrolments) if one.status in COUNTED), None)
    if row is None:
        return ""
    title = row.action_en if formats.language() == "en" else row.action_fr
    return " · ".join(part for part in (day(row.entered_on, today), title or row.operation or "") if part)


def _project(path: PathOverview) -> str:
    row = next(iter(path.projects), None)
    return _label("project_kind", row.kind) if row else ""


def _exit(path: PathOverview, today: date) -> str:
    left = next((row for row in path.enrolments if row.exited_on is not None), None)
    if left is None or left.exited_on is None:
        return ""
    said = _label("headline_class", left.headline) or _label("exit_reason", left.exit_reason)
    return " · ".join(part for part in (day(left.exited_on, today), said) if part)


def _six_months(path: PathOverview, today: date) -> str:
    row = next((one for one in path.snapshots if one.stage == _AFTER), None)
    if row is None:
        return ""
    return " · ".join(
        part for part in (day(row.as_of, today), _label("labour_status", row.fields.labour_status)) if part
    )


def _label(list_name: str, code: str | None) -> str:
    return entry(list_name, code).short_label(formats.language()) if code else ""
