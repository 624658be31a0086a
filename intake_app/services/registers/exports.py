"""A register as files that leave the encrypted disk (P16): each says what it is for, to whom it goes and until when its
copy may stay here; one with names is encrypted. The trail keeps what kind, how many rows, for what, which file; nothing
of what they say.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.leaving import Leaving
from intake_app.services.access import Deed, require
from intake_app.services.leaving.background import Background, Tell
from intake_app.services.leaving.envelopes import README, Envelope, Files, seal, wrap
from intake_app.services.leaving.taken_files import note_taken
from intake_app.services.registers.presences import Presence, Selection, parts_of, read_presences
from intake_app.services.registers.register import Register, register_of
from intake_app.services.registers.register_tables import register_tables
from intake_app.services.registers.tables import Table, csv_of, xlsx_of
from intake_app.storage.safe_file import LAPTOP_DISK, Disk, write_safely

REGISTER: Final = "take_register"
NAMED_REGISTER: Final = "take_named_register"
CSV: Final = ".csv"
_SIDES: Final = {"fr": ("effectifs", "dictionnaire"), "en": ("headcounts", "dictionary")}
_MADE: Final = 100
_TURN_S: Final = 0.02
"""How long one turn waits for the files that are being made; others have theirs in between."""


def _no_telling(_share: float) -> None:
    """Nobody asks how far it is."""


def register_files(
    register: Register, target: Path, language: str, envelope: Envelope, tell: Tell = _no_telling, *, kind: str = ""
) -> Files:
    """The files of a register by `kind` (an ending; that of `target` when it is empty): one workbook, or three CSV side
    by side and a text that says what they are for. The one asked for comes last. With names they become one encrypted
    archive.
    """
    ending = kind or target.suffix.lower()
    plain = target.with_suffix(ending)
    tables = register_tables(register, language)
    if ending != CSV:
        said = Table(envelope.title(language), ("", ""), envelope.lines(language))
        foot = " · ".join(words for _label, words in envelope.lines(language)[:2])
        files: Files = [(plain, xlsx_of((*tables, said), tell, foot))]
    else:
        sides = [plain.with_name(f"{plain.stem}-{side}{ending}") for side in _SIDES[language]]
        files = [
            (path, csv_of(table, language, tell))
            for path, table in zip((*sides, plain), (*tables[1:], tables[0]), strict=True)
        ]
        if not envelope.passphrase:
            told = plain.with_name(f"{plain.stem}-{README[language].lower()}")
            files = [(told, envelope.text(language).encode()), *files]
    return wrap(files, target, envelope, language)


def save_register(
    session: Session, actor: Actor, register: Register, files: Files, envelope: Envelope, *, disk: Disk = LAPTOP_DISK
) -> None:
    """Write the files of a register, the trail first. Raises KnownError: disk_full, folder_read_only,
    folder_unreachable; no part of a file is left then.
    """
    require(actor, Deed.TAKE_REGISTER)
    kind = NAMED_REGISTER if register.named else REGISTER
    sums = [(path, hashlib.sha256(content).hexdigest()) for path, content in files]
    note_taken(session, actor, envelope, kind, len(register.rows), sums)
    for path, content in files:
        write_safely(disk, path, content)


class RegisterExport:
    """A register taken out step by step, so that a person can stop it: read in parts, made on a thread of its own, then
    written. Nothing leaves before the last step. `ending` says of which kind it is, inside its archive if need be.
    """

    def __init__(
        self,
        selection: Selection,
        target: Path,
        language: str,
        leaving: Leaving,
        *,
        with_names: bool = False,
        ending: str = "",
    ) -> None:
        self._selection, self._target, self._language, self._with_names = selection, target, language, with_names
        self._leaving, self._ending = leaving, ending or target.suffix.lower()
        self.done = 0
        self._parts: list[Selection] | None = None
        self._presences: list[Presence] = []
        self._register = Register((), ())
        self._envelope: Envelope | None = None
        self._making: Background[Files] | None = None

    @property
    def passphrase(self) -> str:
        """What opens the file, to be shown once; empty for one that is not encrypted."""
        return self._envelope.passphrase if self._envelope is not None else ""

    @property
    def total(self) -> int:
        """One step to see how much there is, one for each part, one to begin; a hundred elsewhere, and one to write."""
        return self._read + _MADE + 1

    @property
    def _read(self) -> int:
        return 2 + len(self._parts or ())

    def step(self, session: Session, actor: Actor) -> None:
        """Do the next step. Raises as `take_register`, `seal` and `save_register`."""
        if self._parts is None:
            require(actor, Deed.TAKE_REGISTER)
            self._parts = parts_of(session, self._selection)
            self.done = 1
        elif self.done <= len(self._parts):
            self._presences += read_presences(session, self._parts[self.done - 1])
            self.done += 1
        elif self._making is None:
            found, self._presences = self._presences, []
            self._register = register_of(session, actor, self._selection, found, with_names=self._with_names)
            self._envelope = seal(session, actor, self._leaving, has_names=bool(self._register.named))
            self._making = Background(self._make)
            self.done = self._read
        elif self.done < self.total - 1:
            is_over = self._making.wait(_TURN_S)
            made = min(_MADE - 1, int(_MADE * self._making.share))
            self.done = self._read + (_MADE if is_over else made)
        else:
            assert self._envelope is not None
            save_register(session, actor, self._register, self._making.result, self._envelope)
            self.done = self.total

    def abandon(self) -> None:
        """Leave nothing behind."""
        if self._making is not None:
            self._making.stop()

    def _make(self, tell: Tell) -> Files:
        assert self._envelope is not None
        return register_files(self._register, self._target, self._language, self._envelope, tell, kind=self._ending)
