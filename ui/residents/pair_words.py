"""How two files that resemble each other are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from intake_app.domain.likeness.likeness import STRONG
from intake_app.services.clashes import Clash, ClashKind
from intake_app.services.lookalikes import Lookalike
from intake_app.services.resembling_pairs import ResemblingPair
from intake_app.services.resident_lists import ResidentRow
from ui import formats
from ui.residents import words

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Line:
    """What the two files say of one thing; `is_same` when both know it and agree."""

    name: str
    one: str
    other: str
    is_same: bool


def names(pair: ResemblingPair) -> str:
    """« BENALI Karim — BEN ALI Karim »."""
    return " — ".join(_name(one) for one in (pair.one, pair.other))


def reasons(pair: ResemblingPair) -> str:
    """« même nom, même téléphone »."""
    return words.reasons(pair.one.reasons)


def strength(pair: ResemblingPair) -> str:
    """« Ressemblent beaucoup »."""
    if pair.one.score >= STRONG:
        return translate("PairWords", "Ressemblent beaucoup")
    return translate("PairWords", "Ressemblent")


def lines(first: ResidentRow, second: ResidentRow, today: date) -> Iterator[Line]:
    """What is said of the two, thing by thing; what neither says is left out."""
    unknown = translate("PairWords", "non renseigné")
    for name, one, other in _said(first, second, today):
        if one or other:
            yield Line(name, one or unknown, other or unknown, bool(one) and one == other)


def warning(clashes: Sequence[Clash]) -> tuple[str, str]:
    """What speaks against joining two files, as a message: its title and its text."""
    return translate("PairWords", "Regardez bien\u202f: peut-être deux personnes"), "\n".join(map(_clash, clashes[:3]))


def _clash(found: Clash) -> str:
    said = {
        ClashKind.SAME_SLOT: translate("PairWords", "Présentes toutes deux le %2 à «\u202f%1\u202f»."),
        ClashKind.SAME_OPERATION: translate("PairWords", "Inscrites toutes deux dans «\u202f%1\u202f», depuis le %2."),
    }
    return said[found.kind].replace("%1", found.title).replace("%2", formats.numeric_day(found.on))


def _said(one: ResidentRow, other: ResidentRow, today: date) -> Iterator[tuple[str, str, str]]:
    yield translate("PairWords", "Naissance"), words.birth(one.birth_date, today), words.birth(other.birth_date, today)
    yield translate("PairWords", "Téléphone"), formats.phone(one.phone or ""), formats.phone(other.phone or "")
    yield translate("PairWords", "Adresse"), one.address or "", other.address or ""
    yield translate("PairWords", "Immeuble"), one.building or "", other.building or ""
    yield translate("PairWords", "Quartier"), one.neighbourhood or "", other.neighbourhood or ""


def _name(one: Lookalike) -> str:
    return formats.person_name(one.resident.first_name, one.resident.family_name, is_family_first=True)
