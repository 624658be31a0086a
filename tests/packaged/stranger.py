"""Somebody else's computer: an empty environment, and neither the repository nor the developers' Python in sight."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.quality.source_tree import ROOT

SECONDS = 90
HIDE = 'hidden=$1; shift; for place in $hidden; do mount -t tmpfs none "$place" || exit 125; done; exec "$@"'
READY = re.compile(r"^ready (\S+)", re.MULTILINE)


def developers_places() -> list[Path]:
    """What the frozen program must do without: the repository, the virtual environment, and a Python of one's own."""
    places = {ROOT, Path(sys.prefix), *([] if sys.base_prefix == "/usr" else [Path(sys.base_prefix)])}
    return sorted(place for place in places if not any(other in place.parents for other in places))


def blindfold() -> list[str]:
    """Words to put before a command so that those places are empty for it; none where the system cannot or may not
    hide them.
    """
    unshare, shell = shutil.which("unshare"), shutil.which("sh")
    places = [str(place) for place in developers_places()]
    if unshare is None or shell is None or any(" " in place for place in places):
        return []
    words = [unshare, "--user", "--map-root-user", "--mount", shell, "-c", HIDE, "blindfold", " ".join(places)]
    trial = subprocess.run([*words, "true"], capture_output=True, check=False, timeout=SECONDS)
    return words if trial.returncode == 0 else []


@dataclass
class Stranger:
    """Starts the programs of `program` from the folder `home`, which is also the person's own."""

    program: Path
    home: Path
    words_before: list[str]

    def environment(self) -> dict[str, str]:
        """The whole environment: nothing else is set."""
        return {"HOME": str(self.home), "QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}

    def command(self, name: str, *arguments: str) -> list[str]:
        """The command that starts the program `name`."""
        suffix = ".exe" if sys.platform == "win32" else ""
        return [*self.words_before, str(self.program / f"{name}{suffix}"), *arguments]

    def run(self, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a program to its end."""
        return subprocess.run(
            self.command(name, *arguments),
            cwd=self.home,
            env=self.environment(),
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=SECONDS,
        )

    @contextmanager
    def started(self, name: str, *arguments: str, **variables: str) -> Iterator[subprocess.Popen[str]]:
        """A program that runs until the block ends; what it says comes by its `stdout`, errors included."""
        with subprocess.Popen(
            self.command(name, *arguments),
            cwd=self.home,
            env={**self.environment(), **variables},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        ) as process:
            try:
                yield process
            finally:
                process.terminate()
                try:
                    process.wait(SECONDS)
                except subprocess.TimeoutExpired:
                    process.kill()

    @contextmanager
    def demonstration_server(self, *arguments: str) -> Iterator[tuple[str, str]]:
        """The frozen server with its fictitious people: its address, and the caretaker's one-time code."""
        database = f"sqlite:///{(self.home / 'centre.db').as_posix()}"
        options = ["--demonstration", "--database", database, "--port", "0", "--ends-with-parent", *arguments]
        with self.started("palier-server", "serve", *options) as process:
            assert process.stdout is not None
            said = ""
            for line in process.stdout:
                said += line
                if ready := READY.search(said):
                    break
            else:
                raise AssertionError(said)
            code = re.search(r"\bNadia[= ](\w+)", said)
            assert code, said
            yield ready[1], code[1]
