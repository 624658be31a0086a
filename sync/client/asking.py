"""Asking the organisation to open this laptop for somebody who has forgotten her passphrase, and opening by its
answer. Nothing here needs a network, or an open vault.
"""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import msgspec

from intake_app.domain.actor import utc_now
from intake_app.domain.errors import KnownError
from intake_app.domain.wire import to_wire
from intake_app.storage.asked_slot import AskedSlot, make_asked, read_asked
from intake_app.storage.key_stretching import KdfParams
from intake_app.storage.keys import Keys
from intake_app.storage.safe_file import LAPTOP_DISK, known_disk_error, write_safely
from intake_app.storage.vault import Vault
from intake_app.storage.vault_slot import Slot
from sync.protocol.recovery import LONGEST_TEXT, RecoveryRequest, read_answer, write_request


def ask(folder: Path, owner_id: UUID, passphrase: str, params: KdfParams) -> RecoveryRequest:
    """What to send to the organisation, which the passphrase opens once it is answered. Raises KnownError as
    `make_asked`.
    """
    vault = Vault.load(folder)
    return _request(vault, make_asked(folder, vault, owner_id, passphrase, params, utc_now()))


def read_request(folder: Path, owner_id: UUID) -> RecoveryRequest | None:
    """What this person has asked, to be sent once more; None when they have not. Raises KnownError when the vault is
    damaged.
    """
    asked, vault = read_asked(folder, owner_id), Vault.load(folder)
    if asked is None or not _is_for(vault, asked) or not vault.organisation_key:
        return None
    return _request(vault, asked)


def answered_slot(folder: Path, vault: Vault, owner_id: UUID, text: str) -> Slot:
    """What this person has asked with, with what was answered in it; nothing vouches for it before it has opened the
    vault.

    Raises KnownError: recovery_not_asked, recovery_answer_unreadable, recovery_answer_other.
    """
    answer = read_answer(text)
    asked = read_asked(folder, owner_id)
    if asked is None:
        raise KnownError("recovery_not_asked")
    if not _is_for(vault, asked) or answer.slot_id != asked.slot.slot_id:
        raise KnownError("recovery_answer_other")
    return msgspec.structs.replace(asked.slot, sealed=answer.sealed)


def unlock_answered(vault: Vault, slot: Slot, passphrase: str) -> Keys:
    """The keys. Raises KnownError: recovery_phrase_wrong, recovery_answer_other, too_many_tries, not_enough_memory."""
    try:
        return vault.unlock_answered(slot, passphrase)
    except KnownError as error:
        # what is sealed to another slot, or opens to another key, is an answer that is not for this laptop
        said = {"wrong_passphrase": "recovery_phrase_wrong", "vault_altered": "recovery_answer_other"}.get(error.key)
        raise KnownError(said) if said else error from None


def _is_for(vault: Vault, asked: AskedSlot) -> bool:
    """Whether it was asked for this vault, by somebody who is still in it, and not answered yet."""
    owner_id = asked.slot.staff_id
    is_theirs = asked.vault_id == vault.vault_id and owner_id in {owner.staff_id for owner in vault.owners}
    return is_theirs and vault.slot_id_of(owner_id) != asked.slot.slot_id


def _request(vault: Vault, asked: AskedSlot) -> RecoveryRequest:
    slot = asked.slot
    return RecoveryRequest(
        vault_id=vault.vault_id,
        slot_id=slot.slot_id,
        staff_id=slot.staff_id,
        who=slot.label,
        asked_at=str(to_wire(asked.asked_at)),
        organisation_key=vault.organisation_key,
        public_key=slot.public_key,
        sealed=vault.sealed_for_organisation,
    )


def save_request(request: RecoveryRequest, path: Path) -> None:
    """Write what is sent to the organisation to a file. Raises KnownError: disk_full, folder_read_only…"""
    write_safely(LAPTOP_DISK, path, write_request(request).encode())


def read_answer_file(path: Path) -> str:
    """The text of an answer. Raises KnownError: recovery_answer_unreadable, folder_unreachable…"""
    try:
        with path.open("rb") as stream:
            text = stream.read(LONGEST_TEXT).decode("utf-8", "replace")
    except OSError as failure:
        raise known_disk_error(failure) from failure
    read_answer(text)
    return text
