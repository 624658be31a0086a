"""Whatever is typed and whatever is done to the files, the vault gives the right key or a sentence."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from intake_app.domain.errors import KnownError
from intake_app.storage.high_water import HighWaterMark
from intake_app.storage.keys import seal, unseal
from intake_app.storage.passphrase import SHORTEST, check_passphrase
from intake_app.storage.tries import FREE_TRIES, LONGEST_WAIT_S, Tries
from intake_app.storage.vault_slot import SlotOwner, is_label, short_label
from tests.unit.vault_setting import (
    COPY,
    FILE,
    FOLDER,
    NADIA,
    PHRASE,
    MemoryDisk,
    Seeded,
    ToldClock,
    database_key,
    loaded,
    made,
)

VAULT = UUID("0192f5c0-0000-4000-8000-0000000000aa")
# every code point, halves of surrogate pairs too: what a broken paste may bring
ANY_TEXT = st.text(st.characters(), max_size=60)
PASSPHRASES = ANY_TEXT.filter(lambda text: len(unicodedata.normalize("NFC", text)) >= SHORTEST)


@given(PASSPHRASES)
def test_any_passphrase_opens_what_it_closed_in_every_writing_of_its_accents(passphrase: str) -> None:
    disk = MemoryDisk()
    with made(disk, passphrase=passphrase) as keys:
        expected = bytes(keys.database_key)
    for form in ("NFC", "NFD"):
        assert database_key(disk, unicodedata.normalize(form, passphrase)) == expected


@given(PASSPHRASES, ANY_TEXT)
def test_no_other_passphrase_opens_it(passphrase: str, other: str) -> None:
    assume(unicodedata.normalize("NFC", passphrase) != unicodedata.normalize("NFC", other))
    disk = MemoryDisk()
    made(disk, passphrase=passphrase).wipe()
    with pytest.raises(KnownError) as error:
        database_key(disk, other)
    assert error.value.key == "wrong_passphrase"


@given(ANY_TEXT, st.lists(ANY_TEXT, max_size=3))
def test_any_text_can_be_judged(passphrase: str, known_names: list[str]) -> None:
    problems = check_passphrase(passphrase, known_names)
    is_short = len(unicodedata.normalize("NFC", passphrase)) < SHORTEST
    assert ("passphrase_too_short" in problems) == is_short


@given(st.binary(max_size=400), st.binary(max_size=400) | st.none())
def test_any_bytes_in_the_place_of_the_files_get_a_sentence(file: bytes, copy: bytes | None) -> None:
    with pytest.raises(KnownError) as error:
        loaded(MemoryDisk({FILE: file} if copy is None else {FILE: file, COPY: copy}))
    assert error.value.key == "vault_damaged"


@given(st.dictionaries(st.integers(0, 699), st.integers(1, 255), min_size=1, max_size=20), st.booleans())
def test_any_damage_to_one_file_is_healed_by_the_other(damage: dict[int, int], is_copy_hit: bool) -> None:
    disk = MemoryDisk()
    made(disk).wipe()
    whole = disk.files[FILE]
    touched = bytearray(whole)
    for place, mask in damage.items():
        touched[place % len(touched)] ^= mask
    disk.files[COPY if is_copy_hit else FILE] = bytes(touched)
    assert database_key(disk, PHRASE)
    assert disk.files[FILE] == disk.files[COPY] == whole


@given(st.binary(max_size=200), st.binary(max_size=50), st.binary(min_size=32, max_size=32))
def test_any_bytes_come_back_from_their_seal(plain: bytes, aad: bytes, key: bytes) -> None:
    sealed = seal(bytearray(key), plain, aad, Seeded())
    assert unseal(bytearray(key), sealed, aad) == plain
    assert plain not in sealed or len(plain) < 4


@given(ANY_TEXT, ANY_TEXT)
def test_any_name_makes_a_label_the_lock_screen_can_show(given_name: str, family_name: str) -> None:
    assume(any(unicodedata.category(char)[0] not in "CZ" for char in given_name))
    label = short_label(given_name, family_name)
    assert is_label(label)
    SlotOwner(NADIA.staff_id, label, "caretaker")


@given(st.lists(st.tuples(st.integers(-(2**33), 2**33), st.booleans()), max_size=30))
def test_whatever_the_clock_does_no_wait_is_longer_than_a_quarter_of_an_hour(steps: list[tuple[int, bool]]) -> None:
    disk, clock = MemoryDisk(), ToldClock()
    start = clock.now
    failures = 0
    for seconds, is_wrong in steps:
        clock.now = start
        clock.advance(seconds)
        tries = Tries(FOLDER, clock, disk)
        wait = tries.wait(NADIA.staff_id)
        assert 0 <= wait <= LONGEST_WAIT_S
        assert wait == 0 or failures >= FREE_TRIES
        clock.advance(wait)
        Tries(FOLDER, clock, disk).begin(NADIA.staff_id)
        failures += 1
        if not is_wrong:
            tries = Tries(FOLDER, clock, disk)
            tries.clear(NADIA.staff_id)
            failures = 0


@given(st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=12), st.integers(0, 600), st.integers(1, 255))
def test_the_mark_is_the_highest_commit_or_one_that_was(
    tmp_path_factory: pytest.TempPathFactory, sequences: list[int], place: int, mask: int
) -> None:
    path: Path = tmp_path_factory.mktemp("mark") / "palier.mark"
    key = bytearray(range(32))
    with HighWaterMark(path, key, VAULT) as mark:
        for sequence in sequences:
            assert mark.raise_to(sequence)
    again = HighWaterMark(path, key, VAULT)
    assert again.value() == max(sequences)
    assert again.check(max(sequences)) is None
    content = bytearray(path.read_bytes())
    content[place % len(content)] ^= mask
    path.write_bytes(content)
    value = HighWaterMark(path, key, VAULT).value()
    assert value is None or value in sequences
