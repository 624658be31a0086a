"""What to take out: from when to when, of which funder, of which action."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from intake_app.domain.day_reading import read_day
from intake_app.domain.errors import KnownError
from intake_app.domain.reference import entries
from intake_app.services.actions import ActionRow
from intake_app.services.registers.presences import Selection
from ui import formats
from ui.widgets.field_spec import Choice, FieldSpec, ParsedDay
from ui.widgets.fields import ChoiceField
from ui.widgets.form_view import FormView


def _say(words: str) -> str:
    return QCoreApplication.translate("Registers", words)


class PeriodForm(FormView):
    """Four fields side by side, two by two where there is less room."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        self._today = today
        language = formats.language()
        funders = [Choice(one.code, one.label(language)) for one in entries("funder")]
        day = _say("01/01/2026, hier…")
        super().__init__(
            (
                FieldSpec("first_on", _say("Du"), "date", placeholder=day, weight=2, parse=self._parse, write=_written),
                FieldSpec("last_on", _say("Au"), "date", placeholder=day, weight=2, parse=self._parse, write=_written),
                FieldSpec("funder", _say("Financeur"), "choice", (Choice("", _say("Tous")), *funders), weight=4),
                FieldSpec("action", _say("Action"), "choice", (Choice("", _say("Toutes")),), weight=4),
            ),
            parent,
        )

    def offer(self, actions: Sequence[ActionRow]) -> None:
        """Have these actions to choose from."""
        field = self.field("action")
        assert isinstance(field, ChoiceField)
        titles = [Choice(str(one.id), one.title_en if formats.language() == "en" else one.title_fr) for one in actions]
        field.set_choices([Choice("", _say("Toutes")), *titles])

    def show_selection(self, selection: Selection) -> None:
        """Show what is chosen."""
        days = {"first_on": selection.first_on, "last_on": selection.last_on}
        self.set_values({name: day.isoformat() if day is not None else "" for name, day in days.items()})
        self.set_values({"funder": selection.funder or "", "action": str(selection.action_id or "")})

    def day(self, name: str) -> date | None:
        """The day in one field; None while it is empty."""
        said = str(self.values()[name])
        return date.fromisoformat(said) if said else None

    def chosen_action(self) -> UUID | None:
        """The action, None for all."""
        said = str(self.values()["action"])
        return UUID(said) if said else None

    def _parse(self, typed: str) -> ParsedDay | None:
        try:
            # audits look back further than appointments do
            day: date | None = datetime.strptime(typed.strip(), "%d/%m/%Y").date()
        except ValueError:
            try:
                day = read_day(typed, self._today())
            except KnownError:
                return None
        return ParsedDay(day.isoformat(), formats.long_day(day)) if day else None


def _written(value: str) -> str:
    try:
        return formats.numeric_day(date.fromisoformat(value))
    except ValueError:
        return value
