"""The register of what left this laptop, and the end of the copies that it may no longer keep."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

import msgspec
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.services.access import Deed, require
from intake_app.services.days import local_day
from intake_app.services.leaving.envelopes import Envelope
from intake_app.storage import audit
from intake_app.storage.local_setting import read_setting, write_setting

DELETED: Final = "delete_expired_copy"
_NAME: Final = "taken_files"
_MOST: Final = 500
_PIECE: Final = 1 << 20


class TakenFile(msgspec.Struct, frozen=True):
    """A file that left: who took it, when, what kind it is (as the trail calls it), for what, to whom, where its copy
    lies and until when; `ended_at` once that copy is deleted, or was found gone.
    """

    sha256: str
    path: str
    kind: str
    rows: int
    purpose: str
    recipient: str
    staff_id: UUID
    taken_at: datetime
    expires_on: Day
    is_encrypted: bool
    ended_at: datetime | None = None


def note_taken(
    session: Session, actor: Actor, envelope: Envelope, kind: str, rows: int, files: Sequence[tuple[Path, str]]
) -> None:
    """Write into the trail, and into the register of this laptop, that these files (path and SHA-256) leave."""
    require(actor, Deed.OPEN_FILE)
    leaving = envelope.leaving
    for _path, sha256 in files:
        audit.note_file(session, actor, f"{kind}:{leaving.purpose}", rows, sha256)
    taken = [
        TakenFile(
            sha256, str(path), kind, rows, leaving.purpose, leaving.recipient, actor.staff_id, actor.clock(),
            envelope.expires_on, bool(envelope.passphrase),
        )
        for path, sha256 in files
    ]  # fmt: skip
    write_setting(session.connection(), _NAME, [*taken, *list_taken_files(session)][:_MOST])


def list_taken_files(session: Session) -> list[TakenFile]:
    """What left this laptop, the latest first."""
    return read_setting(session.connection(), _NAME, list[TakenFile]) or []


def delete_expired_copies(session: Session, actor: Actor) -> int:
    """Delete the copies whose time is over, where they lie as they were written; one that was changed or moved is left
    to whoever did. Returns how many were deleted.
    """
    require(actor, Deed.OPEN_FILE)
    today, known = local_day(actor.clock), list_taken_files(session)
    over = [one for one in known if one.ended_at is None and one.expires_on <= today]
    deleted = [one for one in over if _delete(one)]
    for one in deleted:
        audit.note(session, actor, DELETED, audit.EXPORTED_FILE, audit.file_id(one.sha256))
    if over:
        ended = {id(one) for one in over if one in deleted or not Path(one.path).exists()}
        at = actor.clock()
        write_setting(
            session.connection(),
            _NAME,
            [msgspec.structs.replace(one, ended_at=at) if id(one) in ended else one for one in known],
        )
    return len(deleted)


def _delete(taken: TakenFile) -> bool:
    path, digest = Path(taken.path), hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
        if digest.hexdigest() != taken.sha256:
            return False
        path.unlink()
    except OSError:
        return False
    return True
