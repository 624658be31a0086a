"""Real names are never refused, what cannot be a name is; a first name is written as names are."""

from __future__ import annotations

import pytest

from intake_app.domain.names import in_name_case, is_name, tidy_name
from intake_app.domain.rules.resident import check_resident
from tests.store.world import MAUREPAS, TODAY

REAL = (
    *("Li", "Ô", "N’Diaye", "D'Almeida", "’t Hooft", "Ben Ali", "Le Bihan-Hernandez", "Saint-John Jr.", "O’Brien"),
    *("Çelik", "Nguyễn", "بن علي", "李", "Иванова", "Παπαδόπουλος", "கண்ணன்", "ณ อยุธยา", "\u02bbAkau", "Łukasz", "x"),
    *("Kumar A/L Raja", "Ngô @ Lim", "Martin (née Petit)", "Mohamed, dit Momo", "l·l", "Dupont 2", "-Ali"),
)
ABSURD = (
    *("=CMD|' /C calc'!A0", "=1+1", "+33612345678", "0612345678", "123", "12/03/1984", "...", "-", "'", "@SUM(A1)"),
    *("<script>", "Dupont#1", "a_b", "100 %", "{nom}", "?!", "·"),
)


@pytest.mark.parametrize("name", REAL)
def test_real_names_are_taken(name: str) -> None:
    assert is_name(tidy_name(name))


@pytest.mark.parametrize("name", ABSURD)
def test_what_cannot_be_a_name_is_not(name: str) -> None:
    assert not is_name(name)


@pytest.mark.parametrize("field", ["family_name", "first_name", "birth_name"])
def test_a_form_says_that_it_is_no_name(field: str) -> None:
    fields = {"family_name": "Benali", "first_name": "Karim", "phone": "0612345678", "neighbourhood_id": MAUREPAS}
    assert check_resident(fields, TODAY)[1] == []
    assert [(one.field, one.key) for one in check_resident({**fields, field: "=CMD"}, TODAY)[1]] == [
        (field, "not_a_name")
    ]


@pytest.mark.parametrize(
    "typed,written",
    [
        ("karim", "Karim"), ("KARIM", "Karim"), ("marie-thérèse", "Marie-Thérèse"), ("ÉLODIE", "Élodie"),
        ("jeanne d’arc", "Jeanne d’Arc"), ("jean de dieu", "Jean de Dieu"), ("JEAN DE DIEU", "Jean de Dieu"),
        ("el hadji", "El Hadji"), ("mohamed el amine", "Mohamed El Amine"), ("n’golo", "N’Golo"),
        ("de", "De"), ("jean-de-dieu", "Jean-de-Dieu"), ("anne-l’or", "Anne-l’Or"), ("李", "李"), ("k", "k"),
        ("Karim", "Karim"), ("McKenzie", "McKenzie"), ("Jean d’Arc", "Jean d’Arc"), ("El hadji", "El hadji"), ("", ""),
    ],
)  # fmt: skip
def test_a_first_name_in_one_case_is_written_as_names_are(typed: str, written: str) -> None:
    assert in_name_case(typed) == written
