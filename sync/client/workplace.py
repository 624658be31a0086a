"""A laptop's workplace: its folder, its vault, its store and its way to the centre, put together. What the window
is built around.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

from intake_app.domain.actor import Actor, new_uuid7, utc_now
from intake_app.domain.base import Clock
from intake_app.domain.errors import KnownError
from intake_app.domain.rules.role_class import may_share_laptop
from intake_app.services.staff import is_disabled, read_staff_member
from intake_app.storage import audit
from intake_app.storage.backup import DailyCopies
from intake_app.storage.emptying import empty, is_to_be_emptied
from intake_app.storage.key_stretching import KdfParams, measure_cost
from intake_app.storage.keys import Keys
from intake_app.storage.opening import open_store
from intake_app.storage.store import Store
from intake_app.storage.vault import Vault, create_vault
from intake_app.storage.vault_slot import SlotOwner, short_label
from sync.client import key_change, wiping
from sync.client.engine import SyncEngine
from sync.client.enrolment import identity_of, join, keep_intent, learn_sealing_key, read_enrolment
from sync.client.identity import Enrolment, Identity, decode_bytes
from sync.client.laptop_people import LaptopPeople
from sync.client.pace import Pace
from sync.client.parcel import WrittenParcel, read_parcel_receipt, write_parcel
from sync.client.progress import Outcome, Report, report_nothing
from sync.client.recovery_terms import follow_organisation_key
from sync.client.rejoin import rejoin
from sync.client.renewal import needs_renewal, renew
from sync.client.transport import HttpTransport, Transport
from sync.protocol.errors import RefusedError
from sync.protocol.joining import Invitation

Connect = Callable[[str], Transport]
"""Makes a transport to a server's address."""
PARCEL: Final = "write_parcel"
"""What the trail calls the taking out of records on a USB stick."""
MOST_RENEWALS: Final = 2
"""In one exchange: a laptop copied in the middle of a renewal first shares the new identity with its copy."""


@dataclass
class Workplace:
    """An open workplace: everything behind the lock screen. `close` before the keys are gone."""

    folder: Path
    keys: Keys
    store: Store
    owner: SlotOwner
    enrolment: Enrolment | None
    connect: Connect
    clock: Clock = utc_now
    measure: Callable[[], KdfParams] = measure_cost
    """What a new passphrase should cost."""
    _identity: Identity | None = field(default=None, init=False, repr=False)
    """Kept from one exchange to the next: its token lasts a quarter of an hour."""
    _pace: Pace = field(default_factory=Pace, init=False, repr=False)
    _last_steps: list[Callable[[], None]] = field(default_factory=list, init=False, repr=False)
    _is_counted: bool = field(default=False, init=False, repr=False)
    """The rows were counted since this workplace was opened, and found to be what the centre said."""

    @property
    def actor(self) -> Actor:
        """Whoever opened the vault. Raises KnownError `not_joined` before this laptop has joined a space."""
        if self.enrolment is None:
            raise KnownError("not_joined")
        return Actor(self.owner.staff_id, UUID(self.enrolment.space_id), self.owner.role, self.clock, new_uuid7)

    def people(self) -> LaptopPeople:
        """Who opens this laptop."""
        return LaptopPeople(self.folder, self.keys, self.store, lambda: self.actor, self.owner, self.measure)

    def daily_copies(self, is_stopped: Callable[[], bool] = lambda: False) -> DailyCopies:
        """The copies of its records that are kept beside them."""
        return DailyCopies(self.folder, self.keys, self.store, is_stopped)

    def join(self) -> Enrolment:
        """Go through with the enrolment this workplace was made for; may be repeated until it answers."""
        if self.enrolment is None:
            self.enrolment = join(self.store, self.keys, self.connect)
        return self.enrolment

    def rejoin(self, code: str) -> Enrolment:
        """Join once more with a new code, where the centre does not know this laptop any more: nothing here is lost.
        See `sync.client.rejoin`; raises not_joined too.
        """
        if self.enrolment is None:
            raise KnownError("not_joined")
        self.enrolment, self._identity = rejoin(self.store, self.keys, self.connect, self.enrolment, code), None
        return self.enrolment

    def exchange(
        self,
        report: Report = report_nothing,
        is_stopped: Callable[[], bool] = lambda: False,
        *,
        accept_removal: bool = False,
    ) -> Outcome:
        """One run of the exchange with the centre; the first since it was opened counts the rows as well. A laptop
        that was copied takes a new identity by itself, and goes on once somebody has approved it.

        Raises KnownError: not_joined, device_pending, mass_removal (unless `accept_removal`: somebody was asked),
        whatever stops it; access_closed once it has brought that news of whoever is here.
        """
        enrolment = self.join()
        outcome = self._exchange(enrolment, report, is_stopped, accept_removal)
        self.refuse_shut_out()
        return outcome

    def refuse_shut_out(self) -> None:
        """Raise KnownError `access_closed` when the centre has told this laptop that whoever opened it may not any
        more, `role_needs_own_laptop` when their role has become one that may not see what is here. Whom it joined for
        stays: the centre has shut this laptop out with her, and without her nobody could bring what it holds.
        """
        enrolment, owner = self.enrolment, self.owner.staff_id
        if enrolment is None or str(owner) == enrolment.staff_id:
            return
        if self.store.read(is_disabled, owner):
            raise KnownError("access_closed")
        member = self.store.read(read_staff_member, owner)
        if member is not None and not may_share_laptop(member.role, enrolment.staff_role):
            raise KnownError("role_needs_own_laptop")

    def _exchange(
        self, enrolment: Enrolment, report: Report, is_stopped: Callable[[], bool], accept_removal: bool
    ) -> Outcome:
        with closing(self.connect(enrolment.address)) as transport:
            if not enrolment.sealing_key:
                enrolment = self.enrolment = learn_sealing_key(self.store, enrolment, transport)
            run = partial(self._run, transport, report, is_stopped, accept_removal)
            for _ in range(MOST_RENEWALS):
                try:
                    return run()
                except RefusedError as refusal:
                    if refusal.key == wiping.REFUSAL:
                        wiping.obey(self.folder, self.store, self._known_self(), enrolment, transport, self.clock)
                        raise KnownError("laptop_emptied") from refusal
                    if not needs_renewal(self.store, refusal):
                        raise
                    enrolment = self._renew(transport, enrolment, refusal)
            return run()

    def _run(
        self, transport: Transport, report: Report, is_stopped: Callable[[], bool], accept_removal: bool
    ) -> Outcome:
        engine = SyncEngine(self.store, transport, self._known_self(), self.clock, pace=self._pace)
        is_first = not self._is_counted
        outcome = engine.run_once(report, is_stopped, accept_removal=accept_removal, is_thorough=is_first)
        self._is_counted = self._is_counted or not outcome.is_stopped
        return outcome

    def _renew(self, transport: Transport, enrolment: Enrolment, refusal: RefusedError) -> Enrolment:
        try:
            renewed = renew(self.store, self.keys, enrolment, transport)
        except RefusedError as unable:
            if unable.key != "not_found":
                raise
            # a centre that cannot renew yet: what it refused at first says what to do
            raise refusal from unable
        self.enrolment, self._identity = renewed, None
        return renewed

    def write_parcel(self, path: Path) -> WrittenParcel:
        """Write what the centre has not accepted yet into a file for a USB stick, whole or not at all; it stays here
        as it is. `sync.client.parcel.parcel_name` proposes a name.

        Raises KnownError: not_joined, parcel_empty, parcel_key_missing, disk_full, folder_read_only,
        folder_unreachable.
        """
        identity = self._known_self()
        assert self.enrolment is not None
        sealing_key = decode_bytes(self.enrolment.sealing_key)
        if not sealing_key:
            raise KnownError("parcel_key_missing")
        with self.store.direct() as connection:
            audit.append(connection, [audit.Entry(self.clock(), self.owner.staff_id, PARCEL, None, None)])
        return write_parcel(self.store, identity, sealing_key, path, self.clock())

    def read_parcel_receipt(self, path: Path) -> Outcome:
        """Settle what the centre answers in the receipt it gave for a parcel.

        Raises KnownError: not_joined, parcel_receipt_wrong, parcel_receipt_other, folder_unreachable.
        """
        return read_parcel_receipt(self.store, self._known_self(), path, self.clock())

    def _known_self(self) -> Identity:
        if self._identity is None:
            if self.enrolment is None:
                raise KnownError("not_joined")
            self._identity = identity_of(self.enrolment, self.keys)
        return self._identity

    def close_after(self, step: Callable[[], None]) -> None:
        """Have `step` done before the keys are forgotten: somebody still works with them."""
        self._last_steps.append(step)

    def close(self) -> None:
        """Close the files, then forget the keys. Change the data key before when somebody was taken off this laptop;
        destroy everything when the centre has ordered it.
        """
        while self._last_steps:
            self._last_steps.pop()()
        self._identity = None
        try:
            follow_organisation_key(self.folder, self.store, self.keys, self.owner.staff_id, self.clock())
            is_key_due = self.store.read(key_change.is_due)
            self.store.close()
            if is_key_due and not is_to_be_emptied(self.folder):
                key_change.change_key(self.folder, self.keys)
        finally:
            self.keys.wipe()
        if is_to_be_emptied(self.folder):
            empty(self.folder)


