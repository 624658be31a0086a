"""The words of an import: verdicts, states, reasons, choices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from intake_app.domain.errors import KnownError
from intake_app.domain.partial_date import numerals
from intake_app.domain.reference import codes, entries, label
from intake_app.domain.sentences import Sentence, sentence_for
from intake_app.services.imports.choices import Places
from intake_app.services.imports.known import Verdict
from intake_app.services.imports.reports import ImportSummary
from intake_app.services.imports.runs import SAME_ROW
from intake_app.services.imports.targets import FIELD_LIST, kind_of, list_of
from intake_app.services.imports.undoing import CHANGED, GONE
from intake_app.services.resident_lists import ResidentRow
from ui import formats, labels
from ui.palette import Tone
from ui.widgets.field_spec import Choice

NOT_TAKEN: Final = "-"
"""Stands for « pas repris » and « laisser vide » in a list of choices, where nothing chosen is something else."""
VERDICT_TONES: Final[Mapping[str, Tone]] = {
    Verdict.NEW: "good",
    Verdict.KNOWN: "info",
    Verdict.TO_CHECK: "warn",
    Verdict.REPEATED: "neutral",
    Verdict.REFUSED: "bad",
}
STATE_TONES: Final[Mapping[str, Tone]] = {
    "added": "good", "completed": "good", "known": "info", "repeated": "neutral", "left_out": "neutral",
    "refused": "bad", "undone": "neutral", "kept": "warn",
}  # fmt: skip


def verdict(code: str) -> str:
    """« nouvelle », « déjà connue », « à vérifier »…"""
    words = {
        Verdict.NEW: QCoreApplication.translate("ImportWords", "nouvelle"),
        Verdict.KNOWN: QCoreApplication.translate("ImportWords", "déjà connue"),
        Verdict.TO_CHECK: QCoreApplication.translate("ImportWords", "à vérifier"),
        Verdict.REPEATED: QCoreApplication.translate("ImportWords", "répétée"),
        Verdict.REFUSED: QCoreApplication.translate("ImportWords", "refusée"),
    }
    return words[Verdict(code)]


def state(code: str) -> str:
    """What became of a row: « ajoutée », « fiche complétée », « laissée de côté »…"""
    words = {
        "added": QCoreApplication.translate("ImportWords", "ajoutée"),
        "completed": QCoreApplication.translate("ImportWords", "fiche complétée"),
        "known": QCoreApplication.translate("ImportWords", "déjà connue"),
        "repeated": QCoreApplication.translate("ImportWords", "répétée"),
        "left_out": QCoreApplication.translate("ImportWords", "laissée de côté"),
        "refused": QCoreApplication.translate("ImportWords", "refusée"),
        "undone": QCoreApplication.translate("ImportWords", "retirée"),
        "kept": QCoreApplication.translate("ImportWords", "gardée"),
    }
    return words[code]


def counted_state(code: str) -> str:
    """The same of several rows: « ajoutées », « refusées »…"""
    words = {
        "added": QCoreApplication.translate("ImportWords", "ajoutées"),
        "completed": QCoreApplication.translate("ImportWords", "fiches complétées"),
        "known": QCoreApplication.translate("ImportWords", "déjà connues"),
        "repeated": QCoreApplication.translate("ImportWords", "répétées"),
        "left_out": QCoreApplication.translate("ImportWords", "laissées de côté"),
        "refused": QCoreApplication.translate("ImportWords", "refusées"),
        "undone": QCoreApplication.translate("ImportWords", "retirées"),
        "kept": QCoreApplication.translate("ImportWords", "gardées"),
    }
    return words[code]


def line_number(number: int) -> str:
    """« ligne 12 », as the spreadsheet counts."""
    return QCoreApplication.translate("ImportWords", "ligne %1").replace("%1", str(number))


def sentence(key: str) -> Sentence:
    """The sentence of a problem."""
    return sentence_for(KnownError(key), formats.language())


def field(name: str) -> str:
    """The name of a field of the file or of the form."""
    if name in codes(FIELD_LIST):
        return label(FIELD_LIST, name, formats.language())
    record_type = "situation" if name in ("labour_status", "interests", "education_level") else "resident"
    return labels.field_label(record_type, name)


def reason(said: str) -> str:
    """« Téléphone : ce numéro n’a pas été compris. » of `phone:phone_not_understood`."""
    name, _, key = said.partition(":")
    if not key:
        return obstacle(said)
    if name == SAME_ROW:
        return QCoreApplication.translate("ImportWords", "Même personne que la ligne %1.").replace("%1", key)
    text = QCoreApplication.translate("ImportWords", "%1\u202f: %2")
    return text.replace("%1", field(name)).replace("%2", sentence(key).what)


def obstacle(code: str) -> str:
    """Why a row cannot be taken back."""
    if code == CHANGED:
        return QCoreApplication.translate("ImportWords", "La fiche a été modifiée depuis.")
    if code == GONE:
        return QCoreApplication.translate("ImportWords", "La fiche n’est plus sur cet ordinateur.")
    text = QCoreApplication.translate("ImportWords", "Quelque chose a été noté depuis\u202f: %1")
    return text.replace("%1", labels.record_label(code))


def kept_line(number: int, code: str) -> str:
    """« ligne 12 : La fiche a été modifiée depuis. »"""
    text = QCoreApplication.translate("ImportWords", "%1\u202f: %2")
    return text.replace("%1", line_number(number)).replace("%2", obstacle(code))


def fields_to_choose() -> tuple[Choice, ...]:
    """What a column may hold; first, nothing."""
    language = formats.language()
    nothing = Choice(NOT_TAKEN, QCoreApplication.translate("ImportWords", "Ne pas reprendre"))
    return (nothing, *(Choice(one.code, one.label(language)) for one in entries(FIELD_LIST)))


def codes_to_choose(name: str, places: Places) -> tuple[Choice, ...]:
    """What a word of this field may stand for; first, nothing."""
    nothing = Choice(NOT_TAKEN, QCoreApplication.translate("ImportWords", "Laisser vide"))
    kind = kind_of(name)
    if kind == "neighbourhood":
        return (nothing, *(Choice(str(one.id), one.name) for one in places.neighbourhoods))
    if kind == "building":
        return (nothing, *(Choice(str(one.id), f"{one.label}, {one.neighbourhood}") for one in places.buildings))
    language = formats.language()
    return (nothing, *(Choice(one.code, one.label(language)) for one in entries(list_of(name))))


def who(fields: Mapping[str, object]) -> str:
    """« BENALI Karim » of a row."""
    return formats.person_name(str(fields["first_name"]), str(fields["family_name"]), is_family_first=True)


def details(fields: Mapping[str, object]) -> str:
    """What tells the person of a row apart: birth, phone, address."""
    born = numerals(str(fields["birth_date"])) if fields.get("birth_date") else ""
    phone = formats.phone(str(fields["phone"])) if fields.get("phone") else ""
    return " · ".join(part for part in (born, phone, str(fields.get("address") or "")) if part)


def resident_details(row: ResidentRow) -> str:
    """What tells somebody known apart."""
    born = numerals(row.birth_date) if row.birth_date else ""
    phone = formats.phone(row.phone) if row.phone else ""
    where = row.building or row.address or row.neighbourhood or ""
    return " · ".join(part for part in (born, phone, where) if part)


def standing(summary: ImportSummary) -> tuple[str, Tone]:
    """Where an import stands: « terminé », « interrompu », « annulé »."""
    if summary.undone_at is not None:
        return QCoreApplication.translate("ImportWords", "annulé"), "neutral"
    if summary.finished_at is None:
        return QCoreApplication.translate("ImportWords", "interrompu"), "warn"
    return QCoreApplication.translate("ImportWords", "terminé"), "good"
