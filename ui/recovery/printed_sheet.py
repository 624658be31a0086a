"""The recovery sheet on paper: whose it is, its six groups, and what to do with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from PySide6.QtCore import QCoreApplication

from ui import formats, paper

IN_A_LINE = 3


def sheet_html(name: str, groups: Sequence[str], day: date) -> str:
    """The page to print. It says nothing of where the laptop is, nor of anybody whose records it holds."""
    heading = QCoreApplication.translate("RecoverySheet", "Feuille de secours Palier")
    under = QCoreApplication.translate("RecoverySheet", "Pour %1, le %2")
    under = under.replace("%1", name).replace("%2", formats.long_day(day))
    return paper.page_html(heading, under, _code(groups), *_advice())


def sheet_foot() -> str:
    """What stands at the foot of the page."""
    return QCoreApplication.translate("RecoverySheet", "À garder sous clé, loin de l’ordinateur")


def _code(groups: Sequence[str]) -> str:
    cells = [
        f'<td width="33%" style="padding: 14px 0;"><span class="small">{place}&nbsp;&nbsp;'
        f'</span><span style="font-size: 25pt; font-weight: 600; letter-spacing: 4px;">{escape(group)}</span></td>'
        for place, group in enumerate(groups, 1)
    ]
    rows = (cells[start : start + IN_A_LINE] for start in range(0, len(cells), IN_A_LINE))
    lines = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return f'<table width="100%" cellspacing="0">{lines}</table>'


def _advice() -> list[str]:
    texts = (
        QCoreApplication.translate(
            "RecoverySheet",
            "Ce code ouvre les fiches si vous oubliez votre phrase de passe. Sur l’écran de verrouillage, choisissez "
            "votre nom, puis «\u202fPhrase oubliée\u202f?\u202f».",
        ),
        QCoreApplication.translate(
            "RecoverySheet",
            "Rangez cette feuille sous clé, ailleurs que l’ordinateur\u202f: qui tient les deux lit tout.",
        ),
        QCoreApplication.translate(
            "RecoverySheet",
            "Quelqu’un l’a vue, ou elle est perdue\u202f? Remplacez-la dans les Réglages\u202f: celle-ci ne servira "
            "plus.",
        ),
    )
    return [f"<p>{escape(text)}</p>" for text in texts]
