"""Every way a referral can end, from the file, by the keyboard: what is asked, what is said, how it is taken back."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from intake_app.services.path.referrals import draft_referral, send_referral
from tests.store.path_world import PARTNER
from tests.ui.at_desk import AtDesk
from tests.ui.keyboard import Keyboard
from tests.ui.looks import ROLE, names
from tests.ui.page_words import clipped_on
from tests.ui.path.filling import path_of
from ui.path.step_form_view import StepFormView
from ui.widgets.chips import ChipGroup


@pytest.fixture
def referral(at: AtDesk, karim: UUID) -> UUID:
    sent: UUID = at.run(draft_referral, karim, {"organisation_id": PARTNER})
    at.run(send_referral, sent, channel="letter")
    return sent


@pytest.fixture
def answering(at: AtDesk, page: StepFormView, karim: UUID, referral: UUID) -> StepFormView:
    """The form of what became of it."""
    page.vm.open(karim, "referral_answer", referral)
    at.settle()
    return page


def asked(page: StepFormView) -> list[str]:
    """The fields in sight."""
    return [name for name in page.form.values() if page.form.box(name).isVisible()]


def choose(page: StepFormView, keyboard: Keyboard, name: str, code: str) -> None:
    """Go along the answers with the arrow, and take this one."""
    group = page.form.field(name)
    assert isinstance(group, ChipGroup)
    (spec,) = [one for one in page.vm.content.specs if one.name == name] if page.vm.content else []
    chips = [group.chip(choice.code) for choice in spec.choices]
    while not group.has_focus():
        keyboard.tab()
    here = next(place for place, chip in enumerate(chips) if chip.hasFocus())
    by = chips.index(group.chip(code)) - here
    keyboard.press(Qt.Key.Key_Right if by > 0 else Qt.Key.Key_Left, abs(by))
    keyboard.press(Qt.Key.Key_Space)


def test_only_what_the_answer_needs_is_asked(answering: StepFormView) -> None:
    keyboard = Keyboard()
    assert asked(answering) == ["status", "met_on"]
    assert "Karim BENALI · Boutique de gestion" in names(answering, ROLE.StaticText)
    choose(answering, keyboard, "status", "appointment_made")
    assert asked(answering) == ["status", "available_from", "time"]
    choose(answering, keyboard, "status", "refused")
    assert asked(answering) == ["status", "met_on", "refusal_reason"]
    choose(answering, keyboard, "status", "no_show")
    assert asked(answering) == ["status", "met_on"]
    answering.resize(847, 512)
    assert clipped_on(answering) == []


@pytest.mark.parametrize("status", ["no_show", "expired", "withdrawn", "refused"])
def test_an_end_is_noted_by_the_keyboard_and_taken_back(
    at: AtDesk, answering: StepFormView, karim: UUID, status: str
) -> None:
    keyboard = Keyboard()
    choose(answering, keyboard, "status", status)
    if status == "refused":
        QTest.keyClick(keyboard.focus(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        at.settle()
        assert [(one.field, one.key) for one in answering.vm.problems] == [("refusal_reason", "field_missing")]
        assert answering.form.focused_field() == "refusal_reason"
        keyboard.press(Qt.Key.Key_Space)
    QTest.keyClick(keyboard.focus(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    at.settle()
    (row,) = path_of(at, karim).referrals
    assert (row.status, row.is_open) == (status, False)
    assert (row.refusal_reason is not None) == (status == "refused")
    (offered,) = at.wished("undo_offered")
    assert offered[0] == "Suite de l’orientation\u202f: enregistré."
    assert at.wished("resident_wished") == [karim]
    offered[1]()
    at.settle()
    (row,) = path_of(at, karim).referrals
    assert (row.status, row.refusal_reason, row.closed_on) == ("sent", None, None)


def test_an_appointment_begun_and_given_up_leaves_nothing_behind(
    at: AtDesk, answering: StepFormView, karim: UUID
) -> None:
    keyboard = Keyboard()
    choose(answering, keyboard, "status", "appointment_made")
    answering.form.set_values({"available_from": "2026-12-01", "time": "bientôt"})
    choose(answering, keyboard, "status", "no_show")
    answering.save_button.click()
    at.settle()
    (row,) = path_of(at, karim).referrals
    assert (row.status, row.appointment_at) == ("no_show", None)
