"""The pages that the shell can show, and where somebody is among them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from ui.navigation import Place

FORM, FILE, CONFLICTS = "resident_form", "resident_file", "conflicts"
MERGE, ERASURE, PAIRS = "resident_merge", "resident_erasure", "resembling_pairs"
IMPORTS = "imports"
REFERRALS, OFFERS, LETTER = "referrals", "offers", "referral_letter"
ADD_STEP = "add_step"
REPAIRED = "repaired"
ROLL, SHEET = "workshop_roll", "workshop_sheet"
"""Not pages of their own: what the page of the workshops shows, about a half-day."""

RAIL_OF = {
    REFERRALS: Place.FOLLOW_UPS,
    OFFERS: Place.FOLLOW_UPS,
    Place.WORKSHOPS: Place.WORKSHOPS,
    REPAIRED: Place.SETTINGS,
}
"""Page → the place of the rail from which it is reached, when that is not the residents."""


@dataclass(frozen=True)
class Where:
    """A page, and the record it was about: ids only, so that it may outlive the keys."""

    key: str
    record_id: UUID | None = None
