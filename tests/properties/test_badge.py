"""A badge is read as it was written, on any keyboard, and a misread one is nobody's."""

from __future__ import annotations

from uuid import UUID

from hypothesis import assume, example, given
from hypothesis import strategies as st

from intake_app.domain.badge import badge_code, is_badge, read_badge

# what a scanner set for the one keyboard types on the other, letters alone
ON_AZERTY = str.maketrans("AQZWM", "QAWZ,")
ON_QWERTZ = str.maketrans("YZ", "ZY")


@given(st.uuids())
def test_a_badge_is_read_whatever_the_keyboard_and_its_capitals(resident_id: UUID) -> None:
    code = badge_code(resident_id)
    for typed in (code, code.lower(), f" {code}\n", code.translate(ON_AZERTY), code.translate(ON_QWERTZ)):
        assert is_badge(typed)
        assert read_badge(typed) == resident_id


@given(st.uuids(), st.integers(0, 36), st.characters(categories=("Lu", "Nd")))
def test_one_letter_misread_is_nobody(resident_id: UUID, place: int, letter: str) -> None:
    code = badge_code(resident_id)
    assume(code[place] != letter.upper())
    assert read_badge(code[:place] + letter + code[place + 1 :]) is None
    assert read_badge(code[:place] + code[place + 1 :]) is None


@given(st.uuids(), st.integers(3, 33))
def test_two_letters_in_the_wrong_order_are_nobody(resident_id: UUID, place: int) -> None:
    code = badge_code(resident_id)
    assume(code[place] != code[place + 1])
    assert read_badge(code[:place] + code[place + 1] + code[place] + code[place + 2 :]) is None


@given(st.text())
@example("")
@example("XTX")
def test_any_other_text_is_no_badge(text: str) -> None:
    assert read_badge(text) is None or badge_code(read_badge(text) or UUID(int=0)) == text.strip().upper()
