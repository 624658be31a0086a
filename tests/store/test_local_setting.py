"""Named values of this laptop, typed by what is read."""

from __future__ import annotations

import msgspec
import pytest

from intake_app.storage.local_setting import read_setting, write_setting
from intake_app.storage.store import Store


class Place(msgspec.Struct):
    """How far something was read."""

    epoch: str
    number: int


def test_what_was_set_last_is_read_as_what_it_is(store: Store) -> None:
    with store.direct() as connection:
        assert read_setting(connection, "cursor", Place) is None
        for number in (1, 2):
            write_setting(connection, "cursor", Place("a", number))
        assert read_setting(connection, "cursor", Place) == Place("a", 2)
        write_setting(connection, "language", "fr")
        assert read_setting(connection, "language", str) == "fr"


def test_what_was_set_is_there_after_a_lock_and_nothing_half_set_is(store: Store) -> None:
    def half_set() -> None:
        with store.direct() as connection:
            write_setting(connection, "cursor", 2)
            raise RuntimeError

    with store.direct() as connection:
        write_setting(connection, "cursor", 1)
    with pytest.raises(RuntimeError):
        half_set()
    with store.direct() as connection:
        assert read_setting(connection, "cursor", int) == 1
