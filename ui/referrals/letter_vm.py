"""The letter of one referral: what it says, and its leaving for a file or a printer."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.sentences import Language
from intake_app.services.path.letters import ReferralLetter, note_printing, read_letter, save_letter
from ui.desk import Desk, ViewModel
from ui.referrals import letter as drawing


class LetterVm(ViewModel):
    """`letter` is the one shown, in `language`."""

    shown_changed = Signal()
    saved = Signal()
    printing_noted = Signal()
    """The trail knows: the letter may go to the printer."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.referral_id: UUID | None = None
        self.letter: ReferralLetter | None = None
        self.language: Language = "fr"

    @property
    def html(self) -> str:
        """The letter as it will be drawn; empty while there is none."""
        return drawing.compose(self.letter, self.language) if self.letter else ""

    def open(self, referral_id: UUID) -> None:
        """Show the letter of this referral."""
        self.referral_id, self.letter = referral_id, None
        self.shown_changed.emit()
        self.desk.read(self, self._take, read_letter, self.desk.actor, referral_id)

    def write_in(self, language: Language) -> None:
        """Write it in this language."""
        self.language = language
        self.shown_changed.emit()

    def save(self, target: Path) -> None:
        """Save it as a PDF where the person chose."""
        if self.letter is not None:
            content = drawing.write_pdf(self.html)
            done = self.letter.referral_id
            self.desk.write(self, lambda _none: self.saved.emit(), self.fail, save_letter, done, content, target)

    def note_printing(self) -> None:
        """It is about to be printed."""
        if self.letter is not None:
            then = self.letter.referral_id
            self.desk.write(self, lambda _none: self.printing_noted.emit(), self.fail, note_printing, then)

    def leave(self) -> None:
        """Back to the person's file."""
        if self.letter is not None:
            self.desk.navigation.open_resident(self.letter.resident_id)

    def _take(self, letter: ReferralLetter) -> None:
        if letter.referral_id == self.referral_id:
            self.letter, self.language = letter, drawing.language_of(letter)
            self.shown_changed.emit()
