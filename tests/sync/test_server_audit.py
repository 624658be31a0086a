"""Every command of the centre that changes something leaves its line: who, when, which, and ids; nobody changes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from intake_app.domain.actor import new_uuid7, utc_now
from intake_app.domain.errors import KnownError
from intake_app.domain.staff import StaffMember
from sync.server.administration import operator as operators
from sync.server.administration.program import COMMANDS, main
from sync.server.administration.workbook_shape import write_template
from sync.server.audit import Auditor, read_audit
from sync.server.audit_tables import AUDIT_LINE
from sync.server.database import open_engine
from sync.server.handle import Server
from sync.server.spaces import edit_row, seed_rows
from tests.common.devices import Device, new_change
from tests.common.servers import make_space
from tests.common.synced_laptop import SyncedLaptop
from tests.common.workplaces import workplace_of
from tests.sync.residents import made_resident, registered
from tests.sync.test_server_administration import code_in

READING = {"list", "pending", "held", "erasures", "audit", "alerts"}
"""The commands that change nothing."""
BESIDE = {"verify-sheet", "make-recovery-key", "check-recovery-key", "answer-recovery"}
"""Need files, and change nothing here."""
ADDING = {"add-neighbourhood", "add-site", "add-building", "add-staff"}
FURNISHING = ADDING | {"create-space", "seed-programme", "import", "restored"}
Say = Callable[..., str]


@pytest.fixture
def say(database_url: str, capsys: pytest.CaptureFixture[str]) -> Say:
    """Runs a command on the test's database, of each kind, and gives what it says."""

    def run(*arguments: str, ends_with: int = 0) -> str:
        with pytest.raises(SystemExit) as ended:
            main(["--database", database_url, "--lang", "en", *arguments])
        output, errors = capsys.readouterr()
        assert (ended.value.code or 0) == ends_with, errors
        return output + errors

    return run


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """The same database, seen from beside."""
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


def lines(engine: Engine) -> list[Any]:
    with engine.begin() as connection:
        return list(connection.execute(select(AUDIT_LINE).order_by(AUDIT_LINE.c.number)))


def ids_of(line: Any, kind: str) -> list[UUID]:
    return [UUID(one) for one in line.touched.get(kind, [])]


class Trail:
    """Runs commands on the test's database, and says what line each left."""

    def __init__(self, say: Say, engine: Engine) -> None:
        self._say = say
        self._engine = engine
        self.commands: set[str] = set()
        self.output = ""

    def of(self, command: str, *arguments: str) -> Any:
        """The last line that a command left; it must have left one, under its name."""
        before = len(lines(self._engine))
        self.output = self._say(command, *arguments)
        fresh = lines(self._engine)[before:]
        assert {line.command for line in fresh} == {command}
        assert {line.operator for line in fresh} == {operators.operator()}
        assert not re.search("Secret|Morel|Claire|Maurepas", str([line.touched for line in fresh]))
        self.commands.add(command)
        return fresh[-1]

    def shown(self) -> str:
        """What `audit` says of it all, in words for every kind of thing touched."""
        return self._say("audit")


@pytest.fixture
def trail(say: Say, engine: Engine) -> Trail:
    return Trail(say, engine)


def test_whatever_furnishes_a_space_leaves_a_line_with_its_ids_and_no_words(trail: Trail, tmp_path: Path) -> None:
    assert ids_of(trail.of("create-space", "Rennes"), "space")
    assert ids_of(trail.of("add-neighbourhood", "Maurepas"), "neighbourhood")
    assert ids_of(trail.of("add-site", "Loge", "--neighbourhood", "Maurepas"), "site")
    assert ids_of(trail.of("add-building", "Tour B", "--neighbourhood", "Maurepas"), "building")
    assert ids_of(trail.of("add-staff", "Claire", "Morel"), "staff_member")
    assert ids_of(trail.of("seed-programme"), "action")
    assert ids_of(trail.of("restored"), "epoch")
    write_template(tmp_path / "places.xlsx", "en")
    assert ids_of(trail.of("import", str(tmp_path / "places.xlsx")), "staff_member")
    assert trail.commands == FURNISHING
    assert "New life of the centre" in trail.shown()


