"""What must hold of a workshop, a situation, a follow-up; and that every problem has its sentence."""

from __future__ import annotations

import ast
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from intake_app.domain.errors import KnownError
from intake_app.domain.rules.follow_up import check_follow_up
from intake_app.domain.rules.problem import FieldProblem
from intake_app.domain.rules.situation import check_situation
from intake_app.domain.rules.workshop import SlotFields, check_workshop
from intake_app.domain.sentences import LANGUAGES, sentence_for
from intake_app.domain.situation import SituationFields
from intake_app.domain.workshop import WorkshopFields
from tests.quality.source_tree import ROOT

MAUREPAS = UUID("01900000-0000-7000-8000-000000000011")
AFTERNOON = SlotFields(date(2026, 11, 24), "14:00", "17:00")


def test_texts_and_times_are_tidied() -> None:
    fields = WorkshopFields(title=" Café  des ambassadeurs ", neighbourhood_id=MAUREPAS, place=" ")
    values, slots, problems = check_workshop(fields, [SlotFields(date(2026, 11, 24), " 9:30", "12:00 ")])
    assert problems == []
    assert (values["title"], values["place"]) == ("Café des ambassadeurs", None)
    assert (slots[0].start_time, slots[0].end_time) == ("09:30", "12:00")


@pytest.mark.parametrize(
    "fields,problem",
    [
        ({"title": None}, FieldProblem("title", "field_missing")),
        ({"title": "x" * 161}, FieldProblem("title", "text_too_long")),
        ({"capacity": 501}, FieldProblem("capacity", "number_out_of_range")),
        ({"capacity": "beaucoup"}, FieldProblem("capacity", "value_not_understood")),
        ({"facilitators": "2840575115001"}, FieldProblem("facilitators", "identity_number")),
    ],
)
def test_each_problem_of_a_workshop_is_named(fields: dict[str, Any], problem: FieldProblem) -> None:
    base = {"title": "3h pour l’emploi", "neighbourhood_id": MAUREPAS}
    assert check_workshop({**base, **fields}, [AFTERNOON])[2] == [problem]


@pytest.mark.parametrize(
    "slots,problem",
    [
        ([], FieldProblem("slots", "slot_missing")),
        (
            [AFTERNOON, SlotFields(AFTERNOON.held_on, "17:00", "14:00")],
            FieldProblem("slots.1", "slot_ends_before_start"),
        ),
        ([SlotFields(AFTERNOON.held_on, "", "14:00")], FieldProblem("slots.0", "time_not_understood")),
    ],
)
def test_each_problem_of_a_slot_names_the_slot(slots: list[SlotFields], problem: FieldProblem) -> None:
    assert check_workshop({"title": "Café", "neighbourhood_id": MAUREPAS}, slots)[2] == [problem]


def test_a_situation_keeps_each_barrier_once() -> None:
    values, problems = check_situation(
        SituationFields(labour_status="retired", barriers=["mobility", "mobility", "language"], interests="  ")
    )
    assert (values["barriers"], values["interests"], problems) == (["language", "mobility"], None, [])


def test_each_problem_of_a_situation_is_named() -> None:
    _, problems = check_situation({"barriers": ["laziness"], "interests": "2840575115001 " + "x" * 280})
    assert set(problems) == {
        FieldProblem("barriers", "code_unknown"),
        FieldProblem("interests", "text_too_long"),
        FieldProblem("interests", "identity_number"),
    }


def test_each_problem_of_a_follow_up_is_named() -> None:
    assert check_follow_up({"purpose": "call_back", "note": "x" * 280}) == []
    assert set(check_follow_up({"purpose": "gossip", "note": "AB123456C" + " x" * 200})) == {
        FieldProblem("purpose", "code_unknown"),
        FieldProblem("note", "text_too_long"),
        FieldProblem("note", "identity_number"),
    }


def test_every_problem_has_its_sentence_in_both_languages() -> None:
    rules = [*(ROOT / "intake_app" / "domain" / "rules").glob("*.py"), *(ROOT / "intake_app" / "services").glob("*.py")]
    keys = {"fields_invalid", "field_missing", "text_too_long", "number_out_of_range", "value_not_understood"}
    for path in rules:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "FieldProblem":
                keys |= {ast.literal_eval(node.args[1])} if isinstance(node.args[1], ast.Constant) else set()
    assert len(keys) > 15
    for key in keys:
        for language in LANGUAGES:
            assert sentence_for(KnownError(key, count=1), language).what
