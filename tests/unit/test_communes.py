"""The communes of France as they are shipped, and what an address says that does not go together (V17)."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest

from intake_app.domain import communes
from intake_app.domain.communes import Commune, commune_key, communes_beginning, communes_named, communes_of
from intake_app.domain.resource import resource_path
from intake_app.domain.rules.address import (
    AddressDoubt,
    address_doubt,
    complete_address,
    departments_of,
    is_british_postcode,
)


def test_a_postcode_has_its_communes_and_a_commune_its_postcodes() -> None:
    assert communes_of("35400") == (Commune("saint malo", "Saint-Malo", "35288", ("35400",)),)
    assert [one.postcodes for one in communes_named("rennes")] == [("35000", "35200", "35700")]
    assert [one.name for one in communes_of("01380")][:2] == ["Bâgé-Dommartin", "Bâgé-le-Châtel"]
    assert communes_of("35999") == communes_of("35238") == communes_of("") == ()
    assert {one.department for one in (*communes_of("20000"), *communes_of("97400"))} == {"2A", "974"}


@pytest.mark.parametrize("typed", ["Saint-Malo", "SAINT MALO", "St Malo", "st-malo"])
def test_a_commune_is_found_however_it_is_typed(typed: str) -> None:
    assert [one.code for one in communes_named(typed)] == ["35288"]


def test_a_former_commune_is_known_under_the_code_of_today_s() -> None:
    (former,) = communes_named("Bâgé-la-Ville")
    assert (former.code, former.is_former) == ("01025", True)
    assert [one.is_former for one in communes_of("01380")] == sorted(one.is_former for one in communes_of("01380"))


def test_every_line_of_the_file_is_found_again() -> None:
    packed = resource_path("communes", "communes.txt.gz").read_bytes()
    lines = gzip.decompress(packed).decode().splitlines()
    assert len(packed) < 600_000
    assert len(lines) > 37_000
    assert lines == sorted(set(lines))
    for line in lines[:: len(lines) // 200]:
        key, name, code, postcodes = line.split("\t")
        assert commune_key(name) == key or " s " in f" {key} " or key.startswith("st")
        one = Commune(key, name, code.lstrip("="), tuple(postcodes.split()), code.startswith("="))
        assert one in communes_named(key)
        assert all(one in communes_of(postcode) for postcode in one.postcodes)
    first, last = lines[0].split("\t")[0], lines[-1].split("\t")[0]
    assert communes_beginning(first)
    assert communes_beginning(last)
    assert communes_beginning("zzz") == ()


def test_nothing_is_read_before_the_first_question() -> None:
    code = (
        "from ui.widgets import address_field\nfrom intake_app.domain import communes\n"
        "assert communes._whole.cache_info().currsize == 0\n"
        "communes.communes_of('35000')\nassert communes._whole.cache_info().currsize == 1"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_question_is_answered_at_once() -> None:
    communes_of("35000")
    taken = []
    for number in range(100, 150):
        start = perf_counter()
        communes.communes_of.__wrapped__(f"35{number}")
        communes_beginning(f"saint {'abcdefgh'[number % 8]}")
        taken.append(perf_counter() - start)
    assert sorted(taken)[len(taken) // 2] < 0.02  # both together; measured 1.5 ms


@pytest.mark.parametrize(
    "address",
    [
        "12 rue de Brest, 35000 Rennes", "35000 RENNES, France", "35000 Rennes (France)", "35065 Rennes Cedex",
        "35400 St Malo", "5 rue Y, 75011 Paris 11e", "12 rue Z, 69002 LYON 02", "Lyon 3e 69003", "13001 Marseille 1er",
        "12 rue, Rennes 35000", "01400 Abergement-Clémenciat", "01400 L'Abergement Clémenciat", "01380 Bâgé-la-Ville",
        "12 avenue de Nantes 35000", "BP 12345", "CS 12345, 35000 Rennes", "12 rue de Rennes", "35000", "",
        "97400 Saint-Denis", "35000 Rennes bâtiment C",
    ],
)  # fmt: skip
def test_an_address_that_holds_together_is_left_in_peace(address: str) -> None:
    assert address_doubt(address, "FR") is None


@pytest.mark.parametrize(
    "address,doubt",
    [
        ("12 rue X, 35000 Lyon", AddressDoubt("postcode_of_another_town", "35000", "Lyon", ("Rennes",))),
        ("12 rue X, 35000 Rnenes", AddressDoubt("postcode_of_another_town", "35000", "Rnenes", ("Rennes",))),
        ("12 rue X, Lyon 35000", AddressDoubt("postcode_of_another_town", "35000", "Lyon", ("Rennes",))),
        ("12 rue X, 35999 Rennes", AddressDoubt("postcode_unknown", "35999")),
    ],
)
def test_what_does_not_go_together_is_told(address: str, doubt: AddressDoubt) -> None:
    assert address_doubt(address, "FR") == doubt
    assert address_doubt(address, "GB") is None


@pytest.mark.parametrize(
    "postcode", ["NR5 8LG", "nr58lg", "W1A 0AX", "EC1A 1BB", "M1 1AE", "CR2 6XH", "GIR 0AA", "TR15 3QY"]
)
def test_a_british_postcode_is_known_by_its_shape(postcode: str) -> None:
    assert is_british_postcode(postcode)
    assert address_doubt(f"1 Larkman Lane, Norwich {postcode}", "GB") is None


@pytest.mark.parametrize("postcode", ["NR5 8LO", "TR15 3QQQ", "NR5 8L", "QR5 8LG"])
def test_what_is_not_of_that_shape_is_told(postcode: str) -> None:
    assert not is_british_postcode(postcode)
    assert address_doubt(f"1 Larkman Lane, Norwich {postcode}", "GB") == AddressDoubt("postcode_misshapen", postcode)


@pytest.mark.parametrize("address", ["Flat 3", "12 Station Road, Norwich NR3", "12 Station Road", ""])
def test_of_half_an_english_address_nothing_is_said(address: str) -> None:
    assert address_doubt(address, "GB") is None


@pytest.mark.parametrize(
    "typed,wholes",
    [
        ("35400", ("35400 Saint-Malo",)),
        ("3 rue X, 35000", ("3 rue X, 35000 Rennes",)),
        ("3 rue X, 35000 re", ("3 rue X, 35000 Rennes",)),
        ("3 rue X, 35000 lyon", ()),
        ("3 rue X, 35000 Rennes", ()),
        ("3 rue X, 01380 b", tuple(f"3 rue X, 01380 {one}" for one in ("Bâgé-Dommartin", "Bâgé-le-Châtel", "Boissey"))),
        ("12 rue de Nantes", ()),
        ("3 rue X, re", ()),
    ],
)
def test_the_end_of_an_address_is_proposed(typed: str, wholes: tuple[str, ...]) -> None:
    assert complete_address(typed, "FR") == wholes
    assert complete_address(typed, "GB") == ()


def test_of_a_commune_s_name_its_postcodes_are_proposed_the_name_itself_first() -> None:
    found = complete_address("3 rue X, renn", "FR")
    assert found[0] == "3 rue X, 20160 Renno"
    assert found[1:4] == tuple(f"3 rue X, {one} Rennes" for one in ("35000", "35200", "35700"))
    assert len(complete_address("3 rue X, paris", "FR")) == 20


def test_the_departement_of_a_commune() -> None:
    assert departments_of("Rennes") == {"035"}
    assert departments_of("Ajaccio") == {"02A"}
    assert departments_of("Saint-Denis") == {"011", "030", "093", "974"}
    assert departments_of("Norwich") == frozenset()


def test_those_of_a_departement_are_found_among_many() -> None:
    around = communes_beginning("saint", "35")
    assert {one.department for one in around} == {"35"}
    assert "Saint-Malo" in {one.name for one in around}
    everywhere = communes_beginning("saint", most=10_000)
    assert set(around) == {one for one in everywhere if one.department == "35"}
    assert communes_beginning("a", "2A") == tuple(
        one for one in communes_beginning("a", most=9_999) if one.code[:2] == "2A"
    )
    assert communes_beginning("", "35") == communes_beginning("") == ()
    assert complete_address("3 rue X, saint", "FR", "Nouméa") == complete_address("3 rue X, saint", "FR")


def test_whose_the_communes_are_is_said_beside_them_and_the_licence_goes_with_the_program() -> None:
    source = resource_path("communes", "SOURCE.txt").read_text(encoding="utf-8")
    assert "Licence Ouverte" in source
    assert "INSEE" in source
    assert "La Poste" in source
    text = Path(__file__).parents[2] / "packaging" / "licence_texts" / "Licence-Ouverte-2.0.txt"
    assert "LICENCE OUVERTE 2.0" in text.read_text(encoding="utf-8")
