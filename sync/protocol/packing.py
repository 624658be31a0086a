"""Messages to bytes and back: JSON, then zstd where both ends have it (gzip else), with a ceiling on what may
unpack.
"""

from __future__ import annotations

import zlib
from typing import Any, Final, TypeVar

import msgspec
import zstandard

from sync.protocol.errors import RefusedError
from sync.protocol.version import MAX_BODY

Message = TypeVar("Message")

SMALL: Final = 512
"""Bytes under which compressing is not worth it."""
_GZIP: Final = 31
"""zlib's window code for a gzip stream."""


def pack(message: Any, accepted: str = "zstd") -> tuple[bytes, str | None]:
    """The body of `message` and its Content-Encoding; `accepted` is the other side's Accept-Encoding."""
    body = msgspec.json.encode(message)
    if len(body) < SMALL:
        return body, None
    if "zstd" in accepted:
        return zstandard.ZstdCompressor(level=3).compress(body), "zstd"
    if "gzip" in accepted:
        packer = zlib.compressobj(level=5, wbits=_GZIP)
        return packer.compress(body) + packer.flush(), "gzip"
    return body, None


def unpack(body: bytes, encoding: str | None, kind: type[Message]) -> Message:
    """The message of type `kind` in `body`. Raises RefusedError: body_too_large beyond MAX_BODY unpacked,
    body_malformed.
    """
    plain = _inflate(body, encoding)
    try:
        return msgspec.json.decode(plain, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as failure:
        raise RefusedError("body_malformed") from failure


def _inflate(body: bytes, encoding: str | None) -> bytes:
    try:
        if encoding in (None, "", "identity"):
            plain = body
        elif encoding == "zstd":
            with zstandard.ZstdDecompressor().stream_reader(body) as reader:
                plain = reader.read(MAX_BODY + 1)
        elif encoding == "gzip":
            plain = zlib.decompressobj(wbits=_GZIP).decompress(body, MAX_BODY + 1)
        else:
            raise RefusedError("body_malformed")
    except (zstandard.ZstdError, zlib.error) as failure:
        raise RefusedError("body_malformed") from failure
    if len(plain) > MAX_BODY:
        raise RefusedError("body_too_large")
    return plain
