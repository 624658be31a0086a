"""A cable that harms what passes: eight toxics, in either direction, from any byte of a connection on."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Literal

from intake_app.torture.relay import Link, Relay

Kind = Literal[
    "latency", "bandwidth", "limit_bytes", "reset_peer", "slow_close", "timeout", "slicer", "cut_each_request"
]
"""latency: each piece comes `amount` seconds late, give or take half of it · bandwidth: `amount` bytes a second ·
limit_bytes: the connection ends at the position · reset_peer: the same, without a goodbye · slow_close: hanging up
takes `amount` seconds to be heard · timeout: nothing passes any more, nobody hangs up · slicer: pieces of one to
`amount` bytes · cut_each_request: a proxy that has no patience beyond `amount` seconds for an answer.
"""


@dataclass(frozen=True)
class Toxic:
    """`position`: after so many bytes of a connection in its direction."""

    kind: Kind
    is_up: bool
    amount: float = 0
    position: int = 0


class FaultProxy(Relay):
    """A relay with one toxic, or none. Chance comes from `seed`. `struck` counts how often the toxic did something."""

    def __init__(self, target: tuple[str, int], seed: int = 1) -> None:
        super().__init__(target)
        self.toxic: Toxic | None = None
        self.struck = 0
        self._draw = random.Random(seed)
        self._begun: dict[Link, float] = {}

    def add(self, toxic: Toxic) -> None:
        """Poison the cable: connections that live on feel it too."""
        self.struck, self.toxic = 0, toxic

    def heal(self) -> None:
        """Everything passes again; whoever waits in a black hole is hung up on."""
        self.toxic = None
        self._run(self._drop())

    async def treat(self, link: Link, chunk: bytes, *, is_up: bool) -> AsyncIterator[bytes]:
        """See Relay.treat."""
        toxic = self.toxic
        if toxic is None or toxic.is_up is not is_up:
            yield chunk
            return
        sound = max(0, toxic.position - link.passed[is_up])
        if chunk[:sound]:
            yield chunk[:sound]
        if chunk[sound:]:
            self.struck += 1
            async for piece in getattr(self, f"_{toxic.kind}")(link, chunk[sound:], toxic):
                yield piece

    async def before_close(self, link: Link, *, is_up: bool) -> None:
        """See Relay.before_close."""
        toxic = self.toxic
        if toxic is not None and toxic.kind == "slow_close" and toxic.is_up is is_up:
            self.struck += 1
            await asyncio.sleep(toxic.amount)

    async def _latency(self, _link: Link, chunk: bytes, toxic: Toxic) -> AsyncIterator[bytes]:
        await asyncio.sleep(toxic.amount * self._draw.uniform(0.5, 1.5))
        yield chunk

    async def _bandwidth(self, _link: Link, chunk: bytes, toxic: Toxic) -> AsyncIterator[bytes]:
        step = max(1, int(toxic.amount / 10))
        for start in range(0, len(chunk), step):
            # once healed, what is left comes at once
            await asyncio.sleep(0.1 if self.toxic is toxic else 0)
            yield chunk[start : start + step]

    async def _limit_bytes(self, link: Link, _chunk: bytes, _toxic: Toxic) -> AsyncIterator[bytes]:
        link.close()
        return
        yield b""

    async def _reset_peer(self, link: Link, _chunk: bytes, _toxic: Toxic) -> AsyncIterator[bytes]:
        link.reset()
        return
        yield b""

    async def _slow_close(self, _link: Link, chunk: bytes, _toxic: Toxic) -> AsyncIterator[bytes]:
        yield chunk

    async def _timeout(self, _link: Link, _chunk: bytes, _toxic: Toxic) -> AsyncIterator[bytes]:
        await asyncio.sleep(3600)
        return
        yield b""

    async def _slicer(self, _link: Link, chunk: bytes, toxic: Toxic) -> AsyncIterator[bytes]:
        while chunk:
            size = self._draw.randint(1, max(1, int(toxic.amount)))
            yield chunk[:size]
            chunk = chunk[size:]
            await asyncio.sleep(0)

    async def _cut_each_request(self, link: Link, chunk: bytes, toxic: Toxic) -> AsyncIterator[bytes]:
        """What takes longer than the proxy's patience is cut: about half of what comes by."""
        wait = toxic.amount * self._draw.uniform(0.5, 1.5)
        await asyncio.sleep(min(wait, toxic.amount))
        if wait > toxic.amount:
            link.close()
        else:
            yield chunk
