"""Every word of the windows is translated: what is committed is what the source says, in both languages."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.quality.source_tree import ROOT, python_files, read_tree, shown

I18N = ROOT / "resources" / "i18n"
LANGUAGES = ("en", "fr")
# The same in both languages.
ALIKE = {
    "Action", "Badges", "Badges (PDF)…", "Contact", "Contacts", "Date", "Invitations", "N", "Navigation", "Notice",
    "Palier %1", "Participants", "Places", "Signature", "Site", "Situation", "Type", "%1 / %2 places",
    "%1 min %2 s", "%2 s", "%n min",
}  # fmt: skip
# « push » and its like are not the caretaker's words; a workshop is no session, a resident no user.
JARGON = re.compile(r"\b(push|pull|merg|token|payload|sync|upload|download|session|user|database|server|error)", re.I)
PLACEHOLDER = re.compile(r"%(?:L?n|\d)")


@pytest.fixture(scope="module")
def tool() -> Iterator[ModuleType]:
    """packaging/translations.py, a script that imports its neighbour."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "packaging")
        yield importlib.import_module("translations")


@pytest.fixture(scope="module")
def asked(tool: ModuleType) -> list[Any]:
    """What the windows ask for, read from the source now."""
    return list(tool.read_words(ROOT))


@pytest.fixture(scope="module")
def english(tool: ModuleType) -> list[Any]:
    """The committed English."""
    return list(tool.read_ts(I18N / "palier_en.ts"))


@pytest.fixture(scope="module")
def french(tool: ModuleType) -> list[Any]:
    """The committed French: counted texts only."""
    return list(tool.read_ts(I18N / "palier_fr.ts"))


def differences(asked: list[Any], known: list[Any]) -> list[str]:
    """What `python3 run.py translations` would add or drop."""
    there = {one.words for one in known}
    new = [f"new: {one.context}: {one.text}" for one in asked if one not in there]
    return new + [f"gone: {one.context}: {one.text}" for one in sorted(there - set(asked))]


def test_every_text_of_the_windows_is_collected(asked: list[Any], english: list[Any], french: list[Any]) -> None:
    assert differences(asked, english) == [], "run: python3 run.py translations"
    assert differences([one for one in asked if one.is_plural], french) == [], "run: python3 run.py translations"


def test_a_new_and_a_vanished_text_are_named(tool: ModuleType, english: list[Any]) -> None:
    asked = [one.words for one in english[1:]]
    asked.append(tool.Words("Card", "Du neuf"))
    gone = english[0].words
    assert differences(asked, english) == ["new: Card: Du neuf", f"gone: {gone.context}: {gone.text}"]


