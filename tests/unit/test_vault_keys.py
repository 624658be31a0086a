"""Keys that live only between unlock and lock, and seals under them."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from intake_app.domain.errors import BugError, KnownError
from intake_app.storage.key_stretching import stretch
from intake_app.storage.keys import Keys, derive_key, seal, unseal
from intake_app.storage.vault_slot import unwrap_root, wrap_root
from tests.unit.vault_setting import CHEAP, NADIA, PHRASE, Seeded

VAULT = UUID("0192f5c0-0000-4000-8000-0000000000aa")
PURPOSES = {
    "database_key": "database",
    "device_key_wrap": "device",
    "backup_key": "backup",
    "sidecar_mac_key": "sidecar",
    "attachment_key": "attachment",
    "vault_mac_key": "vault-file",
}


def some_keys() -> Keys:
    return Keys(VAULT, bytearray(range(1, 33)))


@pytest.mark.parametrize("name,purpose", PURPOSES.items())
def test_each_key_is_derived_for_one_purpose_and_one_vault(name: str, purpose: str) -> None:
    published = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"palier/{purpose}/v1|{VAULT}".encode())
    assert getattr(some_keys(), name) == published.derive(bytes(range(1, 33)))


def test_no_two_keys_are_alike() -> None:
    keys = some_keys()
    values = [bytes(getattr(keys, name)) for name in PURPOSES] + [bytes(keys.root)]
    assert len(set(values)) == len(values)
    assert Keys(UUID(int=1), bytearray(range(1, 33))).database_key != keys.database_key


def test_after_the_lock_nothing_is_left_and_nothing_is_given() -> None:
    root = bytearray(range(1, 33))
    with Keys(VAULT, root) as keys:
        handed_out = [getattr(keys, name) for name in PURPOSES]
        assert all(any(key) for key in handed_out)
        assert not keys.is_wiped
    assert keys.is_wiped
    assert not any(root)
    assert not any(any(key) for key in handed_out)
    for name in [*PURPOSES, "root"]:
        with pytest.raises(BugError):
            getattr(keys, name)
    keys.wipe()


def test_keys_are_wiped_when_the_work_under_them_fails() -> None:
    keys = some_keys()
    with pytest.raises(RuntimeError), keys:
        raise RuntimeError
    assert keys.is_wiped


def test_keys_show_no_byte_of_themselves() -> None:
    keys = some_keys()
    shown = repr(keys) + str(keys) + f"{keys}"
    for name in [*PURPOSES, "root"]:
        secret = bytes(getattr(keys, name))
        assert secret.hex() not in shown
        assert repr(secret)[2:-1] not in shown
    keys.wipe()
    assert "wiped" in repr(keys)


def test_keys_cannot_be_copied_nor_sent() -> None:
    for attempt in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(BugError):
            attempt(some_keys())


def test_nothing_in_between_outlives_the_making_of_a_slot_nor_its_opening(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets: list[bytearray] = []

    def watched(function: Callable[..., bytearray]) -> Callable[..., bytearray]:
        def watching(*arguments: object) -> bytearray:
            secrets.append(function(*arguments))
            return secrets[-1]

        return watching

    monkeypatch.setattr("intake_app.storage.vault_slot.stretch", watched(stretch))
    monkeypatch.setattr("intake_app.storage.vault_slot.derive_key", watched(derive_key))
    root = bytearray(range(32))
    slot = wrap_root(root, NADIA, PHRASE, VAULT, CHEAP, 1, Seeded())
    assert unwrap_root(slot, PHRASE, VAULT) == root
    with pytest.raises(KnownError):
        unwrap_root(slot, "une mauvaise phrase", VAULT)
    assert len(secrets) == 6
    assert not any(any(secret) for secret in secrets)


def test_the_typed_passphrase_is_overwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    typed: list[bytearray] = []

    class Watching:
        def __init__(self, **_: object) -> None: ...

        def derive_into(self, passphrase: bytearray, key: bytearray) -> None:
            assert passphrase == PHRASE.encode()
            typed.append(passphrase)

    monkeypatch.setattr("cryptography.hazmat.primitives.kdf.argon2.Argon2id", Watching)
    stretch(PHRASE, bytes(16), CHEAP)
    assert typed == [bytearray(len(PHRASE.encode()))]


def test_a_root_of_another_length_is_a_bug() -> None:
    with pytest.raises(BugError):
        Keys(VAULT, bytearray(16))


def test_the_device_key_comes_back_from_its_seal() -> None:
    keys, private = some_keys(), Ed25519PrivateKey.generate()
    sealed = seal(keys.device_key_wrap, private.private_bytes_raw(), b"device", Seeded())
    assert len(sealed) == 12 + 32 + 16
    again = Ed25519PrivateKey.from_private_bytes(unseal(keys.device_key_wrap, sealed, b"device"))
    assert again.public_key() == private.public_key()


def test_every_flipped_bit_of_a_seal_is_seen() -> None:
    keys = some_keys()
    sealed = seal(keys.device_key_wrap, b"private", b"device", Seeded())
    for position in range(len(sealed)):
        for bit in range(8):
            touched = bytearray(sealed)
            touched[position] ^= 1 << bit
            with pytest.raises(KnownError) as error:
                unseal(keys.device_key_wrap, touched, b"device")
            assert error.value.key == "sealed_part_damaged"


def test_a_seal_opens_neither_elsewhere_nor_under_another_key_nor_cut() -> None:
    keys = some_keys()
    sealed = seal(keys.device_key_wrap, b"private", b"device", Seeded())
    refused = [(keys.backup_key, sealed, b"device"), (keys.device_key_wrap, sealed, b"other")]
    refused += [(keys.device_key_wrap, sealed[:length], b"device") for length in range(len(sealed))]
    for key, content, aad in refused:
        with pytest.raises(KnownError) as error:
            unseal(key, content, aad)
        assert error.value.key == "sealed_part_damaged"


def test_one_secret_sealed_twice_looks_different() -> None:
    keys, random = some_keys(), Seeded()
    assert seal(keys.backup_key, b"same", b"", random) != seal(keys.backup_key, b"same", b"", random)
