"""Having those on the roll sign."""

from __future__ import annotations

from PySide6.QtCore import QObject

from intake_app.services.rolls import Roll
from ui.desk import Desk
from ui.workshops import words
from ui.workshops.roll_sheet import RollLine
from ui.workshops.sheets.signing_vm import Signer, SigningVm


class RollSigningVm(SigningVm):
    """The pad, for the slot whose roll is shown."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self._roll: Roll | None = None

    @property
    def can_sign(self) -> bool:
        """Whether whoever is there may sign."""
        roll = self._roll
        is_past = roll is not None and roll.held_on <= self.desk.today()
        return is_past and roll is not None and roll.status != "cancelled" and not roll.is_sealed

    def take(self, roll: Roll) -> None:
        """The roll as it stands."""
        self._roll = roll

    def hand_to(self, line: RollLine) -> None:
        """Hand the pad to somebody on the roll."""
        if self._roll is not None and self.can_sign:
            name = words.full_name(line)
            self.open(Signer((self._roll.slot_id,), line.resident_id, name, words.signed_for(self._roll)))
