"""The mark outside the database: it may lag, it never leads, and it counts what is gone."""

from __future__ import annotations

import errno
import hmac
import os
import struct
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from intake_app.domain.errors import BugError
from intake_app.storage.high_water import HIGHEST, HighWaterMark, MarkState, Missing

VAULT = UUID("0192f5c0-0000-4000-8000-0000000000aa")
KEY = bytes(range(32))


def mark_in(path: Path, key: bytes = KEY, vault: UUID = VAULT) -> HighWaterMark:
    return HighWaterMark(path, bytearray(key), vault)


def written(path: Path, *sequences: int) -> bytes:
    """The file after these commits."""
    with mark_in(path) as mark:
        for sequence in sequences:
            assert mark.raise_to(sequence)
    return path.read_bytes()


def second_write_fails() -> Callable[[int, bytes], int]:
    """A writing call that works once."""
    handles: list[int] = []
    write = os.write

    def write_once(handle: int, content: bytes) -> int:
        handles.append(handle)
        if len(handles) == 2:
            raise OSError(errno.EIO, "gone")
        return write(handle, content)

    return write_once


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "palier.mark"


def test_a_new_folder_has_no_mark_and_misses_nothing(path: Path) -> None:
    mark = mark_in(path)
    assert mark.state is MarkState.ABSENT
    assert mark.value() is None
    assert mark.check(0) is None
    assert mark.check(7) is None
    assert not path.exists()


def test_the_mark_is_found_again(path: Path) -> None:
    written(path, 1, 2, 3)
    again = mark_in(path)
    assert again.state is MarkState.SOUND
    assert again.value() == 3


def test_the_exact_loss_is_told(path: Path) -> None:
    written(path, *range(1, 41))
    mark = mark_in(path)
    missing = mark.check(19)
    assert missing == Missing(first=20, last=40)
    assert missing.count == 21
    assert mark.check(39) == Missing(40, 40)
    assert mark.check(40) is None
    assert mark.check(41) is None
    assert mark.check(0) == Missing(1, 40)


def test_a_lagging_mark_catches_up_and_never_falls(path: Path) -> None:
    with mark_in(path) as mark:
        mark.raise_to(4)
        mark.raise_to(5)
        content = path.read_bytes()
        for lower in (5, 4, 0):
            assert mark.raise_to(lower)
            assert mark.value() == 5
        assert path.read_bytes() == content
        mark.raise_to(9)
    assert mark_in(path).value() == 9


def test_the_record_is_the_published_one(path: Path) -> None:
    content = struct.pack(">Q", 7) + VAULT.bytes
    assert written(path, 7) == content + hmac.digest(KEY, b"palier/mark/v1|" + content, "sha256")
    assert len(written(path, 7, 8)) == 512 + 56


def test_a_write_torn_anywhere_leaves_the_newest_whole_one(path: Path) -> None:
    before = written(path, 1, 2, 3)
    after = written(path, 4)
    changed = [place for place in range(len(before)) if before[place] != after[place]]
    assert min(changed) >= 512
    for torn_at in range(512, len(before)):
        path.write_bytes(after[:torn_at] + before[torn_at:])
        mark = mark_in(path)
        assert mark.value() == (4 if after[:torn_at] + before[torn_at:] == after else 3)
        assert mark.state is MarkState.SOUND
        with mark:
            assert mark.raise_to(5)
        assert mark_in(path).value() == 5


def test_every_flipped_byte_costs_one_commit_at_most(path: Path) -> None:
    whole = written(path, 41, 42)
    for place in range(len(whole)):
        touched = bytearray(whole)
        touched[place] ^= 0x10
        path.write_bytes(touched)
        assert mark_in(path).value() in (41, 42)


def test_every_cut_gives_a_mark_that_was_true_once(path: Path) -> None:
    whole = written(path, 41, 42)
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        mark = mark_in(path)
        if length < 56:
            assert (mark.value(), mark.state) == (None, MarkState.DAMAGED)
        else:
            assert (mark.value(), mark.state) == (41, MarkState.SOUND)