def open_workplace(folder: Path, keys: Keys, owner: SlotOwner, connect: Connect | None = None) -> Workplace:
    """The workplace of `folder` under open keys; they are wiped when it cannot be opened. Raises KnownError
    `access_closed`, and those of `open_store`.
    """
    try:
        store = open_store(folder, keys)
    except BaseException:
        keys.wipe()
        raise
    enrolment = store.read(lambda session: read_enrolment(session.connection()))
    workplace = Workplace(folder, keys, store, owner, enrolment, connect or HttpTransport)
    try:
        workplace.refuse_shut_out()
    except KnownError:
        workplace.close()
        raise
    return workplace


def create_workplace(
    folder: Path,
    invitation: Invitation,
    passphrase: str,
    params: KdfParams,
    place: tuple[str, str, str],
    connect: Connect | None = None,
) -> Workplace:
    """Make the vault of whoever was invited, and keep the intent to join at `place`: address, code, and this
    laptop's label. A vault of theirs that was made before, and never joined, is taken up again.

    Raises KnownError: vault_already_there, wrong_passphrase, code_malformed, address_invalid…
    """
    label = short_label(invitation.staff_first_name, invitation.staff_family_name)
    owner = SlotOwner(UUID(invitation.staff_id), label, invitation.staff_role)
    workplace = open_workplace(folder, _new_keys(folder, owner, passphrase, params), owner, connect)
    try:
        if workplace.enrolment is not None:
            raise KnownError("vault_already_there")
        keep_intent(workplace.store, workplace.keys, *place)
    except BaseException:
        workplace.close()
        raise
    return workplace


def _new_keys(folder: Path, owner: SlotOwner, passphrase: str, params: KdfParams) -> Keys:
    """The keys of a new vault; or of the one already there, when `passphrase` opens it for this owner."""
    try:
        return create_vault(folder, owner, passphrase, params, secrets.token_bytes)
    except KnownError as error:
        if error.key != "vault_already_there":
            raise
        vault = Vault.load(folder)
        if owner.staff_id not in {known.staff_id for known in vault.owners}:
            raise
    return vault.unlock(owner.staff_id, passphrase)
