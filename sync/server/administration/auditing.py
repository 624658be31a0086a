"""The command that shows the trail of the others, and that it is whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Final

import typer

from sync.server.administration.desk import Desk, shown_moment
from sync.server.administration.words import Language, say
from sync.server.audit import read_audit

MOST_IDS: Final = 3


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


def _shown(touched: Mapping[str, list[str]], language: Language) -> Iterator[str]:
    """« Actions 0190…, 0191…, 0192…, +4 »: a kind and its ids, some of them and how many more there are."""
    for kind, ids in sorted(touched.items()):
        more = [f"+{len(ids) - MOST_IDS}"] if len(ids) > MOST_IDS else []
        yield f"{say(f'records.{kind}', language)} {', '.join([*ids[:MOST_IDS], *more])}"
