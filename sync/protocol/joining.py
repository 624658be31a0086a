"""What travels when a laptop joins a space, signs in, or takes a new identity. See `sync.protocol.messages`."""

from __future__ import annotations

import msgspec

from sync.protocol.recovery import RecoveryTerms


class Hello(msgspec.Struct, frozen=True):
    """GET /v1/hello: who answers at this address. `server_time` lets a laptop measure how far its clock is off."""

    product: str
    protocol: int
    oldest_protocol: int
    name: str
    epoch: str
    server_time: str
    sealing_key: str = ""
    """As in EnrolmentReply, for laptops that joined before there was one."""


class InvitationRequest(msgspec.Struct, frozen=True):
    """POST /v1/invitation: asks whom a one-time code invites, without using it up."""

    code: str


class Invitation(msgspec.Struct, frozen=True):
    """Whom the code invites and where: enough to greet her and to name her slot of the vault before anything is
    used up.
    """

    space_name: str
    staff_id: str
    staff_first_name: str
    staff_family_name: str
    staff_role: str
    expires_at: str


class EnrolmentRequest(msgspec.Struct, frozen=True):
    """POST /v1/enrolment: a one-time code, and a fresh public key proven on the server's nonce. The code serves
    one key only, but as often as that key asks (until it expires): an answer lost on the way wastes nothing.

    `proof` is the Ed25519 signature (base64url) over `palier/enrol/v1|<nonce>|<code>|<public_key>`; `first_seq` the
    number of the first change this laptop will send, when it worked alone before joining. `epoch` is the life of this
    server that it has read in, when it joined before: if that is over, everything it keeps is sent again, from
    `oldest_seq` on.
    """

    code: str
    label: str
    public_key: str
    nonce: str
    proof: str
    first_seq: int = 1
    epoch: str = ""
    oldest_seq: int = 1


class EnrolmentReply(msgspec.Struct, frozen=True):
    """The laptop's new identity. `is_approved` false: somebody must first compare the six-digit `fingerprint`."""

    device_id: str
    space_id: str
    space_name: str
    staff_id: str
    staff_first_name: str
    staff_family_name: str
    staff_role: str
    audience: str
    fingerprint: str
    is_approved: bool
    server_key: str
    sealing_key: str = ""
    """X25519, base64url: what a laptop without network seals its changes to, for a USB stick."""
    recovery: RecoveryTerms | None = None
    """The organisation's key, by which it opens a laptop whose owner has forgotten her passphrase."""


class RenewalRequest(msgspec.Struct, frozen=True):
    """POST /v1/renewal: a laptop whose numbers another one used asks for a new identity, proving its old one.

    `proof` is the old key's signature, `new_proof` the new key's, both over
    `palier/renew/v1|<nonce>|<device_id>|<public_key>`. Everything without a verdict is sent again under the new
    identity, from number `first_seq` on; `epoch` and `oldest_seq` as in EnrolmentRequest. The answer is an
    EnrolmentReply; the new identity waits for approval.
    """

    device_id: str
    public_key: str
    nonce: str
    proof: str
    new_proof: str
    first_seq: int
    epoch: str = ""
    oldest_seq: int = 1


class Challenge(msgspec.Struct, frozen=True):
    """POST /v1/challenge: a nonce to sign, good once and for five minutes by the server's clock."""

    nonce: str
    server_time: str


class TokenRequest(msgspec.Struct, frozen=True):
    """POST /v1/token: the device's assertion, a JWT (`alg` `Ed25519`) over `iss` = device id, `aud` = `palier`,
    `nonce`, `jti`.
    """

    assertion: str


class Token(msgspec.Struct, frozen=True):
    """An opaque token and how many seconds it lasts."""

    token: str
    expires_in: int
