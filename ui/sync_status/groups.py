"""The groups of the page of sending that are lists: two versions, what waits at the centre, what is only here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intake_app.services.changes import UnsentRow
from intake_app.services.disputed_files import DisputedFile
from intake_app.services.settled_conflicts import SettledField
from intake_app.services.waiting_scans import WaitingScans
from ui import formats, settled_words
from ui.palette import Tone
from ui.sync_status import words
from ui.sync_status.sync_status_vm import SyncStatusVm
from ui.widgets.card import Card
from ui.widgets.pill import Pill
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import RowsView
from ui.widgets.text_label import TextLabel

SHOWN = 100
"""Rows that are shown of a group; the others are counted."""


class Group(Card):
    """A card with a title, how many, a sentence, and rows; hidden while there are none."""

    def __init__(self, icon_name: str, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__("", icon_name, parent=parent)
        self._pill_tone: Tone = tone
        self._count = Pill("", tone)
        self.add_to_header(self._count)
        self._sentence = TextLabel("", "small-soft")
        self._rest = TextLabel("", "small-soft")
        self.body.addWidget(self._sentence)

    def set_words(self, title: str, sentence: str) -> None:
        """The title, and the sentence under it."""
        self.set_title(title)
        self._sentence.setText(sentence)

    def set_list(self, view: QWidget) -> None:
        """Put the rows in their place."""
        self.body.addWidget(view)
        self.body.addWidget(self._rest)

    def show_count(self, count: int, shown: int) -> None:
        """Say how many there are, and how many are not shown."""
        self._count.set_pill(formats.number(count), self._pill_tone)
        self._rest.setText(self.tr("et %n autre(s)", "", count - shown))
        self._rest.setVisible(count > shown)
        self.setVisible(count > 0)


class ConflictsGroup(Group):
    """« À départager », for `staff_id`. `settle_wished(file_id)` on a row or its button."""

    settle_wished = Signal(object)

    def __init__(self, staff_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__("merge", "bad", parent)
        self._staff_id = staff_id
        self.set_words(
            self.tr("À départager"),
            self.tr("Deux personnes ont écrit deux choses différentes. Les deux versions sont gardées."),
        )
        columns: tuple[Column[DisputedFile], ...] = (
            Column(
                "name",
                self.tr("Fiche"),
                words.disputed_name,
                second=words.disputed_fields,
                is_strong=True,
                weight=4,
            ),
            Column("who", self.tr("Avec"), self._with, kind="soft", weight=2, hide_below=520),
            Column("settle", "", lambda _file: self.tr("Départager"), kind="button", width=126),
        )
        self._model: RowsModel[DisputedFile] = RowsModel(columns, lambda file: file.file_id, parent=self)
        self.list = RowsView(self._model, self.tr("Fiches à départager"), fits_content=True)
        self.list.row_activated.connect(lambda file: self.settle_wished.emit(file.file_id))
        self.list.button_clicked.connect(lambda _key, file: self.settle_wished.emit(file.file_id))
        self.set_list(self.list)

    def show_files(self, files: Sequence[DisputedFile]) -> None:
        """Show these."""
        self._model.set_rows(files[:SHOWN])
        self.show_count(len(files), len(self._model.rows()))

    def _with(self, file: DisputedFile) -> str:
        return words.disputed_with(file, self._staff_id)


class SettledGroup(Group):
    """« Déjà départagé »: both versions, for those who wrote them. `open_wished(field)` on a row."""

    open_wished = Signal(object)

    def __init__(self, vm: SyncStatusVm, parent: QWidget | None = None) -> None:
        super().__init__("check", "neutral", parent)
        self._vm = vm
        self.set_words(
            self.tr("Déjà départagé"),
            self.tr("Ce qui vous concerne\u202f: la version retenue, et l’autre, qui reste écrite ici."),
        )
        columns: tuple[Column[SettledField], ...] = (
            Column("name", self.tr("Fiche"), words.settled_name, is_strong=True, weight=2, second=self._by),
            Column("kept", self.tr("Retenu"), settled_words.kept, second=settled_words.dropped, weight=4),
        )
        self._model: RowsModel[SettledField] = RowsModel(columns, lambda field: field.conflict_id, parent=self)
        self.list = RowsView(self._model, self.tr("Fiches déjà départagées"), fits_content=True)
        self.list.row_activated.connect(self.open_wished)
        self.set_list(self.list)

    def show_fields(self, fields: Sequence[SettledField]) -> None:
        """Show these."""
        self._model.set_rows(fields)
        self.show_count(len(fields), len(fields))

    def _by(self, field: SettledField) -> str:
        return words.settled_by(field, self._vm.desk.now())


class UnsentGroup(Group):
    """Files by name and age. `open_wished(row)` on a row."""

    open_wished = Signal(object)

    def __init__(self, vm: SyncStatusVm, icon_name: str, tone: Tone, name: str, parent: QWidget | None = None) -> None:
        super().__init__(icon_name, tone, parent)
        self._vm = vm
        columns: tuple[Column[UnsentRow], ...] = (
            Column("name", self.tr("Fiche"), words.file_name, second=words.file_parts, is_strong=True, weight=4),
            Column(
                "since", self.tr("Depuis"), self._since, kind="pill", tone=self._age, weight=2, is_right_aligned=True
            ),
        )
        self._model: RowsModel[UnsentRow] = RowsModel(columns, _key, parent=self)
        self.list = RowsView(self._model, name, fits_content=True)
        self.list.row_activated.connect(self.open_wished)
        self.set_list(self.list)

    def show_files(self, rows: Sequence[UnsentRow]) -> None:
        """Show these."""
        self._model.set_rows(rows[:SHOWN])
        self.show_count(len(rows), len(self._model.rows()))

    def _since(self, row: UnsentRow) -> str:
        return words.age(row.since, self._vm.desk.now())

    def _age(self, row: UnsentRow) -> Tone:
        return words.age_tone(row.since, self._vm.desk.now())


class ScansGroup(Group):
    """Attachments still to be sent, by the workshop they are joined to. `open_wished(row)` on a row."""

    open_wished = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("document", "warn", parent)
        self.set_words(
            self.tr("Pièces jointes à envoyer"),
            self.tr("Elles partent après les fiches, en plusieurs fois s’il le faut."),
        )
        columns: tuple[Column[WaitingScans], ...] = (
            Column("name", self.tr("Fiche"), lambda row: row.title, second=self._why, is_strong=True, weight=4),
            Column("size", self.tr("Taille"), self._size, kind="soft", weight=2, is_right_aligned=True),
        )
        self._model: RowsModel[WaitingScans] = RowsModel(columns, lambda row: row.record_id, parent=self)
        self.list = RowsView(self._model, self.tr("Pièces jointes à envoyer"), fits_content=True)
        self.list.row_activated.connect(self.open_wished)
        self.set_list(self.list)

    def show_scans(self, rows: Sequence[WaitingScans]) -> None:
        """Show these."""
        self._model.set_rows(rows[:SHOWN])
        self.show_count(sum(row.count for row in rows), sum(row.count for row in rows[:SHOWN]))

    def _why(self, row: WaitingScans) -> str:
        return words.reason(row.reason) if row.reason else self.tr("%n pièce(s) jointe(s)", "", row.count)

    def _size(self, row: WaitingScans) -> str:
        return formats.file_size(row.byte_count)


def _key(row: UnsentRow) -> Any:
    return row.record_type, row.record_id
