"""The only place that says who may do what (domain reference §6.5), as far as it exists today.

The centre decides which rows a laptop receives; this decides what a role may do with the rows that are there.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError


class Deed(StrEnum):
    """Something a staff member may or may not do."""

    MEET = "meet"
    """Register and correct residents, note encounters, notices and consents."""
    OPEN_FILE = "open_file"
    """Read a resident's file."""
    JOIN_FILES = "join_files"
    """Say that two files are one person, and take that back."""
    TELL_APART = "tell_apart"
    """Say that two files that resemble each other are two people."""
    ARCHIVE = "archive"
    """Put a resident's file away, or take it out again."""
    ERASE = "erase"
    """Erase a resident for good."""
    PLAN = "plan"
    """Plan, change and cancel workshops."""
    CALL_ROLL = "call_roll"
    """Invite, tick who is present, close a workshop."""
    FOLLOW_UP = "follow_up"
    """Schedule and complete follow-ups."""
    REFER = "refer"
    """Send residents on to partners, and note what became of it."""
    ACCOMPANY = "accompany"
    """Enrol residents, follow their projects, note outcomes, put tutors beside them."""
    KEEP_ACTIONS = "keep_actions"
    """Add and correct the actions that workshops are held within."""
    KEEP_OFFERS = "keep_offers"
    """Keep the directory of offers, and the cohorts of certified trainings."""
    IMPORT = "import"
    """Bring in a whole file of people, and take it back."""
    SHARE_LAPTOP = "share_laptop"
    """Say who else opens this laptop."""
    TAKE_REGISTER = "take_register"
    """Take out a register of attendance, with numbers in place of names."""
    NAME_CASELOAD = "name_caseload"
    """Have the names of those one accompanies in it."""
    NAME_FUNDER_FILE = "name_funder_file"
    """Have all the names in it, of one funder's actions."""
    TAKE_SHEETS = "take_sheets"
    """Take out the sealed sheets of a whole period."""


_FIELD: Final = frozenset(
    {
        Deed.MEET,
        Deed.OPEN_FILE,
        Deed.TELL_APART,
        Deed.PLAN,
        Deed.CALL_ROLL,
        Deed.FOLLOW_UP,
        Deed.REFER,
        Deed.SHARE_LAPTOP,
        Deed.TAKE_REGISTER,
    }
)
_ALLOWED: Final[dict[str, frozenset[Deed]]] = {
    "caretaker": _FIELD,
    "outreach": _FIELD | {Deed.IMPORT, Deed.KEEP_OFFERS},
    "adviser": _FIELD
    | {Deed.IMPORT, Deed.JOIN_FILES, Deed.ARCHIVE, Deed.ACCOMPANY, Deed.KEEP_OFFERS}
    | {Deed.NAME_CASELOAD, Deed.TAKE_SHEETS},
    "site_manager": frozenset({Deed.OPEN_FILE, Deed.PLAN, Deed.SHARE_LAPTOP, Deed.TAKE_REGISTER}),
    "programme_officer": frozenset({Deed.OPEN_FILE, Deed.PLAN, Deed.KEEP_ACTIONS, Deed.KEEP_OFFERS, Deed.SHARE_LAPTOP})
    | {Deed.TAKE_REGISTER, Deed.NAME_FUNDER_FILE, Deed.TAKE_SHEETS},
    "dpo": frozenset({Deed.OPEN_FILE, Deed.JOIN_FILES, Deed.TELL_APART, Deed.ARCHIVE, Deed.ERASE, Deed.SHARE_LAPTOP}),
    "admin": frozenset({Deed.PLAN, Deed.KEEP_ACTIONS, Deed.SHARE_LAPTOP}),
    "evaluator": frozenset(),
    "auditor": frozenset(),
}


def may(role: str, deed: Deed) -> bool:
    """Whether staff of this role may do it; an unknown role may do nothing."""
    return deed in _ALLOWED.get(role, frozenset())


def require(actor: Actor, deed: Deed) -> None:
    """Raise KnownError `not_allowed` unless the actor's role may do it."""
    if not may(actor.role, deed):
        raise KnownError("not_allowed")
