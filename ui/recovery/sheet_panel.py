"""The sheet on the screen: its groups and the printer; then, out of sight, two of them typed back from the paper."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import Language, sentence_for
from ui import paper
from ui.recovery.printed_sheet import IN_A_LINE, sheet_foot, sheet_html
from ui.recovery.sheet_vm import SheetVm
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.fields import TextField
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labelled_field import LabelledField
from ui.widgets.text_label import TextLabel


class SheetPanel(QWidget):
    """A thin view on SheetVm, for the first start and the settings. `put_off` when it is left for another time."""

    put_off = Signal()

    def __init__(self, vm: SheetVm, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.vm = vm
        self._language: Language = language
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self.print_button = SecondaryButton(self.tr("Imprimer…"), "printer")
        self.print_button.clicked.connect(self._print)
        self.have = PrimaryButton(self.tr("Je l’ai sur papier"))
        self.have.clicked.connect(self._ask)
        self.again = LinkButton(self.tr("Revoir le code"))
        self.again.clicked.connect(self._show)
        self._fields = (TextField("XXXX", 12), TextField("XXXX", 12))
        self._boxes = tuple(LabelledField(self.tr("Groupe"), field) for field in self._fields)
        self._error = TextLabel("", "error")
        self.keep = PrimaryButton(self.tr("Garder cette feuille"))
        self.keep.clicked.connect(self._confirm)
        self.later = LinkButton(self.tr("Plus tard"))
        self.later.clicked.connect(self.put_off)
        self._fields[0].returnPressed.connect(self._fields[1].setFocus)
        self._fields[1].returnPressed.connect(self._confirm)
        self._lay_out()
        self.setFocusProxy(self.print_button)
        self._typed.hide()
        vm.drawn.connect(self._show)
        vm.refused.connect(self._refuse)
        vm.busy_changed.connect(self._set_busy)

    def html(self, day: date) -> str:
        """The page that would be printed."""
        return sheet_html(self.vm.name, self.vm.groups, day)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # a lock, another page: whoever comes back draws another code
        if not event.spontaneous():
            self.vm.forget()

    def groups_shown(self) -> list[str]:
        """The groups, as they stand on the screen."""
        return [label.text().split()[-1] for label in self._grid_labels() if label.isVisibleTo(self)]

    def _show(self) -> None:
        """The code, to be printed or copied."""
        for label in self._grid_labels():
            self._grid.removeWidget(label)
            label.deleteLater()
        for place, group in enumerate(self.vm.groups):
            shown = TextLabel(f"{place + 1}\u2002{group}", "section", wraps=False)
            shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._grid.addWidget(shown, place // IN_A_LINE, place % IN_A_LINE)
        self._typed.hide()
        self._code.show()
        self._say("")
        self.print_button.setFocus()

    def _ask(self) -> None:
        """Two groups, read from the paper: the code is out of sight."""
        for field, box, place in zip(self._fields, self._boxes, self.vm.asked, strict=True):
            field.clear()
            box.set_label(self.tr("Groupe %1 de la feuille").replace("%1", str(place + 1)))
        self._code.hide()
        self._typed.show()
        self._fields[0].setFocus()

    def _grid_labels(self) -> list[QLabel]:
        items = (self._grid.itemAt(place) for place in range(self._grid.count()))
        return [widget for item in items if item and isinstance(widget := item.widget(), QLabel)]

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        # a print queue keeps the name of what it printed: none of a person
        printer.setDocName(self.tr("Feuille de secours"))
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            paper.draw(self.html(date.today()), printer, sheet_foot())
            self.have.setFocus()

    def _confirm(self) -> None:
        if self.keep.isEnabled():
            self._say("")
            self.vm.confirm([field.value() for field in self._fields])

    def _refuse(self, error: KnownError) -> None:
        if self.vm.groups:
            self._say(sentence_for(error, self._language).in_one())
            self._fields[0].setFocus()

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))

    def _set_busy(self, is_busy: bool) -> None:
        self.keep.setEnabled(not is_busy)
        self.keep.setText(self.tr("Un instant…") if is_busy else self.tr("Garder cette feuille"))

    def _lay_out(self) -> None:
        told = self.tr(
            "Imprimez ce code, ou recopiez-le à la main. Il ouvre les fiches si vous oubliez votre phrase\u202f: "
            "gardez-le sous clé, loin de l’ordinateur. Il ne sera plus jamais montré."
        )
        grid = QWidget()
        grid.setLayout(self._grid)
        self._code = _column(TextLabel(told, "small-soft"), grid, _line(self.print_button, self.have))
        asked = TextLabel(self.tr("Tapez maintenant deux groupes, lus sur votre feuille."), "small-soft")
        self._typed = _column(asked, *self._boxes, self._error, _line(self.keep, self.again))
        outer = _column(self._code, self._typed, _line(self.later))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(outer)
        _grow(self)


def _column(*widgets: QWidget) -> QWidget:
    box = QWidget()
    lines = QVBoxLayout(box)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(10)
    for widget in widgets:
        lines.addWidget(widget)
    _grow(box)
    return box


def _line(*widgets: QWidget) -> QWidget:
    box = QWidget()
    line = FlowLayout(box, gap=12)
    for widget in widgets:
        line.addWidget(widget)
    _grow(box)
    return box


def _grow(widget: QWidget) -> None:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
