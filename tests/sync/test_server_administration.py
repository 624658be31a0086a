"""The centre's command line: it furnishes a space, lets laptops in and out, and says everything in plain words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import update

from intake_app.domain.record_types import RECORD_TYPES
from intake_app.domain.resource import resource_path
from sync.server.administration.program import COMMANDS, SERVE, main
from sync.server.database import open_engine
from sync.server.handle import Server
from sync.server.tables import DEVICE, DeviceState
from tests.common.devices import Device
from tests.common.servers import make_space
from tests.common.synced_laptop import SyncedLaptop
from tests.common.workplaces import workplace_of
from tests.quality.known_errors import FRENCH_SLIPS, placeholders

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> Say:
    """Runs a command line on the test's own database: (exit code, output, errors)."""

    def run(*arguments: str, language: str = "en") -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["--database", sqlite_url, "--lang", language, *arguments])
        output, errors = capsys.readouterr()
        return int(ended.value.code or 0), output, errors

    return run


@pytest.fixture
def furnished(say: Say) -> Say:
    """The same, in a space with a neighbourhood, a site, a building and a caretaker."""
    for arguments in (
        ("create-space", "Rennes"),
        ("add-neighbourhood", "Maurepas", "--kind", "qpv", "--town", "Rennes", "--code", "QN03503M"),
        ("add-site", "Loge", "--neighbourhood", "maurepas"),
        (
            "add-building",
            "Tour B",
            "--neighbourhood",
            "Maurepas",
            "--site",
            "loge",
            "--address",
            "12 rue du Gros-Chêne",
        ),
        ("add-staff", "Claire", "Morel", "--site", "Loge"),
    ):
        assert say(*arguments) == (0, "Added.\n", "")
    return say


def code_in(output: str) -> str:
    found = re.search(r"(?:[A-Z2-7]{4}-){3}[A-Z2-7]{4}", output)
    assert found, output
    return found.group().replace("-", "")


def test_what_the_centre_enters_reaches_a_laptop(furnished: Say, sqlite_url: str) -> None:
    _, output, _ = furnished("invite", "claire morel", "--approved")
    engine = open_engine(sqlite_url)
    device = Device(Server(engine), code_in(output))
    device.catch_up()
    engine.dispose()
    assert [key[0] for key in sorted(device.rows)] == ["building", "neighbourhood", "site", "staff_member"]
    building = next(row for key, row in device.rows.items() if key[0] == "building")
    assert (building["label"], building["address"], building["created_by"]) == ("Tour B", "12 rue du Gros-Chêne", None)


def test_a_laptop_is_invited_compared_approved_and_shut_out(furnished: Say, sqlite_url: str) -> None:
    _, output, _ = furnished("invite", "Claire Morel", "--adviser")
    engine = open_engine(sqlite_url)
    device = Device(Server(engine), code_in(output))
    engine.dispose()
    digits = device.enrolment.fingerprint
    assert device.enrolment.audience == "adviser"
    assert furnished("pending")[1].startswith(f"{digits} Portable de la loge, Claire M.: waits for approval.")
    assert "accepted" in furnished("approve", digits)[1]
    assert furnished("pending")[1] == "No computer is waiting.\n"
    assert "Staff: 1" in furnished("list")[1]
    assert "access closed" in furnished("revoke", device.enrolment.device_id[:13])[1]
    assert "access closed" in furnished("list")[1]


def test_somebody_who_leaves_is_let_in_no_longer_until_she_comes_back(furnished: Say, sqlite_url: str) -> None:
    _, output, _ = furnished("invite", "Claire Morel", "--approved")
    engine = open_engine(sqlite_url)
    Device(Server(engine), code_in(output))
    engine.dispose()
    assert furnished("disable-staff", "claire morel")[1].startswith("Access closed. Computers closed: 1.")
    assert "access closed" in furnished("list")[1]
    assert furnished("invite", "Claire Morel")[2].startswith("This person’s access is closed.")
    assert furnished("enable-staff", "Claire Morel")[1] == "Access open again. Now invite the person.\n"
    assert furnished("invite", "Claire Morel")[0] == 0


@pytest.mark.parametrize(
    "arguments,sentence",
    [
        (("add-site", "Loge", "--neighbourhood", "Villejean"), "Nothing has this name in the space: Villejean."),
        (("add-staff", "Claire", "Morel", "--role", "king"), "This choice is not in the list."),
        (("add-neighbourhood", "x" * 121), "A value is not accepted. To be looked at: name."),
        (("invite", "Nobody Here"), "Nothing has this name in the space: Nobody Here."),
        (("approve", "123456"), "No computer matches."),
        (("revoke", ""), "No computer matches."),
        (("scope", "", "--whole-space"), "No computer matches."),
        (("invite", "Claire Morel", "--building", "Tour Z"), "Nothing has this name in the space: Tour Z."),
        (("--space", "Norwich", "list"), "This space does not exist on this server."),
    ],
)
def test_a_mistake_is_answered_with_a_sentence(furnished: Say, arguments: tuple[str, ...], sentence: str) -> None:
    code, output, errors = furnished(*arguments)
    assert (code, output) == (1, "")
    assert errors.startswith(sentence)


