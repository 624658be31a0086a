"""What every file that leaves carries: what it is for, to whom it goes, who took it, until when it may be kept here;
and the passphrase of one that holds names.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.leaving import KEPT, Leaving
from intake_app.domain.reference import label
from intake_app.domain.rules.problem import refuse
from intake_app.services.access import Deed, require
from intake_app.services.days import local_day
from intake_app.services.staff import read_staff_member
from intake_app.storage.recovery_sheet import groups_of, new_code

if TYPE_CHECKING:
    from intake_app.storage.keys import RandomBytes

Files = Sequence[tuple[Path, bytes]]
README: Final = {"fr": "LISEZ-MOI.txt", "en": "README.txt"}
_WORDS: Final = {
    "title": ("À lire", "Read me"),
    "purpose": ("Pour", "For"),
    "recipient": ("Destinataire", "Recipient"),
    "taken_by": ("Sorti par", "Taken by"),
    "taken_on": ("Sorti le", "Taken on"),
    "expires_on": ("Copie à supprimer de l’ordinateur le", "Copy to be deleted from the computer on"),
    "names": ("Noms", "Names"),
    "with_names": (
        "Ce fichier porte des noms. Ne le transmettez à personne d’autre.",
        "This file holds names. Pass it on to nobody else.",
    ),
    "without_names": ("Ce fichier ne porte aucun nom.", "This file holds no name."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Envelope:
    """`passphrase` is empty for a file that is not encrypted; it is shown once and kept nowhere."""

    leaving: Leaving
    has_names: bool
    taken_by: str
    taken_on: Day
    passphrase: str = field(default="", repr=False)

    @property
    def expires_on(self) -> Day:
        """From when on the copy on this computer is to be gone."""
        return self.taken_on + KEPT

    def title(self, language: str) -> str:
        """The name of the sheet that says all this."""
        return _word("title", language)

    def lines(self, language: str) -> list[tuple[str, str]]:
        """What is said of it: label, words."""
        names = "with_names" if self.has_names else "without_names"
        said = {
            "purpose": label("export_purpose", self.leaving.purpose, language),
            "recipient": self.leaving.recipient,
            "taken_by": self.taken_by,
            "taken_on": self.taken_on.isoformat(),
            "expires_on": self.expires_on.isoformat(),
            "names": _word(names, language),
        }
        return [(_word(name, language), words) for name, words in said.items() if words]

    def text(self, language: str) -> str:
        """The same as a small text."""
        return "".join(f"{one}: {words}\r\n" for one, words in self.lines(language))


def seal(
    session: Session, actor: Actor, leaving: Leaving, *, has_names: bool, random: RandomBytes = os.urandom
) -> Envelope:
    """The envelope of what is about to leave. Raises InvalidFields where it is not said for what or to whom, KnownError
    `not_allowed`.
    """
    require(actor, Deed.OPEN_FILE)
    refuse(leaving.problems())
    member = read_staff_member(session, actor.staff_id)
    passphrase = "-".join(groups_of(new_code(random))) if leaving.is_encrypted(has_names) else ""
    return Envelope(leaving, has_names, member.short_name if member else "", local_day(actor.clock), passphrase)


def open_archive(stream: BinaryIO, envelope: Envelope) -> zipfile.ZipFile:
    """An archive written into `stream`, its contents encrypted (AES-256, as 7-Zip opens it) where names are in it."""
    if not envelope.passphrase:
        return zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED)
    import pyzipper  # takes 40 ms to read

    archive = pyzipper.AESZipFile(stream, "w", pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES)
    archive.setpassword(envelope.passphrase.encode())
    return archive  # type: ignore[no-any-return]


def wrap(files: Files, target: Path, envelope: Envelope, language: str) -> Files:
    """The files as they leave: as they are, or as one encrypted archive of them all."""
    if not envelope.passphrase:
        return files
    held = io.BytesIO()
    with open_archive(held, envelope) as archive:
        for path, content in (*files, (Path(README[language]), envelope.text(language).encode())):
            archive.writestr(path.name, content)
    return [(target.with_suffix(".zip"), held.getvalue())]


def _word(name: str, language: str) -> str:
    return _WORDS[name][language == "en"]
