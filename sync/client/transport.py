"""How a laptop speaks to its server: the interface the engine is given, and the one over HTTP."""

from __future__ import annotations

from typing import Any, Final, Protocol, TypeVar
from urllib.parse import urlsplit

import msgspec
import requests
import truststore
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from intake_app.domain.errors import KnownError
from sync.protocol.errors import CATALOGUE, RefusedError
from sync.protocol.messages import Refusal
from sync.protocol.packing import pack, unpack
from sync.protocol.version import MAX_BODY

Reply = TypeVar("Reply")

CONNECT_SECONDS: Final = 5
READ_SECONDS: Final = 60
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class Transport(Protocol):
    """Sends one message and brings back its answer."""

    def call(self, path: str, message: Any, reply: type[Reply], token: str | None = None) -> Reply:
        """The answer to `message` (None: a GET) at `path`.

        Raises RefusedError with a key of the catalogue, or KnownError: server_unreachable, server_slow, not_palier,
        clock_wrong, certificate_wrong.
        """
        ...


def check_address(text: str) -> str:
    """The server's base address in canonical form. Raises KnownError: address_invalid, address_not_secure (http
    beyond this computer).
    """
    address = text.strip().rstrip("/")
    if "://" not in address:
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError as failure:
        raise KnownError("address_invalid") from failure
    if parts.scheme not in ("http", "https") or not host or " " in address or parts.username or parts.query:
        raise KnownError("address_invalid")
    if parts.scheme == "http" and host not in LOOPBACK:
        raise KnownError("address_not_secure")
    return address


class HttpTransport:
    """The transport over HTTP(S): pooled connections, time-outs, retries of what never reached the server, the
    system's own trust store.
    """

    def __init__(self, address: str) -> None:
        self._address = check_address(address)
        self._http = requests.Session()
        # only connections that failed are retried here: a message that may have arrived is the engine's business,
        # which is idempotent
        retry = Retry(
            total=2, connect=2, read=0, status=0, other=0, backoff_factor=0.3, respect_retry_after_header=True
        )
        self._http.mount("http://", HTTPAdapter(max_retries=retry))
        self._http.mount("https://", _SystemTrust(max_retries=retry))

    def call(self, path: str, message: Any, reply: type[Reply], token: str | None = None) -> Reply:
        """See Transport.call."""
        response = self._send(path, message, token)
        encoding = response.headers.get("Content-Encoding")
        if response.status_code == 200 and _is_json(response):
            return unpack(_body(response), encoding, reply)
        raise _refusal(response, encoding)

    def close(self) -> None:
        """Let go of the pooled connections."""
        self._http.close()

    def _send(self, path: str, message: Any, token: str | None) -> requests.Response:
        headers = {"Accept": "application/json", "Accept-Encoding": "zstd, gzip"}
        body = None
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if message is not None:
            body, encoding = pack(message)
            headers["Content-Type"] = "application/json"
            if encoding:
                headers["Content-Encoding"] = encoding
        try:
            return self._http.request(
                "GET" if message is None else "POST",
                self._address + path,
                data=body,
                headers=headers,
                timeout=(CONNECT_SECONDS, READ_SECONDS),
                allow_redirects=False,
                stream=True,
            )
        except requests.RequestException as failure:
            raise _unreachable(failure) from failure


class _SystemTrust(HTTPAdapter):
    """Trusts what the computer trusts: a landlord's own authority included."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        import ssl

        super().init_poolmanager(*args, ssl_context=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT), **kwargs)


def _is_json(response: requests.Response) -> bool:
    return response.headers.get("Content-Type", "").startswith("application/json")


def _body(response: requests.Response) -> bytes:
    """The body as it came, still compressed: unpacking is bounded elsewhere."""
    try:
        body: bytes = response.raw.read(MAX_BODY + 1, decode_content=False)
    except urllib3.exceptions.TimeoutError as failure:
        raise KnownError("server_slow") from failure
    except urllib3.exceptions.HTTPError as failure:
        raise KnownError("server_unreachable") from failure
    return body


def _refusal(response: requests.Response, encoding: str | None) -> KnownError:
    if not _is_json(response):
        # a captive portal, a proxy's page, somebody else's site
        response.close()
        return KnownError("server_busy") if response.status_code in (502, 503, 504) else KnownError("not_palier")
    try:
        refusal = unpack(_body(response), encoding, Refusal)
    except (RefusedError, msgspec.MsgspecError):
        return KnownError("not_palier")
    if refusal.error not in CATALOGUE:
        return KnownError("not_palier")
    return RefusedError(refusal.error, nonce=refusal.nonce, **refusal.details)


def _unreachable(failure: requests.RequestException) -> KnownError:
    said = str(failure).lower()
    if isinstance(failure, requests.exceptions.SSLError):
        is_clock = "expired" in said or "not yet valid" in said
        return KnownError("clock_wrong" if is_clock else "certificate_wrong")
    if isinstance(failure, requests.exceptions.Timeout) and not isinstance(failure, requests.exceptions.ConnectTimeout):
        return KnownError("server_slow")
    return KnownError("server_unreachable")
