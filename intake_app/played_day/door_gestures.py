"""At the door and with the centre: unlocking, locking, joining, exchanging. Each gesture waits until it is done, or
raises UnmetError.
"""

from __future__ import annotations

from intake_app.played_day.laptop import PlayedLaptop
from intake_app.played_day.patience import UnmetError


def unlock(laptop: PlayedLaptop, passphrase: str) -> None:
    """Type the passphrase and wait for the first page."""
    window = laptop.window
    laptop.hands.type(passphrase)
    laptop.hands.press("Return")
    laptop.wait(lambda: window.work is not None or window.door.unlock.error(), "l’ouverture")
    if window.work is None:
        raise UnmetError(window.door.unlock.error())
    laptop.settle()


def lock(laptop: PlayedLaptop) -> None:
    """Lock by the keyboard."""
    laptop.hands.press("Ctrl+L")
    laptop.wait(lambda: laptop.window.work is None, "le verrou")
    laptop.wait(laptop.window.door.isVisible, "l’écran de verrouillage")


def exchange(laptop: PlayedLaptop) -> None:
    """Press « Synchroniser » on the card of the rail, and wait for the end."""
    laptop.settle()
    before = laptop.attempts
    try:
        laptop.hands.click(laptop.window.frame.rail.sync_card.button)
    except UnmetError:
        # its hour may have come by itself just now: then the button is held back, and there is nothing to press
        if not laptop.work.exchanges.is_running:
            raise
    laptop.wait(lambda: laptop.attempts > before, "le début de l’échange")
    laptop.settle()


def join(laptop: PlayedLaptop, passphrase: str) -> None:
    """Go through the first start of a laptop whose address and code are typed already, up to the records."""
    first_run = laptop.window.door.first_run
    if first_run is None:
        raise UnmetError("Le premier démarrage n’est pas proposé.")
    laptop.hands.press("Return")
    laptop.wait(first_run.new.passphrase.hasFocus, "la réponse du centre à l’invitation")
    laptop.hands.type(passphrase)
    first_run.new.repeated.setFocus()
    laptop.hands.type(passphrase)
    laptop.hands.press("Return")
    laptop.wait(lambda: first_run.sheet is not None, "la feuille de secours")
    if first_run.sheet is not None:
        laptop.hands.click(first_run.sheet.later)
    laptop.wait(lambda: laptop.window.work is not None, "l’ouverture de l’ordinateur")
    laptop.wait(lambda: laptop.outcomes, "la réception des fiches")
    laptop.settle()
