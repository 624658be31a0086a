"""How a laptop speaks to its server: the interface the engine is given, and the one over HTTP."""

from __future__ import annotations

import ssl
from typing import Any, Final, Protocol, TypeVar

import requests
import truststore
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from intake_app.domain.errors import Detail, KnownError
from sync.client.address import check_address, is_loopback
from sync.protocol.errors import CATALOGUE, RefusedError
from sync.protocol.messages import Refusal
from sync.protocol.packing import pack, unpack
from sync.protocol.version import MAX_BODY

Reply = TypeVar("Reply")

CONNECT_SECONDS: Final = 5
READ_SECONDS: Final = 60
LONGEST_WAIT: Final = 3600
"""Seconds: a server that asks for more patience than this is not believed."""
_BUSY: Final = frozenset({429, 502, 503, 504})
"""What proxies and web servers answer in place of a server that is overloaded or being restarted."""
_CLOCK_WORDS: Final = ("expired", "not yet valid", "validity period")
"""How the certificate checkers of the three systems say that the present moment lies outside a certificate's."""


class Transport(Protocol):
    """Sends one message and brings back its answer."""

    def call(self, path: str, message: Any, reply: type[Reply], token: str | None = None) -> Reply:
        """The answer to `message` (None: a GET) at `path`.

        Raises RefusedError with a key of the catalogue, or KnownError: server_unreachable, server_slow, server_busy,
        not_palier, answer_damaged, clock_wrong, certificate_wrong. A busy server may say how many seconds to wait
        (detail `retry_after`).
        """
        ...

    def close(self) -> None:
        """Let go of the connections; a later call opens new ones."""
        ...


class HttpTransport:
    """The transport over HTTP(S): pooled connections, time-outs, retries of what never reached the server, the
    system's own trust store.
    """

    def __init__(self, address: str) -> None:
        self._address = check_address(address)
        self._http = requests.Session()
        # else a ~/.netrc would put its own password in the place of our token
        self._http.auth = _keep_headers
        # an organisation's proxy cannot reach into this computer
        self._http.trust_env = not is_loopback(self._address)
        # only connections that failed are retried here: a message that may have arrived is the engine's business,
        # which is idempotent
        retry = Retry(
            total=2, connect=2, read=0, status=0, other=0, backoff_factor=0.3, respect_retry_after_header=True
        )
        adapters = HTTPAdapter(max_retries=retry), _SystemTrust(max_retries=retry)
        self._http.mount("http://", adapters[0])
        self._http.mount("https://", adapters[1])
        self._managers = [adapter.poolmanager for adapter in adapters]

    def call(self, path: str, message: Any, reply: type[Reply], token: str | None = None) -> Reply:
        """See Transport.call."""
        response = self._send(path, message, token)
        encoding = response.headers.get("Content-Encoding")
        if response.status_code == 200 and _is_json(response):
            return _read_reply(response, encoding, reply)
        raise _refusal(response, encoding)

    def close(self) -> None:
        """See Transport.close."""
        for manager in self._managers:
            # clearing the pools alone leaves their sockets open as long as an error remembers an answer
            for key in tuple(manager.pools.keys()):
                manager.pools[key].close()
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
        except (requests.RequestException, urllib3.exceptions.HTTPError) as failure:
            raise _unreachable(failure) from failure


class _SystemTrust(HTTPAdapter):
    """Trusts what the computer trusts, with or without a proxy: a landlord's own authority included."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT), **kwargs)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        return super().proxy_manager_for(proxy, ssl_context=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT), **kwargs)


def _keep_headers(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _is_json(response: requests.Response) -> bool:
    return response.headers.get("Content-Type", "").startswith("application/json")


def _read_reply(response: requests.Response, encoding: str | None, reply: type[Reply]) -> Reply:
    try:
        return unpack(_body(response), encoding, reply)
    except RefusedError as failure:
        # its keys speak of what a laptop sends: here it is the answer that cannot be read
        raise KnownError("answer_damaged") from failure


def _body(response: requests.Response) -> bytes:
    """The body as it came, still compressed: unpacking is bounded elsewhere."""
    try:
        body: bytes = response.raw.read(MAX_BODY + 1, decode_content=False)
    except urllib3.exceptions.TimeoutError as failure:
        raise KnownError("server_slow") from failure
    except urllib3.exceptions.HTTPError as failure:
        raise KnownError("server_unreachable") from failure
    if len(body) > MAX_BODY or response.raw.length_remaining:
        # too much came, or too little: nothing else may be read from this connection
        response.close()
    return body


def _refusal(response: requests.Response, encoding: str | None) -> KnownError:
    retry_after = _retry_after(response)
    if not _is_json(response):
        # a captive portal, a proxy's page, somebody else's site
        response.close()
        return KnownError("server_busy", **retry_after) if response.status_code in _BUSY else KnownError("not_palier")
    try:
        refusal = unpack(_body(response), encoding, Refusal)
    except RefusedError:
        return KnownError("not_palier")
    if refusal.error not in CATALOGUE:
        return KnownError("not_palier")
    details = {name: value for name, value in refusal.details.items() if name not in ("key", "nonce", "self")}
    return RefusedError(refusal.error, nonce=refusal.nonce, **{**details, **retry_after})


def _retry_after(response: requests.Response) -> dict[str, Detail]:
    """The seconds of the header Retry-After (its other form, a date, would need a clock that is right)."""
    said = response.headers.get("Retry-After", "").strip()
    return {"retry_after": min(int(said), LONGEST_WAIT)} if said.isascii() and said.isdigit() else {}


def _unreachable(failure: Exception) -> KnownError:
    said = str(failure).lower()
    if isinstance(failure, requests.exceptions.SSLError):
        is_clock = any(words in said for words in _CLOCK_WORDS)
        return KnownError("clock_wrong") if is_clock else KnownError("certificate_wrong")
    if isinstance(failure, requests.exceptions.Timeout) and not isinstance(failure, requests.exceptions.ConnectTimeout):
        return KnownError("server_slow")
    return KnownError("server_unreachable")
