"""The list of residents: what is searched for, what was found."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.services import drafts, places, residents
from intake_app.services.access import Deed, may
from intake_app.services.places import NeighbourhoodRow
from intake_app.services.resident_filters import Asking, ResidentView
from ui.desk import Desk, ViewModel
from ui.residents.form_fields import fields_from_search
from ui.residents.found_count import Question
from ui.residents.found_residents import FoundResidents
from ui.residents.kept_views import KeptViews

_SHOWN: Final = frozenset({"resident", "neighbourhood", "building", "enrolment", "visibility"})


class ResidentsVm(ViewModel):
    """Searches at every key. Signals arrive on the window's thread."""

    neighbourhoods_changed = Signal()
    search_replaced = Signal(str)
    """A text to search for, said elsewhere: the field must show it."""

    resembling_changed = Signal()
    views_changed = Signal()
    typed = Signal()
    """A key was pressed in the search."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        role = desk.actor.role
        self.may_join, self.may_import = may(role, Deed.JOIN_FILES), may(role, Deed.IMPORT)
        self.may_meet = may(role, Deed.MEET)
        self.resembling = 0
        """How many pairs of files are to be looked at, as far as is known."""
        self.text = ""
        self.neighbourhood_id: UUID | None = None
        self.neighbourhoods: tuple[NeighbourhoodRow, ...] = ()
        self.filters: tuple[str, ...] = ()
        self.kept = KeptViews(desk, self)
        self.kept.changed.connect(self.views_changed)
        self.view = ""
        """The name of the view shown."""
        self._is_opening = False
        self.found = FoundResidents(desk, self)
        """Who answers, and how many."""
        self.found.rows_changed.connect(self._open_awaited)
        self.found.rows_added.connect(self._open_awaited)
        desk.changes.rows_changed.connect(self._on_rows_changed)

    def refresh(self) -> None:
        """Read everything again."""
        self.desk.read(self, self._take_neighbourhoods, places.list_neighbourhoods)
        self.kept.refresh()
        self._find()

    def search(self, text: str) -> None:
        """Find whoever this text names, while it is typed."""
        if text != self.text:
            self.text = text
            self._is_opening = False
            self.typed.emit()
            self._find()

    def begin_search(self, text: str) -> None:
        """Go on with a search begun on another page; without a text, the one made last stays."""
        self.search_replaced.emit(text)
        if text:
            self.search(text)

    def choose_neighbourhood(self, neighbourhood_id: UUID | None) -> None:
        """Show one neighbourhood only, or all."""
        self.neighbourhood_id = neighbourhood_id
        self._find()

    def choose_filters(self, filters: tuple[str, ...]) -> None:
        """Show those only who pass every one of these filters."""
        self.filters, self.view = filters, ""
        self._find()
        self.views_changed.emit()

    def search_everywhere(self) -> None:
        """Search for what is typed among everybody, without filters and in every neighbourhood."""
        if self.found.asked.is_narrowed:
            self.neighbourhood_id = None
            self.neighbourhoods_changed.emit()
            self.choose_filters(())

    def choose_view(self, name: str) -> None:
        """Search as it was when the view was kept."""
        view = next((one for one in self.kept.views if one.name == name), None)
        if view is None:
            return
        self.view, self.text, self.filters = name, view.text, view.filters
        self.neighbourhood_id = view.neighbourhood_id
        self.search_replaced.emit(view.text)
        self.neighbourhoods_changed.emit()
        self.views_changed.emit()
        self._find()

    def keep_view(self, name: str) -> None:
        """Keep what is searched for now under a name, on this laptop."""
        self.view = name
        self.kept.keep(ResidentView(name, self.text, self.neighbourhood_id, self.filters))

    def forget_view(self, name: str) -> None:
        """Keep it no more; what is shown stays."""
        self.view = ""
        self.kept.forget(name)

    def tell_resembling(self, count: int) -> None:
        """So many pairs of files resemble each other."""
        self.resembling = count
        self.resembling_changed.emit()

    def open_pairs(self) -> None:
        """Decide on the files that resemble each other."""
        self.desk.navigation.pairs_wished.emit()

    def open_resident(self, resident_id: UUID) -> None:
        """Open somebody's file."""
        self.desk.navigation.open_resident(resident_id)

    def open_found(self, resident_id: UUID | None) -> None:
        """Enter was pressed on this row of the list. While the answer to what is typed is still to come, its first row
        is opened instead; when nobody answers to a text, everybody is searched, and when nobody does at all the form of
        a new person is opened.
        """
        found = self.found
        if found.text != self.text.strip() or found.is_looking:
            self._is_opening = True
        elif resident_id is not None:
            self.open_resident(resident_id)
        elif found.text and found.hides_somebody:
            self.search_everywhere()
        elif found.text:
            self.begin_resident()

    def begin_import(self) -> None:
        """Bring in a file of people."""
        self.desk.navigation.imports_wished.emit()

    def begin_resident(self) -> None:
        """Open the form of a new person, filled in with the name or the number that was searched for."""
        typed = fields_from_search(self.text)
        if not typed:
            self.desk.navigation.new_resident_wished.emit(None)
            return
        record_id = self.desk.actor.new_id()
        self.desk.write(
            self,
            lambda _none: self.desk.navigation.draft_wished.emit(record_id),
            None,
            drafts.save_draft,
            residents.FORM,
            record_id,
            typed,
        )

    def _find(self) -> None:
        asking = Asking(self.desk.actor.staff_id, self.desk.today())
        self.found.ask(Question(self.text, self.neighbourhood_id, self.filters, asking))

    def _open_awaited(self) -> None:
        if self._is_opening and not self.found.is_looking:
            self._is_opening = False
            self.open_found(self.found.rows[0].id if self.found.rows else None)

    def _take_neighbourhoods(self, rows: list[NeighbourhoodRow]) -> None:
        if tuple(rows) != self.neighbourhoods:
            self.neighbourhoods = tuple(rows)
            self.neighbourhoods_changed.emit()

    def _on_rows_changed(self, record_types: frozenset[str]) -> None:
        if self.is_in_sight and record_types & _SHOWN:
            self.refresh()


def show_filtered(vm: ResidentsVm, filters: tuple[str, ...]) -> None:
    """Show whoever passes these filters, in every neighbourhood, whatever was searched for."""
    vm.text, vm.neighbourhood_id = "", None
    vm.search_replaced.emit("")
    vm.neighbourhoods_changed.emit()
    vm.choose_filters(filters)
