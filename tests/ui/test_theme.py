"""The theme: enough contrast, our own fonts, live changes, no colour named anywhere else."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QPalette, QRawFont
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from intake_app.domain.resource import resource_path
from tests.ui.conftest import Shower
from tests.ui.looks import contrast, has_colour, main_colour
from ui import theme
from ui.palette import DARK, LIGHT, TONES, Palette
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card
from ui.widgets.text_label import TextLabel

PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
WRITTEN_ON = {
    "text": ("page", "card", "hover", "selected", "warn_faint"),
    "text_soft": ("page", "card", "hover", "selected", "warn_faint"),
    "link": ("page", "card", "hover"),
    "primary": ("card",),
    "on_primary": ("primary", "primary_hover", "primary_pressed"),
    "on_accent": ("accent",),
    "good": ("page", "card"),
    "warn": ("page", "card", "warn_faint"),
    "bad": ("page", "card"),
    "info": ("card", "selected", "primary_soft"),
    "rail_text": ("rail", "rail_hover", "rail_active", "rail_card"),
    "rail_soft": ("rail", "rail_hover", "rail_active", "rail_card"),
    "on_snack": ("snack",),
    "snack_link": ("snack",),
}
OUTLINED_ON = {
    "outline": ("page", "card", "hover", "warn_faint"),
    "focus": ("page", "card", "hover"),
    "primary": ("page", "card", "track", "selected"),
    "accent": ("page", "card"),
    "ticked": ("card",),
    "on_ticked": ("ticked",),
    "bad": ("card",),
    "warn_edge": ("card",),
    "rail_outline": ("rail", "rail_card"),
    "rail_focus": ("rail", "rail_hover", "rail_active", "rail_card"),
    "rail_logo": ("rail",),
    "rail_good": ("rail_card",),
    "rail_waiting": ("rail_card",),
    "rail_problem": ("rail_card",),
    "rail_busy": ("rail_card",),
    "rail_offline": ("rail_card",),
}


@PALETTES
def test_everything_written_can_be_read(palette: Palette) -> None:
    pairs = [(ink, ground) for ink, grounds in WRITTEN_ON.items() for ground in grounds]
    weak = {pair: contrast(palette.colour(pair[0]), palette.colour(pair[1])) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@PALETTES
@pytest.mark.parametrize("tone", TONES)
def test_every_pill_can_be_read(palette: Palette, tone: str) -> None:
    ink, ground = palette.tone(tone)  # type: ignore[arg-type]
    assert contrast(ink, ground) >= 4.5
    assert contrast(palette.text, ground) >= 4.5


@PALETTES
def test_outlines_and_the_focus_ring_stand_out(palette: Palette) -> None:
    pairs = [(line, ground) for line, grounds in OUTLINED_ON.items() for ground in grounds]
    weak = {pair: contrast(palette.colour(pair[0]), palette.colour(pair[1])) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 3} == {}


def test_an_unknown_colour_is_refused() -> None:
    with pytest.raises(AttributeError):
        LIGHT.colour("turquoise")


def test_no_colour_is_named_outside_the_palette() -> None:
    named = re.compile(r"""["']#[0-9a-fA-F]{3,8}["']|QColor\(\s*["'\d]|:\s*#[0-9a-fA-F]{3,8}\b""")
    allowed = "QColor(0, 0, 0, 0)"
    files = [*Path("ui").rglob("*.py"), resource_path("styles", "palier.qss")]
    found = [
        f"{file}: {line.strip()}"
        for file in files
        if file != Path("ui/palette.py")
        for line in file.read_text(encoding="utf-8").splitlines()
        if named.search(line.replace(allowed, ""))
    ]
    assert found == []


def test_the_shipped_fonts_are_accepted_and_hold_french_typography(qapp: QApplication) -> None:
    assert theme.load_fonts() == ()
    for name in ("Inter-Regular", "Inter-Medium", "Inter-SemiBold", "Inter-Bold", "InterDisplay-Bold"):
        font = QRawFont(str(resource_path("fonts", f"{name}.otf")), 15)
        missing = [letter for letter in "éèàùçÀÉŒœ«»’–—…\u202f\u00a0•%€" if not font.supportsCharacter(ord(letter))]
        assert (name, missing) == (name, [])


