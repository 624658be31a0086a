"""Somebody to erase, who may order it, and where her names must not be found afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import select

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.names import fold
from intake_app.domain.record_types import RECORD_TYPES
from intake_app.domain.rules.erasing import REMOVED
from intake_app.domain.staff import StaffMember
from intake_app.services.encounters import record_encounter
from intake_app.services.erasures import erase_resident
from intake_app.services.follow_ups import schedule_follow_up
from intake_app.services.notices import record_consent
from intake_app.services.resident_files import read_resident
from intake_app.services.resident_lists import find_residents
from intake_app.services.situations import record_situation
from sync.server.handle import Server
from sync.server.spaces import seed_rows
from sync.server.tables import RECEIVED_CHANGE
from tests.common.direct_transport import DirectTransport
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop, server_rows

FAMILY, FIRST, BIRTH, STREET, NOTE = "Canaryval", "Zéphyrine", "Oisillonne", "quai des Serins", "plumage doré"
PAGE, RESERVED = 4096, 80
WORDS: Final = (FAMILY, FIRST, BIRTH, STREET, NOTE)
TELLING: Final = 6
"""Letters. Of 340 decrypted laptops that held nothing of her, 5 had « des » where one value ends and the next begins;
none had a longer word.
"""


def hire_dpo(server: Server, space: MadeSpace) -> UUID:
    """A data protection officer in the space; her id."""
    staff_id = server.centre.new_id()
    said = {"id": staff_id, "space_id": space.space_id, "created_at": server.centre.clock(), "created_by": None}
    member = {"family_name": "Roux", "first_name": "Agathe", "role": "dpo"}
    seed_rows(server.centre, space.space_id, [StaffMember.model_validate({**said, **member})])
    return staff_id


def as_dpo(laptop: SyncedLaptop, dpo_id: UUID) -> Actor:
    """The officer, at work on this laptop."""
    return replace(laptop.actor, staff_id=dpo_id, role="dpo")


def order(laptop: SyncedLaptop, dpo_id: UUID, resident_id: UUID) -> None:
    """Order the erasure of somebody, on this laptop."""
    laptop.store.run(erase_resident, as_dpo(laptop, dpo_id), resident_id, "request")


def register_canary(laptop: SyncedLaptop, **more: Any) -> UUID:
    """Somebody of whom much is written, everywhere a name can be written."""
    said = {"first_name": FIRST, "birth_name": BIRTH, "address": STREET, **more}
    resident_id = laptop.register(FAMILY.upper(), **said)
    write_of(laptop, resident_id)
    return resident_id


def write_of(laptop: SyncedLaptop, resident_id: UUID) -> None:
    """A situation, a follow-up, a consent and a meeting of hers."""
    store, actor = laptop.store, laptop.actor
    store.run(record_situation, actor, resident_id, {"interests": NOTE})
    store.run(schedule_follow_up, actor, resident_id, purpose="call_back", due_on=date(2026, 12, 1), note=NOTE)
    store.run(record_consent, actor, resident_id, purpose="recontact", state="given", evidence="paper")
    met = {"neighbourhood_id": None, "channel": "doorstep", "outcome": "informed"}
    store.run(record_encounter, actor, resident_id=resident_id, **met)


def forms_of(word: str) -> Iterator[bytes]:
    """A word as a database may hold it: as written, in capitals, folded, in UTF-8 and escaped. Of several words also
    each that is long enough not to occur by chance: an id that ends in « de » before a text in s makes « des ».
    """
    folded = fold(word)
    for form in {word, word.upper(), word.lower(), folded, *(one for one in folded.split() if len(one) >= TELLING)}:
        yield form.encode()
        yield form.encode("unicode_escape")


def found_in(content: bytes, words: tuple[str, ...] = WORDS) -> list[str]:
    """The words of which any form is among these bytes."""
    return [word for word in words if any(form in content for form in forms_of(word))]


def decrypted_pages(laptop: SyncedLaptop) -> bytes:
    """Every page of the laptop's database, free ones too, decrypted by hand (SQLCipher 4: AES-256-CBC, 80 bytes of
    vector and seal at a page's end). Closes and reopens it.
    """
    laptop.store.close()
    content = (laptop.folder / "palier.db").read_bytes()
    assert not (laptop.folder / "palier.db-wal").exists()
    key = bytes(laptop.keys.database_key)
    pages = [_decrypted(key, content[start : start + PAGE], start == 0) for start in range(0, len(content), PAGE)]
    assert b"CREATE TABLE" in pages[0] or b"sqlite_sequence" in b"".join(pages)
    laptop.restart()
    return b"".join(pages)


def _decrypted(key: bytes, page: bytes, is_first: bool) -> bytes:
    vector = page[PAGE - RESERVED : PAGE - RESERVED + 16]
    reader = Cipher(algorithms.AES256(key), modes.CBC(vector)).decryptor()
    return reader.update(page[16 if is_first else 0 : PAGE - RESERVED]) + reader.finalize()


def meanwhile(laptop: SyncedLaptop, deed: Callable[[], None]) -> None:
    """Do something once the answer to the next exchange is written and before it comes."""
    wire = laptop.transport
    assert isinstance(wire, DirectTransport)

    def do(path: str, _response: Any) -> None:
        if path == "/v1/exchange":
            wire.fault = None
            deed()

    wire.fault = do


def settle(*laptops: SyncedLaptop) -> None:
    """Everybody exchanges, twice."""
    for _ in range(2):
        for laptop in laptops:
            laptop.exchange()


def assert_same_rows(server: Server, *laptops: SyncedLaptop) -> None:
    """Every laptop has the centre's rows."""
    for record_type in RECORD_TYPES:
        wanted = server_rows(server, record_type)
        for laptop in laptops:
            assert laptop.rows(record_type) == wanted, record_type


def logged(server: Server) -> str:
    """Everything the centre's log and tables say."""
    with server.centre.database.read() as connection:
        log = connection.execute(select(RECEIVED_CHANGE)).mappings().all()
    return repr([dict(row) for row in log]) + "".join(repr(server_rows(server, one)) for one in RECORD_TYPES)


def outbox(laptop: SyncedLaptop) -> list[tuple[str, str]]:
    """(record type, state) of what is not simply received."""
    with laptop.store.direct() as connection:
        query = "SELECT record_type, state FROM outbox_change WHERE state NOT IN ('acknowledged')"
        return [tuple(row) for row in connection.exec_driver_sql(query)]  # type: ignore[misc]


def assert_gone(server: Server, resident_id: UUID, *laptops: SyncedLaptop) -> None:
    """Nothing of her anywhere but a nameless row, and everybody agrees."""
    assert found_in(logged(server).encode()) == []
    for laptop in laptops:
        assert found_in(decrypted_pages(laptop)) == []
        assert laptop.store.read(find_residents, FAMILY) == []
        assert laptop.status().to_review == 0
        with pytest.raises(KnownError, match="record_gone"):
            laptop.store.read(read_resident, resident_id, laptop.clock().date())
    for record_type in REMOVED:
        assert server_rows(server, record_type) == {}, record_type
    assert_same_rows(server, *laptops)


def assert_gone_but(server: Server, *laptops: SyncedLaptop) -> None:
    """No word of hers anywhere, and everybody agrees."""
    assert found_in(logged(server).encode()) == []
    for laptop in laptops:
        assert found_in(decrypted_pages(laptop)) == []
        assert laptop.status().to_review == 0
    assert_same_rows(server, *laptops)
