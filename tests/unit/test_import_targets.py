"""What the titles of columns are taken for, and which columns are never taken."""

from __future__ import annotations

import pytest

from intake_app.domain.reference import codes, entries
from intake_app.domain.resident import ResidentFields
from intake_app.domain.situation import SituationFields
from intake_app.services.imports.targets import (
    FIELD_LIST,
    NEVER_LIST,
    code_of_word,
    field_of_header,
    kind_of,
    list_of,
    reason_never,
)


@pytest.mark.parametrize(
    "header,field",
    [
        ("NOM", "family_name"), ("Nom de l’habitant", "family_name"), ("Nom du participant :", "family_name"),
        ("Surname", "family_name"), ("prénom(s)", "first_name"),
        ("Prénoms", "first_name"), ("Prénom de la stagiaire", "first_name"),
        ("Nom / Prénom", "full_name"), ("Nom de jeune fille", "birth_name"), ("Né(e) le", "birth_date"),
        ("D.O.B.", None), ("DOB", "birth_date"), ("Date de naissance*", "birth_date"), ("Âge", "age"),
        ("N° de tél.", "phone"),
        ("Tél. portable", "phone"), ("N° de téléphone", "phone"), ("Civilité", "gender"), ("H/F", "gender"),
        ("Code postal", "postcode"), ("Ville", "town"), ("Bât.", "building"), ("Quartier", "neighbourhood"),
        ("Connu par", "how_met"), ("Situation professionnelle", "labour_status"), ("Diplôme", "education_level"),
        ("Nom du chien", None), ("", None), ("???", None),
    ],
)  # fmt: skip
def test_a_title_is_taken_for_its_field(header: str, field: str | None) -> None:
    assert field_of_header(header) == field


@pytest.mark.parametrize(
    "header,why",
    [
        ("NIR", "identity_number"), ("N° de sécurité sociale", "identity_number"), ("NI number", "identity_number"),
        ("Nationalité", "nationality"), ("Nationalité (à la naissance)", "nationality"),
        ("Origine du contact", None), ("Pays d’origine", "nationality"),
        ("IBAN", "money"), ("Loyer", "money"), ("Montant des revenus mensuels", "money"), ("Religion", "beliefs"),
        ("Santé", "health"), ("RQTH", "health"), ("Problèmes de santé connus", "health"), ("Commentaires", "judgement"),
        ("Nom", None), ("Téléphone", None), ("Adresse", None), ("Situation", None), ("Prénom", None),
    ],
)  # fmt: skip
def test_some_columns_are_never_taken(header: str, why: str | None) -> None:
    assert reason_never(header) == why


def test_no_title_is_both_taken_and_never_taken() -> None:
    titles = [title for one in entries(FIELD_LIST) for title in (*one.mapping["headers"], one.fr, one.en)]
    assert [title for title in titles if reason_never(title)] == []
    forbidden = [title for one in entries(NEVER_LIST) for title in one.mapping["headers"]]
    assert [title for title in forbidden if reason_never(title) is None] == []


def test_every_field_of_a_code_has_its_list_and_every_word_its_code() -> None:
    for one in entries(FIELD_LIST):
        if kind_of(one.code) == "code":
            assert one.code in {**ResidentFields.model_fields, **SituationFields.model_fields}
            assert set(one.mapping["values"]) <= set(codes(list_of(one.code)))
            assert all(code_of_word(one.code, item.fr) for item in entries(list_of(one.code)))


@pytest.mark.parametrize(
    "field,word,code",
    [
        ("gender", "Mme", "F"), ("gender", "M.", "M"), ("gender", "HOMME", "M"), ("gender", "?", None),
        ("labour_status", "CDI", "employee_permanent_ft"),
        ("education_level", "Bac +2", "ED5"), ("language", "arabe", "ar"),
    ],
)  # fmt: skip
def test_a_word_is_taken_for_its_code(field: str, word: str, code: str | None) -> None:
    assert code_of_word(field, word) == code
