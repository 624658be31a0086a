"""The sheets of the workbook that tell a programme: partners, operations, actions, cohorts, residents' projects."""

from __future__ import annotations

from typing import Final

from sync.server.administration.sheet_shape import ColumnShape, SheetShape, both

_PROGRAMME: Final = both("Valorisation sociale", "Social value")
_OPERATION: Final = both("FSE+ 2026", "ESF+ 2026")
_ACTION: Final = both("CAP gardien d’immeubles", "Caretaker’s certificate")
_PARTNER: Final = both("Organisme exemple", "Example body")
_NAME: Final = both("Nom", "Name")


def _days(first: str, last: str) -> tuple[ColumnShape, ColumnShape]:
    return (
        ColumnShape("starts_on", both("Début", "Starts"), both(first, first), is_day=True),
        ColumnShape("ends_on", both("Fin", "Ends"), both(last, last), is_day=True),
    )


PROGRAMME_SHEETS: Final = (
    SheetShape(
        "organisation",
        both("Partenaires", "Partners"),
        ("name",),
        (
            ColumnShape("name", _NAME, _PARTNER, is_required=True),
            ColumnShape(
                "kind",
                both("Type", "Kind"),
                both("Organisme de formation", "Training provider"),
                codes="organisation_kind",
            ),
            ColumnShape("country", both("Pays", "Country"), both("FR", "GB")),
            ColumnShape("address", both("Adresse", "Address"), both("4 rue des Ateliers, 35000 Rennes", "4 Mill Lane")),
            ColumnShape("phone", both("Téléphone", "Phone"), both("+33299000000", "+441632960000")),
            ColumnShape("email", both("Courriel", "E-mail"), both("accueil@exemple.fr", "office@example.org")),
            ColumnShape(
                "has_sensitive_name", both("Nom à protéger", "Name to protect"), both("Non", "No"), codes="answer"
            ),
        ),
    ),
    SheetShape(
        "programme",
        both("Programmes", "Programmes"),
        ("name",),
        (ColumnShape("name", _NAME, _PROGRAMME, is_required=True),),
    ),
    SheetShape(
        "operation",
        both("Opérations", "Operations"),
        ("name",),
        (
            ColumnShape("name", _NAME, _OPERATION, is_required=True),
            ColumnShape(
                "programme_id", both("Programme", "Programme"), _PROGRAMME, is_required=True, refers_to="programme"
            ),
            ColumnShape("funder", both("Financeur", "Funder"), both("FSE+", "ESF+"), codes="funder"),
            ColumnShape("grant_code", both("Convention", "Grant"), both("2026-001", "2026-001")),
            *_days("2026-01-01", "2027-12-31"),
        ),
    ),
    SheetShape(
        "action",
        both("Actions", "Actions"),
        ("title_fr",),
        (
            ColumnShape("title_fr", both("Titre en français", "Title in French"), _ACTION, is_required=True),
            ColumnShape("title_en", both("Titre en anglais", "Title in English"), _ACTION, is_required=True),
            ColumnShape("operation_id", both("Opération", "Operation"), _OPERATION, refers_to="operation"),
            ColumnShape("organisation_id", both("Partenaire", "Partner"), _PARTNER, refers_to="organisation"),
            ColumnShape("approach", both("Approche", "Approach"), both("Intégrée", "Integrated"), codes="approach"),
            ColumnShape("kind", both("Type", "Kind"), both("Formation", "Training"), codes="action_kind"),
            ColumnShape("is_certified", both("Certifiée", "Certified"), both("Oui", "Yes"), codes="answer"),
        ),
    ),
    SheetShape(
        "cohort",
        both("Promotions", "Cohorts"),
        ("name", "action_id"),
        (
            ColumnShape("name", _NAME, both("Printemps 2026", "Spring 2026"), is_required=True),
            ColumnShape("action_id", both("Action", "Action"), _ACTION, is_required=True, refers_to="action"),
            ColumnShape("qualification", both("Diplôme ou titre", "Qualification"), _ACTION, is_required=True),
            ColumnShape(
                "certifier", both("Délivré par", "Awarded by"), both("Éducation nationale", "City & Guilds"),
                is_required=True,
            ),
            ColumnShape("register_code", both("Code au répertoire", "Register code"), both("RNCP38000", "603/0001/1")),
            *_days("2026-02-01", "2026-12-15"),
        ),
    ),
    SheetShape(
        "collective_project",
        both("Projets d’habitants", "Residents’ projects"),
        ("name", "neighbourhood_id"),
        (
            ColumnShape("name", _NAME, both("Le jardin des Pommiers", "Orchard garden"), is_required=True),
            ColumnShape(
                "neighbourhood_id", both("Quartier", "Neighbourhood"), both("Maurepas", "Maurepas"), is_required=True,
                refers_to="neighbourhood",
            ),
            ColumnShape("action_id", both("Action", "Action"), _ACTION, refers_to="action"),
            ColumnShape("state", both("État", "State"), both("En cours", "Running"), codes="collective_state"),
        ),
    ),
)  # fmt: skip
"""Parents before children."""
