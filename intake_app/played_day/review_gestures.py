"""With two versions of a file: finding them, choosing between them by the keyboard. Each gesture waits until it is
done, or raises UnmetError.
"""

from __future__ import annotations

from intake_app.played_day.laptop import PlayedLaptop
from intake_app.played_day.patience import UnmetError
from ui.conflicts.conflicts_view import ConflictsView
from ui.navigation import Place
from ui.shell.where import CONFLICTS
from ui.sync_status.sync_status_view import SyncStatusView

HERE, RECEIVED = 0, 1


def open_review(laptop: PlayedLaptop) -> ConflictsView:
    """Go to the first file to settle from the page of sending, by the keyboard."""
    laptop.go(Place.SYNC_STATUS)
    page = laptop.page(Place.SYNC_STATUS, SyncStatusView)
    if not page.conflicts.isVisible():
        raise UnmetError("Il n’y a rien à départager.")
    page.conflicts.list.setFocus()
    laptop.hands.press("Return")
    return _arrived(laptop)


def press_review(laptop: PlayedLaptop) -> ConflictsView:
    """Go there by « Vérifier », on the card of the rail."""
    laptop.hands.click(laptop.window.frame.rail.sync_card.review_button)
    return _arrived(laptop)


def choose(laptop: PlayedLaptop, *sides: int) -> None:
    """Keep one side of each field of the file shown, from the first on, then confirm."""
    view = laptop.page(CONFLICTS, ConflictsView)
    count = len(laptop.pages.conflicts.files)
    laptop.hands.focus()
    for place, side in enumerate(sides):
        laptop.wait(lambda place=place: view.pairs[place].tiles[view.pairs[place].kept()].hasFocus(), "le clavier")  # type: ignore[misc]
        laptop.hands.press("Left" if side == HERE else "Right")
        laptop.hands.press("Down")
    laptop.wait(view.settle_button.hasFocus, "le clavier sur « Valider »")
    laptop.hands.press("Return")
    laptop.wait(lambda: len(laptop.pages.conflicts.files) == count - 1, "la fiche départagée")
    laptop.settle()


def versions(laptop: PlayedLaptop) -> list[tuple[str, str]]:
    """What the two columns say, field by field."""
    view = laptop.page(CONFLICTS, ConflictsView)
    return [(pair.tiles[HERE].text(), pair.tiles[RECEIVED].text()) for pair in view.pairs]


def _arrived(laptop: PlayedLaptop) -> ConflictsView:
    laptop.wait(lambda: laptop.window.frame.page(CONFLICTS), "la page des deux versions")
    view = laptop.page(CONFLICTS, ConflictsView)
    laptop.wait(lambda: view.isVisible() and view.pairs, "les deux versions")
    laptop.settle()
    return view