def test_whatever_is_done_to_people_and_laptops_leaves_a_line_with_its_ids_and_no_words(
    trail: Trail, engine: Engine
) -> None:
    server = Server(engine)
    space = make_space(server)
    line = trail.of("invite", "Claire Morel")
    assert ids_of(line, "staff_member") == [space.staff_id]
    assert ids_of(line, "invitation")
    device = Device(server, code_in(trail.output))
    mine = [UUID(device.enrolment.device_id)]
    assert ids_of(trail.of("approve", device.enrolment.fingerprint), "device") == mine
    assert ids_of(trail.of("scope", str(mine[0]), "--whole-space"), "device") == mine
    device.send(new_change("resident", new_uuid7(), {"address": ("1 rue X", None)}, space.staff_id))
    assert ids_of(trail.of("refuse-held", str(mine[0]), "--yes"), "device") == mine
    resident = made_resident(space, family_name="Secret")
    device.send(registered(space, resident))
    assert ids_of(trail.of("erase", str(resident.id), "--yes"), "resident") == [resident.id]
    assert ids_of(trail.of("disable-staff", "Claire Morel"), "device") == mine
    assert ids_of(trail.of("enable-staff", "Claire Morel"), "staff_member") == [space.staff_id]
    assert ids_of(trail.of("revoke", str(mine[0])), "device") == mine
    assert ids_of(trail.of("lease", "--warn", "3", "--lock", "5"), "space") == [space.space_id]
    assert ids_of(trail.of("give-recovery-key", "--withdraw"), "space") == [space.space_id]
    assert ids_of(trail.of("extend-lease", str(mine[0]), "12345678"), "device") == mine
    assert ids_of(trail.of("wipe", str(mine[0]), "--yes"), "device") == mine
    assert ids_of(trail.of("rescued", str(mine[0]), "--discard"), "device") == mine
    trail.of("purge-audit")
    assert trail.commands == set(COMMANDS) - FURNISHING - READING - BESIDE - {"receive"}
    assert f"Computers {mine[0]}" in trail.shown()


def test_a_parcel_taken_in_leaves_its_line(say: Say, engine: Engine, tmp_path: Path) -> None:
    server = Server(engine)
    laptop = SyncedLaptop(tmp_path / "laptop", server, make_space(server))
    who = laptop.register("PAR CLÉ")
    workplace_of(laptop).write_parcel(tmp_path / "stick.palier")
    say("receive", str(tmp_path / "stick.palier"), "--receipt", str(tmp_path / "stick.receipt"))
    (line,) = lines(engine)
    assert (line.command, ids_of(line, "resident")) == ("receive", [who])
    assert ids_of(line, "device") == [UUID(laptop.enrolment.device_id)]
    laptop.close()


def test_what_only_looks_or_is_refused_leaves_none_and_laptops_leave_none(
    say: Say, engine: Engine, tmp_path: Path
) -> None:
    server = Server(engine)
    space = make_space(server)
    device = Device(server, space.code)
    device.send(registered(space))
    for command in READING:
        say(command)
    stranger = tmp_path / "stranger.pdf"
    stranger.write_bytes(b"%PDF-1.7")
    say("verify-sheet", str(stranger), ends_with=5)
    say("erase", str(made_resident(space).id), ends_with=1)
    say("refuse-held", device.enrolment.device_id)
    say("approve", "000000", ends_with=1)
    assert lines(engine) == []
    assert say("audit") == "No command has changed anything yet.\n"


def test_a_command_whose_line_cannot_be_written_does_nothing(say: Say, engine: Engine) -> None:
    say("create-space", "Rennes")
    taken = dict(lines(engine)[0]._mapping)
    server = Server(engine)
    space = make_space(server)
    server.centre.database.auditor = lambda connection: connection.execute(insert(AUDIT_LINE).values(taken)) and None
    with pytest.raises(DBAPIError):
        edit_row(server.centre, space.space_id, "staff_member", space.staff_id, {"is_active": False})
    with server.centre.database.read() as connection:
        table = StaffMember.__table__  # type: ignore[attr-defined]
        assert connection.scalars(select(table.c.is_active)).all() == [True]


def test_the_database_itself_refuses_to_change_a_line(say: Say, engine: Engine) -> None:
    say("create-space", "Rennes")
    for statement in (update(AUDIT_LINE).values(operator="nobody"), delete(AUDIT_LINE)):
        with pytest.raises(DBAPIError), engine.begin() as connection:
            connection.execute(statement)
    assert len(lines(engine)) == 1


