"""The centre says whether a PDF is a sheet that was sealed, to the byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from intake_app.services.rolls import read_roll
from intake_app.services.sheets.contents import read_content
from intake_app.services.sheets.sealing import open_sheet, seal_sheet
from sync.server.administration.program import main
from sync.server.database import open_engine
from sync.server.handle import Server
from tests.common.servers import make_space
from tests.common.synced_laptop import SyncedLaptop
from tests.common.workshops import plan_one
from tests.store.signing import led, pdf_of

TUESDAY = date(2026, 11, 24)
Verify = Callable[..., tuple[int, str, str]]


@pytest.fixture
def laptop(sqlite_url: str, tmp_path: Path) -> Iterator[SyncedLaptop]:
    """A laptop of the centre whose database is the command's."""
    engine = open_engine(sqlite_url)
    server = Server(engine)
    made = SyncedLaptop(tmp_path / "laptop", server, make_space(server))
    made.clock.advance(days=(TUESDAY - made.clock().date()).days, hours=6)
    yield made
    made.close()
    engine.dispose()


@pytest.fixture
def verify(sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Verify:
    """Asks the command about these bytes: (exit code, output, errors)."""

    def run(pdf: bytes, language: str = "en") -> tuple[int, str, str]:
        file = tmp_path / "asked.pdf"
        file.write_bytes(pdf)
        with pytest.raises(SystemExit) as ended:
            main(["--database", sqlite_url, "--lang", language, "verify-sheet", str(file)])
        return int(ended.value.code or 0), *capsys.readouterr()

    return run


def seal(laptop: SyncedLaptop, slot_id: UUID) -> tuple[UUID, bytes]:
    """The sheet of the day sealed and at the centre: its id and its PDF."""
    sheet_id = laptop.actor.new_id()
    pdf = pdf_of(sheet_id)
    workshop_id = laptop.store.read(read_roll, slot_id).workshop_id
    content = laptop.store.read(read_content, workshop_id, TUESDAY)
    laptop.store.run(seal_sheet, laptop.actor, laptop.store.blobs, content, pdf, sheet_id=sheet_id)
    laptop.exchange()
    return sheet_id, pdf


def test_a_sealed_sheet_is_told_from_an_altered_and_from_an_unknown_one(laptop: SyncedLaptop, verify: Verify) -> None:
    slot_id = plan_one(laptop)
    led(laptop.store, laptop.actor, slot_id)
    _sheet_id, pdf = seal(laptop, slot_id)
    code, output, errors = verify(pdf)
    assert (code, errors) == (0, "")
    assert output.startswith("Sealed sheet, unaltered: “")
    assert "day of 24/11/2026" in output
    assert "by Claire M." in output
    place = pdf.index(b"Feuille")
    code, output, _errors = verify(pdf[:place] + b"G" + pdf[place + 1 :])
    assert code == 4
    assert output.startswith("This file was ALTERED")
    assert verify(pdf + b"\n")[0] == 4
    code, output, _errors = verify(b"%PDF-1.7 something else")
    assert code == 5
    assert "none of the sealed sheets" in output


def test_a_sheet_corrected_since_says_by_which_amendment(laptop: SyncedLaptop, verify: Verify) -> None:
    slot_id = plan_one(laptop)
    led(laptop.store, laptop.actor, slot_id)
    sheet_id, first = seal(laptop, slot_id)
    laptop.clock.advance(hours=1)
    laptop.store.run(open_sheet, laptop.actor, sheet_id, "wrong_presence")
    laptop.exchange()
    code, output, _errors = verify(first, "fr")
    assert code == 3
    assert "Motif\u202f: Une présence était fausse." in output
    assert "avenant" not in output
    _second_id, second = seal(laptop, slot_id)
    assert "L’avenant qui la remplace a été scellé le 24/11/2026" in verify(first, "fr")[1]
    assert verify(second)[0] == 0


def test_a_file_that_cannot_be_read_is_said(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--database", sqlite_url, "verify-sheet", str(tmp_path / "nowhere.pdf")])
    assert ended.value.code == 1
    assert capsys.readouterr().err
