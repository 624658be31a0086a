"""The road back for a laptop that its centre does not know any more, for it was put back from a backup made before the
laptop joined; or has shut out, and invites again. It stays what it is, with all it holds, and joins once more.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import Final

from intake_app.domain.errors import KnownError
from intake_app.storage.keys import Keys
from intake_app.storage.store import Store
from sync.client.enrolment import ask_invitation, join, keep_intent, read_intent, tidy_code
from sync.client.identity import Enrolment
from sync.client.transport import Transport

REASONS: Final = frozenset({"device_unknown", "device_revoked", "sequence_forked"})
"""Refusals after which a new invitation is what helps."""
_LABEL: Final = "laptop"


def rejoin(store: Store, keys: Keys, connect: Callable[[str], Transport], former: Enrolment, code: str) -> Enrolment:
    """Join `former`'s space once more, as somebody new; what it has not sent, and what the centre has lost, goes with
    it. The same code typed again gets the same answer: the first may have been lost on the way.

    Raises KnownError: code_malformed, invitation_other_person, receipt_wrong, server_unreachable…, or RefusedError:
    code_wrong, code_used, code_expired, too_many_codes.
    """
    tidied = tidy_code(code)
    known = store.read(read_intent)
    if known is None or known.code != tidied:
        with closing(connect(former.address)) as transport:
            invitation = ask_invitation(transport, tidied)
        if invitation.staff_id != former.staff_id:
            raise KnownError("invitation_other_person")
        keep_intent(store, keys, former.address, tidied, known.label if known else _LABEL)
    return join(store, keys, connect, former)
