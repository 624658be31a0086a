"""The organisation's key for recovery: making it, handing its public half to the centre, and answering whoever has
forgotten her passphrase. All but the second need no database: they are for a computer without network.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from intake_app.domain.errors import KnownError
from intake_app.storage.key_stretching import measure_cost
from intake_app.storage.keys import wipe
from intake_app.storage.passphrase import check_passphrase
from intake_app.storage.safe_file import LAPTOP_DISK, known_disk_error, write_safely
from sync.protocol.recovery import (
    LONGEST_TEXT,
    is_spoken,
    key_name,
    read_public_key,
    read_request,
    write_answer,
    write_public_key,
)
from sync.server.administration.desk import Desk
from sync.server.recovery_key import (
    PARTS,
    KeyPart,
    answer_request,
    decode_part,
    encode_part,
    join_parts,
    make_parts,
    require_pair,
)
from sync.server.recovery_terms import give_recovery_key as give

_LONGEST_FILE: Final = 64 * 1024


def make_recovery_key(context: typer.Context, part1: Path, part2: Path, public: Path) -> None:
    desk: Desk = context.obj
    if any(path.exists() for path in (part1, part2, public)):
        # a key written over would lock out whoever relies on it
        raise KnownError("recovery_file_there")
    one, other = (_new_passphrase(desk, number) for number in PARTS)
    parts = make_parts((one, other), measure_cost())
    for path, part in zip((part1, part2), parts, strict=True):
        write_safely(LAPTOP_DISK, path, encode_part(part))
    write_safely(LAPTOP_DISK, public, write_public_key(parts[0].public_key).encode())
    desk.tell("said.recovery_key_made", name=key_name(parts[0].public_key))


def check_recovery_key(context: typer.Context, part1: Path, part2: Path) -> None:
    desk: Desk = context.obj
    one, other = _read_part(part1), _read_part(part2)
    wipe(join_parts(one, other, lambda number: _passphrase(desk, number)))
    desk.tell("said.recovery_key_works", name=key_name(one.public_key))


def give_recovery_key(
    context: typer.Context,
    public: Annotated[Path | None, typer.Argument()] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw")] = False,
) -> None:
    desk: Desk = context.obj
    if (public is None) is not withdraw:
        # left out by mistake, it would take the way back from every laptop
        raise KnownError("recovery_key_missing")
    key = None if public is None else read_public_key(_read(public).decode("utf-8", "replace"))
    give(desk.centre, desk.space_id, key)
    if key is None:
        desk.tell("said.recovery_key_withdrawn")
    else:
        desk.tell("said.recovery_key_given", name=key_name(key))


def answer_recovery(
    context: typer.Context, request: Path, answer: Path, parts: Annotated[tuple[Path, Path], typer.Option("--parts")]
) -> None:
    desk: Desk = context.obj
    asked = read_request(_read(request).decode("utf-8", "replace"))
    one, other = (_read_part(path) for path in parts)
    require_pair(one, other)
    desk.tell("said.recovery_asked", who=asked.who, moment=asked.asked_at, name=key_name(asked.organisation_key))
    if one.public_key != asked.organisation_key:
        raise KnownError("recovery_key_other")
    # what the request itself says of its code counts for nothing: somebody may have put another in its place
    if not is_spoken(typer.prompt(desk.words("ask.recovery_code")), asked):
        raise KnownError("recovery_code_wrong")
    private_key = join_parts(one, other, lambda number: _passphrase(desk, number))
    try:
        text = write_answer(answer_request(asked, private_key))
    finally:
        wipe(private_key)
    write_safely(LAPTOP_DISK, answer, text.encode())
    desk.tell("said.recovery_answered", who=asked.who)


def _new_passphrase(desk: Desk, number: int) -> str:
    words = desk.words("ask.new_passphrase", part=number)
    typed: str = typer.prompt(words, hide_input=True, confirmation_prompt=desk.words("ask.again"))
    for problem in check_passphrase(typed):
        raise KnownError(problem)
    return typed


def _passphrase(desk: Desk, number: int) -> str:
    typed: str = typer.prompt(desk.words("ask.passphrase", part=number), hide_input=True)
    return typed


def _read_part(path: Path) -> KeyPart:
    return decode_part(_read(path))


def _read(path: Path) -> bytes:
    """A small file. Raises KnownError folder_unreachable…"""
    try:
        with path.open("rb") as stream:
            return stream.read(max(_LONGEST_FILE, LONGEST_TEXT))
    except OSError as error:
        raise known_disk_error(error) from error
