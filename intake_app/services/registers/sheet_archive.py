"""The sealed sheets of a period as one encrypted archive: the PDF files as they were sealed, a manifest, what it is
for, and a file with which `sha256sum -c` verifies them all without Palier.
"""

from __future__ import annotations

import hashlib
import io
import weakref
import zipfile
from pathlib import Path
from typing import Final

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.leaving import Leaving
from intake_app.domain.reference import entries, label
from intake_app.services.access import Deed, may
from intake_app.services.attachments import COPIED, open_attachment
from intake_app.services.leaving.envelopes import README, Envelope, open_archive, seal
from intake_app.services.leaving.taken_files import note_taken
from intake_app.services.registers.presences import Selection
from intake_app.services.registers.register import may_take_names
from intake_app.services.registers.sealed_sheets import SheetFile, list_sealed_sheets
from intake_app.services.registers.tables import Table, csv_of
from intake_app.storage import audit
from intake_app.storage.blobs import BlobFolder
from intake_app.storage.growing_file import GrowingFile
from intake_app.storage.safe_file import LAPTOP_DISK, Disk

TAKEN: Final = "take_sheets"
MANIFEST_COLUMNS: Final = "sheet_manifest_column"
SUMS: Final = "SHA256SUMS"
_MANIFEST: Final = {"fr": "manifeste.csv", "en": "manifest.csv"}
_YES_NO: Final = {"fr": ("oui", "non"), "en": ("yes", "no")}
_PIECE: Final = 256 * 1024


def may_take_sheets(role: str, selection: Selection) -> bool:
    """Whether these sheets may leave: they hold names, of a funder's file or for an adviser."""
    return may(role, Deed.TAKE_SHEETS) and may_take_names(role, selection)


class SheetArchive:
    """Made step by step: the list, each sheet, then the manifest. `missing` counts the sheets whose PDF is not on this
    laptop: the manifest says which, and they are asked of the centre. Nothing is left of it where it does not end.
    """

    def __init__(
        self,
        selection: Selection,
        blobs: BlobFolder,
        target: Path,
        language: str,
        leaving: Leaving,
        *,
        disk: Disk = LAPTOP_DISK,
    ) -> None:
        self._selection, self._blobs, self._language, self._target = selection, blobs, language, target
        self._leaving = leaving
        self._file = GrowingFile(disk, target)
        self._buffer = io.BufferedWriter(self._file, _PIECE)
        self._archive: zipfile.ZipFile | None = None
        self._envelope: Envelope | None = None
        self._sheets: list[SheetFile] = []
        self._written: dict[str, str] = {}
        self.done = self.missing = 0
        # the vault may be locked in between: then nobody calls `abandon`
        self._end = weakref.finalize(self, GrowingFile.abandon, self._file)

    @property
    def passphrase(self) -> str:
        """What opens the archive, to be shown once."""
        return self._envelope.passphrase if self._envelope is not None else ""

    @property
    def total(self) -> int:
        """One step for the list, one for each sheet, one for the end."""
        return len(self._sheets) + 2

    def step(self, session: Session, actor: Actor) -> None:
        """Do the next step. Raises KnownError: not_allowed, disk_full, folder_read_only, folder_unreachable."""
        if not may_take_sheets(actor.role, self._selection):
            raise KnownError("not_allowed")
        if self.done == 0:
            self._envelope = seal(session, actor, self._leaving, has_names=True)
            self._archive = open_archive(self._buffer, self._envelope)
            self._sheets = list_sealed_sheets(session, self._selection)
        elif self.done <= len(self._sheets):
            self._add(session, actor, self._sheets[self.done - 1])
        else:
            self._finish(session, actor)
        self.done += 1

    def abandon(self) -> None:
        """Leave nothing behind."""
        self._end()
        if self._archive is not None:
            self._archive.close()

    def _add(self, session: Session, actor: Actor, sheet: SheetFile) -> None:
        opened = open_attachment(session, actor, self._blobs, sheet.attachment_id)
        if opened.content is None:
            self.missing += 1
            return
        audit.note(session, actor, COPIED, "attachment", sheet.attachment_id)
        self._write(sheet.name, opened.content)
        self._written[sheet.name] = sheet.pdf_sha256

    def _finish(self, session: Session, actor: Actor) -> None:
        manifest, name = csv_of(self._manifest(), self._language), _MANIFEST[self._language]
        self._write(name, manifest)
        self._written[name] = hashlib.sha256(manifest).hexdigest()
        assert self._envelope is not None
        assert self._archive is not None
        about = self._envelope.text(self._language).encode()
        self._write(README[self._language], about)
        self._written[README[self._language]] = hashlib.sha256(about).hexdigest()
        sums = "".join(f"{digest}  {name}\n" for name, digest in self._written.items())
        self._write(SUMS, sums.encode())
        self._archive.close()
        self._buffer.flush()
        taken = [(self._target, self._file.sha256)]
        note_taken(session, actor, self._envelope, TAKEN, len(self._sheets), taken)
        self._file.settle()

    def _write(self, name: str, content: bytes) -> None:
        assert self._archive is not None
        self._archive.writestr(name, content)

    def _manifest(self) -> Table:
        columns = entries(MANIFEST_COLUMNS)
        names = {one.sheet_id: one.name for one in self._sheets}
        yes, no = _YES_NO[self._language]
        rows = []
        for one in self._sheets:
            frame, opened = one.frame, one.opened_at
            said = {
                "file": one.name,
                "sha256": one.pdf_sha256,
                "is_here": yes if one.name in self._written else no,
                "held_on": one.held_on.isoformat(),
                "workshop": frame.title,
                "action": frame.exact_title(self._language) if frame.action_id else "",
                "operation": frame.operation,
                "funder": label("funder", frame.funder, self._language) if frame.funder else "",
                "grant_code": frame.grant_code,
                "sealed_at": one.sealed_at.astimezone().isoformat(timespec="seconds"),
                "opened_at": opened.astimezone().isoformat(timespec="seconds") if opened is not None else "",
                "opened_for": label("sheet_amendment_reason", one.opened_for, self._language) if one.opened_for else "",
                "amends": (names.get(one.amends_id) or str(one.amends_id)) if one.amends_id else "",
            }
            rows.append(tuple(said[column.code] for column in columns))
        return Table(MANIFEST_COLUMNS, tuple(column.label(self._language) for column in columns), rows)
