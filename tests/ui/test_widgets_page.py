"""Pages: they fit a small screen, put things where there is room, and show all their words at any text size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import gallery_pages, gallery_people
from tests.ui.conftest import Shower
from tests.ui.looks import CONTROLS, accessible_tree
from ui import theme
from ui.shell.frame import ShellFrame
from ui.shell.unlock_view import UnlockView
from ui.widgets.buttons import PaintedButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.chips import ChipGroup
from ui.widgets.field_spec import Choice
from ui.widgets.fields import TextField
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.page import PageScaffold, TwoColumns
from ui.widgets.pill import Pill
from ui.widgets.text_label import TextLabel

PAGES: list[Callable[[], PageScaffold]] = [
    gallery_pages.today_page,
    gallery_people.new_person_page,
    gallery_pages.roll_page,
    gallery_people.person_page,
    gallery_pages.figures_page,
    gallery_pages.review_page,
]
EACH_PAGE = pytest.mark.parametrize("make", PAGES, ids=[make.__name__ for make in PAGES])


@EACH_PAGE
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_every_page_fits_a_small_screen(
    qapp: QApplication, qtbot: QtBot, make: Callable[[], PageScaffold], scale: float
) -> None:
    theme.apply_theme(qapp, "light", scale)
    page = make()
    qtbot.addWidget(page)
    assert page.minimumSizeHint().width() <= 910 - 64
    assert page.minimumSizeHint().height() <= 480


@EACH_PAGE
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_nothing_is_cut_nor_pushed_off_the_page(
    qapp: QApplication, show: Shower, make: Callable[[], PageScaffold], scale: float
) -> None:
    theme.apply_theme(qapp, "light", scale)
    page = make()
    show(page, 1300, 768)
    page.resize(847, 512)
    for _turn in range(4):
        qapp.processEvents()
    assert isinstance(page, PageScaffold)
    assert not page.scroll_area().horizontalScrollBar().isVisible()
    assert [
        label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.text() and _is_cut(label)
    ] == []
    narrow = [
        button.text() for button in page.findChildren(PaintedButton) if button.isVisible() and _is_squeezed(button)
    ]
    assert narrow == []


def _is_cut(label: QLabel) -> bool:
    if isinstance(label, Pill):
        return label.width() < label.sizeHint().width()
    room = label.contentsRect()
    flags = int(Qt.TextFlag.TextWordWrap) if label.wordWrap() else 0
    needed = label.fontMetrics().boundingRect(QRect(0, 0, room.width(), 10_000), flags, label.text())
    return needed.height() > room.height() + 1 or needed.width() > room.width() + 1


def _is_squeezed(button: PaintedButton) -> bool:
    return button.width() < button.sizeHint().width() or button.height() < 40


@EACH_PAGE
def test_every_control_of_every_page_has_a_name(show: Shower, make: Callable[[], PageScaffold]) -> None:
    page = make()
    show(page, 1154, 768)
    nameless = [
        (here.role(), here.object())
        for here in accessible_tree(page)
        if here.role() in CONTROLS
        and not here.text(QAccessible.Text.Name)
        and not isinstance(here.object(), QScrollBar)
    ]
    assert nameless == []


class Windows(QObject):
    """Notes every window that comes up."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


@EACH_PAGE
def test_building_a_page_lets_no_part_of_it_flash_as_a_window(
    qapp: QApplication, qtbot: QtBot, make: Callable[[], PageScaffold]
) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    page = make()
    frame = ShellFrame()
    frame.add_page("page", page)
    unlock = UnlockView()
    qapp.removeEventFilter(windows)
    qtbot.addWidget(frame)
    qtbot.addWidget(unlock)
    assert windows.seen == []


def test_a_page_says_its_name_to_screen_readers(show: Shower) -> None:
    page = PageScaffold("Personnes", "38 fiches")
    show(page)
    assert QAccessible.queryAccessibleInterface(page).text(QAccessible.Text.Name) == "Personnes"
    page.set_title("Séances")
    page.set_subtitle("")
    assert (page.title(), page.accessibleName()) == ("Séances", "Séances")
    assert [label.text() for label in page.findChildren(TextLabel) if label.isVisible()] == ["Séances"]


