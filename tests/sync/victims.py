"""Programs that exist to be killed: a laptop that saves and exchanges, and a server that answers, each in a process of
its own.

They are forked from a process that has imported everything already, so that a new life costs milliseconds.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from intake_app.domain.actor import Actor, new_uuid7, utc_now
from intake_app.domain.errors import KnownError
from intake_app.services.notices import NoticeGiven
from intake_app.services.residents import register_resident, update_resident
from intake_app.storage.opening import open_store
from sync.client.engine import SyncEngine
from sync.client.enrolment import identity_of, read_enrolment
from sync.client.transport import HttpTransport
from sync.server.serve import Serving, serve
from tests.common.laptops import made_keys

READY_SECONDS: Final = 30.0
_METHOD: Final = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


def start(target: Callable[..., None], *values: Any) -> BaseProcess:
    """Run `target` in a process of its own."""
    context: Any = multiprocessing.get_context(_METHOD)
    context.set_forkserver_preload([__name__])
    process: BaseProcess = context.Process(target=target, args=values, daemon=True)
    process.start()
    return process


def end(process: BaseProcess) -> None:
    """Kill it without warning (SIGKILL) and bury it."""
    process.kill()
    process.join(READY_SECONDS)
    process.close()


class LiveLaptop:
    """A laptop that was enrolled before, opened again as after any crash."""

    def __init__(self, folder: Path, address: str) -> None:
        self.store = open_store(folder, made_keys())
        enrolment = self.store.read(lambda session: read_enrolment(session.connection()))
        assert enrolment is not None
        self.device_id = enrolment.device_id
        self.actor = Actor(UUID(enrolment.staff_id), UUID(enrolment.space_id), "adviser")
        self.transport = HttpTransport(address)
        self.engine = SyncEngine(self.store, self.transport, identity_of(enrolment, made_keys()), utc_now)

    def register(self, neighbourhood_id: UUID, family_name: str) -> UUID:
        """Register somebody; once it returns, they may never be missing again."""
        values = {
            "family_name": family_name,
            "first_name": "Alix",
            "has_no_phone": True,
            "how_met": "caretaker",
            "neighbourhood_id": neighbourhood_id,
        }
        notice = NoticeGiven("paper", "2026.1")
        return self.store.run(register_resident, self.actor, values, resident_id=new_uuid7(), notice=notice)

    def rename(self, resident_id: UUID, first_name: str) -> None:
        """Correct somebody's first name."""
        self.store.run(update_resident, self.actor, resident_id, {"first_name": first_name})


def live_laptop(folder: Path, address: str, neighbourhood_id: UUID, seed: int, acks: Path, begun: Any) -> None:
    """Save a few people, exchange, and again, until killed. What was saved is written to `acks` after the fact:
    `id first_name`.
    """
    laptop, draw = LiveLaptop(folder, address), random.Random(seed)
    book = os.open(acks, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    begun.send(True)
    for number in count():
        for _ in range(draw.randrange(1, 4)):
            resident_id = laptop.register(neighbourhood_id, f"PERSONNE {seed} {number}")
            os.write(book, f"{resident_id} Alix\n".encode())
            if draw.random() < 0.4:
                laptop.rename(resident_id, "Camille")
                os.write(book, f"{resident_id} Camille\n".encode())
        with suppress(KnownError):
            laptop.engine.run_once()


def live_server(database: str, port: int) -> None:
    """Serve until killed."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    serve(Serving(database, "127.0.0.1", port, "Rennes"))


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def wait_until_listening(port: int) -> None:
    """Come back once a server accepts connections."""
    end_of_patience = time.monotonic() + READY_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert time.monotonic() < end_of_patience, "the server did not start"
            time.sleep(0.01)
        else:
            return
