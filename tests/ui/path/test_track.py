"""The track at the head of a file: eight steps from dated facts, who left early, who came back, by keyboard too."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from intake_app.services.notices import record_consent, withdraw_consent
from intake_app.services.path.enrolments import enrol, leave_operation, return_to_operation
from intake_app.services.path.outcomes import record_outcome
from intake_app.services.situations import record_situation
from tests.store.path_world import OPERATION
from tests.store.world import TODAY
from tests.ui.at_desk import AtDesk
from tests.ui.conftest import Shower
from ui import theme
from ui.residents.resident_file_view import ResidentFileView
from ui.residents.resident_file_vm import ResidentFileVm
from ui.widgets.step_column import StepColumn
from ui.widgets.step_track import StepTrack
from ui.widgets.text_label import TextLabel


def shown(at: AtDesk, karim: UUID, show: Shower, size: tuple[int, int] = (1154, 768)) -> ResidentFileView:
    """Karim's file in sight."""
    view = ResidentFileView(ResidentFileVm(at.desk))
    show(view, *size)
    view.vm.open_file(karim)
    at.settle()
    return view


def states(track: StepTrack) -> list[str]:
    """What a screen reader says of the track, step by step."""
    return track.accessibleName().split(", ")


def test_who_is_enrolled_has_not_finished(at: AtDesk, karim: UUID, show: Shower) -> None:
    at.run(enrol, karim, OPERATION)
    view = shown(at, karim, show)
    (track,) = view.track.tracks
    assert states(track) == [
        "1. Repérage (fait)",
        "2. Contact (fait)",
        "3. Accord (pas noté)",
        "4. Séance (fait)",
        "5. Inscription (fait)",
        "6. Terminé (en cours)",
        "7. Résultat (à venir)",
        "8. Suivi 6 mois (à venir)",
    ]
    assert view.state_pill.text() == "Parcours en cours"
    assert not view.track.captions[0].isVisible()


def test_whoever_completed_with_a_result_has_finished(at: AtDesk, karim: UUID, show: Shower) -> None:
    enrolment = at.run(enrol, karim, OPERATION)
    at.run(record_outcome, karim, {"type": "job_permanent", "happened_on": TODAY}, enrolment_id=enrolment)
    at.run(leave_operation, enrolment, status="completed", exit_reason="job")
    view = shown(at, karim, show)
    assert view.state_pill.text() == "Parcours terminé"
    (track,) = view.track.tracks
    assert states(track)[5:] == ["6. Terminé (fait)", "7. Résultat (fait)", "8. Suivi 6 mois (en cours)"]
    assert "vers le 22 mai 2027" in track.columns[7].accessibleName()
    assert track.columns[6].reason == (
        "Résultat, dimanche 22 novembre 2026\u202f: CDI · Parole de la personne · Claire D."
    )
    at.clock.advance(days=185)
    at.run(record_situation, karim, {"labour_status": "employee_permanent_ft"}, stage="plus6", enrolment_id=enrolment)
    assert states(track)[7] == "8. Suivi 6 mois (fait)"


def test_a_refusal_is_shown_as_the_dated_fact_it_is(at: AtDesk, karim: UUID, show: Shower) -> None:
    said = {"purpose": "recontact", "evidence": "oral_witness"}
    at.run(record_consent, karim, **said, state="refused")
    view = shown(at, karim, show)
    (track,) = view.track.tracks
    assert states(track)[2] == "3. Accord (refusé)"
    assert track.columns[2].accessibleName() == "3. Accord (refusé), 22 nov. · refus"
    assert track.columns[2].reason.startswith("Accord, dimanche 22 novembre 2026\u202f: ")
    assert "Refus" in track.columns[2].reason
    agreed = at.run(record_consent, karim, purpose="survey", evidence="oral_witness", state="given")
    assert states(track)[2] == "3. Accord (fait)"
    at.run(withdraw_consent, agreed)
    assert states(track)[2] == "3. Accord (refusé)"


def test_an_agreement_taken_back_is_not_said_to_be_unknown(at: AtDesk, karim: UUID, show: Shower) -> None:
    agreed = at.run(record_consent, karim, purpose="survey", evidence="oral_witness", state="given")
    at.run(withdraw_consent, agreed)
    view = shown(at, karim, show)
    assert view.track.tracks[0].columns[2].accessibleName() == "3. Accord (refusé), accord retiré"


