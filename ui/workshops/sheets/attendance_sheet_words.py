"""What an attendance sheet says besides names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from intake_app.domain.funding import mention_of
from intake_app.domain.headcount import HeadcountFields
from intake_app.domain.reference import label
from intake_app.domain.rules.headcount import AGES, GENDERS, not_said
from intake_app.domain.signature import ON_PAPER
from intake_app.services.sheets.contents import Mark, SheetContent, SheetLine, SheetSlot
from ui import formats
from ui.workshops.words import hours

_SAID_OF_STATUS: Final = frozenset({"late", "left_early", "absent_excused", "absent_unexcused", "cancelled_by_us"})


def _say(words: str, count: int = -1) -> str:
    return QCoreApplication.translate("AttendanceSheet", words, "", count)


@dataclass(frozen=True, slots=True)
class Sealing:
    """What a sealed sheet says of its own sealing; `amends` is the moment of the sheet it stands for, and why."""

    sealed_at: datetime
    number: str
    amends: tuple[datetime, str] | None = None


def heading() -> str:
    """« Feuille d'émargement »."""
    return _say("Feuille d’émargement")


def name_column() -> str:
    """What stands over the names."""
    return _say("NOM Prénom")


def unnamed_label() -> str:
    """Before the numbers of those who gave no name."""
    return _say("Personnes venues sans donner leur nom")


def facilitator_label() -> str:
    """Before the fields that facilitators sign in."""
    return _say("Nom et signature de la personne qui anime")


def on_paper() -> str:
    """In the field of whoever signed the printed sheet."""
    return _say("signé sur papier")


def exact_title(content: SheetContent) -> str:
    """The action's title as every other document has it; the workshop's own where there is no action."""
    title = content.action_en if formats.language() == "en" else content.action_fr
    return title or content.title


def particulars(content: SheetContent) -> list[tuple[str, str]]:
    """Label and words, those that are known."""
    title = content.title if content.title != exact_title(content) else ""
    rows = [
        (_say("Séance"), title),
        (_say("Date"), formats.sentence_case(formats.long_day(content.held_on))),
        (_say("Lieu"), content.place),
        (_say("Animation"), content.facilitators),
        (_say("Organisme"), content.partner),
        (_say("Opération"), " · ".join(part for part in (content.operation, content.grant_code) if part)),
    ]
    return [(name, words) for name, words in rows if words]


def funding(content: SheetContent) -> str:
    """Who pays, as it must be shown: « Action financée par : FSE+ »."""
    if content.funder is None:
        return ""
    return _say("Action financée par\u202f: %1").replace("%1", label("funder", content.funder, formats.language()))


def mention(content: SheetContent) -> str:
    """What the funder asks to be written, nothing where it asks for nothing."""
    return mention_of(content.funder, formats.language())


def column(slot: SheetSlot) -> tuple[str, str]:
    """What stands over a column: « Matin », « 9 h – 12 h »."""
    return label("half_day", slot.half_day, formats.language()), hours(slot.start_time, slot.end_time)


def name(line: SheetLine) -> str:
    """« TRAORÉ Aïcha »; whoever was erased is still counted, without a name."""
    if not line.family_name:
        return _say("Personne effacée")
    return formats.person_name(line.first_name, line.family_name, is_family_first=True)


def mark(one: Mark) -> str:
    """What is written in somebody's field where they did not sign with a pen."""
    if one.signed is not None and one.signed.means == ON_PAPER:
        return on_paper()
    if one.status in _SAID_OF_STATUS:
        return label("attendance_status", str(one.status), formats.language()).lower()
    return _say("présence non signée") if one.is_present else ""


def unnamed(headcount: HeadcountFields) -> str:
    """« 8 (5 femmes, 3 non communiqué) », nothing where nobody was counted."""
    if not headcount.total:
        return ""
    values = headcount.model_dump()
    said = [_say("%n femme(s)", values["women"] or 0), _say("%n homme(s)", values["men"] or 0)]
    ages = [
        _say("%n de moins de 26 ans", values["under_26"] or 0),
        _say("%n de 26 à 49 ans", values["from_26_to_49"] or 0),
        _say("%n de 50 ans et plus", values["from_50"] or 0),
    ]
    parts = []
    for names, words in ((GENDERS, said), (AGES, ages)):
        told = [word for name, word in zip(names, words, strict=True) if values[name]]
        rest = not_said(values, names)
        if told and rest:
            told.append(_say("%n non communiqué", rest))
        parts += [", ".join(told)] if told else []
    return f"{headcount.total} ({' · '.join(parts)})" if parts else str(headcount.total)


def counted(content: SheetContent) -> list[str]:
    """A line for each half-day: « Matin 9 h – 12 h : 12 présents, 11 signatures »."""
    lines = []
    for place, slot in enumerate(content.slots):
        came = [line.marks[place] for line in content.lines if line.marks[place].is_present]
        present = _say("%n présent(s)", len(came) + slot.headcount.total)
        signatures = _say("%n signature(s)", sum(one.signed is not None for one in came))
        led = _say("animation signée") if slot.facilitator is not None else _say("animation à signer")
        said = _say("%1\u202f: %2").replace("%1", " ".join(column(slot)))
        lines.append(said.replace("%2", f"{present}, {signatures}, {led}"))
    return lines


def foot(content: SheetContent, sealing: Sealing | None) -> str:
    """The line at the foot of every page."""
    if sealing is None:
        return _say("Feuille éditée par Palier")
    here = sealing.sealed_at.astimezone()
    when = f"{formats.numeric_day(here.date())}, {formats.clock_time(here)}"
    return (
        _say("Scellée le %1 · n° %2 · contenu %3")
        .replace("%1", when)
        .replace("%2", sealing.number)
        .replace("%3", content.sha256[:16])
    )


def amendment(sealing: Sealing | None) -> str:
    """« Avenant : remplace la feuille scellée le… », nothing of a first sheet."""
    if sealing is None or sealing.amends is None:
        return ""
    before, reason = sealing.amends
    here = before.astimezone()
    when = f"{formats.numeric_day(here.date())}, {formats.clock_time(here)}"
    return (
        _say("Avenant\u202f: remplace la feuille scellée le %1. Motif\u202f: %2.")
        .replace("%1", when)
        .replace("%2", reason)
    )


def file_name(held_on: date) -> str:
    """A name for the file that names nobody."""
    return _say("emargement-%1.pdf").replace("%1", held_on.isoformat())
