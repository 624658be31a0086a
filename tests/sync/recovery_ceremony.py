"""The organisation's key in tests: its command line, with what is typed at its questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer

from intake_app.storage.key_stretching import FLOOR
from sync.server.administration import recovering
from sync.server.administration.program import main

FIRST, SECOND = "un banc vert devant la mairie", "deux vélos contre le mur jaune"
Type = Callable[..., tuple[int, str, str]]


class Ceremony:
    """Runs the commands on a computer without a database; `typed` answers the questions, in order."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self._typed: Iterator[str] = iter(())
        self.asked: list[str] = []
        monkeypatch.setattr(typer, "prompt", self._answer)
        monkeypatch.setattr(recovering, "measure_cost", lambda: FLOOR)
        folder.mkdir()

    def _answer(self, words: str, **_how: object) -> str:
        self.asked.append(words)
        return next(self._typed)

    def run(self, *arguments: str | Path, typed: tuple[str, ...] = (), database: str = "") -> tuple[int, str, str]:
        """(exit code, output, errors). Without a database, none can be opened."""
        self._typed, self.asked = iter(typed), []
        base = database or f"sqlite:///{self.folder / 'nowhere' / 'none.db'}"
        with pytest.raises(SystemExit) as ended:
            main(["--database", base, "--lang", "en", *map(str, arguments)])
        output, errors = self._capsys.readouterr()
        return int(ended.value.code or 0), output, errors

    def make(self, name: str = "key") -> None:
        """A key of the organisation."""
        code, _, errors = self.run("make-recovery-key", *self.files(name), typed=(FIRST, SECOND))
        assert code == 0, errors

    def files(self, name: str = "key") -> tuple[Path, Path, Path]:
        """Its two parts, and what goes to the centre."""
        return self.folder / f"{name}.1", self.folder / f"{name}.2", self.folder / f"{name}.pub"

    def answer(
        self, request: str, spoken: str, name: str = "key", typed: tuple[str, ...] = (FIRST, SECOND)
    ) -> tuple[str, str]:
        """What the holders answer, and what the command said."""
        asked, answered = self.folder / "asked.txt", self.folder / "answered.txt"
        asked.write_text(request, encoding="utf-8")
        answered.unlink(missing_ok=True)
        parts = self.files(name)[:2]
        code, output, errors = self.run("answer-recovery", asked, answered, "--parts", *parts, typed=(spoken, *typed))
        assert (code == 0) == answered.exists()
        return (answered.read_text(encoding="utf-8") if code == 0 else ""), output + errors
