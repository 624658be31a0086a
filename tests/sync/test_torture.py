"""The torture for a customer's site ends well on a sound program, and sees what it looks for when it is there."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlite

from intake_app.torture import command
from intake_app.torture.book import SAVED, TRIED, Book, Written
from intake_app.torture.trial import Findings, Trial
from intake_app.torture.verdict import Ledger
from tests.common.servers import ROOT

COUNTERS = set(Findings.__dataclass_fields__)


@pytest.mark.timeout(300)
def test_a_sound_program_survives_it() -> None:
    words = ["--torture", "--minutes", "0.05", "--lang", "en", "--seed", "1"]
    ended = subprocess.run(
        [sys.executable, "-m", "intake_app", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    counted = {text: int(number) for number, text in re.findall(r"^ +(\d+)  (.+)$", ended.stdout, re.MULTILINE)}
    assert counted["ACKNOWLEDGED SAVES LOST"] == 0
    assert counted["acknowledged saves"] > 0
    assert counted["laptops killed"] >= 2
    assert ended.stdout.endswith("Everything that was saved is there, once.\n")
    assert ended.stderr == ""


@pytest.mark.timeout(300)
def test_it_sees_what_is_lost_and_what_is_counted_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    look = Trial._look

    def tampered(self: Trial, stack: Any) -> None:
        Book(self._books[0]).note(SAVED, "0197-nobody", "address", None, "ESSAI 0 0")
        look(self, stack)
        with closing(sqlite.connect(str(self._folder / "centre" / "centre.db"), isolation_level=None)) as centre:
            centre.execute("DELETE FROM received_change WHERE device_seq = 2")

    monkeypatch.setattr(Trial, "_look", tampered)
    monkeypatch.setattr(command.tempfile, "mkdtemp", lambda prefix: str(tmp_path))
    assert command.run_torture(0.01, "fr", seed=2) == 1
    said = capsys.readouterr().out
    assert re.search(r"^ +1  ENREGISTREMENTS CONFIRMÉS PERDUS$", said, re.MULTILINE)
    assert re.search(r"numbers, \d+ known", said)
    assert said.endswith("signalez-le.\n")


def ledger(folder: Path, *lines: tuple[Any, ...]) -> Ledger:
    """A ledger of one book with these lines."""
    book = Book(folder / "a.book")
    for word, *values in lines:
        book.note(word, "r", "address", *values)
    return Ledger([folder / "a.book"])


def test_a_value_lives_on_in_what_replaced_it_and_in_a_conflict(tmp_path: Path) -> None:
    kept = ledger(
        tmp_path, (TRIED, None, "a"), (SAVED, None, "a"), (TRIED, "a", "b"), (SAVED, "a", "b"), (SAVED, "b", "c")
    )
    one, two, three = (Written("r", "address", *pair) for pair in ((None, "a"), ("a", "b"), ("b", "c")))
    assert kept.lost({("r", "address"): "b"}, set()) == [three]
    assert kept.lost({("r", "address"): "b"}, {("r", "address", "c")}) == []
    # replaced by what never came to be: lost all the same
    assert kept.lost({("r", "address"): "c"}, set()) == [one, two]


def test_it_says_the_same_in_both_languages() -> None:
    french, english = command._WORDS["fr"], command._WORDS["en"]
    assert french.keys() == english.keys() >= COUNTERS
