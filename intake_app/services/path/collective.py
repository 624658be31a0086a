"""Residents' own projects, of the collective approach: what they carry together and who does what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.mentoring import CollectiveProject, CollectiveProjectFields, CollectiveRole
from intake_app.domain.record_types import table_of
from intake_app.domain.resident import Resident
from intake_app.domain.rules.form import code_problems, form_problems, tidy_text
from intake_app.domain.rules.problem import FieldProblem, refuse
from intake_app.services.access import Deed, require
from intake_app.services.days import local_day
from intake_app.services.families import family_of
from intake_app.services.rows import fetch, is_erased, put

_PROJECT: Final = table_of("collective_project")
_ROLE: Final = table_of("collective_role")
_RESIDENT: Final = table_of("resident")
_NEIGHBOURHOOD: Final = table_of("neighbourhood")


@dataclass(frozen=True, slots=True)
class CollectiveProjectRow:
    """A residents' project and how many take part now."""

    id: UUID
    name: str
    neighbourhood_id: UUID
    neighbourhood: str
    state: str
    began_on: Day | None
    ended_on: Day | None
    members: int


@dataclass(frozen=True, slots=True)
class CollectiveRoleRow:
    """What somebody does in a project."""

    id: UUID
    project_id: UUID
    project: str
    resident_id: UUID
    family_name: str
    first_name: str
    role: str
    began_on: Day
    ended_on: Day | None


def open_collective_project(session: Session, actor: Actor, fields: Mapping[str, Any]) -> UUID:
    """Open a residents' project. Raises InvalidFields."""
    require(actor, Deed.PLAN)
    row = actor.create(CollectiveProject, **_checked(fields))
    session.add(row)
    return row.id


def update_collective_project(session: Session, actor: Actor, project_id: UUID, fields: Mapping[str, Any]) -> UUID:
    """Change what is said of it. Raises InvalidFields."""
    require(actor, Deed.PLAN)
    row = fetch(session, CollectiveProject, project_id)
    known = {name: getattr(row, name) for name in CollectiveProjectFields.model_fields}
    values = _checked({**known, **fields})
    put(row, {name: values[name] for name in fields})
    return project_id


def join_collective_project(session: Session, actor: Actor, project_id: UUID, resident_id: UUID, role: str) -> UUID:
    """Somebody takes a part in it from today. Raises InvalidFields: an unknown role, somebody who is in it already."""
    require(actor, Deed.MEET)
    fetch(session, CollectiveProject, project_id)
    fetch(session, Resident, resident_id)
    problems = code_problems("collective_role", {"role": role})
    standing = (row for row in list_roles(session, resident_id=resident_id) if row.ended_on is None)
    if any(row.project_id == project_id for row in standing):
        problems.append(FieldProblem("resident_id", "in_project_already"))
    refuse(problems)
    row = actor.create(
        CollectiveRole,
        collective_project_id=project_id,
        resident_id=resident_id,
        role=role,
        began_on=local_day(actor.clock),
    )
    session.add(row)
    return row.id


def leave_collective_project(session: Session, actor: Actor, role_id: UUID) -> UUID:
    """The part ends today."""
    require(actor, Deed.MEET)
    put(fetch(session, CollectiveRole, role_id), {"ended_on": local_day(actor.clock)})
    return role_id


def rejoin_collective_project(session: Session, actor: Actor, role_id: UUID) -> UUID:
    """Take the end back."""
    require(actor, Deed.MEET)
    put(fetch(session, CollectiveRole, role_id), {"ended_on": None})
    return role_id


def list_collective_projects(session: Session) -> list[CollectiveProjectRow]:
    """Every residents' project, those that go on first."""
    columns = _PROJECT.c
    members = (
        select(func.count(func.distinct(_ROLE.c.resident_id)))
        .where(_ROLE.c.collective_project_id == columns.id, _ROLE.c.ended_on.is_(None), _ROLE.c.archived_at.is_(None))
        .scalar_subquery()
    )
    query = (
        select(
            columns.id,
            columns.name,
            columns.neighbourhood_id,
            _NEIGHBOURHOOD.c.name,
            columns.state,
            columns.began_on,
            columns.ended_on,
            members,
        )
        .outerjoin(_NEIGHBOURHOOD, _NEIGHBOURHOOD.c.id == columns.neighbourhood_id)
        .where(columns.archived_at.is_(None))
        .order_by(columns.state == "finished", columns.name)
    )
    return [CollectiveProjectRow(*row) for row in session.connection().execute(query)]


def list_roles(
    session: Session, *, resident_id: UUID | None = None, project_id: UUID | None = None
) -> list[CollectiveRoleRow]:
    """Who does what, in one project or of one resident (in all of their files); what goes on first."""
    columns, resident = _ROLE.c, _RESIDENT.c
    query = (
        select(
            columns.id, columns.collective_project_id, _PROJECT.c.name, columns.resident_id, resident.family_name,
            resident.first_name, columns.role, columns.began_on, columns.ended_on,
        )
        .join(_PROJECT, _PROJECT.c.id == columns.collective_project_id)
        .join(_RESIDENT, resident.id == columns.resident_id)
        .where(columns.archived_at.is_(None), ~is_erased(resident.id))
        .order_by(columns.ended_on.is_not(None), columns.began_on, columns.id)
    )  # fmt: skip
    if resident_id is not None:
        query = query.where(columns.resident_id.in_(family_of(session, resident_id)))
    if project_id is not None:
        query = query.where(columns.collective_project_id == project_id)
    return [CollectiveRoleRow(*row) for row in session.connection().execute(query)]


def _checked(fields: Mapping[str, Any]) -> dict[str, Any]:
    values = {**fields, "name": tidy_text(fields.get("name")) or ""}
    problems = form_problems(CollectiveProjectFields, "collective_project", values)
    if values.get("began_on") and values.get("ended_on") and values["ended_on"] < values["began_on"]:
        problems.append(FieldProblem("ended_on", "exit_before_entry"))
    refuse(problems)
    return values
