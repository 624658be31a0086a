"""The command that shows the trail of the others, and that it is whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Annotated, Final

import typer

from sync.server import readings
from sync.server.administration.desk import Desk, shown_moment
from sync.server.administration.words import Language, say
from sync.server.audit import let_go, read_audit

MOST_IDS: Final = 3
DAYS_A_MONTH: Final = 365.25 / 12


def audit(
    context: typer.Context,
    last: Annotated[int, typer.Option("--last", min=0)] = 50,
    noted: Annotated[str | None, typer.Option("--noted")] = None,
) -> None:
    desk: Desk = context.obj
    with desk.centre.database.read() as connection:
        lines = read_audit(connection, noted)
    if not lines:
        desk.tell("said.audit_empty")
        return
    for line in lines[len(lines) - min(last, len(lines)) :]:
        desk.tell(
            "said.audit_line",
            number=line.number,
            moment=shown_moment(line.at, desk.language),
            operator=line.operator,
            command=line.command,
            touched=" · ".join(_shown(line.touched, desk.language)),
        )
    desk.tell("said.audit_whole", count=len(lines), fingerprint=lines[-1].fingerprint)


def purge_audit(context: typer.Context, months: Annotated[int, typer.Option("--months", min=6, max=36)] = 12) -> None:
    desk: Desk = context.obj
    count = let_go(desk.centre.database, desk.centre.clock() - timedelta(days=round(months * DAYS_A_MONTH)))
    desk.tell("said.audit_purged", count=count, months=months)


def alerts(context: typer.Context, days: Annotated[int, typer.Option("--days", min=1, max=365)] = 30) -> None:
    desk: Desk = context.obj
    read, twice = readings.much_read(desk.centre, desk.space_id, days), readings.met_twice(desk.centre, desk.space_id)
    if not (read or twice):
        desk.tell("said.no_alert")
    for one in read:
        desk.tell(
            "said.much_read",
            staff=one.staff,
            day=f"{one.day:%d/%m/%Y}",
            opened=one.opened,
            taken=one.taken,
            usual=round(one.usual),
        )
    for laptop in twice:
        desk.tell("said.met_twice", label=laptop.label, staff=laptop.staff, id=laptop.device_id)


def _shown(touched: Mapping[str, list[str]], language: Language) -> Iterator[str]:
    """« Actions 0190…, 0191…, 0192…, +4 »: a kind and its ids, some of them and how many more there are."""
    for kind, ids in sorted(touched.items()):
        more = [f"+{len(ids) - MOST_IDS}"] if len(ids) > MOST_IDS else []
        yield f"{say(f'records.{kind}', language)} {', '.join([*ids[:MOST_IDS], *more])}"
