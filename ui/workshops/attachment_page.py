"""An attachment looked at: the picture itself, or the way to a copy of what the window cannot draw."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget

from intake_app.domain.sentences import sentence_for
from ui import formats
from ui.widgets.banner import Banner
from ui.widgets.buttons import IconButton, SecondaryButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import PageScaffold
from ui.workshops import attachment_words as words
from ui.workshops.attachments_vm import AttachmentsVm

STEP = 80
"""Pixels that an arrow key scrolls."""


class Picture(QWidget):
    """A picture as wide as the page, or enlarged to its own size."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._is_enlarged = False
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_image(self, image: QImage) -> None:
        """Show another picture, as wide as the page."""
        self._image = image
        self.enlarge(is_enlarged=False)

    def enlarge(self, *, is_enlarged: bool) -> None:
        """Show it at its own size, or as wide as the page."""
        self._is_enlarged = is_enlarged
        self.setMinimumWidth(self._image.width() if is_enlarged else 0)
        self.updateGeometry()
        self.update()

    def is_enlarged(self) -> bool:
        """Whether it is shown at its own size."""
        return self._is_enlarged

    def sizeHint(self) -> QSize:
        return self._image.size()

    def heightForWidth(self, width: int) -> int:
        return self._drawn(width).height()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        drawn = self._drawn(self.width())
        painter.drawImage(QRect((self.width() - drawn.width()) // 2, 0, drawn.width(), drawn.height()), self._image)
        painter.end()

    def _drawn(self, width: int) -> QSize:
        """How large it is drawn in that width: never larger than it is."""
        wide = min(width, self._image.width())
        return QSize(wide, round(self._image.height() * wide / max(1, self._image.width())))


class AttachmentPage(PageScaffold):
    """A thin view on what AttachmentsVm shows. `back_wished` leads back to the roll."""

    back_wished = Signal()

    def __init__(self, vm: AttachmentsVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        back = IconButton("chevron-left", self.tr("Revenir à la séance"))
        back.clicked.connect(self.back_wished)
        self.set_leading(back)
        self.size_button = SecondaryButton(self.tr("Agrandir"), "search", "small")
        self.size_button.clicked.connect(self._change_size)
        self.copy_button = SecondaryButton(self.tr("Enregistrer une copie…"), "download", "small")
        self.copy_button.clicked.connect(self._warn)
        self.remove_button = SecondaryButton(self.tr("Retirer"), "trash", "small")
        self.remove_button.clicked.connect(self._remove)
        for action in (self.size_button, self.copy_button, self.remove_button):
            self.add_action(action)
        self.problem = Banner("bad", "")
        self.copy = Banner(
            "warn",
            self.tr("Une copie ne serait plus protégée"),
            self.tr(
                "Ici, ce document est chiffré. Une copie pourra être lue par quiconque ouvre le dossier où vous "
                "l’enregistrez\u202f: supprimez-la dès que vous n’en avez plus besoin."
            ),
            self.tr("Choisir un dossier…"),
            can_close=True,
        )
        self.copy.action_clicked.connect(self._save_copy)
        self.copy.closed.connect(self.enter)
        self.picture = Picture()
        self.nothing = EmptyState(
            "document",
            self.tr("Palier n’affiche pas ce document"),
            self.tr("Enregistrez-en une copie pour l’ouvrir avec un autre programme."),
        )
        for widget in (self.problem, self.copy, self.picture, self.nothing):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        vm.opened.connect(self._show)
        vm.picture_changed.connect(self._show)
        vm.copied.connect(self._say_copied)

    def enter(self) -> None:
        """Take the keyboard: arrows scroll, Escape goes back."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        down, across = self.scroll_area().verticalScrollBar(), self.scroll_area().horizontalScrollBar()
        moves = {
            Qt.Key.Key_Down: (down, STEP),
            Qt.Key.Key_Up: (down, -STEP),
            Qt.Key.Key_PageDown: (down, down.pageStep()),
            Qt.Key.Key_PageUp: (down, -down.pageStep()),
            Qt.Key.Key_Right: (across, STEP),
            Qt.Key.Key_Left: (across, -STEP),
        }
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.back_wished.emit()
        elif key in moves:
            bar, step = moves[key]
            bar.setValue(bar.value() + step)
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        row = self.vm.shown
        if row is None:
            return
        self.set_title(words.kind(row))
        added = formats.relative_moment(row.added_at, self.vm.desk.now())
        self.set_subtitle(" · ".join((words.about(row), added, words.state(row))))
        problem, image = self.vm.problem, self.vm.picture
        if problem is not None:
            sentence = sentence_for(problem, formats.language())
            tone = words.problem_tone(problem)
            self.problem.set_message(tone, sentence.what, f"{sentence.why} {sentence.next}".strip())
        self.problem.setVisible(problem is not None)
        is_drawn = image is not None and not image.isNull()
        self.picture.show_image(image if image is not None else QImage())
        self.picture.setVisible(is_drawn)
        self.nothing.setVisible(problem is None and not is_drawn and not (self.vm.is_picture and image is None))
        self.copy.hide()
        self.copy_button.setVisible(problem is None)
        self._enlarge(is_enlarged=False)
        self.size_button.setVisible(is_drawn)
        self.scroll_area().verticalScrollBar().setValue(0)

    def _change_size(self) -> None:
        self._enlarge(is_enlarged=not self.picture.is_enlarged())

    def _enlarge(self, *, is_enlarged: bool) -> None:
        self.picture.enlarge(is_enlarged=is_enlarged)
        self.size_button.setText(self.tr("Ajuster à la page") if is_enlarged else self.tr("Agrandir"))

    def _remove(self) -> None:
        if self.vm.shown is not None:
            self.vm.remove(self.vm.shown.attachment_id)

    def _warn(self) -> None:
        self.copy.show()
        self.scroll_area().verticalScrollBar().setValue(0)
        self.copy.action().setFocus(Qt.FocusReason.OtherFocusReason)

    def _save_copy(self) -> None:
        row = self.vm.shown
        if row is None:
            return
        title = self.tr("Enregistrer une copie non protégée")
        target, _kind = QFileDialog.getSaveFileName(self, title, words.file_name(row))
        if target:
            self.copy.hide()
            self.enter()
            self.vm.save_copy(Path(target))

    def _say_copied(self) -> None:
        said = self.tr("La copie est enregistrée. Elle n’est pas chiffrée\u202f: supprimez-la après usage.")
        self.vm.desk.navigation.told.emit(said)
