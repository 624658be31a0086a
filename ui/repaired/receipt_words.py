"""A loss receipt in words, the same on the screen and on paper: counts, numbers and times, never a name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from sync.client.loss_receipt import LossReceipt
from ui import formats, paper
from ui.labels import record_label

Part = tuple[str, list[tuple[str, str]]]
"""A title, and lines under it: what, and how much."""


def _say(words: str) -> str:
    return QCoreApplication.translate("LossReceipt", words)


def title() -> str:
    """What it is called."""
    return _say("Reçu de réparation")


def when(receipt: LossReceipt, zone: tzinfo | None = None) -> str:
    """When it was repaired."""
    return _say("Réparation du %1").replace("%1", _moment(receipt.at, zone))


def summary(receipt: LossReceipt) -> str:
    """What is gone, in one line."""
    if receipt.lost:
        return QCoreApplication.translate("LossReceipt", "%n enregistrement(s) perdu(s), au plus.", "", receipt.lost)
    if receipt.contents_lost:
        return QCoreApplication.translate(
            "LossReceipt", "%n pièce(s) jointe(s) illisible(s).", "", receipt.contents_lost
        )
    return _say("Rien n’est perdu.")


def what_next(receipt: LossReceipt) -> str:
    """What happens now, and what is left to do."""
    said = _say("Ce que le centre avait reçu revient au prochain échange, et ce qui attendait d’être envoyé part avec.")
    if not receipt.lost:
        return said
    again = _say("Ce qui est perdu n’était que sur cet ordinateur\u202f: reprenez vos papiers de cette période.")
    return f"{said} {again}"


def parts(receipt: LossReceipt, zone: tzinfo | None = None) -> list[Part]:
    """All there is to say, in its order; parts without lines are left out."""
    missing = ", ".join(
        formats.number(first) if first == last else f"{formats.number(first)} – {formats.number(last)}"
        for first, last in receipt.missing
    )
    lost = [
        (_say("Enregistrements qui manquaient"), formats.number(receipt.missing_count) if missing else ""),
        (_say("Leurs numéros"), missing),
        (_say("Enregistrés après"), _moment(receipt.since, zone)),
        (_say("Enregistrés avant"), _moment(receipt.until or receipt.at, zone) if missing else ""),
        (_say("Refaits d’après les fiches"), formats.number(receipt.rebuilt) if receipt.rebuilt else ""),
        (_say("Perdus, au plus"), formats.number(receipt.lost) if missing else ""),
        (_say("Pièces jointes qui ne se lisent plus"), _number(receipt.contents_lost)),
    ]
    kept = [
        (_say("Enregistrements à envoyer"), formats.number(receipt.waiting)),
        (_say("Fichier abîmé, gardé chiffré"), f"{receipt.aside}.db".replace("-", "-\u200b")),
    ]
    return [
        (_say("Ce qui manquait"), [line for line in lost if line[1]]),
        (_say("Relu dans le fichier"), _types(receipt.rescued)),
        (_say("Repris d’une copie"), _types(receipt.copied)),
        (_say("Attendu du centre"), _types(receipt.to_come)),
        (_say("Gardé"), kept),
    ]


def receipt_html(receipt: LossReceipt, zone: tzinfo | None = None) -> str:
    """The page to print."""
    said = paper.section(_say("En un mot"), [(summary(receipt), what_next(receipt))])
    sections = [paper.section(name, lines) for name, lines in parts(receipt, zone)]
    return paper.page_html(title(), when(receipt, zone), said, *sections)


def receipt_foot() -> str:
    """What stands at the foot of the page."""
    return _say("Ni noms, ni fiches\u202f: ce reçu peut être montré à votre référent informatique.")


def _types(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    labelled: dict[str, int] = {}
    for record_type, count in counts.items():
        name = record_label(record_type)
        labelled[name] = labelled.get(name, 0) + count
    return [(name, formats.number(count)) for name, count in labelled.items()]


def _number(count: int) -> str:
    return formats.number(count) if count else ""


def _moment(moment: datetime | None, zone: tzinfo | None) -> str:
    return "" if moment is None else formats.dated_moment(moment, zone)
