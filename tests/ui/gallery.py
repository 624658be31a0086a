"""Draws every widget and the whole window into `build/gallery/*.png`, to be looked at beside the mock-ups.

`python -m tests.ui.gallery [text scale]`. Not part of the product.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from tests.ui import gallery_pages, gallery_people
from ui import theme
from ui.shell.frame import ShellFrame
from ui.shell.unlock_view import UnlockView
from ui.widgets.form_view import FormView
from ui.widgets.page import PageScaffold
from ui.widgets.ribbon import Ribbon
from ui.widgets.sync_card_state import SyncCardState

FOLDER = Path(__file__).parents[2] / "build" / "gallery"
SIZES = ((1366, 768), (911, 512))
OFFLINE = SyncCardState(
    "waiting",
    "Hors ligne",
    "12 modifications sont en sécurité sur cet ordinateur, pas encore envoyées.",
    "Dernier échange\u202f: hier, 17\u00a0h\u00a042",
    "Synchroniser",
    icon_name="offline",
)
PAGES: dict[str, tuple[str, Callable[[], PageScaffold]]] = {
    "01-today": ("today", gallery_pages.today_page),
    "02-new-person": ("residents", gallery_people.new_person_page),
    "03-roll": ("workshops", gallery_pages.roll_page),
    "04-person": ("residents", gallery_people.person_page),
    "05-figures": ("figures", gallery_pages.figures_page),
    "06-review": ("sync_status", gallery_pages.review_page),
}


def shell(name: str) -> ShellFrame:
    """The window on one of the sample pages."""
    key, make = PAGES[name]
    frame = ShellFrame()
    frame.add_page(name, make())
    frame.show_page(name, key)
    frame.rail.set_badge("follow_ups", 7)
    frame.rail.person.set_person("Nadia M.", "Gardienne", "NM")
    frame.set_sync_state(OFFLINE)
    return frame


def unlock() -> UnlockView:
    """Mock-up 07."""
    view = UnlockView()
    view.set_people([("1", "Nadia M.", "Gardienne"), ("2", "Yann C.", "Intervenant")])
    view.set_footer("Tout fonctionne sans connexion · 12 modifications à envoyer")
    return view


def draw(widget: QWidget, name: str, size: tuple[int, int]) -> Path:
    """Show `widget` at `size` and keep its picture."""
    app = QApplication.instance()
    assert app is not None
    widget.resize(*size)
    widget.show()
    widget.activateWindow()
    for _turn in range(3):
        app.processEvents()
    form = widget.findChild(FormView)
    if form is not None:
        form.focus_field("birth")
    if isinstance(widget, UnlockView):
        widget.passphrase.setText("cheval agrafe pile")
    app.processEvents()
    path = FOLDER / f"{name}.png"
    widget.grab().save(str(path))
    widget.close()
    widget.deleteLater()
    app.processEvents()
    return path


def main(scale: float) -> None:
    """Draw everything."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    for scheme in ("light", "dark"):
        theme.apply_theme(app, scheme, scale)  # type: ignore[arg-type]
        for size in SIZES:
            tag = f"{scheme}-{size[0]}" + (f"-x{scale:g}" if scale != 1 else "")
            for name in PAGES:
                frame = shell(name)
                if name == "06-review":
                    frame.set_ribbon(Ribbon("DÉMONSTRATION", "Personnes fictives, rien n’est envoyé."))
                if name == "03-roll":
                    frame.resize(*size)
                    frame.show()
                    frame.show_message("BENALI Karim est marqué présent", lambda: None)
                draw(frame, f"{name}-{tag}", size)
            draw(unlock(), f"07-unlock-{tag}", size)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
