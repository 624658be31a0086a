"""The keys of one opened vault, and the one way to seal bytes with them.

    DEK (32 random bytes) --HKDF-SHA256, one purpose each--> database | device | backup | sidecar | attachment | vault
    file

Python limit: what is held here is overwritten by `wipe()`, but copies made inside libraries, by SQLCipher or by the
operating system (swap, hibernation) are out of reach. No product written in Python does better; keep the life of a
`Keys` short and the disk of the laptop encrypted.
"""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import NoReturn, Self
from uuid import UUID

from intake_app.domain.errors import BugError, KnownError

KEY_LENGTH = 32
NONCE_LENGTH = 12
TAG_LENGTH = 16

Buffer = bytes | bytearray | memoryview

RandomBytes = Callable[[int], bytes]
"""`os.urandom` in life; a seeded source in tests."""


def wipe(*secrets: bytearray) -> None:
    """Overwrite in place with zeros."""
    for secret in secrets:
        secret[:] = bytes(len(secret))


def derive_key(secret: Buffer, purpose: str) -> bytearray:
    """HKDF-SHA256 (RFC 5869) without salt: `secret` is uniform already; `purpose` separates one use from another. 32
    bytes."""
    # imported when first needed: the lock screen is painted before any cryptography is loaded
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    key = bytearray(KEY_LENGTH)
    HKDF(algorithm=SHA256(), length=KEY_LENGTH, salt=None, info=purpose.encode()).derive_into(secret, key)
    return key


def seal(key: bytearray, plain: Buffer, aad: bytes, random: RandomBytes) -> bytes:
    """AES-256-GCM: nonce (12 bytes) + ciphertext + tag (16 bytes); `aad` is bound to it without being stored.

    Nonces are random: fewer than 2**32 seals under one key (NIST SP 800-38D, 8.3).
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = random(NONCE_LENGTH)
    return nonce + AESGCM(key).encrypt(nonce, plain, aad)


def unseal(key: bytearray, sealed: Buffer, aad: bytes) -> bytearray:
    """The bytes given to `seal`, for the caller to `wipe`. Raises KnownError `sealed_part_damaged`: other key, other
    `aad` or altered."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    view = memoryview(sealed)
    if len(view) < NONCE_LENGTH + TAG_LENGTH:
        raise KnownError("sealed_part_damaged")
    plain = bytearray(len(view) - NONCE_LENGTH - TAG_LENGTH)
    try:
        AESGCM(key).decrypt_into(view[:NONCE_LENGTH], view[NONCE_LENGTH:], aad, plain)
    except InvalidTag:
        raise KnownError("sealed_part_damaged") from None
    return plain


class Keys:
    """All keys of one vault, from `unlock` to lock. Use as a context manager or call `wipe()`; after that every key
    raises BugError.

    The arrays are handed out, not copied: whoever keeps one sees zeros after the lock, and must have closed its files
    before.
    """

    __slots__ = ("_derived", "_root", "vault_id")

    def __init__(self, vault_id: UUID, root: bytearray) -> None:
        """Takes over `root` (the DEK, 32 bytes) and will wipe it."""
        if len(root) != KEY_LENGTH:
            raise BugError("the root key of a vault has 32 bytes")
        self.vault_id = vault_id
        self._root = root
        self._derived: dict[str, bytearray] = {}

    @property
    def root(self) -> bytearray:
        """The DEK itself: only to wrap it again for another slot."""
        return self._living(self._root)

    @property
    def database_key(self) -> bytearray:
        """Raw SQLCipher key, 32 bytes."""
        return self._for("database")

    @property
    def device_key_wrap(self) -> bytearray:
        """Seals this laptop's Ed25519 private key."""
        return self._for("device")

    @property
    def backup_key(self) -> bytearray:
        """Raw SQLCipher key of the daily copies."""
        return self._for("backup")

    @property
    def sidecar_mac_key(self) -> bytearray:
        """Authenticates the high-water mark."""
        return self._for("sidecar")

    @property
    def attachment_key(self) -> bytearray:
        """Seals attached photographs and documents."""
        return self._for("attachment")

    @property
    def vault_mac_key(self) -> bytearray:
        """Authenticates the vault file as a whole."""
        return self._for("vault-file")

    @property
    def is_wiped(self) -> bool:
        return not any(self._root)

    def wipe(self) -> None:
        """Overwrite every key with zeros. May be called twice."""
        wipe(self._root, *self._derived.values())

    def _for(self, purpose: str) -> bytearray:
        self._living(self._root)
        if purpose not in self._derived:
            self._derived[purpose] = derive_key(self._root, f"palier/{purpose}/v1|{self.vault_id}")
        return self._derived[purpose]

    def _living(self, key: bytearray) -> bytearray:
        # a zero key would silently encrypt for everybody: refuse rather than hand it out
        if self.is_wiped:
            raise BugError("these keys were wiped")
        return key

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wipe()

    def __repr__(self) -> str:
        return f"<Keys of {self.vault_id}, {'wiped' if self.is_wiped else 'open'}>"

    def __reduce__(self) -> NoReturn:
        raise BugError("keys are never copied, pickled or sent to another process")
