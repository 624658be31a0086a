"""A file that belongs to a record: a scanned attendance sheet, a signature. The row travels with the others; its
content goes by a road of its own, so that a large scan never holds back a name.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from intake_app.domain.base import Audience, Merge, SyncedRow, code, reference, synced

FUNDER_LOGO: Final = "funder_logo"
"""The kind of an attachment of nobody: a logo on papers. It goes wherever the papers may be made."""


class Attachment(SyncedRow, table=True):
    """Names its content by SHA-256 (hexadecimal): the same scan added twice is kept once. The file's own name is not
    kept: people write names of persons into them.
    """

    __tablename__ = "attachment"

    resident_id: UUID | None = reference("resident", optional=True, index=True)
    workshop_id: UUID | None = reference("workshop", optional=True, index=True)
    kind: str = code("attachment_kind", merge=Merge.APPEND_ONLY)
    media_type: str = synced(Merge.APPEND_ONLY, Audience.FIELD, max_length=60)
    byte_count: int = synced(Merge.APPEND_ONLY, Audience.FIELD, ge=1, le=20_000_000)
    sha256: str = synced(Merge.APPEND_ONLY, Audience.FIELD, min_length=64, max_length=64, index=True)
