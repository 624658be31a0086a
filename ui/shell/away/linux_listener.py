"""Linux: systemd-logind says on the system's bus that it goes to sleep or that a session is to be locked; the screen
savers say on the session's that they cover the screen. A machine without them is told by the clocks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVariant

LOGIND: Final = "org.freedesktop.login1"
MANAGER: Final = f"{LOGIND}.Manager"
SESSION: Final = f"{LOGIND}.Session"
MANAGER_PATH: Final = "/org/freedesktop/login1"
OWN_SESSION: Final = "/org/freedesktop/login1/session/auto"
SAVERS: Final = tuple(f"org.{name}.ScreenSaver" for name in ("freedesktop", "gnome", "cinnamon", "mate", "xfce"))
_PATIENCE_MS: Final = 500
# the binding takes text, and is declared to take bytes
_CHANGED: Final[Any] = SLOT("changed(bool)")
_LOCKED: Final[Any] = SLOT("locked()")


class LinuxListener(QObject):
    """Hears both buses; either may be missing."""

    def __init__(self, system: QDBusConnection, session: QDBusConnection, tell: Callable[[], None]) -> None:
        super().__init__()
        self._tell = tell
        # no name of a service: whichever desktop it is, and whoever comes later, is heard
        system.connect("", "", MANAGER, "PrepareForSleep", self, _CHANGED)
        system.connect("", own_session(system), SESSION, "Lock", self, _LOCKED)
        for saver in SAVERS:
            session.connect("", "", saver, "ActiveChanged", self, _CHANGED)

    @Slot(bool)
    def changed(self, is_going: bool) -> None:
        """It goes to sleep, or wakes; the screen is covered, or shown."""
        if is_going:
            self._tell()

    @Slot()
    def locked(self) -> None:
        """The session is to be locked."""
        self._tell()


def own_session(system: QDBusConnection) -> str:
    """The path under which logind speaks of this session; empty, which is every session, when it does not say."""
    if not system.isConnected():
        return ""
    ask = QDBusMessage.createMethodCall(LOGIND, OWN_SESSION, "org.freedesktop.DBus.Properties", "Get")
    ask.setArguments([SESSION, "Id"])
    answer = system.call(ask, timeout=_PATIENCE_MS)
    if answer.type() != QDBusMessage.MessageType.ReplyMessage:
        return ""
    (said,) = answer.arguments()
    name = said.variant() if isinstance(said, QDBusVariant) else said
    return f"{MANAGER_PATH}/session/{escaped(str(name))}"


def escaped(name: str) -> str:
    """A name as one part of a path of the bus (sd_bus_path_encode): « 2 » is _32."""
    return "".join(
        sign if sign.isascii() and (sign.isalpha() or (sign.isdigit() and place > 0)) else f"_{ord(sign):02x}"
        for place, sign in enumerate(name)
    )


def listen_on_linux(tell: Callable[[], None]) -> LinuxListener:
    """Hear this computer's buses."""
    return LinuxListener(QDBusConnection.systemBus(), QDBusConnection.sessionBus(), tell)
