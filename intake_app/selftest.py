"""A trial of the whole program without a window: join a demonstration's server, save a fictitious resident, send her,
close everything and read her again.

It asks whether an installed program works on a machine: its database, its cipher, its network and its files. Meant
for a server started with `--demonstration`: elsewhere it would leave a fictitious resident.
"""

from __future__ import annotations

import io
import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from intake_app.domain.errors import BugError, KnownError
from intake_app.domain.sentences import sentence_for
from sync.client.premises import Premises

if TYPE_CHECKING:
    from sync.client.workplace import Workplace

FAMILY_NAME: Final = "ESSAI-KERVILY"
"""Of the fictitious resident: a name that a search of the files on disk recognises."""
PHONE: Final = "+33 6 39 98 01 23"
"""Among the numbers that the French regulator (Arcep) keeps free for fiction."""


@dataclass(frozen=True)
class Trial:
    """What happened, in counts: records (`waiting` before sending, `left` after), changes `sent`, rows `received`."""

    received: int
    waiting: int
    sent: int
    left: int
    residents: int
    is_read_again: bool
    is_trail_whole: bool
    is_archive_opened: bool
    """Whether an encrypted archive was made, and opened with its passphrase alone."""
    are_holidays_named: bool
    """Whether Christmas has a name in every calendar and language: they are read from files of a library."""

    @property
    def is_sound(self) -> bool:
        """Whether what was saved was sent, is still there after everything was closed, and was told in the trail."""
        is_kept = self.is_read_again and self.is_trail_whole
        is_equipped = self.is_archive_opened and self.are_holidays_named
        return is_equipped and self.waiting > 0 and self.sent > 0 and self.left == 0 and is_kept


def run_selftest(address: str, code: str, folder: str) -> int:
    """Try the program in `folder` (which must hold no records yet) and print the counts as JSON.

    Returns 0 when everything went well, 1 otherwise; a known error is said on standard output, as JSON too.
    """
    try:
        trial = try_everything(address, code, Path(folder))
    except KnownError as error:
        print(json.dumps({"error": error.key, "sentence": sentence_for(error, "fr").in_one()}, ensure_ascii=False))
        return 1
    print(json.dumps(asdict(trial)))
    return 0 if trial.is_sound else 1


def try_everything(address: str, code: str, folder: Path) -> Trial:
    """Join, receive, save, send, close, open, read. Raises KnownError: whatever stops it, `already_open`…"""
    premises = Premises(folder)
    premises.take()
    try:
        passphrase = _passphrase()
        workplace = premises.create(address, code, premises.ask_invitation(address, code), passphrase, "selftest")
        try:
            received = workplace.exchange().received
            resident_id = _register(workplace)
            waiting = _waiting(workplace)
            sent = workplace.exchange().sent
            left = _waiting(workplace)
            owner_id = workplace.owner.staff_id
        finally:
            workplace.close()
        residents, is_trail_whole = _read_again(premises, owner_id, passphrase)
    finally:
        premises.release()
    kept = resident_id in residents, is_trail_whole
    return Trial(received, waiting, sent, left, len(residents), *kept, _open_archive(), _name_holidays())


def _name_holidays() -> bool:
    from intake_app.domain.public_holidays import Calendar, Language, holiday_on

    languages: tuple[Language, ...] = ("fr", "en")
    return all(holiday_on(date(2026, 12, 25), calendar, language) for calendar in Calendar for language in languages)


def _passphrase() -> str:
    """Told to nobody: whoever runs the trial learns nothing of what the server sent."""
    from intake_app.storage.passphrase import check_passphrase, generate_phrase

    phrase = generate_phrase()
    if problems := check_passphrase(phrase):
        raise BugError(f"a generated phrase was refused: {problems}")
    return phrase


def _register(workplace: Workplace) -> UUID:
    from intake_app.domain.actor import new_uuid7
    from intake_app.services.notices import NoticeGiven
    from intake_app.services.places import list_neighbourhoods
    from intake_app.services.residents import register_resident

    neighbourhood = workplace.store.read(list_neighbourhoods)[0]
    fields = {
        "family_name": FAMILY_NAME,
        "first_name": "Alix",
        "phone": PHONE,
        "how_met": "caretaker",
        "neighbourhood_id": neighbourhood.id,
    }
    resident_id = new_uuid7()
    notice = NoticeGiven("paper", "2026.1")
    workplace.store.run(register_resident, workplace.actor, fields, resident_id=resident_id, notice=notice)
    return resident_id


def _waiting(workplace: Workplace) -> int:
    from sync.client.status import read_sync_status

    return workplace.store.read(read_sync_status).pending_files


def _read_again(premises: Premises, owner_id: UUID, passphrase: str) -> tuple[set[UUID], bool]:
    from intake_app.services.resident_lists import find_residents

    workplace = premises.unlock(owner_id, passphrase)
    try:
        trail = workplace.people().check_trail()
        found = {row.id for row in workplace.store.read(find_residents, FAMILY_NAME)}
        return found, trail.is_whole and trail.count > 0
    finally:
        workplace.close()


def _open_archive() -> bool:
    import pyzipper

    from intake_app.domain.leaving import Leaving
    from intake_app.services.leaving.envelopes import Envelope, wrap

    envelope = Envelope(Leaving("audit", FAMILY_NAME), True, "", datetime.now(UTC).date(), "ESSAI-ESSAI")
    ((_path, archive),) = wrap([(Path("essai.txt"), PHONE.encode())], Path("essai.zip"), envelope, "fr")
    with pyzipper.AESZipFile(io.BytesIO(archive)) as opened:
        is_open = PHONE.encode() == opened.read("essai.txt", pwd=envelope.passphrase.encode())
    return bool(is_open) and PHONE.encode() not in archive
