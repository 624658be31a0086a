"""The cable between laptops and centre: passes TCP connections on, and can be pulled out.

It also gives the centre an address that outlives each of its lives.
"""

from __future__ import annotations

import asyncio
import socket
import struct
import threading
from collections.abc import AsyncIterator, Coroutine
from contextlib import suppress
from typing import Any, Final, Self

_RESET: Final = struct.pack("ii", 1, 0)
"""SO_LINGER on, for no time: closing then says RST instead of FIN."""
_CHUNK: Final = 65_536
_PATIENCE: Final = 10.0


class Link:
    """One connection through the relay: the laptop's half and the centre's."""

    def __init__(self, near: asyncio.StreamWriter, far: asyncio.StreamWriter) -> None:
        self.halves = (near, far)
        self.passed = {True: 0, False: 0}
        """Bytes so far, up (to the centre) and down."""

    def close(self) -> None:
        """Hang up on both sides."""
        for half in self.halves:
            half.close()

    def reset(self) -> None:
        """Hang up on both sides without a goodbye, as a broken line does."""
        for half in self.halves:
            with suppress(OSError):
                half.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            half.transport.abort()


class Relay:
    """Use as a context manager. `target` (host, port) may change between two connections."""

    def __init__(self, target: tuple[str, int]) -> None:
        self.target = target
        self.is_cut = False
        self._links: set[Link] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="relay")
        self.port = 0

    @property
    def address(self) -> str:
        """Where laptops find it."""
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """Pull the cable out: connections end, new ones too."""
        self.is_cut = True
        self._run(self._drop())

    def mend(self) -> None:
        """Put it back."""
        self.is_cut = False

    async def treat(self, link: Link, chunk: bytes, *, is_up: bool) -> AsyncIterator[bytes]:
        """What becomes of bytes on their way: here, nothing. May end the link."""
        del link, is_up
        yield chunk

    async def before_close(self, link: Link, *, is_up: bool) -> None:
        """Called when one side has hung up and the other does not know yet."""

    async def _drop(self) -> None:
        for link in tuple(self._links):
            link.reset()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if self.is_cut:
                raise ConnectionRefusedError
            far_reader, far_writer = await asyncio.open_connection(*self.target)
        except OSError:
            writer.transport.abort()
            return
        link = Link(writer, far_writer)
        self._links.add(link)
        try:
            await asyncio.gather(
                self._pass(link, reader, far_writer, is_up=True), self._pass(link, far_reader, writer, is_up=False)
            )
        finally:
            self._links.discard(link)
            link.close()

    async def _pass(
        self, link: Link, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, is_up: bool
    ) -> None:
        with suppress(OSError):
            while chunk := await reader.read(_CHUNK):
                async for piece in self.treat(link, chunk, is_up=is_up):
                    writer.write(piece)
                    await writer.drain()
                    link.passed[is_up] += len(piece)
            await self.before_close(link, is_up=is_up)
        writer.close()

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(_PATIENCE)

    def __enter__(self) -> Self:
        self._thread.start()
        self._server = self._run(asyncio.start_server(self._connect, "127.0.0.1", 0))
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_PATIENCE)
        self._loop.close()

    async def _end(self) -> None:
        self._server.close()
        await self._drop()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
