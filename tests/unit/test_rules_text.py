"""Free text: numbers that identify are refused, words that tell too much are warned of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.rules.problem import FieldProblem
from intake_app.domain.rules.text import find_sensitive_words, holds_identity_number, number_problems, word_problems


@pytest.mark.parametrize(
    "text",
    [
        "2840575115001",
        "284057511500123",
        "n° 2 84 05 75 115 001 23",
        "sécu : 1.85.12.2A.004.118-27, voilà",
        "1851220004118",
        "QQ123456C".replace("QQ", "AB"),
        "ni AB 12 34 56 c",
        "NINO:JG103759A.",
    ],
)
def test_identity_numbers_are_seen_however_they_are_written(text: str) -> None:
    assert holds_identity_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "06 39 98 00 01",
        "+33 6 39 98 00 01 ou 02 99 00 00 00",
        "rappeler le 12/03/2027 à 14 h 30",
        "12345678901234567890",
        "9840575115001",
        "2842175115001",
        "BG123456A",
        "AB123456E",
        "tour B, appt 604, code 12 34 56",
        "SIRET 552 100 554 00025",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert not holds_identity_number(text)


@given(st.text())
def test_no_text_breaks_the_reading(text: str) -> None:
    holds_identity_number(text)
    find_sensitive_words(text)


@pytest.mark.parametrize(
    "text,family",
    [
        ("Sort de l’hôpital psychiatrique", "health"),
        ("alcoolique", "health"),
        ("Seropositif", "health"),
        ("an alcoholic", "health"),
        ("violence conjugale", "offence"),
        ("sort de PRISON", "offence"),
        ("domestic violence", "offence"),
        ("d'origine maghrébine", "origin"),
        ("asylum seeker", "origin"),
        ("très religieuse", "religion"),
        ("wears a hijab", "religion"),
        ("tempérament agressif", "insult"),
        ("cas social", "insult"),
        ("lazy", "insult"),
    ],
)
def test_words_that_tell_too_much_are_seen_in_both_languages(text: str, family: str) -> None:
    assert family in {found.family for found in find_sensitive_words(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Cuisine, entretien, créer son activité",
        "Food-truck, statut micro-entreprise",
        "Rappelé : dossier BPI à compléter, rendez-vous le 1er décembre",
        "CAP gardien d’immeuble, permis B",
        "agent hospitalier",
        "Cooking, market gardening, a driving licence",
        "Polish nails, sewing",
    ],
)
def test_what_is_useful_at_work_is_not_warned_of(text: str) -> None:
    assert find_sensitive_words(text) == []


def test_a_word_is_told_once_and_as_it_was_written() -> None:
    assert [found.word for found in find_sensitive_words("Dépression. DÉPRESSION, et dépressif")] == [
        "depression",
        "depressif",
    ]


def test_problems_name_the_field_and_never_the_text() -> None:
    texts = {"note": "2840575115001 alcoolique", "place": "Tour B", "title": None}
    assert number_problems(texts) == [FieldProblem("note", "identity_number")]
    assert word_problems(texts) == [FieldProblem("note", "sensitive_words")]
