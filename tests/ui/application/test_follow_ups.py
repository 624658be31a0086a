"""What plans itself is looked for when the window opens; the files to erase are reached from the follow-ups."""

from __future__ import annotations

from uuid import UUID

from intake_app.demonstration import PASSPHRASE
from intake_app.domain.base import Day
from intake_app.played_day import door_gestures
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.services.silent_people import LOOKED_ON
from intake_app.storage.local_setting import read_setting, write_setting
from ui.navigation import Place


def test_opening_looks_for_what_the_days_ask_for(laptop: PlayedLaptop) -> None:
    door_gestures.unlock(laptop, PASSPHRASE)
    laptop.settle()
    workplace = laptop.work.workplace
    store, me = workplace.store, workplace.actor.staff_id
    # it was looked for when the laptop was made; some days later it is looked for again
    with store.direct() as connection:
        write_setting(connection, LOOKED_ON, {me: Day(2026, 1, 1)})
    door_gestures.lock(laptop)
    door_gestures.unlock(laptop, PASSPHRASE)
    laptop.settle()
    store = laptop.work.workplace.store
    looked = store.read(lambda session: read_setting(session.connection(), LOOKED_ON, dict[UUID, Day]))
    assert looked == {me: laptop.work.desk.today()}


def test_a_wish_for_some_residents_shows_those_only(laptop: PlayedLaptop) -> None:
    door_gestures.unlock(laptop, PASSPHRASE)
    laptop.pages.residents.search("zzz")
    laptop.work.navigation.filtered_wished.emit(("expired",))
    laptop.settle()
    residents = laptop.pages.residents
    assert laptop.window.frame.current_page() is laptop.window.frame.page(Place.RESIDENTS)
    assert (residents.filters, residents.text) == (("expired",), "")
    assert laptop.window.frame.page(Place.RESIDENTS).filters.chips.value() == ("expired",)  # type: ignore[union-attr]
