"""A pepper in the key ring of the operating system: 32 random bytes without which a passphrase's slot does not open.

Who copies the folder cannot guess passphrases elsewhere any more. It is a second factor and never the only key: the
recovery sheet and the organisation's slot open without. One pepper a vault and laptop, under a name of its own each
time one is made, so that a new one never takes the place of one that a slot still needs.

The ring is chosen here, by the system, never by a file that says which; a slot names the one its pepper is in.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec

from intake_app.domain.errors import KnownError
from intake_app.storage.keys import KEY_LENGTH, RandomBytes

SERVICE: Final = "Palier"
NAMES: Final = {"win32": "windows", "darwin": "macos", "linux": "secret-service"}


class PepperPlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which ring a pepper is in, and under which name: no secret, and authenticated with the slot."""

    ring: Annotated[str, msgspec.Meta(pattern=r"^[a-z-]{1,40}$")]
    pepper_id: UUID


class Ring:
    """One ring of the system, through `keyring`. Every failure of it, whatever it is called there, is one KnownError:
    `key_ring_refused` where it is written, `key_ring_missing` where it is read.
    """

    def __init__(self, name: str, backend: Any) -> None:
        self.name = name
        self._backend = backend

    def read(self, account: str) -> bytes | None:
        """What is kept under this name, None when it is nothing of ours."""
        try:
            kept = self._backend.get_password(SERVICE, account)
            found = bytes.fromhex(kept or "")
        except Exception as failure:
            raise KnownError("key_ring_missing") from failure
        return found if len(found) == KEY_LENGTH else None

    def keep(self, account: str, secret: bytes) -> None:
        """Keep it, and make sure that it can be read."""
        try:
            self._backend.set_password(SERVICE, account, secret.hex())
            is_kept = self.read(account) == secret
        except Exception as failure:
            raise KnownError("key_ring_refused") from failure
        if not is_kept:
            raise KnownError("key_ring_refused")

    def forget(self, account: str) -> None:
        """Keep it no more; one that is not there is forgotten already."""
        if self.read(account) is None:
            return
        try:
            self._backend.delete_password(SERVICE, account)
        except Exception as failure:
            raise KnownError("key_ring_refused") from failure


def system_ring() -> Ring | None:
    """The ring of this system, None where there is none that works. May take a moment: it asks the system."""
    try:
        backend = _backend()
    except Exception:
        return None
    name = NAMES.get(sys.platform)
    return None if backend is None or name is None else Ring(name, backend)


def make_pepper(vault_id: UUID, random: RandomBytes = os.urandom) -> PepperPlace:
    """A new pepper in the ring of this system. Raises KnownError: key_ring_absent, key_ring_refused."""
    ring = system_ring()
    if ring is None:
        raise KnownError("key_ring_absent")
    place = PepperPlace(ring.name, UUID(bytes=random(16), version=4))
    ring.keep(_account(vault_id, place), random(KEY_LENGTH))
    return place


def read_pepper(vault_id: UUID, place: PepperPlace) -> bytearray:
    """The pepper, for the caller to wipe. Raises KnownError `key_ring_missing`: another computer or account, or a ring
    that was emptied.
    """
    found = _ring_of(place).read(_account(vault_id, place))
    if found is None:
        raise KnownError("key_ring_missing")
    return bytearray(found)


def is_readable(vault_id: UUID, place: PepperPlace) -> bool:
    """Whether the pepper is there."""
    try:
        return any(read_pepper(vault_id, place))
    except KnownError:
        return False


def forget_pepper(vault_id: UUID, place: PepperPlace) -> None:
    """Destroy it: no passphrase opens any more what it was mixed into. Raises KnownError: key_ring_missing,
    key_ring_refused.
    """
    _ring_of(place).forget(_account(vault_id, place))


def _ring_of(place: PepperPlace) -> Ring:
    ring = system_ring()
    if ring is None or ring.name != place.ring:
        raise KnownError("key_ring_missing")
    return ring


def _account(vault_id: UUID, place: PepperPlace) -> str:
    """The name in the ring, which whoever is logged in can read: it says nothing of anybody."""
    return f"{vault_id}/{place.pepper_id}"


def _backend() -> Any:
    """The backend of this system, chosen by name: `keyring` by itself might take any that is installed, and reads a
    file that says which. Raises what the backend raises where it does not work.
    """
    if sys.platform == "win32":  # pragma: no cover - run on Windows only
        from keyring.backends.Windows import WinVaultKeyring

        ring: Any = WinVaultKeyring()
        # by default it would follow the account to other computers
        ring.persist = "local machine"
    elif sys.platform == "darwin":  # pragma: no cover - run on macOS only
        from keyring.backends.macOS import Keyring as MacKeyring

        ring = MacKeyring()
    else:
        from keyring.backends.SecretService import Keyring

        ring = Keyring()  # type: ignore[no-untyped-call]
    # raises where the library, the bus or the service is missing
    return ring if type(ring).priority > 0 else None
