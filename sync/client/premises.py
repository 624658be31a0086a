"""A folder that may hold a workplace: what the lock screen needs before anything heavy is imported."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from intake_app.domain.errors import BugError, KnownError
from intake_app.storage.emptying import empty, is_to_be_emptied
from intake_app.storage.key_stretching import KdfParams, measure_cost
from intake_app.storage.one_copy import OneCopy
from intake_app.storage.vault import Vault
from intake_app.storage.vault_slot import SlotKind, SlotOwner
from sync.client.coming_in import joined, renew_slot, settle_keys, unless_emptied, within_lease

if TYPE_CHECKING:
    from intake_app.storage.keys import Keys
    from sync.client.laptop_people import LaptopPeople
    from sync.client.workplace import Connect, Workplace
    from sync.protocol.joining import Invitation
    from sync.protocol.recovery import RecoveryRequest


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
        workplace = unless_emptied(self._opened(vault, keys, owner, repairs=repairs))
        renew_slot(vault, workplace, passphrase)
        return within_lease(settle_keys(workplace), lease_code)

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
        return self._opened_anew(
            vault, keys, owner, "unlock_by_sheet", lambda people: people.reset_passphrase(new), repairs
        )

    def may_ask(self) -> bool:
        """Whether the organisation can open the vault for whoever has neither passphrase nor sheet. Raises KnownError
        when it is damaged.
        """
        return bool(Vault.load(self.folder).organisation_key)

    def asked(self, owner_id: UUID) -> RecoveryRequest | None:
        """What this person has asked the organisation, while it can still be answered: an answer to what was asked
        before the data key, or the organisation's, was changed would open nothing.
        """
        from sync.client.asking import read_request

        return read_request(self.folder, owner_id)

    def ask(self, owner_id: UUID, passphrase: str) -> RecoveryRequest:
        """Ask the organisation to let this person in with a passphrase that she chooses now: what to send it.

        Raises KnownError: recovery_not_given, passphrase_too_short, not_enough_memory, those of writing.
        """
        from sync.client.asking import ask

        return ask(self.folder, owner_id, passphrase, self.cost())

    def open_answered(self, owner_id: UUID, passphrase: str, answer: str, *, repairs: bool = False) -> Workplace:
        """Open the workplace by what the organisation answered; the passphrase chosen when it was asked opens it from
        now on.

        Raises KnownError: recovery_not_asked, recovery_answer_unreadable, recovery_answer_other,
        recovery_phrase_wrong, and those of `unlock`.
        """
        from sync.client.asking import answered_slot, unlock_answered

        vault = Vault.load(self.folder)
        slot = answered_slot(self.folder, vault, owner_id, answer)
        owner = next(owner for owner in vault.owners if owner.staff_id == owner_id)
        keys = unlock_answered(vault, slot, passphrase)
        return self._opened_anew(
            vault, keys, owner, "unlock_by_organisation", lambda people: people.adopt(slot), repairs
        )

    def _opened_anew(
        self,
        vault: Vault,
        keys: Keys,
        owner: SlotOwner,
        deed: str,
        settle: Callable[[LaptopPeople], None],
        repairs: bool,
    ) -> Workplace:
        """Open in another way than by the passphrase, and have one open it from now on."""
        workplace = self._opened(vault, keys, owner, deed, repairs=repairs)
        try:
            settle(workplace.people())
        except BaseException:
            workplace.close()
            raise
        return within_lease(unless_emptied(workplace))

    def _opened(
        self, vault: Vault, keys: Keys, owner: SlotOwner, deed: str = "unlock", *, repairs: bool = False
    ) -> Workplace:
        from sync.client.laptop_people import note_opening
        from sync.client.workplace import open_workplace

        if repairs:
            self._repair(keys, owner)
        workplace = open_workplace(self.folder, keys, owner, self._connect)
        workplace.measure = self.cost
        try:
            note_opening(workplace.store, vault, owner.staff_id, deed)
        except BaseException:
            workplace.close()
            raise
        return joined(workplace)

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
        return settle_keys(joined(workplace))
