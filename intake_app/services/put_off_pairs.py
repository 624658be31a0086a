"""Pairs of files that somebody wants to decide on later: kept for some days, for them, on this laptop alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

import msgspec
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.services.access import Deed, require
from intake_app.services.days import local_day
from intake_app.storage.local_setting import read_setting, write_setting

LASTS: Final = timedelta(days=7)
_PUT_OFF: Final = "resembling_pairs_put_off"


class _PutOff(msgspec.Struct, frozen=True):
    """Two ids, and when their pair was put off."""

    one_id: UUID
    other_id: UUID
    on: Day


def put_off_pair(session: Session, actor: Actor, one_id: UUID, other_id: UUID) -> None:
    """Decide on these two later; put off again, they come after the others."""
    require(actor, Deed.JOIN_FILES)
    today, everybodys = local_day(actor.clock), _read(session)
    own = [one for one in _lasting(everybodys.get(actor.staff_id, []), today) if _key(one) != {one_id, other_id}]
    everybodys[actor.staff_id] = [*own, _PutOff(one_id, other_id, today)]
    write_setting(session.connection(), _PUT_OFF, everybodys)


def list_put_off(session: Session, actor: Actor) -> list[frozenset[UUID]]:
    """The pairs that the actor put off in the last days, the first one first."""
    require(actor, Deed.JOIN_FILES)
    return [_key(one) for one in _lasting(_read(session).get(actor.staff_id, []), local_day(actor.clock))]


def _read(session: Session) -> dict[UUID, list[_PutOff]]:
    return read_setting(session.connection(), _PUT_OFF, dict[UUID, list[_PutOff]]) or {}


def _lasting(pairs: list[_PutOff], today: Day) -> list[_PutOff]:
    return [one for one in pairs if today - one.on < LASTS]


def _key(pair: _PutOff) -> frozenset[UUID]:
    return frozenset((pair.one_id, pair.other_id))
