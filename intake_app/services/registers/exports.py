"""Files of people that leave the encrypted disk, and what the trail keeps of them: what kind, how many rows, which
file. Nothing of what they say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.services.access import Deed, require
from intake_app.services.registers.presences import Selection
from intake_app.services.registers.register import Register, take_register
from intake_app.services.registers.register_tables import register_tables
from intake_app.services.registers.tables import csv_of, xlsx_of
from intake_app.storage import audit
from intake_app.storage.safe_file import LAPTOP_DISK, Disk, write_safely

REGISTER: Final = "take_register"
NAMED_REGISTER: Final = "take_named_register"
CSV: Final = ".csv"
_SIDES: Final = {"fr": ("effectifs", "dictionnaire"), "en": ("headcounts", "dictionary")}

Files = Sequence[tuple[Path, bytes]]


def register_files(register: Register, target: Path, language: str) -> Files:
    """The files of a register by the ending of `target`: one workbook, or three CSV side by side. The one asked for
    comes last.
    """
    tables = register_tables(register, language)
    if target.suffix.lower() != CSV:
        return [(target, xlsx_of(tables))]
    sides = [target.with_name(f"{target.stem}-{side}{target.suffix}") for side in _SIDES[language]]
    return [
        (path, csv_of(table, language)) for path, table in zip((*sides, target), (*tables[1:], tables[0]), strict=True)
    ]


def save_register(
    session: Session, actor: Actor, register: Register, files: Files, *, disk: Disk = LAPTOP_DISK
) -> None:
    """Write the files of a register, the trail first. Raises KnownError: disk_full, folder_read_only,
    folder_unreachable; no part of a file is left then.
    """
    require(actor, Deed.TAKE_REGISTER)
    kind = NAMED_REGISTER if register.named else REGISTER
    for _path, content in files:
        audit.note_file(session, actor, kind, len(register.rows), hashlib.sha256(content).hexdigest())
    for path, content in files:
        write_safely(disk, path, content)


class RegisterExport:
    """A register taken out step by step, so that a person can stop it: it is read, made, then written. Nothing leaves
    before the last step.
    """

    total = 3

    def __init__(self, selection: Selection, target: Path, language: str, *, with_names: bool = False) -> None:
        self._selection, self._target, self._language, self._with_names = selection, target, language, with_names
        self.done = 0
        self._register = Register((), ())
        self._files: Files = ()

    def step(self, session: Session, actor: Actor) -> None:
        """Do the next step. Raises as `take_register` and `save_register`."""
        if self.done == 0:
            self._register = take_register(session, actor, self._selection, with_names=self._with_names)
        elif self.done == 1:
            self._files = register_files(self._register, self._target, self._language)
        else:
            save_register(session, actor, self._register, self._files)
        self.done += 1

    def abandon(self) -> None:
        """Leave nothing behind."""
        self._files = ()
