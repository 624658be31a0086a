"""What is joined to a workshop: adding scans, taking one away, looking at one, keeping a copy elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal
from PySide6.QtGui import QImage, QImageReader

from intake_app.domain.errors import KnownError
from intake_app.domain.rules.attachment import PDF
from intake_app.services.attachments import (
    AttachmentRow,
    OpenedAttachment,
    attach_scan,
    list_attachments,
    open_attachment,
    put_back_attachment,
    remove_attachment,
    save_copy,
)
from ui.desk import Desk, ViewModel

SHOWN_TYPES = frozenset({"attachment", "staff_member"})


class AttachmentsVm(ViewModel):
    """One workshop at a time. `rows` are its attachments, the latest first; `shown` is the one somebody looks at."""

    rows_changed = Signal()
    opened = Signal()
    """Another attachment is looked at; its picture comes later."""
    picture_changed = Signal()
    added = Signal()
    removed = Signal(object)
    """The id of an attachment that was taken away; `put_back` undoes it."""
    copied = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.workshop_id: UUID | None = None
        self.rows: list[AttachmentRow] = []
        self.shown: AttachmentRow | None = None
        self.picture: QImage | None = None
        self.problem: KnownError | None = None
        """Why nothing can be shown of it."""
        self.adding = 0
        """Scans that are being encrypted and saved."""
        desk.changes.rows_changed.connect(lambda types: self.refresh() if types & SHOWN_TYPES else None)

    @property
    def is_picture(self) -> bool:
        """Whether what is looked at can be drawn in the window."""
        return self.shown is not None and self.shown.media_type != PDF

    def start(self, workshop_id: UUID) -> None:
        """Show what is joined to a workshop."""
        if workshop_id != self.workshop_id:
            self.workshop_id, self.rows = workshop_id, []
            self.rows_changed.emit()
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        if self.workshop_id is not None:
            workshop_id = self.workshop_id
            self.desk.read(self, lambda rows: self._take(workshop_id, rows), list_attachments, workshop_id)

    def add(self, files: Sequence[Path]) -> None:
        """Join these files, one after the other; what cannot be joined is told, the others go through."""
        workshop_id = self.workshop_id
        if workshop_id is None:
            return
        for file in files:
            self.adding += 1
            self.desk.write(
                self,
                self._end_adding,
                self._fail_adding,
                attach_scan,
                self.desk.blobs,
                file,
                workshop_id=workshop_id,
            )
        self.rows_changed.emit()

    def remove(self, attachment_id: UUID) -> None:
        """Take away what was joined by mistake."""
        self.desk.write(self, self.removed.emit, self.fail, remove_attachment, attachment_id)

    def open(self, attachment_id: UUID) -> None:
        """Look at an attachment: a picture is drawn, anything else may be saved as a copy."""
        self.shown = next((row for row in self.rows if row.attachment_id == attachment_id), None)
        self.picture = self.problem = None
        if self.shown is not None:
            self.opened.emit()
            self.desk.write(self, self._show, self.fail, open_attachment, self.desk.blobs, attachment_id)

    def leave(self) -> None:
        """Let go of what was looked at."""
        self.shown = self.picture = self.problem = None

    def save_copy(self, target: Path) -> None:
        """Write what is looked at to `target`, not encrypted."""
        if self.shown is not None:
            attachment_id = self.shown.attachment_id
            self.desk.write(self, self._end_copying, self.fail, save_copy, self.desk.blobs, attachment_id, target)

    def _take(self, workshop_id: UUID, rows: list[AttachmentRow]) -> None:
        if workshop_id == self.workshop_id:
            self.rows = rows
            self.rows_changed.emit()

    def _end_adding(self, _attachment_id: UUID) -> None:
        self.adding -= 1
        self.rows_changed.emit()
        self.added.emit()

    def _fail_adding(self, error: KnownError) -> None:
        self.adding -= 1
        self.rows_changed.emit()
        self.fail(error)

    def _show(self, found: OpenedAttachment) -> None:
        if self.shown is None or found.attachment_id != self.shown.attachment_id:
            return
        content = found.content
        self.problem = KnownError(found.problem) if found.problem is not None else None
        if content is not None and self.is_picture:
            self.desk.work(
                self, lambda image: self._draw(found.attachment_id, image), lambda: decode(content, found.media_type)
            )
        else:
            self.picture_changed.emit()
        self.refresh()

    def _draw(self, attachment_id: UUID, image: QImage) -> None:
        if self.shown is not None and self.shown.attachment_id == attachment_id:
            self.picture = image
            self.picture_changed.emit()

    def _end_copying(self, found: OpenedAttachment) -> None:
        if found.problem is not None:
            self.fail(KnownError(found.problem))
            self.refresh()
        else:
            self.copied.emit()


def put_back(desk: Desk, attachment_id: UUID) -> None:
    """Join again what was taken away, whatever page is shown meanwhile."""
    desk.write(desk, lambda _id: None, None, put_back_attachment, attachment_id)


def decode(content: bytes, media_type: str) -> QImage:
    """The picture, turned as the camera was held; a null image when it cannot be read."""
    store = QByteArray(content)
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    # told which it is: no other of Qt's decoders ever sees what somebody sent
    reader = QImageReader(buffer, QByteArray(media_type.removeprefix("image/").encode()))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    return reader.read()
