"""A laptop whose power can be cut: what the database writes is recorded by an SQLite virtual file system, and the disk
is put together as a cut at any moment might have left it.

Until a file is synced, each of its 512-byte sectors may hold any of the versions written since, or a torn one, and its
length may be any it has had since. Disks that lie about having synced defeat every database, and are not played here.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

import apsw
from sqlalchemy import Engine, event

SECTOR: Final = 512
TORN: Final = 0.1
"""Share of the unsynced sectors that were being written when the power went."""
TABLES: Final = ("resident", "situation", "attendance", "draft", "audit_entry", "search_entry", "outbox_change")
Transaction = list[tuple[str, Any, bool]]
"""Statements in their order, with what is bound to them, and whether that is a list of rows."""
Picture = tuple[Any, ...]
_PICTURE: Final = (
    "SELECT (SELECT seq FROM sqlite_sequence WHERE name = 'outbox_change'), (SELECT change_id FROM outbox_change "
    "ORDER BY device_seq DESC LIMIT 1), (SELECT fingerprint FROM audit_entry ORDER BY number DESC LIMIT 1), "
    + ", ".join(f"(SELECT count(*) FROM {table})" for table in TABLES)
)


def record_statements(engine: Engine) -> list[Transaction]:
    """The writing transactions of `engine` from now on, as its driver is given them."""
    made: list[Transaction] = []
    running: dict[Any, Transaction] = defaultdict(list)

    def note(connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        if statement.startswith("BEGIN"):
            running[id(connection)] = []
        running[id(connection)].append((statement, parameters, many))

    def commit(connection: Any) -> None:
        statements = running.pop(id(connection), [])
        if statements and statements[0][0] == "BEGIN IMMEDIATE":
            made.append(statements)

    event.listen(engine, "before_cursor_execute", note)
    event.listen(engine, "commit", commit)
    return made


@dataclass
class Recording:
    """What happened to the disk, in its order, and what the database held after each acknowledged transaction."""

    before: dict[str, bytes]
    deeds: list[tuple[Any, ...]] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)


class _File(apsw.VFSFile):
    def __init__(self, vfs: _Disk, name: Any, flags: Any) -> None:
        self._name = Path(name.filename() if isinstance(name, apsw.URIFilename) else name or "temporary").name
        self._vfs, self._deeds = vfs, vfs.deeds
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        self._vfs.use_room()
        self._deeds.append(("write", self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> None:
        self._deeds.append(("sync", self._name))
        super().xSync(flags)

    def xTruncate(self, size: int) -> None:
        self._deeds.append(("truncate", self._name, size))
        super().xTruncate(size)


class _Disk(apsw.VFS):
    def __init__(self) -> None:
        self.deeds: list[tuple[Any, ...]] = []
        self.room: int | None = None
        """Writes that still find room; None when nobody counts."""
        super().__init__("palier-recorder", "")

    def use_room(self) -> None:
        """Let a write through. Raises apsw.FullError when the disk is full."""
        if self.room is not None:
            if self.room == 0:
                raise apsw.FullError("the disk is full")
            self.room -= 1

    def xOpen(self, name: Any, flags: Any) -> _File:
        return _File(self, name, flags)

    def xDelete(self, name: str, sync: bool) -> None:
        self.deeds.append(("delete", Path(name).name))
        super().xDelete(name, sync)


@cache
def disk() -> _Disk:
    """One for the whole process: the layer that encrypts goes on referring to it."""
    return _Disk()


def open_on_disk(
    folder: Path, key: bytes | bytearray, settings: dict[str, str], deeds: list[tuple[Any, ...]]
) -> apsw.Connection:
    """The database of `folder` on a disk whose deeds are noted. `settings` are pragmas."""
    disk().deeds, disk().room = deeds, None
    connection = apsw.Connection(str(folder / "palier.db"), vfs="multipleciphers-palier-recorder")
    opening = {"cipher": "'sqlcipher'", "legacy": "4", "key": f"\"x'{bytes(key).hex()}'\"", "locking_mode": "EXCLUSIVE"}
    for name, value in (opening | settings).items():
        connection.execute(f"PRAGMA {name} = {value}")
    return connection


def save(connection: apsw.Connection, transaction: Transaction) -> None:
    """Do a transaction, up to its acknowledgement."""
    for statement, parameters, many in transaction:
        if many:
            connection.executemany(statement, parameters)
        else:
            connection.execute(statement, parameters or ())
    connection.execute("COMMIT")


def replay(
    folder: Path, key: bytes | bytearray, transactions: Sequence[Transaction], settings: dict[str, str]
) -> Recording:
    """Do these transactions once more on the database of `folder`, on a recorded disk."""
    recording = Recording({path.name: path.read_bytes() for path in folder.glob("palier.db*")})
    connection = open_on_disk(folder, key, settings, recording.deeds)
    recording.pictures.append(picture_of(connection))
    for transaction in transactions:
        save(connection, transaction)
        recording.deeds.append(("saved",))
        recording.pictures.append(picture_of(connection))
    connection.close()
    return recording


def picture_of(connection: Any) -> Picture:
    """What a database holds, by any driver."""
    return tuple(connection.execute(_PICTURE).fetchone())


class _Medium:
    """One file: what is certain to be on the disk, and what was done to it since. None is a file that is not there."""

    def __init__(self, content: bytes | None) -> None:
        self._certain = None if content is None else bytearray(content)
        self._since: list[tuple[Any, ...]] = []

    def take(self, deed: tuple[Any, ...]) -> None:
        if deed[0] != "sync":
            self._since.append(deed)
            return
        for one in self._since:
            self._certain = _done(self._certain, one)
        self._since = []

    def after_cut(self, luck: random.Random) -> bytes | None:
        """What is found of it afterwards."""
        content, since = None if self._certain is None else bytearray(self._certain), self._since
        ends = [number for number, one in enumerate(since) if one[0] == "delete"]
        if ends:
            # what a folder says of its files comes to the disk in its own time
            last = luck.choice([0, *(number + 1 for number in ends)])
            content, since = (None, since[last:]) if last else (content, since[: ends[0]])
        if content is None and not since:
            return None
        old = bytes(content or b"")
        versions: dict[int, list[bytes]] = defaultdict(list)
        lengths = [len(old)]
        for one in since:
            content = _done(content, one)
            assert content is not None
            lengths.append(len(content))
            if one[0] == "write":
                for sector in range(one[2] // SECTOR, (one[2] + len(one[3]) - 1) // SECTOR + 1):
                    versions[sector].append(bytes(content[sector * SECTOR : (sector + 1) * SECTOR]))
        return _mixed(old, versions, luck.choice(lengths), luck)


def _mixed(old: bytes, versions: dict[int, list[bytes]], length: int, luck: random.Random) -> bytes:
    """A file of this length whose sectors hold what they held, or one of these versions, or a torn one."""
    found = bytearray(old[:length]) + bytes(max(0, length - len(old)))
    for sector, written in versions.items():
        start = sector * SECTOR
        before = old[start : start + SECTOR].ljust(SECTOR, b"\0")
        after = luck.choice([before, *written]).ljust(SECTOR, b"\0")
        if luck.random() < TORN:
            place = luck.randrange(SECTOR)
            after = after[:place] + before[place:]
        if start < length:
            found[start : start + SECTOR] = after[: length - start]
    return bytes(found)


def _done(content: bytearray | None, deed: tuple[Any, ...]) -> bytearray | None:
    if deed[0] == "delete":
        return None
    known = bytearray() if content is None else content
    end = deed[2] if deed[0] == "truncate" else deed[2] + len(deed[3])
    if len(known) < end:
        known.extend(bytes(end - len(known)))
    if deed[0] == "truncate":
        del known[end:]
    else:
        known[deed[2] : end] = deed[3]
    return known


def cuts(recording: Recording, luck: random.Random, count: int) -> Iterator[tuple[int, dict[str, bytes]]]:
    """So many cuts at random moments, in their order: how many transactions had been acknowledged, and the files."""
    moments = sorted(luck.randrange(len(recording.deeds) + 1) for _ in range(count))
    media = {name: _Medium(content) for name, content in recording.before.items()}
    saved = place = 0
    for moment in moments:
        for deed in recording.deeds[place:moment]:
            if deed[0] == "saved":
                saved += 1
            else:
                media.setdefault(deed[1], _Medium(None)).take(deed)
        place = moment
        left = {name: medium.after_cut(luck) for name, medium in media.items()}
        yield saved, {name: content for name, content in left.items() if content is not None}
