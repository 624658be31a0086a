"""Whatever happens in a space, a laptop is never given a row or a field that is not for it, by any road; and it has all
that is.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from intake_app.domain.base import Audience
from intake_app.domain.record_types import RECORD_TYPES, columns_for
from sync.protocol.contents import ContentReply, ContentRequest
from sync.protocol.digests import BUCKETS
from sync.protocol.errors import RefusedError
from sync.protocol.messages import Digest, Page, RepairReply, RepairRequest
from sync.server.handle import Server
from sync.server.scope import Scope
from sync.server.spaces import invite
from tests.common.devices import Device, ask
from tests.sync.area_world import AreaWorld, belonging


class Reading:
    """A laptop of an area, and what it may have."""

    def __init__(self, world: AreaWorld, audience: Audience, scope: Scope | None) -> None:
        self.world, self.audience, self.scope = world, audience, scope
        code, _ = invite(world.server.centre, world.space.staff_id, audience, needs_approval=False, scope=scope)
        self.device = Device(world.server, code)

    def look(self, pages: Sequence[Page]) -> None:
        """No page holds more than is for this laptop."""
        allowed = belonging(self.world.rows(), self.scope, self.audience)
        for page in pages:
            assert tuple(page.columns) == columns_for(page.record_type, self.audience)
            place = page.columns.index("id")
            assert {(page.record_type, row[place]) for row in page.rows} <= allowed

    def download(self) -> None:
        """A first download, page by page."""
        for reply in self.device.download(max_rows=self.world.draw.choice((1, 3, 1000))):
            self.look(reply.pages)

    def catch_up(self) -> None:
        """Exchange until there is nothing more: then it has exactly what is for it."""
        has_more = True
        while has_more:
            reply = self.device.exchange((), max_rows=self.world.draw.choice((1, 2, 5, 1000)))
            self.look(reply.pages)
            has_more = reply.has_more
        rows = self.world.rows()
        assert self.device.rows.keys() == belonging(rows, self.scope, self.audience)
        for (record_type, record_id), row in self.device.rows.items():
            assert row["revision"] == rows[record_type][record_id]["revision"], record_type

    def write(self) -> None:
        """Somebody at this laptop registers somebody, or moves a resident she sees."""
        seen = [record_id for record_type, record_id in self.device.rows if record_type == "resident"]
        if seen and self.world.draw.random() < 0.6:
            place = {name: str(value) if value else None for name, value in self.world.place().items()}
            change = self.world.edited("resident", self.world.draw.choice(seen), **place)
        else:
            change = self.world.somebody()
        reply = self.device.send(change)
        row = self.world.rows()["resident"][change.record_id]
        gone = {(some.record_type, one) for some in reply.gone for one in some.ids}
        if ("resident", change.record_id) not in gone:
            # its own changes are not sent back to it
            self.device.rows["resident", change.record_id] = row
        self.look(reply.pages)

    def repair(self) -> None:
        """A laptop that says it has nothing is given what is for it, and no more."""
        for record_type in RECORD_TYPES:
            nothing = [Digest(0, 0)] * BUCKETS
            request = RepairRequest(1, 1, self.device.cursor, record_type, nothing)
            reply = ask(self.world.server, "/v1/repair", request, RepairReply, self.device.token)
            self.look(reply.pages)

    def open_scans(self) -> None:
        """The content of an attachment is not given to whoever may not have the attachment."""
        rows = self.world.rows()
        allowed = belonging(rows, self.scope, self.audience)
        for record_id, row in rows["attachment"].items():
            request = ContentRequest(row["sha256"], 0, 9)
            with pytest.raises(RefusedError) as refused:
                ask(self.world.server, "/v1/attachment/content", request, ContentReply, self.device.token)
            # what it may have, nobody has sent yet
            is_allowed = ("attachment", record_id) in allowed
            assert refused.value.key == ("content_missing" if is_allowed else "content_unknown")


def kinds_of(world: AreaWorld) -> list[tuple[Audience, Scope | None]]:
    """A laptop of each kind."""
    areas = world.areas
    return [
        (Audience.FIELD, areas.of(areas.north)),
        (Audience.FIELD, areas.of(areas.court)),
        (Audience.ADVISER, areas.of(areas.south, areas.tower)),
        (Audience.ADVISER, areas.of(areas.north, areas.south)),
        (Audience.FIELD, {"neighbourhoods": [], "buildings": []}),
        (Audience.FIELD, None),
    ]


@settings(
    max_examples=4,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 2**32))
def test_no_laptop_is_ever_given_what_is_not_for_it(server: Server, seed: int) -> None:
    world = AreaWorld(server, random.Random(seed))
    readings = [Reading(world, audience, scope) for audience, scope in kinds_of(world)]
    for reading in readings:
        reading.download()
        reading.catch_up()
    for _ in range(6):
        for _ in range(world.draw.randrange(1, 5)):
            world.happen()
        world.draw.choice(readings).write()
        for reading in readings:
            if world.draw.random() < 0.7:
                reading.catch_up()
    for reading in readings:
        reading.catch_up()
        reading.repair()
        reading.open_scans()


def test_the_oracle_tells_laptops_apart(server: Server) -> None:
    world = AreaWorld(server, random.Random(3))
    found: list[Any] = [belonging(world.rows(), scope, audience) for audience, scope in kinds_of(world)]
    assert len({len(one) for one in found}) > 3