def test_a_laptop_is_given_an_area_and_another_one(furnished: Say, sqlite_url: str) -> None:
    furnished("add-neighbourhood", "Villejean")
    _, output, _ = furnished("invite", "Claire Morel", "--approved", "--neighbourhood", "villejean")
    engine = open_engine(sqlite_url)
    device = Device(Server(engine), code_in(output))
    engine.dispose()
    assert furnished("list")[1].endswith("  Receives only: Villejean\n")
    places = ("--building", "tour b", "--neighbourhood", "Villejean")
    assert furnished("scope", device.enrolment.device_id, *places)[1].endswith("  Receives only: Villejean, Tour B\n")
    assert "Receives only" not in furnished("scope", device.enrolment.device_id[:13], "--whole-space")[1]
    assert "Receives only" not in furnished("list")[1]
    for mistaken in ((), (*places, "--whole-space")):
        code, output, errors = furnished("scope", device.enrolment.device_id, *mistaken)
        assert (code, output) == (1, "")
        assert errors.startswith("Nothing was changed: say what the computer receives.")


def test_with_two_spaces_one_must_be_named(furnished: Say) -> None:
    furnished("create-space", "Norwich", "--country", "gb")
    assert furnished("list")[2].startswith("This server has several spaces.")
    assert furnished("--space", "norwich", "add-neighbourhood", "Larkman")[0] == 0
    assert furnished("--space", "rennes", "list")[1].startswith("Neighbourhoods: 1\nSites: 1")


def test_without_a_space_nothing_can_be_added(say: Say) -> None:
    assert say("add-neighbourhood", "Maurepas")[2].startswith("This space does not exist")


def test_the_programme_is_added_once(furnished: Say) -> None:
    assert furnished("seed-programme")[1] == "Rows added: 15\n"
    assert furnished("seed-programme")[1] == "Rows added: 0\n"
    assert "Partners: 9" in furnished("list")[1]


def test_the_empty_workbook_is_written(furnished: Say, tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    assert furnished("import", "--template", str(path)) == (0, "The workbook to fill in is written.\n", "")
    assert furnished("import", "--dry-run", str(path))[1] == "New: 9. Known already: 1. Refused: 0.\n"


def test_a_restored_server_begins_a_new_life(furnished: Say, sqlite_url: str) -> None:
    _, output, _ = furnished("invite", "Claire Morel", "--approved")
    engine = open_engine(sqlite_url)
    server = Server(engine)
    device = Device(server, code_in(output))
    device.exchange()
    assert furnished("restored")[0] == 0
    with pytest.raises(Exception, match="epoch_changed"):
        device.exchange()
    engine.dispose()


def test_a_stick_is_taken_in_and_its_receipt_written(say: Say, light_server: Server, tmp_path: Path) -> None:
    laptop = SyncedLaptop(tmp_path / "laptop", light_server, make_space(light_server))
    laptop.register("PERSONNE")
    workplace_of(laptop).write_parcel(tmp_path / "envoi")
    code, output, _ = say("receive", str(tmp_path / "envoi"), "--receipt", str(tmp_path / "receipt"))
    assert code == 0
    told, counts, receipt = output.splitlines()
    assert laptop.enrolment.device_id in told
    assert counts.startswith("Received: 2. To be settled: 0. Known already: 0.")
    assert receipt.startswith("The receipt is written")
    assert workplace_of(laptop).read_parcel_receipt(tmp_path / "receipt").sent == 2
    laptop.close()
    assert "Known already: 2." in say("receive", str(tmp_path / "envoi"))[1]
    assert say("receive", str(tmp_path / "receipt"))[2].startswith("This file is not a Palier parcel")


def test_who_approves_is_told_of_a_laptop_that_was_copied(furnished: Say, sqlite_url: str) -> None:
    codes = [code_in(furnished("invite", "Claire Morel", *how)[1]) for how in (["--approved"], [])]
    engine = open_engine(sqlite_url)
    former, new = [Device(Server(engine), code).enrolment for code in codes]
    assert "New identity" not in furnished("pending")[1]
    with engine.begin() as connection:
        stopped = update(DEVICE).where(DEVICE.c.id == former.device_id)
        connection.execute(stopped.values(state=DeviceState.FORKED, replaced_by=new.device_id))
    engine.dispose()
    assert "New identity of a computer that had joined before" in furnished("pending")[1]


def test_an_unreachable_database_is_said_in_plain_words(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(SystemExit) as ended:
        main(["--database", f"sqlite:///{tmp_path / 'folder'}", "--lang", "en", "list"])
    assert ended.value.code == 1
    assert capsys.readouterr().err.strip()


def test_the_help_is_french_unless_asked_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, word in ((["--help"], "Ajouter un quartier"), (["--help", "--lang", "en"], "Add a neighbourhood")):
        with pytest.raises(SystemExit):
            main(arguments)
        assert word in capsys.readouterr().out


def test_a_wrongly_typed_command_is_explained(say: Say) -> None:
    code, _, errors = say("add-site", "Loge")
    assert code == 2
    assert "--neighbourhood" in errors


def texts() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(resource_path("messages", "server.json").read_text(encoding="utf-8"))
    return found


def test_every_text_is_there_in_both_languages_with_the_same_details() -> None:
    assert list(texts()) == sorted(texts())
    for key, both in texts().items():
        assert set(both) == {"fr", "en"}, key
        assert placeholders({"fr": both["fr"]}) == placeholders({"en": both["en"]}), key
        urls = both["fr"].replace("sqlite:///", "").replace("postgresql://", "")
        assert not FRENCH_SLIPS.search(urls), key


def test_every_command_record_type_and_state_has_its_text() -> None:
    wanted = {f"help.{command}" for command in (*COMMANDS, SERVE)}
    wanted |= {f"records.{record_type}" for record_type in RECORD_TYPES} | {f"state.{state}" for state in DeviceState}
    assert wanted <= set(texts())
