"""Erasing somebody on this laptop, in the transaction that brings the order or the centre's word that it is done.

Nothing of the person is left: not in rows, nor in what was sent or waits, nor in the centre's copies, drafts, or the
words they were found by. A change not sent yet keeps its number, which the centre counts, and loses its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final
from uuid import UUID

import msgspec
from sqlalchemy import Connection, or_, select, update

from intake_app.domain.record_types import table_of
from intake_app.domain.rules import erasing
from intake_app.storage import quarantine, search_index
from intake_app.storage.change_capture import SCHEMA_VERSION
from intake_app.storage.local_setting import COPIES_STALE, REWRITE_DUE, read_setting, write_setting
from intake_app.storage.store import Store
from sync.client import copies
from sync.client.digests import correct_digest, revisions_of
from sync.client.evict import note_back, written_of
from sync.protocol.errors import RefusedError
from sync.protocol.messages import Change, Cursor, ExchangeReply, ExchangeRequest, KnownErasure, Verdict, VerdictKind
from sync.protocol.version import MAX_CHANGES, PROTOCOL

RECORD_TYPE: Final = "erasure"
ERASED: Final = "erased"
_TO_TELL: Final = "erasures_to_tell"
_AMONG: Final = "IN (SELECT value FROM json_each(?))"
_EMPTIED: Final = (
    "UPDATE outbox_change SET fields = CAST('{}' AS BLOB), state = CASE state "
    "WHEN 'quarantined' THEN 'discarded' WHEN 'conflict' THEN 'acknowledged' ELSE state END"
)
# of this kind, it says that the record went with somebody
_EMPTY: Final = (
    f"{_EMPTIED}, kind = 'erase' WHERE record_type NOT IN ('attendance', 'encounter', 'erasure') AND record_id {_AMONG}"
)
_UNLINKED: Final = "json_remove(CAST(fields AS TEXT), '$.resident_id')"
_NAMED: Final = f"(state = 'discarded' OR json_extract(CAST(fields AS TEXT), '$.resident_id[0]') {_AMONG})"
_UNLINK: Final = (
    f"UPDATE outbox_change SET fields = CAST({_UNLINKED} AS BLOB), "  # noqa: S608 (our own words)
    f"kind = CASE {_UNLINKED} WHEN '{{}}' THEN 'erase' ELSE kind END, "
    f"state = CASE state || {_UNLINKED} WHEN 'quarantined{{}}' THEN 'discarded' ELSE state END "
    f"WHERE record_type = 'encounter' AND record_id {_AMONG} AND {_NAMED}"
)
_EMPTY_WITH_JOIN: Final = (
    f"{_EMPTIED} WHERE record_type = 'resident' AND record_id = ? "  # noqa: S608 (our own words)
    "AND unit_id IN (SELECT unit_id FROM outbox_change WHERE record_id = ?)"
)
_DROP_COPIES: Final = (
    f"DELETE FROM server_copy WHERE record_id {_AMONG} AND NOT EXISTS (SELECT 1 FROM outbox_change o WHERE "  # noqa: S608
    "o.record_id = server_copy.record_id AND o.fields <> x'7b7d' AND o.state IN ('pending', 'held', 'quarantined'))"
)
# the first of several is read last: what it was made on is what the centre has
_MOVES: Final = (
    f"SELECT fields, record_id FROM outbox_change WHERE record_type = 'resident' AND record_id {_AMONG} "  # noqa: S608
    "AND (state IN ('pending', 'held', 'quarantined') OR reason = 'erased') ORDER BY device_seq DESC"
)
_COPIES: Final = f"SELECT row, record_id FROM server_copy WHERE record_type = 'resident' AND record_id {_AMONG}"  # noqa: S608


def carry_out(connection: Connection, erasures: Iterable[tuple[str, str]]) -> None:
    """Erase these residents ((erasure's id, resident's id) each), and remember to tell the centre so."""
    ordered = list(erasures)
    if ordered:
        scrub(connection, sorted({resident_id for _, resident_id in ordered}))
        known = read_to_tell(connection)
        write_setting(connection, _TO_TELL, sorted({*known, *(erasure_id for erasure_id, _ in ordered)}))


def follow_verdicts(connection: Connection, batch: Sequence[Change], verdicts: Sequence[Verdict]) -> None:
    """Carry out the erasures the centre has accepted from this laptop, and erase what it refused as somebody's who is
    erased.
    """
    sent = {change.change_id: change for change in batch}
    carry_out(connection, _accepted_orders(sent, verdicts))
    refused = [sent[one.change_id] for one in verdicts if one.reason == ERASED and one.change_id in sent]
    if refused:
        # what had no words left was erased here already, or only taken back together with a join
        told = [one for one in refused if one.fields]
        residents = {one.record_id for one in told if one.record_type == "resident"}
        ids = {one.record_id for one in refused}
        for one in told:
            _put_back(connection, one)
        scrub(connection, sorted(residents), {one.record_id for one in told} - residents)
        _forget_unknown(connection, ids)


def _put_back(connection: Connection, refused: Change) -> None:
    """A mere count stays, as the centre has it from somebody else."""
    key = refused.record_type, UUID(refused.record_id)
    copy = quarantine.read_copy(connection, key) if refused.record_type in erasing.KEPT else None
    if copy is not None:
        quarantine.fall_back(connection, key, copy, [refused.fields])


def _accepted_orders(sent: dict[str, Change], verdicts: Sequence[Verdict]) -> Iterable[tuple[str, str]]:
    for verdict in verdicts:
        change = sent.get(verdict.change_id)
        if change is not None and change.record_type == RECORD_TYPE and verdict.server_seq is not None:
            edit = change.fields.get("resident_id")
            if edit is not None:
                yield change.record_id, str(edit.new)


def is_left_to_somebody(verdict: Verdict) -> bool:
    """Whether a change was refused for a reason somebody can put right: what is refused of somebody erased goes."""
    return verdict.kind is VerdictKind.REFUSED and verdict.reason != ERASED


def is_to_be_told(batch: Sequence[Change], reply: ExchangeReply) -> bool:
    """Whether this reply makes an erasure of which the centre wants to be told."""
    ordered = {change.change_id for change in batch if change.record_type == RECORD_TYPE}
    return any(page.record_type == RECORD_TYPE for page in reply.pages) or any(
        verdict.change_id in ordered and verdict.server_seq is not None for verdict in reply.verdicts
    )


def touched(record_types: Iterable[str]) -> set[str]:
    """The record types whose rows change when rows of these come in: an erasure changes many."""
    named = {record_type for record_type in record_types if record_type}
    return named | {"resident", *erasing.LINKS} if RECORD_TYPE in named else named


def read_to_tell(connection: Connection) -> list[str]:
    """Ids of erasures carried out here of which the centre has not been told."""
    return read_setting(connection, _TO_TELL, list[str]) or []


def forget_told(connection: Connection, told: Sequence[str]) -> None:
    """The centre has noted that these were carried out."""
    if told:
        write_setting(connection, _TO_TELL, sorted(set(read_to_tell(connection)) - set(told)))


def tell_all_again(connection: Connection) -> None:
    """A centre restored from a backup may not remember what it was told."""
    ids = connection.exec_driver_sql("SELECT id FROM erasure WHERE revision > 0 ORDER BY id")
    write_setting(connection, _TO_TELL, [erasure_id for (erasure_id,) in ids])


def tell_restored(store: Store, ask: Callable[[str, ExchangeRequest], ExchangeReply], refusal: RefusedError) -> None:
    """Tell a restored centre whom it had erased, before anything of it is read: it may have forgotten."""
    known = store.read(lambda session: _read_known(session.connection()))
    said = refusal.details
    # the area is the one that this laptop has there: it may have had another one in the life that was lost
    cursor = Cursor(str(said["epoch"]), int(said["server_seq"]), str(said.get("scope", "")))
    for start in range(0, len(known), MAX_CHANGES):
        some = known[start : start + MAX_CHANGES]
        ask("/v1/exchange", ExchangeRequest(PROTOCOL, SCHEMA_VERSION, cursor, max_rows=1, known_erasures=some))


def _read_known(connection: Connection) -> list[KnownErasure]:
    query = (
        "SELECT id, resident_id, reason, created_at, ifnull(signature, '') FROM erasure "
        "WHERE revision > 0 OR signature IS NOT NULL ORDER BY revision, id"
    )
    return [KnownErasure(*row) for row in connection.exec_driver_sql(query)]


def scrub(connection: Connection, residents: Sequence[str], others: Iterable[str] = ()) -> None:
    """Leave nothing of these residents, nor of these single records of somebody erased (`others`)."""
    hers = _records_of(connection, residents) | {*residents, *others}
    ids = msgspec.json.encode(sorted(hers)).decode()
    _take_joins_back(connection, ids)
    _put_home(connection, ids)
    connection.exec_driver_sql(_EMPTY, (ids,))
    # whoever it was said to be of after all is well
    connection.exec_driver_sql(_UNLINK, (ids, msgspec.json.encode(residents).decode()))
    contents = f"SELECT DISTINCT sha256 FROM attachment WHERE id {_AMONG}"  # noqa: S608 (our own words)
    named = [sha256 for (sha256,) in connection.exec_driver_sql(contents, (ids,))]
    for record_type in erasing.REMOVED:
        before = revisions_of(connection, record_type, hers)
        connection.exec_driver_sql(f"DELETE FROM {record_type} WHERE id {_AMONG}", (ids,))  # noqa: S608 (our own table)
        correct_digest(connection, record_type, before, {})
        note_back(connection, record_type, hers)
    _lay_anew(connection, ids, residents)
    connection.exec_driver_sql(_DROP_COPIES, (ids,))
    connection.exec_driver_sql(f"DELETE FROM draft WHERE record_id {_AMONG}", (ids,))  # noqa: S608 (our own words)
    for record_type in erasing.UNLINKED:
        table, links = table_of(record_type), erasing.LINKS[record_type]
        of_them = or_(*[table.c[name].in_(residents) for name in links])
        connection.execute(update(table).where(of_them).values(dict.fromkeys(links)))
    resident = table_of("resident")
    # archived since a moment that every copy of the row knows
    nameless = {"archived_at": resident.c.created_at, **erasing.nameless_values()}
    connection.execute(update(resident).where(resident.c.id.in_(residents)).values(nameless))
    unnamed = f"DELETE FROM blob WHERE sha256 {_AMONG} AND sha256 NOT IN (SELECT sha256 FROM attachment)"  # noqa: S608
    connection.exec_driver_sql(unnamed, (msgspec.json.encode(named).decode(),))
    search_index.forget(connection, residents)
    search_index.rewrite(connection)
    write_setting(connection, REWRITE_DUE, value=True)
    write_setting(connection, COPIES_STALE, (read_setting(connection, COPIES_STALE, int) or 0) + 1)


def _records_of(connection: Connection, residents: Sequence[str]) -> set[str]:
    """Ids of what was written of these residents, here or in changes whose rows are here no more."""
    found = {one for one, who in written_of(connection).items() if not set(who).isdisjoint(residents)}
    asked = [erasing.as_asked(resident_id) for resident_id in residents]
    conflict = table_of("conflict").c
    of_them = or_(*[conflict[name].in_(asked) for name in erasing.ASKED])
    found.update(str(one) for one in connection.scalars(select(conflict.id).where(of_them)))
    for record_type, links in erasing.LINKS.items():
        if record_type not in erasing.KEPT:
            table = table_of(record_type)
            of_them = or_(*[table.c[name].in_(residents) for name in links])
            found.update(str(one) for one in connection.scalars(select(table.c.id).where(of_them)))
            query = "SELECT record_id FROM outbox_change WHERE record_type = ? AND instr(fields, CAST(? AS BLOB))"
            for resident_id in residents:
                found.update(one for (one,) in connection.exec_driver_sql(query, (record_type, resident_id)))
    return found


def _take_joins_back(connection: Connection, ids: str) -> None:
    """Of a join that the centre has not accepted, take out of the file that stays what it took from the other."""
    waiting = f"SELECT id, survivor_id, replaced FROM resident_merge WHERE revision = 0 AND id {_AMONG}"  # noqa: S608
    for merge_id, survivor_id, replaced in connection.exec_driver_sql(waiting, (ids,)).all():
        for name, (chosen, before) in msgspec.json.decode(replaced or "{}").items():
            column = table_of("resident").columns[name].name
            put_back = f"UPDATE resident SET {column} = ? WHERE id = ? AND {column} = ?"  # noqa: S608 (our own column)
            connection.exec_driver_sql(put_back, (before, survivor_id, chosen))
        connection.exec_driver_sql(_EMPTY_WITH_JOIN, (survivor_id, merge_id))
        connection.exec_driver_sql(_DROP_COPIES, (msgspec.json.encode([survivor_id]).decode(),))
        words = ", ".join(search_index.INDEXED)
        stays = connection.exec_driver_sql(f"SELECT {words} FROM resident WHERE id = ?", (survivor_id,))  # noqa: S608
        search_index.refresh_all(connection, [tuple(row) for row in stays])


def _put_home(connection: Connection, ids: str) -> None:
    """Have these residents counted where the centre has them: that they moved, it has not accepted and never will."""
    known = [(msgspec.json.decode(row), one) for row, one in connection.exec_driver_sql(_COPIES, (ids,))]
    waiting = [(copies.decode_fields(fields), one) for fields, one in connection.exec_driver_sql(_MOVES, (ids,))]
    before = [(edits["neighbourhood_id"].base, one) for edits, one in waiting if "neighbourhood_id" in edits]
    for home, resident_id in (*before, *((copy["neighbourhood_id"], one) for copy, one in known)):
        if home is not None:
            connection.exec_driver_sql("UPDATE resident SET neighbourhood_id = ? WHERE id = ?", (home, resident_id))


def _lay_anew(connection: Connection, ids: str, residents: Sequence[str]) -> None:
    """A meeting is of whom the centre has it, without these residents, under what is still said of it here."""
    for record_type in erasing.UNLINKED:
        kept = f"SELECT row, record_id FROM server_copy WHERE record_type = ? AND record_id {_AMONG}"  # noqa: S608
        for row, record_id in connection.exec_driver_sql(kept, (record_type, ids)).all():
            copy = msgspec.json.decode(row)
            copy |= {name: None for name in erasing.LINKS[record_type] if copy[name] in residents}
            copies.keep_copy(connection, record_type, copy)
            who = copies.lay_upon(connection, record_type, copy)["resident_id"]
            linked = f"UPDATE {record_type} SET resident_id = ? WHERE id = ?"  # noqa: S608 (our own table)
            connection.exec_driver_sql(linked, (who, record_id))


def _forget_unknown(connection: Connection, ids: Iterable[str]) -> None:
    """Let go of counts that the centre has refused as somebody's who is erased, and does not have."""
    listed = msgspec.json.encode(sorted(ids)).decode()
    for record_type in (*erasing.KEPT, *erasing.UNLINKED):
        connection.exec_driver_sql(f"DELETE FROM {record_type} WHERE revision = 0 AND id {_AMONG}", (listed,))  # noqa: S608


def forget_uncounted(connection: Connection) -> None:
    """At the end of a run, let go of whoever was erased, is not at the centre, and has no presence that counts."""
    connection.exec_driver_sql(
        "DELETE FROM resident WHERE id IN (SELECT resident_id FROM erasure) AND revision = 0 AND family_name = '' "
        "AND NOT EXISTS (SELECT 1 FROM attendance WHERE attendance.resident_id = resident.id)"
    )
