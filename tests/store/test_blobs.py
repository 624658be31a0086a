"""The folder of contents: encrypted, believed only when whole, altered bytes always noticed."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from intake_app.domain.errors import BugError, KnownError
from intake_app.storage.blobs import FRAME, BlobFolder
from intake_app.storage.keys import Keys
from intake_app.storage.safe_file import Disk
from tests.common.scans import CANARY, Killed, StruckDisk, pdf
from tests.store.conftest import make_keys

SIZES = [1, 100, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME, 700_000]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "attachments"


@pytest.fixture
def blobs(place: Path, keys: Keys) -> BlobFolder:
    return BlobFolder(place, keys)


def on_disk(place: Path, disk: Disk) -> BlobFolder:
    return BlobFolder(place, make_keys(), disk)


def pieces(content: bytes, size: int, start: int = 0) -> list[bytes]:
    return [content[place : place + size] for place in range(start, len(content), size)]


@pytest.mark.parametrize("size", SIZES)
def test_what_was_added_is_read_back_whole_and_in_parts(blobs: BlobFolder, size: int) -> None:
    content = (b"\xff\xd8\xff" + pdf(size + 100))[:size]
    name = blobs.add(content)
    assert name == sha256(content).hexdigest()
    assert blobs.read(name) == content
    for start, most in ((0, 1), (size // 2, 10), (size - 1, 50), (size, 5), (FRAME, FRAME), (0, 2 * FRAME)):
        assert blobs.read(name, start, most) == content[start : start + most]


def test_no_plaintext_is_in_the_folder(blobs: BlobFolder, place: Path) -> None:
    content = CANARY * 20_000
    arriving = blobs.arrival(sha256(content).hexdigest(), len(content))
    arriving.add(content[:300_000])
    blobs.add(content + b"more")
    files = [path.read_bytes() for path in place.iterdir()]
    assert len(files) == 2
    assert not any(CANARY[:8] in file for file in files)


def test_the_same_content_added_twice_is_kept_once(blobs: BlobFolder, place: Path) -> None:
    name = blobs.add(pdf())
    before = (place / name).read_bytes()
    assert blobs.add(pdf()) == name
    assert (place / name).read_bytes() == before


@pytest.mark.parametrize("at", [0, 2, 20, 40, FRAME, -1, -20])
def test_one_altered_byte_is_noticed_and_adding_again_mends_it(blobs: BlobFolder, place: Path, at: int) -> None:
    content = pdf()
    name = blobs.add(content)
    file = bytearray((place / name).read_bytes())
    file[at] ^= 1
    (place / name).write_bytes(file)
    with pytest.raises(KnownError, match="attachment_damaged"):
        blobs.read(name)
    assert not blobs.is_sound(name)
    blobs.add(content)
    assert blobs.read(name) == content


def test_a_file_that_was_cut_lengthened_or_put_in_another_s_place_is_noticed(blobs: BlobFolder, place: Path) -> None:
    name, other = blobs.add(pdf(3 * FRAME)), blobs.add(pdf(3 * FRAME, seed=2))
    whole = (place / name).read_bytes()
    frame = len(whole) // 3
    first, second, last = whole[:frame], whole[frame : 2 * frame], whole[2 * frame :]
    called_last = b"\x01" + second[1:]
    for spoilt in (
        b"",
        whole[:-1],
        first + second,
        whole + b"x",
        second + first + last,
        first + last,
        first + called_last,
        first + first + second + last,
    ):
        (place / name).write_bytes(spoilt)
        with pytest.raises(KnownError, match="attachment_damaged"):
            blobs.read(name)
    (place / name).write_bytes((place / other).read_bytes())
    with pytest.raises(KnownError, match="attachment_damaged"):
        blobs.read(name)


def test_another_vault_s_key_opens_nothing(blobs: BlobFolder, place: Path) -> None:
    name = blobs.add(pdf())
    stranger = BlobFolder(place, Keys(make_keys().vault_id, bytearray(range(2, 34))))
    with pytest.raises(KnownError, match="attachment_damaged"):
        stranger.read(name)


def test_wiped_keys_encrypt_nothing(place: Path) -> None:
    keys = make_keys()
    blobs = BlobFolder(place, keys)
    keys.wipe()
    with pytest.raises(BugError):
        blobs.add(pdf())
    assert blobs.names() == frozenset()


def test_a_content_that_is_not_there_is_said_to_be_missing(blobs: BlobFolder) -> None:
    with pytest.raises(KnownError, match="attachment_missing"):
        blobs.read("0" * 64)
    assert not blobs.has("0" * 64)
    assert blobs.names() == frozenset()
    assert blobs.sweep(frozenset()) == 0


@pytest.mark.parametrize("is_kill", [True, False])
def test_adding_struck_at_each_step_leaves_no_half_file_that_is_believed(place: Path, is_kill: bool) -> None:
    content = pdf(3 * FRAME)
    name = sha256(content).hexdigest()
    for step in range(100):
        disk = StruckDisk(step, is_kill=is_kill)
        try:
            on_disk(place, disk).add(content)
        except (Killed, KnownError):
            after = on_disk(place, Disk())
            assert not after.has(name)
            # a full disk is not filled further by what did not fit
            assert is_kill or not after.names()
            after.sweep(frozenset())
            assert not list(place.iterdir())
        else:
            break
    assert disk.steps == step == 5
    assert on_disk(place, Disk()).read(name) == content


@pytest.mark.parametrize("is_kill", [True, False])
def test_receiving_struck_at_each_step_goes_on_from_there(place: Path, is_kill: bool) -> None:
    content = pdf(700_000)
    name = sha256(content).hexdigest()
    for step in range(100):
        on_disk(place, Disk()).forget(name)
        disk = StruckDisk(step, is_kill=is_kill)
        try:
            arriving = on_disk(place, disk).arrival(name, len(content))
            for piece in pieces(content, 100_000):
                arriving.add(piece)
        except (Killed, KnownError):
            after = on_disk(place, Disk())
            assert not after.has(name)
            arriving = after.arrival(name, len(content))
            for piece in pieces(content, 100_000, arriving.received):
                arriving.add(piece)
            assert after.read(name) == content
        else:
            break
    assert step == 9


def test_cut_at_99_percent_the_rest_is_all_that_must_come(blobs: BlobFolder, place: Path) -> None:
    content = pdf(1_000_000)
    name = sha256(content).hexdigest()
    blobs.arrival(name, len(content)).add(content[:990_000])
    torn = place / f"{name}.part"
    torn.write_bytes(torn.read_bytes() + b"\x00\x00\x00")
    arriving = blobs.arrival(name, len(content))
    assert arriving.received == 990_000
    assert not blobs.has(name)
    arriving.add(content[990_000:])
    assert blobs.read(name) == content
    assert [path.name for path in place.iterdir()] == [name]


def test_what_came_is_altered_on_the_disk_only_the_sound_part_is_kept(blobs: BlobFolder, place: Path) -> None:
    content = pdf(1_000_000)
    name = sha256(content).hexdigest()
    blobs.arrival(name, len(content)).add(content[:800_000])
    torn = place / f"{name}.part"
    file = bytearray(torn.read_bytes())
    file[FRAME + 100] ^= 1
    torn.write_bytes(file)
    assert blobs.arrival(name, len(content)).received == FRAME


def test_altered_on_the_way_nothing_is_kept_and_it_begins_anew(blobs: BlobFolder, place: Path) -> None:
    content = pdf(500_000)
    name = sha256(content).hexdigest()
    arriving = blobs.arrival(name, len(content))
    with pytest.raises(KnownError, match="attachment_altered"):
        arriving.add(content[:-1] + b"\x00")
    assert not list(place.iterdir())
    assert arriving.received == 0
    arriving.add(content)
    assert blobs.read(name) == content


def test_killed_between_the_last_byte_and_its_name_it_is_whole_at_the_next_look(place: Path) -> None:
    content = pdf(300_000)
    name = sha256(content).hexdigest()
    with pytest.raises(Killed):
        on_disk(place, StruckDisk(3)).arrival(name, len(content)).add(content)
    after = on_disk(place, Disk())
    assert not after.has(name)
    assert after.arrival(name, len(content)).is_whole()
    assert after.read(name) == content


def test_a_folder_that_cannot_be_read_is_said(blobs: BlobFolder, place: Path) -> None:
    name = blobs.add(pdf(100))
    (place / name).unlink()
    (place / name).mkdir()
    with pytest.raises(KnownError, match="folder_unreachable"):
        blobs.read(name)
