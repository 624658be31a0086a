"""A vault on a disk made of memory: cheap key derivation, seeded randomness, a clock that is told the time."""

from __future__ import annotations

import base64
import errno
import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from intake_app.storage.key_stretching import KdfParams
from intake_app.storage.keys import Keys
from intake_app.storage.safe_file import Disk
from intake_app.storage.vault import Vault, create_vault
from intake_app.storage.vault_file import COPY_NAME, FILE_NAME
from intake_app.storage.vault_slot import SlotOwner

CHEAP = KdfParams(memory_kib=32, iterations=1, lanes=4)
FOLDER = Path("/laptop")
FILE, COPY = FOLDER / FILE_NAME, FOLDER / COPY_NAME
NADIA = SlotOwner(UUID("0192f5c0-0000-7000-8000-000000000001"), "Nadia M.", "caretaker")
YANN = SlotOwner(UUID("0192f5c0-0000-7000-8000-000000000002"), "Yann C.", "outreach_worker")
PHRASE = "sept mots bien à moi"
OTHER_PHRASE = "une tout autre phrase"


class Seeded:
    """Bytes that look random and are the same in every run."""

    def __init__(self, seed: str = "vault") -> None:
        self._seed = seed
        self._drawn = 0

    def __call__(self, count: int) -> bytes:
        self._drawn += 1
        return hashlib.shake_256(f"{self._seed}/{self._drawn}".encode()).digest(count)


class ToldClock:
    """Shows the time it was last told."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 5, 1, 2, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class Killed(BaseException):
    """The program ends here: nothing after it runs, not even what handles errors."""


class MemoryDisk(Disk):
    """Files in a dictionary. `fail_at` counts down over the operations that change something and then strikes.

    An OSError is raised before the operation; `Killed` half way: half the bytes written, the rename not done.
    """

    def __init__(self, files: dict[Path, bytes] | None = None) -> None:
        super().__init__()
        self.files = dict(files or {})
        self.fail_at = -1
        self.failure: OSError | type[Killed] = Killed
        self.is_dead = False

    def _strikes(self) -> bool:
        if self.is_dead:
            raise Killed
        self.fail_at -= 1
        if self.fail_at != -1:
            return False
        if isinstance(self.failure, OSError):
            raise self.failure
        self.is_dead = True
        return True

    def make_folder(self, folder: Path) -> None:
        if self._strikes():
            raise Killed

    def exists(self, path: Path) -> bool:
        return path in self.files

    def read(self, path: Path) -> bytes:
        if path not in self.files:
            raise FileNotFoundError(errno.ENOENT, "absent")
        return self.files[path]

    def write(self, path: Path, content: bytes) -> None:
        if self._strikes():
            self.files[path] = content[: len(content) // 2]
            raise Killed
        self.files[path] = content

    def rename(self, source: Path, target: Path) -> None:
        if self._strikes():
            raise Killed
        self.files[target] = self.files.pop(source)

    def delete(self, path: Path) -> None:
        if self._strikes():
            raise Killed
        self.files.pop(path, None)

    def force_folder(self, folder: Path) -> None:
        if self._strikes():
            raise Killed


def made(
    disk: Disk, owner: SlotOwner = NADIA, passphrase: str = PHRASE, seed: str = "vault", folder: Path = FOLDER
) -> Keys:
    """A new vault on that disk, and its keys."""
    return create_vault(folder, owner, passphrase, CHEAP, Seeded(seed), clock=ToldClock(), floor=CHEAP, disk=disk)


def loaded(disk: Disk, clock: ToldClock | None = None, floor: KdfParams = CHEAP, folder: Path = FOLDER) -> Vault:
    """The vault of that disk."""
    return Vault.load(folder, clock=clock or ToldClock(), random=Seeded("later"), floor=floor, disk=disk)


def database_key(disk: Disk, passphrase: str = PHRASE, owner: SlotOwner = NADIA) -> bytes:
    """What the passphrase opens, read afresh from the disk."""
    with loaded(disk).unlock(owner.staff_id, passphrase) as keys:
        return bytes(keys.database_key)


def parsed(content: bytes) -> dict[str, Any]:
    """The vault file as plain JSON."""
    body: dict[str, Any] = json.loads(content)
    return body


def with_checksum(body: dict[str, Any]) -> bytes:
    """What an attacker without any key writes after changing the body: canonical, with a checksum that fits."""
    rest = {name: value for name, value in body.items() if name != "checksum"}
    body = {**rest, "checksum": base64.b64encode(hashlib.sha256(canonical(rest)).digest()).decode()}
    return canonical(body) + b"\n"


def canonical(value: object) -> bytes:
    """Sorted keys, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
