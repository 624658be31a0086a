"""The names of records and fields, and the values of fields in words: what a person reads where the store has a code,
an id or a date.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from intake_app.domain import partial_date
from intake_app.domain.record_types import references, table_of
from intake_app.domain.reference import is_code, label
from intake_app.domain.wire import Wire
from ui import formats
from ui.field_names import field_name

_WRITTEN = frozenset(
    {
        "family_name",
        "first_name",
        "birth_name",
        "address",
        "interests",
        "note",
        "title",
        "place",
        "facilitators",
        "words",
        "trade",
        "name",
        "qualification",
        "certifier",
        "requirements",
        "contact",
    }
)


def _say(words: str) -> str:
    return QCoreApplication.translate("Labels", words)


def record_label(record_type: str) -> str:
    """What a record of this type is called: « Fiche de la personne », « Séance »."""
    return {**_met_labels(), **_path_labels()}.get(record_type, _say("Autre"))


def _met_labels() -> dict[str, str]:
    return {
        "resident": _say("Fiche de la personne"),
        "situation": _say("Situation"),
        "notice_delivery": _say("Information donnée"),
        "consent": _say("Accord de la personne"),
        "encounter": _say("Rencontre"),
        "workshop": _say("Séance"),
        "slot": _say("Horaire de la séance"),
        "attendance": _say("Présence"),
        "headcount": _say("Personnes sans nom"),
        "signature": _say("Signature"),
        "sheet": _say("Feuille d’émargement scellée"),
        "follow_up": _say("Suivi"),
        "attachment": _say("Pièce jointe"),
        "resident_merge": _say("Deux fiches réunies"),
        "erasure": _say("Effacement"),
        "conflict": _say("Choix entre deux versions"),
    }


def _path_labels() -> dict[str, str]:
    return {
        "enrolment": _say("Inscription à une opération"),
        "enrolment_return": _say("Retour dans une opération"),
        "visibility": _say("Suivi par les services"),
        "barrier": _say("Frein"),
        "project": _say("Projet"),
        "wish": _say("Souhait"),
        "micro_enterprise": _say("Micro-entreprise"),
        "outcome": _say("Résultat du parcours"),
        "trusted_contact": _say("Proche de confiance"),
        "referral": _say("Orientation"),
        "mentoring": _say("Tutorat"),
        "collective_project": _say("Projet d’habitants"),
        "collective_role": _say("Rôle dans un projet d’habitants"),
        "resident_distinction": _say("Deux personnes différentes"),
        "cohort": _say("Promotion"),
        "offer": _say("Offre"),
    }


def field_label(record_type: str, field: str) -> str:
    """What a field is called on forms: « Téléphone »; « Autre renseignement » for one that no form shows."""
    return field_name(record_type, field) or _say("Autre renseignement")


def enumerate_words(words: Iterable[str]) -> str:
    """« Fiche de la personne, situation »: each once, the first with its capital letter."""
    first, *rest = dict.fromkeys(words)
    return ", ".join([first, *(name[:1].lower() + name[1:] for name in rest)])


def enumerate_fields(fields: Iterable[tuple[str, str]]) -> str:
    """« Téléphone, adresse » of (record type, field)."""
    return enumerate_words(field_label(*field) for field in fields)


def is_free_text(field: str) -> bool:
    """Whether people write the field in words of their own, so that two values may share some of them."""
    return field in _WRITTEN


def value_words(record_type: str, field: str, value: Wire, names: Mapping[UUID, str]) -> str:
    """A value in wire form as people say it, « non renseigné » when there is none; `names` are those of the records it
    may refer to (`services.record_names`).
    """
    if field == "archived_at":
        return _archived(value)
    if value is None or value in ("", []):
        return _say("non renseigné")
    if isinstance(value, bool):
        return _say("oui") if value else _say("non")
    list_name = _list_of(record_type, field)
    if list_name:
        codes = value if isinstance(value, list) else [str(value)]
        said = [label(list_name, code, formats.language()) if is_code(list_name, code) else code for code in codes]
        return ", ".join(said)
    if field in references(record_type):
        return names.get(UUID(str(value)), _say("fiche absente de cet ordinateur")) or _say("Partenaire (nom réservé)")
    return _plain(field, str(value))


def _plain(field: str, text: str) -> str:
    if field == "phone":
        return formats.phone(text)
    if field == "birth_date":
        return partial_date.describe(text, formats.language())
    if field.endswith("_at"):
        at = datetime.fromisoformat(text).astimezone()
        return f"{formats.numeric_day(at.date())}, {formats.clock_time(at)}"
    if field == "as_of" or field.endswith(("_on", "_until", "_from")):
        return formats.long_day(date.fromisoformat(text))
    return formats.clock_time(datetime.strptime(text, "%H:%M")) if field.endswith("_time") else text


def _archived(value: Wire) -> str:
    if not value:
        return _say("fiche en cours")
    on = datetime.fromisoformat(str(value)).astimezone().date()
    return _say("archivée le %1").replace("%1", formats.numeric_day(on))


def _list_of(record_type: str, field: str) -> str:
    column = table_of(record_type).columns.get(field)
    return str(column.info.get("codes") or "") if column is not None else ""
