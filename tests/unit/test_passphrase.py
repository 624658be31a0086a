"""What may be a passphrase, and the phrases we propose."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from intake_app.domain.errors import BugError, KnownError
from intake_app.storage.passphrase import (
    ENOUGH_BITS,
    SHORTEST,
    Language,
    Strength,
    check_passphrase,
    estimate_strength,
    generate_phrase,
    phrase_bits,
    require_long_enough,
    words_of,
)
from tests.unit.vault_setting import Seeded

LANGUAGES: tuple[Language, ...] = ("fr", "en")
SENTENCES = Path(__file__).parents[2] / "resources" / "messages" / "errors.json"
KNOWN_NAMES = ["Maurepas", "Rennes", "Nadia", "Archipel", "à"]


@pytest.mark.parametrize(
    "passphrase",
    [
        "J’aime les crêpes au beurre salé",
        "le chat de la voisine dort",
        "Nadia aime la pluie de mars",
        "Maurepas brille comme une lanterne",
        "trombone-castor-violet-19",
        "日本語のとても長い合言葉ですよ、本当に",
        "   des espaces devant et derrière   ",
        "x7#Kq!2vLp9@wZ4$",
    ],
)
def test_a_good_passphrase_is_accepted(passphrase: str) -> None:
    assert check_passphrase(passphrase, KNOWN_NAMES) == []


@pytest.mark.parametrize(
    "passphrase,problem",
    [
        ("", "passphrase_too_short"),
        ("quatorze carac", "passphrase_too_short"),
        ("quatorze carae\u0301", "passphrase_too_short"),
        ("motdepassemotdepasse", "passphrase_common"),
        ("Mot de passe, mot de passe", "passphrase_common"),
        ("AZERTYUIOPqsdfghjklm", "passphrase_common"),
        ("Liberté, Égalité, Fraternité", "passphrase_common"),
        ("correct horse battery staple", "passphrase_common"),
        ("Maurepas Rennes 2024", "passphrase_of_known_names"),
        ("nadia.nadia.nadia.1984", "passphrase_of_known_names"),
        ("RENNES rennes Rennes !", "passphrase_of_known_names"),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", "passphrase_guessable"),
        ("bonjour bonjour bonjour", "passphrase_guessable"),
        ("motdepasse123456789", "passphrase_guessable"),
        ("123451234512345", "passphrase_guessable"),
        ("wxcvbnwxcvbnwxcvbn", "passphrase_guessable"),
        ("jean-pierre 12/03/1984", "passphrase_guessable"),
        ("\ud800" * 20, "passphrase_guessable"),
        ("phrasedepasse gardienne", "passphrase_guessable"),
        ("abeille abondant abriter", "passphrase_guessable"),
    ],
)
def test_a_bad_passphrase_is_refused_for_its_reason(passphrase: str, problem: str) -> None:
    assert check_passphrase(passphrase, KNOWN_NAMES) == [problem]


def test_several_reasons_are_told_together() -> None:
    assert check_passphrase("motdepasse", ["mot", "passe"]) == [
        "passphrase_too_short",
        "passphrase_common",
        "passphrase_of_known_names",
    ]


def test_names_count_only_where_they_are_known() -> None:
    assert "passphrase_of_known_names" not in check_passphrase("Maurepas Rennes 2024")
    assert estimate_strength("Maurepas Villejean", ["Maurepas", "Villejean"]).score < 3
    assert estimate_strength("Maurepas Villejean").bits > estimate_strength("Maurepas Villejean", ["maurepas"]).bits


def test_accents_add_no_strength() -> None:
    assert estimate_strength("pâtés cétacés") == estimate_strength("pates cetaces")


def test_the_vault_itself_asks_for_fifteen_characters() -> None:
    require_long_enough("x" * SHORTEST)
    with pytest.raises(KnownError) as error:
        require_long_enough("x" * (SHORTEST - 1))
    assert error.value.key == "passphrase_too_short"
    for sentences in json.loads(SENTENCES.read_text(encoding="utf-8"))["passphrase_too_short"].values():
        assert str(SHORTEST) in sentences["why"]


def test_the_meter_rises_from_nothing_to_accepted() -> None:
    assert estimate_strength("").score == 0
    assert [Strength(bits).score for bits in (0, 12.4, 12.5, 25, 37.5, 49.9, ENOUGH_BITS, 200)] == [
        0,
        0,
        1,
        2,
        3,
        3,
        4,
        4,
    ]


def test_the_end_of_a_very_long_passphrase_is_not_held_against_it() -> None:
    good = "le chat de la voisine dort sur le piano"
    assert estimate_strength(good + "a" * 5_000).score == 4
    assert check_passphrase(good * 100) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_words_are_clean_and_easily_typed(language: Language) -> None:
    words = words_of(language)
    assert list(words) == sorted(set(words))
    assert all(word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 9 for word in words)
    # no plural beside its singular: on a printed sheet one letter must not make another word
    assert [word for word in words if word[-1] in "sx" and word[:-1] in words] == []


@pytest.mark.parametrize("language,count,bits", [("fr", 2836, 80.287), ("en", 3157, 81.370)])
def test_seven_words_have_eighty_bits(language: Language, count: int, bits: float) -> None:
    assert len(words_of(language)) == count
    assert phrase_bits(language=language) == pytest.approx(bits, abs=0.001)
    assert phrase_bits(language=language) == pytest.approx(7 * math.log2(count))
    assert phrase_bits(language=language) >= 80


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_proposed_phrase_passes_our_own_rule(language: Language) -> None:
    random = Seeded("phrases")
    for _ in range(100):
        phrase = generate_phrase(language=language, random=random)
        words = phrase.split(" ")
        assert len(words) == 7
        assert set(words) <= set(words_of(language))
        assert check_passphrase(phrase) == []


def test_phrases_differ_and_use_the_whole_list() -> None:
    assert generate_phrase() != generate_phrase()
    random = Seeded("whole")
    drawn = {word for _ in range(5_000) for word in generate_phrase(random=random).split()}
    assert len(drawn) == len(words_of("fr"))


def test_draws_that_would_favour_the_first_words_are_thrown_away() -> None:
    count = len(words_of("fr"))
    last_fair = 2**32 - 2**32 % count - 1
    draws = iter([2**32 - 1, last_fair + 1, last_fair, 0])
    phrase = generate_phrase(2, random=lambda size: next(draws).to_bytes(size, "big"))
    assert phrase == f"{words_of('fr')[-1]} {words_of('fr')[0]}"


def test_a_phrase_without_words_is_a_bug() -> None:
    with pytest.raises(BugError):
        generate_phrase(0)
