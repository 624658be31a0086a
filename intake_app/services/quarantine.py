"""Files with something the centre refused: sent again once corrected, or given up by somebody who was asked."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.services.access import Deed, require
from intake_app.storage import audit, quarantine
from intake_app.storage.change_capture import note_changed, say_again
from intake_app.storage.outbox import OUTBOX, files_of_changes, open_types
from intake_app.storage.tables import ChangeState


def send_again(session: Session, actor: Actor, record_type: str, record_id: UUID) -> None:
    """Say again, as one new unit, what the centre refused of a file (or of one of its records), as it stands on this
    computer today, with whatever was refused along with it. Saving a correction does the same by itself.

    Raises KnownError `not_allowed`.
    """
    require(actor, Deed.OPEN_FILE)
    say_again(session, _refused_of(session, record_type, record_id))


def discard(session: Session, actor: Actor, record_type: str, record_id: UUID) -> None:
    """Give up what the centre refused of a file (or of one of its records), with whatever was refused along with it:
    the centre's version comes back, and what the centre never had leaves this computer.

    Raises KnownError `not_allowed`.
    """
    require(actor, Deed.OPEN_FILE)
    connection = session.connection()
    together = quarantine.gather(connection, _refused_of(session, record_type, record_id))
    quarantine.give_up(connection, together)
    for one_type, one_id in together.records:
        audit.note(session, actor, "discard", one_type, one_id)
    note_changed(session, together.records)


def _refused_of(session: Session, record_type: str, record_id: UUID) -> list[quarantine.Key]:
    """The records of a file that have refused changes; the record itself when it is no file."""
    connection = session.connection()
    source, file_id = files_of_changes(open_types(connection))
    query = (
        select(OUTBOX.c.record_type, OUTBOX.c.record_id, file_id)
        .select_from(source)
        .where(OUTBOX.c.state == ChangeState.QUARANTINED)
        .distinct()
    )
    return [
        (one_type, one_id)
        for one_type, one_id, owner in connection.execute(query)
        if (one_type, one_id) == (record_type, record_id) or UUID(str(owner)) == record_id
    ]
