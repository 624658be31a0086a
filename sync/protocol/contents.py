"""What travels of the contents of attachments, apart from the changes. See `sync.protocol.messages`."""

from __future__ import annotations

import msgspec


class PartRequest(msgspec.Struct, frozen=True):
    """POST /v1/attachment/part: bytes of a content from `start` on; no bytes asks how far the server has it."""

    sha256: str
    byte_count: int
    start: int
    content: bytes = b""


class PartReply(msgspec.Struct, frozen=True):
    """How many bytes the server has, from the beginning without a gap."""

    received: int
    is_complete: bool


class ContentRequest(msgspec.Struct, frozen=True):
    """POST /v1/attachment/content: bytes of a content from `start` on."""

    sha256: str
    start: int


class ContentReply(msgspec.Struct, frozen=True):
    """Some bytes of a content, and how many it has in all."""

    content: bytes
    byte_count: int
