"""The server's address as people type it, and in the one form it is kept in."""

from __future__ import annotations

import ipaddress
import re
from typing import Final
from urllib.parse import SplitResult, urlsplit

from intake_app.domain.errors import KnownError

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_HOST: Final = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?")


def check_address(text: str) -> str:
    """The server's base address in canonical form: scheme and host in lower case, no slash at the end. Without a
    scheme it is https.

    Raises KnownError: address_invalid, address_not_secure (http beyond this computer).
    """
    address = text.strip()
    if "://" not in address:
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        host, port = _host_of(parts), parts.port
    except ValueError as failure:
        raise KnownError("address_invalid") from failure
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or parts.query or parts.fragment:
        raise KnownError("address_invalid")
    if re.search(r"[\s\\]", address) or port == 0:
        raise KnownError("address_invalid")
    if parts.scheme == "http" and host not in LOOPBACK:
        raise KnownError("address_not_secure")
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}{'' if port is None else f':{port}'}{parts.path.rstrip('/')}"


def is_loopback(address: str) -> bool:
    """Whether a checked address leads to this very computer."""
    return urlsplit(address).hostname in LOOPBACK


def _host_of(parts: SplitResult) -> str:
    """The host as it goes over the wire (IDNA). Raises ValueError when it is none."""
    host = parts.hostname or ""
    if ":" in host:
        return str(ipaddress.IPv6Address(host))
    encoded = host.encode("idna").decode().lower()
    if _HOST.fullmatch(encoded) is None:
        raise ValueError("not a host name")
    return encoded
