"""Certificates drawn one by one into a PDF in memory, then written whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPdfWriter

from intake_app.domain.errors import KnownError
from intake_app.domain.leaving import TO_THE_PERSON, Leaving
from intake_app.services.leaving.envelopes import Envelope, seal
from intake_app.services.logos import read_logos
from intake_app.services.registers.certificates import Certificate, save_certificates, take_certificates
from intake_app.services.registers.presences import Selection
from ui import formats, paper, theme
from ui.certificates import certificate_words as words

if TYPE_CHECKING:
    from intake_app.domain.actor import Actor
    from intake_app.storage.blobs import BlobFolder
    from intake_app.storage.store import Session


class CertificateSteps:
    """Read, drawn, written: the Steps of a LongWork. Raises KnownError: certificates_none (nobody came, or nobody whose
    name may leave), paper_not_written, and what `save_certificates` raises.
    """

    def __init__(self, selection: Selection, blobs: BlobFolder, target: Path, leaving: Leaving = TO_THE_PERSON) -> None:
        self._selection, self._blobs, self._target, self._leaving = selection, blobs, target, leaving
        self._envelope: Envelope | None = None
        self._certificates: tuple[Certificate, ...] = ()
        self._held: QByteArray | None = None
        self._buffer: QBuffer | None = None
        self._writer: QPdfWriter | None = None
        self._pages: paper.Pages | None = None
        self.done = 0

    @property
    def passphrase(self) -> str:
        """What opens the file, to be shown once; empty for one that is not encrypted."""
        return self._envelope.passphrase if self._envelope is not None else ""

    @property
    def total(self) -> int:
        """One step to read, one for each person, one to write."""
        return len(self._certificates) + 2

    def step(self, session: Session, actor: Actor) -> None:
        """Do the next step."""
        if self.done == 0:
            self._certificates = take_certificates(session, actor, self._selection)
            if not self._certificates:
                raise KnownError("certificates_none")
            self._envelope = seal(session, actor, self._leaving, has_names=True)
            self._begin()
        elif self.done <= len(self._certificates):
            self._draw(session, self._certificates[self.done - 1])
        else:
            assert self._envelope is not None
            taken, language = self._end(), formats.language()
            save_certificates(session, actor, len(self._certificates), taken, self._target, self._envelope, language)
        self.done += 1

    def abandon(self) -> None:
        """Let go of what was drawn: nothing was written."""
        if self._pages is not None:
            self._pages.end()
        self._pages = self._writer = self._buffer = self._held = None

    def __del__(self) -> None:
        # the vault was locked in between: a page being painted must not outlive its painter
        self.abandon()

    def _begin(self) -> None:
        theme.load_fonts()
        self._held = QByteArray()
        self._buffer = QBuffer(self._held)
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = QPdfWriter(self._buffer)
        self._writer.setResolution(paper.RESOLUTION)
        self._writer.setCreator("Palier")
        self._writer.setTitle(words.heading())
        self._pages = paper.Pages(self._writer)
        if not self._pages.begin():
            self._pages = None
            raise KnownError("paper_not_written")

    def _draw(self, session: Session, certificate: Certificate) -> None:
        assert self._pages is not None
        workshops = [presence.workshop_id for one in certificate.actions for presence in one.presences]
        logos = read_logos(session, self._blobs, workshops)
        foot = words.foot(certificate, self._leaving)
        if not self._pages.draw(words.certificate_html(certificate, logos), foot):
            raise KnownError("paper_not_written")

    def _end(self) -> bytes:
        pages, self._pages = self._pages, None
        if pages is None or not pages.end():
            raise KnownError("paper_not_written")
        assert self._held is not None
        content = bytes(self._held.data())
        self.abandon()
        return content
