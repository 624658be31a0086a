"""Every known error has its sentences in French and English: what happened, and what to do next."""

from __future__ import annotations

import ast
import json

import pytest

from intake_app.storage import failures
from sync.protocol.errors import CATALOGUE, CHANGE_REASONS
from tests.quality.known_errors import Entry, faults, read_raised
from tests.quality.source_tree import PRODUCT_ROOTS, ROOT, python_files, read_tree

SENTENCES = ROOT / "resources" / "messages" / "errors.json"
FULL: Entry = {
    "fr": {"what": "Disque plein\u202f: {count} fiches attendent.", "why": "", "next": "Faites de la place."},
    "en": {"what": "Disk full: {count} records wait.", "why": "", "next": "Make room."},
}
CODE = 'raise KnownError("disk_full", count=3)'


def without(language: str, part: str) -> Entry:
    """The full entry, one sentence emptied."""
    return {**FULL, language: {**FULL[language], part: ""}}


def in_french(text: str) -> Entry:
    """The full entry, with another French sentence on what happened."""
    return {**FULL, "fr": {**FULL["fr"], "what": text}}


def test_every_known_error_has_its_sentences() -> None:
    trees = [read_tree(path) for path in python_files(ROOT, PRODUCT_ROOTS)]
    tables = set(CATALOGUE) | set(CHANGE_REASONS) | set(failures._ERRNOS.values())
    tables |= {key for _, key in failures._SENTENCES}
    assert faults(json.loads(SENTENCES.read_text(encoding="utf-8")), trees, tables) == []


def test_the_sentences_are_sorted_by_key() -> None:
    keys = list(json.loads(SENTENCES.read_text(encoding="utf-8")))
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    "code,sentences,fault",
    [
        (CODE, {"disk_full": FULL}, None),
        (CODE, {}, "disk_full: no sentences"),
        ("raise errors.KnownError('disk_full', **details)", {"disk_full": FULL}, None),
        ("raise KnownError('disk_full')", {"disk_full": FULL}, "disk_full: count not given"),
        ("class A(KnownError): ...\nclass B(A): ...\nraise B('lost')", {}, "lost: no sentences"),
        ("class A(ValueError): ...\nraise A('a plain text')", {}, None),
        ("CODES = {28: 'disk_full'}", {"disk_full": FULL}, None),
        ("raise KnownError(f'disk_{state}')", {"disk_full": FULL}, None),
        ("raise KnownError(f'vault_{state}')", {"disk_full": FULL}, "disk_full: nobody raises it"),
        (CODE, {"disk_full": without("fr", "next")}, "disk_full: no fr.next"),
        (CODE, {"disk_full": without("en", "what")}, "disk_full: no en.what"),
        (CODE, {"disk_full": {"fr": FULL["fr"]}}, "disk_full: no en.what"),
        (CODE, {"disk_full": in_french("Plein.")}, "disk_full: not the same details in French and English"),
        (CODE, {"disk_full": in_french("{count} fiches de l'atelier")}, "disk_full: French typography of what"),
        (CODE, {"disk_full": in_french("Plein : {count} fiches")}, "disk_full: French typography of what"),
        (CODE, {"disk_full": in_french("« Plein » {count}")}, "disk_full: French typography of what"),
        (CODE, {"disk_full": in_french("{count} à 12:30")}, None),
    ],
)
def test_each_fault_of_the_sentences_is_found(code: str, sentences: dict[str, Entry], fault: str | None) -> None:
    found = faults(sentences, [ast.parse(code)], tables=set())
    assert found == [] if fault is None else fault in found


def test_a_key_kept_in_a_table_needs_its_sentences_too() -> None:
    assert faults({}, [], tables={"device_revoked"}) == ["device_revoked: no sentences"]


def test_the_details_of_each_place_are_read() -> None:
    raised = read_raised([ast.parse("KnownError('a', x=1)\nKnownError('a', **more)\nKnownError(key)\nother('b')")])
    assert raised.calls == {"a": [{"x"}, None]}
