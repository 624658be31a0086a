"""What a step of a path is to its form: which fields, where they begin, which use case saves them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from intake_app.domain.rules.problem import FieldProblem
from intake_app.services.access import Deed
from intake_app.services.path.overview import StepChoices
from ui.widgets.field_spec import FieldSpec, FieldValue


@dataclass(frozen=True, slots=True)
class Moment:
    """For whom a form is opened (None: nobody in particular), when, with what there is to choose from; `record_id` is
    what it corrects, if any.
    """

    resident_id: UUID | None
    record_id: UUID | None
    choices: StepChoices
    today: date
    role: str
    about_id: UUID | None = None
    """What it begins with: the offer of a referral."""


@dataclass(frozen=True, slots=True)
class Call:
    """A use case and what it is given besides the session and the actor."""

    use_case: Callable[..., Any]
    args: tuple[Any, ...]
    details: dict[str, Any] = field(default_factory=dict)


Specs = Callable[[Moment], tuple[FieldSpec, ...]]
Start = Callable[[Moment], Mapping[str, FieldValue]]
Save = Callable[[Moment, dict[str, Any], bool], Call]
Doubts = Callable[[Moment, dict[str, Any]], Iterable[FieldProblem]]


def never(_moment: Moment) -> bool:
    """Of a step that corrects something or is reached elsewhere."""
    return False


@dataclass(frozen=True, slots=True)
class StepKind:
    """One kind of step. `save` is given the moment, the values as the record keeps them, and whether words that were
    warned of are kept; `title` and `doubts` speak the language in force.
    """

    key: str
    record_type: str
    icon: str
    deed: Deed
    title: Callable[[], str]
    specs: Specs
    save: Save
    start: Start = lambda _moment: {}
    doubts: Doubts = lambda _moment, _values: ()
    wants_letter: Callable[[Mapping[str, FieldValue]], bool] = lambda _values: False
    """Whether what was saved goes with a letter, to be drawn next."""
    about: Callable[[Moment], str] = lambda _moment: ""
    """What the form is about besides the person: the partner of a referral."""
    asked: Callable[[Mapping[str, FieldValue]], frozenset[str]] | None = None
    """Which fields are asked, by what is answered so far; None: all of them, always."""
    take_back: Callable[..., Any] | None = None
    """The use case that takes what was saved back: given the record's id, and as `before` what saving it gave."""
    is_offered: Callable[[Moment], bool] = lambda _moment: True
    """Whether it stands among the steps that can be added; those that correct something never do."""
