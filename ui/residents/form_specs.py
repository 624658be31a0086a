"""The fields of the form of a resident, in the order in which they are asked."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from intake_app.domain.reference import ReferenceEntry, chips, entries, entry, is_code
from ui import formats
from ui.residents.form_fields import BARRIERS, NO_PHONE, YES, FormValue
from ui.residents.opened_form import FormChoices
from ui.widgets.birth_parser import birth_parser, write_birth
from ui.widgets.field_spec import Choice, FieldSpec

translate = QCoreApplication.translate
REFUSED = "refused"
CODED = {
    "how_met": "how_met",
    "labour_status": "labour_status",
    "unemployment_duration": "unemployment_duration",
    BARRIERS: "barrier",
}
"""Field → the reference list its answers come from."""


def resident_specs(today: date) -> tuple[FieldSpec, ...]:
    """The whole form; what there is to choose from of places comes later (`place_choices`)."""
    return (*_identity(today), *_whereabouts(), *_situation(today))


def coded_choices(field: str, today: date, stored: FormValue = "") -> tuple[Choice, ...]:
    """The answers offered for a coded field: the chips of the short form, « ne souhaite pas répondre », and what is
    stored already even if it is offered no more.
    """
    list_name = CODED[field]
    offered = chips(list_name, today) or entries(list_name, today)
    known = {one.code for one in offered}
    wanted = (stored,) if isinstance(stored, str) else stored
    extra = [code for code in (*wanted, REFUSED) if code not in known and is_code(list_name, code)]
    return tuple(_choice(one) for one in (*offered, *(entry(list_name, code) for code in dict.fromkeys(extra))))


def place_choices(choices: FormChoices) -> dict[str, tuple[Choice, ...]]:
    """The buildings and neighbourhoods to choose from."""
    nowhere = Choice("", translate("ResidentForm", "Aucun en particulier"))
    buildings = (Choice(str(row.id), row.label, row.address or "") for row in choices.buildings)
    return {
        "building_id": (nowhere, *buildings),
        "neighbourhood_id": tuple(Choice(str(row.id), row.name) for row in choices.neighbourhoods),
    }


def _identity(today: date) -> tuple[FieldSpec, ...]:
    no_phone = (Choice(YES, translate("ResidentForm", "Pas de téléphone")),)
    return (
        FieldSpec("family_name", translate("ResidentForm", "Nom"), max_length=80, weight=4),
        FieldSpec("first_name", translate("ResidentForm", "Prénom"), max_length=80, weight=4),
        FieldSpec(
            "birth_date",
            translate("ResidentForm", "Date de naissance"),
            "date",
            placeholder=translate("ResidentForm", "12/3/84, ~40 ans…"),
            weight=4,
            parse=birth_parser(today),
            write=write_birth,
        ),
        FieldSpec("phone", translate("ResidentForm", "Téléphone"), "phone", weight=4),
        FieldSpec(NO_PHONE, translate("ResidentForm", "Ou bien"), "multichips", no_phone, weight=4),
        FieldSpec(
            "how_met",
            translate("ResidentForm", "Comment rencontré"),
            "choice",
            coded_choices("how_met", today),
            weight=4,
        ),
    )


def _whereabouts() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            "address",
            translate("ResidentForm", "Adresse"),
            "address",
            placeholder=translate("ResidentForm", "Rue, ville"),
            max_length=200,
            weight=4,
        ),
        FieldSpec("building_id", translate("ResidentForm", "Bâtiment"), "choice", weight=4),
        FieldSpec("neighbourhood_id", translate("ResidentForm", "Quartier"), "choice", weight=4),
    )


def _situation(today: date) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            "labour_status",
            translate("ResidentForm", "Situation aujourd’hui"),
            "chips",
            coded_choices("labour_status", today),
        ),
        FieldSpec(
            "unemployment_duration",
            translate("ResidentForm", "Depuis quand\u202f?"),
            "chips",
            coded_choices("unemployment_duration", today),
        ),
        FieldSpec(
            BARRIERS,
            translate("ResidentForm", "Ce qui peut freiner"),
            "multichips",
            coded_choices(BARRIERS, today),
            is_optional_shown=True,
        ),
        FieldSpec(
            "interests",
            translate("ResidentForm", "Ce qui l’intéresse"),
            placeholder=translate("ResidentForm", "Cuisine, entretien, créer son activité…"),
            hint=translate(
                "ResidentForm", "La personne peut lire cette ligne\u202f: jamais de santé, d’origine, d’opinion."
            ),
            max_length=280,
        ),
    )


def _choice(one: ReferenceEntry) -> Choice:
    language = formats.language()
    full = one.label(language)
    short = one.short_label(language)
    return Choice(one.code, short, one.meaning(language) or (full if full != short else ""))
