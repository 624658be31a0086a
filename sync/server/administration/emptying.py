"""The commands that have a laptop emptied, and take in what it sent before."""

from __future__ import annotations

from typing import Annotated

import typer

from sync.server import wiping
from sync.server.administration import laptops
from sync.server.administration.desk import Desk, shown_moment


def wipe(context: typer.Context, device: str, yes: Annotated[bool, typer.Option("--yes")] = False) -> None:
    desk: Desk = context.obj
    laptop = laptops.find_laptop(desk.centre, device)
    who = {"label": laptop.label, "staff": laptop.staff}
    if not yes:
        desk.tell("said.would_wipe", **who)
        return
    wiping.order_wipe(desk.centre, laptop.id)
    desk.tell("said.wipe_ordered", **who)


def rescued(
    context: typer.Context,
    device: str,
    although_revoked: Annotated[bool, typer.Option("--although-revoked")] = False,
    discard: Annotated[bool, typer.Option("--discard")] = False,
) -> None:
    desk: Desk = context.obj
    laptop = laptops.find_laptop(desk.centre, device)
    if discard:
        wiping.discard_rescued(desk.centre, laptop.id)
    else:
        wiping.take_in_rescued(desk.centre, laptop.id, although_shut_out=although_revoked)
    tell_wiping(desk, laptop)


def tell_wiping(desk: Desk, laptop: laptops.Laptop) -> None:
    """How far the order to empty a laptop has come; nothing where there is none."""
    found = wiping.list_wipings(desk.centre).get(laptop.id)
    if found is None:
        return
    moments = (found.ordered_at, found.rescued_at, found.wiped_at)
    ordered, sent, done = (shown_moment(moment, desk.language) for moment in moments)
    desk.tell("said.wiping", ordered=ordered, rescued=sent, wiped=done)
    if found.waiting:
        desk.tell("said.rescued_waits", count=found.waiting)
