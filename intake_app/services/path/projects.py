"""Wishes, and the project somebody chooses out of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.project import Project, Wish
from intake_app.domain.record_types import table_of
from intake_app.domain.reference import entries
from intake_app.domain.resident import Resident
from intake_app.domain.rules.form import code_problems, tidy_text
from intake_app.domain.rules.problem import FieldProblem, refuse
from intake_app.domain.rules.text import number_problems
from intake_app.services.access import Deed, require
from intake_app.services.days import local_day
from intake_app.services.families import family_of
from intake_app.services.privacy import check_words
from intake_app.services.rows import fetch, put

_PROJECT: Final = table_of("project")
_WISH: Final = table_of("wish")
OPEN: Final = frozenset(one.code for one in entries("project_state") if one.mapping["open"])


@dataclass(frozen=True, slots=True)
class WishRow:
    """A wish, an interest or a skill, and the project it led to."""

    id: UUID
    kind: str
    words: str
    told_on: Day
    project_id: UUID | None


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project and the wishes it came from."""

    id: UUID
    kind: str
    title: str
    state: str
    chosen_on: Day
    ended_on: Day | None
    wishes: tuple[WishRow, ...]


def tell_wish(
    session: Session, actor: Actor, resident_id: UUID, *, kind: str, words: str, keeps_words: bool = False
) -> UUID:
    """Write down a wish, an interest or a skill in the person's own words. Raises InvalidFields."""
    require(actor, Deed.MEET)
    fetch(session, Resident, resident_id)
    wish_id = actor.new_id()
    said = _checked_words(session, actor, "words", words, "wish", wish_id, keeps_words)
    refuse(code_problems("wish", {"kind": kind}))
    row = actor.create(Wish, id=wish_id, resident_id=resident_id, kind=kind, words=said, told_on=local_day(actor.clock))
    session.add(row)
    return wish_id


def choose_project(
    session: Session,
    actor: Actor,
    resident_id: UUID,
    *,
    kind: str,
    title: str,
    wish_ids: Collection[UUID] = (),
    keeps_words: bool = False,
) -> UUID:
    """Note the project somebody chooses, and from which wishes it comes. Raises InvalidFields."""
    require(actor, Deed.MEET)
    fetch(session, Resident, resident_id)
    project_id = actor.new_id()
    said = _checked_words(session, actor, "title", title, "project", project_id, keeps_words)
    refuse(code_problems("project", {"kind": kind}))
    row = actor.create(
        Project, id=project_id, resident_id=resident_id, kind=kind, title=said, chosen_on=local_day(actor.clock)
    )
    session.add(row)
    link_wishes(session, actor, project_id, wish_ids)
    return project_id


def link_wishes(session: Session, actor: Actor, project_id: UUID, wish_ids: Collection[UUID]) -> UUID:
    """Say from which wishes a project comes: these and no others."""
    require(actor, Deed.MEET)
    session.flush()
    project = fetch(session, Project, project_id)
    known = read_wishes(session, project.resident_id)
    for wish in known:
        if (wish.project_id == project_id) != (wish.id in wish_ids):
            put(fetch(session, Wish, wish.id), {"project_id": project_id if wish.id in wish_ids else None})
    return project_id


def change_project(session: Session, actor: Actor, project_id: UUID, *, state: str, title: str | None = None) -> UUID:
    """Say where a project stands; ending it dates its end today, going on takes the end back. Raises InvalidFields."""
    require(actor, Deed.MEET)
    row = fetch(session, Project, project_id)
    refuse(code_problems("project", {"state": state}))
    values: dict[str, Any] = {"state": state}
    values["ended_on"] = None if state in OPEN else row.ended_on or local_day(actor.clock)
    if title is not None:
        values["title"] = _checked_words(session, actor, "title", title, "project", project_id, True)
    put(row, values)
    return project_id


def read_wishes(session: Session, resident_id: UUID) -> list[WishRow]:
    """What somebody wishes, in whichever of their files; oldest first."""
    columns = _WISH.c
    query = (
        select(columns.id, columns.kind, columns.words, columns.told_on, columns.project_id)
        .where(columns.resident_id.in_(family_of(session, resident_id)), columns.archived_at.is_(None))
        .order_by(columns.told_on, columns.id)
    )
    return [WishRow(*row) for row in session.connection().execute(query)]


def list_projects(session: Session, resident_id: UUID) -> list[ProjectRow]:
    """The projects of a resident, with the wishes they came from; the one that stands first, then the newest."""
    columns = _PROJECT.c
    query = (
        select(columns.id, columns.kind, columns.title, columns.state, columns.chosen_on, columns.ended_on)
        .where(columns.resident_id.in_(family_of(session, resident_id)), columns.archived_at.is_(None))
        .order_by(columns.ended_on.is_not(None), columns.chosen_on.desc(), columns.id.desc())
    )
    wishes = read_wishes(session, resident_id)
    return [
        ProjectRow(*row, wishes=tuple(wish for wish in wishes if wish.project_id == row.id))
        for row in session.connection().execute(query)
    ]


def _checked_words(
    session: Session, actor: Actor, field: str, text: str, record_type: str, record_id: UUID, keeps_words: bool
) -> str:
    said = tidy_text(text)
    if not said:
        refuse([FieldProblem(field, "field_missing")])
    texts = {field: said}
    warned = check_words(session, actor, texts, record_type, record_id, keeps_words=keeps_words)
    refuse([*number_problems(texts), *warned])
    return str(said)
