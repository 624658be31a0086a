"""Before a file leaves: what it is for, to whom it goes, and that it will be encrypted where it holds names."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from intake_app.domain.leaving import HANDED_OVER, LONGEST, Leaving
from intake_app.domain.reference import entries
from ui import formats
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.field_spec import Choice, FieldSpec
from ui.widgets.fields import ChoiceField
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.form_view import FormView
from ui.widgets.text_label import TextLabel


def _say(words: str) -> str:
    return QCoreApplication.translate("LeavingCard", words)


class LeavingCard(Card):
    """`confirmed(Leaving)` once both are said; `left` when the person thinks better of it."""

    confirmed = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "lock", tone="selected", parent=parent)
        self.set_title(_say("Avant que ce fichier ne sorte"))
        self._has_names = False
        self.form = FormView(
            (
                FieldSpec("purpose", _say("Pour quoi"), "choice", (), is_required=True, weight=6),
                FieldSpec(
                    "recipient", _say("Pour qui"), "text", max_length=LONGEST, weight=6,
                    placeholder=_say("Région Bretagne, cabinet d’audit…"),
                ),
            )
        )  # fmt: skip
        self.form.values_changed.connect(self._show)
        self._about = TextLabel("", "small-soft")
        self.confirm = PrimaryButton(_say("Choisir où l’enregistrer…"), "download", "small")
        self.confirm.clicked.connect(self._confirm)
        leave = SecondaryButton(_say("Renoncer"), size="small")
        leave.clicked.connect(self.leave)
        foot = QWidget()
        line = FlowLayout(foot, gap=12)
        for button in (self.confirm, leave):
            line.addWidget(button)
        for widget in (self.form, self._about, foot):
            self.body.addWidget(widget)
        self.hide()

    def ask(self, what: str, *, has_names: bool, may_be_handed: bool = False) -> None:
        """Ask about `what` (its name, for the title); what was said before is proposed again."""
        self._has_names = has_names
        self.set_title(_say("%1\u202f: avant que ce fichier ne sorte").replace("%1", what))
        field = self.form.field("purpose")
        assert isinstance(field, ChoiceField)
        offered = [one for one in entries("export_purpose") if may_be_handed or one.code not in HANDED_OVER]
        field.set_choices([Choice(one.code, one.label(formats.language())) for one in offered])
        self.form.set_errors({})
        self._show()
        self.show()
        self.form.focus_field("purpose")

    def leave(self) -> None:
        """Think better of it."""
        if not self.isHidden():
            self.hide()
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._confirm()
        else:
            super().keyPressEvent(event)

    def said(self) -> Leaving:
        """What is said so far."""
        values = self.form.values()
        leaving = Leaving(str(values["purpose"]), str(values["recipient"]).strip())
        return Leaving(leaving.purpose) if leaving.is_handed_over else leaving

    def _show(self) -> None:
        leaving = self.said()
        self.form.box("recipient").setVisible(not leaving.is_handed_over)
        if leaving.is_encrypted(self._has_names):
            said = _say(
                "Ce fichier porte des noms\u202f: il sera chiffré, et sa phrase de passe affichée une seule fois."
            )
        elif self._has_names:
            said = _say("Ce papier n’est pas chiffré\u202f: imprimez-le, remettez-le, puis supprimez-le.")
        else:
            said = _say("Ce fichier ne porte aucun nom\u202f: il n’est pas chiffré.")
        kept = _say("Palier supprimera sa copie de cet ordinateur après deux jours.")
        self._about.setText(f"{said} {kept}")

    def _confirm(self) -> None:
        leaving = self.said()
        wanted = {"field_missing": _say("À dire avant de continuer."), "text_too_long": _say("Trop long.")}
        problems = leaving.problems()
        self.form.set_errors({one.field: wanted[one.key] for one in problems})
        if problems:
            self.form.focus_field(problems[0].field)
        else:
            self.hide()
            self.confirmed.emit(leaving)
