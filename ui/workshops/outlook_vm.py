"""What a workshop comes to while it is typed: the days it is repeated on, and what is worth a second look."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.public_holidays import Language
from intake_app.domain.rules.planning import Noticed
from intake_app.domain.rules.repetition import Occurrence, Repetition, chosen_days, first_day, moved
from intake_app.domain.rules.workshop import SlotFields
from intake_app.services.planning import find_cautions
from intake_app.services.workshop_series import list_occurrences
from ui import formats
from ui.desk import Desk, ViewModel
from ui.workshops.workshop_content import WorkshopText, understood

if TYPE_CHECKING:
    from intake_app.storage.store import Session


class OutlookVm(ViewModel):
    """`cautions` are about what was typed last, and stop nobody; `occurrences` are the days of a workshop that is
    repeated, `chosen` those on which it is planned.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.cautions: tuple[Noticed, ...] = ()
        self.occurrences: tuple[Occurrence, ...] = ()
        self.chosen: frozenset[date] = frozenset()
        self._content: WorkshopText | None = None

    def look(self, workshop_id: UUID, content: WorkshopText) -> None:
        """Find what is worth a second look in what is typed by now."""
        self._content = content
        fields, slots = understood(content, self.desk.today())
        language = formats.language()
        self.desk.read(
            self,
            lambda found: self._take(content, *found),
            _read,
            workshop_id,
            fields,
            slots,
            content.repetition,
            language,
        )

    def _take(self, content: WorkshopText, cautions: list[Noticed], occurrences: list[Occurrence]) -> None:
        if content is not self._content:
            return
        flipped = content.repetition.flipped if content.repetition else ()
        self.cautions, self.occurrences = tuple(cautions), tuple(occurrences)
        self.chosen = frozenset(chosen_days(occurrences, flipped))
        self.changed.emit()


def _read(
    session: Session,
    workshop_id: UUID,
    fields: dict[str, Any],
    slots: list[SlotFields],
    repetition: Repetition | None,
    language: Language,
) -> tuple[list[Noticed], list[Occurrence]]:
    """What is worth a second look on each day on which the workshop would be held, and those days when it is
    repeated.
    """
    if repetition is None or not slots:
        return find_cautions(session, workshop_id, fields, slots, language), []
    occurrences = list_occurrences(session, fields, slots, repetition, language)
    days, first = chosen_days(occurrences, repetition.flipped), first_day(slots)
    every_slot = [slot for day in days for slot in moved(slots, first, day)]
    return find_cautions(session, workshop_id, fields, every_slot, language), occurrences
