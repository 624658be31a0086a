"""How near two names are, what two dates say together, and what a likeness is made of."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.likeness.facts import BirthFinding, compare_births
from intake_app.domain.likeness.keys import keys_of, keys_to_look_for
from intake_app.domain.likeness.likeness import Bond, Reason, compare
from intake_app.domain.likeness.names import Nearness, family_nearness, nearness
from intake_app.domain.likeness.pairs import Gallery, resembling_within
from intake_app.domain.likeness.portrait import Portrait, typed_portrait
from intake_app.domain.likeness.sounds import skeleton, sound

TOWER, HOUSE = (UUID(int=number, version=4) for number in (1, 2))
KARIM = Portrait("Ben Ali", "Karim", birth_date="1988-03-14", phone="+33639980001", building_id=TOWER)
NAMES = st.text(alphabet="abcdefghilmnoprstuyéï-’ '", max_size=14)
DATES = st.sampled_from((None, "1988-03-14", "1988-14", "1988-03", "1988", "1986~", "1988-01-01", "1970-01-01"))
PORTRAITS = st.builds(
    Portrait, NAMES, NAMES, st.none() | NAMES, DATES, st.sampled_from((None, "F", "M")),
    st.sampled_from((None, "+33639980001", "+33639980002")), st.sampled_from((None, TOWER, HOUSE)),
)  # fmt: skip


@pytest.mark.parametrize(
    "one,other,near",
    [
        ("Le Goff", "Legoff", Nearness.SAME),
        ("Jean-Pierre", "Jean Pierre", Nearness.SAME),
        ("N’Diaye", "NDIAYE", Nearness.SAME),
        ("Ben Ali", "Ali Ben", Nearness.SAME),
        ("Mohamed", "Muhammad", Nearness.SOUND),
        ("Mohammed", "Mouhamed", Nearness.SOUND),
        ("Ould", "Wuld", Nearness.SOUND),
        ("Ousmane", "Usman", Nearness.SOUND),
        ("Diallo", "Jallow", Nearness.SOUND),
        ("Diarra", "Jarra", Nearness.SOUND),
        ("Coulibaly", "Koulibali", Nearness.SOUND),
        ("Ouattara", "Wattara", Nearness.SOUND),
        ("Djamel", "Jamel", Nearness.SOUND),
        ("Catherine", "Katherine", Nearness.SOUND),
        ("Smith", "Smyth", Nearness.SOUND),
        ("Jean", "Jean-Pierre", Nearness.PART),
        ("Benali", "Benali-Dupont", Nearness.PART),
        ("Ben Ali", "Benali-Dupont", Nearness.PART),
        ("Karim", "Kairm", Nearness.SLIP),
        ("Isabelle", "Isabele", Nearness.SOUND),
        ("Youssef", "Yusuf", Nearness.SLIP),
        ("Karim", "Karima", Nearness.ENDING),
        ("Jean", "Jeanne", Nearness.ENDING),
        ("Sophie", "Sophia", Nearness.ENDING),
        ("Mamadou", "Amadou", Nearness.BEGINNING),
        ("Fatou", "Fatoumata", Nearness.BEGINNING),
        ("K", "Karim", Nearness.INITIAL),
        ("K", "Samir", Nearness.DIFFERENT),
        ("Mohamed", "Mahmoud", Nearness.DIFFERENT),
        ("Mohamed", "Mamadou", Nearness.DIFFERENT),
        ("Karim", "Sylvie", Nearness.DIFFERENT),
        ("Karim", "", Nearness.UNKNOWN),
    ],
)
def test_how_near_two_names_are(one: str, other: str, near: Nearness) -> None:
    assert nearness(one, other) is nearness(other, one) is near


def test_an_ending_that_is_not_heard_makes_no_other_family() -> None:
    assert nearness("Clark", "Clarke") is Nearness.ENDING
    assert family_nearness("Clark", "Clarke") is Nearness.SOUND
    assert family_nearness("Martin", "Martinez") is not Nearness.SOUND


def test_spellings_of_one_name_share_their_skeleton() -> None:
    assert len({skeleton(name) for name in ("mohamed", "mohammed", "muhammad", "mouhamed", "mohamet")}) == 1
    assert skeleton("ousmane") == skeleton("usman") != skeleton("samane")
    assert sound("") == skeleton("") == ""


@pytest.mark.parametrize(
    "one,other,finding",
    [
        ("1988-03-14", "1988-03-14", BirthFinding.SAME_DAY),
        ("1988-01-01", "1988-01-01", BirthFinding.SAME_FIRST_OF_JANUARY),
        ("1988-01-01", "1988-03-14", BirthFinding.SAME_YEAR),
        ("1988-01-01", "1988-03", BirthFinding.SAME_YEAR),
        ("1988-01-01", "1990-03-14", BirthFinding.NEARLY),
        ("1988-03-12", "1988-12-03", BirthFinding.TURNED),
        ("1988-03-14", "1988-03-24", BirthFinding.ONE_FIGURE),
        ("1988-03-14", "1978-03-14", BirthFinding.ONE_FIGURE),
        ("1988-03-14", "1988-03", BirthFinding.SAME_MONTH),
        ("1988-03-14", "1988-04", BirthFinding.APART),
        ("1988-03-14", "1988", BirthFinding.SAME_YEAR),
        ("1988", "1988", BirthFinding.SAME_YEAR),
        ("1986~", "1988-03-14", BirthFinding.ABOUT),
        ("1985~", "1988-03-14", BirthFinding.NEARLY),
        ("1975~", "1988-03-14", BirthFinding.APART),
        ("1988-03-14", "1991-07-02", BirthFinding.APART),
        ("1988", "1975", BirthFinding.APART),
        ("1988", None, BirthFinding.UNKNOWN),
        ("1988", "quatre-vingt-huit", BirthFinding.UNKNOWN),
    ],
)
def test_what_two_birth_dates_say(one: str | None, other: str | None, finding: BirthFinding) -> None:
    assert compare_births(one, other) is compare_births(other, one) is finding


def test_the_reasons_are_told_in_plain_order() -> None:
    likeness = compare(KARIM, Portrait("Benali", "Karim", birth_date="1988", phone="+33639980001"))
    assert likeness.is_shown
    assert likeness.reasons == (Reason.SAME_NAME, Reason.SAME_BIRTH_YEAR, Reason.SAME_PHONE)


@pytest.mark.parametrize(
    "other",
    [
        replace(KARIM, first_name="Sofiane", birth_date="1991-07-02"),
        replace(KARIM, first_name="Sofiane", birth_date=None),
        replace(KARIM, first_name="Sofiane"),
        replace(KARIM, birth_date="1958-06-02"),
        replace(KARIM, first_name="Karima", birth_date="1991-07-02", gender="F"),
    ],
    ids=["brother", "brother without a date", "twin", "father of the same name", "sister"],
)
def test_people_of_one_home_are_no_one_person(other: Portrait) -> None:
    likeness = compare(KARIM, other)
    assert likeness.is_shown
    assert likeness.bond is Bond.HOUSEHOLD


@pytest.mark.parametrize(
    "other,reason",
    [
        (Portrait("Karim", "Benali"), Reason.SWAPPED_NAMES),
        (Portrait("Ben Ali", "Kairm", phone="+33639980001"), Reason.NEAR_NAME),
        (Portrait("Martin", "Karim", birth_name="Benali", birth_date="1988"), Reason.BIRTH_NAME),
        (Portrait("Martin", "Karim", birth_date="1988-03-14"), Reason.SAME_FIRST_NAME),
        (Portrait("Benali-Martin", "Karim", building_id=TOWER), Reason.PART_OF_NAME),
    ],
)
def test_each_way_of_being_written_otherwise_is_recognised(other: Portrait, reason: Reason) -> None:
    likeness = compare(KARIM, other)
    assert likeness.is_shown
    assert likeness.bond is Bond.SAME_PERSON
    assert reason in likeness.reasons


@pytest.mark.parametrize(
    "other",
    [
        Portrait("Benali", "Karim", birth_date="1975-07-02"),
        Portrait("Benali", "Karim", phone="+33639980002", building_id=HOUSE),
        Portrait("Benali", "Samir", building_id=HOUSE),
        Portrait("Martin", "Karim"),
        Portrait("Benali", ""),
        Portrait("", ""),
    ],
)
def test_who_only_bears_a_name_is_not_shown(other: Portrait) -> None:
    assert not compare(KARIM, other).is_shown


AWA = Portrait("Sow", "Fatoumata", birth_date="1952-11-08", gender="F", phone="+33639982710")


@pytest.mark.parametrize(
    "typed,is_she",
    [
        (Portrait("Sylla", "Fatoumata", birth_date="1952", phone="+33639982710", building_id=HOUSE), True),
        (Portrait("Sylla", "Fatoumata", birth_date="1952", phone="+33639982710", gender="M"), False),
        (Portrait("Sylla", "Fatou", birth_date="1952", phone="+33639982710"), False),
        (Portrait("Sylla", "Fatoumata", birth_date="1952", building_id=HOUSE), False),
    ],
    ids=["married", "a man", "another first name", "a neighbour"],
)
def test_a_surname_may_come_with_marriage(typed: Portrait, is_she: bool) -> None:
    likeness = compare(replace(AWA, building_id=TOWER), typed)
    assert (likeness.is_shown and likeness.bond is Bond.SAME_PERSON) is is_she


def test_two_who_say_how_they_were_called_at_birth_are_not_guessed_at() -> None:
    other = Portrait("Sylla", "Fatoumata", birth_name="Diop", phone="+33639982710", birth_date="1952")
    named = replace(AWA, birth_name="Barry")
    assert compare(named, other).score < compare(AWA, other).score


def test_a_first_of_january_says_little() -> None:
    born, paper = (Portrait("Martin", "Karim", birth_date=date) for date in ("1988-03-14", "1988-01-01"))
    assert compare(born, replace(born, family_name="Benali")).is_shown
    assert not compare(paper, replace(paper, family_name="Benali")).is_shown


@given(one=PORTRAITS, other=PORTRAITS)
def test_the_order_of_two_people_does_not_matter(one: Portrait, other: Portrait) -> None:
    there, back = compare(one, other), compare(other, one)
    assert (there.score, there.bond) == (back.score, back.bond)
    assert 0 <= there.score <= 100


@given(portrait=PORTRAITS)
def test_everybody_shares_a_key_with_themselves_and_with_their_names_swapped(portrait: Portrait) -> None:
    keys = keys_of(portrait)
    assert keys <= keys_to_look_for(portrait)
    assert all(key.isalnum() and key == key.lower() for key in keys)
    swapped = replace(portrait, family_name=portrait.first_name, first_name=portrait.family_name, birth_name=None)
    if portrait.birth_name is None and keys:
        assert keys & keys_to_look_for(swapped)


def test_names_swapped_and_mistyped_at_once_are_found() -> None:
    assert Gallery([KARIM]).find(Portrait("Karim", "Bebali", birth_date="1988")) != []


def test_what_is_not_yet_a_date_or_a_number_says_nothing() -> None:
    typed = typed_portrait("Benali", "Karim", birth_date="14/0", phone="06 39")
    assert typed == Portrait("Benali", "Karim")
    assert typed_portrait("Benali", phone="06 39 98 00 01").phone == "+33639980001"


def test_pairs_within_a_list_are_found_once() -> None:
    people = [KARIM, Portrait("Riou", "Anaïs"), Portrait("Benali", "Karim", phone="+33639980001"), replace(KARIM)]
    found = [(one, other) for one, other, _ in resembling_within(people)]
    assert sorted(found) == [(0, 2), (0, 3), (2, 3)]
    assert Gallery(people).find(Portrait("Zanetti", "Paola")) == []
