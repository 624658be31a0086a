"""The organisation's key by the command line: made, checked, given, and of no use to one person alone."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from sync.client.premises import Premises
from sync.client.workplace import Workplace
from sync.protocol.recovery import (
    key_name,
    spoken_code,
    write_request,
)
from sync.server.audit import read_audit
from sync.server.handle import Server
from sync.server.recovery_key import decode_part
from tests.common.servers import MadeSpace
from tests.sync.recovery_ceremony import FIRST, SECOND, Ceremony
from tests.sync.recovery_scene import ask, ceremony, hers, premises, public_of, server

__all__ = ["ceremony", "hers", "premises", "server"]


def test_the_command_line_makes_checks_and_gives_a_key_and_the_centre_never_has_its_private_half(
    ceremony: Ceremony, sqlite_url: str, server: Server, space: MadeSpace
) -> None:
    one, other, public = ceremony.files()
    code, output, _ = ceremony.run("check-recovery-key", one, other, typed=(FIRST, SECOND))
    name = key_name(public_of(ceremony))
    assert (code, name in output) == (0, True)
    code, output, errors = ceremony.run("give-recovery-key", public, database=sqlite_url)
    assert (code, name in output, errors) == (0, True, "")
    with server.centre.database.read() as connection:
        (line,) = [line for line in read_audit(connection, None) if line.command == "give-recovery-key"]
    assert str(space.space_id) in line.touched["space"]
    database = Path(sqlite_url.removeprefix("sqlite:///"))
    content = b"".join(path.read_bytes() for path in database.parent.glob(f"{database.name}*"))
    assert public_of(ceremony) in content
    for path in (one, other):
        part = decode_part(path.read_bytes())
        assert part.wrapped not in content


def test_a_part_given_as_the_public_key_nothing_given_and_a_key_written_over_are_refused(
    ceremony: Ceremony, sqlite_url: str, space: MadeSpace
) -> None:
    one, other, public = ceremony.files()
    before = [path.read_bytes() for path in (one, other, public)]
    for given, said in (((one,), "This is not a public recovery key."), ((), "No key is named.")):
        code, _, errors = ceremony.run("give-recovery-key", *given, database=sqlite_url)
        assert (code, said in errors) == (1, True)
    code, _, errors = ceremony.run("make-recovery-key", one, other, public, typed=(FIRST, SECOND))
    assert (code, "is there already" in errors) == (1, True)
    assert [path.read_bytes() for path in (one, other, public)] == before
    code, output, _ = ceremony.run("give-recovery-key", "--withdraw", database=sqlite_url)
    assert (code, "withdrawn" in output) == (0, True)


@pytest.mark.parametrize(
    "typed,said",
    [
        (("pas la bonne phrase", SECOND), "not the right passphrase for part 1"),
        ((FIRST, FIRST), "not the right passphrase for part 2"),
    ],
)
def test_one_person_alone_answers_nothing(
    premises: Premises, hers: Workplace, space: MadeSpace, ceremony: Ceremony, typed: tuple[str, str], said: str
) -> None:
    hers.close()
    request = ask(premises, space)
    answer, words = ceremony.answer(write_request(request), spoken_code(request), typed=typed)
    assert (answer, said in words) == ("", True)
    one, other, _ = ceremony.files()
    ceremony.make("later")
    for pair in ((one, one), (one, ceremony.files("later")[1])):
        code, _, errors = ceremony.run("check-recovery-key", *pair, typed=(FIRST, SECOND))
        assert (code, "not the two parts of one key" in errors) == (1, True)
    weak = msgspec.json.decode(one.read_bytes())
    weak["kdf"]["memory_kib"] = 1024
    one.write_bytes(msgspec.json.encode(weak))
    assert "not a part of the recovery key" in ceremony.run("check-recovery-key", one, other)[2]


def test_a_weak_passphrase_makes_no_key(ceremony: Ceremony) -> None:
    code, _, errors = ceremony.run("make-recovery-key", *ceremony.files("weak"), typed=("aaaaaaaaaaaaaaaaaaaa", SECOND))
    assert (code, bool(errors)) == (1, True)
    assert not any(path.exists() for path in ceremony.files("weak"))
