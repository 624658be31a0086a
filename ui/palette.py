"""Every colour of the application, light and dark: plain values without Qt, so that contrast can be proven by
arithmetic.

Text keeps at least 4.5:1 on the ground it is written on, outlines of controls and the focus ring at least 3:1 (WCAG
2.2, 1.4.3 and 1.4.11). `line` is decoration only: nothing is understood from it alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["neutral", "good", "warn", "bad", "info", "accent"]
TONES: tuple[Tone, ...] = ("neutral", "good", "warn", "bad", "info", "accent")


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by the part they play, as `#rrggbb`. `x` is a ground, `on_x` what is written on it, `x_soft` its pale
    version.
    """

    is_dark: bool
    # grounds and what is written on them
    page: str
    card: str
    hover: str
    selected: str
    text: str
    text_soft: str
    text_disabled: str
    line: str
    outline: str
    track: str
    # the main action, links, the chosen thing
    primary: str
    primary_hover: str
    primary_pressed: str
    on_primary: str
    primary_soft: str
    link: str
    accent: str
    on_accent: str
    focus: str
    # dark strip along the left, and the lock screen's ground
    rail: str
    rail_hover: str
    rail_active: str
    rail_card: str
    rail_text: str
    rail_soft: str
    rail_outline: str
    rail_focus: str
    rail_logo: str
    rail_good: str
    rail_waiting: str
    rail_problem: str
    rail_busy: str
    rail_offline: str
    # tones of pills and banners: written, ground, edge
    neutral: str
    neutral_soft: str
    good: str
    good_soft: str
    ticked: str
    on_ticked: str
    warn: str
    warn_soft: str
    warn_edge: str
    warn_faint: str
    bad: str
    bad_soft: str
    info: str
    info_soft: str
    orange: str
    orange_soft: str
    # messages that pass over the page
    snack: str
    on_snack: str
    snack_link: str

    def colour(self, role: str) -> str:
        """The colour called `role`, as `#rrggbb`. Raises AttributeError for a name that does not exist."""
        return str(getattr(self, role))

    def tone(self, tone: Tone) -> tuple[str, str]:
        """What is written in this tone, and the ground under it."""
        role = "orange" if tone == "accent" else tone
        return self.colour(role), self.colour(f"{role}_soft")


LIGHT = Palette(
    is_dark=False,
    page="#f6f4ef",
    card="#ffffff",
    hover="#f1f5f3",
    selected="#e2efed",
    text="#1c2833",
    text_soft="#57616a",
    text_disabled="#8b9299",
    line="#dfe3e0",
    outline="#818d8b",
    track="#e3e8e6",
    primary="#0f5c5c",
    primary_hover="#0c4f50",
    primary_pressed="#0a4244",
    on_primary="#ffffff",
    primary_soft="#e2efed",
    link="#0f5c5c",
    accent="#be4f17",
    on_accent="#ffffff",
    focus="#1f63c0",
    rail="#123c3f",
    rail_hover="#174a4d",
    rail_active="#1d5457",
    rail_card="#0d2f32",
    rail_text="#e9f1f0",
    rail_soft="#a9c1c0",
    rail_outline="#6a9495",
    rail_focus="#ffd591",
    rail_logo="#f0b35a",
    rail_good="#6fd197",
    rail_waiting="#f0b35a",
    rail_problem="#ff9c8f",
    rail_busy="#8cc2f7",
    rail_offline="#b4c4c4",
    neutral="#505a60",
    neutral_soft="#e9ecea",
    good="#1f6b3f",
    good_soft="#e1f1e6",
    ticked="#2a7a4b",
    on_ticked="#ffffff",
    warn="#7c5200",
    warn_soft="#fdf1cf",
    warn_edge="#b98a2c",
    warn_faint="#fffaf1",
    bad="#a81e1e",
    bad_soft="#fbe4e2",
    info="#0d5656",
    info_soft="#dfeeec",
    orange="#97410f",
    orange_soft="#fbe9df",
    snack="#1c2833",
    on_snack="#ffffff",
    snack_link="#8fdcd2",
)

DARK = Palette(
    is_dark=True,
    page="#101718",
    card="#182123",
    hover="#1f2b2d",
    selected="#18393a",
    text="#e7edec",
    text_soft="#a6b3b4",
    text_disabled="#768485",
    line="#2b383a",
    outline="#71838a",
    track="#2b383a",
    primary="#4fb3a9",
    primary_hover="#66c4ba",
    primary_pressed="#3f9f96",
    on_primary="#04201e",
    primary_soft="#18393a",
    link="#74cdc3",
    accent="#e8834a",
    on_accent="#2a1003",
    focus="#86b8ff",
    rail="#0b2426",
    rail_hover="#113336",
    rail_active="#174346",
    rail_card="#071a1c",
    rail_text="#e9f1f0",
    rail_soft="#9db6b5",
    rail_outline="#5c8586",
    rail_focus="#ffd591",
    rail_logo="#f0b35a",
    rail_good="#6fd197",
    rail_waiting="#f0b35a",
    rail_problem="#ff9c8f",
    rail_busy="#8cc2f7",
    rail_offline="#b4c4c4",
    neutral="#bac6c6",
    neutral_soft="#2a3638",
    good="#8adba8",
    good_soft="#163526",
    ticked="#5cc489",
    on_ticked="#05210f",
    warn="#f2cb7f",
    warn_soft="#392e14",
    warn_edge="#a5803a",
    warn_faint="#211e15",
    bad="#f6aaa1",
    bad_soft="#45211e",
    info="#84d3ca",
    info_soft="#123a3a",
    orange="#f4b088",
    orange_soft="#442a1b",
    snack="#e7edec",
    on_snack="#162022",
    snack_link="#0c5a59",
)
