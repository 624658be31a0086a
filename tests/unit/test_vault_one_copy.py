"""A second copy of the program on the same folder is turned away, and the first one's death clears the way."""

from __future__ import annotations

import errno
import subprocess
import sys
import threading
from pathlib import Path

import filelock
import pytest

from intake_app.domain.errors import KnownError
from intake_app.storage.one_copy import OneCopy

HOLD = (
    "import sys; from pathlib import Path; from intake_app.storage.one_copy import OneCopy\n"
    "one = OneCopy(Path(sys.argv[1])); one.take(); print('held', flush=True); sys.stdin.read()"
)


def is_free(folder: Path) -> bool:
    try:
        with OneCopy(folder):
            return True
    except KnownError as error:
        if error.key != "already_open":
            raise
        return False


def test_a_second_copy_is_turned_away_at_once(tmp_path: Path) -> None:
    with OneCopy(tmp_path):
        assert not is_free(tmp_path)
        assert is_free(tmp_path / "another folder")
    assert is_free(tmp_path)


def test_another_process_is_turned_away_until_the_first_dies(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
        assert first.stdout
        assert first.stdout.readline().strip() == b"held"
        assert not is_free(tmp_path)
        first.kill()
        first.wait(timeout=30)
        assert is_free(tmp_path)


def test_the_thread_that_closes_the_store_may_let_go(tmp_path: Path) -> None:
    one = OneCopy(tmp_path)
    one.take()
    lock = one._lock
    closing = threading.Thread(target=one.release)
    closing.start()
    closing.join(timeout=30)
    assert is_free(tmp_path)
    assert lock is not None
    assert not lock.is_locked


def test_letting_go_twice_is_allowed(tmp_path: Path) -> None:
    one = OneCopy(tmp_path)
    one.release()
    one.take()
    one.release()
    one.release()
    assert is_free(tmp_path)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "plain file").write_bytes(b"")
    with pytest.raises(KnownError) as error:
        OneCopy(tmp_path / "plain file" / "folder").take()
    assert error.value.key == "folder_unreachable"


@pytest.mark.parametrize("number,sentence", [(errno.EROFS, "folder_read_only"), (errno.ENOSPC, "disk_full")])
def test_a_disk_that_refuses_the_lock_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    def refused(_: object) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(filelock.FileLock, "acquire", refused)
    with pytest.raises(KnownError) as error:
        OneCopy(tmp_path).take()
    assert error.value.key == sentence