def test_who_leaves_early_is_shown_as_such(at: AtDesk, karim: UUID, show: Shower) -> None:
    enrolment = at.run(enrol, karim, OPERATION)
    at.run(leave_operation, enrolment, status="withdrawn", exit_reason="withdrew")
    view = shown(at, karim, show)
    assert view.state_pill.text() == "Arrêté avant la fin"
    (track,) = view.track.tracks
    assert states(track)[5] == "6. Arrêt (arrêté là)"
    assert "Abandon" in track.columns[5].accessibleName()
    assert "Ne souhaite pas continuer" in track.columns[5].reason


def test_who_comes_back_begins_a_second_track(at: AtDesk, karim: UUID, show: Shower) -> None:
    enrolment = at.run(enrol, karim, OPERATION)
    at.clock.advance(days=10)
    at.run(leave_operation, enrolment, status="lost_contact", exit_reason="lost_contact")
    at.clock.advance(days=10)
    at.run(return_to_operation, enrolment)
    view = shown(at, karim, show)
    latest, former = view.track.tracks
    assert states(latest)[4:6] == ["5. Retour (fait)", "6. Terminé (en cours)"]
    assert states(former) == ["5. Inscription (fait)", "6. Arrêt (arrêté là)"]
    assert [caption.text() for caption in view.track.captions] == [
        "FSE+ 2026\u202f: retour le 12 déc.",
        "FSE+ 2026\u202f: du 22 nov. au 2 déc.",
    ]
    assert view.state_pill.text() == "Parcours en cours"


def test_the_keyboard_reads_each_step_with_its_day_and_what_shows_it(at: AtDesk, karim: UUID, show: Shower) -> None:
    view = shown(at, karim, show)
    (track,) = view.track.tracks
    stops = [one for one in track.columns if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == track.columns[:1]
    track.columns[0].setFocus(Qt.FocusReason.TabFocusReason)
    for _step in range(3):
        QTest.keyClick(focused(), Qt.Key.Key_Right)
    here = focused()
    assert here is track.columns[3]
    assert view.track.reason.text() == here.reason
    assert view.track.reason.isVisible()
    assert here.reason.startswith("Séance, dimanche 22 novembre 2026\u202f: 3h pour l’emploi · Présence")
    read = QAccessible.queryAccessibleInterface(here)
    assert read.text(QAccessible.Text.Name) == "4. Séance (fait), 22 nov. · 3h pour l’emploi"
    assert read.text(QAccessible.Text.Description) == here.reason
    QTest.keyClick(here, Qt.Key.Key_End)
    assert focused() is track.columns[-1]
    QTest.keyClick(focused(), Qt.Key.Key_Home)
    assert focused() is track.columns[0]
    QTest.mouseClick(track.columns[2], Qt.MouseButton.LeftButton)
    assert view.track.reason.text() == "Rien dans le fil ne dit cette étape, et une étape suivante est notée."
    assert track.columns[2].toolTip() == view.track.reason.text()


def focused() -> StepColumn:
    """The step that has the keyboard."""
    here = QApplication.focusWidget()
    assert isinstance(here, StepColumn)
    return here


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [1154, 847])
def test_every_step_has_room_at_any_size_of_text(
    at: AtDesk, karim: UUID, show: Shower, scale: float, width: int
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    at.run(enrol, karim, OPERATION)
    theme.apply_theme(app, "light", scale)
    try:
        view = shown(at, karim, show, (width, 512))
        (track,) = view.track.tracks
        for column in track.columns:
            title = column.findChildren(TextLabel)[0]
            longest = max(title.text().split(), key=len)
            assert title.fontMetrics().horizontalAdvance(longest) <= title.width()
            assert title.geometry().bottom() <= column.height()
        assert track.width() <= view.width()
    finally:
        theme.apply_theme(app, "light")


def test_the_days_of_a_return_are_kept_apart(at: AtDesk, karim: UUID, show: Shower) -> None:
    enrolment = at.run(enrol, karim, OPERATION)
    at.clock.advance(days=30)
    at.run(
        leave_operation, enrolment, status="completed", exit_reason="completed", exited_on=TODAY + timedelta(days=20)
    )
    at.clock.advance(days=1)
    at.run(return_to_operation, enrolment)
    at.clock.advance(days=1)
    at.run(leave_operation, enrolment, status="withdrawn", exit_reason="moved")
    view = shown(at, karim, show)
    latest, former = view.track.tracks
    assert states(former)[1] == "6. Terminé (fait)"
    assert states(latest)[5] == "6. Arrêt (arrêté là)"
    assert view.state_pill.text() == "Arrêté avant la fin"
