"""The dark strip along the left: where one is, where one can go, the state of sending, who is at the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui import icons, theme
from ui.navigation import Place
from ui.shell.person_block import PersonBlock
from ui.shell.sync_card import SyncCard
from ui.widgets.focus_ring import DARK_GROUND
from ui.widgets.logo import Logo

WIDE, SLIM = 212, 64
ENTRY, SLIM_ENTRY, GAP = 41, 40, 2
LEAST_PAGE_WIDTH = 780
"""The page keeps at least this width (logical pixels at 100 % text) before the rail gives up its words."""


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One place to go: its key, the words, the drawing, and whether it stands in the lower group."""

    key: str
    label: str
    icon_name: str
    is_lower: bool = False


def standard_entries() -> tuple[RailEntry, ...]:
    """The places of Palier, in the language in force."""
    return (
        RailEntry(Place.TODAY, QCoreApplication.translate("NavigationRail", "Aujourd’hui"), "home"),
        RailEntry(Place.RESIDENTS, QCoreApplication.translate("NavigationRail", "Personnes"), "people"),
        RailEntry(Place.WORKSHOPS, QCoreApplication.translate("NavigationRail", "Séances"), "calendar"),
        RailEntry(Place.FOLLOW_UPS, QCoreApplication.translate("NavigationRail", "Suivis"), "path"),
        RailEntry(Place.FIGURES, QCoreApplication.translate("NavigationRail", "Chiffres clés"), "chart"),
        RailEntry(
            Place.SYNC_STATUS, QCoreApplication.translate("NavigationRail", "Synchronisation"), "sync", is_lower=True
        ),
        RailEntry(Place.SETTINGS, QCoreApplication.translate("NavigationRail", "Réglages"), "settings", is_lower=True),
    )


