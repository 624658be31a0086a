"""A question asked again at every key: only the answer to its last wording is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, Generic, ParamSpec, TypeVar

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from intake_app.storage.store import Session
    from ui.desk import Desk

Params = ParamSpec("Params")
Answer = TypeVar("Answer")


class LatestAnswer(Generic[Answer]):
    """Asks on the database thread for `owner`, and calls `then` on the window's.

    A wording overtaken while it waited is not even looked up, so that fast typing never piles queries up; one
    overtaken while it was looked up is dropped.
    """

    def __init__(self, desk: Desk, owner: QObject, then: Callable[[Answer], None]) -> None:
        self._desk = desk
        self._owner = owner
        self._then = then
        self._serial = 0

    def ask(
        self,
        query: Callable[Concatenate[Session, Params], Answer],
        /,
        *args: Params.args,
        **kwargs: Params.kwargs,
    ) -> None:
        """Ask; answers to earlier wordings are dropped from now on."""
        self._serial += 1
        serial = self._serial

        def look_up(session: Session) -> list[Answer]:
            # read on the database thread: a stale number costs one query, never a wrong answer
            return [query(session, *args, **kwargs)] if serial == self._serial else []

        self._desk.read(self._owner, lambda answers: self._tell(serial, answers), look_up)

    def forget(self) -> None:
        """Drop the answer still to come."""
        self._serial += 1

    def _tell(self, serial: int, answers: list[Answer]) -> None:
        if serial == self._serial:
            for answer in answers:
                self._then(answer)
