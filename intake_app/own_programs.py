"""The programs that this one starts: itself again, and a central server of its own that ends with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

from intake_app.domain.errors import KnownError

READY: Final = "ready "


class DemonstrationServer:
    """The server's process. `address` and the one-time `codes` (first name → code) come from the line it prints."""

    def __init__(self, folder: Path) -> None:
        """Start it on a free port. Raises KnownError `demonstration_server_failed` when it does not come up."""
        folder.mkdir(parents=True, exist_ok=True)
        database = f"sqlite:///{(folder / 'centre.db').as_posix()}"
        options = ["--demonstration", "--database", database, "--port", "0", "--ends-with-parent"]
        self._process = subprocess.Popen(  # noqa: S603 (our own program)
            [*_server_command(), *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.address, self.codes = self._wait_until_ready()

    def kill(self) -> None:
        """End the server without warning."""
        self._process.kill()
        self.stop()

    def stop(self) -> None:
        """End the server and wait for it."""
        if self._process.stdin is not None:
            # closing its input is how it learns that its parent is gone, however that came about
            self._process.stdin.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(timeout=10)
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _wait_until_ready(self) -> tuple[str, dict[str, str]]:
        for line in self._process.stdout or ():
            if line.startswith(READY):
                address, *pairs = line.removeprefix(READY).split()
                return address, dict(pair.split("=", 1) for pair in pairs)
        self.stop()
        raise KnownError("demonstration_server_failed")


def _server_command() -> list[str]:
    if getattr(sys, "frozen", False):
        suffix = ".exe" if sys.platform == "win32" else ""
        return [str(Path(sys.executable).with_name(f"palier-server{suffix}"))]
    return [sys.executable, "-m", "sync.server"]


def own_command() -> list[str]:
    """What starts this program once more."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "intake_app"]