class RailPlace(QPushButton):
    """One place on the rail, with the number of things that wait there."""

    ring_radius = 8

    def __init__(self, entry: RailEntry, parent: QWidget | None = None) -> None:
        super().__init__(entry.label, parent)
        self._entry = entry
        self._count = 0
        self._is_slim = False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Say how many things wait there; 0 shows nothing."""
        self._count = count
        self.setAccessibleName(f"{self._entry.label}, {count}" if count else self._entry.label)
        self._say()

    def set_slim(self, is_slim: bool) -> None:
        """Show the drawing only."""
        self._is_slim = is_slim
        self._say()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(SLIM_ENTRY, SLIM_ENTRY) if self._is_slim else QSize(120, self.full_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(SLIM_ENTRY, self.sizeHint().height())

    def full_height(self) -> int:
        """How tall it is with its words."""
        return max(SLIM_ENTRY, theme.current().gap(ENTRY))

    def paintEvent(self, event: QPaintEvent) -> None:
        in_force = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(in_force.colour("rail_active" if self.isChecked() else "rail_hover"))
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        side = 22 if self._is_slim else in_force.gap(20)
        left = (self.width() - side) / 2 if self._is_slim else 11
        ink = in_force.colour("rail_text")
        icons.paint_icon(painter, self._entry.icon_name, ink, QRectF(left, (self.height() - side) / 2, side, side))
        if not self._is_slim:
            painter.setPen(ink)
            painter.setFont(in_force.font("body", 500))
            inner = QRectF(self.rect()).adjusted(left + side + 11, 0, -42 if self._count else -8, 0)
            words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(inner.width()))
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, words)
        if self._count:
            self._paint_count(painter)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _say(self) -> None:
        self.setToolTip(self.accessibleName() if self._is_slim else "")
        self.update()

    def _paint_count(self, painter: QPainter) -> None:
        in_force = theme.current()
        words = str(self._count) if self._count < 100 else "99+"
        font = in_force.font("tiny", 600)
        if self._is_slim:
            font.setPixelSize(10)
        painter.setFont(font)
        height = 15 if self._is_slim else in_force.px(17)
        width = max(height, painter.fontMetrics().horizontalAdvance(words) + (8 if self._is_slim else 14))
        right, top = (0, 1) if self._is_slim else (12, (self.height() - height) / 2)
        place = QRectF(self.width() - width - right, top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(in_force.colour("accent"))
        painter.drawRoundedRect(place, height / 2, height / 2)
        painter.setPen(in_force.colour("on_accent"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)


class NavigationRail(QWidget):
    """`place_requested(key)` when the person chooses a place; `lock_requested`, `sync_requested`,
    `sync_review_requested`, `sync_details_requested`.
    """

    place_requested = Signal(str)
    lock_requested = Signal()
    sync_requested = Signal()
    sync_review_requested = Signal()
    sync_details_requested = Signal()

    def __init__(self, entries: Sequence[RailEntry] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty(DARK_GROUND, True)
        self.setAccessibleName(self.tr("Navigation"))
        self._is_slim = False
        self._logo = Logo(21)
        self.sync_card = SyncCard()
        self.sync_card.sync_requested.connect(self.sync_requested)
        self.sync_card.review_requested.connect(self.sync_review_requested)
        self.sync_card.details_requested.connect(self.sync_details_requested)
        self.person = PersonBlock()
        self.person.lock_requested.connect(self.lock_requested)
        self._places = {entry.key: RailPlace(entry, self) for entry in entries or standard_entries()}
        self._lines = QVBoxLayout(self)
        self._lines.setSpacing(GAP)
        self._lay_out(entries or standard_entries())
        self._fit()

    def set_current(self, key: str) -> None:
        """Show which place one is in, without emitting anything. Raises KeyError."""
        self._places[key].setChecked(True)

    def current(self) -> str:
        """The place one is in, or ""."""
        return next((key for key, place in self._places.items() if place.isChecked()), "")

    def set_badge(self, key: str, count: int) -> None:
        """Say how many things wait in a place; 0 shows nothing. Raises KeyError."""
        self._places[key].set_count(count)

    def place(self, key: str) -> RailPlace:
        """The button of one place. Raises KeyError."""
        return self._places[key]

    def is_slim(self) -> bool:
        """True when only drawings are shown."""
        return self._is_slim

    def set_slim(self, is_slim: bool) -> None:
        """Show drawings only, the sync card as a badge; or everything."""
        if is_slim != self._is_slim:
            self._is_slim = is_slim
            self._fit()

    def fits(self, width: int, height: int) -> bool:
        """True when a window of `width` x `height` logical pixels has room for the rail with its words."""
        in_force = theme.current()
        return width - self._wide() >= in_force.gap(LEAST_PAGE_WIDTH) and height >= self.full_height()

    def full_height(self) -> int:
        """The height the rail needs with its words, in logical pixels."""
        places = sum(place.full_height() + GAP for place in self._places.values())
        card = self.sync_card.full_height(self._wide() - 24)
        return 20 + self._logo.sizeHint().height() + 18 + places + 14 + card + 10 + self.person.full_height() + 12

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().colour("rail"))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_lines"):
            self._fit()

    def _lay_out(self, entries: Sequence[RailEntry]) -> None:
        self._lines.addWidget(self._logo)
        self._lines.addSpacing(14)
        for entry in entries:
            if not entry.is_lower:
                self._lines.addWidget(self._places[entry.key])
        self._lines.addStretch(1)
        for entry in entries:
            if entry.is_lower:
                self._lines.addWidget(self._places[entry.key])
        self._lines.addSpacing(8)
        self._lines.addWidget(self.sync_card)
        self._lines.addSpacing(8)
        self._lines.addWidget(self.person)
        for key, place in self._places.items():
            place.clicked.connect(lambda _is_checked, key=key: self.place_requested.emit(key))

    def _wide(self) -> int:
        return theme.current().gap(WIDE)

    def _fit(self) -> None:
        self._lines.setContentsMargins(12, 14 if self._is_slim else 20, 12, 10)
        self._logo.set_slim(self._is_slim)
        for place in self._places.values():
            place.set_slim(self._is_slim)
        self.sync_card.set_compact(self._is_slim)
        self.person.set_slim(self._is_slim)
        self.setFixedWidth(SLIM if self._is_slim else self._wide())
