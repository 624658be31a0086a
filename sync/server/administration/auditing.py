"""The command that shows the trail of the others, and that it is whole."""

from __future__ import annotations

from typing import Annotated

import typer

from sync.server.administration.desk import Desk, shown_moment
from sync.server.audit import read_audit, shown_ids

MOST_IDS = 3


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
            touched=" · ".join(shown_ids(line.touched, MOST_IDS)),
        )
    desk.tell("said.audit_whole", count=len(lines), fingerprint=lines[-1].fingerprint)
