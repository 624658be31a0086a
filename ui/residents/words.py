"""How a person is told in a list, on a card, at the head of a file: shared by the views of residents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from intake_app.domain.errors import KnownError
from intake_app.domain.likeness.likeness import Reason
from intake_app.domain.partial_date import age_on, numerals
from intake_app.domain.rules.problem import FieldProblem
from intake_app.domain.sentences import sentence_for
from intake_app.services.lookalikes import Lookalike
from intake_app.services.resident_lists import ResidentRow
from ui import formats

translate = QCoreApplication.translate


def age(birth_date: str, today: date) -> str:
    """« 42 ans », « 41 ou 42 ans », « 38 à 42 ans » of a birth date in EDTF."""
    least, greatest = age_on(birth_date, today)
    if least == greatest:
        return translate("ResidentWords", "%n an(s)", None, least)
    between = (
        translate("ResidentWords", "%1 ou %2 ans")
        if greatest == least + 1
        else translate("ResidentWords", "%1 à %2 ans")
    )
    return between.replace("%1", str(least)).replace("%2", str(greatest))


def birth(birth_date: str | None, today: date) -> str:
    """« 12/03/1984 · 42 ans », empty when the date is not known."""
    return f"{numerals(birth_date)} · {age(birth_date, today)}" if birth_date else ""


def place(row: ResidentRow) -> str:
    """« Tour B », else the address; empty when neither is known."""
    return row.building or row.address or ""


def particulars(row: ResidentRow, today: date) -> str:
    """What tells namesakes apart, on one line: birth, place, phone."""
    number = formats.phone(row.phone or "").replace(" ", formats.NO_BREAK_SPACE)
    parts = (birth(row.birth_date, today), place(row), row.neighbourhood or "", number)
    return " · ".join(part for part in parts if part)


def reasons(found: Sequence[Reason]) -> str:
    """Why somebody resembles: « même nom, même téléphone »."""
    said = {
        Reason.SAME_NAME: translate("ResidentWords", "même nom"),
        Reason.SOUNDING_NAME: translate("ResidentWords", "nom qui se prononce pareil"),
        Reason.NEAR_NAME: translate("ResidentWords", "nom presque pareil"),
        Reason.PART_OF_NAME: translate("ResidentWords", "une partie du nom en commun"),
        Reason.SAME_FIRST_NAME: translate("ResidentWords", "même prénom"),
        Reason.SAME_FAMILY_NAME: translate("ResidentWords", "même nom de famille"),
        Reason.BIRTH_NAME: translate("ResidentWords", "nom de naissance"),
        Reason.SWAPPED_NAMES: translate("ResidentWords", "nom et prénom inversés"),
        Reason.SAME_BIRTH_DATE: translate("ResidentWords", "même date de naissance"),
        Reason.FIRST_OF_JANUARY: translate("ResidentWords", "même 1er janvier, une date souvent approchée"),
        Reason.NEAR_BIRTH_DATE: translate("ResidentWords", "date de naissance presque pareille"),
        Reason.SAME_BIRTH_YEAR: translate("ResidentWords", "années de naissance qui concordent"),
        Reason.SAME_PHONE: translate("ResidentWords", "même téléphone"),
        Reason.SAME_BUILDING: translate("ResidentWords", "même immeuble"),
    }
    return ", ".join(said[reason] for reason in found)


def registered(row: Lookalike, me: UUID) -> str:
    """« fiche ouverte par vous le 03/06/2026 », or by somebody else; only when, if this laptop does not know them."""
    when = formats.numeric_day(row.resident.created_at.astimezone().date())
    if row.registrar_id == me:
        return translate("ResidentWords", "fiche ouverte par vous le %1").replace("%1", when)
    if row.registered_by:
        words_by = translate("ResidentWords", "fiche ouverte par %2 le %1")
        return words_by.replace("%1", when).replace("%2", row.registered_by)
    return translate("ResidentWords", "fiche ouverte le %1").replace("%1", when)


def is_the_one(gender: str | None) -> str:
    """« C’est elle », « C’est lui »; « Même personne » while the gender is not known."""
    said = {"F": translate("ResidentWords", "C’est elle"), "M": translate("ResidentWords", "C’est lui")}
    return said.get(gender or "", translate("ResidentWords", "Même personne"))


def is_another(gender: str | None) -> str:
    """« Ce n’est pas elle », « Ce n’est pas lui »; « Autre personne »."""
    said = {"F": translate("ResidentWords", "Ce n’est pas elle"), "M": translate("ResidentWords", "Ce n’est pas lui")}
    return said.get(gender or "", translate("ResidentWords", "Autre personne"))


def reproach(problem: FieldProblem) -> str:
    """What is wrong with a field and what to do, in plain words."""
    sentence = sentence_for(KnownError(problem.key), formats.language())
    return " ".join(part for part in (sentence.what, sentence.next) if part)
