"""A laptop whose program exists to be killed: it opens its vault, saves and exchanges at once, until it is no more."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar
from uuid import UUID

from intake_app.domain.errors import KnownError
from intake_app.storage.key_stretching import FLOOR
from intake_app.torture.book import EXCHANGED, FAILED, FULL, REFUSED, SAVED, TRIED, Book
from sync.client.premises import Premises
from sync.client.transport import HttpTransport, Transport
from sync.protocol.messages import ExchangeReply, VerdictKind

if TYPE_CHECKING:
    from sqlmodel import Session

    from intake_app.domain.actor import Actor
    from sync.client.workplace import Workplace

Reply = TypeVar("Reply")
PASSPHRASE: Final = "personne de tout cela n'existe"  # noqa: S105 (it guards nothing but fictitious rows)
BEGUN: Final = "begun"
PAUSE: Final = 0.3
"""Seconds between two exchanges, at most."""
_CONNECTIONS: Final = 6
_NO_LIMIT: Final = 2**32 - 2


class Cable:
    """Connects to the centre at `address`, wherever the laptop was enrolled, and counts the changes that the centre
    says it already had.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.repeated = 0

    def __call__(self, _address: str) -> Transport:
        """A transport: see sync.client.workplace.Connect."""
        return _CountingTransport(self)


class _CountingTransport(HttpTransport):
    def __init__(self, cable: Cable) -> None:
        super().__init__(cable.address)
        self._cable = cable

    def call(self, path: str, message: Any, reply: type[Reply], token: str | None = None) -> Reply:
        answer = super().call(path, message, reply, token)
        if isinstance(answer, ExchangeReply):
            kinds = [verdict.kind for verdict in answer.verdicts]
            self._cable.repeated += kinds.count(VerdictKind.DUPLICATE)
        return answer


class Victim:
    """A workplace, and the book of what it did."""

    def __init__(self, workplace: Workplace, cable: Cable, seed: int, book: Book) -> None:
        self._workplace, self._cable, self._book = workplace, cable, book
        self._draw = random.Random(seed)  # noqa: S311 (chance that can be repeated, nothing secret)
        self._seed, self._words = seed, 0
        self._mine: list[UUID] = []

    def live(self) -> None:
        """Save one thing after the other."""
        deeds: list[Callable[[], None]] = [self._register, self._correct, self._correct, self._correct_shared]
        while True:
            try:
                self._draw.choice(deeds)()
            except KnownError as error:
                if error.key != "disk_full":
                    raise
                self._book.note(FULL)
                self._limit(_NO_LIMIT)
            if self._draw.random() < 0.01:
                self._limit(1)

    def exchange(self) -> None:
        """Exchange again and again, meanwhile."""
        while True:
            before = self._cable.repeated
            try:
                outcome = self._workplace.exchange()
                again = self._cable.repeated - before
                self._book.note(EXCHANGED, outcome.sent, again, outcome.conflicts, outcome.refused)
            except KnownError as error:
                self._book.note(FAILED, error.key)
            time.sleep(self._draw.uniform(0, PAUSE))

    def _register(self) -> None:
        from intake_app.domain.actor import new_uuid7
        from intake_app.services.notices import NoticeGiven
        from intake_app.services.places import list_neighbourhoods
        from intake_app.services.residents import register_resident

        workplace, resident_id, word = self._workplace, new_uuid7(), self._word()
        area = self._draw.choice(workplace.store.read(list_neighbourhoods)).id
        fields = {
            "family_name": word,
            "first_name": "Alix",
            "has_no_phone": True,
            "how_met": "caretaker",
            "neighbourhood_id": area,
        }
        notice = NoticeGiven("paper", "2026.1")
        self._book.note(TRIED, str(resident_id), "family_name", None, word)
        workplace.store.run(register_resident, workplace.actor, fields, resident_id=resident_id, notice=notice)
        self._book.note(SAVED, str(resident_id), "family_name", None, word)
        self._mine.append(resident_id)

    def _correct(self) -> None:
        if self._mine:
            self._change(self._draw.choice(self._mine), "birth_name")

    def _correct_shared(self) -> None:
        """Somebody whom the others correct too: they will not always agree."""
        found = self._workplace.store.read(_somebody, self._draw.randrange(5))
        if found is not None:
            self._change(found, "address")

    def _change(self, resident_id: UUID, field: str) -> None:
        word = self._word()

        def correct(session: Session, actor: Actor) -> Any:
            from intake_app.domain.resident import Resident
            from intake_app.services.residents import update_resident
            from intake_app.services.rows import fetch

            base = getattr(fetch(session, Resident, resident_id), field)
            self._book.note(TRIED, str(resident_id), field, base, word)
            update_resident(session, actor, resident_id, {field: word})
            return base

        base = self._workplace.store.run(correct, self._workplace.actor)
        self._book.note(SAVED, str(resident_id), field, base, word)

    def _limit(self, pages: int) -> None:
        """The disk has no more room than this, by SQLite's own limit: each connection has its own, the pool hands them
        out in turn.
        """
        for _ in range(_CONNECTIONS):
            with self._workplace.store.direct() as connection:
                connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    def _word(self) -> str:
        self._words += 1
        return f"ESSAI {self._seed} {self._words}"


def _somebody(session: Session, place: int) -> UUID | None:
    query = "SELECT id FROM resident WHERE archived_at IS NULL ORDER BY id LIMIT 1 OFFSET ?"
    found = session.connection().exec_driver_sql(query, (place,)).scalar()
    return UUID(found) if found else None


def run_laptop(folder: str, address: str, seed: int, book: str) -> int:
    """Open the laptop of `folder`, say so on standard output, and work until killed. Returns 1 when it does not open
    (the book says why).
    """
    pages, cable = Book(Path(book)), Cable(address)
    premises = Premises(Path(folder), cable, FLOOR)
    try:
        workplace = open_laptop(premises)
    except KnownError as error:
        pages.note(REFUSED, error.key)
        return 1
    victim = Victim(workplace, cable, seed, pages)
    print(BEGUN, flush=True)
    threading.Thread(target=victim.exchange, daemon=True).start()
    victim.live()
    return 0


def open_laptop(premises: Premises) -> Workplace:
    """The laptop of these premises, to be released by the caller. Raises KnownError: saved_changes_missing,
    database_damaged…
    """
    premises.take()
    return premises.unlock(premises.owners()[0].staff_id, PASSPHRASE)
