"""A laptop that is being emptied is killed at any moment: nothing is lost before, and nothing stays after."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from intake_app.domain.errors import KnownError
from intake_app.storage.emptying import NOTICE_NAME, empty, is_anything_left
from intake_app.storage.key_stretching import FLOOR
from intake_app.storage.safe_file import Disk
from sync.client.premises import Premises
from sync.client.workplace import Workplace
from sync.server import wiping
from sync.server.administration.laptops import list_laptops
from sync.server.handle import Server
from tests.common.direct_transport import DirectTransport
from tests.common.servers import MadeSpace, make_space
from tests.sync.emptying import (
    PHRASE,
    KilledError,
    Line,
    begin,
    files_in,
    names_at,
    only_laptop,
    register,
)


@pytest.fixture
def server(light_server: Server) -> Server:
    """What is tested here does not depend on the kind of database."""
    return light_server


@pytest.fixture
def line(server: Server) -> Line:
    return Line(server)


@pytest.fixture
def premises(tmp_path: Path, line: Line) -> Premises:
    return Premises(tmp_path / "Palier", line, FLOOR)


@pytest.fixture
def workplace(premises: Premises, space: MadeSpace) -> Iterator[Workplace]:
    """The same, with somebody whom only it knows."""
    workplace = begin(premises, space)
    register(workplace, space, "Kerdoncuff")
    yield workplace
    if not workplace.keys.is_wiped:
        workplace.close()


def _open_and_exchange(premises: Premises, space: MadeSpace) -> None:
    """The laptop is started again; where it knows of the order already, opening it is enough."""
    workplace = premises.unlock(space.staff_id, PHRASE)
    try:
        workplace.exchange()
    finally:
        workplace.close()


@pytest.mark.parametrize("is_answered", [False, True])
def test_killed_at_any_call_it_begins_again_and_loses_nothing(
    tmp_path: Path, server: Server, line: Line, *, is_answered: bool
) -> None:
    line.is_answered = is_answered
    for call in range(20):
        space = make_space(server)
        premises = Premises(tmp_path / str(call), line, FLOOR)
        workplace = begin(premises, space)
        register(workplace, space, f"Nom{call}")
        device_id = list_laptops(server.centre)[-1].id
        wiping.order_wipe(server.centre, device_id)
        line.kill_at, line.paths = call, []
        with pytest.raises((KilledError, KnownError)) as ended:
            workplace.exchange()
        line.kill_at = None
        if ended.type is KnownError:
            workplace.close()
            assert call >= 4, "the order, a nonce, a piece: each was killed once"
            return
        # the store of a killed process is closed by nobody: what stands on the disk is what there is
        workplace.store.close()
        with pytest.raises(KnownError, match="laptop_emptied"):
            _open_and_exchange(premises, space)
        premises.take()
        premises.tell_emptied()
        premises.release()
        assert not is_anything_left(premises.folder)
        assert f"Nom{call}" in names_at(server)
        assert wiping.list_wipings(server.centre)[device_id].wiped_at is not None


class FailingDisk(Disk):
    """Killed at the n-th deletion."""

    def __init__(self, left: int) -> None:
        super().__init__()
        self.left = left

    def delete(self, path: Path) -> None:
        if self.left == 0:
            raise KilledError
        self.left -= 1
        super().delete(path)


def test_killed_at_any_deletion_the_next_start_goes_on_without_a_passphrase(
    workplace: Workplace, premises: Premises, server: Server, space: MadeSpace, tmp_path: Path
) -> None:
    wiping.order_wipe(server.centre, only_laptop(server))
    with pytest.raises(KnownError, match="laptop_emptied"):
        workplace.exchange()
    workplace.store.close()
    for step in range(40):
        folder = Path(shutil.copytree(premises.folder, tmp_path / f"copy{step}"))
        try:
            empty(folder, FailingDisk(step))
        except KilledError:
            found = {path.name for path in folder.glob("palier.vault")}
            assert step == 0 or not found or (folder / "palier.vault").read_bytes()[:1] != b"{"
            other = Premises(folder, lambda _address: DirectTransport(server), FLOOR)
            other.take()
            other.release()
            assert files_in(folder) == {NOTICE_NAME}
        else:
            assert step > 4
            break
