"""An address in one line: while one types its end, the postcodes and communes it may become are proposed; once the
keyboard leaves it, it says what does not go together.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QVBoxLayout, QWidget

from intake_app.domain.rules.address import AddressDoubt, address_doubt, complete_address, end_of_address
from ui import theme
from ui.widgets.fields import TextField
from ui.widgets.text_label import TextLabel

_SHOWN_AT_ONCE = 6
_WHOLE = Qt.ItemDataRole.UserRole
_NAMED = 3


class AddressField(QWidget):
    """`country` (two letters) is where the address is, `near` a commune whose département is proposed first: set them
    when another neighbourhood is chosen.
    """

    value_changed = Signal()

    def __init__(self, placeholder: str = "", max_length: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.country, self.near = "FR", ""
        self.line = TextField(placeholder, max_length)
        self._description = ""
        self._doubt = TextLabel("", "small")
        self._doubt.hide()
        self._proposals = QStandardItemModel(self)
        self._completer: QCompleter | None = None
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(self.line)
        lines.addWidget(self._doubt)
        self.setFocusProxy(self.line)
        # before the completer looks, so that it finds what goes with the last key
        self.line.textEdited.connect(self._propose)
        self.line.value_changed.connect(self.value_changed)
        self.line.editingFinished.connect(self.say_doubt)

    def value(self) -> str:
        """The text without the spaces around it."""
        return self.line.value()

    def set_value(self, value: str) -> None:
        """Show this address, and what is odd in it."""
        self.line.set_value(value)
        self.say_doubt()

    def set_place(self, country: str, near: str = "") -> None:
        """Where the address is from now on."""
        self.near = near
        if country != self.country:
            self.country = country
            self.say_doubt()

    def said_doubt(self) -> str:
        """The sentence under the field, or an empty one."""
        return self._doubt.text()

    def proposals(self) -> list[str]:
        """The whole addresses proposed now."""
        return [self._proposals.index(row, 0).data(_WHOLE) for row in range(self._proposals.rowCount())]

    def say_doubt(self) -> None:
        """Say what does not go together, or nothing."""
        doubt = address_doubt(self.line.value(), self.country)
        self._doubt.setText(doubt_words(doubt) if doubt else "")
        self._doubt.setVisible(doubt is not None)
        self._describe()

    def setAccessibleName(self, name: str) -> None:
        """Name the line that one types in, for the field around it says nothing."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        """Describe the line that one types in."""
        super().setAccessibleDescription(description)
        self._description = description
        self._describe()

    def _describe(self) -> None:
        self.line.setAccessibleDescription(" ".join(filter(None, (self._description, self._doubt.text()))))

    def _propose(self, typed: str) -> None:
        at_end = self.line.cursorPosition() == len(typed)
        self._offer(complete_address(typed, self.country, self.near) if at_end else ())
        if self._doubt.text() and address_doubt(typed, self.country) is None:
            self.say_doubt()

    def _offer(self, wholes: Sequence[str]) -> None:
        self._proposals.clear()
        for whole in wholes:
            one = QStandardItem(end_of_address(whole))
            one.setData(whole, _WHOLE)
            self._proposals.appendRow(one)
        if not wholes and self._completer is None:
            return
        popup = self.popup()
        bar = popup.verticalScrollBar().sizeHint().width()
        popup.setMinimumWidth(popup.sizeHintForColumn(0) + bar + theme.current().gap(16) if wholes else 0)

    def popup(self) -> QAbstractItemView:
        """The list of what is proposed, made when there is something for the first time."""
        if self._completer is None:
            self._completer = QCompleter(self._proposals, self)
            self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            # the list shows the ends, for the beginning is in the field; taking one writes the whole
            self._completer.setCompletionRole(_WHOLE)
            self._completer.setMaxVisibleItems(_SHOWN_AT_ONCE)
            self._completer.activated.connect(self._on_taken)
            self.line.setCompleter(self._completer)
        popup = self._completer.popup()
        assert popup is not None
        popup.setObjectName("proposals")
        popup.setAccessibleName(self.tr("Communes et codes postaux proposés"))
        return popup

    def _on_taken(self, _whole: object) -> None:
        self._offer(())
        self.say_doubt()
        self.value_changed.emit()


def doubt_words(doubt: AddressDoubt) -> str:
    """« À vérifier : 35000 est le code postal de Rennes, pas de « Lyon ». »"""
    if doubt.key == "postcode_misshapen":
        text = _say("À vérifier\u202f: «\u202f%1\u202f» n’a pas la forme d’un code postal britannique.")
    elif doubt.key == "postcode_unknown":
        text = _say("À vérifier\u202f: aucune commune n’a le code postal %1.")
    else:
        text = _say("À vérifier\u202f: %1 est le code postal de %2, pas de «\u202f%3\u202f».")
    named = ", ".join(doubt.communes[:_NAMED]) + ("…" if len(doubt.communes) > _NAMED else "")
    # the text typed comes last: a %1 in it stays as it is
    return text.replace("%1", doubt.postcode).replace("%2", named).replace("%3", doubt.town)


def _say(text: str) -> str:
    return QCoreApplication.translate("AddressDoubt", text)
