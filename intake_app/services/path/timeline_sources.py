"""What the thread of a path tells of projects, barriers and outcomes: a day and two words each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement

from intake_app.domain.record_types import table_of


@dataclass(frozen=True, slots=True)
class Source:
    """A type of record in the thread. `on` is the column of its day, `says` the columns told of it: name → the
    reference list of its codes, None for words as they were written.
    """

    record_type: str
    on: str
    says: tuple[tuple[str, str | None], ...]
    only: Callable[[Any], ColumnElement[bool]] | None = None

    @property
    def columns(self) -> Any:
        """The columns of its table."""
        return table_of(self.record_type).c


SOURCES: Final = (
    Source("visibility", "as_of", (("last_contact", "last_contact"), ("other_follow_up", "other_follow_up"))),
    Source("barrier", "noted_on", (("theme", "barrier"), ("state", "barrier_state"))),
    Source("wish", "told_on", (("kind", "wish_kind"), ("words", None))),
    Source("project", "chosen_on", (("kind", "project_kind"), ("title", None), ("state", "project_state"))),
    Source(
        "micro_enterprise", "created_on", (("trade", None), ("legal_form", "legal_form")),
        lambda columns: columns.created_on.is_not(None),
    ),
    Source("outcome", "happened_on", (("type", "outcome_type"), ("evidence", "evidence_kind"))),
    Source("mentoring", "began_on", (("kind", "mentoring_kind"),)),
    Source("collective_role", "began_on", (("role", "collective_role"),)),
)  # fmt: skip
