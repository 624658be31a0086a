"""What the people in front of a simulated fleet's laptops do."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from uuid import UUID

from intake_app.domain.attendance import attendance_id
from intake_app.domain.rules.workshop import SlotFields
from intake_app.services.attendances import mark_present, register_walk_in, undo_mark
from intake_app.services.conflicts import list_conflicted_files, settle_conflicts
from intake_app.services.notices import NoticeGiven, record_consent, withdraw_consent
from intake_app.services.quarantine import discard
from intake_app.services.resident_merges import merge_residents, undo_merge
from intake_app.services.residents import archive_resident, register_resident, restore_resident, update_resident
from intake_app.services.workshops import plan_workshop, tick_step
from tests.sync.fleet_machine import FleetMachine, Saved, change_of

EDITABLE = ("family_name", "first_name", "birth_name", "address")
_PEOPLE = "SELECT id FROM resident WHERE id NOT IN (SELECT resident_id FROM erasure) ORDER BY id"
STEPS = ("cv_reviewed", "next_meeting")
_OF_CIRCLES = {"merge_circle", "parent_refused", "unit_refused"}
"""Why the centre refuses a join, what was done to a refused one, and what was done together with either."""


class FleetLaptop(FleetMachine):
    """A laptop and somebody at it, who does one thing after the other as chance has it."""

    def register(self) -> None:
        """Somebody new."""
        who, notice = self._new_id(), NoticeGiven("paper", "2026.1")
        self._run(register_resident, self._person(who), resident_id=who, notice=notice)

    def _person(self, who: UUID) -> dict[str, Any]:
        return {
            "family_name": self.word(who),
            "first_name": "Alix",
            "has_no_phone": True,
            "how_met": "caretaker",
            **self.home(),
        }

    def edit(self) -> None:
        """Correct one or two fields of somebody's file."""
        people = self._people()
        if not people:
            return
        who = self._somebody(people)
        names = self.draw.sample(EDITABLE, self.draw.choice((1, 1, 2)))
        before = [self._value(who, name) for name in names]
        self._run(update_resident, who, {name: self.word(who) for name in names})
        change_id = change_of(self, who)
        self.saved += [
            Saved(self.name, change_id, who, name, base, self._value(who, name))
            for name, base in zip(names, before, strict=True)
        ]

    def _people(self) -> list[UUID]:
        """Whoever is not known to be erased."""
        return [UUID(one) for one in self.look(_PEOPLE)]

    def _somebody(self, people: list[UUID]) -> UUID:
        """Often one of those whom everybody speaks of."""
        return self.draw.choice(people[: self.crowd] if self.draw.random() < 0.5 else people)

    def _value(self, resident_id: UUID, name: str) -> Any:
        return self.look(f"SELECT {name} FROM resident WHERE id = ?", str(resident_id))[0]

    def plan(self) -> None:
        """A new workshop."""
        slot = SlotFields(date(2026, 11, 24), "14:00", "17:00")
        fields = {"title": self.word(), "neighbourhood_id": self.home()["neighbourhood_id"]}
        self._run(plan_workshop, fields, [slot], workshop_id=self._new_id())

    def tick(self) -> None:
        """Somebody is present, or was not after all."""
        people, slots = self._people(), self._ids("slot")
        if not people or not slots:
            return
        where, who = self.draw.choice(slots), self._somebody(people)
        is_marked = str(attendance_id(where, who)) in self.look("SELECT id FROM attendance")
        self._run(undo_mark if is_marked and self.draw.random() < 0.3 else mark_present, where, who)

    def walk_in(self) -> None:
        """Somebody new comes to a workshop: two records that arrive together."""
        slots = self._ids("slot")
        if slots:
            notice = NoticeGiven("paper", "2026.1")
            where, who = self.draw.choice(slots), self._new_id()
            self._run(register_walk_in, where, self._person(who), resident_id=who, notice=notice)

    def tick_a_step(self) -> None:
        """A step of a workshop's checklist is done, or not yet."""
        workshops = self._ids("workshop")
        if workshops:
            step, is_done = self.draw.choice(STEPS), self.draw.random() < 0.6
            self._run(tick_step, self.draw.choice(workshops), step, is_done)

    def consent(self) -> None:
        """An answer is given, or withdrawn."""
        people, consents = self._people(), self._ids("consent")
        if consents and self.draw.random() < 0.5:
            consent_id, before = self.draw.choice(consents), self.changes_saved
            self._run(withdraw_consent, consent_id)
            if self.changes_saved > before:
                self.withdrawn[change_of(self, consent_id)] = consent_id
        elif people:
            asked = {"purpose": "recontact", "state": "given", "evidence": "paper"}
            self._run(record_consent, self._somebody(people), **asked)

    def put_away(self) -> None:
        """A file is put away, or taken out again."""
        people = self._people()
        if people:
            who = self._somebody(people)
            is_away = self._value(who, "archived_at") is not None
            self._run(restore_resident if is_away else archive_resident, who)

    def settle(self) -> None:
        """Somebody decides between two versions of a field, with or without network."""
        files = self.store.read(list_conflicted_files, self.actor)
        if not files:
            return
        file = self.draw.choice(files)
        field = self.draw.choice(file.fields)
        choice = self.draw.choice((field.standing, field.other))
        is_scalar = file.record_type == "resident" and field.field in EDITABLE
        before = self._value(file.record_id, field.field) if is_scalar else None
        self._run(settle_conflicts, {field.conflict_id: choice})
        if is_scalar and before != choice:
            change_id = change_of(self, file.record_id)
            self.saved.append(Saved(self.name, change_id, file.record_id, field.field, before, choice))

    def join_files(self) -> None:
        """Two files are said to be one person's, or not to be after all."""
        people, joins = self._people(), self._ids("resident_merge")
        if joins and self.draw.random() < 0.4:
            self._run(undo_merge, self.draw.choice(joins))
        elif len(people) > 1:
            self._run(merge_residents, *self.draw.sample(people[: self.crowd + 3], 2))

    def give_up_what_was_refused(self) -> bool:
        """Two joins that make a circle cannot both be: whoever came second gives hers up. Whether there was one."""
        refused = self.rows("SELECT record_type, record_id, reason FROM outbox_change WHERE state = 'quarantined'")
        said = self.rows("SELECT record_id, CAST(fields AS TEXT) FROM outbox_change WHERE state = 'quarantined'")
        for record_id, fields in said:
            self.given_up |= {(record_id, name, json.dumps(new)) for name, (new, _) in json.loads(fields).items()}
        for record_type, record_id, reason in refused:
            # or put back to before it was said again
            is_old = reason == "taken_back" and self.was_copied
            assert reason in _OF_CIRCLES or is_old, (self.name, record_type, reason)
            if self.look("SELECT 1 FROM outbox_change WHERE record_id = ? AND state = 'quarantined'", record_id):
                self._run(discard, record_type, UUID(record_id))
        return bool(refused)
