"""Sheets of fictitious people, with names that do not fit and signatures that do."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from intake_app.domain.headcount import HeadcountFields
from intake_app.services.sheets.contents import Mark, SheetContent, SheetLine, SheetSlot, Signed
from tests.store.signing import LINE

LONGEST = "Abdelkader Ben Mohammed de la Rochefoucauld-Montmorency du Plessis-Bellière et Saint-Germain-en-Laye"
NAMES = ("Traoré", "Benali", "Le Goff", "Ó Briain", LONGEST)
SIGNED = Signed(LINE, "pen", "a" * 64)
LED = Signed(LINE, "mouse", "b" * 64, "Nadia Morvan")


def content(count: int, slots: int = 2) -> SheetContent:
    """A day of so many half-days with so many people."""
    marks = (
        Mark("present", SIGNED),
        Mark("late"),
        Mark("absent_excused"),
        Mark("present", Signed((), "paper", "c" * 64)),
    )
    return SheetContent(
        workshop_id=UUID(int=1),
        held_on=date(2026, 11, 24),
        title="Café emploi",
        action_fr="3h pour l’emploi",
        action_en="3 hours for work",
        operation="INCREASE Valorisation Sociale",
        funder="interreg",
        grant_code="FCE-117",
        partner="WeKer",
        place="Local Gros-Chêne",
        facilitators="Nadia Morvan",
        slots=tuple(_slot(place) for place in range(slots)),
        lines=tuple(
            SheetLine(
                UUID(int=100 + one), NAMES[one % 5], f"Prénom{one}", tuple(marks[(one + at) % 4] for at in range(slots))
            )
            for one in range(count)
        ),
    )


def _slot(place: int) -> SheetSlot:
    half, start, end = (("morning", "09:00", "12:00"), ("afternoon", "14:00", "17:00"))[place % 2]
    counted = HeadcountFields(total=4, women=3) if place == 0 else HeadcountFields()
    return SheetSlot(UUID(int=10 + place), half, start, end, counted, LED)
