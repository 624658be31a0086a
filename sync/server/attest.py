"""What the centre signs for having received: the laptop shows until when everything is safe, and can prove it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec

from sync.protocol.attestation import receipt_text, verdicts_digest
from sync.protocol.messages import Receipt, Verdict
from sync.server.credentials import encode_bytes
from sync.server.identity import KnownIdentity


@dataclass(frozen=True)
class Signer:
    """Signs as this server, in its present life, at `moment` in travelling form."""

    identity: KnownIdentity
    epoch: str
    moment: str

    def attest(self, device_id: UUID, last_seq: int, verdicts: Sequence[Verdict]) -> Receipt:
        """The receipt for what these verdicts answer; without any, for all the device's numbers, up to `last_seq`."""
        numbers = [verdict.device_seq for verdict in verdicts]
        unsigned = Receipt(
            device_id=str(device_id),
            epoch=self.epoch,
            first_seq=min(numbers, default=0),
            last_seq=max(numbers, default=last_seq),
            digest=verdicts_digest(verdicts),
            received_at=self.moment,
            signature="",
        )
        signature = encode_bytes(self.identity.key.sign(receipt_text(unsigned)))
        return msgspec.structs.replace(unsigned, signature=signature)
