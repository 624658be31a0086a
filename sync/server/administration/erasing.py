"""The commands that erase somebody, and say which laptops have."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import typer

from intake_app.domain import reference
from intake_app.domain.errors import KnownError
from sync.server import erasures, signed_erasures
from sync.server.administration.desk import Desk, shown_moment


def erase(
    context: typer.Context,
    resident: str,
    reason: Annotated[str, typer.Option()] = "request",
    yes: Annotated[bool, typer.Option("--yes")] = False,
) -> None:
    desk: Desk = context.obj
    if not reference.is_code("erasure_reason", reason):
        raise KnownError("code_unknown")
    with desk.centre.database.read() as connection:
        files = erasures.files_of(connection, desk.space_id, _id(resident))
    if not yes:
        desk.tell("said.would_erase", count=len(files))
        return
    erasures.erase_residents(desk.centre, desk.space_id, files, reason)
    desk.tell("said.erased", count=len(files))


def list_erasures(context: typer.Context) -> None:
    desk: Desk = context.obj
    listed = erasures.list_erasures(desk.centre, desk.space_id)
    with desk.centre.database.read() as connection:
        unproven = signed_erasures.unproven(connection, desk.space_id)
    if not (listed or unproven):
        desk.tell("said.nobody_erased")
    for one in listed:
        desk.tell(
            "said.erasure",
            resident=one.resident_id,
            moment=shown_moment(one.ordered_at, desk.language),
            reason=reference.label("erasure_reason", one.reason, desk.language),
            confirmed=one.confirmed,
            total=one.confirmed + len(one.waiting),
        )
        if one.waiting:
            desk.tell("said.erasure_waits", laptops=", ".join(one.waiting))
    for told in unproven:
        desk.tell(
            "said.erasure_unproven",
            resident=told.resident_id,
            reason=reference.label("erasure_reason", told.reason, desk.language),
            moment=shown_moment(told.told_at, desk.language),
            laptop=told.device_id,
        )


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise KnownError("resident_unknown") from None
