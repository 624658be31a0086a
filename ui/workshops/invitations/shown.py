"""Which part of a list of invitations is shown."""

from __future__ import annotations

from enum import StrEnum


class Shown(StrEnum):
    """Which of those invited are listed."""

    ALL = "all"
    TO_REACH = "to_reach"
    COMING = "coming"
    DECLINED = "declined"
