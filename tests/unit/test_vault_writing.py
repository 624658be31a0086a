"""Writing the vault: killed at any step, the old passphrase or the new one opens; refused by the disk, the old one."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import pytest

from intake_app.domain.errors import KnownError
from intake_app.storage.keys import Keys
from intake_app.storage.safe_file import LAPTOP_DISK, LARGEST, Disk, write_safely
from intake_app.storage.vault import create_vault
from intake_app.storage.vault_file import COPY_NAME, FILE_NAME
from tests.unit.vault_setting import (
    CHEAP,
    COPY,
    FILE,
    NADIA,
    OTHER_PHRASE,
    PHRASE,
    YANN,
    Killed,
    MemoryDisk,
    Seeded,
    database_key,
    loaded,
    made,
)

DISK_ERRORS = [
    (errno.ENOSPC, "disk_full"),
    (errno.EDQUOT, "disk_full"),
    (errno.EFBIG, "disk_full"),
    (errno.EACCES, "folder_read_only"),
    (errno.EPERM, "folder_read_only"),
    (errno.EROFS, "folder_read_only"),
    (errno.EIO, "folder_unreachable"),
    (errno.ENOENT, "folder_unreachable"),
]


def change(disk: Disk) -> None:
    loaded(disk).change_passphrase(NADIA.staff_id, PHRASE, OTHER_PHRASE)


def answer_to_change(disk: Disk) -> str | None:
    """The key of the sentence, None when the change went through."""
    try:
        change(disk)
    except KnownError as error:
        return error.key
    return None


def opens_with(files: dict[Path, bytes]) -> set[str]:
    """The passphrases that open those files, each with one and the same key."""
    opening: dict[str, bytes] = {}
    for passphrase in (PHRASE, OTHER_PHRASE):
        with suppress(KnownError):
            opening[passphrase] = database_key(MemoryDisk(files), passphrase)
    assert len(set(opening.values())) == 1
    return set(opening)


def struck(failure: OSError | type[Killed], work: Callable[[Disk], None], files: dict[Path, bytes]) -> list[MemoryDisk]:
    """The disk after that work met the failure at its first step, at its second, and so on to the last."""
    disks: list[MemoryDisk] = []
    for step in range(100):
        disk = MemoryDisk(files)
        disk.failure, disk.fail_at = failure, step
        with suppress(Killed, KnownError):
            work(disk)
        if disk.fail_at >= 0:
            return disks
        disks.append(disk)
    raise AssertionError("never came to an end")


@pytest.fixture
def files() -> dict[Path, bytes]:
    disk = MemoryDisk()
    made(disk).wipe()
    return disk.files


def test_killed_at_any_step_of_a_change_exactly_one_passphrase_opens(files: dict[Path, bytes]) -> None:
    disks = struck(Killed, change, files)
    outcomes = [opens_with(disk.files) for disk in disks]
    # counting the try, clearing the count, the file, its copy: three steps each
    assert len(outcomes) == 12
    turn = outcomes.index({OTHER_PHRASE})
    assert outcomes == [{PHRASE}] * turn + [{OTHER_PHRASE}] * (len(outcomes) - turn)
    assert turn == 8


def test_what_a_kill_left_is_mended_and_swept_by_the_next_opening(files: dict[Path, bytes]) -> None:
    for disk in struck(Killed, change, files):
        after = MemoryDisk(disk.files)
        (passphrase,) = opens_with(disk.files)
        database_key(after, passphrase)
        assert after.files[FILE] == after.files[COPY]
        loaded(after).change_passphrase(NADIA.staff_id, passphrase, PHRASE)
        left = {path.name for path in after.files}
        assert left == {"palier.vault", "palier.vault.copy", "palier.tries"}


def test_killed_at_any_step_of_making_there_is_a_whole_vault_or_none() -> None:
    seen = set()
    for disk in struck(Killed, lambda disk: made(disk).wipe(), {}):
        after = MemoryDisk(disk.files)
        if FILE in after.files:
            assert database_key(after)
        else:
            made(after).wipe()
            assert database_key(after)
        seen.add(FILE in disk.files)
    assert seen == {True, False}


@pytest.mark.parametrize("number,sentence", DISK_ERRORS)
def test_a_disk_that_refuses_once_leaves_the_old_passphrase_or_the_new(
    files: dict[Path, bytes], number: int, sentence: str
) -> None:
    told = 0
    for step in range(12):
        disk = MemoryDisk(files)
        disk.failure, disk.fail_at = OSError(number, "refused"), step
        answer = answer_to_change(disk)
        assert answer in (None, sentence)
        assert opens_with(disk.files) == ({PHRASE} if answer else {OTHER_PHRASE})
        told += answer is not None
    # only the first file matters: counts of tries and the copy are written again another time
    assert told == 2


class ReadOnly(MemoryDisk):
    """Every change is refused."""

    def _strikes(self) -> bool:
        raise OSError(errno.EROFS, "read-only")


def test_a_read_only_folder_still_opens_and_says_why_it_cannot_change(files: dict[Path, bytes]) -> None:
    for kept in (files, {COPY: files[COPY]}):
        disk = ReadOnly(kept)
        assert database_key(disk)
        with pytest.raises(KnownError) as error:
            change(disk)
        assert error.value.key == "folder_read_only"
        assert disk.files == kept


@pytest.mark.parametrize("number,sentence", DISK_ERRORS)
def test_making_a_vault_where_the_disk_refuses_says_so(number: int, sentence: str) -> None:
    for step in range(3):
        disk = MemoryDisk()
        disk.failure, disk.fail_at = OSError(number, "refused"), step
        with pytest.raises(KnownError) as error:
            made(disk)
        assert error.value.key == sentence
        assert disk.files == {}


def test_a_failed_making_leaves_no_key_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    made_keys: list[Keys] = []

    class Watched(Keys):
        def __init__(self, vault_id: UUID, root: bytearray) -> None:
            super().__init__(vault_id, root)
            made_keys.append(self)

    monkeypatch.setattr("intake_app.storage.vault.Keys", Watched)
    disk = MemoryDisk()
    disk.failure, disk.fail_at = OSError(errno.ENOSPC, "full"), 1
    with pytest.raises(KnownError):
        made(disk)
    assert [keys.is_wiped for keys in made_keys] == [True]


def test_a_colleague_who_could_not_be_added_is_not_there(files: dict[Path, bytes]) -> None:
    disk = MemoryDisk(files)
    vault = loaded(disk)
    with vault.unlock(NADIA.staff_id, PHRASE) as keys:
        disk.failure, disk.fail_at = OSError(errno.ENOSPC, "full"), 0
        with pytest.raises(KnownError) as error:
            vault.add_owner(keys, YANN, OTHER_PHRASE)
        assert error.value.key == "disk_full"
        assert vault.owners == loaded(disk).owners == (NADIA,)
        vault.add_owner(keys, YANN, OTHER_PHRASE)
    assert vault.owners == loaded(disk).owners == (NADIA, YANN)


def test_a_real_write_replaces_the_whole_file_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "small"
    write_safely(LAPTOP_DISK, path, b"a longer first version")
    (tmp_path / "small.new").write_bytes(b"left by a kill, and longer than what comes next" * 100)
    write_safely(LAPTOP_DISK, path, b"second")
    assert path.read_bytes() == LAPTOP_DISK.read(path) == b"second"
    assert [each.name for each in tmp_path.iterdir()] == ["small"]


@pytest.mark.skipif(sys.platform != "linux", reason="Windows cannot force a folder, macOS forces by another call")
def test_a_real_write_is_on_the_medium_before_it_takes_the_place_of_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[object] = []
    replace = os.replace

    def renamed(source: Path, target: Path) -> None:
        steps.append("renamed")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", lambda handle: steps.append(os.fstat(handle).st_ino))
    monkeypatch.setattr(os, "replace", renamed)
    write_safely(LAPTOP_DISK, tmp_path / "small", b"x")
    assert steps == [(tmp_path / "small").stat().st_ino, "renamed", tmp_path.stat().st_ino]


def test_a_real_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as error:
        write_safely(LAPTOP_DISK, tmp_path / "gone" / "small", b"x")
    assert error.value.key == "folder_unreachable"
    (tmp_path / "plain file").write_bytes(b"")
    with pytest.raises(KnownError) as error:
        create_vault(tmp_path / "plain file" / "folder", NADIA, PHRASE, CHEAP, Seeded(), floor=CHEAP)
    assert error.value.key == "folder_unreachable"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a person whom the system refuses")
def test_a_real_folder_without_the_right_to_write_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(KnownError) as error:
            create_vault(tmp_path, NADIA, PHRASE, CHEAP, Seeded(), floor=CHEAP)
    finally:
        tmp_path.chmod(0o700)
    assert error.value.key == "folder_read_only"


def test_a_huge_file_in_the_place_of_ours_is_not_read_whole(tmp_path: Path) -> None:
    with (tmp_path / FILE_NAME).open("wb") as stream:
        stream.truncate(10 * 2**30)
    (tmp_path / COPY_NAME).write_bytes(b" " * (LARGEST + 1))
    assert len(LAPTOP_DISK.read(tmp_path / FILE_NAME)) == LARGEST
    with pytest.raises(KnownError) as error:
        loaded(LAPTOP_DISK, folder=tmp_path)
    assert error.value.key == "vault_damaged"


def test_an_antivirus_that_holds_the_file_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    replace = os.replace

    def held_twice(source: Path, target: Path) -> None:
        if len(pauses) < 2:
            raise PermissionError(errno.EACCES, "held")
        replace(source, target)

    monkeypatch.setattr(os, "replace", held_twice)
    write_safely(Disk(attempts=3, pause=pauses.append), tmp_path / "small", b"x")
    assert (tmp_path / "small").read_bytes() == b"x"
    assert len(pauses) == 2
    pauses.clear()
    with pytest.raises(KnownError) as error:
        write_safely(Disk(attempts=2, pause=pauses.append), tmp_path / "small", b"y")
    assert error.value.key == "folder_read_only"
    assert (tmp_path / "small").read_bytes() == b"x"
