"""Every page of Palier, and what brings a laptop there from any other page. Each is drawn in both languages, so nothing
here goes by the words on the screen.
"""

from __future__ import annotations

from functools import partial
from typing import Final
from uuid import UUID

from intake_app.played_day import (
    door_gestures,
    path_gestures,
    resident_gestures,
    review_gestures,
    workshop_gestures,
)
from intake_app.played_day.album import Scene
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.played_day.patience import UnmetError
from ui.navigation import Place
from ui.residents.resident_file_view import ResidentFileView
from ui.settings.settings_view import SettingsView
from ui.shell.first_run_view import FirstRunView
from ui.shell.where import FILE

_WRONG_CODE: Final = "ABCD-EFGH-JKMN-PQRS"


def locked() -> tuple[Scene, ...]:
    """The lock screen."""
    return (Scene("lock", _stay), Scene("lock-wrong-passphrase", _try_wrong_passphrase))


def first_run(code: str, passphrase: str) -> tuple[Scene, ...]:
    """The first start on a new computer, up to the passphrase."""
    return (
        Scene("first-run-join", _stay),
        Scene("first-run-wrong-code", partial(_ask, code=_WRONG_CODE)),
        Scene("first-run-passphrase", partial(_ask, code=code, passphrase=passphrase)),
    )


def at_work(workshop_id: UUID) -> tuple[Scene, ...]:
    """Every page behind the lock, with something that is only on this laptop and no network."""
    return (
        Scene("residents", partial(_search, text="dia")),
        Scene("residents-nobody", partial(_search, text="zzz")),
        Scene("same-person", _compare),
        Scene("erasure", _ask_erasure),
        Scene("resident-file", _open_file),
        Scene("resident-path", _look_at_path),
        Scene("add-step", _choose_step),
        Scene("resident-form", _fill_in_form),
        Scene("resident-form-refused", _save_too_early),
        Scene("notice", _read_notice),
        Scene("today", partial(_go, place=Place.TODAY)),
        Scene("workshops", partial(_go, place=Place.WORKSHOPS)),
        Scene("workshop-form", _fill_in_workshop),
        Scene("roll", partial(_open_roll, workshop_id=workshop_id)),
        Scene("roll-search", partial(_type_over_roll, workshop_id=workshop_id, text="dia")),
        Scene("roll-newcomer", partial(_welcome_stranger, workshop_id=workshop_id)),
        Scene("roll-closing", partial(_begin_closing, workshop_id=workshop_id)),
        Scene("attachment", partial(_look_at_sheet, workshop_id=workshop_id)),
        Scene("follow-ups", partial(_go, place=Place.FOLLOW_UPS)),
        Scene("settings", partial(_go, place=Place.SETTINGS)),
        Scene("settings-colleague", _begin_colleague),
        Scene("settings-recovery-sheet", _draw_sheet),
        Scene("sync-unsent", partial(_go, place=Place.SYNC_STATUS)),
        Scene("error-message", _exchange_in_vain),
    )


def sent() -> tuple[Scene, ...]:
    """What changes once everything was sent."""
    return (
        Scene("sync-sent", partial(_go, place=Place.SYNC_STATUS)),
        Scene("today-sent", partial(_go, place=Place.TODAY)),
    )


def to_review(family_name: str) -> tuple[Scene, ...]:
    """Where somebody's two versions are seen, once a colleague's came in."""
    return (
        Scene("sync-to-review", partial(_go, place=Place.SYNC_STATUS)),
        Scene("resident-file-disputed", partial(_open_file_of, family_name=family_name)),
        Scene("two-versions", _open_review),
    )


def reviewed() -> tuple[Scene, ...]:
    """The page of two versions once nothing is left to settle."""
    return (Scene("two-versions-settled", _open_empty_review),)


def _stay(laptop: PlayedLaptop) -> None:
    laptop.hands.focus()


def _try_wrong_passphrase(laptop: PlayedLaptop) -> None:
    door = laptop.window.door
    laptop.hands.type("pas la bonne")
    laptop.hands.press("Return")
    laptop.wait(door.unlock.error, "le refus de la phrase de passe")


def _ask(laptop: PlayedLaptop, code: str, passphrase: str = "") -> None:
    view = laptop.window.door.first_run
    if not isinstance(view, FirstRunView):
        raise UnmetError("Le premier démarrage n’est pas proposé.")
    view.code.setFocus()
    laptop.hands.press("Ctrl+A")
    laptop.hands.type(code)
    laptop.hands.press("Return")
    if passphrase:
        laptop.wait(view.new.passphrase.hasFocus, "la réponse du centre à l’invitation")
        laptop.hands.type(passphrase)
    else:
        laptop.wait(view.error, "le refus du code")


def _go(laptop: PlayedLaptop, place: Place) -> None:
    laptop.go(place)
    laptop.dismiss_message()


