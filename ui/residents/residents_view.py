"""Personnes: everybody, found as one types."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from intake_app.services.resident_lists import ResidentRow
from ui import formats
from ui.palette import Tone
from ui.residents import words
from ui.residents.filters_bar import FiltersBar
from ui.residents.found_line import KEY, FoundLine
from ui.residents.list_keys import ListKeys
from ui.residents.low_window import LowWindow
from ui.residents.more_button import MoreButton
from ui.residents.residents_vm import ResidentsVm
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
        self.more_button = MoreButton()
        self.add_action(self.more_button)
        self.add_action(self.new_button)
        placeholder = self.tr("Retrouver quelqu’un\u202f: nom, téléphone, adresse…")
        self.search_field = SearchField(placeholder, "Ctrl K", self.tr("Entrée ouvre la fiche"))
        self.neighbourhood_field = ChoiceField()
        self.neighbourhood_field.setMinimumContentsLength(14)
        self.neighbourhood_field.setAccessibleName(self.tr("Quartier"))
        self.filters = FiltersBar()
        self.filters_button = SecondaryButton("", "filter")
        self.model: RowsModel[ResidentRow] = RowsModel(self._columns(), key=lambda row: row.id, parent=self)
        self.list = RowsView(self.model, self.tr("Personnes"))
        self.empty = EmptyState("people", "", "", self.tr("Nouvelle personne"))
        self.empty.action_clicked.connect(self._on_empty)
        self.found = FoundLine(vm)
        self._is_typing = False
        self._pages = QStackedWidget()
        self._lay_out()
        lesser = {self.pairs_button: vm.may_join, self.anonymous_button: vm.may_meet, self.import_button: vm.may_import}
        self._low = LowWindow(self, lesser, self.more_button, self.filters, self.filters_button)
        self._connect()
        self._show_neighbourhoods()
        self._show_rows()
        self.found.show_count()

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
        line.addWidget(self.filters_button)
        line.fill_with(self.search_field)
        card = Card()
        card.set_margins(10, 8)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.empty)
        card.body.addWidget(self._pages, 1)
        card.body.addWidget(self.found)
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
        self.vm.found.rows_changed.connect(self._show_rows)
        self.vm.found.rows_added.connect(self._add_rows)
        self.vm.found.count.counted.connect(self._say_nothing_found)
        self.model.more_wished.connect(self.vm.found.go_on)
        QShortcut(QKeySequence(KEY), self, self.vm.search_everywhere)
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
        found = self.vm.found
        if found.rows != self.model.rows():
            self.model.set_rows(found.rows)
        self.model.set_more(found.after is not None)
        if found.rows and found.text and self.list.current_row() is None:
            self.list.choose(found.rows[0].id)
        self._show_page()

    def _add_rows(self, rows: tuple[ResidentRow, ...]) -> None:
        self.model.append_rows(rows)
        self.model.set_more(self.vm.found.after is not None)
        self._show_page()

    def _show_page(self) -> None:
        shown = self.list if self.vm.found.rows or self.vm.found.is_looking else self.empty
        for page in (self.list, self.empty):
            # what is not shown asks for no height, or the page would scroll beside its list
            policy = QSizePolicy.Policy.Expanding if page is shown else QSizePolicy.Policy.Ignored
            page.setSizePolicy(QSizePolicy.Policy.Expanding, policy)
        self._pages.setCurrentWidget(shown)
        self._say_nothing_found()

    def _say_nothing_found(self) -> None:
        is_hidden = self.vm.found.hides_somebody
        if self.vm.found.rows:
            hint = self.tr("Entrée ouvre la fiche")
        elif is_hidden:
            hint = self.tr("Entrée cherche sans filtre")
        else:
            hint = self.tr("Entrée ouvre une fiche à ce nom")
        self.search_field.set_hint(hint)
        self.empty.button.setText(self.tr("Chercher sans filtre") if is_hidden else self.tr("Nouvelle personne"))
        self.empty.set_words(*self._nobody(is_hidden))

    def _nobody(self, is_hidden: bool) -> tuple[str, str]:
        """Why nobody is shown, and what to do."""
        typed, without = self.vm.found.text, self.vm.found.count.without_filters
        if typed and is_hidden:
            title = self.tr("Avec ces filtres, personne ne répond à «\u202f%1\u202f»").replace("%1", typed)
            if without is None:
                return title, self.tr("Les filtres cachent peut-être la personne cherchée.")
            count = self.tr("Sans filtre, %1 personne(s) y répondent.", "", without)
            return title, count.replace("%1", formats.number(without))
        if typed:
            title = self.tr("Personne ne répond à «\u202f%1\u202f»").replace("%1", typed)
            return title, self.tr("Vérifiez l’orthographe, ou ouvrez une fiche à ce nom.")
        if self.vm.found.asked.is_narrowed:
            return self.tr("Personne ne passe ces filtres"), self.tr("Retirez-en un pour élargir la liste.")
        return (
            self.tr("Aucune fiche pour l’instant"),
            self.tr("Ouvrez la première\u202f: le nom et un moyen de joindre la personne suffisent."),
        )

    def _on_empty(self) -> None:
        if self.vm.found.hides_somebody:
            self.vm.search_everywhere()
            self.search_field.setFocus()
        else:
            self.vm.begin_resident()

    def _open_current(self) -> None:
        row = self.list.current_row()
        self.vm.open_found(row.id if row is not None else None)

    def _show_resembling(self) -> None:
        count = self.vm.resembling
        named, counted = self.tr("Fiches qui se ressemblent"), self.tr("Fiches qui se ressemblent (%1)")
        self.pairs_button.setText(counted.replace("%1", formats.number(count)) if count else named)
        self._low.fit()

    def _show_filters(self) -> None:
        vm = self.vm
        can_keep = bool(vm.filters) or vm.neighbourhood_id is not None
        self.filters.show_state(vm.filters, vm.kept.views, vm.view, can_keep=can_keep)
        # with the chips away, the button says that they narrow the list
        count = self.tr("Filtres (%1)").replace("%1", formats.number(len(vm.filters)))
        self.filters_button.setText(count if vm.filters else self.tr("Filtres"))

    def _show_neighbourhoods(self) -> None:
        everywhere = Choice(EVERYWHERE, self.tr("Tous les quartiers"))
        choices = (Choice(str(row.id), row.name) for row in self.vm.neighbourhoods)
        self.neighbourhood_field.set_choices((everywhere, *choices))
        self.neighbourhood_field.set_value(str(self.vm.neighbourhood_id or EVERYWHERE))
        self.neighbourhood_field.setVisible(len(self.vm.neighbourhoods) > 1)

    def _on_neighbourhood(self) -> None:
        chosen = self.neighbourhood_field.value()
        self.vm.choose_neighbourhood(None if chosen == EVERYWHERE else UUID(chosen))
        self._show_filters()


def _initials(row: ResidentRow) -> str:
    return f"{row.first_name[:1]}{row.family_name[:1]}".upper()


def _tone(_row: ResidentRow) -> Tone:
    return "warn"
