"""Properties of the three-way merge of fields, over arbitrary values and edits."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.base import Merge
from sync.merge import RATCHET_ORDER, merge_edits, overlay
from sync.protocol.messages import Edit

SCALARS = st.one_of(st.none(), st.sampled_from(["a", "b", "c"]), st.booleans(), st.integers(0, 3))
SETS = st.lists(st.sampled_from(["mobility", "childcare", "language", "digital"]), unique=True).map(sorted)
NOTCHES = st.sampled_from([None, *RATCHET_ORDER])
CLASSES = {
    "name": Merge.SCALAR,
    "phone": Merge.SCALAR,
    "barriers": Merge.SET,
    "consent": Merge.RATCHET,
    "arrived_at": Merge.APPEND_ONLY,
    "age": Merge.DERIVED,
}
VALUES = {
    "name": SCALARS,
    "phone": SCALARS,
    "barriers": SETS,
    "consent": NOTCHES,
    "arrived_at": SCALARS,
    "age": SCALARS,
}
RECORDS = st.fixed_dictionaries(dict(VALUES))


@st.composite
def edits_on(draw: Any, base: dict[str, Any]) -> dict[str, Edit]:
    names = draw(st.lists(st.sampled_from(sorted(VALUES)), unique=True))
    return {name: Edit(draw(VALUES[name]), base[name]) for name in names}


@st.composite
def two_apart(draw: Any) -> tuple[dict[str, Any], dict[str, Edit], dict[str, Edit]]:
    base = draw(RECORDS)
    return base, draw(edits_on(base)), draw(edits_on(base))


@given(two_apart())
def test_an_edit_of_what_stands_is_applied_without_conflict(drawn: Any) -> None:
    base, edits, _ = drawn
    merged = merge_edits(base, edits, CLASSES)
    assert not merged.conflicts
    for name, edit in edits.items():
        if CLASSES[name] is Merge.SCALAR:
            assert merged.values[name] == edit.new
        if CLASSES[name] is Merge.SET:
            assert merged.values[name] == edit.new


@given(two_apart())
def test_edits_of_different_fields_are_both_kept(drawn: Any) -> None:
    base, mine, theirs = drawn
    mine = {name: edit for name, edit in mine.items() if name not in theirs}
    first = merge_edits(base, theirs, CLASSES)
    second = merge_edits(first.values, mine, CLASSES)
    assert not second.conflicts
    other_way = merge_edits(merge_edits(base, mine, CLASSES).values, theirs, CLASSES)
    assert second.values == other_way.values


@given(two_apart())
def test_a_value_somebody_saved_stands_or_is_in_the_conflict(drawn: Any) -> None:
    base, mine, theirs = drawn
    first = merge_edits(base, theirs, CLASSES)
    second = merge_edits(first.values, mine, CLASSES)
    for name, edit in mine.items():
        if CLASSES[name] is Merge.SCALAR:
            stands = second.values[name] == edit.new
            conflict = second.conflicts.get(name)
            assert stands or (conflict is not None and conflict.new == edit.new)
            if conflict is not None:
                assert second.values[name] == first.values[name], "the first committed stays"


@given(two_apart())
def test_merging_the_same_edits_again_changes_nothing(drawn: Any) -> None:
    base, edits, _ = drawn
    once = merge_edits(base, edits, CLASSES)
    assert merge_edits(once.values, edits, CLASSES).values == once.values


@given(two_apart())
def test_sets_lose_no_addition_and_bring_back_no_removal(drawn: Any) -> None:
    base, mine, theirs = drawn
    merged = merge_edits(merge_edits(base, theirs, CLASSES).values, mine, CLASSES)
    before = set(base["barriers"])
    for edits in (mine, theirs):
        if "barriers" in edits:
            edit = edits["barriers"]
            for added in set(edit.new) - before:
                assert added in merged.values["barriers"]
            for removed in before - set(edit.new):
                assert removed not in merged.values["barriers"]


@given(two_apart())
def test_a_ratchet_ends_at_the_furthest_notch_whatever_the_order(drawn: Any) -> None:
    base, mine, theirs = drawn
    rank = [None, *RATCHET_ORDER].index
    wanted = max([base["consent"], *(edits["consent"].new for edits in (mine, theirs) if "consent" in edits)], key=rank)
    for first, second in ((mine, theirs), (theirs, mine)):
        merged = merge_edits(merge_edits(base, first, CLASSES).values, second, CLASSES)
        assert merged.values["consent"] == wanted


@given(two_apart())
def test_a_written_fact_is_never_rewritten(drawn: Any) -> None:
    base, mine, _ = drawn
    merged = merge_edits(base, mine, CLASSES)
    if base["arrived_at"] is not None:
        assert merged.values["arrived_at"] == base["arrived_at"]


@given(two_apart())
def test_derived_fields_are_never_written(drawn: Any) -> None:
    base, mine, _ = drawn
    assert merge_edits(base, mine, CLASSES).values["age"] == base["age"]


@given(two_apart())
def test_the_author_sees_her_own_edits_on_top_of_the_centre(drawn: Any) -> None:
    server, mine, more = drawn
    seen = overlay(server, [mine, more], CLASSES)
    for name, edit in {**mine, **more}.items():
        if CLASSES[name] is Merge.SCALAR:
            assert seen[name] == edit.new


@given(two_apart())
def test_two_offline_edits_of_one_field_by_one_laptop_never_conflict(drawn: Any) -> None:
    base, first, _ = drawn
    after = merge_edits(base, first, CLASSES).values
    second = {"name": Edit("z", after["name"])}
    assert not merge_edits(after, second, CLASSES).conflicts


@given(RECORDS)
def test_a_new_record_is_an_edit_of_a_blank_one(values: dict[str, Any]) -> None:
    edits = {name: Edit(value) for name, value in values.items()}
    merged = merge_edits(None, edits, CLASSES)
    assert not merged.conflicts
    assert merged.values == {name: value for name, value in values.items() if name != "age"}
