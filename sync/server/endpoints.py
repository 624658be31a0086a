"""The routes, once: the core runs them and the documentation is written from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from intake_app.domain.wire import to_wire
from sync.protocol.contents import ContentReply, ContentRequest, PartReply, PartRequest
from sync.protocol.joining import (
    Challenge,
    EnrolmentReply,
    EnrolmentRequest,
    Hello,
    Invitation,
    InvitationRequest,
    RenewalRequest,
    Token,
    TokenRequest,
)
from sync.protocol.messages import (
    DownloadReply,
    DownloadRequest,
    ExchangeReply,
    ExchangeRequest,
    RepairReply,
    RepairRequest,
)
from sync.protocol.version import OLDEST_PROTOCOL, PRODUCT, PROTOCOL
from sync.protocol.wiping import RescueReply, RescueRequest, WipeNoted, WipeOrder, WipeReceipt, WipeRequest
from sync.server.centre import Centre
from sync.server.contents import give_content, take_part
from sync.server.download import download
from sync.server.enrol import enrol, give_challenge, show_invitation
from sync.server.exchange import exchange
from sync.server.identity import read_epoch
from sync.server.renewal import renew
from sync.server.repair import repair
from sync.server.sign_in import give_token
from sync.server.wiping import give_order, note_wiped, take_piece

_ANY: Final = ("not_found", "method_not_allowed", "server_busy", "server_failed")
_BODY: Final = ("body_too_large", "body_malformed")
_DEVICE: Final = ("device_pending", "device_revoked", "device_wiping", "sequence_forked")
_PROTOCOL: Final = ("protocol_too_old", "protocol_too_new")


@dataclass(frozen=True)
class Call:
    """What an endpoint looks at: the decoded message, the Authorization header, and who asks."""

    message: Any
    authorization: str
    peer: str


@dataclass(frozen=True)
class Endpoint:
    """One route. `refusals` are all the keys of the catalogue it may answer with; a heavy one waits for its turn."""

    method: str
    path: str
    summary: str
    message: type[msgspec.Struct] | None
    reply: type[msgspec.Struct]
    run: Callable[[Centre, Call], msgspec.Struct]
    refusals: tuple[str, ...] = _ANY
    is_heavy: bool = False
    needs_token: bool = False


class Nothing(msgspec.Struct, frozen=True):
    """A body that says nothing: `{}`."""


def _hello(centre: Centre, _call: Call) -> Hello:
    with centre.database.read() as connection:
        epoch = read_epoch(connection)
    known, moment = centre.identity, str(to_wire(centre.clock()))
    return Hello(PRODUCT, PROTOCOL, OLDEST_PROTOCOL, known.name, epoch, moment, known.sealing_key)


ENDPOINTS: Final = (
    Endpoint("GET", "/v1/hello", "Who answers at this address", None, Hello, _hello),
    Endpoint(
        "POST",
        "/v1/challenge",
        "A nonce to sign, good once and for five minutes",
        Nothing,
        Challenge,
        lambda centre, _call: give_challenge(centre),
        (*_ANY, *_BODY),
    ),
    Endpoint(
        "POST",
        "/v1/invitation",
        "Whom a one-time code invites, without using it up",
        InvitationRequest,
        Invitation,
        lambda centre, call: show_invitation(centre, call.message, call.peer),
        (*_ANY, *_BODY, "code_wrong", "code_used", "code_expired", "too_many_codes"),
    ),
    Endpoint(
        "POST",
        "/v1/enrolment",
        "Join a space with a one-time code",
        EnrolmentRequest,
        EnrolmentReply,
        lambda centre, call: enrol(centre, call.message, call.peer),
        (*_ANY, *_BODY, "code_wrong", "code_used", "code_expired", "too_many_codes", "proof_wrong", "nonce_expired"),
    ),
    Endpoint(
        "POST",
        "/v1/token",
        "A short-lived token for the device that signed",
        TokenRequest,
        Token,
        lambda centre, call: give_token(centre, call.message),
        (*_ANY, *_BODY, *_DEVICE, "proof_wrong", "device_unknown", "nonce_expired"),
    ),
    Endpoint(
        "POST",
        "/v1/renewal",
        "Take a new identity, after another laptop has used this one's numbers",
        RenewalRequest,
        EnrolmentReply,
        lambda centre, call: renew(centre, call.message),
        (
            *_ANY,
            *_BODY,
            "proof_wrong",
            "nonce_expired",
            "device_unknown",
            "device_pending",
            "device_revoked",
            "device_wiping",
        ),
    ),
    Endpoint(
        "POST",
        "/v1/exchange",
        "Send changes, receive what is new",
        ExchangeRequest,
        ExchangeReply,
        lambda centre, call: exchange(centre, call.message, call.authorization),
        (
            *_ANY,
            *_BODY,
            *_DEVICE,
            *_PROTOCOL,
            "token_expired",
            "batch_too_large",
            "epoch_changed",
            "scope_changed",
            "sequence_gap",
            "numbers_behind",
        ),
        is_heavy=True,
        needs_token=True,
    ),
    Endpoint(
        "POST",
        "/v1/download",
        "The next rows of a first download",
        DownloadRequest,
        DownloadReply,
        lambda centre, call: download(centre, call.message, call.authorization),
        (*_ANY, *_BODY, *_DEVICE, *_PROTOCOL, "token_expired", "epoch_changed", "scope_changed"),
        is_heavy=True,
        needs_token=True,
    ),
    Endpoint(
        "POST",
        "/v1/attachment/part",
        "Send bytes of an attachment's content, or ask how far it has come",
        PartRequest,
        PartReply,
        lambda centre, call: take_part(centre, call.message, call.authorization),
        (*_ANY, *_BODY, *_DEVICE, "token_expired", "part_too_large", "content_unknown", "content_altered"),
        is_heavy=True,
        needs_token=True,
    ),
    Endpoint(
        "POST",
        "/v1/attachment/content",
        "Receive bytes of an attachment's content",
        ContentRequest,
        ContentReply,
        lambda centre, call: give_content(centre, call.message, call.authorization),
        (*_ANY, *_BODY, *_DEVICE, "token_expired", "content_unknown", "content_missing"),
        is_heavy=True,
        needs_token=True,
    ),
    Endpoint(
        "POST",
        "/v1/repair",
        "The rows of the parts in which a laptop differs",
        RepairRequest,
        RepairReply,
        lambda centre, call: repair(centre, call.message, call.authorization),
        (*_ANY, *_BODY, *_DEVICE, *_PROTOCOL, "token_expired", "epoch_changed", "scope_changed"),
        is_heavy=True,
        needs_token=True,
    ),
    Endpoint(
        "POST",
        "/v1/wipe",
        "The signed order to empty the laptop that asks",
        WipeRequest,
        WipeOrder,
        lambda centre, call: give_order(centre, call.message),
        (*_ANY, *_BODY, "device_unknown", "proof_wrong", "nonce_expired"),
    ),
    Endpoint(
        "POST",
        "/v1/wipe/rescue",
        "Send what only the laptop holds that is to be emptied",
        RescueRequest,
        RescueReply,
        lambda centre, call: take_piece(centre, call.message),
        (*_ANY, *_BODY, "proof_wrong"),
        is_heavy=True,
    ),
    Endpoint(
        "POST",
        "/v1/wipe/receipt",
        "Say that the laptop is empty",
        WipeReceipt,
        WipeNoted,
        lambda centre, call: note_wiped(centre, call.message),
        (*_ANY, *_BODY, "proof_wrong"),
    ),
)
