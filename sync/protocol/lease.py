"""How long a laptop may be used without the centre, and the code by which the centre has it used for longer.

The terms are signed (Ed25519, the centre's key) over
`palier/lease/v1|<device_id>|<warn_days>|<lock_days>|<secret>`. The secret is this laptop's and the centre's: a
signature would be a hundred letters to read out, so that a code is a message authentication code under it. It has three
groups of four letters: the first letter says how many weeks, the others are 55 bits of HMAC-SHA256 over
`palier/lease-code/v1|<device_id>|<challenge>|<weeks>`. The challenge is eight digits that the laptop makes for one
code: a code opens one laptop, once.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Final

import msgspec

WARN_DAYS: Final = 14
LOCK_DAYS: Final = 30
LONGEST_DAYS: Final = 365
MOST_WEEKS: Final = 8
CHALLENGE_LENGTH: Final = 8
CODE_LENGTH: Final = 12
_ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CONFUSED: Final = str.maketrans({"0": "O", "1": "I", "8": "B"})


class Lease(msgspec.Struct, frozen=True):
    """The terms for one laptop: days without the centre after which it warns, and after which it locks; `secret`
    (32 bytes) and `signature` are base64url.
    """

    device_id: str
    warn_days: int
    lock_days: int
    secret: str
    signature: str

    @property
    def terms(self) -> str:
        """What a laptop that has them says, so that they are not sent again."""
        return terms_text(self.warn_days, self.lock_days)


def terms_text(warn_days: int, lock_days: int) -> str:
    """« 14/30 »."""
    return f"{warn_days}/{lock_days}"


def lease_text(lease: Lease) -> bytes:
    """What is signed, whatever the lease's own signature says."""
    said = f"{lease.device_id}|{lease.warn_days}|{lease.lock_days}|{lease.secret}"
    return f"palier/lease/v1|{said}".encode()


def lease_code(secret: bytes, device_id: str, challenge: str, weeks: int) -> str:
    """The code that has this laptop used for `weeks` more (1 to MOST_WEEKS)."""
    message = f"palier/lease-code/v1|{device_id}|{challenge}|{weeks}".encode()
    proof = base64.b32encode(hmac.digest(secret, message, hashlib.sha256)[:7]).decode()
    return _ALPHABET[weeks] + proof[: CODE_LENGTH - 1]


def weeks_of(secret: bytes, device_id: str, challenge: str, typed: str) -> int | None:
    """For how many weeks a code is good, whatever spaces or look-alikes were typed; None when it is none for this
    laptop and this challenge.
    """
    code = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(_CONFUSED)
    weeks = _ALPHABET.find(code[:1] or "?")
    if not 1 <= weeks <= MOST_WEEKS or len(code) != CODE_LENGTH or not code.isascii():
        return None
    return weeks if hmac.compare_digest(code, lease_code(secret, device_id, challenge, weeks)) else None
