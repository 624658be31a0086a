"""Two files that resemble each other and are not one person: somebody who knows them said so, once for every laptop."""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid5

from intake_app.domain.base import Audience, Merge, SyncedRow, synced

_DISTINCTIONS: Final = UUID("c1d8f6de-9d54-4b0e-8a4c-2f4f6f7a90b3")


def distinction_id(one_id: UUID, other_id: UUID) -> UUID:
    """The id (UUIDv5) of the distinction of two residents, whichever is named first."""
    first, second = sorted((str(one_id), str(other_id)))
    return uuid5(_DISTINCTIONS, f"{first}|{second}")


class ResidentDistinction(SyncedRow, table=True):
    """`one_id` and `other_id` are two people. Taking it back is archiving it."""

    __tablename__ = "resident_distinction"

    one_id: UUID = synced(Merge.APPEND_ONLY, Audience.FIELD, refers_to="resident", index=True)
    other_id: UUID = synced(Merge.APPEND_ONLY, Audience.FIELD, refers_to="resident", index=True)
