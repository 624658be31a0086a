"""Draws the pages of referrals into `build/pictures/`, to be looked at beside the mock-ups.

`python -m tests.ui.draw_referrals [text scale] [language]`. Not part of the product.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from intake_app.services.path.referral_lists import list_referrals
from tests.store.world import CLAIRE, NADIA, TODAY
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.draw_path import draw
from tests.ui.draw_residents import FOLDER, SIZES
from tests.ui.referral_scenes import by_somebody_else, fill_directory, send_people
from ui import theme
from ui.follow_ups.follow_ups_view import FollowUpsView
from ui.follow_ups.follow_ups_vm import FollowUpsVm
from ui.languages import install_language
from ui.path.step_form_view import StepFormView
from ui.path.step_form_vm import StepFormVm
from ui.referrals.letter_view import LetterView
from ui.referrals.letter_vm import LetterVm
from ui.referrals.offers_view import OffersView
from ui.referrals.offers_vm import OffersVm
from ui.referrals.referrals_view import ReferralsView
from ui.referrals.referrals_vm import ReferralsVm


def letter(at: AtDesk) -> QWidget:
    """The letter of one of them."""
    vm = LetterVm(at.desk)
    view = LetterView(vm)
    vm.open(at.store.read(list_referrals, at.actor, TODAY)[0].id)
    at.settle()
    return view


def offers(at: AtDesk) -> QWidget:
    """The directory of offers, somebody being chosen."""
    view = OffersView(OffersVm(at.desk))
    view.vm.refresh()
    at.settle()
    view.card.ask_whom()
    return view


def offer_form(at: AtDesk) -> QWidget:
    """The form of a new offer."""
    vm = StepFormVm(at.desk)
    view = StepFormView(vm)
    vm.open(None, "offer")
    at.settle()
    return view


def referrals(at: AtDesk) -> QWidget:
    """Everybody's referrals still open."""
    return ReferralsView(ReferralsVm(at.desk))


def follow_ups(at: AtDesk) -> QWidget:
    """The follow-ups, from which they are reached."""
    vm = FollowUpsVm(at.desk)
    vm.refresh()
    return FollowUpsView(vm)


PAGES = {
    "10-referrals": referrals,
    "10-follow-ups": follow_ups,
    "10-letter": letter,
    "10-offers": offers,
    "10-offer": offer_form,
}


def main(scale: float, language: str) -> None:
    """Draw everything."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    install_language(app, language)  # type: ignore[arg-type]
    with (
        tempfile.TemporaryDirectory() as folder,
        sit_down(Path(folder) / "palier", staff_id=CLAIRE, role="adviser") as at,
    ):
        send_people(at)
        by_somebody_else(at, NADIA)
        fill_directory(at)
        for scheme in ("light", "dark"):
            theme.apply_theme(app, scheme, scale)  # type: ignore[arg-type]
            for size in SIZES:
                tag = f"{size[0]}-{scheme}" + (f"-x{scale:g}" if scale != 1 else "") + f"-{language}"
                for name, page in PAGES.items():
                    draw(at, name, page(at), size, tag)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0, sys.argv[2] if len(sys.argv) > 2 else "fr")
