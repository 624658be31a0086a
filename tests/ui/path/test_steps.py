"""The forms of a path's steps: every kind opens and saves, drafts come back, words and doubts are said."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from intake_app.services.drafts import list_drafts
from tests.store.path_world import OPERATION, PARTNER
from tests.store.world import CLAIRE, TODAY
from tests.ui.at_desk import AtDesk
from tests.ui.keyboard import Keyboard
from tests.ui.looks import ROLE, names
from tests.ui.path.filling import fill, path_of
from tests.ui.path_scenes import tell_path
from ui.path.step_content import FORM
from ui.path.step_form_view import StepFormView
from ui.path.step_kinds import KINDS
from ui.widgets.date_field import DateField

NEW = {
    "situation": {"labour_status": "discouraged"},
    "visibility": {"is_registered": "0", "lack_reason": "never"},
    "barrier": {"theme": "digital", "effect": "slows"},
    "wish": {"kind": "wish", "words": "Cuisiner"},
    "project": {"kind": "training", "title": "CAP cuisine"},
    "micro_enterprise": {"trade": "Couture"},
    "particulars": {"email": "karim@exemple.fr", "needs_interpreter": "0"},
    "encounter": {"channel": "lobby", "outcome": "informed"},
    "follow_up": {"purpose": "call_back", "due_on": TODAY.isoformat()},
    "consent": {"purpose": "ambassador", "state": "given", "evidence": "paper"},
    "referral": {"organisation_id": str(PARTNER), "theme": "se_former"},
    "outcome": {"type": "temp", "happened_on": TODAY.isoformat()},
}

CORRECTING = {"anonymous", "exit", "return", "headline", "referral_send", "referral_answer"}


def written(at: AtDesk, kind: str, resident_id: UUID) -> int:
    """How many records of this kind the resident has; of the person's own, whether it has an e-mail address."""
    query = f"SELECT count(*) FROM {KINDS[kind].record_type} WHERE resident_id = ?"
    if kind == "particulars":
        query = "SELECT count(*) FROM resident WHERE id = ? AND email IS NOT NULL"
    with at.store.direct() as connection:
        return int(connection.exec_driver_sql(query, (str(resident_id),)).scalar_one())


@pytest.mark.parametrize("kind", NEW)
def test_each_step_is_told_and_leads_back_to_the_file(at: AtDesk, page: StepFormView, karim: UUID, kind: str) -> None:
    before = written(at, kind, karim)
    page.vm.open(karim, kind)
    at.settle()
    assert page.title() == KINDS[kind].title()
    fill(at, page, NEW[kind])  # type: ignore[arg-type]
    assert page.vm.problems == ()
    assert at.wished("resident_wished") == [karim]
    assert written(at, kind, karim) == before + 1
    assert at.store.read(list_drafts, CLAIRE) == []


def test_every_kind_opens_on_a_path_that_is_full(at: AtDesk, page: StepFormView) -> None:
    karim, _ = tell_path(at)
    path = path_of(at, karim)
    corrected = {
        "situation": path.snapshots[0].id, "barrier": path.barriers[0].id, "project": path.projects[0].id,
        "micro_enterprise": path.enterprises[0].id, "outcome": path.outcomes[0].id,
        "enrolment": path.enrolments[0].id, "exit": path.enrolments[0].id, "return": path.enrolments[0].id,
        "headline": path.enrolments[0].id, "referral": path.referrals[0].id, "referral_send": path.referrals[0].id,
        "referral_answer": path.referrals[0].id,
    }  # fmt: skip
    for kind in KINDS:
        fresh = [] if kind in CORRECTING else [None]
        for record_id in [*fresh, *([corrected[kind]] if kind in corrected else [])]:
            page.vm.open(karim, kind, record_id)
            at.settle()
            assert page.form.values(), kind
            assert all(label.strip() for label in names(page, ROLE.EditableText)), kind
            assert page.form.focused_field(), kind


def test_whoever_was_reached_six_months_later_is_asked_at_that_stage(
    at: AtDesk, page: StepFormView, karim: UUID
) -> None:
    page.vm.open(karim, "situation", begins={"stage": "plus6"})
    at.settle()
    assert page.form.values()["stage"] == "plus6"
    fill(at, page, {"labour_status": "discouraged"})
    assert path_of(at, karim).snapshots[0].stage == "plus6"
    page.vm.open(karim, "situation")
    at.settle()
    assert page.form.values()["stage"] == "update"


