"""Bringing a file in by hand, for the tests: what the window does, step by step."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from intake_app.domain.actor import Actor
from intake_app.domain.resident import Resident
from intake_app.services.imports.choices import Choices, guess_fields, read_memory, read_places
from intake_app.services.imports.known import JudgedRow, TwinFinder, judge_rows, read_imported
from intake_app.services.imports.reports import read_report
from intake_app.services.imports.runs import (
    FileMark,
    Information,
    SettledRow,
    finish_import,
    import_row,
    start_import,
)
from intake_app.services.imports.undoing import finish_undo, undo_row
from intake_app.services.resident_lists import find_residents
from intake_app.storage.store import Store
from tests.common.import_files import read_all, table_in
from tests.store.world import MAUREPAS, TODAY

ON_PAPER = Information("team_list", "paper", date(2026, 11, 10), "2026.1")
BY_VOICE = Information("sign_up_list", "oral", date(2026, 11, 10), "2026.1")


class Import:
    """A file brought in by hand: what the window does, step by step."""

    def __init__(self, store: Store, actor: Actor, path: Path, **choices: Any) -> None:
        self.store, self.actor = store, actor
        self.source, self.table = table_in(path)
        self.places = store.read(read_places)
        chosen = {"neighbourhood_id": MAUREPAS, "takes_no_phone": True, **choices}
        self.choices = Choices(guess_fields(self.table, store.read(read_memory)), **chosen)
        self.rows = read_all(self.table, self.places, TODAY, **chosen)
        self.mark = FileMark(self.source.sha256, 0, len(self.rows))
        self.run_id: UUID | None = None

    def judged(self) -> list[JudgedRow]:
        imported = self.store.read(read_imported, self.mark.sha256, 0)
        finder = TwinFinder()
        twins = {row.number: twin for row in self.rows if (twin := finder.find(row)) is not None}
        return self.store.read(judge_rows, self.rows, twins, imported)

    def verdicts(self) -> list[str]:
        return [row.verdict for row in self.judged()]

    def start(self, information: Information = ON_PAPER, settled: tuple[SettledRow, ...] = ()) -> UUID:
        self.run_id = self.store.run(
            start_import, self.actor, self.mark, information, self.table, self.choices, settled
        )
        return self.run_id

    def bring(self, *numbers: int) -> list[UUID]:
        assert self.run_id is not None
        return [
            self.store.run(import_row, self.actor, self.run_id, row.number, row.resident, row.situation)
            for row in self.rows
            if not numbers or row.number in numbers
        ]

    def bring_together(self, *numbers: int) -> list[UUID]:
        """As the window does: each row a unit of its own, all of them in one commit."""
        rows = [row for row in self.rows if row.number in numbers]
        steps = [(import_row, (self.run_id, row.number, row.resident, row.situation)) for row in rows]
        return self.store.run_all(self.actor, steps)

    def everything(self, information: Information = ON_PAPER) -> list[UUID]:
        self.start(information)
        ids = self.bring()
        assert self.run_id is not None
        self.store.run(finish_import, self.actor, self.run_id)
        return ids

    def undo(self) -> list[str]:
        assert self.run_id is not None
        rows = [row.number for row in self.store.read(read_report, self.run_id) if row.state in ("added", "completed")]
        states = self.take_back_together(*rows)
        self.store.run(finish_undo, self.actor, self.run_id)
        return states

    def take_back_together(self, *numbers: int) -> list[str]:
        """As the window does: each row a unit of its own, all of them in one commit."""
        return self.store.run_all(self.actor, [(undo_row, (self.run_id, number, numbers)) for number in numbers])


def resident_of(store: Store, resident_id: UUID) -> Resident:
    found = store.read(lambda session: session.get(Resident, resident_id))
    assert found is not None
    return found


def names_in(store: Store) -> set[str]:
    return {row.family_name for row in store.read(find_residents)}
