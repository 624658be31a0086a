"""Which roles may open one laptop: those of one class. All who open a vault share its key, so what separates them
inside is the program only; roles that may not see the same records get a laptop, or a folder, of their own.
"""

from __future__ import annotations

from typing import Final

_CLASSES: Final = (
    frozenset({"caretaker", "outreach"}),
    frozenset({"adviser"}),
    frozenset({"site_manager", "programme_officer", "admin"}),
    frozenset({"dpo"}),
    frozenset({"evaluator", "auditor"}),
)


def may_share_laptop(role: str, other: str) -> bool:
    """Whether two people of these roles may open the same records; a role nobody knows shares with none."""
    return any({role, other} <= roles for roles in _CLASSES)