def unlocked(engine: Engine, statement: Any) -> None:
    """What somebody does to the trail who has the database in their hands."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("ALTER TABLE audit_line DISABLE TRIGGER ALL")
            connection.execute(statement)
            connection.exec_driver_sql("ALTER TABLE audit_line ENABLE TRIGGER ALL")
            return
        for name in ("update", "delete"):
            connection.exec_driver_sql(f"DROP TRIGGER keep_audit_line_from_{name}")
        connection.execute(statement)


NUMBER = AUDIT_LINE.c.number


@pytest.mark.parametrize(
    "statement,place",
    [
        (update(AUDIT_LINE).where(NUMBER == 2).values(operator="nobody"), 2),
        (update(AUDIT_LINE).where(NUMBER == 2).values(touched={}), 2),
        (update(AUDIT_LINE).where(NUMBER == 1).values(command="list"), 1),
        (delete(AUDIT_LINE).where(NUMBER == 1), 1),
        (delete(AUDIT_LINE).where(NUMBER == 2), 2),
    ],
)
def test_the_trail_says_where_it_was_altered(say: Say, engine: Engine, statement: Any, place: int) -> None:
    for name in ("Rennes", "Brest", "Nantes"):
        say("create-space", name)
    whole = say("audit")
    assert "Lines: 3." in whole
    assert [line.split(".")[0] for line in whole.splitlines()[:3]] == ["1", "2", "3"]
    unlocked(engine, statement)
    assert f"altered from line {place} on" in say("audit", ends_with=1)


def test_a_fingerprint_noted_another_day_says_whether_the_end_was_cut_off(say: Say, engine: Engine) -> None:
    say("create-space", "Rennes")
    noted = re.findall("[0-9a-f]{64}", say("audit"))[0]
    say("create-space", "Brest")
    newest = re.findall("[0-9a-f]{64}", say("audit", "--last", "0", "--noted", noted))[0]
    unlocked(engine, delete(AUDIT_LINE).where(NUMBER == 2))
    assert "Lines: 1." in say("audit", "--noted", noted)
    assert "lacks the line" in say("audit", "--noted", newest, ends_with=1)


def test_two_commands_at_once_follow_one_another(engine: Engine) -> None:
    servers = [Server(engine), Server(engine)]
    space = make_space(servers[0])
    for server in servers:
        server.centre.database.auditor = Auditor("anna@centre", "add-staff", server.centre.clock)

    def hire(server: Server) -> None:
        for number in range(10):
            named = {"first_name": "Anne", "family_name": f"L{number}", "role": "caretaker"}
            seed_rows(server.centre, space.space_id, [space.actor().create(StaffMember, **named)])

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(hire, servers))
    with engine.begin() as connection:
        assert [line.number for line in read_audit(connection)] == list(range(1, 21))


def test_who_runs_a_command_is_asked_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    before = operators.operator()
    for name in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(name, "somebody-else")
    assert operators.operator() == before
    assert re.fullmatch(r".+@.+", before)


def test_the_trail_of_an_empty_centre_has_no_line_that_was_noted(say: Say, engine: Engine) -> None:
    with engine.begin() as connection, pytest.raises(KnownError, match="audit_cut"):
        read_audit(connection, "0" * 64)


def test_old_lines_go_and_the_rest_still_follows(say: Say, engine: Engine) -> None:
    server = Server(engine)
    make_space(server)
    database, now = server.centre.database, utc_now()
    for days in (500, 400, 100, 1):
        database.auditor = Auditor("anna@centre", "invite", lambda days=days: now - timedelta(days=days))
        with database.write():
            pass
    before = say("audit")
    assert "Lines let go of: 2." in say("purge-audit", "--months", "12")
    with database.read() as connection:
        left = read_audit(connection)
        noted = read_audit(connection, left[0].fingerprint)
    assert [line.number for line in left] == [3, 4, 5]
    assert noted == left
    assert "Nothing was altered or left out" in say("audit")
    gone = re.search(r"[0-9a-f]{64}", before)
    assert gone is not None
    assert "Lines let go of: 0." in say("purge-audit")
    assert "purge-audit, or the end" in say("audit", "--noted", "0" * 64, ends_with=1)
    # and still nobody takes a line away by hand, or unseen
    with pytest.raises(DBAPIError), engine.begin() as connection:
        connection.execute(delete(AUDIT_LINE).where(AUDIT_LINE.c.number == 4))
