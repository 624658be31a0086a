"""A laptop written from sync/README.md alone: nothing of the product is imported here. What it cannot do
without reading the code, the page has forgotten to say.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PROTOCOL, SCHEMA = 1, 3
Record = dict[str, Any]


class RefusedError(Exception):
    """Any answer other than success: its `error`."""


def text_of(raw: bytes) -> str:
    """Keys, nonces, proofs and signatures: base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def bytes_of(text: str) -> bytes:
    """Back again."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def now() -> str:
    """The present moment, as it travels."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def new_id() -> str:
    """A UUIDv7."""
    drawn = (int(time.time() * 1000) << 80) | secrets.randbits(76)
    return str(uuid.UUID(int=(drawn & ~(0xF << 76) & ~(0b11 << 62)) | (7 << 76) | (0b10 << 62)))


class AnotherLaptop:
    """Joins with a code, sends changes, and keeps what it receives in `rows`: (record type, id) → record."""

    def __init__(self, address: str, code: str) -> None:
        self._address, self._http, self._token = address, requests.Session(), ""
        self._key = Ed25519PrivateKey.generate()
        hello = self._http.get(f"{address}/v1/hello", timeout=20).json()
        assert hello["product"] == "palier"
        assert hello["oldest_protocol"] <= PROTOCOL <= hello["protocol"]
        public = text_of(self._key.public_key().public_bytes_raw())
        nonce = self._ask("/v1/challenge", {})["nonce"]
        proof = text_of(self._key.sign(f"palier/enrol/v1|{nonce}|{code}|{public}".encode()))
        said = {"code": code, "label": "", "public_key": public, "nonce": nonce, "proof": proof}
        self.joined = self._ask("/v1/enrolment", said)
        digest = hashlib.sha256(self._key.public_key().public_bytes_raw()).digest()
        self.fingerprint = f"{int.from_bytes(digest[:8], 'big') % 1_000_000:06d}"
        self.rows: dict[tuple[str, str], Record] = {}
        self.cursor: Record = {}
        self.digests: dict[str, list[int]] = {}
        self._number = 0

    def download(self) -> None:
        """Read everything, page by page."""
        place = None
        while not self.cursor:
            reply = self._ask("/v1/download", {**self._spoken, "place": place}, needs_token=True)
            self._keep(reply["pages"])
            place = reply["place"]
            if place is None:
                self.cursor = reply["cursor"]

    def new_record(self, record_type: str, record_id: str, **said: Any) -> Record:
        """The change that makes a record."""
        fields = {"created_at": now(), "created_by": self.joined["staff_id"], **said}
        return self._change(record_type, record_id, {name: [value] for name, value in fields.items()}, 0)

    def edit(self, record_type: str, record_id: str, **said: Any) -> Record:
        """A change of a record that is here, made on what is here."""
        row = self.rows[record_type, record_id]
        fields = {name: [value, row.get(name)] for name, value in said.items()}
        return self._change(record_type, record_id, fields, row["revision"])

    def exchange(self, *changes: Record) -> list[Record]:
        """Send these and receive what is new, until neither side has more; the verdicts."""
        verdicts: list[Record] = []
        batch: Sequence[Record] = changes
        has_more = True
        while has_more:
            said = {"cursor": self.cursor, "last_number": self._number, "answered": self._number - len(batch)}
            reply = self._ask("/v1/exchange", {**self._spoken, **said, "changes": batch}, needs_token=True)
            if reply["receipt"]:
                self._check(reply["receipt"], reply["verdicts"])
            verdicts += reply["verdicts"]
            self._settle(batch, reply["verdicts"])
            self._keep(reply["pages"])
            self.cursor, has_more, batch = reply["cursor"], reply["has_more"], ()
            self.digests = reply["digests"] or self.digests
        return verdicts

    def own_digests(self) -> dict[str, list[int]]:
        """What the centre's digests should say."""
        told: dict[str, list[int]] = {}
        for (record_type, record_id), row in self.rows.items():
            said = f"{record_id}|{row['revision']}".encode()
            number = int.from_bytes(hashlib.blake2b(said, digest_size=8).digest(), "big") % 2**62
            count, total = told.get(record_type, [0, 0])
            told[record_type] = [count + 1, (total + number) % 2**62]
        return told

    @property
    def _spoken(self) -> Record:
        return {"protocol": PROTOCOL, "schema_version": SCHEMA}

    def _change(self, record_type: str, record_id: str, fields: Record, revision: int) -> Record:
        self._number += 1
        made = {"change_id": new_id(), "unit_id": new_id(), "device_seq": self._number, "kind": "set"}
        about = {"record_type": record_type, "record_id": record_id, "fields": fields, "base_revision": revision}
        return {**made, **about, "author_id": self.joined["staff_id"], "schema_version": SCHEMA, "recorded_at": now()}

    def _check(self, receipt: Record, verdicts: Iterable[Record]) -> None:
        lines = (f"{v['change_id']}|{v['device_seq']}|{v['kind']}|{v['server_seq'] or ''}\n" for v in verdicts)
        assert receipt["digest"] == hashlib.sha256("".join(lines).encode()).hexdigest()
        assert receipt["device_id"] == self.joined["device_id"]
        names = ("device_id", "epoch", "first_seq", "last_seq", "digest", "received_at")
        signed = "|".join(["palier/receipt/v1", *(str(receipt[name]) for name in names)])
        server = Ed25519PublicKey.from_public_bytes(bytes_of(self.joined["server_key"]))
        server.verify(bytes_of(receipt["signature"]), signed.encode())

    def _settle(self, batch: Sequence[Record], verdicts: Sequence[Record]) -> None:
        """What was accepted as it was said does not come back: it stands under its number."""
        for change, verdict in zip(batch, verdicts, strict=True):
            if verdict["kind"] == "applied":
                row = self.rows.setdefault((change["record_type"], change["record_id"]), {})
                row |= {name: edit[0] for name, edit in change["fields"].items()}
                row["revision"] = verdict["server_seq"]

    def _keep(self, pages: Iterable[Record]) -> None:
        for page in pages:
            for row in page["rows"]:
                record = dict(zip(page["columns"], row, strict=True))
                self.rows[page["record_type"], record["id"]] = record

    def _ask(self, path: str, message: Record, *, needs_token: bool = False) -> Record:
        headers = {"Authorization": f"Bearer {self._token}"} if needs_token and self._token else {}
        response = self._http.post(self._address + path, json=message, headers=headers, timeout=20)
        answer: Record = response.json()
        if response.ok:
            return answer
        if answer["error"] != "token_expired":
            raise RefusedError(answer["error"])
        self._sign_in(answer["nonce"])
        return self._ask(path, message, needs_token=needs_token)

    def _sign_in(self, nonce: str) -> None:
        claims = {"iss": self.joined["device_id"], "aud": "palier", "nonce": nonce, "jti": new_id()}
        signed = ".".join(text_of(json.dumps(part).encode()) for part in ({"alg": "Ed25519"}, claims))
        assertion = f"{signed}.{text_of(self._key.sign(signed.encode()))}"
        self._token = self._ask("/v1/token", {"assertion": assertion})["token"]
