"""What becomes of a workplace between the right passphrase and the window: it joins, follows what the centre has given,
is emptied, or waits for the centre. Everything heavy is imported inside: the lock screen is painted before.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from intake_app.domain.errors import KnownError
from intake_app.storage.vault import Vault

if TYPE_CHECKING:
    from sync.client.workplace import Workplace


def settle_keys(workplace: Workplace) -> Workplace:
    """The workplace, its vault open to the organisation's key where the centre has given one."""
    from sync.client.recovery_terms import follow_organisation_key

    owner = workplace.owner.staff_id
    follow_organisation_key(workplace.folder, workplace.store, workplace.keys, owner, workplace.clock())
    # where it cannot be written now it is done at the next opening
    with suppress(KnownError):
        workplace.people().finish_adopting()
    return workplace


def joined(workplace: Workplace) -> Workplace:
    """The workplace once it has joined its space: nothing to do but the first time, when it needs the server."""
    try:
        workplace.join()
    except BaseException:
        workplace.close()
        raise
    return workplace


def renew_slot(vault: Vault, workplace: Workplace, passphrase: str) -> None:
    """Write the slot of whoever came in anew where the centre gives her another role or name, where it is of the first
    version, or where the key ring has come into use or out of it. The actor's role is the new one at once; what cannot
    be written now is tried at the next opening.
    """
    from dataclasses import replace

    from intake_app.domain.rules.role_class import may_share_laptop
    from intake_app.services.staff import read_staff_member
    from intake_app.storage.newest_vault import require_newest
    from intake_app.storage.vault_slot import short_label
    from sync.client.key_ring import pepper_wanted, sweep_ring
    from sync.client.key_ring import renew_slot as renew_in_vault

    owner = workplace.owner
    member = workplace.store.read(read_staff_member, owner.staff_id)
    if member is not None and may_share_laptop(member.role, owner.role):
        owner = replace(owner, role=member.role, label=short_label(member.first_name, member.family_name))
    workplace.owner = owner
    store = workplace.store
    with suppress(KnownError):
        pepper = pepper_wanted(store, vault, owner.staff_id)
        renew_in_vault(store, vault, workplace.keys, owner, passphrase, pepper)
        require_newest(store, vault)
        sweep_ring(workplace.folder, store, workplace.keys)


def unless_emptied(workplace: Workplace) -> Workplace:
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


def within_lease(workplace: Workplace, code: str = "") -> Workplace:
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
