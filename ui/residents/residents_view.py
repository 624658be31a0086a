"""Personnes: everybody, found as one types."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from intake_app.services.resident_lists import ResidentRow
from ui import formats
from ui.palette import Tone
from ui.residents import words
from ui.residents.filters_bar import FiltersBar
from ui.residents.list_keys import ListKeys
from ui.residents.residents_vm import LIMIT, ResidentsVm
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.field_spec import Choice
from ui.widgets.fields import ChoiceField
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.page import PageScaffold
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import RowsView
from ui.widgets.search_field import SearchField
from ui.widgets.text_label import TextLabel

EVERYWHERE = "*"


class ResidentsView(PageScaffold):
    """A thin view on ResidentsVm. Arrows go from the search into the list, Enter opens, Escape clears."""

    def __init__(self, vm: ResidentsVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self.set_title(self.tr("Personnes"))
        self.new_button = PrimaryButton(self.tr("Nouvelle personne"), "plus", shortcut_hint="F2")
        self.new_button.clicked.connect(vm.begin_resident)
        self.pairs_button = SecondaryButton(self.tr("Fiches qui se ressemblent"), "people")
        self.pairs_button.clicked.connect(vm.open_pairs)
        self.add_action(self.pairs_button)
        self.anonymous_button = SecondaryButton(self.tr("Rencontre sans nom"), "person")
        wish = vm.desk.navigation.step_wished
        self.anonymous_button.clicked.connect(lambda: wish.emit(None, "anonymous", None))
        self.add_action(self.anonymous_button)
        self.import_button = SecondaryButton(self.tr("Importer un fichier"), "upload")
        self.import_button.clicked.connect(vm.begin_import)
        self.add_action(self.import_button)
        self.add_action(self.new_button)
        # only now that they stand in the page: shown before, each is a window of its own that takes the keyboard away
        self.anonymous_button.setVisible(vm.may_meet)
        self.import_button.setVisible(vm.may_import)
        placeholder = self.tr("Retrouver quelqu’un\u202f: nom, téléphone, adresse…")
        self.search_field = SearchField(placeholder, "Ctrl K", self.tr("Entrée ouvre la fiche"))
        self.neighbourhood_field = ChoiceField()
        self.neighbourhood_field.setMinimumContentsLength(14)
        self.neighbourhood_field.setAccessibleName(self.tr("Quartier"))
        self.filters = FiltersBar()
        self.model: RowsModel[ResidentRow] = RowsModel(self._columns(), key=lambda row: row.id, parent=self)
        self.list = RowsView(self.model, self.tr("Personnes"))
        self.empty = EmptyState("people", "", "", self.tr("Nouvelle personne"))
        self.empty.action_clicked.connect(vm.begin_resident)
        self.more = TextLabel("", "small-soft")
        self._is_typing = False
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_neighbourhoods()
        self._show_rows()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._is_typing = False
        self.vm.refresh()

    def focusInEvent(self, event: QFocusEvent) -> None:
        # not a focus proxy, for it would hide what comes before the search from the Tab key
        super().focusInEvent(event)
        self.search_field.setFocus()
        if not self._is_typing:
            self.search_field.selectAll()

    def begin_search(self, text: str = "") -> None:
        """Give the keyboard to the search, with this text in it. No text: select what is there."""
        self.search_field.setFocus()
        self._is_typing = bool(text)
        if text:
            self.search_field.setText(text)
        else:
            self.search_field.selectAll()

    def _lay_out(self) -> None:
        asked = QWidget()
        line = FlowLayout(asked, gap=12)
        line.addWidget(self.search_field)
        line.addWidget(self.neighbourhood_field)
        line.fill_with(self.search_field)
        card = Card()
        card.set_margins(10, 8)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.empty)
        card.body.addWidget(self._pages, 1)
        card.body.addWidget(self.more)
        self.body.addWidget(asked)
        self.body.addWidget(self.filters)
        self.body.addWidget(card, 1)
        self._keys = ListKeys(self.search_field, self.list)

    def _connect(self) -> None:
        self.search_field.searched.connect(self.vm.search)
        self.search_field.submitted.connect(lambda _text: self._open_current())
        self.list.row_activated.connect(lambda row: self.vm.open_resident(row.id))
        self.neighbourhood_field.value_changed.connect(self._on_neighbourhood)
        self.vm.search_replaced.connect(self.begin_search)
        self.vm.rows_changed.connect(self._show_rows)
        self.vm.neighbourhoods_changed.connect(self._show_neighbourhoods)
        self.vm.resembling_changed.connect(self._show_resembling)
        self.filters.filters_changed.connect(self.vm.choose_filters)
        self.filters.view_chosen.connect(self.vm.choose_view)
        self.filters.view_kept.connect(self.vm.keep_view)
        self.filters.view_forgotten.connect(self.vm.forget_view)
        self.vm.views_changed.connect(self._show_filters)
        self._show_filters()
        self._show_resembling()

    def _columns(self) -> list[Column[ResidentRow]]:
        return [
            Column(
                "name",
                self.tr("Personne"),
                lambda row: formats.person_name(row.first_name, row.family_name, is_family_first=True),
                strong=lambda row: row.family_name.upper(),
                second=lambda row: words.birth(row.birth_date, self.vm.desk.today()),
                initials=_initials,
                weight=4,
            ),
            Column("phone", self.tr("Téléphone"), lambda row: formats.phone(row.phone or ""), weight=2),
            Column(
                "place",
                self.tr("Quartier"),
                lambda row: row.neighbourhood or "",
                second=words.place,
                weight=3,
                hide_below=560,
            ),
            Column("state", self.tr("Envoi"), self._state, "pill", tone=_tone, width=212, hide_below=760),
        ]

    def _state(self, row: ResidentRow) -> str:
        return self.tr("seulement sur cet ordinateur") if row.is_only_here else ""

    def _show_rows(self) -> None:
        vm = self.vm
        if vm.rows != self.model.rows():
            self.model.set_rows(vm.rows)
        if vm.rows and vm.found_text and self.list.current_row() is None:
            self.list.choose(vm.rows[0].id)
        self._pages.setCurrentWidget(self.list if vm.rows or vm.found_text is None else self.empty)
        self.more.setText(self.tr("Les %n premières fiches. Précisez la recherche pour en voir d’autres.", "", LIMIT))
        self.more.setVisible(vm.is_cut)
        self._say_nothing_found()

    def _say_nothing_found(self) -> None:
        is_somebody = bool(self.vm.rows)
        hint = self.tr("Entrée ouvre la fiche") if is_somebody else self.tr("Entrée ouvre une fiche à ce nom")
        self.search_field.set_hint(hint)
        if self.vm.found_text:
            title = self.tr("Personne ne répond à «\u202f%1\u202f»").replace("%1", self.vm.found_text)
            self.empty.set_words(title, self.tr("Vérifiez l’orthographe, ou ouvrez une fiche à ce nom."))
        elif self.vm.filters:
            title = self.tr("Personne ne passe ces filtres")
            self.empty.set_words(title, self.tr("Retirez-en un pour élargir la liste."))
        else:
            self.empty.set_words(
                self.tr("Aucune fiche pour l’instant"),
                self.tr("Ouvrez la première\u202f: le nom et un moyen de joindre la personne suffisent."),
            )

    def _open_current(self) -> None:
        row = self.list.current_row()
        self.vm.open_found(row.id if row is not None else None)

    def _show_resembling(self) -> None:
        count = self.vm.resembling
        named, counted = self.tr("Fiches qui se ressemblent"), self.tr("Fiches qui se ressemblent (%1)")
        self.pairs_button.setText(counted.replace("%1", formats.number(count)) if count else named)
        self.pairs_button.setVisible(self.vm.may_join)

    def _show_filters(self) -> None:
        self.filters.show_state(self.vm.filters, self.vm.kept.views, self.vm.view)

    def _show_neighbourhoods(self) -> None:
        everywhere = Choice(EVERYWHERE, self.tr("Tous les quartiers"))
        choices = (Choice(str(row.id), row.name) for row in self.vm.neighbourhoods)
        self.neighbourhood_field.set_choices((everywhere, *choices))
        self.neighbourhood_field.set_value(str(self.vm.neighbourhood_id or EVERYWHERE))
        self.neighbourhood_field.setVisible(len(self.vm.neighbourhoods) > 1)

    def _on_neighbourhood(self) -> None:
        chosen = self.neighbourhood_field.value()
        self.vm.choose_neighbourhood(None if chosen == EVERYWHERE else UUID(chosen))


def _initials(row: ResidentRow) -> str:
    return f"{row.first_name[:1]}{row.family_name[:1]}".upper()


def _tone(_row: ResidentRow) -> Tone:
    return "warn"
