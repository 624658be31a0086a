"""Follow-ups of a fictitious estate, read by their view-model."""

from __future__ import annotations

from sqlmodel import Session

from intake_app.domain.follow_up import FollowUp
from tests.ui.at_desk import AtDesk
from tests.ui.workshop_scenes import schedule, settle_in
from ui.follow_ups.dealing_vm import DealingVm
from ui.follow_ups.follow_ups_vm import FollowUpsVm


class Calls:
    """The follow-ups of an estate, read."""

    def __init__(self, desk: AtDesk) -> None:
        self.desk = desk
        self.people = settle_in(desk)
        self.ids = schedule(desk, self.people)
        self.counts: list[int] = []
        self.vm = FollowUpsVm(desk.desk)
        self.vm.count_changed.connect(self.counts.append)
        self.vm.refresh()
        desk.settle()

    @property
    def dealing(self) -> DealingVm:
        return self.vm.dealing

    def choose(self, name: str) -> None:
        self.vm.choose(self.ids[name])

    def chosen(self) -> str:
        return self.vm.chosen.family_name if self.vm.chosen else ""

    def names(self, group: str) -> list[str]:
        return [row.family_name for row in getattr(self.vm.groups, group)]

    def stored(self, name: str) -> FollowUp:
        def look(session: Session) -> FollowUp:
            found = session.get(FollowUp, self.ids[name])
            assert found is not None
            return FollowUp(**found.model_dump())

        return self.desk.store.read(look)
