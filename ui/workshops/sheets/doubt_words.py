"""What is said of a sheet before it is sealed, and of a PDF that is compared."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from intake_app.domain.rules.sheet import Doubt
from intake_app.services.sheets.sealing import Likeness, SealedSheet
from ui import formats
from ui.widgets.banner import BannerTone


def _say(words: str, count: int = -1) -> str:
    return QCoreApplication.translate("SheetDoubts", words, "", count)


def doubt(one: Doubt, count: int) -> str:
    """A sentence a caretaker can act on."""
    said = {
        Doubt.LATE: _say("La séance date de plus de trois jours\u202f: la feuille reste à sceller."),
        Doubt.FACILITATOR_UNSIGNED: _say("La personne qui anime n’a pas signé pour %n demi-journée(s).", count),
        Doubt.UNSIGNED: _say("%n présence(s) sans signature.", count),
        Doubt.TWO_PLACES: _say("%n personne(s) notée(s) présente(s) ailleurs à la même heure.", count),
        Doubt.SIGNED_OUTSIDE: _say("%n signature(s) à plus d’une demi-heure de la séance.", count),
        Doubt.LONG_SLOT: _say("%n demi-journée(s) de plus de quatre heures, qu’un financeur peut refuser.", count),
        Doubt.HOLIDAY: _say("La séance tombe un jour férié\u202f: vérifiez la date."),
        Doubt.SUNDAY: _say("La séance tombe un dimanche\u202f: vérifiez la date."),
    }
    return said[one]


def changed() -> tuple[str, str]:
    """Title and text: what is noted is not what the sealed sheet says."""
    text = _say("Une présence ou une signature est arrivée après le scellement. Corrigez la feuille par un avenant.")
    return _say("La feuille scellée ne dit pas tout"), text


def likeness(found: Likeness, sheet: SealedSheet | None) -> tuple[BannerTone, str, str]:
    """Tone, title and text for the banner: whether a PDF is the sheet that was sealed."""
    if sheet is None:
        text = _say("Ni ce fichier ni son numéro ne sont connus sur cet ordinateur.")
        return "warn", _say("Cette feuille n’est pas connue ici"), text
    here = sheet.sealed_at.astimezone()
    when = f"{formats.numeric_day(here.date())}, {formats.clock_time(here)}"
    sealed = _say("Séance du %1, scellée le %2 par %3.")
    said = sealed.replace("%1", formats.numeric_day(sheet.held_on)).replace("%2", when).replace("%3", sheet.sealed_by)
    if found is Likeness.SAME:
        more = "" if sheet.opened_at is None else _say("Elle a été corrigée depuis par un avenant.")
        return "good", _say("C’est bien la feuille scellée, à l’octet près"), f"{said} {more}".strip()
    return (
        "bad",
        _say("Ce fichier a été modifié après avoir été scellé"),
        f"{said} " + _say("Demandez l’original, ou enregistrez-en une copie d’ici."),
    )
