"""Partners: landlords, training bodies, associations, employers."""

from __future__ import annotations

from intake_app.domain.base import Audience, Merge, SyncedRow, code, code_set, synced


class Organisation(SyncedRow, table=True):
    """A partner of the programme. The bare name of some partners reveals health or justice matters: then it is
    sensitive.
    """

    __tablename__ = "organisation"

    name: str = synced(Merge.SCALAR, Audience.FIELD, max_length=160)
    country: str = synced(Merge.SCALAR, Audience.FIELD, default="FR", max_length=2)
    kind: str = code("organisation_kind", default="other")
    has_sensitive_name: bool = synced(Merge.SCALAR, Audience.FIELD, default=False)
    address: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None, max_length=200)
    phone: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None, max_length=20)
    email: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None, max_length=160)
    services: list[str] = code_set("service_theme", is_late=True)
    """What it helps with."""
