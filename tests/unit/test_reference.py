"""The code lists are complete in both languages, and every field that holds a code has its list."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from intake_app.domain import resource
from intake_app.domain.errors import BugError
from intake_app.domain.record_types import RECORD_TYPES, table_of
from intake_app.domain.reference import (
    chips,
    codes,
    entries,
    entry,
    is_code,
    label,
    list_names,
    reference_list,
)
from intake_app.domain.resource import resource_path

NARROW = "\u202f"
CHIP_WIDTH = 28
OFFERED_IN_THE_FIELD = (
    *("barrier", "labour_status", "how_met", "follow_up_purpose"),
    *("exit_reason", "encounter_outcome", "language"),
)
# words for an illness, an origin or a belief: none may stand in a list offered in the field
UNSAYABLE = re.compile(
    r"malad|santé|handicap|dépress|addict|alcool|nationalit|origine|relig|ethni|illness|disab|health", re.I
)


@pytest.mark.parametrize("name", list_names())
def test_each_list_says_its_version_and_where_it_comes_from(name: str) -> None:
    found = reference_list(name)
    assert found.name == name
    assert re.fullmatch(r"20\d\d\.\d+", found.version)
    assert found.source
    assert len(set(codes(name))) == len(found.entries) > 1


@pytest.mark.parametrize("name", list_names())
def test_each_entry_reads_well_in_both_languages(name: str) -> None:
    for one in entries(name):
        assert re.fullmatch(r"[A-Za-z0-9_]{1,40}", one.code)
        for text in (one.fr, one.en, one.short_fr, one.short_en):
            assert text == text.strip() != ""
        assert bool(one.meaning_fr) == bool(one.meaning_en)
        for text in (one.fr, one.short_fr, one.meaning_fr):
            assert not re.search(rf"['\"]|[^{NARROW}][:;!?%»]|«[^{NARROW}]", text), text
        for text in (one.en, one.short_en, one.meaning_en):
            assert "'" not in text


@pytest.mark.parametrize("name", list_names())
def test_no_two_entries_of_a_list_read_the_same(name: str) -> None:
    for language in ("fr", "en"):
        assert len({one.label(language) for one in entries(name)}) == len(entries(name))
        assert len({one.short_label(language) for one in entries(name)}) == len(entries(name))


def test_every_field_that_holds_a_code_has_its_list_and_its_default_in_it() -> None:
    for record_type, row_class in RECORD_TYPES.items():
        for column in table_of(record_type).columns:
            if name := column.info.get("codes"):
                default = row_class.model_fields[column.name].default
                assert not isinstance(default, str) or is_code(name, default), (record_type, column.name)
                assert codes(name)


def test_nothing_offered_in_the_field_speaks_of_illness_or_origin() -> None:
    for name in OFFERED_IN_THE_FIELD:
        for one in entries(name):
            assert not UNSAYABLE.search(f"{one.code} {one.fr} {one.en} {one.meaning_fr}"), one.code


def test_the_short_form_offers_chips_in_order() -> None:
    assert [one.code for one in chips("labour_status")] == [
        "unemployed_unregistered_seeking",
        "unemployed_registered",
        "casual_zero_hours",
        "in_training",
        "other_to_specify",
    ]
    assert [one.short_label("fr") for one in chips("barrier")][:3] == ["Mobilité", "Garde d’enfants", "Parent seul"]
    assert [one.mapping["asp"] for one in chips("unemployment_duration")] == ["01", "02", "03", "04"]
    assert chips("funder") == ()


def test_chips_are_short_enough_for_a_line() -> None:
    for name in list_names():
        for one in chips(name):
            assert max(len(one.short_fr), len(one.short_en)) <= CHIP_WIDTH, one.code


def test_a_code_that_ended_stays_readable_but_is_no_longer_offered() -> None:
    assert "ukspf" in codes("funder", date(2026, 3, 31))
    assert "ukspf" not in codes("funder", date(2026, 4, 1))
    assert label("funder", "ukspf", "en") == "UKSPF"
    assert is_code("funder", "ukspf")


def test_a_code_is_not_offered_before_it_begins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    row = {"code": "new", "fr": "Neuf", "en": "New", "valid_from": "2027-01-01", "valid_to": None, "map": {}}
    folder = tmp_path / "resources" / "reference"
    folder.mkdir(parents=True)
    sprout = {"list": "sprout", "version": "2026.1", "source": "-", "items": [row]}
    (folder / "sprout.json").write_text(json.dumps(sprout))
    monkeypatch.setattr(resource.sys, "_MEIPASS", str(tmp_path), raising=False)
    list_names.cache_clear()
    try:
        assert codes("sprout", date(2026, 12, 31)) == ()
        assert codes("sprout", date(2027, 1, 1)) == ("new",)
    finally:
        monkeypatch.undo()
        list_names.cache_clear()
        reference_list.cache_clear()


def test_an_entry_is_read_by_its_code() -> None:
    found = entry("attendance_status", "late")
    assert (found.label("fr"), found.label("en"), found.mapping["attended"]) == ("En retard", "Late", True)
    assert found.short_label("en") == "Late"
    assert entry("approach", "parallel").meaning("en").startswith("Support for self-employment")
    assert entry("approach", "parallel").meaning("fr").endswith("du bailleur.")
    with pytest.raises(TypeError):
        found.mapping["attended"] = False  # type: ignore[index]


def test_an_unknown_list_or_code_is_our_mistake() -> None:
    with pytest.raises(BugError, match="no reference list"):
        entries("horoscope")
    with pytest.raises(BugError, match="has no code"):
        entry("gender", "Z")
    assert not is_code("gender", "Z")


def test_resources_are_found_in_the_frozen_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert resource_path("reference", "answer.json").is_file()
    monkeypatch.setattr(resource.sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource_path("reference") == tmp_path / "resources" / "reference"
