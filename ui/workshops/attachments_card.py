"""The card « Pièces jointes » beside a roll: a scan is added by choosing its file or by dropping it here."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from intake_app.services.attachments import AttachmentRow
from ui import theme
from ui.widgets.buttons import IconButton, SecondaryButton
from ui.widgets.card import Card, IconLabel
from ui.widgets.text_label import TextLabel
from ui.workshops import attachment_words as words
from ui.workshops.attachments_vm import AttachmentsVm, put_back


class AttachmentButton(QPushButton):
    """An attachment in the list: its kind, size and author, and where it is. Pressing it opens it."""

    ring_radius = 8

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._icon = IconLabel("document", "text_soft", 20)
        self._kind, self._about = TextLabel("", "small-strong"), TextLabel("", "small-soft")
        self._state = TextLabel("", "small")
        lines = QVBoxLayout()
        lines.setSpacing(2)
        for widget in (self._kind, self._about, self._state):
            lines.addWidget(widget)
        self._line = line = QHBoxLayout(self)
        line.setContentsMargins(6, 6, 6, 6)
        line.setSpacing(10)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(lines, 1)
        for part in (self._icon, self._kind, self._about, self._state):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_row(self, row: AttachmentRow) -> None:
        """Show an attachment as it stands now."""
        self._kind.setText(words.kind(row))
        self._about.setText(words.about(row))
        self._state.setText(words.state(row))
        self._state.set_tone(words.tone(row))
        self.setAccessibleName(", ".join((words.kind(row), words.about(row), words.state(row))))
        self.setToolTip(words.trouble(row))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        # labels that wrap ask for more lines than they need in the width they have
        return QSize(self._line.sizeHint().width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._line.minimumSize().width(), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        return max(40, self._line.heightForWidth(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.current().colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), self.ring_radius, self.ring_radius)
            painter.end()


class AttachmentLine(QWidget):
    """An attachment and the button that takes it away (`removal_wished`); the Delete key does the same."""

    removal_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = AttachmentButton()
        self.remove_button = IconButton("trash", "")
        self.remove_button.clicked.connect(self.removal_wished)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        line.addWidget(self.button, 1)
        line.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignTop)

    def show_row(self, row: AttachmentRow) -> None:
        """Show an attachment as it stands now."""
        self.button.show_row(row)
        # read aloud, several of a kind must not sound alike
        self.remove_button.set_name(f"{self.tr('Retirer')} ({', '.join((words.kind(row), words.about(row)))})")
        self.remove_button.setToolTip(self.tr("Retirer de la séance"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removal_wished.emit()
        else:
            super().keyPressEvent(event)


class AttachmentsCard(Card):
    """A thin view on AttachmentsVm."""

    def __init__(self, vm: AttachmentsVm, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Pièces jointes"))
        self._vm = vm
        self.lines: dict[UUID, AttachmentLine] = {}
        self.add_button = SecondaryButton(self.tr("Ajouter"), "plus", size="small")
        self.add_button.setAccessibleName(self.tr("Ajouter un scan à la séance"))
        self.setToolTip(self.tr("Ajoutez le scan de la feuille d’émargement (PDF, JPEG ou PNG), ou déposez-le ici."))
        self.add_button.clicked.connect(self._choose)
        self.add_to_header(self.add_button)
        self._adding = TextLabel("", "small-soft")
        self.body.setSpacing(2)
        self.body.addWidget(self._adding)
        self.setAcceptDrops(True)
        vm.rows_changed.connect(self._show)
        vm.added.connect(lambda: vm.desk.navigation.told.emit(self.tr("Le scan est joint à la séance.")))
        vm.removed.connect(self._offer_back)
        self._show()

    def enter(self, attachment_id: UUID) -> None:
        """Give the keyboard to an attachment of the list."""
        line = self.lines.get(attachment_id)
        (line.button if line is not None else self.add_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        title, kinds = self.tr("Choisir un scan"), self.tr("Scans et photos (%1)").replace("%1", words.PATTERNS)
        files, _kind = QFileDialog.getOpenFileNames(self, title, "", kinds)
        self._vm.add([Path(file) for file in files])

    def _show(self) -> None:
        rows = {row.attachment_id: row for row in self._vm.rows}
        for attachment_id in self.lines.keys() - rows.keys():
            self._let_go(self.lines.pop(attachment_id))
        before: QWidget = self.add_button
        for place, (attachment_id, row) in enumerate(rows.items(), start=1):
            line = self.lines.get(attachment_id) or self._make(attachment_id)
            line.show_row(row)
            self.body.insertWidget(place, line)
            for stop in (line.button, line.remove_button):
                QWidget.setTabOrder(before, stop)
                before = stop
        self._adding.setText(self.tr("Ajout de %n fichier(s)…", "", self._vm.adding))
        self._adding.setVisible(bool(self._vm.adding))

    def _make(self, attachment_id: UUID) -> AttachmentLine:
        line = self.lines[attachment_id] = AttachmentLine()
        line.button.clicked.connect(lambda: self._vm.open(attachment_id))
        line.removal_wished.connect(lambda: self._vm.remove(attachment_id))
        return line

    def _let_go(self, line: AttachmentLine) -> None:
        """Take a line out of the card; the keyboard does not go with it."""
        focused = QApplication.focusWidget()
        if focused is not None and line.isAncestorOf(focused):
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.body.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _offer_back(self, attachment_id: UUID) -> None:
        desk = self._vm.desk
        desk.navigation.undo_offered.emit(
            self.tr("La pièce jointe est retirée."), partial(put_back, desk, attachment_id)
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event):
            event.acceptProposedAction()
            self.set_tone("selected")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.set_tone("plain")

    def dropEvent(self, event: QDropEvent) -> None:
        self.set_tone("plain")
        event.acceptProposedAction()
        self._vm.add(_files(event))


def _files(event: QDropEvent) -> list[Path]:
    """The files of this computer that are dragged."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
