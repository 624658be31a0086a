"""Why a file of people leaves: for what, and to whom (domain reference §6.3, P16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from intake_app.domain.reference import entries
from intake_app.domain.rules.problem import FieldProblem

KEPT: Final = timedelta(days=2)
"""How long the copy on this computer may stay."""
LONGEST: Final = 120
"""Characters a recipient may have."""
HANDED_OVER: Final = frozenset(one.code for one in entries("export_purpose") if one.mapping["is_for_the_person"])
"""Purposes of papers that the people themselves are given."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """`purpose` is a code of `export_purpose`, `recipient` an organisation or somebody in words; nobody in particular
    where the people themselves are given the paper.
    """

    purpose: str
    recipient: str = ""

    @property
    def is_handed_over(self) -> bool:
        """Whether the people it is about are given it."""
        return self.purpose in HANDED_OVER

    def is_encrypted(self, has_names: bool) -> bool:
        """Whether the file must be: one with names is, but for the papers that people are handed."""
        return has_names and not self.is_handed_over

    def problems(self) -> list[FieldProblem]:
        """What is still to be said."""
        found = []
        if self.purpose not in {one.code for one in entries("export_purpose")}:
            found.append(FieldProblem("purpose", "field_missing"))
        if not self.is_handed_over and len(self.recipient.strip()) < 2:
            found.append(FieldProblem("recipient", "field_missing"))
        if len(self.recipient) > LONGEST:
            found.append(FieldProblem("recipient", "text_too_long"))
        return found


TO_THE_PERSON: Final = Leaving("hand_over")
"""A paper about one person, or about those at one workshop, for themselves."""