def _begin_colleague(laptop: PlayedLaptop) -> None:
    _go(laptop, Place.SETTINGS)
    card = laptop.page(Place.SETTINGS, SettingsView).people
    card.begin_adding()
    laptop.hands.bring_into_sight(card.adding.person)


def _draw_sheet(laptop: PlayedLaptop) -> None:
    _go(laptop, Place.SETTINGS)
    card = laptop.page(Place.SETTINGS, SettingsView).sheet
    card.sheet_vm.draw()
    laptop.hands.bring_into_sight(card.sheet.have)


def _search(laptop: PlayedLaptop, text: str) -> None:
    resident_gestures.search(laptop, text)


def _compare(laptop: PlayedLaptop) -> None:
    resident_gestures.search(laptop, "di")
    first, second = (row.id for row in laptop.pages.residents.found.rows[:2])
    laptop.work.navigation.compare(first, second)
    laptop.wait(lambda: laptop.pages.merge.preview, "les deux fiches")
    laptop.settle()


def _ask_erasure(laptop: PlayedLaptop) -> None:
    resident_gestures.search(laptop, "di")
    laptop.work.navigation.erasure_wished.emit(laptop.pages.residents.found.rows[0].id)
    laptop.wait(lambda: laptop.pages.erasure.preview, "ce qui disparaîtrait")
    laptop.settle()


def _open_file(laptop: PlayedLaptop) -> None:
    resident_gestures.search(laptop, "benali")
    laptop.hands.press("Return")
    laptop.wait(lambda: laptop.pages.file.file, "la fiche")
    laptop.settle()


def _look_at_path(laptop: PlayedLaptop) -> None:
    _open_file(laptop)
    laptop.page(FILE, ResidentFileView).path_cards.cards["projects"].links[0].setFocus()


def _choose_step(laptop: PlayedLaptop) -> None:
    _open_file(laptop)
    path_gestures.choose_step(laptop)


def _open_file_of(laptop: PlayedLaptop, family_name: str) -> None:
    resident_gestures.open_file(laptop, family_name)
    laptop.dismiss_message()


def _open_review(laptop: PlayedLaptop) -> None:
    review_gestures.open_review(laptop)


def _open_empty_review(laptop: PlayedLaptop) -> None:
    laptop.work.navigation.open_conflicts()
    laptop.settle()


def _fill_in_form(laptop: PlayedLaptop) -> None:
    resident_gestures.throw_drafts_away(laptop)
    laptop.dismiss_message()
    form = resident_gestures.begin_form(laptop)
    resident_gestures.type_identity(laptop, "Diallo", "Fatou")
    laptop.wait(lambda: laptop.pages.form.lookalikes.rows, "« Déjà connu ? »")
    laptop.wait(form.page.draft_pill.isVisible, "le brouillon enregistré")
    laptop.settle()


def _save_too_early(laptop: PlayedLaptop) -> None:
    laptop.hands.press("Ctrl+S")
    laptop.wait(lambda: laptop.pages.form.problems, "ce qui manque à la fiche")


def _read_notice(laptop: PlayedLaptop) -> None:
    form = resident_gestures.begin_form(laptop)
    laptop.hands.click(form.page.notice_card.read_button)
    laptop.wait(form.notice.isVisible, "la notice")


def _fill_in_workshop(laptop: PlayedLaptop) -> None:
    form = workshop_gestures.begin_workshop(laptop)
    workshop_gestures.choose_action(laptop, form)
    form.slots.focus_field("0.day")


def _open_roll(laptop: PlayedLaptop, workshop_id: UUID) -> None:
    workshop_gestures.open_roll(laptop, workshop_id)


def _type_over_roll(laptop: PlayedLaptop, workshop_id: UUID, text: str) -> None:
    workshop_gestures.open_roll(laptop, workshop_id)
    workshop_gestures.find_for_roll(laptop, text)


def _welcome_stranger(laptop: PlayedLaptop, workshop_id: UUID) -> None:
    roll = workshop_gestures.open_roll(laptop, workshop_id)
    workshop_gestures.find_for_roll(laptop, "Zylberstein Noa")
    laptop.hands.press("Return")
    laptop.wait(roll.newcomer.isVisible, "la carte d’une personne non inscrite")


def _begin_closing(laptop: PlayedLaptop, workshop_id: UUID) -> None:
    roll = workshop_gestures.open_roll(laptop, workshop_id)
    laptop.hands.click(roll.side.close_button)
    laptop.wait(roll.closing.isVisible, "la clôture de la séance")


def _look_at_sheet(laptop: PlayedLaptop, workshop_id: UUID) -> None:
    workshop_gestures.open_roll(laptop, workshop_id)
    workshop_gestures.look_at_sheet(laptop)


def _exchange_in_vain(laptop: PlayedLaptop) -> None:
    laptop.go(Place.FOLLOW_UPS)
    door_gestures.exchange(laptop)
    laptop.wait(laptop.window.frame.snackbar.text, "ce qui empêche l’échange")
