"""What funders ask to be written on documents."""

from __future__ import annotations

from intake_app.domain.funding import mention_of
from intake_app.domain.reference import codes, entries


def test_a_mention_is_of_a_funder_and_says_that_it_is_to_be_checked() -> None:
    assert set(codes("funder_mention")) < set(codes("funder"))
    for one in entries("funder_mention"):
        assert one.mapping["to_check"] is True
        assert one.mapping["source"]


def test_funders_that_ask_for_nothing_have_none() -> None:
    assert mention_of("esf_plus", "fr") == "Cofinancé par l’Union européenne"
    assert mention_of("ukspf", "en") == "Funded by UK Government"
    assert mention_of("landlord", "fr") == mention_of("other", "en") == mention_of(None, "fr") == ""
