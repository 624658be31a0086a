"""The card « Pièces jointes » beside a roll: a scan is added by choosing its file or by dropping it here."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from intake_app.services.attachments import AttachmentRow
from ui import theme
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card, IconLabel
from ui.widgets.text_label import TextLabel
from ui.workshops import attachment_words as words
from ui.workshops.attachments_vm import AttachmentsVm


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


class AttachmentsCard(Card):
    """A thin view on AttachmentsVm."""

    def __init__(self, vm: AttachmentsVm, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Pièces jointes"))
        self._vm = vm
        self.buttons: dict[UUID, AttachmentButton] = {}
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
        self._show()

    def enter(self, attachment_id: UUID) -> None:
        """Give the keyboard to an attachment of the list."""
        self.buttons.get(attachment_id, self.add_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        title, kinds = self.tr("Choisir un scan"), self.tr("Scans et photos (%1)").replace("%1", words.PATTERNS)
        files, _kind = QFileDialog.getOpenFileNames(self, title, "", kinds)
        self._vm.add([Path(file) for file in files])

    def _show(self) -> None:
        rows = {row.attachment_id: row for row in self._vm.rows}
        for attachment_id in self.buttons.keys() - rows.keys():
            button = self.buttons.pop(attachment_id)
            self.body.removeWidget(button)
            button.deleteLater()
        before: QWidget = self.add_button
        for place, (attachment_id, row) in enumerate(rows.items(), start=1):
            button = self.buttons.get(attachment_id) or self._make(attachment_id)
            button.show_row(row)
            self.body.insertWidget(place, button)
            QWidget.setTabOrder(before, button)
            before = button
        self._adding.setText(self.tr("Ajout de %n fichier(s)…", "", self._vm.adding))
        self._adding.setVisible(bool(self._vm.adding))

    def _make(self, attachment_id: UUID) -> AttachmentButton:
        button = self.buttons[attachment_id] = AttachmentButton()
        button.clicked.connect(lambda: self._vm.open(attachment_id))
        return button

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
