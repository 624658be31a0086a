"""What a partner installs may be given to them: permissive licences, LGPL where it is known and only linked."""

from __future__ import annotations

import importlib.metadata
import re
from email.message import Message
from typing import cast

import pytest

from tests.quality.source_tree import ROOT

PERMISSIVE = re.compile(
    r"^(0BSD|Apache|BSD|CC0|ISC|MIT|MPL|Mozilla Public License 2|PSF|Python Software Foundation|Unlicense|zlib)",
    re.IGNORECASE,
)
# Used as libraries that the person can replace: Qt, and the server's PostgreSQL driver.
LESSER_GPL = {"pyside6-essentials", "shiboken6", "psycopg", "psycopg-binary"}
# Metadata that is empty or absent here, with what was read in its place.
READ_BY_HAND = {
    "sqlcipher3": "Zlib",  # the field is empty; the wheel's LICENSE file is zlib, SQLCipher itself BSD, OpenSSL Apache
    "colorama": "BSD-3-Clause",  # installed on Windows only
    "tzdata": "Apache-2.0",  # installed on Windows only
    "pywin32-ctypes": "BSD-3-Clause",  # installed on Windows only
}


def licence_of(name: str, metadata: Message) -> str:
    """The licence that a distribution declares: expression, else short field, else classifiers; empty for none."""
    field = (metadata.get("License") or "").strip()
    classifiers = [
        line.rsplit("::", 1)[-1].strip() for line in metadata.get_all("Classifier") or [] if "License ::" in line
    ]
    # python-dateutil's field only says that there are two; its classifiers name them
    short_field = field if len(field.splitlines()) == 1 and field != "Dual License" else ""
    return metadata.get("License-Expression") or short_field or " AND ".join(classifiers) or READ_BY_HAND.get(name, "")


def may_be_given(name: str, licence: str) -> bool:
    """Whether one of the licences offered is permissive, or is the LGPL of a library that is only linked."""
    return any(
        all(
            PERMISSIVE.match(part.strip()) or (name in LESSER_GPL and part.strip().startswith("LGPL"))
            for part in offer.split(" AND ")
        )
        for offer in licence.strip("()").split(" OR ")
    )


def shipped() -> list[str]:
    """The distributions that the application, its server and its demonstration install."""
    text = (ROOT / "packaging" / "locks" / "run.txt").read_text(encoding="utf-8")
    return re.findall(r"^([a-z0-9._-]+)(?:\[[^]]*\])?==", text, flags=re.MULTILINE)


def declared(name: str) -> str:
    """The licence of a distribution as installed here, or as read by hand for one that this system does not install."""
    try:
        return licence_of(name, cast(Message, importlib.metadata.metadata(name)))
    except importlib.metadata.PackageNotFoundError:
        return READ_BY_HAND.get(name, "")


def test_everything_shipped_may_be_given_away() -> None:
    licences = {name: declared(name) for name in shipped()}
    assert len(licences) > 40
    assert {name: licence for name, licence in licences.items() if not may_be_given(name, licence)} == {}


@pytest.mark.parametrize(
    "name,licence,is_allowed",
    [
        ("alembic", "MIT", True),
        ("cryptography", "Apache-2.0 OR BSD-3-Clause", True),
        ("pyside6-essentials", "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("some-charts", "LGPL-3.0-only", False),
        ("some-charts", "GPL-3.0-only", False),
        ("some-charts", "MIT AND GPL-2.0-only", False),
        ("some-charts", "GNU Affero General Public License v3", False),
        ("some-charts", "Proprietary", False),
        ("some-charts", "", False),
    ],
)
def test_a_licence_is_judged_by_what_it_offers(name: str, licence: str, is_allowed: bool) -> None:
    assert may_be_given(name, licence) is is_allowed


def test_the_licence_is_read_wherever_a_distribution_declares_it() -> None:
    by_classifier, by_field, by_text = Message(), Message(), Message()
    by_classifier["Classifier"] = "License :: OSI Approved :: GNU General Public License v3 (GPLv3)"
    by_field["License"] = "ISC License"
    by_text["License"] = "Permission is hereby granted\nto anybody"
    read = [licence_of("one", message) for message in (by_classifier, by_field, by_text)]
    assert read == ["GNU General Public License v3 (GPLv3)", "ISC License", ""]
