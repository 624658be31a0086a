"""What the columns and words of a file stand for, what holds for every row, and how the people in it were informed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.names import fold
from intake_app.domain.notice_text import CURRENT_VERSION
from intake_app.domain.rules.problem import FieldProblem
from intake_app.services.imports.choices import BLANK, Choices, Memory, Places, Word, guess_fields, list_words
from intake_app.services.imports.runs import FileMark, Information, check_information
from intake_app.services.imports.tables import Table, choose_sheet, find_table
from intake_app.services.imports.targets import ONCE
from ui import formats
from ui.desk import Desk, ViewModel
from ui.imports.file_vm import OpenedFile

_NOTHING: Final = Table("", 1, (), ())


class MatchingVm(ViewModel):
    """One file at a time. `words_changed` follows whenever a choice may change what words are asked about."""

    table_changed = Signal()
    fields_changed = Signal()
    words_changed = Signal()
    information_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.file: OpenedFile | None = None
        self.sheet_place = 0
        self.table = _NOTHING
        self.choices = Choices(())
        self.words: tuple[Word, ...] = ()
        self.origin = self.mode = ""
        self.informed_on: date | None = None

    @property
    def places(self) -> Places:
        """The places this laptop knows."""
        return self.file.places if self.file else Places((), ())

    @property
    def memory(self) -> Memory:
        """What was chosen for earlier files."""
        return self.file.memory if self.file else Memory()

    @property
    def mark(self) -> FileMark:
        """What recognises the sheet chosen."""
        sha256 = self.file.source.sha256 if self.file else ""
        return FileMark(sha256, self.sheet_place, len(self.table.rows))

    @property
    def lacks_name(self) -> bool:
        """Whether no column holds the names of people."""
        return not {"family_name", "full_name"} & set(self.choices.fields)

    @property
    def lacks_place(self) -> bool:
        """Whether nothing tells where people live."""
        in_columns = {"neighbourhood", "building"} & set(self.choices.fields)
        return not in_columns and self.choices.neighbourhood_id is None

    @property
    def undecided(self) -> int:
        """How many words still stand for nothing."""
        return sum(word.code is None for word in self.words)

    @property
    def information(self) -> Information:
        """How the people of the file were informed, as far as it was said."""
        return Information(self.origin, self.mode, self.informed_on, CURRENT_VERSION, formats.language())

    @property
    def problems(self) -> list[FieldProblem]:
        """What is wrong or missing in it."""
        return check_information(self.information, self.desk.today())

    def open(self, file: OpenedFile) -> None:
        """Begin with a file just read; nothing said of an earlier one holds."""
        self.file = file
        self.origin = self.mode = ""
        self.informed_on = None
        only = file.places.neighbourhoods[0].id if len(file.places.neighbourhoods) == 1 else None
        self.choices = Choices((), neighbourhood_id=only)
        self.information_changed.emit()
        self.choose_sheet(choose_sheet(file.source.sheets))

    def choose_sheet(self, place: int) -> None:
        """Take another sheet of the workbook."""
        if self.file is None:
            return
        self.sheet_place = place
        self.table = find_table(self.file.source.sheets[place])
        self.choices = replace(self.choices, fields=guess_fields(self.table, self.memory), words={})
        self.table_changed.emit()
        self._list_words()

    def choose_field(self, place: int, field: str) -> None:
        """Say what the column at this place of the table holds, "" for nothing; a field held elsewhere moves here."""
        fields = [BLANK if one == field and one in ONCE else one for one in self.choices.fields]
        fields[place] = field
        self.choices = replace(self.choices, fields=tuple(fields))
        self.fields_changed.emit()
        self._list_words()

    def choose_word(self, word: Word, code: str) -> None:
        """Say what a word stands for, "" to leave the field blank."""
        self._choose_words({(word.field, fold(word.word)): code})

    def leave_others_blank(self) -> None:
        """Leave blank every field whose word was not decided."""
        self._choose_words({(word.field, fold(word.word)): BLANK for word in self.words if word.code is None})

    def choose_for_all(self, *, neighbourhood_id: UUID | None, how_met: str | None, takes_no_phone: bool) -> None:
        """Say what holds for every row that does not say it itself."""
        self.choices = replace(
            self.choices, neighbourhood_id=neighbourhood_id, how_met=how_met, takes_no_phone=takes_no_phone
        )
        self.fields_changed.emit()

    def choose_completing(self, completes: bool) -> None:
        """Whether blank fields of people already known are filled in."""
        self.choices = replace(self.choices, completes=completes)

    def inform(self, *, origin: str, mode: str, informed_on: date | None) -> None:
        """Say where the file comes from and how its people were informed."""
        self.origin, self.mode, self.informed_on = origin, mode, informed_on
        self.information_changed.emit()

    def _choose_words(self, chosen: dict[tuple[str, str], str]) -> None:
        self.choices = replace(self.choices, words={**self.choices.words, **chosen})
        self._list_words()

    def _list_words(self) -> None:
        table, choices, places, memory = self.table, self.choices, self.places, self.memory
        self.desk.work(self, self._take_words, lambda: (choices, list_words(table, choices, places, memory)))

    def _take_words(self, answer: tuple[Choices, list[Word]]) -> None:
        if answer[0].fields == self.choices.fields and answer[0].words == self.choices.words:
            self.words = tuple(answer[1])
            self.words_changed.emit()
