"""A scan joined to a workshop by mistake is taken away, and comes back when one thinks again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt

from intake_app.domain.errors import KnownError
from tests.common.scans import pdf, write_scan
from tests.ui.attachment_scenes import photograph
from tests.ui.attachments.screen import AttachmentScreen
from tests.ui.roll_scenes import focused

KEY = Qt.Key


def offered(page: AttachmentScreen) -> list[tuple[str, Callable[[], None]]]:
    """What may be taken back, as it is said: gathered from now on."""
    found: list[tuple[str, Callable[[], None]]] = []
    page.desk.desk.navigation.undo_offered.connect(lambda words, undo: found.append((words, undo)))
    return found


def two(page: AttachmentScreen, desktop: Path) -> tuple[UUID, UUID]:
    """Two scans of the workshop."""
    return page.attach(write_scan(desktop, pdf())), page.attach(photograph(desktop / "sheet.jpg", 300, 400))


def test_a_scan_is_taken_away_by_its_button_and_put_back(page: AttachmentScreen, desktop: Path) -> None:
    wrong, right = two(page, desktop)
    said = offered(page)
    remove = page.card.lines[wrong].remove_button
    assert remove.accessibleName() == "Retirer (Feuille d’émargement scannée, PDF · 700\u00a0ko · Nadia M.)"
    assert min(remove.width(), remove.height()) >= 40
    page.tab_to(page.button(wrong))
    page.press(KEY.Key_Tab)
    assert focused() is remove
    page.press(KEY.Key_Space)
    assert list(page.card.lines) == [right]
    assert focused() is page.card.add_button
    ((words, undo),) = said
    assert words == "La pièce jointe est retirée."
    undo()
    page.desk.settle()
    assert set(page.card.lines) == {wrong, right}
    assert page.desk.errors == []


def test_the_delete_key_takes_it_away(page: AttachmentScreen, desktop: Path) -> None:
    wrong, right = two(page, desktop)
    page.tab_to(page.button(wrong))
    page.press(KEY.Key_Delete)
    assert list(page.card.lines) == [right]


def test_taken_away_while_one_looks_at_it_the_roll_comes_back(page: AttachmentScreen, desktop: Path) -> None:
    view = page.opened(photograph(desktop / "sheet.jpg"))
    said = offered(page)
    page.tab_to(view.remove_button)
    page.press(KEY.Key_Space)
    assert page.screen.currentWidget() is page.view
    assert page.card.lines == {}
    assert len(said) == 1


def test_hidden_names_keep_scans_from_being_taken_away(page: AttachmentScreen, desktop: Path) -> None:
    wrong, _ = two(page, desktop)
    page.press(KEY.Key_F8)
    assert not page.card.lines[wrong].remove_button.isEnabled()


def test_what_is_gone_meanwhile_is_said(page: AttachmentScreen, desktop: Path) -> None:
    page.vm.remove(UUID(int=1))
    page.desk.settle()
    (error,) = page.desk.errors
    assert isinstance(error, KnownError)
    assert error.key == "record_gone"
