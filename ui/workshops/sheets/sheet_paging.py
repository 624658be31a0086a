"""How a sheet's lines fall onto its pages, in millimetres: exact heights, so that no name is ever cut in two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LINE_MM: Final = 11.5
"""Room for a signature and for a name on two lines."""
LEAST_BLANKS: Final = 3
"""Lines for those who come without being expected."""
MOST_BLANKS: Final = 12


@dataclass(frozen=True, slots=True)
class PageRoom:
    """Heights that the lines of a page have to share, and what the end of the sheet takes."""

    first: float
    others: float
    end: float


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A page: its lines, from `first` to before `last`; the empty lines after them; whether the sheet ends on it."""

    first: int
    last: int
    blanks: int
    has_end: bool


def pages_of(count: int, room: PageRoom, *, with_blanks: bool) -> list[SheetPage]:
    """The pages of `count` lines. With blanks, a few empty lines follow, as many as the last page takes."""
    wanted = count + (LEAST_BLANKS if with_blanks else 0)
    pages: list[SheetPage] = []
    first = 0
    while True:
        height = room.others if pages else room.first
        fits, fits_with_end = int(height // LINE_MM), int((height - room.end) // LINE_MM)
        left = wanted - first
        if left <= fits_with_end:
            blanks = min(fits_with_end - max(0, count - first), MOST_BLANKS) if with_blanks else 0
            pages.append(
                SheetPage(min(first, count), count, blanks if first < wanted or with_blanks else 0, has_end=True)
            )
            return pages
        # the end alone on a page would be signed by nobody: a line goes with it
        taken = min(fits, left - 1)
        pages.append(
            SheetPage(
                min(first, count), min(first + taken, count), max(0, first + taken - max(first, count)), has_end=False
            )
        )
        first += taken
