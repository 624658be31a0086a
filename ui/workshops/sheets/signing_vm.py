"""Having somebody sign: who, for which half-day, and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import KnownError
from intake_app.domain.rules.problem import InvalidFields
from intake_app.domain.signature import ON_PAPER
from intake_app.domain.strokes import Stroke
from intake_app.services.sheets.signatures import sign, sign_as_facilitator, withdraw_signature
from ui.desk import Desk, ViewModel

if TYPE_CHECKING:
    from intake_app.domain.actor import Actor
    from intake_app.storage.store import Session


@dataclass(frozen=True, slots=True)
class Signer:
    """Whoever is handed the pad, for these half-days. A facilitator has no `resident_id`; `name` is then a proposal.
    `what` is the workshop and its hours, as shown above the name.
    """

    slot_ids: tuple[UUID, ...]
    resident_id: UUID | None
    name: str
    what: str


class SigningVm(ViewModel):
    """One signer at a time, from `open` to `signed` or `left`."""

    opened = Signal()
    signed = Signal(object)
    """The Signer; it is saved for good."""
    refused = Signal(object)
    """A KnownError about what was drawn or typed: the pad stays."""
    left = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.signer: Signer | None = None
        self._is_saving = False

    def open(self, signer: Signer) -> None:
        """Hand the pad to somebody."""
        self.signer, self._is_saving = signer, False
        self.opened.emit()

    def leave(self) -> None:
        """Take the pad away; nothing is kept of what was drawn."""
        if self.signer is not None:
            self.signer = None
            self.left.emit()

    def accept(self, strokes: Sequence[Stroke], means: str, name: str = "") -> None:
        """Keep the signature; `name` is the facilitator's."""
        signer = self.signer
        if signer is None or self._is_saving:
            return
        self._is_saving = True
        self.desk.write(self, lambda ids: self._end(signer, ids), self._refuse, sign_each, signer, name, strokes, means)

    def accept_paper(self, name: str = "") -> None:
        """They signed on the printed sheet."""
        self.accept((), ON_PAPER, name)

    def _refuse(self, error: KnownError) -> None:
        self._is_saving = False
        if isinstance(error, InvalidFields) or error.key == "signature_too_short":
            self.refused.emit(error)
        else:
            self.leave()
            self.fail(error)

    def _end(self, signer: Signer, ids: list[UUID]) -> None:
        self.leave()
        self.signed.emit(signer)
        said = self.tr("Signature enregistrée.")
        self.desk.navigation.undo_offered.emit(said, lambda: self._undo(ids))

    def _undo(self, ids: list[UUID]) -> None:
        self.desk.write(self, lambda _none: None, self.fail, withdraw_each, ids)


def sign_each(
    session: Session, actor: Actor, signer: Signer, name: str, strokes: Sequence[Stroke], means: str
) -> list[UUID]:
    """Sign for each half-day of the signer, together or not at all."""
    if signer.resident_id is not None:
        resident_id = signer.resident_id
        return [sign(session, actor, one, resident_id, strokes, means=means) for one in signer.slot_ids]
    return [sign_as_facilitator(session, actor, one, name, strokes, means=means) for one in signer.slot_ids]


def withdraw_each(session: Session, actor: Actor, signature_ids: Sequence[UUID]) -> None:
    """Take these signatures off the sheet."""
    for one in signature_ids:
        withdraw_signature(session, actor, one)
