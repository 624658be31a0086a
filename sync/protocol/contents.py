"""What travels of the contents of attachments, apart from the changes. See `sync.protocol.messages`."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec

from intake_app.domain.rules.attachment import MOST_BYTES

PART_BYTES: Final = 512 * 1024
"""Bytes of a content in one request or reply, at most."""
Sha256 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$", max_length=64)]
Place = Annotated[int, msgspec.Meta(ge=0, le=MOST_BYTES)]


class PartRequest(msgspec.Struct, frozen=True):
    """POST /v1/attachment/part: bytes of a content from `start` on; no bytes asks how far the server has it."""

    sha256: Sha256
    byte_count: Place
    start: Place
    content: bytes = b""


class PartReply(msgspec.Struct, frozen=True):
    """How many bytes the server has, from the beginning without a gap."""

    received: int
    is_complete: bool


class ContentRequest(msgspec.Struct, frozen=True):
    """POST /v1/attachment/content: bytes of a content from `start` on."""

    sha256: Sha256
    start: Place
    most: Annotated[int, msgspec.Meta(ge=1)] = PART_BYTES
    """Bytes wanted in one reply: fewer on a line that cuts longer ones."""


class ContentReply(msgspec.Struct, frozen=True):
    """Some bytes of a content, and how many it has in all."""

    content: bytes
    byte_count: int
