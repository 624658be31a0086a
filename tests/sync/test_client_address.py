"""The server's address as people type it."""

from __future__ import annotations

import pytest

from intake_app.domain.errors import KnownError
from sync.client.address import check_address, is_loopback
from sync.client.transport import HttpTransport


@pytest.mark.parametrize(
    "typed,kept",
    [
        ("palier.exemple.fr", "https://palier.exemple.fr"),
        ("  https://palier.exemple.fr/  ", "https://palier.exemple.fr"),
        ("HTTPS://Palier.Exemple.FR", "https://palier.exemple.fr"),
        ("palier.exemple.fr:8443", "https://palier.exemple.fr:8443"),
        ("https://exemple.fr/palier/", "https://exemple.fr/palier"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://localhost", "http://localhost"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("https://[2001:DB8::0001]", "https://[2001:db8::1]"),
        ("palier", "https://palier"),
        ("192.168.1.20", "https://192.168.1.20"),
        ("https://mairie-de-saint-étienne.fr", "https://xn--mairie-de-saint-tienne-q8b.fr"),
    ],
)
def test_an_address_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert check_address(typed) == kept
    assert check_address(kept) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "https://",
        "://palier.fr",
        "ftp://palier.fr",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://palier.fr:0",
        "https://palier.fr:99999",
        "https://palier.fr:port",
        "https://palier .fr",
        "https://palier.fr/une page",
        "https://pal\nier.fr",
        "https:\\\\palier.fr",
        "https://palier..fr",
        "https://-palier.fr",
        "https://palier_fr?x=1",
        "https://palier.fr/#haut",
        "https://moi:secret@palier.fr",
        "https://@palier.fr",
        f"https://{'a' * 70}.fr",
        "https://[::1",
        "https://[palier]",
        "https://<palier>",
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(KnownError, match="address_invalid"):
        check_address(typed)
    with pytest.raises(KnownError, match="address_invalid"):
        HttpTransport(typed)


@pytest.mark.parametrize("typed", ["http://palier.exemple.fr", "http://127.0.0.1.exemple.fr", "http://192.168.1.20"])
def test_what_would_travel_in_the_clear_is_refused(typed: str) -> None:
    with pytest.raises(KnownError, match="address_not_secure"):
        check_address(typed)


def test_only_this_computer_is_loopback() -> None:
    assert is_loopback("http://localhost:80")
    assert is_loopback("https://[::1]")
    assert not is_loopback("https://localhost.exemple.fr")
