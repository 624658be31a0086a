"""Lines of the trail that a repair could not bring back: noted with it, so that a damaged file is told from a touched
one.

What is noted is each line behind something missing, as it stood. A fingerprint of the note stands in the line of the
trail that tells the repair, and the trail goes on from there: to pass something off as lost later, one would have to
write that line, and all after it, anew. Only missing lines are noted; one that says something else never is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from intake_app.domain.rules.chain import fingerprint
from intake_app.storage.local_setting import read_setting, write_setting

REPAIRED: Final = "repaired_database"
"""What the trail calls a repair."""
_NOTE: Final = "trail_breaks"
Line = tuple[Mapping[str, Any], str]
"""What a line says, and the fingerprint that stands with it."""


class Break(msgspec.Struct, frozen=True):
    """The first line behind missing ones: the number of the first that is missing, its own, the fingerprint with it,
    and one of what it says. The line that tells the repair has neither: it follows the last one there was, whatever was
    cut off behind that.
    """

    missing: int
    number: int
    mark: str = ""
    said: str = ""


class RepairNote(msgspec.Struct, frozen=True):
    """Where lines are missing, and the number of the line that vouches for it."""

    line: int
    breaks: tuple[Break, ...]

    @property
    def digest(self) -> UUID:
        """What that line says of it: the first half of its SHA-256."""
        return UUID(bytes=sha256(msgspec.json.encode(self.breaks)).digest()[:16])


@dataclass(frozen=True, slots=True)
class Walk:
    """How far the lines follow one another: how many there are, how many are missing where a repair has noted it, and
    the number of the first that is not as it was written, or is missing, None when there is none; `after`: the number
    that comes next.
    """

    count: int
    lost: int
    broken: int | None
    after: int


def walk(connection: Connection, lines: Iterable[Line], after: int, before: str) -> Walk:
    """Follow the lines from number `after` on, behind the fingerprint `before`."""
    note = read_setting(connection, _NOTE, RepairNote) or RepairNote(0, ())
    known = {(one.missing, one.number): one for one in note.breaks}
    count = lost = 0
    first_lost, vouched = None, False
    for said, mark in lines:
        number, told = said["number"], fingerprint(before, said)
        if number != after or told != mark:
            if not _is_noted(known.get((after, number)), said, mark, follows=told == mark):
                return Walk(count + 1, lost, after, after)
            first_lost = first_lost or after
            lost += number - after
        vouched = vouched or (number, said["deed"], said["record_id"]) == (note.line, REPAIRED, str(note.digest))
        count, after, before = count + 1, number + 1, mark
    return Walk(count, lost, None if vouched else first_lost, after)


def note_of(lines: Iterable[Line], after: int, next_number: int) -> RepairNote | None:
    """Where lines are missing now, for the line `next_number` to vouch for; None where none is."""
    breaks = []
    for said, mark in lines:
        if said["number"] > after:
            breaks.append(Break(after, said["number"], mark, fingerprint("", said)))
        after = said["number"] + 1
    if next_number > after:
        breaks.append(Break(after, next_number))
    return RepairNote(next_number, tuple(breaks)) if breaks else None


def keep_note(connection: Connection, note: RepairNote) -> None:
    """Keep it, in the place of the one before: it says that too."""
    write_setting(connection, _NOTE, note)


def _is_noted(known: Break | None, said: Mapping[str, Any], mark: str, *, follows: bool) -> bool:
    if known is None:
        return False
    if not known.mark:
        return follows
    return (known.mark, known.said) == (mark, fingerprint("", said))