@pytest.mark.parametrize("content", [b"", b"\x00" * 568, b"\xff" * 568, b"x" * 5000])
def test_a_file_that_is_not_ours_is_damaged_and_then_written_over(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with mark_in(path) as mark:
        assert mark.state is MarkState.DAMAGED
        assert mark.check(3) is None
        assert mark.raise_to(3)
    assert mark_in(path).value() == 3


def test_a_forged_mark_is_not_believed(path: Path) -> None:
    written(path, 5)
    assert mark_in(path, key=bytes(range(1, 33))).state is MarkState.DAMAGED
    # the right key over the record of another vault: one laptop's folder put into another's place
    assert mark_in(path, vault=UUID(int=VAULT.int + 1)).state is MarkState.DAMAGED
    content = struct.pack(">Q", 2) + VAULT.bytes
    path.write_bytes(content + hmac.digest(bytes(32), b"palier/mark/v1|" + content, "sha256"))
    assert mark_in(path).state is MarkState.DAMAGED


def test_a_loss_that_was_told_is_not_told_again(path: Path) -> None:
    for sequences in ([100], [99, 100], [98, 99, 100]):
        path.unlink(missing_ok=True)
        written(path, *sequences)
        with mark_in(path) as mark:
            assert mark.check(60)
            assert mark.restart_at(60)
            assert mark.check(60) is None
            assert mark.value() == 60
        with mark_in(path) as mark:
            assert mark.value() == 60
            mark.raise_to(61)
            mark.raise_to(62)
        assert mark_in(path).check(61) == Missing(62, 62)


def test_killed_while_restarting_the_loss_is_told_once_more_or_never_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for sequences in ([100, 101], [100, 101, 102]):
        path.unlink(missing_ok=True)
        written(path, *sequences)
        with monkeypatch.context() as patch, mark_in(path) as mark:
            patch.setattr(os, "write", second_write_fails())
            assert not mark.restart_at(60)
        # the highest record went first: the other, older one is left, and it still tells of a loss
        assert mark_in(path).check(60) == Missing(61, sequences[-2])


def test_a_disk_that_refuses_the_mark_does_not_undo_the_commit(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with mark_in(path) as mark:
        mark.raise_to(1)
        with monkeypatch.context() as patch:

            def full(handle: int, content: bytes) -> int:
                raise OSError(errno.ENOSPC, "full")

            patch.setattr(os, "write", full)
            assert not mark.raise_to(2)
            assert mark.value() == 1
        assert mark.raise_to(3)
    assert mark_in(path).value() == 3


def test_a_write_that_stops_half_way_is_not_counted(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with mark_in(path) as mark:
        mark.raise_to(1)
        write = os.write
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", lambda handle, content: write(handle, content[:20]))
            assert not mark.raise_to(2)
        assert mark.value() == 1
    assert mark_in(path).value() == 1


def test_a_folder_that_is_gone_is_no_crash(tmp_path: Path) -> None:
    mark = mark_in(tmp_path / "gone" / "palier.mark")
    assert not mark.raise_to(1)
    assert not mark.restart_at(0)
    # something else in the place of the file
    (tmp_path / "palier.mark").mkdir()
    mark = mark_in(tmp_path / "palier.mark")
    assert mark.state is MarkState.DAMAGED
    assert not mark.raise_to(1)


def test_the_largest_number_fits_and_the_next_is_a_bug(path: Path) -> None:
    with mark_in(path) as mark:
        assert mark.raise_to(HIGHEST)
        with pytest.raises(BugError):
            mark.raise_to(HIGHEST + 1)
        with pytest.raises(BugError):
            mark.restart_at(-1)
    assert mark_in(path).value() == HIGHEST


def test_a_mark_without_its_key_is_a_bug(path: Path) -> None:
    written(path, 1)
    key = bytearray(KEY)
    with HighWaterMark(path, key, VAULT) as mark:
        key[:] = bytes(32)
        with pytest.raises(BugError):
            mark.raise_to(2)
    assert mark_in(path).value() == 1
    with pytest.raises(BugError):
        HighWaterMark(path, bytearray(32), VAULT)


def test_closing_twice_and_going_on_is_allowed(path: Path) -> None:
    mark = mark_in(path)
    mark.close()
    mark.raise_to(1)
    mark.close()
    mark.close()
    mark.raise_to(2)
    mark.close()
    assert mark_in(path).value() == 2
