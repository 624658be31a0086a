"""The commands that say what waits at the centre for a record that has not come, and end it."""

from __future__ import annotations

from typing import Annotated

import typer

from sync.server import waiting
from sync.server.administration import laptops
from sync.server.administration.desk import Desk, shown_moment
from sync.server.administration.words import say


def held(context: typer.Context) -> None:
    desk: Desk = context.obj
    listed = waiting.list_waiting(desk.centre, desk.space_id)
    if not listed:
        desk.tell("said.nothing_held")
    for one in listed:
        since = shown_moment(one.since, desk.language)
        desk.tell("said.held", device=one.device_id, count=one.changes, since=since)
        for awaited in one.awaited:
            what = say(f"records.{awaited.record_type}", desk.language)
            desk.tell("said.held_for", what=what, changes=awaited.changes, records=awaited.records)
            if awaited.silent:
                desk.tell("said.held_silent", laptops=", ".join(map(str, awaited.silent)))
            else:
                desk.tell("said.held_lost")


def refuse_held(
    context: typer.Context,
    device: str,
    yes: Annotated[bool, typer.Option("--yes")] = False,
) -> None:
    desk: Desk = context.obj
    laptop = laptops.find_laptop(desk.centre, device)
    if not yes:
        listed = waiting.list_waiting(desk.centre, desk.space_id)
        desk.tell("said.would_refuse", count=sum(one.changes for one in listed if one.device_id == laptop.id))
        return
    desk.tell("said.held_refused", count=waiting.refuse_held(desk.centre, laptop.id))
