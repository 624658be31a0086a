"""Who runs a command, as the system knows them: what they call themselves in the environment counts for nothing."""

from __future__ import annotations

import os
import socket
import sys

_LONGEST = 160


def operator() -> str:
    """The account and the computer, « anna@centre »; of somebody who took another's rights, « root (anna)@centre »."""
    return f"{_account()}@{socket.gethostname()}"[:_LONGEST]


def _account() -> str:
    if sys.platform == "win32":
        return os.getlogin()
    import pwd

    number = os.getuid()
    try:
        name = pwd.getpwuid(number).pw_name
    except KeyError:
        # a container's account without a name
        name = str(number)
    behind = os.environ.get("SUDO_USER") if number == 0 else None
    return f"{name} ({behind})" if behind else name
