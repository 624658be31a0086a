"""Choosing a file, and the files brought in before."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import KnownError
from intake_app.services.imports.choices import Memory, Places, read_memory, read_places
from intake_app.services.imports.reading import SourceFile, read_source
from intake_app.services.imports.reports import ImportSummary, list_imports
from intake_app.services.imports.template import write_template
from ui import formats
from ui.desk import Desk, ViewModel

if TYPE_CHECKING:
    from intake_app.storage.store import Session


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """What was read of a file, what this laptop knows of places and earlier choices, and its earlier imports."""

    source: SourceFile
    places: Places
    memory: Memory
    earlier: tuple[ImportSummary, ...]


class FileVm(ViewModel):
    """`refusal` is what is wrong with the file chosen last."""

    opened = Signal(object)
    """An OpenedFile."""
    changed = Signal()
    template_written = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.imports: tuple[ImportSummary, ...] = ()
        self.refusal: KnownError | None = None
        self.is_reading = False

    def refresh(self) -> None:
        """Read the list of earlier imports."""
        self.desk.read(self, self._take_imports, list_imports)

    def read(self, path: Path) -> None:
        """Read a file; `opened` follows, or `refusal` says what is wrong with it."""
        if self.is_reading:
            return
        self.is_reading, self.refusal = True, None
        self.changed.emit()
        self.desk.work(self, self._take_source, lambda: _read(path))

    def write_template(self, path: Path) -> None:
        """Save a workbook to fill in; `template_written` follows."""
        self.desk.read(self, lambda places: self._write(path, places), read_places)

    def _write(self, path: Path, places: Places) -> None:
        language = formats.language()
        self.desk.work(self, self._take_written, lambda: _try_template(path, places, language))

    def _take_written(self, refusal: KnownError | None) -> None:
        self.refusal = refusal
        self.changed.emit()
        if refusal is None:
            self.template_written.emit()

    def _take_imports(self, imports: list[ImportSummary]) -> None:
        self.imports = tuple(imports)
        self.changed.emit()

    def _take_source(self, answer: SourceFile | KnownError) -> None:
        if isinstance(answer, KnownError):
            self.is_reading, self.refusal = False, answer
            self.changed.emit()
            return
        self.desk.read(self, self._open, _surroundings, answer)

    def _open(self, opened: OpenedFile) -> None:
        self.is_reading = False
        self.changed.emit()
        self.opened.emit(opened)


def _read(path: Path) -> SourceFile | KnownError:
    try:
        return read_source(path)
    except KnownError as refusal:
        return refusal


def _try_template(path: Path, places: Places, language: str) -> KnownError | None:
    try:
        write_template(path, places, language)
    except KnownError as refusal:
        return refusal
    return None


def _surroundings(session: Session, source: SourceFile) -> OpenedFile:
    earlier = tuple(list_imports(session, source.sha256))
    return OpenedFile(source, read_places(session), read_memory(session), earlier)
