"""A laptop reduced to what it says to the centre: it enrols, signs in, sends changes and reads pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jwt
from joserfc.jwk import OKPKey

from intake_app.domain.actor import new_uuid7
from intake_app.domain.base import SyncedRow
from intake_app.domain.record_types import blank_values, merge_classes
from intake_app.domain.wire import Wire, to_wire
from sync.protocol.errors import RefusedError
from sync.protocol.joining import Challenge, EnrolmentReply, EnrolmentRequest, Token, TokenRequest
from sync.protocol.messages import (
    Change,
    Cursor,
    DownloadReply,
    DownloadRequest,
    Edit,
    ExchangeReply,
    ExchangeRequest,
    Page,
    Refusal,
)
from sync.protocol.packing import pack, unpack
from sync.server.credentials import encode_bytes
from sync.server.handle import Request, Response, Server

Reply = TypeVar("Reply")
PEER = "192.0.2.7"
MOMENT = "2026-11-22T08:00:00Z"


def post(server: Server, path: str, message: Any, token: str = "", peer: str = PEER) -> Response:
    """The server's response to a message, packed as a laptop packs it."""
    body, encoding = pack(message)
    headers = {"accept-encoding": "zstd", "content-encoding": encoding or ""}
    if token:
        headers["authorization"] = f"Bearer {token}"
    return server.handle(Request("POST", path, headers, body, peer))


def ask(server: Server, path: str, message: Any, reply: type[Reply], token: str = "", peer: str = PEER) -> Reply:
    """The reply to a message; a refusal is raised as RefusedError."""
    response = post(server, path, message, token, peer)
    encoding = response.headers.get("Content-Encoding")
    if response.status == 200:
        return unpack(response.body, encoding, reply)
    refusal = unpack(response.body, encoding, Refusal)
    raise RefusedError(refusal.error, nonce=refusal.nonce, **refusal.details)


def new_change(
    record_type: str, record_id: UUID | str, fields: dict[str, Any], author: UUID, number: int = 0, **more: Any
) -> Change:
    """A change of one record. A field given as a pair says its base too."""
    edits = {name: Edit(*value) if isinstance(value, tuple) else Edit(value) for name, value in fields.items()}
    said = {"kind": "set", "base_revision": 0, "schema_version": 1, "recorded_at": MOMENT, **more}
    unit_id = said.pop("unit_id", None) or str(new_uuid7())
    change_id = said.pop("change_id", None) or str(new_uuid7())
    return Change(change_id, number, unit_id, str(author), record_type, str(record_id), fields=edits, **said)


def creation(row: SyncedRow, author: UUID, **more: Any) -> Change:
    """The change that makes `row`, as a laptop captures it."""
    record_type = str(row.__tablename__)
    blanks = blank_values(record_type)
    values = {name: to_wire(getattr(row, name)) for name in merge_classes(record_type)}
    said = {name: (value, blanks[name]) for name, value in values.items() if value != blanks[name]}
    return new_change(record_type, row.id, said, author, **more)


class Device:
    """One enrolled laptop: its key, its numbers, its cursor, and the rows it has read."""

    def __init__(self, server: Server, code: str, *, first_seq: int = 1, label: str = "Portable de la loge") -> None:
        self.server = server
        self.key = Ed25519PrivateKey.generate()
        self.enrolment = ask(server, "/v1/enrolment", self.enrolment_request(code, first_seq, label), EnrolmentReply)
        self.next_seq = first_seq
        self.cursor = Cursor("", 0)
        self.rows: dict[tuple[str, str], dict[str, Wire]] = {}
        self._token = ""

    def enrolment_request(self, code: str, first_seq: int, label: str) -> EnrolmentRequest:
        """A good request to enrol with this device's key."""
        nonce = ask(self.server, "/v1/challenge", {}, Challenge).nonce
        public_key = encode_bytes(self.key.public_key().public_bytes_raw())
        proof = encode_bytes(self.key.sign(f"palier/enrol/v1|{nonce}|{code}|{public_key}".encode()))
        return EnrolmentRequest(code, label, public_key, nonce, proof, first_seq)

    def assertion(self, nonce: Any, **claims: Any) -> str:
        """What the device signs to sign in; `claims` replace good ones."""
        public = self.key.public_key().public_bytes_raw()
        parts = {"x": encode_bytes(public), "d": encode_bytes(self.key.private_bytes_raw())}
        key = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", **parts})
        said = {"iss": self.enrolment.device_id, "aud": "palier", "nonce": nonce, "jti": str(new_uuid7()), **claims}
        return jwt.encode({"alg": "Ed25519"}, said, key, algorithms=["Ed25519"])

    @property
    def token(self) -> str:
        """A token, earned once."""
        if not self._token:
            nonce = ask(self.server, "/v1/challenge", {}, Challenge).nonce
            request = TokenRequest(self.assertion(nonce))
            self._token = ask(self.server, "/v1/token", request, Token).token
        return self._token

    def number(self, changes: Sequence[Change]) -> list[Change]:
        """The changes under this device's next numbers."""
        numbered = [
            msgspec.structs.replace(change, device_seq=number) for number, change in enumerate(changes, self.next_seq)
        ]
        self.next_seq += len(numbered)
        return numbered

    def send(self, *changes: Change, max_rows: int = 1000) -> ExchangeReply:
        """One exchange with these changes under the next numbers; the pages that come back are kept."""
        return self.exchange(self.number(changes), max_rows)

    def exchange(self, changes: Sequence[Change] = (), max_rows: int = 1000) -> ExchangeReply:
        """One exchange with changes that have their numbers already."""
        if not self.cursor.epoch:
            self.cursor = Cursor(str(self.server.centre.identity.epoch), 0)
        request = ExchangeRequest(1, 1, self.cursor, list(changes), max_rows)
        reply = ask(self.server, "/v1/exchange", request, ExchangeReply, self.token)
        self.cursor = reply.cursor
        self._keep(reply.pages)
        for gone in reply.gone:
            for record_id in gone.ids:
                self.rows.pop((gone.record_type, record_id), None)
        return reply

    def catch_up(self, max_rows: int = 1000) -> None:
        """Exchange until there is nothing more."""
        while self.exchange((), max_rows).has_more:
            pass

    def download(self, max_rows: int = 1000) -> list[DownloadReply]:
        """A whole first download, the rows kept."""
        replies: list[DownloadReply] = []
        while not replies or replies[-1].place is not None:
            request = DownloadRequest(1, 1, replies[-1].place if replies else None, max_rows)
            replies.append(ask(self.server, "/v1/download", request, DownloadReply, self.token))
            self._keep(replies[-1].pages)
        self.cursor = replies[-1].cursor
        return replies

    def _keep(self, pages: Sequence[Page]) -> None:
        for page in pages:
            for row in page.rows:
                values = dict(zip(page.columns, row, strict=True))
                self.rows[page.record_type, str(values["id"])] = values
