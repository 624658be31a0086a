"""Fields and forms: what is typed comes back, errors are said, the keyboard finds its place again."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Shower
from ui.widgets.birth_parser import birth_parser, write_birth
from ui.widgets.date_field import DateField
from ui.widgets.field_spec import Choice, FieldSpec
from ui.widgets.fields import ChoiceField, NoteField, PhoneField, TextField, group_digits
from ui.widgets.form_view import FormView
from ui.widgets.labelled_field import LabelledField
from ui.widgets.passphrase_field import PassphraseField

TODAY = date(2026, 11, 22)
QUARTERS = (Choice("mau", "Maurepas", "Nord-est"), Choice("vil", "Villejean"))


def sample_form() -> FormView:
    """One field of each kind."""
    return FormView(
        [
            FieldSpec("family_name", "Nom", is_required=True, weight=4, max_length=8),
            FieldSpec("first_name", "Prénom", weight=4),
            FieldSpec("birth", "Date de naissance", "date", weight=4, parse=birth_parser(TODAY), write=write_birth),
            FieldSpec("phone", "Téléphone", "phone", weight=6),
            FieldSpec("quarter", "Quartier", "choice", QUARTERS, weight=6),
            FieldSpec("situation", "Situation", "chips", QUARTERS),
            FieldSpec("barriers", "Freins", "multichips", QUARTERS, is_optional_shown=True),
            FieldSpec("note", "Remarque", "note", hint="Jamais de santé.", max_length=20),
        ]
    )


FILLED = {
    "family_name": "Benali",
    "first_name": "Karim",
    "birth": "1984-03-12",
    "phone": "06 12 34 56 78",
    "quarter": "vil",
    "situation": "mau",
    "barriers": ("mau", "vil"),
    "note": "deux\nlignes",
}


def test_a_form_gives_back_what_it_was_given(qtbot: QtBot) -> None:
    form = sample_form()
    qtbot.addWidget(form)
    with qtbot.assertNotEmitted(form.values_changed):
        form.set_values(FILLED | {"nowhere": "x"})
    assert form.values() == FILLED
    form.clear()
    assert set(form.values().values()) == {"", ()}


@pytest.mark.parametrize("name", ["family_name", "birth", "phone", "note"])
def test_every_key_typed_is_told(qtbot: QtBot, show: Shower, name: str) -> None:
    form = sample_form()
    show(form)
    form.focus_field(name)
    with qtbot.waitSignal(form.values_changed, timeout=1000):
        qtbot.keyClick(QApplication.focusWidget(), "1")
    assert form.values()[name] == "1"


def test_choices_by_mouse_are_told(qtbot: QtBot, show: Shower) -> None:
    form = sample_form()
    show(form)
    combo = form.field("quarter")
    assert isinstance(combo, ChoiceField)
    combo.setFocus()
    with qtbot.waitSignal(form.values_changed, timeout=1000):
        qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert form.values()["quarter"] == "mau"


def test_the_keyboard_finds_its_field_again(show: Shower) -> None:
    form = sample_form()
    show(form)
    for name in FILLED:
        assert form.focus_field(name)
        assert form.focused_field() == name
    assert not form.focus_field("nowhere")
    QApplication.focusWidget().clearFocus()
    assert form.focused_field() == ""


def test_leaving_a_field_is_told_but_moving_inside_a_group_is_not(qtbot: QtBot, show: Shower) -> None:
    form = sample_form()
    show(form)
    left: list[str] = []
    form.field_left.connect(left.append)
    form.focus_field("family_name")
    form.focus_field("situation")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    form.focus_field("note")
    assert left == ["family_name", "situation"]


def test_tab_goes_through_the_form_in_its_order(qtbot: QtBot, show: Shower) -> None:
    form = sample_form()
    show(form)
    form.focus_field("family_name")
    visited = []
    for _stop in FILLED:
        visited.append(form.focused_field())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert visited == list(FILLED)


def test_errors_are_written_under_their_fields_and_taken_away(show: Shower) -> None:
    form = sample_form()
    show(form)
    form.set_errors({"family_name": "Le nom manque.", "note": "Trop long."})
    assert form.errors() == {"family_name": "Le nom manque.", "note": "Trop long."}
    field = form.field("family_name")
    assert field.property("hasError") is True
    assert field.accessibleDescription() == "Le nom manque."
    form.set_errors({})
    assert form.errors() == {}
    assert field.property("hasError") is False
    assert form.field("note").accessibleDescription() == "Jamais de santé."


def test_what_is_missing_and_what_means_nothing_is_known(qtbot: QtBot) -> None:
    form = sample_form()
    qtbot.addWidget(form)
    form.set_values({"birth": "hier soir"})
    assert form.missing() == ("family_name",)
    assert form.not_understood() == ("birth",)
    assert form.values()["birth"] == "hier soir"
    form.set_values({"family_name": "Benali", "birth": ""})
    assert form.missing() == form.not_understood() == ()


def test_a_narrow_form_puts_fewer_fields_on_a_line(qtbot: QtBot, show: Shower) -> None:
    form = sample_form()
    show(form, 900, 700)
    boxes = [form.box(name) for name in ("family_name", "first_name", "birth")]

    def lines() -> list[int]:
        return [sorted({box.y() for box in boxes}).index(box.y()) for box in boxes]

    for width, wanted in ((900, [0, 0, 0]), (500, [0, 0, 1]), (320, [0, 1, 2]), (900, [0, 0, 0])):
        form.resize(width, 1400)
        qtbot.waitUntil(lambda wanted=wanted: lines() == wanted, timeout=2000)  # type: ignore[misc]
        assert max(box.geometry().right() for box in boxes) < form.width()
        alone = form.box("quarter")
        assert (alone.width() == form.width()) == (width < 900)
    form.resize(320, 1400)
    qtbot.waitUntil(lambda: boxes[0].width() == form.width(), timeout=2000)


def test_every_field_is_named_by_its_label_for_screen_readers(show: Shower) -> None:
    form = sample_form()
    show(form)
    for name, label in (("family_name", "Nom"), ("phone", "Téléphone"), ("quarter", "Quartier"), ("note", "Remarque")):
        reached = QAccessible.queryAccessibleInterface(form.field(name))
        assert reached.text(QAccessible.Text.Name) == label
    day = form.field("birth")
    assert isinstance(day, DateField)
    assert QAccessible.queryAccessibleInterface(day.line).text(QAccessible.Text.Name) == "Date de naissance"


def test_a_label_tells_required_from_optional(qtbot: QtBot) -> None:
    for mark, words in (("is_required", "(obligatoire)"), ("is_optional_shown", "(facultatif)")):
        box = LabelledField("Nom", TextField(), **{mark: True})
        qtbot.addWidget(box)
        assert words in [label.text() for label in box.findChildren(type(box._label))]
    box.set_hint("Comme sur la boîte aux lettres.")
    assert box.field.accessibleDescription() == "Comme sur la boîte aux lettres."
    assert box.label() == "Nom"


def test_a_date_field_without_a_reader_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="birth"):
        FormView([FieldSpec("birth", "Date de naissance", "date")])


@pytest.mark.parametrize(
    "typed, edtf, sentence",
    [
        ("12/3/84", "1984-03-12", "né(e) le 12 mars 1984"),
        ("mars 84", "1984-03", "né(e) en mars 1984"),
        ("1984", "1984", "né(e) en 1984"),
        ("vers 1984", "1984~", "né(e) vers 1984"),
        ("~40 ans", "1986~", "né(e) vers 1986"),
    ],
)
def test_a_date_says_back_what_it_understood(qtbot: QtBot, show: Shower, typed: str, edtf: str, sentence: str) -> None:
    field = DateField(birth_parser(TODAY), write_birth)
    show(field)
    qtbot.keyClicks(field.line, typed)
    assert (field.value(), field.said_back()) == (edtf, sentence)
    assert field.line.accessibleDescription() == sentence


def test_a_first_of_january_is_asked_about_and_taken(qtbot: QtBot, show: Shower) -> None:
    field = DateField(birth_parser(TODAY), write_birth)
    show(field)
    qtbot.keyClicks(field.line, "1/1/84")
    assert (field.value(), field.is_acceptable()) == ("1984-01-01", True)
    assert "est-ce bien le jour" in field.said_back()


def test_a_date_may_be_empty_and_keeps_what_it_does_not_understand(qtbot: QtBot, show: Shower) -> None:
    field = DateField(birth_parser(TODAY), write_birth)
    show(field)
    assert (field.value(), field.is_acceptable()) == ("", True)
    qtbot.keyClicks(field.line, "31/2/")
    assert (field.value(), field.is_acceptable(), field.said_back()) == ("31/2/", False, "")
    field.set_value("1984-03-12")
    assert field.line.text() == "12/03/1984"


@pytest.mark.parametrize(
    "typed, shown",
    [("0612345678", "06 12 34 56 78"), ("06.12", "06 12"), ("+33612345678", "+33612345678"), ("00441234", "00441234"),
     ("061234567890", "061234567890"), ("06 12 34 56 78 le soir", "06 12 34 56 78 le soir"), ("", "")],
)  # fmt: skip
def test_only_french_digits_are_grouped(typed: str, shown: str) -> None:
    assert group_digits(typed) == shown


def test_the_cursor_stays_where_one_types_while_digits_are_grouped(qtbot: QtBot, show: Shower) -> None:
    field = PhoneField()
    show(field)
    qtbot.keyClicks(field, "0612345678")
    assert (field.value(), field.cursorPosition()) == ("06 12 34 56 78", 14)
    field.setCursorPosition(4)
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert (field.value(), field.cursorPosition()) == ("06 23 45 67 8", 2)
    qtbot.keyClicks(field, "1")
    assert (field.value(), field.cursorPosition()) == ("06 12 34 56 78", 4)


def test_texts_stop_at_their_longest(qtbot: QtBot, show: Shower) -> None:
    form = sample_form()
    show(form)
    qtbot.keyClicks(form.field("family_name"), "Benali-Martin")
    assert form.values()["family_name"] == "Benali-M"
    note = form.field("note")
    assert isinstance(note, NoteField)
    note.setFocus()
    note.insertPlainText("une remarque bien trop longue")
    assert form.values()["note"] == "une remarque bien tr"


def test_the_wheel_changes_no_answer(qtbot: QtBot, show: Shower) -> None:
    field = ChoiceField(QUARTERS)
    show(field, 200, 42)
    field.set_value("mau")
    field.setFocus()
    turn = QWheelEvent(
        QPointF(10, 10), QPointF(10, 10), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(field, turn)
    assert field.value() == "mau"
    field.set_choices(QUARTERS[1:])
    assert field.value() == ""


def test_a_passphrase_is_hidden_shown_on_demand_and_forgotten_when_hidden(qtbot: QtBot, show: Shower) -> None:
    field = PassphraseField("Phrase de passe")
    show(field, 300, 42)
    qtbot.keyClicks(field, "cheval agrafe")
    assert "cheval" not in field.displayText()
    field.eye.click()
    assert field.displayText() == "cheval agrafe"
    assert field.eye.toolTip() == "Cacher la phrase"
    field.hide()
    assert field.text() == ""
    field.show()
    qtbot.keyClicks(field, "pile")
    assert "pile" not in field.displayText()
