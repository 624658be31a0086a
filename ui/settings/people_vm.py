"""Who opens this laptop, and what whoever is at the desk may do about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import KnownError
from ui.desk import Desk, ViewModel
from ui.jobs import Lane
from ui.passphrase_choice import PassphraseChoice
from ui.recovery.sheet_vm import SheetVm

if TYPE_CHECKING:
    from intake_app.services.laptop_people import Colleague
    from intake_app.storage.audit import TrailCheck
    from sync.client.key_ring import RingState
    from sync.client.laptop_people import LaptopPeople, LaptopPerson

Result = TypeVar("Result")
ADD: Final = "add"
REMOVE: Final = "remove"
CHANGE: Final = "change"
RING: Final = "ring"
_MINE: Final = frozenset({"wrong_passphrase", "too_many_tries"})


def is_about_authority(error: KnownError) -> bool:
    """Whether it is her own passphrase that was refused."""
    return error.key in _MINE


class PeopleVm(ViewModel):
    """`lane` is one of its own: trying a passphrase takes a second, and neither pages nor exchanges wait for it."""

    people_changed = Signal()
    trail_checked = Signal()
    ring_looked_at = Signal()
    added = Signal(str)
    """The short name of whom one let in."""
    removed = Signal(str, int)
    """The short name of whom one let out, and how many of their files wait here for the centre."""
    passphrase_changed = Signal()
    refused = Signal(str, object)
    """What was wanted (ADD, REMOVE, CHANGE, RING), and a KnownError."""
    busy_changed = Signal(bool)

    def __init__(self, desk: Desk, people: LaptopPeople, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.laptop_people = people
        self.lane = lane
        self.people: tuple[LaptopPerson, ...] = ()
        self.colleagues: tuple[Colleague, ...] = ()
        self.trail: TrailCheck | None = None
        self.ring: RingState | None = None
        self.organisation_key = ""
        """By what the organisation's key is told from another one; nothing when it cannot open this laptop."""

    def refresh(self) -> None:
        """Read who opens this laptop and who might, then whether the trail is whole."""
        source = self.laptop_people
        self.lane.put(
            self,
            lambda: (source.list_people(), source.list_colleagues(), source.name_organisation_key()),
            self._show,
            self.fail,
        )
        self.lane.put(self, source.check_trail, self._show_trail, self.fail)
        self.lane.put(self, source.look_at_ring, self._show_ring, self.fail)

    def choice_for(self, staff_id: UUID | None) -> PassphraseChoice:
        """What helps somebody to choose a passphrase; hers when `staff_id` is None."""
        if staff_id is None:
            return PassphraseChoice((self.desk.first_name,))
        names = [
            (one.member.first_name, one.member.family_name) for one in self.colleagues if one.member.id == staff_id
        ]
        return PassphraseChoice(names[0] if names else ())

    def add(self, staff_id: UUID, passphrase: str, authority: str) -> None:
        """Let a colleague in with a passphrase of theirs."""
        names = {one.member.id: one.member.short_name for one in self.colleagues}
        source = self.laptop_people
        self._do(
            ADD, lambda: source.add(staff_id, passphrase, authority), lambda _none: self.added.emit(names[staff_id])
        )

    def remove(self, staff_id: UUID, authority: str) -> None:
        """Let somebody in no more."""
        names = {person.owner.staff_id: person.owner.label for person in self.people}
        source = self.laptop_people
        self._do(
            REMOVE,
            lambda: source.remove(staff_id, authority),
            lambda unsent: self.removed.emit(names[staff_id], unsent),
        )

    @property
    def me(self) -> LaptopPerson | None:
        """Whoever is at the desk, once it was read."""
        return next((person for person in self.people if person.is_here), None)

    def new_sheet(self) -> SheetVm:
        """A recovery sheet in the making, for whoever is at the desk."""
        sheet = SheetVm(self.laptop_people, self.lane, self)
        sheet.kept.connect(self.refresh)
        return sheet

    def change_passphrase(self, old: str, new: str) -> None:
        """Another passphrase for whoever is at the desk."""
        source = self.laptop_people
        self._do(CHANGE, lambda: source.change_passphrase(old, new), lambda _none: self.passphrase_changed.emit())

    def set_ring(self, authority: str, *, is_wanted: bool) -> None:
        """Have the key ring of the system needed beside every passphrase of this laptop, or no more."""
        source = self.laptop_people
        work = source.use_ring if is_wanted else source.leave_ring
        self._do(RING, lambda: work(authority), lambda _none: None)

    def _do(self, wanted: str, work: Callable[[], Result], told: Callable[[Result], None]) -> None:
        def end(result: Result) -> None:
            told(result)
            self.refresh()

        self.busy_changed.emit(True)
        refuse = partial(self.refused.emit, wanted)
        self.lane.put(self, work, end, refuse, lambda: self.busy_changed.emit(False))

    def _show(self, found: tuple[tuple[LaptopPerson, ...], tuple[Colleague, ...], str]) -> None:
        self.people, self.colleagues, self.organisation_key = found
        self.people_changed.emit()

    def _show_ring(self, ring: RingState) -> None:
        self.ring = ring
        self.ring_looked_at.emit()

    def _show_trail(self, trail: TrailCheck) -> None:
        self.trail = trail
        self.trail_checked.emit()
