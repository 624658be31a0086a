"""Files that leave in tests: to an auditor, and what their recipient finds in them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pyzipper

from intake_app.domain.actor import Actor
from intake_app.domain.leaving import Leaving
from intake_app.services.leaving.envelopes import Envelope, Files, seal
from intake_app.services.registers.exports import register_files, save_register
from intake_app.services.registers.register import Register
from intake_app.storage.store import Store

TO_AUDITOR: Final = Leaving("audit", "Région Bretagne")


def sealed_for(store: Store, actor: Actor, register: Register) -> Envelope:
    """The envelope of a register for the auditor."""
    return store.read(seal, actor, TO_AUDITOR, has_names=bool(register.named))


def save(store: Store, actor: Actor, register: Register, target: Path, language: str = "fr") -> Files:
    """Have a register leave; the files as their recipient finds them, an archive unpacked beside it."""
    envelope = sealed_for(store, actor, register)
    files = register_files(register, target, language, envelope)
    store.run(save_register, actor, register, files, envelope)
    if envelope.passphrase:
        unpack(files[-1][0], envelope.passphrase, target.parent)
    return files


def unpack(archive: Path, passphrase: str, folder: Path) -> list[str]:
    """Unpack an encrypted archive with its passphrase; the names in it."""
    with pyzipper.AESZipFile(archive) as opened:
        opened.setpassword(passphrase.encode())
        opened.extractall(folder)
        return list(opened.namelist())