def test_actions_go_under_the_title_when_there_is_no_room(qapp: QApplication, show: Shower) -> None:
    page = PageScaffold("Chiffres clés", "Programme")
    buttons = [SecondaryButton("Toutes les actions"), SecondaryButton("Tous les quartiers"), PrimaryButton("Exporter")]
    for button in buttons:
        page.add_action(button)
    page.body.addWidget(Card("Figures"), 1)
    show(page, 1100, 600)
    title = page.findChildren(TextLabel)[0]

    def tops() -> tuple[int, int]:
        qapp.processEvents()
        return title.mapTo(page, title.rect().bottomLeft()).y(), buttons[0].mapTo(page, buttons[0].rect().topLeft()).y()

    bottom, top = tops()
    assert top < bottom
    page.resize(640, 600)
    bottom, top = tops()
    assert top > bottom
    assert buttons[2].mapTo(page, buttons[2].rect().topRight()).x() <= 640


def test_the_foot_stays_while_the_body_scrolls(qapp: QApplication, show: Shower) -> None:
    page = PageScaffold("Nouvelle personne")
    last = TextField()
    for _line in range(30):
        page.body.addWidget(TextLabel("ligne"))
    page.body.addWidget(last)
    save = PrimaryButton("Enregistrer")
    page.add_to_footer(QWidget(), stretch=1)
    page.add_to_footer(save)
    show(page, 800, 400)
    qapp.processEvents()
    before = save.mapTo(page, save.rect().topLeft())
    assert page.scroll_area().verticalScrollBar().value() == 0
    page.show_widget(last)
    assert page.scroll_area().verticalScrollBar().value() > 0
    assert save.mapTo(page, save.rect().topLeft()) == before


def test_the_side_column_goes_under_and_comes_back(qapp: QApplication, show: Shower) -> None:
    columns = TwoColumns(300, 800)
    main, side = Card("Fil"), Card("Situation")
    columns.main.addWidget(main)
    columns.side.addWidget(side)
    main.setMinimumWidth(600)
    show(columns, 1000, 500)
    assert not columns.is_stacked()
    assert columns.minimumSizeHint().width() == 600
    columns.resize(700, 500)
    qapp.processEvents()
    assert columns.is_stacked()
    assert side.mapTo(columns, side.rect().topLeft()).y() > main.geometry().bottom()
    assert side.width() == main.width()
    columns.resize(1000, 500)
    qapp.processEvents()
    assert side.width() == 300


def test_what_is_wider_than_a_line_of_a_flow_is_given_the_height_of_its_own_lines(show: Shower) -> None:
    page = QWidget()
    flow = FlowLayout(page, gap=10, line_gap=6)
    chips = ChipGroup([Choice(str(number), f"Filtre {number}") for number in range(8)])
    button = PrimaryButton("Garder")
    for widget in (chips, button):
        flow.addWidget(widget)
    show(page, 300, 600)
    last = chips.chip("7")
    assert last.geometry().bottom() < chips.height()
    assert button.y() > chips.geometry().bottom()


def test_a_flow_fills_its_line_with_the_widget_that_may_grow(qapp: QApplication, show: Shower) -> None:
    page = QWidget()
    flow = FlowLayout(page, gap=10, line_gap=6)
    button, field = PrimaryButton("Nouvelle personne"), TextField()
    flow.addWidget(button)
    flow.addWidget(field)
    flow.fill_with(field)
    show(page, 700, 200)
    assert field.geometry().right() == 699
    page.resize(button.sizeHint().width() + 20, 200)
    qapp.processEvents()
    assert (field.x(), field.y()) == (0, button.geometry().bottom() + 1 + 6)
    assert flow.count() == 2
    assert flow.itemAt(5) is None
    taken = flow.takeAt(0)
    assert taken is not None
    assert taken.widget() is button
    assert flow.takeAt(7) is None


def test_a_flow_may_stand_at_the_right(show: Shower) -> None:
    page = QWidget()
    flow = FlowLayout(page, is_right_aligned=True)
    button = PrimaryButton("Valider")
    flow.addWidget(button)
    show(page, 500, 100)
    assert button.geometry().right() == 499