def test_nothing_is_left_to_translate(english: list[Any], french: list[Any]) -> None:
    assert [f"{one.words.context}: {one.words.text}" for one in english + french if not one.is_finished] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_are_as_the_tool_writes_them(tool: ModuleType, language: str) -> None:
    path = I18N / f"palier_{language}.ts"
    assert path.read_text(encoding="utf-8") == tool.write_ts(tool.read_ts(path), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_program_loads_is_compiled_from_what_is_read(tool: ModuleType, tmp_path: Path, language: str) -> None:
    tool.compile_ts(I18N / f"palier_{language}.ts", tmp_path / "fresh.qm")
    committed = (I18N / f"palier_{language}.qm").read_bytes()
    assert (tmp_path / "fresh.qm").read_bytes() == committed, "run: python3 run.py translations"


def test_english_is_not_french(english: list[Any]) -> None:
    same = {one.words.text for one in english if one.words.text in one.forms}
    assert same - ALIKE == set()
    assert ALIKE - same == set(), "no longer the same, or gone"


def faults_of_english(text: str) -> list[str]:
    """What British English for a caretaker does not have."""
    found = [f"jargon: {word}" for word in JARGON.findall(text)]
    found += ["French spaces or quotes"] if re.search(r"[\u202f\u00a0«»]| [:;?!]", text) else []
    found += ["straight quotes"] if re.search("['\"]", text) else []
    return found + (["three dots"] if "..." in text else [])


def test_english_is_plain(english: list[Any]) -> None:
    found = {form: faults for one in english for form in one.forms if (faults := faults_of_english(form))}
    assert found == {}


@pytest.mark.parametrize(
    "text,fault",
    [
        ("Sync failed", "jargon: Sync"),
        ("Why\u202f?", "French spaces or quotes"),
        ("Who is it ?", "French spaces or quotes"),
        ("the person's file", "straight quotes"),
        ("Wait...", "three dots"),
    ],
)
def test_each_fault_of_english_is_found(text: str, fault: str) -> None:
    assert faults_of_english(text) == [fault]


def faults_of_french(text: str) -> list[str]:
    """What French typography does not have."""
    found = ["a space that breaks the line"] if re.search(r" [:;!?»]|« |\w[:;!?](?:\s|$)", text) else []
    return found + (["straight quotes"] if re.search("['\"]", text) else []) + (["three dots"] if "..." in text else [])


def test_french_keeps_its_typography(asked: list[Any], french: list[Any]) -> None:
    said = [one.text for one in asked] + [form for one in french for form in one.forms]
    assert {text: faults for text in said if (faults := faults_of_french(text))} == {}


@pytest.mark.parametrize(
    "text,faults",
    [
        ("Qui\u202f? «\u202fLui\u202f», à 9\u00a0h 30", []),
        ("Qui ?", ["a space that breaks the line"]),
        ("Qui? Lui", ["a space that breaks the line"]),
        ("« Lui\u202f»", ["a space that breaks the line"]),
        ("l'appel", ["straight quotes"]),
        ("Attendez...", ["three dots"]),
    ],
)
def test_each_fault_of_french_is_found(text: str, faults: list[str]) -> None:
    assert faults_of_french(text) == faults


def test_what_is_filled_in_is_filled_in_everywhere(english: list[Any], french: list[Any]) -> None:
    found = []
    for one in english + french:
        wanted = set(PLACEHOLDER.findall(one.words.text))
        for place, form in enumerate(one.forms):
            # « Voir le suivi » need not say that there is one
            spared = {"%n", "%Ln"} if one.words.is_plural and place == 0 else set()
            if not wanted - spared <= set(PLACEHOLDER.findall(form)) <= wanted:
                found.append(f"{one.words.text} → {form}")
    assert found == []


def test_every_counted_text_has_both_forms(english: list[Any], french: list[Any]) -> None:
    counted = [one for one in english if one.words.is_plural]
    assert counted
    assert {one.words for one in french} == {one.words for one in counted}
    assert [one.words.text for one in counted + french if len(one.forms) != 2 or not all(one.forms)] == []
    assert [one.words.text for one in french for form in one.forms if "(" in form] == []


def untranslated(path: Path, known: set[str]) -> list[str]:
    """The French sentences of a file that are neither documentation nor offered for translation."""
    tree = read_tree(path)
    documentation = {
        node.value for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        f"{shown(path)}:{node.lineno}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in documentation
        # the names of languages stay in their own language
        if re.search("[À-ÿœ’«»]", node.value) and node.value not in known | {"Français"}
    ]


def test_no_view_says_french_that_nobody_can_translate(asked: list[Any]) -> None:
    known = {one.text for one in asked}
    assert [place for path in python_files(ROOT, ("ui",)) for place in untranslated(path, known)] == []


def chosen_languages(path: Path) -> list[str]:
    """The places of a file that take a label in one language whatever the language of the window."""
    return [
        f"{path.name}:{node.lineno}"
        for node in ast.walk(read_tree(path))
        if (isinstance(node, ast.Attribute) and node.attr in LANGUAGES)
        or (
            isinstance(node, ast.Call)
            and ast.unparse(node.func).rsplit(".", 1)[-1]
            in {"label", "short_label", "meaning", "sentence_for", "describe"}
            and any(isinstance(given, ast.Constant) and given.value in LANGUAGES for given in node.args)
        )
    ]


def test_no_view_chooses_a_language_by_itself() -> None:
    """Labels and errors exist in both languages: views ask `formats.language()`."""
    assert [place for path in python_files(ROOT, ("ui",)) for place in chosen_languages(path)] == []


def test_a_view_that_chooses_a_language_is_found(tmp_path: Path) -> None:
    view = tmp_path / "view.py"
    view.write_text('label("role", code, "fr")\nentry("role", code).fr\nlabel("role", code, language())\n')
    assert chosen_languages(view) == ["view.py:1", "view.py:2"]


def test_no_text_shows_a_bare_rate(asked: list[Any]) -> None:
    """Rule V24: no window has a rate yet; the first must bring its numerator and denominator, and change this test."""
    assert [one.text for one in asked if re.search(r"%(?!L?n|\d)|pour cent", one.text)] == []
