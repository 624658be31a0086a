"""What is offered: a programme, the funded operations that pay for it, the actions a partner offers within them."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import SQLModel

from intake_app.domain.base import Audience, Day, Merge, SyncedRow, code, reference, synced


class Programme(SyncedRow, table=True):
    """A lasting programme, such as INCREASE Valorisation Sociale."""

    __tablename__ = "programme"

    name: str = synced(Merge.SCALAR, Audience.FIELD, max_length=160)


class Operation(SyncedRow, table=True):
    """A funded operation: one grant, with its dates. People are enrolled by operation, so that they may come back
    under another.
    """

    __tablename__ = "operation"

    programme_id: UUID = reference("programme")
    name: str = synced(Merge.SCALAR, Audience.FIELD, max_length=160)
    funder: str = code("funder", default="other")
    grant_code: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None, max_length=40)
    starts_on: Day | None = synced(Merge.SCALAR, Audience.FIELD, default=None)
    ends_on: Day | None = synced(Merge.SCALAR, Audience.FIELD, default=None)


class ActionFields(SQLModel):
    """What can be written of an action. The French title is the exact one, as the funder reads it everywhere."""

    operation_id: UUID | None = reference("operation", optional=True)
    organisation_id: UUID | None = reference("organisation", optional=True)
    title_fr: str = synced(Merge.SCALAR, Audience.FIELD, max_length=160, min_length=1)
    title_en: str = synced(Merge.SCALAR, Audience.FIELD, max_length=160, min_length=1)
    approach: str | None = code("approach", default=None)
    kind: str = code("action_kind", default="workshop")
    unit: str | None = code("action_unit", default=None)
    """What its amount is counted in; None where nobody said."""
    funded_hours: int | None = synced(Merge.SCALAR, Audience.FIELD, default=None, ge=1, le=100_000)
    """How many hours the funder pays for; None where nobody said, or where it is not paid by the hour."""
    is_certified: bool = synced(Merge.SCALAR, Audience.FIELD, default=False)


class Action(SyncedRow, ActionFields, table=True):
    """What a partner offers within an operation, « 3h pour l'emploi » for one. The approach belongs to the action,
    not to the person.
    """

    __tablename__ = "action"
