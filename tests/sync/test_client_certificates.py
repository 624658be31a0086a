"""Whom a laptop believes: the computer's own authorities, a certificate for the right name and of the right days."""

from __future__ import annotations

import ssl
import sys
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests
import truststore
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from intake_app.domain.errors import KnownError
from sync.client.transport import HttpTransport, _unreachable
from sync.protocol.joining import Hello
from tests.sync.fake_web import FakeWeb

DAY = timedelta(days=1)
HERE = IPv4Address("127.0.0.1")
HELLO = msgspec.json.encode(Hello("palier", 1, 1, "Rennes", "e", "2026-11-22T08:00:00Z"))


class Authority:
    """A certificate authority of a test's own, written to `file` for the computer to trust."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Bailleur")])
        now = datetime.now(UTC)
        builder = self._build(self._name, self._key, now - 900 * DAY, now + 900 * DAY)
        own = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        own = own.add_extension(x509.SubjectKeyIdentifier.from_public_key(self._key.public_key()), critical=False)
        self.file = folder / "authority.pem"
        self.file.write_bytes(own.sign(self._key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))

    def _build(self, name: x509.Name, key: Any, begins: datetime, ends: datetime) -> x509.CertificateBuilder:
        builder = x509.CertificateBuilder(subject_name=name, issuer_name=self._name, public_key=key.public_key())
        return builder.serial_number(x509.random_serial_number()).not_valid_before(begins).not_valid_after(ends)

    def certify(self, begins: timedelta, ends: timedelta, host: IPv4Address = HERE) -> ssl.SSLContext:
        """A server's certificate, valid from so long after now to so long after now."""
        key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "palier")])
        builder = self._build(name, key, now + begins, now + ends)
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.IPAddress(host)]), critical=False)
        authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        signed = builder.add_extension(authority, critical=False).sign(self._key, hashes.SHA256())
        plain = serialization.NoEncryption()
        pem = serialization.Encoding.PEM
        (self.folder / "server.pem").write_bytes(
            key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain) + signed.public_bytes(pem)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / "server.pem")
        return context


def greeted(context: ssl.SSLContext) -> str:
    """What a laptop makes of a server with such a certificate: its name, or the key of what it is told."""
    with FakeWeb(lambda visit: visit.send(200, HELLO), context) as web:
        transport = HttpTransport(web.address)
        try:
            return transport.call("/v1/hello", None, Hello).name
        except KnownError as error:
            return error.key
        finally:
            transport.close()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system's store takes no test's authority")
@pytest.mark.parametrize(
    "begins,ends,host,told",
    [
        (-DAY, DAY, HERE, "Rennes"),
        (-9 * DAY, -DAY, HERE, "clock_wrong"),
        (DAY, 9 * DAY, HERE, "clock_wrong"),
        (-DAY, DAY, IPv4Address("192.0.2.1"), "certificate_wrong"),
    ],
)
def test_a_certificate_of_the_organisations_own_authority_is_believed_for_its_name_and_days(
    begins: timedelta, ends: timedelta, host: IPv4Address, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    assert greeted(authority.certify(begins, ends, host)) == told


def test_a_certificate_of_an_unknown_authority_is_not_believed(tmp_path: Path) -> None:
    assert greeted(Authority(tmp_path).certify(-DAY, DAY)) == "certificate_wrong"


@pytest.mark.parametrize(
    "said,key",
    [
        ("certificate verify failed: certificate has expired (_ssl.c:1006)", "clock_wrong"),
        ("certificate verify failed: certificate is not yet valid", "clock_wrong"),
        ("A required certificate is not within its validity period when verifying against the clock", "clock_wrong"),
        ("“palier” certificate is expired", "clock_wrong"),
        ("certificate verify failed: self-signed certificate", "certificate_wrong"),
        ("A certificate chain could not be built to a trusted root authority", "certificate_wrong"),
        ("wrong version number", "certificate_wrong"),
    ],
)
def test_each_systems_words_for_a_wrong_clock_are_understood(said: str, key: str) -> None:
    assert _unreachable(requests.exceptions.SSLError(said)).key == key


@pytest.mark.parametrize(
    "failure,key",
    [
        (requests.exceptions.ConnectTimeout(), "server_unreachable"),
        (requests.exceptions.ReadTimeout(), "server_slow"),
        (requests.exceptions.ProxyError(), "server_unreachable"),
        (requests.exceptions.InvalidURL(), "server_unreachable"),
        (requests.exceptions.ChunkedEncodingError(), "server_unreachable"),
    ],
)
def test_each_failure_of_the_line_has_a_name(failure: Exception, key: str) -> None:
    assert _unreachable(failure).key == key


def test_behind_a_proxy_the_same_authorities_are_believed() -> None:
    transport = HttpTransport("https://palier.exemple.fr")
    adapter: Any = transport._http.get_adapter("https://palier.exemple.fr")
    managers = adapter.poolmanager, adapter.proxy_manager_for("http://127.0.0.1:9")
    assert all(isinstance(one.connection_pool_kw["ssl_context"], truststore.SSLContext) for one in managers)
    transport.close()
