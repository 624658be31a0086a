"""What is done to a path with one press, without a form: ended, taken away, withdrawn; most of it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject

from intake_app.services.notices import withdraw_consent
from intake_app.services.path.collective import leave_collective_project, rejoin_collective_project
from intake_app.services.path.mentorings import end_mentoring, resume_mentoring
from intake_app.services.path.outcomes import remove_outcome, restore_outcome
from intake_app.services.path.trusted_contacts import remove_trusted_contact, restore_trusted_contact
from ui.desk import Desk, ViewModel

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class PathDeed:
    """A use case on one record, what takes it back (None: nothing does), and what is said once it is done."""

    use_case: Callable[..., Any]
    undo: Callable[..., Any] | None
    words: Callable[[], str]


DEEDS: Final[dict[str, PathDeed]] = {
    "end_mentoring": PathDeed(
        end_mentoring, resume_mentoring, lambda: translate("PathDeeds", "Accompagnement terminé.")
    ),
    "leave_project": PathDeed(
        leave_collective_project,
        rejoin_collective_project,
        lambda: translate("PathDeeds", "Participation au projet terminée."),
    ),
    "remove_outcome": PathDeed(remove_outcome, restore_outcome, lambda: translate("PathDeeds", "Résultat retiré.")),
    "remove_trusted": PathDeed(
        remove_trusted_contact, restore_trusted_contact, lambda: translate("PathDeeds", "Proche retiré.")
    ),
    "withdraw_consent": PathDeed(
        withdraw_consent, None, lambda: translate("PathDeeds", "Accord retiré. Un nouvel accord se note à part.")
    ),
}
"""Key → deed."""


class PathDeeds(ViewModel):
    """Does them, and offers to take them back for ten seconds."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)

    def do(self, key: str, record_id: UUID) -> None:
        """Do the deed of this key to a record."""
        deed = DEEDS[key]
        self.desk.write(self, lambda _id: self._tell(deed, record_id), self.fail, deed.use_case, record_id)

    def _tell(self, deed: PathDeed, record_id: UUID) -> None:
        navigation = self.desk.navigation
        if deed.undo is None:
            navigation.told.emit(deed.words())
        else:
            navigation.undo_offered.emit(deed.words(), partial(self._take_back, deed.undo, record_id))

    def _take_back(self, undo: Callable[..., Any], record_id: UUID) -> None:
        self.desk.write(self, lambda _id: None, self.fail, undo, record_id)
