"""A form built from `FieldSpec`s: fields side by side by their weight, over fewer columns when the window is narrow."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol, cast

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout, QWidget

from ui import theme
from ui.widgets.address_field import AddressField
from ui.widgets.chips import ChipGroup
from ui.widgets.date_field import DateField
from ui.widgets.field_spec import FieldKind, FieldSpec, FieldValue
from ui.widgets.fields import ChoiceField, NoteField, PhoneField, TextField
from ui.widgets.labelled_field import LabelledField

COLUMNS = 12
NARROW, VERY_NARROW = 560, 340


class Field(Protocol):
    """What every field offers to the form."""

    value_changed: SignalInstance

    def value(self) -> FieldValue:
        """What the field holds."""
        ...

    def set_value(self, value: FieldValue) -> None:
        """Show `value` without emitting anything."""
        ...


class FormView(QWidget):
    """`values_changed` is emitted at every change made by the person, `field_left(name)` when the keyboard leaves a
    field.
    """

    values_changed = Signal()
    field_left = Signal(str)

    def __init__(self, specs: Sequence[FieldSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._specs = {spec.name: spec for spec in specs}
        self._boxes: dict[str, LabelledField] = {}
        self._widen = 0
        self._asked = {spec.name for spec in specs}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(14)
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        for spec in specs:
            self._boxes[spec.name] = self._make(spec)
        self._place()
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._follow_focus)

    def values(self) -> dict[str, FieldValue]:
        """What every field holds, by name."""
        return {name: self._field(name).value() for name in self._boxes}

    def set_values(self, values: Mapping[str, FieldValue]) -> None:
        """Show these values; fields not named keep theirs, names without a field are left out. Emits nothing."""
        for name in values.keys() & self._boxes.keys():
            self._field(name).set_value(values[name])

    def clear(self) -> None:
        """Empty every field and take the errors away."""
        self.set_values(dict.fromkeys(self._boxes, ""))
        self.set_errors({})

    def set_errors(self, errors: Mapping[str, str]) -> None:
        """Write these sentences under their fields and take the other ones away."""
        for name, box in self._boxes.items():
            box.set_error(errors.get(name, ""))

    def errors(self) -> dict[str, str]:
        """The sentences now shown, by field."""
        return {name: box.error() for name, box in self._boxes.items() if box.error()}

    def missing(self) -> tuple[str, ...]:
        """The required fields that are empty, in the order of the form."""
        return tuple(
            name
            for name, spec in self._specs.items()
            if spec.is_required and name in self._asked and not self._field(name).value()
        )

    def not_understood(self) -> tuple[str, ...]:
        """The date fields whose text means nothing."""
        return tuple(
            name
            for name, box in self._boxes.items()
            if isinstance(box.field, DateField) and not box.field.is_acceptable()
        )

    def set_asked(self, names: Collection[str] | None) -> None:
        """Ask these fields only, None for all: the others are away and keep what they hold."""
        asked = set(self._boxes) if names is None else set(names)
        if asked == self._asked:
            return
        self._asked = asked
        for name, box in self._boxes.items():
            box.setVisible(name in asked)
        self._place()

    def focus_field(self, name: str) -> bool:
        """Give the keyboard to this field; False when there is none of that name."""
        if name not in self._boxes:
            return False
        self._boxes[name].field.setFocus()
        return True

    def focused_field(self) -> str:
        """The name of the field that has the keyboard, or ""."""
        return next(
            (name for name, box in self._boxes.items() if box.field.hasFocus() or box.isAncestorOf(_focus(box))), ""
        )

    def field(self, name: str) -> QWidget:
        """The widget of one field. Raises KeyError."""
        return self._boxes[name].field

    def box(self, name: str) -> LabelledField:
        """The label, field and sentence of one field. Raises KeyError."""
        return self._boxes[name]

    def minimumSizeHint(self) -> QSize:
        # whatever the present arrangement needs, the fields can go one below the other
        widest = max((box.minimumSizeHint().width() for box in self._boxes.values()), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        scale = theme.current().text_scale
        widen = 2 if self.width() < VERY_NARROW * scale else 1 if self.width() < NARROW * scale else 0
        if widen != self._widen:
            self._widen = widen
            self._place()

    def _follow_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        left = next((name for name, box in self._boxes.items() if old is not None and box.isAncestorOf(old)), "")
        if left and not (now is not None and self._boxes[left].isAncestorOf(now)):
            self.field_left.emit(left)

    def _field(self, name: str) -> Field:
        return cast("Field", self._boxes[name].field)

    def _make(self, spec: FieldSpec) -> LabelledField:
        field = _MAKERS[spec.kind](spec)
        cast("Field", field).value_changed.connect(self.values_changed)
        marks = {"is_required": spec.is_required, "is_optional_shown": spec.is_optional_shown}
        return LabelledField(spec.label, field, spec.hint, parent=self, **marks)

    def _place(self) -> None:
        """Put the boxes on the grid, line after line: as weighed, two on a line when narrow, one when very narrow."""
        row, used = 0, 0
        names = [name for name in self._boxes if name in self._asked]
        for place, name in enumerate(names):
            weight = self._weight(name)
            following = self._weight(names[place + 1]) if place + 1 < len(names) else COLUMNS
            if used + weight > COLUMNS:
                row, used = row + 1, 0
            if self._widen and used + weight + following > COLUMNS:
                weight = COLUMNS - used
            self._grid.addWidget(self._boxes[name], row, used, 1, weight, Qt.AlignmentFlag.AlignTop)
            used += weight

    def _weight(self, name: str) -> int:
        asked = self._specs[name].weight
        return (asked, 6 if asked <= 6 else COLUMNS, COLUMNS)[self._widen]


def _focus(box: QWidget) -> QWidget:
    focused: QWidget | None = box.window().focusWidget()
    return box.window() if focused is None else focused


def _date(spec: FieldSpec) -> DateField:
    if spec.parse is None:
        raise ValueError(f"the date field {spec.name} has no parser")
    return DateField(spec.parse, spec.write, spec.placeholder)


_MAKERS: dict[FieldKind, Callable[[FieldSpec], QWidget]] = {
    "text": lambda spec: TextField(spec.placeholder, spec.max_length),
    "phone": lambda spec: PhoneField(spec.placeholder),
    "address": lambda spec: AddressField(spec.placeholder, spec.max_length),
    "date": _date,
    "choice": lambda spec: ChoiceField(spec.choices, spec.placeholder),
    "chips": lambda spec: ChipGroup(spec.choices),
    "multichips": lambda spec: ChipGroup(spec.choices, is_multiple=True),
    "note": lambda spec: NoteField(spec.placeholder, spec.max_length),
}
