"""What a centre that was put back from a backup is offered again."""

from __future__ import annotations

from sqlalchemy import Connection

from sync.client.enrolment import read_enrolment
from sync.client.outbound import change_at, oldest_number
from sync.client.place import read_offered
from sync.protocol.errors import RefusedError


def first_to_offer(connection: Connection, refusal: RefusedError) -> int:
    """The number from which on its changes are offered again, by what the refusal `epoch_changed` says. All of them,
    where this laptop had another identity: the centre does not know what it has under that.

    Raises RefusedError sequence_forked where the last change that the centre has under this laptop's name is another's:
    the laptop was copied, and its other self came back to the restored centre first.
    """
    number = int(refusal.details["device_seq"])
    enrolment = read_enrolment(connection)
    if enrolment is not None and enrolment.is_renewed:
        return oldest_number(connection)
    theirs = refusal.details.get("change_id") or ""
    if theirs and theirs != change_at(connection, number):
        raise RefusedError("sequence_forked", number=number)
    # what the centre was sent since, a copy of this laptop may have sent, and heard what this one has not
    first = min(number, int(refusal.details.get("kept_seq", number))) + 1
    return min(first, read_offered(connection) or first)
