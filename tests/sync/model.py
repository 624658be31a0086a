"""A model of laptops and centre: only values, what each was made on, and which changes the centre has.

It knows no pages, cursors, verdicts or tokens.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from intake_app.domain.errors import KnownError
from sync.protocol.messages import ExchangeRequest
from sync.protocol.packing import unpack
from sync.server.handle import Request, Response

if TYPE_CHECKING:
    from tests.sync.test_model import Fleet

Values = dict[tuple[UUID, str], str | None]
"""Record and field → value, where there is one."""


@dataclass(frozen=True, eq=False)
class Edit:
    """One change, as the model knows it: field → (what it was made on, new)."""

    resident_id: UUID
    pairs: dict[str, tuple[str | None, str]]


@dataclass
class ModelCentre:
    """What the centre has: values, and the changes they came from."""

    values: Values = field(default_factory=dict)
    has: list[Edit] = field(default_factory=list)

    def __deepcopy__(self, _memo: object) -> ModelCentre:
        return ModelCentre(dict(self.values), list(self.has))

    def take(self, edit: Edit) -> None:
        """Merge a change, once."""
        if edit in self.has:
            return
        self.has.append(edit)
        for name, (base, new) in edit.pairs.items():
            place = (edit.resident_id, name)
            if self.values.get(place) == base:
                self.values[place] = new


class ModelLaptop:
    """What a laptop shows: what it last read, with its own changes that wait on top."""

    def __init__(self) -> None:
        self.read: Values = {}
        self.edits: dict[int, Edit] = {}
        """By the numbers of their changes: a registration has two."""
        self.waiting: list[int] = []
        self.before_answer: ModelLaptop | None = None

    def save(self, edit: Edit, first: int, last: int) -> None:
        """Somebody saved."""
        numbers = range(first, last + 1)
        self.edits |= dict.fromkeys(numbers, edit)
        self.waiting += numbers

    def settle(self, numbers: Sequence[int], standing: Values) -> None:
        """An answer came: verdicts for these, and everything that stands."""
        self.before_answer = copy.copy(self)
        self.waiting = [number for number in self.waiting if number not in numbers]
        self.read = standing

    def offer_again(self, model: ModelCentre) -> None:
        """The centre was restored: what it lacks now waits again."""
        self.before_answer = copy.copy(self)
        self.waiting = [number for number, edit in self.edits.items() if edit not in model.has]

    def shown(self) -> Values:
        """Every value on its screens."""
        values = dict(self.read)
        for number in self.waiting:
            edit = self.edits[number]
            values |= {(edit.resident_id, name): new for name, (_, new) in edit.pairs.items()}
        return values


class Line:
    """One laptop's network, which keeps the model abreast of what arrives. `fate` befalls the exchange number `at` of a
    run, `typing` is done while its answer is under way.
    """

    def __init__(self, fleet: Fleet, place: int) -> None:
        self._fleet, self._place = fleet, place
        self.is_calm = True
        self.expect("arrives", 0)

    def expect(self, fate: str, at: int, typing: Callable[[], None] | None = None) -> None:
        """What befalls the next run."""
        self._fate, self._left, self._typing = fate, at, typing

    def carry(self, request: Request) -> Response:
        """See fleet_faults.Network."""
        fate = self._next_fate() if request.path == "/v1/exchange" else "arrives"
        if fate == "lost":
            raise KnownError("server_unreachable")
        if fate == "late":
            self._fleet.late.append((self._place, request))
            raise KnownError("server_slow")
        if fate == "doubled":
            self.deliver(request)
        response, standing = self.deliver(request), dict(self._fleet.model.values)
        if request.path == "/v1/exchange" and self._typing is not None:
            typing, self._typing = self._typing, None
            typing()
        if fate == "answer lost":
            raise KnownError("server_slow")
        self._answer(request, response, standing)
        return response

    def deliver(self, request: Request) -> Response:
        """To the centre, and to its model."""
        response = self._fleet.centre.deliver(request)
        if request.path == "/v1/exchange" and response.status == 200:
            mirror = self._fleet.mirrors[self._place]
            for number in sent_numbers(request):
                self._fleet.model.take(mirror.edits[number])
        return response

    def _next_fate(self) -> str:
        self._left -= 1
        return self._fate if self._left == -1 else "arrives"

    def _answer(self, request: Request, response: Response, standing: Values) -> None:
        mirror = self._fleet.mirrors[self._place]
        if response.status == 200 and request.path == "/v1/exchange":
            mirror.settle(sent_numbers(request), standing)
        elif response.status == 200 and request.path == "/v1/download":
            mirror.settle((), standing)
        elif response.status == 409:
            mirror.offer_again(self._fleet.model)


def sent_numbers(request: Request) -> list[int]:
    """The numbers of the changes in a request."""
    message = unpack(request.body, request.headers.get("content-encoding"), ExchangeRequest)
    return [change.device_seq for change in message.changes]
