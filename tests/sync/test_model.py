"""Laptops and centre against a model of them: whatever is done in whatever order, every screen shows what the model
says it must.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import suppress
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from intake_app.domain.errors import KnownError
from intake_app.services.notices import NoticeGiven
from intake_app.services.residents import register_resident, update_resident
from sync.server.handle import Request
from tests.sync.fleet_cabinet import Cabinet
from tests.sync.fleet_centre import FleetCentre
from tests.sync.fleet_faults import Killed
from tests.sync.fleet_machine import FleetMachine
from tests.sync.model import Edit, Line, ModelCentre, ModelLaptop, Values

FIELDS = ("family_name", "address")
LAPTOPS = st.integers(0, 1)
NAMES = st.sets(st.sampled_from(FIELDS), min_size=1)


class Fleet(RuleBasedStateMachine):
    """Two laptops and a centre. The first registers people; both correct them."""

    cabinet: Cabinet

    @initialize()
    def begin(self) -> None:
        """Fresh files, both laptops joined and filled."""
        self.centre = FleetCentre(1, self.cabinet.centre(), self.cabinet.spare("model"), lambda *_: None, 0)
        self.model, self.mirrors = ModelCentre(), [ModelLaptop(), ModelLaptop()]
        self.late: list[tuple[int, Request]] = []
        self.backup: ModelCentre | None = None
        self.space = self.centre.furnish()
        self.lines = [Line(self, place) for place in (0, 1)]
        self.laptops = [
            FleetMachine(name, self.cabinet.laptop(name), place + 2, self.lines[place], 1)  # type: ignore[arg-type]
            for place, name in enumerate(("one", "two"))
        ]
        for place, laptop in enumerate(self.laptops):
            laptop.enrol(self.centre.server, self.space)
            self._exchange(place)

    @rule()
    def register(self) -> None:
        """Somebody new."""
        laptop, resident_id = self.laptops[0], self.laptops[0]._new_id()
        fields = {
            "family_name": laptop.word(),
            "first_name": "Alix",
            "has_no_phone": True,
            "how_met": "caretaker",
            "neighbourhood_id": self.space.neighbourhood_id,
        }
        notice = NoticeGiven("paper", "2026.1")
        before = laptop.last_number()
        laptop._run(register_resident, fields, resident_id=resident_id, notice=notice)
        edit = Edit(resident_id, {"family_name": (None, fields["family_name"])})
        self.mirrors[0].save(edit, before + 1, laptop.last_number())

    @rule(place=LAPTOPS, who=st.integers(0, 9), names=NAMES)
    def edit(self, place: int, who: int, names: set[str]) -> None:
        """Correct somebody whom the laptop knows."""
        laptop, mirror = self.laptops[place], self.mirrors[place]
        shown = mirror.shown()
        people = sorted({resident_id for resident_id, _ in shown})
        if not people:
            return
        resident_id = people[who % len(people)]
        fields = {name: laptop.word() for name in sorted(names)}
        before = laptop.last_number()
        laptop._run(update_resident, resident_id, fields)
        edit = Edit(resident_id, {name: (shown.get((resident_id, name)), new) for name, new in fields.items()})
        mirror.save(edit, before + 1, laptop.last_number())

    @rule(
        place=LAPTOPS,
        fate=st.sampled_from(("arrives", "arrives", "lost", "answer lost", "doubled", "late")),
        at=st.integers(0, 2),
        batch=st.sampled_from((1, 2, 100)),
        typed=st.none() | st.tuples(st.integers(0, 9), NAMES),
    )
    def exchange(self, place: int, fate: str, at: int, batch: int, typed: tuple[int, set[str]] | None) -> None:
        """One press on « Synchroniser »; perhaps somebody types on meanwhile."""
        self.lines[place].expect(fate, at, typed and (lambda: self.edit(place, *typed)))
        self._exchange(place, batch)
        self.lines[place].expect("arrives", 0)

    @rule(place=LAPTOPS, statements=st.integers(0, 40))
    def die(self, place: int, statements: int) -> None:
        """The program is killed in the course of an exchange: of its last answer all was written, or nothing."""
        laptop = self.laptops[place]
        self.mirrors[place].before_answer = None
        laptop.housing.saboteur.arm(statements)
        try:
            self._exchange(place)
        except Killed:
            laptop.restart()
        laptop.housing.saboteur.disarm()
        before = self.mirrors[place].before_answer
        if before is not None and values_of(laptop.rows(_VALUES)) != self.mirrors[place].shown():
            self.mirrors[place] = before

    @precondition(lambda self: self.late)
    @rule()
    def a_late_message_arrives(self) -> None:
        """Long after its sender has given up."""
        place, request = self.late.pop(0)
        self.lines[place].deliver(request)

    @rule(place=LAPTOPS)
    def restart(self, place: int) -> None:
        """The program is closed and opens again."""
        self.laptops[place].restart()

    @rule(place=LAPTOPS)
    def read_afresh(self, place: int) -> None:
        """At the next exchange, as after an update."""
        self.laptops[place].forget_place()

    @rule()
    def the_centre_restarts(self) -> None:
        """The server's program, too, is closed and opens again."""
        self.centre.server = self.centre._start()

    @rule()
    def back_up(self) -> None:
        """Copy the centre."""
        self.centre.back_up()
        self.backup = copy.deepcopy(self.model)

    @precondition(lambda self: self.backup is not None)
    @rule()
    def restore(self) -> None:
        """Put the copy back; whoever registers people is the first to offer again what it lacks."""
        self.centre.restore()
        self.model = copy.deepcopy(self.backup) or ModelCentre()
        self._exchange(0)

    def _exchange(self, place: int, batch: int = 100) -> None:
        self.laptops[place].engine._batch_size = batch
        with suppress(KnownError):
            self.laptops[place].engine.run_once()

    @invariant()
    def every_screen_shows_what_it_must(self) -> None:
        """Laptops and centre, field by field."""
        for laptop, mirror in zip(getattr(self, "laptops", ()), getattr(self, "mirrors", ()), strict=True):
            assert values_of(laptop.rows(_VALUES)) == mirror.shown()
        if hasattr(self, "laptops"):
            assert values_of(self.centre.housing.rows(_VALUES)) == self.model.values

    def teardown(self) -> None:
        """Let go of the files."""
        for laptop in getattr(self, "laptops", ()):
            laptop.close()


_VALUES = f"SELECT id, {', '.join(FIELDS)} FROM resident"


def values_of(rows: list[tuple[str, ...]]) -> Values:
    """The values that are not empty, by record and field."""
    return {(UUID(row[0]), name): value for row in rows for name, value in zip(FIELDS, row[1:], strict=True) if value}


@pytest.fixture
def cabinet() -> Iterator[Cabinet]:
    """The databases of every story."""
    with Cabinet() as opened:
        yield opened


@pytest.mark.timeout(0)
def test_the_system_does_what_the_model_says(cabinet: Cabinet, is_nightly: bool) -> None:
    Fleet.cabinet = cabinet
    chosen = settings(
        max_examples=20_000 if is_nightly else 200,
        stateful_step_count=50 if is_nightly else 30,
        suppress_health_check=list(HealthCheck),
        # making a failing story short takes minutes: by night only
        phases=[Phase.generate, Phase.shrink] if is_nightly else [Phase.generate],
    )
    run_state_machine_as_test(Fleet, settings=chosen)