def test_the_fonts_come_from_the_program_even_on_a_machine_without_any(tmp_path: Path) -> None:
    bare = tmp_path / "fonts.conf"
    bare.write_text('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>')
    words = (
        "from PySide6.QtGui import QFontInfo; from PySide6.QtWidgets import QApplication; from ui import theme\n"
        "theme.apply_theme(QApplication([]), 'light'); font = theme.current().font\n"
        "fonts = [QFontInfo(font('body', weight)) for weight in (400, 500, 600, 700)]\n"
        "print([(one.family(), one.weight()) for one in fonts])\n"
        "print(QFontInfo(font('title', 700)).family())"
    )
    environment = {"QT_QPA_PLATFORM": "offscreen", "FONTCONFIG_FILE": str(bare), "HOME": str(tmp_path), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", words], env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    assert "[('Inter', 400), ('Inter', 500), ('Inter', 600), ('Inter', 700)]\nInter Display" in done.stdout, done.stderr


def test_the_licence_of_the_fonts_is_shipped_beside_them() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in resource_path("fonts", "OFL.txt").read_text(encoding="utf-8")


def test_the_text_is_eleven_points_or_more(qapp: QApplication) -> None:
    assert qapp.font().family() == "Inter"
    assert QFontInfo(qapp.font()).pixelSize() * 72 / 96 >= 11


@pytest.mark.parametrize("asked, given", [(1.0, 15), (1.5, 22), (2.0, 30), (0.2, 15), (9.0, 30)])
def test_the_text_grows_from_one_to_two(qapp: QApplication, asked: float, given: int) -> None:
    theme.apply_theme(qapp, "light", asked)
    assert qapp.font().pixelSize() == given


def test_a_font_handed_out_may_be_changed_without_changing_the_others() -> None:
    theme.current().font("tiny", 600).setPixelSize(3)
    assert theme.current().font("tiny", 600).pixelSize() == 12


def test_an_open_window_follows_a_change_of_scheme(qapp: QApplication, show: Shower) -> None:
    card, button = Card("Titre"), PrimaryButton("Ouvrir")
    card.body.addWidget(button)
    card.body.addWidget(QLineEdit("texte"))
    show(card, 300, 200)
    assert main_colour(card) == LIGHT.card
    assert has_colour(button, theme.current().colour("primary"))
    theme.apply_theme(qapp, "dark")
    assert main_colour(card) == DARK.card
    assert has_colour(button, theme.current().colour("primary"))
    theme.apply_theme(qapp, "light")
    assert main_colour(card) == LIGHT.card


def test_an_open_window_follows_a_change_of_text_size(qapp: QApplication, show: Shower) -> None:
    page = QWidget()
    label, button = TextLabel("Bonjour", "title", wraps=False, parent=page), PrimaryButton("Ouvrir", parent=page)
    show(page)
    before = label.sizeHint(), button.sizeHint()
    theme.apply_theme(qapp, "light", 2.0)
    assert label.sizeHint().height() > 1.8 * before[0].height()
    assert button.sizeHint().width() > 1.5 * before[1].width()


def test_the_system_scheme_is_followed_only_when_asked(qapp: QApplication) -> None:
    theme.apply_theme(qapp, "system")
    is_dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert theme.current().palette.is_dark == is_dark
    theme.apply_theme(qapp, "dark")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.current().palette.is_dark


def test_a_change_of_the_systems_scheme_is_taken_up(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    theme.apply_theme(qapp, "system", 1.5)
    applied: list[tuple[str, float]] = []
    monkeypatch.setattr(theme, "apply_theme", lambda app, scheme, scale: applied.append((scheme, scale)))
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert applied == [("system", 1.5)]


def test_qts_own_palette_wears_the_same_colours(qapp: QApplication) -> None:
    worn = qapp.palette()
    assert worn.color(QPalette.ColorRole.Window).name() == LIGHT.page
    assert worn.color(QPalette.ColorRole.Highlight).name() == LIGHT.primary
    disabled = worn.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled.name() == LIGHT.text_disabled


def test_the_style_sheet_has_no_name_left() -> None:
    assert "$" not in theme.style_sheet(theme.Theme(DARK, 1.3)).replace("$names", "")
