"""What is wrong with a form, field by field, so that the window can say it beside the field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from intake_app.domain.errors import KnownError


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """A field and the key, in `resources/messages/errors.json`, of the sentence that says what is wrong with it."""

    field: str
    key: str


class InvalidFields(KnownError):  # noqa: N818 (it says what is wrong, as the window does)
    """What was typed cannot be saved as it is. `problems` names the fields; their values are never carried."""

    def __init__(self, problems: Iterable[FieldProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("fields_invalid", count=len(self.problems))


def refuse(problems: Iterable[FieldProblem]) -> None:
    """Raise InvalidFields when there is any problem."""
    found = tuple(dict.fromkeys(problems))
    if found:
        raise InvalidFields(found)
