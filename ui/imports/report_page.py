"""What became of a file, row by row, and taking the whole of it back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from intake_app.domain.reference import label
from intake_app.services.imports.reports import ReportRow
from ui import formats
from ui.imports import words
from ui.imports.imports_vm import ImportsVm
from ui.palette import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.counter import Figure, ProgressBar
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.page import PageScaffold
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import RowsView
from ui.widgets.text_label import TextLabel

_STATES = ("added", "completed", "known", "repeated", "left_out", "refused", "undone", "kept")
_NAMED = 12
"""Rows that stay which are named one by one before the whole is taken back."""


class ReportPage(PageScaffold):
    """A thin view on ReportVm. Enter opens somebody's file."""

    def __init__(self, vm: ImportsVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm, self._report = vm, vm.report
        self.set_title(self.tr("Rapport d’import"))
        back = LinkButton(self.tr("Importer un fichier"), "chevron-left")
        back.clicked.connect(vm.back)
        self.undo_button = SecondaryButton(self.tr("Annuler tout l’import"), "undo", is_danger=True)
        self.undo_button.clicked.connect(vm.report.ask_undo)
        self.add_action(back)
        self.add_action(self.undo_button)
        self.state = Banner("warn", "")
        self.bar = ProgressBar(self.tr("Annulation de l’import"))
        self._figures = QWidget()
        self._line = FlowLayout(self._figures, gap=32, line_gap=12)
        self._figure_of = {code: Figure("", "") for code in _STATES}
        for figure in self._figure_of.values():
            self._line.addWidget(figure)
        self._make_question()
        self.model: RowsModel[ReportRow] = RowsModel(self._columns(), key=lambda row: row.number, parent=self)
        self.list = RowsView(self.model, self.tr("Lignes du fichier"))
        self.list.setMinimumHeight(240)
        self.list.row_activated.connect(self._open)
        rows = Card()
        rows.set_margins(10, 8)
        rows.body.addWidget(self.list, 1)
        for part in (self.state, self.bar, self.question, self._figures):
            self.body.addWidget(part)
        self.body.addWidget(rows, 1)
        vm.report.changed.connect(self._show)
        vm.report.progressed.connect(self._show_progress)
        self._show()

    def enter(self) -> None:
        """Take the keyboard."""
        self.list.setFocus()

    def _make_question(self) -> None:
        self.question = Card("", "warning", tone="bad")
        self._said = TextLabel("")
        self._kept = TextLabel("", "small")
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=10, line_gap=8)
        self.leave_button = SecondaryButton(self.tr("Garder l’import"), "check")
        self.leave_button.clicked.connect(self._report.leave_undo)
        self.confirm_button = SecondaryButton(self.tr("Retirer ces fiches"), "trash", is_danger=True)
        self.confirm_button.clicked.connect(self._report.undo)
        flow.addWidget(self.leave_button)
        flow.addWidget(self.confirm_button)
        for part in (self._said, self._kept, buttons):
            self.question.body.addWidget(part)

    def _columns(self) -> list[Column[ReportRow]]:
        return [
            Column("name", "", self._name, second=self._second, weight=4),
            Column("state", "", lambda row: words.state(row.state), "pill", tone=_tone, width=160),
        ]

    def _name(self, row: ReportRow) -> str:
        number = words.line_number(row.number)
        who = formats.person_name(row.first_name, row.family_name, is_family_first=True) if row.family_name else ""
        return who or number[:1].upper() + number[1:]

    def _second(self, row: ReportRow) -> str:
        number = words.line_number(row.number) if row.family_name else ""
        return " · ".join(part for part in (number, words.reason(row.reason) if row.reason else "") if part)

    def _show(self) -> None:
        report, summary = self._report, self._report.summary
        self._figures.setVisible(summary is not None)
        self.undo_button.setVisible(report.can_undo and report.preview is None)
        self._show_question()
        self._show_progress()
        if summary is None:
            self.state.hide()
            return
        day = formats.numeric_day(summary.started_at.astimezone().date())
        self.set_title(self.tr("Import du %1").replace("%1", day))
        origin = label("import_origin", summary.origin, formats.language())
        self.set_subtitle(" · ".join(part for part in (origin, summary.staff) if part))
        for code, figure in self._figure_of.items():
            count = summary.count(code)
            figure.setVisible(count > 0)
            figure.set_figure(formats.number(count), words.counted_state(code) if count > 1 else words.state(code))
        self._show_state()
        self.model.set_rows(report.rows)
        if report.rows and self.list.current_row() is None:
            self.list.choose(report.rows[0].number)

    def _show_state(self) -> None:
        summary = self._report.summary
        if summary is None:
            return
        missing = summary.row_count - sum(summary.counts.values())
        self.state.setVisible(summary.undone_at is not None or missing > 0)
        if summary.undone_at is not None:
            title = self.tr("Cet import a été annulé.")
            self.state.set_message("info", title, self.tr("Ses fiches sont mises de côté."))
        elif missing:
            title = self.tr("L’import s’est arrêté avant la fin\u202f: il manque %Ln ligne(s).", "", missing)
            text = self.tr("Choisissez de nouveau le fichier pour finir\u202f: les lignes reprises seront reconnues.")
            self.state.set_message("warn", title, text)

    def _show_question(self) -> None:
        preview = self._report.preview
        self.question.setVisible(preview is not None)
        if preview is None:
            return
        self.question.set_title(self.tr("Annuler tout l’import\u202f?"))
        undone = self.tr(
            "%Ln ligne(s) à défaire\u202f: les fiches ouvertes sont mises de côté.", "", len(preview.numbers)
        )
        self._said.setText(undone)
        kept = [words.kept_line(one.number, one.reason) for one in preview.obstacles[:_NAMED]]
        more = len(preview.obstacles) - len(kept)
        if kept:
            kept.insert(
                0, self.tr("%Ln ligne(s) à garder, car autre chose en dépend\u202f:", "", len(preview.obstacles))
            )
        if more:
            kept.append(self.tr("et %Ln autre(s).", "", more))
        self._kept.setText("\n".join(kept))
        self._kept.setVisible(bool(kept))
        self.confirm_button.setEnabled(bool(preview.numbers))
        self.leave_button.setFocus()

    def _show_progress(self) -> None:
        report = self._report
        self.bar.setVisible(report.is_undoing)
        self.bar.set_share(report.done / report.total if report.total else 0.0)

    def _open(self, row: ReportRow) -> None:
        if row.resident_id is not None and row.family_name:
            self._report.open_resident(row.resident_id)


def _tone(row: ReportRow) -> Tone:
    return words.STATE_TONES[row.state]
