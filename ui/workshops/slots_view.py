"""The dates of a workshop, one line each: its day, its half-day, when it starts and ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.day_reading import read_day
from intake_app.domain.errors import KnownError
from intake_app.domain.reference import entries
from ui import formats
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.field_spec import Choice, FieldSpec, ParsedDay
from ui.widgets.form_view import FormView
from ui.workshops import words
from ui.workshops.workshop_content import SlotText, canonical_time, is_time

NAMES = ("day", "half_day", "start", "end")


class SlotLine(QWidget):
    """One date. `changed`, `half_day_chosen(code)` and `removed` say what was done to it."""

    changed = Signal()
    half_day_chosen = Signal(str)
    removed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._slot = SlotText()
        self._half_day = ""
        self.form = FormView(self._specs())
        self.form.values_changed.connect(self._on_changed)
        self.form.field_left.connect(lambda _name: self.show_slot(self.slot()))
        self.remove = IconButton("trash", self.tr("Retirer cette date"))
        self.remove.clicked.connect(self.removed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.form, 1)
        line.addWidget(self.remove)

    def slot(self) -> SlotText:
        """What is typed."""
        typed = {name: str(value) for name, value in self.form.values().items()}
        return SlotText(typed["day"], canonical_time(typed["start"]), canonical_time(typed["end"]), self._slot.slot_id)

    def show_slot(self, slot: SlotText) -> None:
        """Show a slot, its times as people write them."""
        self._slot, self._half_day = slot, slot.half_day
        shown = {"day": slot.day, "half_day": slot.half_day, "start": _written(slot.start), "end": _written(slot.end)}
        self.form.set_values(shown)

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in its order."""
        fields = [self.form.field(name) for name in NAMES]
        return [*(field.focusProxy() or field for field in fields), self.remove]

    def _on_changed(self) -> None:
        chosen = str(self.form.values()["half_day"])
        if chosen and chosen != self._half_day:
            self._half_day = chosen
            self.half_day_chosen.emit(chosen)
        else:
            self.changed.emit()

    def _specs(self) -> tuple[FieldSpec, ...]:
        language = formats.language()
        halves = tuple(Choice(one.code, one.label(language)) for one in entries("half_day"))
        return (
            FieldSpec(
                "day",
                self.tr("Jour"),
                "date",
                is_required=True,
                placeholder=self.tr("24/11, mardi, demain…"),
                weight=3,
                parse=self._parse,
                write=_written_day,
            ),
            FieldSpec("half_day", self.tr("Demi-journée"), "choice", halves, weight=3),
            FieldSpec("start", self.tr("Début"), placeholder=words.clock("14:00"), is_required=True, weight=3),
            FieldSpec("end", self.tr("Fin"), placeholder=words.clock("17:00"), is_required=True, weight=3),
        )

    def _parse(self, typed: str) -> ParsedDay | None:
        try:
            day = read_day(typed, self._today())
        except KnownError:
            return None
        return ParsedDay(day.isoformat(), formats.long_day(day)) if day else None


class SlotsView(QWidget):
    """All the dates; `add` is the button for one more, to be put where there is room."""

    changed = Signal()
    half_day_chosen = Signal(int, str)
    added = Signal()
    removed = Signal(int)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.lines: list[SlotLine] = []
        self._stack = QVBoxLayout()
        self._stack.setSpacing(12)
        self.add = LinkButton(self.tr("Ajouter une date"), "plus")
        self.add.clicked.connect(self.added)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._stack)

    def slots(self) -> tuple[SlotText, ...]:
        """What is typed."""
        return tuple(line.slot() for line in self.lines)

    def show_slots(self, slots: tuple[SlotText, ...]) -> None:
        """Show these dates, keeping the fields that are already there."""
        while len(self.lines) < len(slots):
            self._append()
        while len(self.lines) > len(slots):
            gone = self.lines.pop()
            self._stack.removeWidget(gone)
            gone.deleteLater()
        for line, slot in zip(self.lines, slots, strict=True):
            # a field that says so already is left alone: somebody may be typing in it
            if line.slot() != slot:
                line.show_slot(slot)
            line.remove.setVisible(len(slots) > 1)

    def set_errors(self, errors: Mapping[str, str]) -> None:
        """Write these sentences under the fields; `0.day` is the day of the first date."""
        for place, line in enumerate(self.lines):
            line.form.set_errors({name: errors.get(f"{place}.{name}", "") for name in NAMES})

    def focus_field(self, name: str) -> bool:
        """Give the keyboard to `0.day`, say; False when there is no such field."""
        place, _dot, field = name.partition(".")
        return place.isdecimal() and int(place) < len(self.lines) and self.lines[int(place)].form.focus_field(field)

    def _append(self) -> None:
        line = SlotLine(self._today)
        line.changed.connect(self.changed)
        line.half_day_chosen.connect(lambda half_day: self.half_day_chosen.emit(self.lines.index(line), half_day))
        line.removed.connect(lambda: self.removed.emit(self.lines.index(line)))
        before: QWidget = self.lines[-1].remove if self.lines else self.add
        self.lines.append(line)
        self._stack.addWidget(line)
        for stop in line.stops():
            QWidget.setTabOrder(before, stop)
            before = stop


def _written(time_of_day: str) -> str:
    return words.clock(time_of_day) if is_time(time_of_day) else time_of_day


def _written_day(day: str) -> str:
    try:
        return formats.numeric_day(date.fromisoformat(day))
    except ValueError:
        return day
