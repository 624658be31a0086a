"""Write packaging/locks/ again: `python3 run.py lock [--upgrade]`. Needs the network.

The locks are universal (one serves Windows, macOS and Linux), hash-pinned, and name no machine and no registry.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = Path("packaging/locks")

# The largest first: the others are written within its versions, so that one environment can follow any of them.
LOCK_CONTENTS = {
    "dev": ("--extra=laptop", "--extra=server", "--extra=tasks", "--extra=dev", "pyproject.toml"),
    "run": ("--extra=laptop", "--extra=server", "--extra=tasks", "pyproject.toml"),
    "laptop": ("--extra=laptop", "pyproject.toml"),
    "server": ("--extra=server", "pyproject.toml"),
    "uv": ("--group=pyproject.toml:bootstrap",),
}
OPTIONS = ("--universal", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--python-version=3.11")


def lock_command(name: str, contents: tuple[str, ...], extra: list[str]) -> list[str]:
    """The uv command that writes the lock `name`; what is pinned there stays pinned unless `extra` has `--upgrade`."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", *OPTIONS, *extra]
    command += ["--custom-compile-command=python3 run.py lock", f"--output-file={(LOCKS / f'{name}.txt').as_posix()}"]
    if name not in {"dev", "uv"}:
        command.append(f"--constraints={(LOCKS / 'dev.txt').as_posix()}")
    return [*command, *contents]


def main(extra: list[str]) -> int:
    """Write every lock; return the first failing exit code, 0 when all are written."""
    for name, contents in LOCK_CONTENTS.items():
        code = subprocess.run(lock_command(name, contents, extra), cwd=ROOT, check=False).returncode
        if code:
            return code
        print(f"{LOCKS.as_posix()}/{name}.txt")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
