"""« Refusées par le centre »: each file with why in plain words, what to do, and the ways out."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import sentence_for
from intake_app.services.changes import UnsentRow
from ui import formats
from ui.sync_status import words
from ui.sync_status.groups import Group
from ui.widgets.buttons import SecondaryButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text_label import TextLabel

SHOWN = 20


class RefusedRow(QFrame):
    """One file. `open_wished`, `send_wished`, `discard_wished` carry it; giving it up is asked twice, in place."""

    open_wished = Signal(object)
    send_wished = Signal(object)
    discard_wished = Signal(object)

    def __init__(self, row: UnsentRow, since: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("refused_row")
        self.row = row
        self._name = words.file_name(row)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(8, 10, 8, 12)
        lines.setSpacing(3)
        lines.addWidget(TextLabel(self._name, "strong"))
        lines.addWidget(TextLabel(" · ".join((words.file_parts(row), since)), "small-soft"))
        sentence = sentence_for(KnownError(row.reason or "value_invalid"), formats.language())
        lines.addWidget(TextLabel(" ".join(part for part in (sentence.what, sentence.why) if part), tone="bad"))
        lines.addWidget(TextLabel(sentence.next, "small"))
        lines.addSpacing(4)
        self._ways_out = self._buttons()
        self._question = self._ask()
        self._question.hide()
        lines.addWidget(self._ways_out)
        lines.addWidget(self._question)

    def is_asking(self) -> bool:
        """Whether it asks if the file should really be given up."""
        return not self._question.isHidden()

    def ask(self, is_asking: bool) -> None:
        """Ask whether to give the file up, or go back to the ways out."""
        self._question.setVisible(is_asking)
        self._ways_out.setVisible(not is_asking)
        (self.keep_button if is_asking else self.discard_button).setFocus()

    def stops(self) -> list[QWidget]:
        """The buttons, in the order of the Tab key."""
        return [self.open_button, self.send_button, self.discard_button, self.sure_button, self.keep_button]

    def _buttons(self) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box, gap=8, line_gap=8)
        self.open_button = SecondaryButton(self.tr("Ouvrir la fiche"), "pencil", "small")
        if self.row.record_type not in ("resident", "workshop"):
            self.open_button.hide()
        self.send_button = SecondaryButton(self.tr("Renvoyer"), "send", "small")
        self.discard_button = SecondaryButton(self.tr("Retirer"), "trash", "small", is_danger=True)
        self.open_button.clicked.connect(lambda: self.open_wished.emit(self.row))
        self.send_button.clicked.connect(lambda: self.send_wished.emit(self.row))
        self.discard_button.clicked.connect(lambda: self.ask(True))
        for button, name in (
            (self.open_button, self.tr("Ouvrir la fiche\u202f: %1")),
            (self.send_button, self.tr("Renvoyer\u202f: %1")),
            (self.discard_button, self.tr("Retirer\u202f: %1")),
        ):
            button.setAccessibleName(name.replace("%1", self._name))
            flow.addWidget(button)
        return box

    def _ask(self) -> QWidget:
        box = QWidget()
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 0, 0, 0)
        question = self.tr(
            "Retirer ce qui a été refusé\u202f? Cela ne partira jamais au centre\u202f: la fiche reprend la version du "
            "centre, ou quitte cet ordinateur si le centre ne l’a pas."
        )
        lines.addWidget(TextLabel(question, "small-strong"))
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=8, line_gap=8)
        self.sure_button = SecondaryButton(self.tr("Oui, retirer"), "trash", "small", is_danger=True)
        self.keep_button = SecondaryButton(self.tr("Non, garder"), size="small")
        self.sure_button.clicked.connect(lambda: self.discard_wished.emit(self.row))
        self.keep_button.clicked.connect(lambda: self.ask(False))
        flow.addWidget(self.sure_button)
        flow.addWidget(self.keep_button)
        lines.addWidget(buttons)
        return box


class RefusedGroup(Group):
    """The files refused. A question asked stays asked while others change."""

    open_wished = Signal(object)
    send_wished = Signal(object)
    discard_wished = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("warning", "bad", parent)
        self.set_words(
            self.tr("Refusées par le centre"),
            self.tr("Rien n’est perdu\u202f: ces fiches restent sur cet ordinateur jusqu’à ce que vous décidiez."),
        )
        self.rows: list[RefusedRow] = []
        self._files: tuple[UnsentRow, ...] = ()
        box = QWidget()
        self._lines = QVBoxLayout(box)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.set_list(box)

    def show_files(self, files: Sequence[UnsentRow], since: Sequence[str]) -> None:
        """Show these files, and when each was written."""
        self.show_count(len(files), min(len(files), SHOWN))
        if tuple(files) == self._files:
            return
        asked = {row.row.record_id for row in self.rows if row.is_asking()}
        self._files = tuple(files)
        for gone in self.rows:
            self._lines.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.rows = [self._row(file, said, asked) for file, said in zip(files[:SHOWN], since, strict=False)]

    def stops(self) -> list[QWidget]:
        """Every button, in the order of the Tab key."""
        return [stop for row in self.rows for stop in row.stops()]

    def _row(self, file: UnsentRow, since: str, asked: set[UUID]) -> RefusedRow:
        row = RefusedRow(file, since)
        row.open_wished.connect(self.open_wished)
        row.send_wished.connect(self.send_wished)
        row.discard_wished.connect(self.discard_wished)
        self._lines.addWidget(row)
        if file.record_id in asked:
            row.ask(True)
        return row
