"""Choosing the file, by its name or by dropping it here; below, the files brought in before."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from intake_app.domain.reference import label
from intake_app.domain.sentences import sentence_for
from intake_app.services.imports.reading import PATTERNS
from intake_app.services.imports.reports import ImportSummary
from ui import formats
from ui.imports import words
from ui.imports.imports_vm import ImportsVm
from ui.widgets.banner import Banner
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.page import PageScaffold
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import RowsView
from ui.widgets.text_label import TextLabel


class FilePage(PageScaffold):
    """A thin view on FileVm."""

    def __init__(self, vm: ImportsVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm, self._file = vm, vm.file
        self.set_title(self.tr("Importer un fichier"))
        self.set_subtitle(self.tr("Une liste de personnes rencontrées et informées, tenue dans un tableur."))
        back = LinkButton(self.tr("Personnes"), "chevron-left")
        back.clicked.connect(vm.back)
        self.add_action(back)
        self.refusal = Banner("bad", "")
        self.body.addWidget(self.refusal)
        self._card = Card(self.tr("Le fichier"), "upload")
        self._fill_card()
        self.body.addWidget(self._card)
        self._before = Card(self.tr("Imports précédents, sur cet ordinateur"), "clock")
        self.model: RowsModel[ImportSummary] = RowsModel(self._columns(), key=lambda row: row.id, parent=self)
        self.list = RowsView(self.model, self.tr("Imports précédents"), fits_content=True)
        self.list.row_activated.connect(lambda row: vm.open_report(row.id))
        self._before.body.addWidget(self.list)
        self.body.addWidget(self._before)
        self.body.addStretch(1)
        self.setAcceptDrops(True)
        self._file.changed.connect(self._show)
        self._file.template_written.connect(lambda: vm.desk.navigation.told.emit(self.tr("Le modèle est enregistré.")))
        self._show()

    def enter(self) -> None:
        """Give the keyboard to the first thing to do."""
        self.choose_button.setFocus()

    def _fill_card(self) -> None:
        kinds = self.tr("Un classeur (.xlsx, .xls, .ods) ou un fichier texte (.csv). Déposez-le ici, ou choisissez-le.")
        kept = self.tr(
            "Palier lit le fichier là où il est et n’en garde ni le nom ni le contenu. Rien n’est enregistré avant que "
            "vous ayez vu ce que devient chaque ligne."
        )
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=12, line_gap=8)
        self.choose_button = PrimaryButton(self.tr("Choisir un fichier"), "document")
        self.choose_button.clicked.connect(self._choose)
        self.template_button = SecondaryButton(self.tr("Enregistrer un modèle à remplir"), "download")
        self.template_button.clicked.connect(self._save_template)
        flow.addWidget(self.choose_button)
        flow.addWidget(self.template_button)
        for part in (TextLabel(kinds), buttons, TextLabel(kept, "small-soft")):
            self._card.body.addWidget(part)

    def _columns(self) -> list[Column[ImportSummary]]:
        return [
            Column("when", "", self._when, second=self._counted, weight=4),
            Column("origin", "", lambda row: label("import_origin", row.origin, formats.language()), "soft", weight=3,
                   hide_below=640),
            Column("state", "", lambda row: words.standing(row)[0], "pill", tone=lambda row: words.standing(row)[1],
                   width=130),
        ]  # fmt: skip

    def _when(self, row: ImportSummary) -> str:
        moment = formats.sentence_case(formats.relative_moment(row.started_at, self.vm.desk.now()))
        return " · ".join(part for part in (moment, row.staff) if part)

    def _counted(self, row: ImportSummary) -> str:
        added = self.tr("%Ln personne(s) ajoutée(s)", "", row.count("added"))
        lines = self.tr("sur %Ln ligne(s)", "", row.row_count)
        if row.undone_at is None:
            return f"{added} {lines}"
        return f"{self._undone(row)} · {lines}"

    def _undone(self, row: ImportSummary) -> str:
        """« annulé hier, 17 h 42 par Claire D. »."""
        moment = formats.relative_moment(row.undone_at, self.vm.desk.now()) if row.undone_at else ""
        if row.undone_by:
            return self.tr("annulé %1 par %2").replace("%1", moment).replace("%2", row.undone_by)
        return self.tr("annulé %1").replace("%1", moment)

    def _show(self) -> None:
        file = self._file
        self.refusal.setVisible(file.refusal is not None)
        if file.refusal is not None:
            said = sentence_for(file.refusal, formats.language())
            self.refusal.set_message("bad", said.what, f"{said.why} {said.next}".strip())
        self.choose_button.setEnabled(not file.is_reading)
        self.choose_button.setText(self.tr("Lecture…") if file.is_reading else self.tr("Choisir un fichier"))
        if file.imports != self.model.rows():
            self.model.set_rows(file.imports)
        self._before.setVisible(bool(file.imports))

    def _choose(self) -> None:
        kinds = self.tr("Tableaux (%1)").replace("%1", PATTERNS)
        chosen, _kind = QFileDialog.getOpenFileName(self, self.tr("Choisir un fichier"), "", kinds)
        if chosen:
            self._file.read(Path(chosen))

    def _save_template(self) -> None:
        name = self.tr("modèle-personnes.xlsx")
        kinds = self.tr("Classeur (%1)").replace("%1", "*.xlsx")
        chosen, _kind = QFileDialog.getSaveFileName(self, self.tr("Enregistrer un modèle"), name, kinds)
        if chosen:
            self._file.write_template(Path(chosen))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(_files(event)) == 1:
            event.acceptProposedAction()
            self._card.set_tone("selected")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._card.set_tone("plain")

    def dropEvent(self, event: QDropEvent) -> None:
        self._card.set_tone("plain")
        event.acceptProposedAction()
        self._file.read(_files(event)[0])


def _files(event: QDropEvent) -> list[Path]:
    """The files of this computer that are dragged."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
