"""Follow-ups: late ones first, closed with a result in a line, put off, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from intake_app.domain.errors import KnownError
from intake_app.services.follow_ups import assign_follow_up, complete_follow_up
from tests.store.world import CLAIRE
from tests.ui.at_desk import sit_down
from tests.ui.follow_up_scenes import Calls
from tests.ui.workshop_scenes import TUESDAY, elsewhere
from ui.follow_ups import dealing_vm
from ui.follow_ups.dealing_vm import Result


@pytest.fixture
def calls(tmp_path: Path) -> Iterator[Calls]:
    with sit_down(tmp_path / "palier") as desk:
        yield Calls(desk)


def test_the_most_pressing_come_first(calls: Calls) -> None:
    groups = {group: calls.names(group) for group in ("late", "today", "week", "later")}
    assert groups == {"late": ["Benali"], "today": ["Le Goff", "Touré"], "week": ["Petit", "Traoré"], "later": ["Riou"]}
    assert calls.chosen() == "Benali"
    assert calls.counts[-1] == 5


def test_a_result_closes_a_follow_up_and_leads_to_the_next(calls: Calls) -> None:
    calls.dealing.complete(Result("reached", "phone", "Passe jeudi avec son CV."))
    calls.desk.settle()
    stored = calls.stored("Benali")
    assert (stored.result, stored.medium, stored.note) == ("reached", "phone", "Passe jeudi avec son CV.")
    assert stored.done_at == calls.desk.clock()
    assert calls.names("late") == []
    assert calls.chosen() == "Le Goff"
    assert calls.counts[-1] == 4


def test_after_the_last_one_comes_the_one_before(calls: Calls) -> None:
    calls.choose("Riou")
    calls.dealing.complete(Result("done"))
    calls.desk.settle()
    assert calls.chosen() == "Traoré"


def test_a_result_can_be_taken_back(calls: Calls) -> None:
    calls.choose("Le Goff")
    row = calls.vm.chosen
    assert row is not None
    calls.dealing.complete(Result("refused", note="Ne veut plus."))
    calls.desk.settle()
    calls.vm.take_back(row)
    calls.desk.settle()
    stored = calls.stored("Le Goff")
    assert (stored.result, stored.done_at, stored.note) == (None, None, "CAP gardien d’immeuble")
    assert calls.chosen() == "Le Goff"


def test_nothing_is_closed_without_a_result(calls: Calls) -> None:
    calls.dealing.complete(Result())
    calls.desk.settle()
    assert calls.dealing.problems == {"result": "field_missing"}
    assert calls.names("late") == ["Benali"]


def test_no_answer_plans_another_try(calls: Calls) -> None:
    calls.choose("Le Goff")
    calls.dealing.complete(Result("no_answer", days_to_next=2))
    calls.desk.settle()
    assert calls.names("today") == ["Touré"]
    assert ("Le Goff", TUESDAY + timedelta(days=2)) in [(row.family_name, row.due_on) for row in calls.vm.groups.week]


def test_a_settled_result_plans_no_other_try(calls: Calls) -> None:
    calls.dealing.complete(Result("reached", days_to_next=2))
    calls.desk.settle()
    assert "Benali" not in calls.names("week")


def test_words_that_say_too_much_are_warned_of_and_may_be_kept(calls: Calls) -> None:
    result = Result("no_answer", "phone", note="hospitalisé")
    calls.dealing.complete(result)
    calls.desk.settle()
    assert calls.dealing.is_warned
    calls.dealing.complete(Result("no_answer", "phone", note="hospitalisé", keeps_words=True))
    calls.desk.settle()
    assert calls.stored("Benali").note == "hospitalisé"
    assert not calls.dealing.is_warned


@pytest.mark.parametrize(
    "typed, key",
    [("", "field_missing"), ("bientôt", "day_not_understood"), ("hier", "day_gone_by"), ("31/11", "day_impossible")],
)
def test_a_day_that_will_not_do_is_said(calls: Calls, typed: str, key: str) -> None:
    calls.dealing.snooze(typed)
    calls.desk.settle()
    assert calls.dealing.problems == {"due_on": key}
    assert calls.names("late") == ["Benali"]


def test_a_follow_up_is_put_off_and_put_back(calls: Calls) -> None:
    row = calls.vm.chosen
    assert row is not None
    calls.dealing.snooze("jeudi")
    calls.desk.settle()
    assert calls.stored("Benali").due_on == date(2026, 11, 26)
    assert calls.chosen() == "Le Goff"
    calls.vm.take_back(row)
    calls.desk.settle()
    assert calls.names("late") == ["Benali"]
    assert calls.chosen() == "Benali"


def test_two_presses_save_once(calls: Calls) -> None:
    done: list[Any] = []
    calls.dealing.completed.connect(lambda *told: done.append(told))
    calls.dealing.complete(Result("reached"))
    calls.dealing.complete(Result("reached"))
    calls.desk.settle()
    assert len(done) == 1
    assert calls.desk.errors == []


def test_one_that_a_colleague_closed_meanwhile_is_said(calls: Calls) -> None:
    calls.desk.store.run(complete_follow_up, calls.desk.actor, calls.ids["Benali"], result="reached")
    calls.dealing.complete(Result("no_answer"))
    calls.desk.settle()
    assert [error.key for error in calls.desk.errors] == ["follow_up_done"]
    assert calls.chosen() == "Le Goff"


def test_a_full_disk_is_said_and_nothing_moves(calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    def disk_full(*_args: Any, **_kwargs: Any) -> UUID:
        raise KnownError("disk_full")

    monkeypatch.setattr(dealing_vm, "snooze_follow_up", disk_full)
    calls.dealing.snooze_for(1)
    calls.desk.settle()
    assert [error.key for error in calls.desk.errors] == ["disk_full"]
    assert calls.chosen() == "Benali"


def test_colleagues_follow_ups_show_when_asked(calls: Calls) -> None:
    elsewhere(calls.desk, assign_follow_up, calls.ids["Touré"], CLAIRE)
    assert calls.names("today") == ["Le Goff"]
    assert calls.counts[-1] == 4
    calls.vm.show_everybodys(True)
    calls.desk.settle()
    assert calls.names("today") == ["Le Goff", "Touré"]
    assert calls.counts[-1] == 4


def test_the_file_opens(calls: Calls) -> None:
    calls.vm.open_file()
    assert calls.desk.wished("resident_wished") == [calls.people["Benali"]]
