"""A folder that may hold a workplace: what the lock screen needs before anything heavy is imported."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from intake_app.domain.errors import BugError, KnownError
from intake_app.storage.emptying import empty, is_to_be_emptied
from intake_app.storage.key_stretching import KdfParams, measure_cost
from intake_app.storage.one_copy import OneCopy
from intake_app.storage.vault import Vault
from intake_app.storage.vault_slot import SlotKind, SlotOwner

if TYPE_CHECKING:
    from intake_app.storage.keys import Keys
    from sync.client.workplace import Connect, Workplace
    from sync.protocol.joining import Invitation


class Premises:
    """A folder in which one copy of the program works at a time. `connect` None means over HTTP; `params` None means
    as costly as this computer bears, measured for each new passphrase.

    SQLModel and requests are imported by `unlock` and `create` only: the lock screen is painted before.
    """

    def __init__(self, folder: Path, connect: Connect | None = None, params: KdfParams | None = None) -> None:
        self.folder = folder
        self._params = params
        self._connect = connect
        self._lock = OneCopy(folder)

    def take(self) -> None:
        """Raises KnownError `already_open` when another copy of the program works here, `folder_read_only`… What a
        kill left of a laptop that was being emptied goes now.
        """
        self._lock.take()
        if self.is_emptied():
            empty(self.folder)

    def release(self) -> None:
        """Let another copy in."""
        self._lock.release()

    def is_emptied(self) -> bool:
        """Whether this laptop was emptied by order of the centre, which has not been told yet."""
        return is_to_be_emptied(self.folder)

    def tell_emptied(self) -> None:
        """Tell the centre that nothing is left, once that is so. Raises KnownError where it cannot be reached, or where
        something cannot be deleted yet: it is tried later.
        """
        from sync.client.transport import HttpTransport
        from sync.client.wiping import read_notice, tell_emptied

        notice = read_notice(self.folder)
        if not empty(self.folder):
            raise KnownError("folder_unreachable")
        if notice is not None:
            tell_emptied(self.folder, (self._connect or HttpTransport)(notice.address))

    def cost(self) -> KdfParams:
        """What a new passphrase should cost to try: a few seconds of work, unless it was given."""
        return self._params or measure_cost()

    def owners(self) -> tuple[SlotOwner, ...]:
        """Who can open the vault; nobody when there is none yet. Raises KnownError when it is damaged."""
        try:
            return Vault.load(self.folder).owners
        except KnownError as error:
            if error.key == "vault_missing":
                return ()
            raise

    def unlock(self, owner_id: UUID, passphrase: str, *, repairs: bool = False, lease_code: str = "") -> Workplace:
        """Open the workplace: about a second of deliberate work. A laptop that was too long without the centre first
        tries to reach it, unless `lease_code` is what somebody there has read out.

        Raises KnownError: wrong_passphrase, too_many_tries, access_closed, vault_damaged, database_damaged,
        plaintext_database, database_newer, saved_changes_missing, laptop_emptied,
        laptop_to_be_emptied, lease_over, lease_code_wrong, disk_full… `repairs`
        first puts a new database in the place of a damaged one, which then holds a loss receipt
        (`sync.client.mending`); it raises nothing_to_repair_from too.
        """
        vault = Vault.load(self.folder)
        owner = next((owner for owner in vault.owners if owner.staff_id == owner_id), None)
        if owner is None:
            raise BugError("the lock screen offered somebody whom the vault does not know")
        keys = vault.unlock(owner_id, passphrase)
        workplace = _unless_emptied(self._opened(vault, keys, owner, repairs=repairs))
        _renew_slot(vault, workplace, passphrase)
        return _within_lease(workplace, lease_code)

    def sheet_holders(self) -> frozenset[UUID]:
        """Whose recovery sheet opens the vault. Raises KnownError when it is damaged."""
        return Vault.load(self.folder).sheet_holders

    def recover(self, owner_id: UUID, code: str, new: str, *, repairs: bool = False) -> Workplace:
        """Open the workplace by the code of somebody's recovery sheet, and have `new` open it from now on.

        Raises KnownError: sheet_code_malformed, sheet_wrong, passphrase_too_short, and those of `unlock`.
        """
        from intake_app.storage.recovery_sheet import tidy_code

        vault = Vault.load(self.folder)
        owner = next(owner for owner in vault.owners if owner.staff_id == owner_id)
        try:
            keys = vault.unlock(owner_id, tidy_code(code), SlotKind.SHEET)
        except KnownError as error:
            raise KnownError("sheet_wrong") if error.key == "wrong_passphrase" else error from None
        workplace = self._opened(vault, keys, owner, repairs=repairs, by_sheet=True)
        try:
            workplace.people().reset_passphrase(new)
        except BaseException:
            workplace.close()
            raise
        return _within_lease(_unless_emptied(workplace))

    def _opened(
        self, vault: Vault, keys: Keys, owner: SlotOwner, *, repairs: bool = False, by_sheet: bool = False
    ) -> Workplace:
        from sync.client.laptop_people import note_opening
        from sync.client.workplace import open_workplace

        if repairs:
            self._repair(keys, owner)
        workplace = open_workplace(self.folder, keys, owner, self._connect)
        workplace.measure = self.cost
        try:
            note_opening(workplace.store, vault, owner.staff_id, by_sheet=by_sheet)
        except BaseException:
            workplace.close()
            raise
        return _joined(workplace)

    def _repair(self, keys: Keys, owner: SlotOwner) -> None:
        from sync.client.mending import repair

        try:
            repair(self.folder, keys, owner.staff_id)
        except BaseException:
            keys.wipe()
            raise

    def ask_invitation(self, address: str, code: str) -> Invitation:
        """Whom the code invites, without using it up. Raises KnownError: address_invalid, server_unreachable,
        code_wrong…
        """
        from sync.client.address import check_address
        from sync.client.enrolment import ask_invitation
        from sync.client.transport import HttpTransport

        with closing((self._connect or HttpTransport)(check_address(address))) as transport:
            return ask_invitation(transport, code)

    def create(self, address: str, code: str, invitation: Invitation, passphrase: str, label: str) -> Workplace:
        """Make the vault of whoever was invited and keep the intent to join: a kill from here on loses neither
        code nor key.

        May be repeated, with the same code or a newer one, as long as this laptop has not joined: what was made the
        first time serves again. Raises KnownError: vault_already_there, wrong_passphrase, code_wrong, code_used…
        """
        from sync.client.workplace import create_workplace

        place = (address, code, label)
        workplace = create_workplace(self.folder, invitation, passphrase, self.cost(), place, self._connect)
        workplace.measure = self.cost
        return _joined(workplace)


def _joined(workplace: Workplace) -> Workplace:
    """The workplace once it has joined its space: nothing to do but the first time, when it needs the server."""
    try:
        workplace.join()
    except BaseException:
        workplace.close()
        raise
    return workplace


def _renew_slot(vault: Vault, workplace: Workplace, passphrase: str) -> None:
    """Write the slot of whoever came in anew where the centre gives her another role or name, or where it is of the
    first version. The actor's role is the new one at once; what cannot be written now is tried at the next opening.
    """
    from dataclasses import replace

    from intake_app.domain.rules.role_class import may_share_laptop
    from intake_app.services.staff import read_staff_member
    from intake_app.storage.newest_vault import require_newest
    from intake_app.storage.vault_slot import short_label

    owner = workplace.owner
    member = workplace.store.read(read_staff_member, owner.staff_id)
    if member is not None and may_share_laptop(member.role, owner.role):
        owner = replace(owner, role=member.role, label=short_label(member.first_name, member.family_name))
    workplace.owner = owner
    with suppress(KnownError):
        vault.renew_slot(workplace.keys, owner, passphrase)
        require_newest(workplace.store, vault)


def _unless_emptied(workplace: Workplace) -> Workplace:
    """The workplace, unless the centre has ordered it emptied: then that goes on, and nobody works here meanwhile."""
    from sync.client import wiping
    from sync.protocol.errors import RefusedError

    if not workplace.store.read(wiping.is_ordered):
        return workplace
    try:
        workplace.exchange()
    except RefusedError:
        # it answers something else now: the order was withdrawn
        pass
    except KnownError as failure:
        workplace.close()
        raise failure if failure.key == "laptop_emptied" else KnownError("laptop_to_be_emptied") from failure
    wiping.withdraw(workplace.store)
    return workplace


def _within_lease(workplace: Workplace, code: str = "") -> Workplace:
    """The workplace, unless it was too long without the centre, cannot reach it now, and `code` is not what the centre
    reads out: then it is closed again.
    """
    from sync.client.lease import extend_lease, refuse_overdue

    store, clock = workplace.store, workplace.clock
    try:
        try:
            refuse_overdue(store, clock())
        except KnownError:
            if code:
                extend_lease(store, workplace.owner.staff_id, clock(), code)
            else:
                _reach_centre(workplace)
            refuse_overdue(store, clock())
    except BaseException:
        workplace.close()
        raise
    return workplace


def _reach_centre(workplace: Workplace) -> None:
    """Exchange until the centre has signed for something; whatever it cannot be reached for is said by the lease."""
    from sync.client.lease import look_at_lease

    def is_heard() -> bool:
        standing = look_at_lease(workplace.store, workplace.clock())
        return standing is None or not standing.is_over

    try:
        workplace.exchange(is_stopped=is_heard)
    except KnownError as failure:
        if failure.key == "device_revoked":
            raise
