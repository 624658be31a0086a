"""The roll as it stands on the screen: what the store holds, over it the marks not yet known to be saved.

A tick shows at once. It is dropped, and what the store holds shows again, when saving it failed. Lines keep their
places while the roll is called: newcomers go to the end, whoever left the roll stays unticked where they were, so that
nobody's line moves under the cursor.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from uuid import UUID

from intake_app.services.attendances import CAME, DECLINED, EXPECTED
from intake_app.services.rolls import Roll


@dataclass(frozen=True, slots=True)
class RollLine:
    """Somebody on the screen. Whoever is not `is_on_roll` was, a moment ago: a walk-in whose tick was taken back."""

    resident_id: UUID
    family_name: str
    first_name: str
    status: str
    is_walk_in: bool = False
    arrived_at: datetime | None = None
    is_only_here: bool = False
    is_on_roll: bool = True
    has_signed: bool = False
    waits_otherwise: bool = False
    """Whether they go back to the waiting list when their tick is taken back."""
    answer: str | None = None
    """What they answered to their invitation (a code of `invitation_answer`)."""

    @property
    def is_present(self) -> bool:
        """Whether they came."""
        return self.is_on_roll and self.status in CAME

    @property
    def has_declined(self) -> bool:
        """Whether they said that they will not come, and did not come."""
        return self.status == EXPECTED and self.answer == DECLINED


@dataclass(frozen=True, slots=True)
class _Mark:
    token: int
    line: RollLine


class RollSheet:
    """Lines in the order they are shown. `mark` puts a mark over a line and returns its token; `settle` and `drop` end
    it.
    """

    def __init__(self) -> None:
        self._lines: dict[UUID, RollLine] = {}
        self._marks: list[_Mark] = []
        self._settled: set[int] = set()
        self._tokens = count(1)

    def start(self) -> None:
        """Forget everything: another slot is opened."""
        self._lines.clear()
        self._marks.clear()
        self._settled.clear()

    def known(self) -> tuple[UUID, ...]:
        """Everybody the store was ever seen to hold."""
        return tuple(self._lines)

    def take(self, roll: Roll, unsent: frozenset[UUID] = frozenset()) -> None:
        """Take what the store holds. `unsent` are residents off the roll whose leaving it is only on this laptop.

        The database thread does one thing after the other: what is read once a mark is settled includes that mark.
        """
        gone = self._lines.keys() - {row.resident_id for row in roll.rows}
        for resident_id in gone:
            left = _off_roll(self._lines[resident_id])
            self._lines[resident_id] = replace(left, is_only_here=resident_id in unsent)
        for row in roll.rows:
            self._lines[row.resident_id] = RollLine(
                row.resident_id,
                row.family_name,
                row.first_name,
                row.status,
                row.is_walk_in,
                row.arrived_at,
                row.is_only_here,
                has_signed=row.has_signed,
                waits_otherwise=row.waits_otherwise,
                answer=row.invitation.answer,
            )
        self._marks = [mark for mark in self._marks if mark.token not in self._settled]
        self._settled.clear()

    def mark(self, line: RollLine, status: str, at: datetime) -> int:
        """Show `line` with another status, from now until the mark is settled or dropped."""
        arrived_at = (line.arrived_at or at) if status in CAME else None
        marked = replace(line, status=status, arrived_at=arrived_at, is_on_roll=True)
        if status == EXPECTED and (line.is_walk_in or line.waits_otherwise):
            marked = _off_roll(line)
        token = next(self._tokens)
        self._marks.append(_Mark(token, replace(marked, is_only_here=True)))
        return token

    def settle(self, token: int) -> None:
        """The mark is saved; it stays until what the store holds has been read again."""
        self._settled.add(token)

    def drop(self, token: int) -> None:
        """Saving the mark failed: show what was there before."""
        self._marks = [mark for mark in self._marks if mark.token != token]

    def lines(self) -> tuple[RollLine, ...]:
        """Every line, as shown."""
        shown = dict(self._lines)
        for mark in self._marks:
            shown[mark.line.resident_id] = mark.line
        return tuple(shown.values())

    def line_of(self, resident_id: UUID) -> RollLine | None:
        """The line of somebody, or None."""
        return next((line for line in self.lines() if line.resident_id == resident_id), None)

    def is_saving(self) -> bool:
        """Whether a mark is not yet known to be saved."""
        return any(mark.token not in self._settled for mark in self._marks)

    def expected(self) -> int:
        """How many are on the roll."""
        return sum(line.is_on_roll for line in self.lines())

    def placed(self) -> int:
        """How many take a place: not those who said that they will not come."""
        return sum(line.is_on_roll and not line.has_declined for line in self.lines())

    def present(self) -> int:
        """How many came."""
        return sum(line.is_present for line in self.lines())

    def walk_ins(self) -> int:
        """How many came without being expected."""
        return sum(line.is_present and line.is_walk_in for line in self.lines())

    def signatures(self) -> int:
        """How many signed."""
        return sum(line.is_on_roll and line.has_signed for line in self.lines())

    def absentees(self) -> tuple[RollLine, ...]:
        """Those expected who are not ticked, and did not say that they would not come."""
        return tuple(
            line for line in self.lines() if line.is_on_roll and line.status == EXPECTED and not line.has_declined
        )

    def is_only_here(self) -> bool:
        """Whether any line has something the centre has not received."""
        return any(line.is_only_here for line in self.lines())


def _off_roll(line: RollLine) -> RollLine:
    return replace(line, status=EXPECTED, arrived_at=None, is_on_roll=False)
