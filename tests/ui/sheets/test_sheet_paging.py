"""Lines on pages: each once, in order, none beyond the paper, and the end of the sheet never alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.workshops.sheets.sheet_paging import LEAST_BLANKS, LINE_MM, PageRoom, pages_of

ROOMS = st.builds(PageRoom, st.floats(90, 230), st.floats(150, 260), st.floats(20, 50))


@given(st.integers(0, 400), ROOMS, st.booleans())
def test_every_line_is_on_one_page_and_fits(count: int, room: PageRoom, with_blanks: bool) -> None:
    pages = pages_of(count, room, with_blanks=with_blanks)
    assert [number for page in pages for number in range(page.first, page.last)] == list(range(count))
    for place, page in enumerate(pages):
        height = room.others if place else room.first
        used = (page.last - page.first + page.blanks) * LINE_MM + (room.end if page.has_end else 0)
        assert used <= height
        assert page.has_end == (page is pages[-1])
        if place:
            assert page.last - page.first + page.blanks > 0
    blanks = sum(page.blanks for page in pages)
    assert blanks >= LEAST_BLANKS if with_blanks else blanks == 0
