"""What the page of sending shows, from what asks for somebody's eyes to what goes by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.services.access import Deed, may
from intake_app.services.changes import UnsentRow, list_unsent
from intake_app.services.disputed_files import DisputedFile, list_disputed_files
from intake_app.services.record_states import RecordState
from intake_app.services.settled_conflicts import SettledField, list_settled_fields
from intake_app.services.waiting_scans import WaitingScans, list_waiting_scans


@dataclass(frozen=True, slots=True)
class SyncPage:
    """A file stands once, in the first of the groups it belongs to."""

    disputed: tuple[DisputedFile, ...] = ()
    refused: tuple[UnsentRow, ...] = ()
    held: tuple[UnsentRow, ...] = ()
    only_here: tuple[UnsentRow, ...] = ()
    scans: tuple[WaitingScans, ...] = ()
    settled: tuple[SettledField, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Whether nothing is left to be done: what was settled is only there to be read."""
        return replace(self, settled=()) == SyncPage()


def read_sync_page(session: Session, actor: Actor) -> SyncPage:
    """The page for whoever is at the desk: without names, and nothing to settle, for a role that may open no file."""
    may_open = may(actor.role, Deed.OPEN_FILE)
    rows = [row if may_open else replace(row, resident="") for row in list_unsent(session)]
    return SyncPage(
        disputed=tuple(list_disputed_files(session, actor)) if may_open else (),
        refused=tuple(row for row in rows if row.is_refused),
        held=tuple(row for row in rows if row.is_held),
        only_here=tuple(row for row in rows if row.state is RecordState.ONLY_HERE and not row.is_held),
        scans=tuple(list_waiting_scans(session)),
        settled=tuple(list_settled_fields(session, actor)) if may_open else (),
    )
