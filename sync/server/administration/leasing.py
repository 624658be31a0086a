"""How long laptops may be used without the centre: the terms, and the code to read out to somebody locked out."""

from __future__ import annotations

from typing import Annotated

import typer

from sync.protocol.lease import LOCK_DAYS, WARN_DAYS
from sync.server import leases
from sync.server.administration import laptops
from sync.server.administration.desk import Desk


def lease(
    context: typer.Context,
    warn: Annotated[int, typer.Option("--warn")] = WARN_DAYS,
    lock: Annotated[int, typer.Option("--lock")] = LOCK_DAYS,
) -> None:
    desk: Desk = context.obj
    leases.set_terms(desk.centre, desk.space_id, warn, lock)
    desk.tell("said.lease_terms", warn=warn, lock=lock)


def extend_lease(
    context: typer.Context,
    device: str,
    number: str,
    weeks: Annotated[int, typer.Option("--weeks")] = 1,
) -> None:
    desk: Desk = context.obj
    laptop = laptops.find_laptop(desk.centre, device)
    code = leases.extension_code(desk.centre, laptop.id, number, weeks)
    groups = " ".join(code[start : start + 4] for start in range(0, len(code), 4))
    desk.tell("said.lease_code", staff=laptop.staff, label=laptop.label, code=groups, weeks=weeks)
