"""What the replies of a run come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sync.client import erase
from sync.client.progress import Outcome
from sync.protocol.messages import ExchangeReply, Verdict, VerdictKind


def held(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Those that say a change must wait for another one."""
    return [verdict for verdict in verdicts if verdict.kind is VerdictKind.HELD]


def added(outcome: Outcome, reply: ExchangeReply) -> Outcome:
    """The outcome with what this reply brought."""
    kinds = [verdict.kind for verdict in reply.verdicts]
    return replace(
        outcome,
        sent=outcome.sent + len(kinds) - kinds.count(VerdictKind.HELD),
        received=outcome.received + sum(len(page.rows) for page in reply.pages),
        conflicts=outcome.conflicts + kinds.count(VerdictKind.CONFLICT),
        refused=outcome.refused + sum(map(erase.is_left_to_somebody, reply.verdicts)),
    )
