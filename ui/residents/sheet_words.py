"""What a resident's sheet says on paper, in the language of the window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QCoreApplication

from intake_app.domain.reference import label
from intake_app.domain.situation import SituationFields
from intake_app.services.path.enrolment_lists import EnrolmentRow
from intake_app.services.resident_files import ResidentFile
from intake_app.services.resident_sheets import ResidentSheet
from intake_app.services.timeline_entries import TimelineEntry
from ui import formats, labels, paper
from ui.residents import words

translate = QCoreApplication.translate
_SHOWN_WORKSHOPS = 18
"""What fits a second page; the rest is counted."""
_ABOUT_PERSON = ("birth_name", "gender", "email", "how_met", "landlord_link", "language", "needs_interpreter")


def title() -> str:
    """What the sheet is called, without naming anybody."""
    return translate("ResidentSheet", "Fiche d’accompagnement")


def foot(today: date) -> str:
    """The line at the bottom of each page."""
    said = translate("ResidentSheet", "%1, imprimée le %2. À remettre à la personne ou à détruire.")
    return said.replace("%1", title()).replace("%2", formats.numeric_day(today))


def sheet_html(sheet: ResidentSheet, today: date) -> str:
    """The sheet, to be laid out by `ui.paper`."""
    person = sheet.file.fields
    name = formats.person_name(person.first_name, person.family_name)
    told = translate("ResidentSheet", "Ce que Palier garde de vous, au %1").replace("%1", formats.numeric_day(today))
    return paper.page_html(
        name,
        told,
        paper.section(translate("ResidentSheet", "Vous joindre"), _contact(sheet.file, today)),
        paper.section(_situation_title(sheet.file), _situation(sheet.file)),
        paper.section(translate("ResidentSheet", "Votre projet"), _project(sheet)),
        paper.section(
            translate("ResidentSheet", "Vos inscriptions"), (_enrolment(row) for row in sheet.path.enrolments)
        ),
        paper.section(translate("ResidentSheet", "Vos séances"), _workshops(sheet.workshops)),
        paper.section(translate("ResidentSheet", "Le prochain pas"), _next_step(sheet.file)),
        paper.section(translate("ResidentSheet", "Vos accords"), _consents(sheet)),
    )


def _contact(file: ResidentFile, today: date) -> Iterator[tuple[str, str]]:
    person = file.fields
    without = translate("ResidentSheet", "pas de téléphone")
    yield labels.field_label("resident", "birth_date"), words.birth(person.birth_date, today)
    yield labels.field_label("resident", "phone"), formats.phone(person.phone or "") or without
    where = (person.address, file.building, file.neighbourhood)
    yield labels.field_label("resident", "address"), " · ".join(part for part in where if part)
    for field in _ABOUT_PERSON:
        yield _field("resident", field, getattr(person, field))
    yield labels.field_label("resident", "referent_id"), file.referent


def _situation_title(file: ResidentFile) -> str:
    if file.situation is None:
        return ""
    said = translate("ResidentSheet", "Votre situation, dite le %1")
    return said.replace("%1", formats.numeric_day(file.situation.as_of))


def _situation(file: ResidentFile) -> Iterator[tuple[str, str]]:
    if file.situation is not None:
        for field in SituationFields.model_fields:
            yield _field("situation", field, getattr(file.situation.fields, field))


def _project(sheet: ResidentSheet) -> Iterator[tuple[str, str]]:
    language = formats.language()
    for project in sheet.path.projects:
        said = f"{project.title} ({label('project_state', project.state, language).lower()})"
        yield label("project_kind", project.kind, language), said
    for enterprise in sheet.path.enterprises:
        yield labels.record_label("micro_enterprise"), enterprise.fields.trade
    for wish in sheet.path.wishes:
        yield label("wish_kind", wish.kind, language), wish.words


def _enrolment(row: EnrolmentRow) -> tuple[str, str]:
    language = formats.language()
    since = translate("ResidentSheet", "depuis le %1").replace("%1", formats.numeric_day(row.entered_on))
    if row.exited_on is not None:
        since = f"{formats.numeric_day(row.entered_on)} – {formats.numeric_day(row.exited_on)}"
    action = row.action_en if language == "en" else row.action_fr
    reason = label("exit_reason", row.exit_reason, language) if row.exit_reason else ""
    parts = (action, row.cohort, since, reason or label("enrolment_status", row.status, language))
    return row.operation, " · ".join(part for part in parts if part)


def _workshops(entries: tuple[TimelineEntry, ...]) -> Iterator[tuple[str, str]]:
    for entry in entries[:_SHOWN_WORKSHOPS]:
        name = next((part.value for part in entry.parts if part.list_name is None), "")
        yield formats.numeric_day(entry.on), name
    left = len(entries) - _SHOWN_WORKSHOPS
    if left > 0:
        yield "…", translate("ResidentSheet", "et %n séance(s) avant", None, left)


def _next_step(file: ResidentFile) -> Iterator[tuple[str, str]]:
    row = file.next_follow_up
    if row is not None:
        purpose = label("follow_up_purpose", row.purpose, formats.language())
        with_whom = f"{purpose} · {row.assignee}" if row.assignee else purpose
        yield formats.sentence_case(formats.long_day(row.due_on)), with_whom


def _consents(sheet: ResidentSheet) -> Iterator[tuple[str, str]]:
    language, file = formats.language(), sheet.file
    if file.notice.delivered_at is not None:
        on = formats.numeric_day(file.notice.delivered_at.astimezone().date())
        yield translate("ResidentSheet", "Information sur vos données"), on
    for row in file.consents:
        said = label("consent_state", row.state, language)
        on = formats.numeric_day(row.decided_at.astimezone().date())
        yield label("consent_purpose", row.purpose, language), f"{said} · {on}"


def _field(record_type: str, field: str, value: object) -> tuple[str, str]:
    wire = value if isinstance(value, list | str) else str(value) if value is not None else None
    said = labels.value_words(record_type, field, wire, {}) if wire else ""
    return labels.field_label(record_type, field), said
