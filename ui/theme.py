"""The look of the application: fonts, sizes, Qt's own palette and the style sheet, all built from `ui.palette`.

`apply_theme` may be called again at any time: every open window follows. Nothing else in `ui` names a colour or a font.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from string import Template
from typing import Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from intake_app.domain.resource import resource_path
from ui.palette import DARK, LIGHT, Palette

Scheme = Literal["light", "dark", "system"]
FAMILY = "Inter"
DISPLAY_FAMILY = "Inter Display"
SMALLEST_SCALE, LARGEST_SCALE = 1.0, 2.0
# Logical pixels at 100 %. 15 px is 11 pt at 96 to the inch; in points it would be tiny on macOS, which counts 72.
TEXT_SIZES = {
    "tiny": 12,
    "small": 13,
    "body": 15,
    "lead": 16,
    "heading": 15,
    "large": 17,
    "section": 21,
    "title": 27,
    "figure": 34,
    "hero": 44,
}
_FONT_FILES = ("Inter-Regular", "Inter-SemiBold", "Inter-Bold", "InterDisplay-Bold", "Inter-Medium")


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours and the text scale (1.0 to 2.0) that every widget reads when it paints."""

    palette: Palette
    text_scale: float = 1.0

    def px(self, size: float) -> int:
        """`size` logical pixels at 100 %, grown with the text."""
        return round(size * self.text_scale)

    def gap(self, size: float) -> int:
        """`size` logical pixels of empty space at 100 %; space grows half as fast as text, for the text needs the
        room.
        """
        return round(size * (1 + (self.text_scale - 1) / 2))

    def font(self, size: str = "body", weight: int = 400) -> QFont:
        """The font of one of `TEXT_SIZES`; `weight` from 400 (regular) to 700 (bold)."""
        is_display = size in {"title", "figure", "hero", "section"}
        return QFont(_font(self.px(TEXT_SIZES[size]), weight, is_display))

    def metrics(self, size: str = "body", weight: int = 400) -> QFontMetrics:
        """The measures of `font(size, weight)`."""
        return QFontMetrics(self.font(size, weight))

    def colour(self, role: str) -> QColor:
        """The colour of the palette called `role`."""
        return QColor(self.palette.colour(role))


_current = Theme(LIGHT)
_scheme: Scheme = "light"


def current() -> Theme:
    """The theme in force."""
    return _current


def apply_theme(app: QApplication, scheme: Scheme, text_scale: float = 1.0) -> Theme:
    """Dress `app`, and every window already open, in `scheme` with text at `text_scale` (kept between 1.0 and 2.0)."""
    global _current, _scheme
    _scheme = scheme
    load_fonts()
    _begin(app)
    _ask_for_scheme(scheme)
    is_dark = scheme == "dark" or (scheme == "system" and app.styleHints().colorScheme() == Qt.ColorScheme.Dark)
    wanted = Theme(DARK if is_dark else LIGHT, min(max(text_scale, SMALLEST_SCALE), LARGEST_SCALE))
    if wanted == _current and app.styleSheet():
        # dressing a window full of pages takes half a second
        return wanted
    _current = wanted
    app.setFont(wanted.font())
    app.setPalette(_qt_palette(wanted.palette))
    app.setStyleSheet(style_sheet(wanted))
    return wanted


def style_sheet(theme: Theme) -> str:
    """The style sheet of `resources/styles/palier.qss` with its `$names` replaced. Raises KeyError for a name that
    means nothing.
    """
    tokens: dict[str, str] = {name: str(getattr(theme.palette, name)) for name in Palette.__slots__}
    tokens |= {f"text_{name}_px": f"{theme.px(size)}px" for name, size in TEXT_SIZES.items()}
    tokens |= {f"px_{size}": f"{theme.px(40) - 40 + size}px" for size in (38, 40)}
    tokens |= {"family": FAMILY, "display_family": DISPLAY_FAMILY}
    return _style_template().substitute(tokens)


@cache
def load_fonts() -> tuple[str, ...]:
    """Make the shipped fonts known to Qt, once per process; the names of the files that Qt refused (none, unless they
    are damaged).
    """
    files = {name: str(resource_path("fonts", f"{name}.otf")) for name in _FONT_FILES}
    return tuple(name for name, file in files.items() if QFontDatabase.addApplicationFont(file) < 0)


@cache
def _style_template() -> Template:
    return Template(resource_path("styles", "palier.qss").read_text(encoding="utf-8"))


@lru_cache(maxsize=64)
def _font(pixels: int, weight: int, is_display: bool) -> QFont:
    font = QFont(DISPLAY_FAMILY if is_display else FAMILY)
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    return font


def _ask_for_scheme(scheme: Scheme) -> None:
    """Tell the system which scheme its own parts (title bar, file chooser) should wear."""
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "system": Qt.ColorScheme.Unknown}
    hints = QGuiApplication.styleHints()
    hints.blockSignals(True)
    hints.setColorScheme(schemes[scheme])
    hints.blockSignals(False)


def _begin(app: QApplication) -> None:
    """Once per application: take Qt's own style, and repaint when the person changes the system's scheme while the
    application is open.
    """
    if app.findChild(QObject, "palier_scheme_listener") is not None:
        return
    app.setStyle("Fusion")
    listener = QObject(app)
    listener.setObjectName("palier_scheme_listener")
    app.styleHints().colorSchemeChanged.connect(lambda _scheme: _on_system_scheme_changed(app))


def _on_system_scheme_changed(app: QApplication) -> None:
    if _scheme == "system":
        apply_theme(app, "system", _current.text_scale)


def _qt_palette(colours: Palette) -> QPalette:
    """Qt's palette, for what the style sheet does not reach: file choosers, text selection, disabled parts,
    placeholders.
    """
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette(QColor(colours.card), QColor(colours.page))
    pairs = {
        role.Window: colours.page, role.WindowText: colours.text, role.Base: colours.card, role.Text: colours.text,
        role.AlternateBase: colours.hover, role.Button: colours.card, role.ButtonText: colours.text,
        role.BrightText: colours.on_primary, role.Highlight: colours.primary, role.HighlightedText: colours.on_primary,
        role.Accent: colours.primary, role.Link: colours.link, role.LinkVisited: colours.link,
        role.PlaceholderText: colours.text_soft, role.ToolTipBase: colours.snack, role.ToolTipText: colours.on_snack,
        role.Light: colours.card, role.Midlight: colours.hover, role.Mid: colours.line, role.Dark: colours.outline,
        role.Shadow: colours.text_soft,
    }  # fmt: skip
    for part, colour in pairs.items():
        made.setColor(part, QColor(colour))
    for part in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group.Disabled, part, QColor(colours.text_disabled))
    made.setColor(group.Disabled, role.Highlight, QColor(colours.line))
    return made
