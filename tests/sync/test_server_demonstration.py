"""A fresh server made ready for the demonstration: its people once, fresh codes each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.protocol.messages import Cursor, DownloadPlace
from sync.server.demonstrate import prepare_demonstration
from sync.server.handle import Server
from sync.server.places import default_database
from sync.server.remainders import MOST, Remainders
from tests.common.devices import Device


def residents(device: Device) -> set[str]:
    return {record_id for record_type, record_id in device.rows if record_type == "resident"}


def test_the_people_are_made_once_and_a_code_for_each_member_of_staff(server: Server) -> None:
    codes = prepare_demonstration(server.centre)
    nadia = Device(server, codes["Nadia"])
    nadia.download()
    assert len(residents(nadia)) == 60
    assert nadia.enrolment.staff_role == "caretaker"
    again = prepare_demonstration(server.centre)
    assert again.keys() == codes.keys()
    claire = Device(server, again["Claire"])
    assert (claire.enrolment.staff_role, claire.enrolment.audience) == ("adviser", "adviser")
    claire.download()
    assert residents(claire) == residents(nadia)


def test_what_is_demonstrated_is_the_same_however_it_is_read(server: Server) -> None:
    codes = prepare_demonstration(server.centre)
    slow, quick = Device(server, codes["Nadia"]), Device(server, codes["Yann"])
    slow.catch_up(max_rows=17)
    quick.download(max_rows=50)
    assert slow.rows == quick.rows


def test_the_database_is_where_the_environment_says_else_in_the_persons_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PALIER_DATABASE", "postgresql://centre/palier")
    assert default_database() == "postgresql://centre/palier"
    monkeypatch.delenv("PALIER_DATABASE")
    assert default_database().startswith("sqlite:///")
    assert default_database().endswith("centre.db")


def test_only_so_many_downloads_are_remembered(server: Server) -> None:
    remainders, asked = Remainders(), []

    def count() -> int:
        asked.append(1)
        return 100

    device = server.centre.new_id()
    places = [DownloadPlace(Cursor("", number), "site") for number in range(MOST + 2)]
    for place in places[1:]:
        assert remainders.move(device, places[0], place, 10, count) == 90
    counted = len(asked)
    # the latest is remembered, the oldest is counted again
    assert remainders.move(device, places[-1], places[0], 10, count) == 80
    assert len(asked) == counted
    assert remainders.move(device, places[1], places[0], 10, count) == 90
    assert len(asked) == counted + 1
