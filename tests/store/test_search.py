"""Finding somebody as the name is typed, however it is typed."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake_app.domain.actor import Actor
from intake_app.domain.badge import badge_code
from intake_app.domain.likeness.likeness import Reason
from intake_app.domain.likeness.portrait import typed_portrait
from intake_app.services.lookalikes import find_lookalikes
from intake_app.services.resident_lists import find_residents
from intake_app.services.residents import update_resident
from intake_app.storage import search_index
from intake_app.storage.store import Store
from tests.store.world import register

PEOPLE = (
    ("Ben Ali", "Karim", {"phone": "06 39 98 00 01", "birth_date": "1988-03-14", "address": "12 rue du Gros-Chêne"}),
    ("N'Diaye", "Aïssatou", {"phone": "06 39 98 00 02"}),
    ("Le Goff", "Marie-Thérèse", {"birth_name": "Kerléo"}),
    ("ÇELIK", "Zeynep", {}),
    ("D’Almeida", "João", {}),
    ("Œuvrard", "Noël", {}),
    ("Li", "Wei", {}),
    ("O’Brien-Smith", "Siân", {"phone": "+44 7700 900123"}),
)
BEGINNINGS = (
    *("ben", "ali", "be", "ka", "karim", "n", "d", "diaye", "o", "brien"),
    *("06", "0639", "li", "we", "noel", "kerleo", "al"),
)


@pytest.fixture
def crowded(store: Store, actor: Actor) -> Store:
    for family_name, first_name, fields in PEOPLE:
        register(store, actor, family_name, first_name, **fields)
    return store


@pytest.mark.parametrize(
    "typed,found",
    [
        ("ben ali", "Ben Ali"),
        ("BEN ALI", "Ben Ali"),
        ("Benali", "Ben Ali"),
        ("bena", "Ben Ali"),
        ("karim ben", "Ben Ali"),
        ("ali karim", "Ben Ali"),
        ("  ka   be ", "Ben Ali"),
        ("0639980001", "Ben Ali"),
        ("06 39 98 00 01", "Ben Ali"),
        ("06.39.98.00.01", "Ben Ali"),
        ("+33 6 39 98 00 01", "Ben Ali"),
        ("gros chêne karim", "Ben Ali"),
        ("gros-chene", "Ben Ali"),
        ("n'diaye", "N'Diaye"),
        ("n’diaye", "N'Diaye"),
        ("ndiaye", "N'Diaye"),
        ("n diaye", "N'Diaye"),
        ("diaye", "N'Diaye"),
        ("aissatou", "N'Diaye"),
        ("marie therese", "Le Goff"),
        ("mariethérèse", "Le Goff"),
        ("thérèse", "Le Goff"),
        ("legoff", "Le Goff"),
        ("kerleo", "Le Goff"),
        ("celik", "ÇELIK"),
        ("çe", "ÇELIK"),
        ("almeida", "D’Almeida"),
        ("dalmeida joao", "D’Almeida"),
        ("oeuvrard", "Œuvrard"),
        ("œuv", "Œuvrard"),
        ("li", "Li"),
        ("obrien", "O’Brien-Smith"),
        ("smith sian", "O’Brien-Smith"),
        ("07700 900123", "O’Brien-Smith"),
        ("karin", None),
        ("arim", None),
        ("benali zeynep", None),
        ("!!! ???", None),
    ],
)
def test_people_are_found_as_their_name_is_typed(crowded: Store, typed: str, found: str | None) -> None:
    names = [row.family_name for row in crowded.read(find_residents, typed)]
    assert names == ([found] if found else [])


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(BEGINNINGS), max_size=4))
def test_among_a_few_the_same_people_are_found(crowded: Store, words: list[str]) -> None:
    typed = " ".join(words)
    everybody = [row.id for row in crowded.read(find_residents)]
    found = crowded.read(lambda session: search_index.find_among(session.connection(), typed, everybody))
    assert set(found) == ({row.id for row in crowded.read(find_residents, typed)} if typed else set(everybody))


def test_digits_of_a_phone_find_everybody_whose_phone_begins_so(crowded: Store) -> None:
    assert {row.family_name for row in crowded.read(find_residents, "06 39 98 00 0")} == {"Ben Ali", "N'Diaye"}


@pytest.mark.parametrize("typed", ["ben ali", "BEN-ALI", "be na", "karim ben ali", "Benali Karim"])
def test_a_name_of_one_word_is_found_in_two(store: Store, actor: Actor, typed: str) -> None:
    register(store, actor, "Benali", "Karim")
    assert [row.family_name for row in store.read(find_residents, typed)] == ["Benali"]


def test_whole_words_come_before_beginnings(store: Store, actor: Actor) -> None:
    for family_name in ("Lina", "Linard", "Lin"):
        register(store, actor, family_name, "Alix")
    first = store.read(find_residents, "lin", limit=1)
    assert [row.family_name for row in first] == ["Lin"]


def test_a_badge_finds_whose_it_is_and_a_misread_one_nobody(crowded: Store, actor: Actor) -> None:
    known = register(crowded, actor, "Riou", "Soizic")
    code = badge_code(known)
    assert [row.id for row in crowded.read(find_residents, code.lower())] == [known]
    assert crowded.read(find_residents, code[:-1]) == []
    assert crowded.read(find_residents, badge_code(actor.new_id())) == []


def test_a_corrected_name_is_found_and_the_old_one_is_not(store: Store, actor: Actor) -> None:
    resident_id = register(store, actor, "Bennali", "Karim")
    store.run(update_resident, actor, resident_id, {"family_name": "Benali"})
    assert [row.id for row in store.read(find_residents, "benali")] == [resident_id]
    assert store.read(find_residents, "bennali") == []


def test_a_page_from_the_centre_brings_the_index_up_to_date(store: Store, actor: Actor) -> None:
    known = register(store, actor, "Bennali", "Karim")
    gone = register(store, actor, "Riou", "Gwenaël")
    fresh = str(actor.new_id())
    page = [
        (str(known), "Benali", "Karim", None, "+33639980001", None, None, None, None),
        (str(gone), "Riou", "Gwenaël", None, None, None, None, None, "2026-11-22T10:00:00Z"),
        (fresh, "Petit", "Anaïs", None, None, "12 rue du Gros-Chêne", None, None, None),
    ]
    with store.direct("resident") as connection:
        search_index.refresh_all(connection, page)
        search_index.refresh_all(connection, page)
        found = {
            typed: [str(one) for one in search_index.find_residents(connection, typed)]
            for typed in ("benali", "bennali", "0639980001", "riou", "petit", "gros")
        }
    assert found == {
        "benali": [str(known)],
        "bennali": [],
        "0639980001": [str(known)],
        "riou": [],
        "petit": [fresh],
        "gros": [fresh],
    }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(typed=st.text(max_size=40))
def test_nothing_typed_breaks_the_search(crowded: Store, typed: str) -> None:
    assert len(crowded.read(find_residents, typed)) <= len(PEOPLE)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(alphabet="\"'*()-+:^{}[]ANDORNTE \u00e9\u202f~,.;", max_size=20))
def test_the_index_s_own_language_is_not_spoken_to_it(crowded: Store, typed: str) -> None:
    crowded.read(find_residents, typed)


@pytest.mark.parametrize(
    "names,birth_date,phone,reasons",
    [
        (("Benali", "Karim"), None, None, {Reason.SAME_NAME}),
        (("BEN ALI", "karim"), "1988", None, {Reason.SAME_NAME, Reason.SAME_BIRTH_YEAR}),
        (("Karim", "Ben-Ali"), "1988-03-14", None, {Reason.SWAPPED_NAMES, Reason.SAME_BIRTH_DATE}),
        (
            ("Benali", "Karim"),
            "1988-03-14",
            "06 39 98 00 01",
            {Reason.SAME_NAME, Reason.SAME_PHONE, Reason.SAME_BIRTH_DATE},
        ),
        (("", ""), None, "0639980001", {Reason.SAME_PHONE}),
        (("Riou", "Ana"), None, "+33 6 39 98 00 01", {Reason.SAME_PHONE}),
        (("Benali", "Karim"), "1975", "06 39 98 00 01", {Reason.SAME_NAME, Reason.SAME_PHONE}),
        (("Benali", "Karim"), "1975", None, set()),
        (("Benali", "Kari"), None, None, set()),
        (("Benali", ""), None, None, set()),
        (("Riou", "Ana"), None, "06 39", set()),
        (("Riou", "Ana"), "1988-03-14", None, set()),
    ],
)
def test_somebody_already_known_is_recognised(
    crowded: Store, names: tuple[str, str], birth_date: str | None, phone: str | None, reasons: set[Reason]
) -> None:
    found = crowded.read(find_lookalikes, typed_portrait(*names, birth_date=birth_date, phone=phone))
    assert [set(one.reasons) for one in found] == ([reasons] if reasons else [])


def test_the_most_alike_comes_first_and_oneself_is_left_out(store: Store, actor: Actor) -> None:
    first = register(store, actor, "Benali", "Karim")
    second = register(store, actor, "Ben Ali", "Karim", phone="06 39 98 00 01")
    typed = typed_portrait("Benali", "Karim", phone="06 39 98 00 01")
    found = store.read(find_lookalikes, typed)
    assert [one.resident.id for one in found] == [second, first]
    left = store.read(find_lookalikes, typed, besides=second)
    assert [one.resident.id for one in left] == [first]
