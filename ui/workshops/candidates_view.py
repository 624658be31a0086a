"""Under the search field: whoever is called as one types, or what to do when nobody is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from intake_app.domain.partial_date import numerals
from intake_app.services.attendances import CAME, WAITING
from intake_app.services.rolls import RollCandidate
from ui import formats, theme
from ui.palette import Tone
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import RowsView
from ui.widgets.text_label import TextLabel
from ui.workshops.candidates_vm import CandidatesVm

_INVITE = "invite"
_ABOVE = 6


class CandidatesView(Card):
    """Hangs below `field`, over the page: nothing moves. Escape, or Up from the first line, goes back to the field.

    `enter` goes down from the field: into what was found, into `below` while nothing is being looked for.
    """

    newcomer_wished = Signal(str)
    invited = Signal(object)

    def __init__(self, vm: CandidatesVm, field: QWidget, host: QWidget, below: QWidget) -> None:
        super().__init__(parent=host)
        self._vm = vm
        self._field = field
        self._host = host
        self._below = below
        self.can_invite = True
        self._model: RowsModel[RollCandidate] = RowsModel(self._columns(), lambda candidate: candidate.resident.id)
        self.list = RowsView(self._model, self.tr("Personnes trouvées"))
        self.list.row_activated.connect(vm.choose)
        self.list.button_clicked.connect(lambda _key, candidate: self.invited.emit(candidate))
        self.list.installEventFilter(self)
        self._nobody = self._nobody_found()
        self.body.addWidget(self.list)
        self.body.addWidget(self._nobody)
        self.setAccessibleName(self.tr("Personnes trouvées"))
        vm.candidates_changed.connect(self._show)
        host.installEventFilter(self)
        self.hide()

    def enter(self) -> None:
        """Give the keyboard to the first line, or to the offer to add somebody when nobody was found."""
        found = self.list if self._model.rowCount() else self.newcomer
        place = self._below if self.isHidden() else found
        if not place.isHidden():
            place.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.list:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self._settle()
            return False
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        is_up = event.key() == Qt.Key.Key_Up and self.list.currentIndex().row() <= 0
        if is_up or event.key() == Qt.Key.Key_Escape:
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _nobody_found(self) -> QWidget:
        nobody = QWidget()
        line = FlowLayout(nobody, gap=12)
        self.newcomer = SecondaryButton(self.tr("L’ajouter ici"), "plus", "small")
        self.newcomer.clicked.connect(lambda: self.newcomer_wished.emit(self._vm.text))
        line.addWidget(TextLabel(self.tr("Personne de ce nom n’est connu ici."), "soft", wraps=False))
        line.addWidget(self.newcomer)
        return nobody

    def _show(self) -> None:
        is_searching = bool(self._vm.text) and self._vm.is_answered()
        self._model.set_rows(self._vm.candidates)
        self.list.setVisible(bool(self._vm.candidates))
        self._nobody.setVisible(not self._vm.candidates)
        if self._vm.candidates:
            self.list.setCurrentIndex(self._model.index(0, 0))
        if is_searching:
            self._settle()
            self.show()
            self.raise_()
        elif not self._vm.text:
            self.hide()

    def _settle(self) -> None:
        """Stand below the field, as wide as it is, no lower than the page."""
        host = self._host
        corner = self._field.mapTo(host, QPoint(0, self._field.height() + _ABOVE))
        room = max(host.height() - corner.y() - 8, self.list.row_height() * 2)
        rows = self._model.rowCount() * self.list.row_height() + 34
        wanted = rows if rows > 34 else theme.current().px(40) + 40
        self.list.setMinimumHeight(0)
        self.setGeometry(corner.x(), corner.y(), self._field.width(), min(room, wanted))

    def _columns(self) -> tuple[Column[RollCandidate], ...]:
        return (
            Column("name", "", self._name, second=_known_by, strong=_surname, weight=4),
            Column(
                "status", "", self._status, kind="pill", tone=_tone, weight=2, is_right_aligned=True, hide_below=380
            ),
            Column(_INVITE, "", self._invite, kind="button", width=110),
        )

    def _name(self, candidate: RollCandidate) -> str:
        resident = candidate.resident
        return formats.person_name(resident.first_name, resident.family_name, is_family_first=True)

    def _status(self, candidate: RollCandidate) -> str:
        if candidate.status is None:
            return ""
        if candidate.status == WAITING:
            return self.tr("en attente")
        return self.tr("déjà présent·e") if candidate.status in CAME else self.tr("sur la liste")

    def _invite(self, candidate: RollCandidate) -> str:
        return self.tr("Inscrire") if candidate.status in (None, WAITING) and self.can_invite else ""


def _surname(candidate: RollCandidate) -> str:
    return candidate.resident.family_name.upper()


def _tone(candidate: RollCandidate) -> Tone:
    return "good" if candidate.status in CAME else "info"


def _known_by(candidate: RollCandidate) -> str:
    """What tells namesakes apart: birth date, phone, where they live."""
    resident = candidate.resident
    born = numerals(resident.birth_date) if resident.birth_date else ""
    phone = formats.phone(resident.phone) if resident.phone else ""
    where = resident.building or resident.address or resident.neighbourhood or ""
    return " · ".join(part for part in (born, phone, where) if part)
