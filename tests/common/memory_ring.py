"""A key ring in memory, spoken to as `keyring` speaks to those of the systems."""

from __future__ import annotations

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from intake_app.storage import key_ring


class MemoryRing(KeyringBackend):
    """`kept`: (service, account) → secret. Locked, it answers nothing."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.is_locked = False
        self.forgets_at_once = False

    def get_password(self, service: str, username: str) -> str | None:
        self._require_open()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._require_open()
        if not self.forgets_at_once:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._require_open()
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("no such password")

    def _require_open(self) -> None:
        if self.is_locked:
            raise KeyringLocked("the ring is locked")


def install_ring(monkeypatch: pytest.MonkeyPatch) -> MemoryRing:
    """The ring of this system, in memory and empty."""
    ring = MemoryRing()
    monkeypatch.setattr(key_ring, "_backend", lambda: ring)
    return ring


def take_ring_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """This system has none."""

    def none() -> None:
        raise RuntimeError("no service")

    monkeypatch.setattr(key_ring, "_backend", none)
