"""The rail stays as it is whatever the card at its foot has to say."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tests.ui.conftest import Shower
from tests.ui.test_shell_frame import filled_frame
from ui.shell.navigation_rail import standard_entries
from ui.widgets.sync_card_state import SyncCardState


def test_nothing_on_the_rail_moves_when_the_card_has_more_to_say(show: Shower) -> None:
    frame = filled_frame()
    show(frame, 1366, 768)
    states = (
        SyncCardState("good", "Tout est envoyé", "", "Dernier échange\u202f: 16 h 42", "Synchroniser"),
        SyncCardState("busy", "Échange en cours", "Envoi de 12 fiches sur 40", "", "En cours…", True, 0.3),
        SyncCardState(
            "problem", "12 fiches à vérifier", "12 fiches seulement sur cet ordinateur. La plus ancienne attend"
            " depuis 4 jours.", "Dernier échange\u202f: vendredi 20 novembre à 16 h 42", "Synchroniser",
            review_text="Vérifier",
        ),
    )  # fmt: skip
    seen = set()
    for state in states:
        frame.set_sync_state(state)
        QApplication.processEvents()
        assert not frame.rail.is_slim()
        seen.add(tuple(frame.rail.place(entry.key).geometry().getRect() for entry in standard_entries()))
        assert frame.rail.sync_card.rect().contains(frame.rail.sync_card.card_place())
    assert len(seen) == 1
