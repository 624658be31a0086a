"""Erasing somebody at the centre: in the transaction that accepts it, nothing of the person is left in any table.

What stays are ids: a resident without a name, archived, of whom attendances are counted; the changes' receipts; the
erasure itself. Whatever comes of the person afterwards is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Select, Table, bindparam, case, delete, null, or_, select, update

from intake_app.domain.record_types import table_of
from intake_app.domain.rules import erasing
from intake_app.domain.wire import Wire, to_wire
from sync.protocol.attestation import erasure_text
from sync.protocol.messages import Change, Edit, VerdictKind
from sync.server.audit import touch
from sync.server.bulk import is_postgresql, listed, one_of
from sync.server.content_rows import drop_unnamed
from sync.server.credentials import encode_bytes
from sync.server.database import FOLD
from sync.server.digests import forget_digests
from sync.server.identity import read_key
from sync.server.rewriting import ask_for_rewriting
from sync.server.settled import EMPTIED, NOTHING_KEPT
from sync.server.tables import RECEIVED_CHANGE

RECORD_TYPE: Final = "erasure"
ERASED: Final = "erased"
ROLE: Final = "dpo"
"""Who may order it; the centre may too."""
Standing = Mapping[tuple[str, str], Mapping[str, Wire]]
"""Record (type, id) → what it says."""
_AT_ONCE: Final = 2000


@dataclass
class Erased:
    """What a batch must know of erasures: who was erased, and who may order it."""

    ids: set[str] = field(default_factory=set)
    """Residents who were erased, and records that went with them, among those the batch speaks of."""
    fresh: set[str] = field(default_factory=set)
    """Residents whom this batch erases."""
    orderers: set[str] = field(default_factory=set)
    """Authors who may erase somebody."""

    def look_up(self, connection: Connection, space_id: UUID, changes: Sequence[Change], standing: Standing) -> None:
        """Find what these changes ask for; `standing` holds the records they touch."""
        on_postgresql = is_postgresql(connection)
        residents = {one for change in changes for one in _residents_of(change, standing)}
        unlinked = (change for change in changes if change.record_type in erasing.UNLINKED)
        residents.update(one for change in unlinked for one in _residents_before(change))
        if residents:
            given = {"ids": listed(residents), "space": space_id}
            self.ids.update(str(one) for one in connection.scalars(_select_erased(on_postgresql), given))
        missing = {change.record_id for change in changes if _edits_nothing(change, standing)}
        if missing:
            given = {"ids": listed(missing), "space": space_id}
            self.ids.update(str(one) for one in connection.scalars(_select_removed(on_postgresql), given))
        authors = {UUID(change.author_id) for change in changes if change.record_type == RECORD_TYPE}
        if authors:
            staff = table_of("staff_member").c
            query = select(staff.id).where(staff.space_id == space_id, staff.role == ROLE, staff.id.in_(authors))
            self.orderers.update(str(one) for one in connection.scalars(query))

    def note(self, key: tuple[str, str], values: Mapping[str, Wire] | None, standing: Standing) -> None:
        """The batch has written an erasure, or taken it back (None)."""
        if key[0] == RECORD_TYPE:
            if values is not None:
                self.ids.add(str(values["resident_id"]))
                self.fresh.add(str(values["resident_id"]))
            elif key in standing:
                self.ids.discard(str(standing[key]["resident_id"]))
                self.fresh.discard(str(standing[key]["resident_id"]))

    def unlinked(self, change: Change) -> Change:
        """The change without whom it speaks of, where it is a fact that counts without anybody and they are erased;
        nor does it go by whom it was said to be of before.
        """
        if not self.ids or change.record_type not in erasing.UNLINKED:
            return change
        fields = dict(change.fields)
        for name in fields.keys() & set(erasing.LINKS[change.record_type]):
            edit = fields[name]
            if str(edit.new) in self.ids:
                del fields[name]
            elif str(edit.base) in self.ids:
                fields[name] = Edit(edit.new)
        return msgspec.structs.replace(change, fields=fields) if fields and fields != change.fields else change

    def reason_to_refuse(self, change: Change, standing: Standing, residents: Collection[str]) -> str | None:
        """Why a change is refused: it speaks of somebody erased, or its author may not erase. A presence is a mere
        count, of whoever is still among the `residents`.
        """
        if change.record_type == RECORD_TYPE:
            return None if change.author_id in self.orderers else "not_allowed"
        if change.kind == EMPTIED or change.record_id in self.ids:
            return ERASED
        found = {one for one in _residents_of(change, standing) if one in self.ids} if self.ids else set()
        if change.record_type in erasing.KEPT:
            known = standing.get((change.record_type, change.record_id))
            found.difference_update(residents, [str(known["resident_id"])] if known else ())
        return ERASED if found else None


def _edits_nothing(change: Change, standing: Standing) -> bool:
    return "created_at" not in change.fields and (change.record_type, change.record_id) not in standing


def _residents_of(change: Change, standing: Standing) -> Iterator[str]:
    if change.record_type == "resident":
        yield change.record_id
    links = erasing.LINKS.get(change.record_type, ())
    known = standing.get((change.record_type, change.record_id), {}) if links else {}
    for name in links:
        edit = change.fields.get(name)
        for one in (edit.new if edit else None, known.get(name)):
            if one is not None:
                yield str(one)


def _residents_before(change: Change) -> Iterator[str]:
    """Whom the record was said to be of before the change."""
    for name in erasing.LINKS[change.record_type]:
        edit = change.fields.get(name)
        if edit is not None and edit.base is not None:
            yield str(edit.base)


@cache
def _select_erased(on_postgresql: bool) -> Select[Any]:
    erasure = table_of(RECORD_TYPE).c
    chosen = one_of(erasure.resident_id, "ids", on_postgresql=on_postgresql)
    return select(erasure.resident_id).where(erasure.space_id == bindparam("space"), chosen)


@cache
def _select_removed(on_postgresql: bool) -> Select[Any]:
    """Records that are no more, and once were accepted: only an erasure removes any. (A choice about a conflict that
    went with a former life is no sign of it: it was accepted without words.)
    """
    kept = RECEIVED_CHANGE.c
    chosen = one_of(kept.record_id, "ids", on_postgresql=on_postgresql)
    accepted = (kept.space_id == bindparam("space"), kept.server_seq.is_not(None), kept.kind != EMPTIED)
    return select(kept.record_id).where(*accepted, chosen).distinct()


def carry_out(connection: Connection, space_id: UUID, accepted: Sequence[Change]) -> None:
    """Erase whoever these accepted changes say to erase, and sign for it, as the last thing of their transaction."""
    _sign(connection, {UUID(change.record_id) for change in accepted if change.record_type == RECORD_TYPE})
    ordered = {str(change.fields["resident_id"].new): change.record_id for change in accepted if orders(change)}
    touched: set[str] = set()
    for resident_id in sorted(ordered):
        touched |= _scrub(connection, space_id, UUID(resident_id))
    if ordered:
        connection.info[FOLD] = True
        if is_postgresql(connection):
            ask_for_rewriting(connection, touched, UUID(min(ordered.values())))


def _sign(connection: Connection, erasure_ids: Collection[UUID]) -> None:
    """Sign these erasures as their rows say them: a laptop can then prove them to a centre that has forgotten."""
    if not erasure_ids:
        return
    erasure, key = table_of(RECORD_TYPE), read_key(connection)
    for row in connection.execute(select(erasure).where(erasure.c.id.in_(erasure_ids))).all():
        said = (row.space_id, row.resident_id, row.id, row.reason, to_wire(row.created_at))
        signature = encode_bytes(key.sign(erasure_text(*map(str, said))))
        connection.execute(update(erasure).where(erasure.c.id == row.id).values(signature=signature))


def orders(change: Change) -> bool:
    """Whether a change says to erase somebody."""
    return change.record_type == RECORD_TYPE and "resident_id" in change.fields


def _scrub(connection: Connection, space_id: UUID, resident_id: UUID) -> set[str]:
    """Erase a resident; the tables that had anything of theirs."""
    touch(connection, "resident", resident_id)
    removed: set[UUID] = {resident_id}
    unlinked: set[UUID] = set()
    touched = {"resident", RECEIVED_CHANGE.name}
    contents: set[str] = set()
    for record_type, links in erasing.REMOVED.items():
        table = table_of(record_type)
        of_her = _of(table, space_id, links, resident_id)
        removed.update(connection.scalars(select(table.c.id).where(*of_her)))
        if record_type == "attachment":
            contents = set(connection.scalars(select(table.c.sha256).where(*of_her)))
        if connection.execute(delete(table).where(*of_her)).rowcount:
            touched.add(table.name)
    for record_type in erasing.UNLINKED:
        table, links = table_of(record_type), erasing.LINKS[record_type]
        of_her = _of(table, space_id, links, resident_id)
        unlinked.update(connection.scalars(select(table.c.id).where(*of_her)))
        if connection.execute(update(table).where(*of_her).values(dict.fromkeys(links))).rowcount:
            touched.add(table.name)
    resident = table_of("resident")
    named = update(resident).where(resident.c.space_id == space_id, resident.c.id == resident_id)
    # archived since a moment that every copy of the row knows
    connection.execute(named.values(archived_at=resident.c.created_at, **erasing.nameless_values()))
    # of what goes nothing is left for two people to decide
    _empty_log(connection, space_id, sorted(removed), conflict_fields=null())
    _empty_log(connection, space_id, sorted(unlinked))
    _drop_held(connection, space_id, {str(one) for one in removed | unlinked})
    touched |= drop_unnamed(connection, space_id, contents)
    forget_digests(connection, space_id, erasing.REMOVED)
    return touched


def _of(table: Table, space_id: UUID, links: Sequence[str], resident_id: UUID) -> tuple[Any, Any]:
    named = [table.c[name] == resident_id for name in links]
    asked = [table.c[name] == erasing.as_asked(resident_id) for name in erasing.ASKED if name in table.c]
    return table.c.space_id == space_id, or_(*named, *asked)


def _empty_log(connection: Connection, space_id: UUID, hers: Sequence[UUID], **besides: Any) -> None:
    kept = RECEIVED_CHANGE.c
    for start in range(0, len(hers), _AT_ONCE):
        of_her = (kept.space_id == space_id, kept.record_id.in_(hers[start : start + _AT_ONCE]))
        emptied = update(RECEIVED_CHANGE).where(*of_her, kept.fields.is_not(None))
        connection.execute(emptied.values(fields={}, **besides))


def _drop_held(connection: Connection, space_id: UUID, hers: Collection[str]) -> None:
    """Refuse what waited for something of hers, or speaks of her, and what waited for that: its words go, its verdict
    says why. What only shared a unit with it, of somebody who is well, can be said again.
    """
    kept = RECEIVED_CHANGE.c
    held = (kept.space_id == space_id, kept.verdict == VerdictKind.HELD)
    columns = select(kept.change_id, kept.unit_id, kept.record_id, kept.waits_for, kept.record_type, kept.fields)
    rows = connection.execute(columns.where(*held)).all()
    gone, units = set(hers), set[UUID]()
    while fresh := {row.unit_id for row in rows if _rests_on(row, gone)} - units:
        units |= fresh
        gone.update(str(row.record_id) for row in rows if row.unit_id in fresh and "created_at" in (row.fields or {}))
    if units:
        mine = [row for row in rows if row.unit_id in units]
        reasons = {ERASED: _written_of(mine, hers)}
        reasons["parent_refused"] = {row.change_id for row in mine if str(row.waits_for) in gone} - reasons[ERASED]
        given = case(*((kept.change_id.in_(ids), reason) for reason, ids in reasons.items()), else_="unit_refused")
        made = kept.change_id.in_([row.change_id for row in mine if "created_at" in (row.fields or {})])
        refused = {**NOTHING_KEPT, "verdict": VerdictKind.REFUSED, "fields": null(), "waits_for": None, "reason": given}
        # as of whatever is refused: a record is remembered where its first word was
        refused |= {name: case((made, kept[name])) for name in ("record_type", "record_id")}
        connection.execute(update(RECEIVED_CHANGE).where(*held, kept.unit_id.in_(units)).values(**refused))


def _rests_on(row: Any, gone: Collection[str]) -> bool:
    return str(row.waits_for) in gone or _speaks_of(row, gone)


def _written_of(rows: Sequence[Any], hers: Collection[str]) -> set[UUID]:
    """Those of the changes (their ids) that speak of her or of something that is hers, whatever they wait for: a unit
    waits as one.
    """
    about, found = set(hers), set[UUID]()
    while fresh := [row for row in rows if row.change_id not in found and _speaks_of(row, about)]:
        found.update(row.change_id for row in fresh)
        about.update(str(row.record_id) for row in fresh if "created_at" in (row.fields or {}))
    return found


def _speaks_of(row: Any, ids: Collection[str]) -> bool:
    named = [(row.fields or {}).get(name, [None])[0] for name in erasing.LINKS.get(row.record_type, ())]
    return any(str(one) in ids for one in (row.record_id, *named) if one is not None)