def test_enrolling_leaving_and_coming_back(at: AtDesk, page: StepFormView, karim: UUID) -> None:
    page.vm.open(karim, "enrolment")
    at.settle()
    # the only operation that runs is chosen already
    assert page.form.values()["operation_id"] == str(OPERATION)
    fill(at, page, {"status": "active", "prescriber_id": str(PARTNER)})
    (enrolment,) = path_of(at, karim).enrolments
    page.vm.open(karim, "exit", enrolment.id)
    at.settle()
    fill(at, page, {"status": "completed"})
    assert [(problem.field, problem.key) for problem in page.vm.problems] == [("exit_reason", "field_missing")]
    page.form.set_values({"exit_reason": "lost_contact"})
    page.vm.change({"exit_reason": "lost_contact"})
    assert [doubt.key for doubt in page.vm.doubts] == ["exit_reason_differs"]
    fill(at, page, {"exit_reason": "job"})
    page.vm.open(karim, "headline", enrolment.id)
    at.settle()
    page.vm.change({"headline": "job"})
    # nothing noted shows a job: said, and saved all the same
    assert [doubt.key for doubt in page.vm.doubts] == ["headline_without_outcome"]
    fill(at, page, {"headline": "job"})
    assert path_of(at, karim).enrolments[0].headline == "job"
    page.vm.open(karim, "return", enrolment.id)
    at.settle()
    fill(at, page, {})
    (enrolment,) = path_of(at, karim).enrolments
    assert (enrolment.exited_on, len(enrolment.returns)) == (None, 1)


def test_a_step_left_is_found_again_where_it_was(at: AtDesk, page: StepFormView, karim: UUID, qtbot: QtBot) -> None:
    page.vm.open(karim, "wish")
    at.settle()
    keyboard = Keyboard()
    page.form.focus_field("words")
    keyboard.type("Tenir un food-truck")
    page.vm.leave()
    at.settle()
    (draft,) = at.store.read(list_drafts, CLAIRE)
    assert (draft.form, draft.place) == (FORM, "words")
    assert draft.title == "Souhait ou intérêt · Karim Benali"
    page.vm.resume(draft.record_id)
    at.settle()
    assert page.form.values()["words"] == "Tenir un food-truck"
    assert page.form.focused_field() == "words"
    keyboard.press(Qt.Key.Key_S, modifier=Qt.KeyboardModifier.ControlModifier)
    at.settle()
    assert [wish.words for wish in path_of(at, karim).wishes] == ["Tenir un food-truck"]
    assert at.store.read(list_drafts, CLAIRE) == []


def test_a_draft_thrown_away_is_gone(at: AtDesk, page: StepFormView, karim: UUID) -> None:
    page.vm.open(karim, "wish")
    at.settle()
    page.form.set_values({"words": "rien"})
    page.form.values_changed.emit()
    page.vm.flush_draft()
    at.settle()
    page.discard_button.click()
    at.settle()
    assert at.store.read(list_drafts, CLAIRE) == []
    page.vm.open(karim, "wish")
    at.settle()
    assert page.form.values()["words"] == ""


def test_words_to_think_twice_about_are_kept_only_on_purpose(at: AtDesk, page: StepFormView, karim: UUID) -> None:
    page.vm.open(karim, "wish")
    at.settle()
    fill(at, page, {"words": "Arrêter l’alcool"})
    assert page.words_banner.isVisible()
    assert path_of(at, karim).wishes == ()
    page.words_banner.action().click()
    at.settle()
    assert len(path_of(at, karim).wishes) == 1


def test_what_does_not_go_together_is_said_while_typing_and_saved(at: AtDesk, page: StepFormView, karim: UUID) -> None:
    page.vm.open(karim, "situation")
    at.settle()
    assert not page.doubts_banner.isVisible()
    page.form.set_values({"labour_status": "retired", "unemployment_duration": "under_6_months"})
    page.form.values_changed.emit()
    assert page.doubts_banner.isVisible()
    page.save_button.click()
    at.settle()
    assert path_of(at, karim).snapshots[0].fields.labour_status == "retired"


def test_since_when_somebody_is_out_of_work_is_read_as_it_is_typed(at: AtDesk, page: StepFormView, karim: UUID) -> None:
    page.vm.open(karim, "situation")
    at.settle()
    page.form.set_values({"labour_status": "unemployed_registered", "unemployment_duration": "under_6_months"})
    page.form.values_changed.emit()
    field = page.form.field("unemployed_since")
    assert isinstance(field, DateField)
    for typed in ("3", "3/", "3/2", "3/2030"):
        field.line.set_value(typed)
        page.form.values_changed.emit()
        assert not page.doubts_banner.isVisible()
    page.save_button.click()
    at.settle()
    assert [(problem.field, problem.key) for problem in page.vm.problems] == [
        ("unemployed_since", "since_not_understood")
    ]
    field.line.set_value("3/2024")
    assert field.said_back() == "Mars 2024"
    page.form.values_changed.emit()
    assert page.doubts_banner.isVisible()


def test_a_day_that_means_nothing_stays_in_its_field(at: AtDesk, page: StepFormView, karim: UUID) -> None:
    page.vm.open(karim, "outcome")
    at.settle()
    fill(at, page, {"type": "temp", "happened_on": "un de ces jours"})
    assert [(problem.field, problem.key) for problem in page.vm.problems] == [("happened_on", "day_not_understood")]
    assert page.form.values()["happened_on"] == "un de ces jours"


def test_somebody_erased_meanwhile_leads_back(at: AtDesk, page: StepFormView, karim: UUID) -> None:
    page.vm.open(UUID(int=karim.int + 1), "wish")
    at.settle()
    assert at.wished("resident_wished") != []
    assert not page.vm.is_open
