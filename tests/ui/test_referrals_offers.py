"""The directory of offers by keyboard and by mouse, and the referral that begins with one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from intake_app.services.path.offers import list_offers, record_offer
from intake_app.services.path.overview import read_path
from intake_app.services.path.referrals import draft_referral
from tests.store.path_world import PARTNER, SENSITIVE, SUPPLIER, open_operation, somebody_met
from tests.store.world import CLAIRE, NADIA, TODAY, actor_of
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.keyboard import Keyboard
from tests.ui.looks import CONTROLS, names
from tests.ui.referral_scenes import fill_directory
from ui import theme
from ui.path.step_form_view import StepFormView
from ui.path.step_form_vm import StepFormVm
from ui.referrals.offers_view import OffersView
from ui.referrals.offers_vm import OffersVm


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier", staff_id=CLAIRE, role="adviser", seed=2) as desk:
        yield desk


@pytest.fixture
def ids(at: AtDesk) -> dict[str, UUID]:
    open_operation(at.store)
    return fill_directory(at)


@pytest.fixture
def karim(at: AtDesk, ids: dict[str, UUID]) -> UUID:
    return somebody_met(at.store, at.actor, phone="06 12 34 56 78")


@pytest.fixture
def page(at: AtDesk, ids: dict[str, UUID], show: Shower) -> OffersView:
    view = OffersView(OffersVm(at.desk))
    show(view, 1154, 768)
    at.settle()
    return view


def titles(page: OffersView) -> list[str]:
    return [row.title for row in page.vm.rows]


def test_offers_are_found_while_one_types(at: AtDesk, page: OffersView) -> None:
    assert titles(page)[0] == "Agent d’entretien"  # of a supplier of the landlord
    keyboard = Keyboard()
    assert keyboard.focus() is page.search
    keyboard.type("cuis")
    at.settle()
    assert titles(page) == ["Immersion en cuisine"]
    assert page.vm.chosen is not None
    keyboard.type("zzz")
    at.settle()
    assert titles(page) == []
    assert page.card.isHidden()


def test_filters_choose_kind_and_theme(at: AtDesk, page: OffersView) -> None:
    page.kind.setFocus()
    choose(page.kind, "immersion")
    at.settle()
    assert titles(page) == ["Immersion en cuisine"]
    choose(page.kind, "")
    choose(page.theme, "creer_une_entreprise")
    at.settle()
    assert titles(page) == ["Permanence d’écoute", "Réunion « Créer son activité »"]


def choose(field: QComboBox, code: str) -> None:
    """Choose as one does from the open list: with the arrow keys."""
    while field.currentIndex() != field.findData(code):
        is_below = field.currentIndex() < field.findData(code)
        QTest.keyClick(field, Qt.Key.Key_Down if is_below else Qt.Key.Key_Up)
    field.activated.emit(field.currentIndex())


def test_somebody_is_referred_by_keyboard_alone(
    at: AtDesk, page: OffersView, karim: UUID, ids: dict[str, UUID]
) -> None:
    keyboard = Keyboard()
    keyboard.type("entretien")
    at.settle()
    keyboard.press(Qt.Key.Key_Return)
    assert keyboard.focus() is page.card.refer_button
    keyboard.press(Qt.Key.Key_Return)
    assert keyboard.focus() is page.card.person_field
    keyboard.type("benali")
    at.settle()
    keyboard.press(Qt.Key.Key_Return)
    assert at.wished("referral_wished") == [[karim, ids["Agent d’entretien"]]]


def test_the_form_begins_with_the_offer(at: AtDesk, karim: UUID, ids: dict[str, UUID], show: Shower) -> None:
    form = StepFormView(StepFormVm(at.desk))
    show(form, 1154, 768)
    form.vm.open(karim, "referral", None, ids["Agent d’entretien"])
    at.settle()
    begun = form.form.values()
    assert (begun["offer_id"], begun["organisation_id"]) == (str(ids["Agent d’entretien"]), str(SUPPLIER))
    assert begun["theme"] == "trouver_un_emploi"
    # a form left is found again with its offer
    form.form.set_values({**begun, "urgency": "today"})
    form.form.values_changed.emit()
    form.vm.leave()
    at.settle()
    draft_id = form.vm.content.draft_id  # type: ignore[union-attr]
    form.vm.resume(draft_id)
    at.settle()
    assert form.vm.content is not None
    assert (form.vm.content.draft_id, form.form.values()["urgency"]) == (draft_id, "today")
    QTest.keyClick(form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    at.settle()
    (row,) = at.store.read(read_path, at.actor, karim, TODAY).referrals
    assert (row.offer, row.partner, row.urgency) == ("Agent d’entretien", "Propreté Armor", "today")


def test_correcting_a_referral_keeps_what_it_said(at: AtDesk, karim: UUID, ids: dict[str, UUID], show: Shower) -> None:
    said = {
        "organisation_id": SUPPLIER, "offer_id": ids["Agent d’entretien"], "theme": "trouver_un_emploi",
        "urgency": "soon", "contact_preference": "phone", "reasons": ["business"],
    }  # fmt: skip
    referral = at.run(draft_referral, karim, said)
    form = StepFormView(StepFormVm(at.desk))
    show(form, 1154, 768)
    form.vm.open(karim, "referral", referral)
    at.settle()
    form.form.set_values({**form.form.values(), "urgency": "today"})
    form.form.values_changed.emit()
    form.save_button.click()
    at.settle()
    (row,) = at.store.read(read_path, at.actor, karim, TODAY).referrals
    assert (row.offer_id, row.urgency, row.contact_preference, row.reasons) == (
        ids["Agent d’entretien"], "today", "phone", ("business",),
    )  # fmt: skip


def test_an_offer_is_withdrawn_and_shown_again(at: AtDesk, page: OffersView) -> None:
    QTest.mouseClick(page.card.close_button, Qt.MouseButton.LeftButton)
    at.settle()
    assert "Agent d’entretien" not in titles(page)
    said, undo = at.wished("undo_offered")[0]
    assert said == "Agent d’entretien\u202f: offre retirée."
    undo()
    at.settle()
    assert titles(page)[0] == "Agent d’entretien"


def test_an_offer_is_added_and_corrected(at: AtDesk, page: OffersView, ids: dict[str, UUID], show: Shower) -> None:
    QTest.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.card.correct_button, Qt.MouseButton.LeftButton)
    assert at.wished("step_wished") == [[None, "offer", None], [None, "offer", ids["Agent d’entretien"]]]
    form = StepFormView(StepFormVm(at.desk))
    show(form, 1154, 768)
    form.vm.open(None, "offer")
    at.settle()
    typed = {"title": "Jardinier", "organisation_id": str(SUPPLIER), "kind": "job", "hours_a_week": "24"}
    form.form.set_values({**form.form.values(), **typed})
    form.form.values_changed.emit()
    form.save_button.click()
    at.settle()
    assert form.vm.problems == ()
    assert "Jardinier" in titles(page)
    form.vm.open(None, "offer", ids["Agent d’entretien"])
    at.settle()
    assert form.form.values()["title"] == "Agent d’entretien"
    form.form.set_values({**form.form.values(), "place": "Villejean"})
    form.form.values_changed.emit()
    form.save_button.click()
    at.settle()
    found = {row.title: row for row in at.store.read(list_offers, at.actor, TODAY)}
    assert found["Agent d’entretien"].place == "Villejean"
    assert found["Jardinier"].hours_a_week == 24


def test_each_role_sees_what_it_may_do(at: AtDesk, ids: dict[str, UUID], tmp_path: Path, show: Shower) -> None:
    at.store.close()
    at.lane.stop()
    with sit_down(tmp_path / "palier", staff_id=NADIA, role="caretaker") as hers:
        view = OffersView(OffersVm(hers.desk))
        show(view, 911, 512)
        hers.settle()
        assert view.add_button.isHidden()
        assert view.card.close_button.isHidden()
        assert not view.card.refer_button.isHidden()
        assert {row.title: row.partner for row in view.vm.rows}["Permanence d’écoute"] == ""
        assert "Un lieu discret" not in "\n".join(names(view))


@pytest.mark.parametrize("kind,name", [("referral", "organisation_id"), ("consent", "organisation_id")])
@pytest.mark.parametrize("role,is_named", [("caretaker", False), ("outreach", False), ("adviser", True)])
def test_a_sensitive_partner_is_chosen_by_those_who_accompany(
    tmp_path: Path, qtbot: QtBot, show: Shower, kind: str, name: str, role: str, is_named: bool
) -> None:
    with sit_down(tmp_path / "other", staff_id=CLAIRE, role=role) as desk:
        open_operation(desk.store)
        person = somebody_met(desk.store, desk.actor)
        assert (SENSITIVE in offered(desk, show, person, kind, name)) is is_named
        assert PARTNER in offered(desk, show, person, kind, name)


def test_what_a_record_has_is_shown_without_its_name(
    at: AtDesk, karim: UUID, ids: dict[str, UUID], show: Shower
) -> None:
    nadia = actor_of(at.clock, staff_id=NADIA, role="adviser", seed=8)
    referral = at.store.run(draft_referral, nadia, karim, {"organisation_id": SENSITIVE})
    form = StepFormView(StepFormVm(at.desk))
    show(form, 1154, 768)
    form.vm.open(karim, "referral", referral)
    at.settle()
    field = form.form.field("organisation_id")
    assert isinstance(field, QComboBox)
    assert field.currentText() == "Partenaire (nom réservé)"
    assert "Un lieu discret" not in [field.itemText(place) for place in range(field.count())]


def offered(desk: AtDesk, show: Shower, person: UUID, kind: str, name: str) -> set[UUID]:
    form = StepFormView(StepFormVm(desk.desk))
    show(form, 911, 512)
    form.vm.open(person, kind)
    desk.settle()
    field = form.form.field(name)
    assert isinstance(field, QComboBox)
    return {UUID(field.itemData(place)) for place in range(field.count()) if field.itemData(place)}


@pytest.mark.parametrize("scheme,scale", [("light", 1.0), ("dark", 1.5), ("light", 2.0)])
def test_it_fits_the_smallest_screen(
    at: AtDesk, ids: dict[str, UUID], show: Shower, dressed: QApplication, scheme: str, scale: float
) -> None:
    theme.apply_theme(dressed, scheme, scale)  # type: ignore[arg-type]
    view = OffersView(OffersVm(at.desk))
    show(view, 911, 512)
    at.settle()
    view.card.ask_whom()
    at.settle()
    assert view.scroll_area().horizontalScrollBar().maximum() == 0
    for button in (view.card.refer_button, view.card.correct_button, view.card.close_button, view.add_button):
        assert button.height() >= 40
    assert all(label.strip() for label in names(view, *CONTROLS))


def test_somebody_being_chosen_stays_when_offers_change_elsewhere(at: AtDesk, page: OffersView, karim: UUID) -> None:
    page.card.ask_whom()
    Keyboard().type("ben")
    at.run(record_offer, {"organisation_id": SUPPLIER, "title": "Peintre", "kind": "job"})
    assert page.card.person_field.isVisible()
    assert page.card.person_field.text() == "ben"
