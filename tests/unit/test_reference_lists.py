"""What the lists must say of the programme and of the funders' classes."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from intake_app.domain.reference import codes, entries, entry, list_names

ASKED_FOR = {
    *("approach", "partner", "increase_action", "education_level", "labour_status", "unemployment_duration", "barrier"),
    *(
        "attendance_status",
        "how_met",
        "encounter_channel",
        "encounter_outcome",
        "follow_up_medium",
        "follow_up_purpose",
    ),
    *("follow_up_result", "exit_reason", "role", "landlord_link", "housing_status", "benefit", "neighbourhood_kind"),
    *("organisation_kind", "action_kind", "funder", "half_day", "workshop_status", "notice_mode", "consent_purpose"),
    *("consent_state", "consent_evidence", "gender", "language", "answer", "age_band", "enrolment_status"),
    *("situation_stage", "outcome_type", "workshop_step"),
}


def test_every_list_of_the_programme_is_shipped() -> None:
    assert ASKED_FOR - set(list_names()) == set()


def test_the_nine_partners_are_named_with_one_lead() -> None:
    partners = entries("partner")
    assert len(partners) == 9
    assert [one.code for one in partners if one.mapping["lead"]] == ["optivo"]
    assert Counter(one.mapping["country"] for one in partners) == {"FR": 6, "GB": 3}


def test_no_action_claims_a_partner_that_its_source_does_not_name() -> None:
    for one in entries("increase_action"):
        assert one.mapping["partner"] is one.mapping["approach"] is None
        assert one.mapping["kind"] in codes("action_kind")


def test_every_labour_status_has_exactly_one_funder_class() -> None:
    classes = Counter(one.mapping["esf"] for one in entries("labour_status"))
    assert classes == {"U": 2, "I": 10, "E": 8, "X": 4}


def test_education_levels_carry_their_crosswalks() -> None:
    counted = {one.code: (one.mapping["isced"], one.mapping["eeco"]) for one in entries("education_level")}
    assert [level for level, _ in counted.values()] == [0, 1, 2, 3, 3, 5, 6, 7, 8, None, None, None]
    assert {eeco for level, eeco in counted.values() if level is not None and level <= 2} == {"EECO09"}
    assert {eeco for level, eeco in counted.values() if level == 3} == {"EECO10"}
    assert {eeco for level, eeco in counted.values() if level is not None and level >= 5} == {"EECO11"}
    assert codes("education_level")[-3:] == ("EDX", "ED98", "ED99")


def test_age_bands_follow_one_another_without_gap() -> None:
    bands = [(one.mapping["min_age"], one.mapping["max_age"]) for one in entries("age_band")]
    assert bands[0][0] == 0
    assert bands[-1][1] is None
    assert all(following[0] == band[1] + 1 for band, following in pairwise(bands))


def test_durations_follow_one_another_without_gap() -> None:
    spans = [one.mapping for one in entries("unemployment_duration") if "asp" in one.mapping]
    assert all(after["min_months"] == before["max_months"] + 1 for before, after in pairwise(spans))


def test_half_days_cover_the_day() -> None:
    spans = [(one.mapping["from"], one.mapping["until"]) for one in entries("half_day")]
    assert (spans[0][0], spans[-1][1]) == ("00:00", "24:00")
    assert all(after[0] == before[1] for before, after in pairwise(spans))


def test_a_refusal_to_answer_can_be_said_of_every_question() -> None:
    for name in (
        "labour_status",
        "unemployment_duration",
        "education_level",
        "barrier",
        "housing_status",
        "benefit",
        "gender",
    ):
        assert [one.code for one in entries(name) if one.mapping.get("answer") == "9"], name


def test_every_barrier_points_to_a_theme_that_exists() -> None:
    themes = {one.mapping["theme"] for one in entries("barrier")} - {None}
    assert len(themes) == 12
    assert themes <= set(codes("barrier"))


def test_withdrawing_stands_above_every_other_answer() -> None:
    ranks = {one.code: one.mapping["rank"] for one in entries("consent_state")}
    assert sorted(ranks, key=lambda code: ranks[code]) == ["given", "refused", "withdrawn"]


def test_follow_ups_that_fall_due_by_themselves_say_after_what() -> None:
    assert entry("follow_up_purpose", "missed_workshop").mapping == {"anchor": "absence", "days": 2}
    for one in entries("follow_up_purpose"):
        assert ("anchor" in one.mapping) == bool({"days", "months"} & set(one.mapping))
        assert ("months" in one.mapping) == ("attempts" in one.mapping) == ("ways" in one.mapping)
