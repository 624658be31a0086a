"""What a person reads in the window, and where they type."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from intake_app.played_day.laptop import PlayedLaptop
from tests.ui.page_words import said_on


def words_on(laptop: PlayedLaptop) -> set[str]:
    """Every text in sight, or told of what is in sight."""
    return said_on(laptop.window)


def type_into(laptop: PlayedLaptop, name: str, text: str) -> None:
    """Write a text into the field of this name, key by key."""
    fields = laptop.window.findChildren(QLineEdit)
    field = next(field for field in fields if field.isVisible() and field.accessibleName() == name)
    field.setFocus()
    laptop.hands.type(text)
