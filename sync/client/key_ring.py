"""The key ring of the system as a second factor of this laptop: turned on and off by somebody who is in, and followed
by everybody's slot at their next opening.

Turned on: the pepper is written to the ring and read back; then the store says which one is wanted; then slots are
written anew. Killed between any two, whatever stands opens: a pepper that no slot needs yet is only kept in vain.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final
from uuid import UUID

import msgspec
from sqlmodel import Session

from intake_app.domain.errors import KnownError
from intake_app.storage import audit
from intake_app.storage.key_ring import PepperPlace, forget_pepper, is_readable, make_pepper, system_ring
from intake_app.storage.keys import Keys
from intake_app.storage.local_setting import forget_setting, read_setting, write_setting
from intake_app.storage.store import Store
from intake_app.storage.vault import Vault
from intake_app.storage.vault_slot import SlotOwner
from sync.client import key_change

RING_USED: Final = "use_key_ring"
RING_LEFT: Final = "leave_key_ring"
_USE: Final = "key_ring"


class RingUse(msgspec.Struct, frozen=True):
    """Which pepper this laptop uses; one that is left is kept until no slot needs it."""

    place: PepperPlace
    is_wanted: bool


class RingState(msgspec.Struct, frozen=True):
    """What is said of it in the settings: whether this system has a ring, whether it is used, and still answers."""

    is_offered: bool
    is_used: bool
    is_lost: bool


def look_at_ring(store: Store, vault_id: UUID) -> RingState:
    """How it stands. Asks the system: not on the window's thread."""
    use = store.read(_read_use)
    is_used = use is not None and use.is_wanted
    return RingState(
        is_offered=system_ring() is not None,
        is_used=is_used,
        is_lost=use is not None and is_used and not is_readable(vault_id, use.place),
    )


def begin_using(store: Store, vault: Vault, entry: audit.Entry) -> PepperPlace:
    """Make a pepper, and have slots need it from now on.

    Raises KnownError: key_ring_needs_way_back (whoever asks has neither sheet nor organisation to come back by),
    key_ring_absent, key_ring_refused.
    """
    if not has_way_back(vault, entry.staff_id):
        raise KnownError("key_ring_needs_way_back")
    known = store.read(_read_use)
    if known is not None and is_readable(vault.vault_id, known.place):
        # left, and still there for a colleague's slot: one pepper is enough
        place = known.place
    else:
        place = make_pepper(vault.vault_id)
    with store.direct() as connection:
        audit.append(connection, [entry])
        write_setting(connection, _USE, RingUse(place, is_wanted=True))
    return place


def leave(store: Store, entry: audit.Entry) -> None:
    """Have slots need no pepper any more. It stays in the ring until the last of them was written anew."""
    use = store.read(_read_use)
    if use is not None:
        with store.direct() as connection:
            audit.append(connection, [entry])
            write_setting(connection, _USE, RingUse(use.place, is_wanted=False))


def pepper_wanted(store: Store, vault: Vault, staff_id: UUID) -> PepperPlace | None:
    """What this person's slot is to need: nothing where the ring is not used or does not answer, nor as long as they
    would have no other way in than that.
    """
    use = store.read(_read_use)
    if use is None or not use.is_wanted or not has_way_back(vault, staff_id):
        return None
    return use.place if is_readable(vault.vault_id, use.place) else None


def renew_slot(
    store: Store, vault: Vault, keys: Keys, owner: SlotOwner, passphrase: str, pepper: PepperPlace | None
) -> None:
    """Have somebody's slot need this pepper from now on, and have the data key changed at the next lock where it needed
    another or none: a copy of the slot before opens what was encrypted before, and nothing that comes after. Raises
    KnownError as `Vault.renew_slot`.
    """
    if pepper is not None and pepper != vault.pepper_of(owner.staff_id):
        with store.direct() as connection:
            key_change.ask_for(connection)
    vault.renew_slot(keys, owner, passphrase, pepper)


def sweep_ring(folder: Path, store: Store, keys: Keys) -> None:
    """Take the pepper that was left out of the ring, once no slot needs it."""
    use = store.read(_read_use)
    if use is None or use.is_wanted or use.place in Vault.load(folder).peppers:
        return
    with suppress(KnownError):
        forget_pepper(keys.vault_id, use.place)
        with store.direct() as connection:
            forget_setting(connection, _USE)


def has_way_back(vault: Vault, staff_id: UUID) -> bool:
    """Whether this person comes in without passphrase and ring: by a sheet, or by the organisation."""
    return staff_id in vault.sheet_holders or bool(vault.organisation_key)


def _read_use(session: Session) -> RingUse | None:
    return read_setting(session.connection(), _USE, RingUse)
