"""How a referral goes on, and when nobody has heard of it for too long."""

from __future__ import annotations

from typing import Final

from intake_app.domain.base import Day
from intake_app.domain.reference import entry

NEXT: Final[dict[str, frozenset[str]]] = {
    "draft": frozenset({"sent", "withdrawn"}),
    "sent": frozenset(
        {"acknowledged", "appointment_made", "met", "accepted", "refused", "no_show", "expired", "withdrawn"}
    ),
    "acknowledged": frozenset({"appointment_made", "met", "accepted", "refused", "no_show", "expired", "withdrawn"}),
    "appointment_made": frozenset({"met", "accepted", "refused", "no_show", "withdrawn", "appointment_made"}),
    "met": frozenset({"accepted", "refused", "finished", "withdrawn"}),
    "accepted": frozenset({"finished", "withdrawn"}),
}
"""Status → those that may follow. A partner often skips steps; none goes back."""
AGES: Final = (8, 15, 30)
"""After how many days without news a referral grows older: ask, ask again, give it up as without answer."""


def may_follow(status: str, following: str) -> bool:
    """Whether a referral may go from one status to another."""
    return following in NEXT.get(status, frozenset())


def is_open(status: str) -> bool:
    """Whether somebody still waits for somebody."""
    return bool(entry("referral_status", status).mapping["is_open"])


def days_without_news(status: str, heard_on: Day | None, today: Day) -> int | None:
    """How long the partner has said nothing since `heard_on` (the sending, then the answer that it came); None when it
    is not for the partner to speak.
    """
    if heard_on is None or status not in ("sent", "acknowledged"):
        return None
    return max(0, (today - heard_on).days)


def age_band(status: str, heard_on: Day | None, today: Day) -> int:
    """0 while it is young or no longer waits for the partner, then 1, 2, 3 from the 8th, the 15th, the 30th day."""
    days = days_without_news(status, heard_on, today)
    return 0 if days is None else sum(days >= age for age in AGES)
