"""Whoever sat here has gone: a locked screen, a sleep, another session, as each system says it."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import sys
from collections.abc import Iterator
from ctypes import wintypes
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.shell.away import linux_listener
from ui.shell.away.away_watch import AwayWatch, Gap
from ui.shell.away.linux_listener import LinuxListener
from ui.shell.away.macos_listener import MacListener
from ui.shell.away.windows_listener import LOCKED, POWER, SESSION_CHANGE, SUSPENDED, WindowsListener


class Clocks:
    """A wall clock and a steady one, moved by hand."""

    def __init__(self) -> None:
        self.wall = self.steady = 1000.0

    def gap(self) -> Gap:
        return Gap(lambda: self.wall, lambda: self.steady)

    def pass_(self, wall: float, steady: float) -> None:
        self.wall += wall
        self.steady += steady


@pytest.mark.parametrize("wall, steady", [(3600, 2), (3600, 3600), (31, 0)])
def test_a_sleep_shows_in_one_clock_or_in_both(qtbot: QtBot, wall: float, steady: float) -> None:
    clocks, window = Clocks(), QWidget()
    qtbot.addWidget(window)
    watch = AwayWatch(window, clocks.gap())
    clocks.pass_(2, 2)
    with qtbot.assertNotEmitted(watch.went_away):
        watch.look()
    clocks.pass_(wall, steady)
    with qtbot.waitSignal(watch.went_away, timeout=0):
        watch.look()
    with qtbot.assertNotEmitted(watch.went_away):
        watch.look()


def test_a_clock_put_back_locks_nobody_out() -> None:
    clocks = Clocks()
    gap = clocks.gap()
    clocks.pass_(-86_400, 2)
    assert not gap.look()


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    """The address of a bus of the test's own."""
    program = shutil.which("dbus-daemon")
    if program is None:
        pytest.skip("no dbus-daemon here")
    command = [program, "--session", "--nofork", "--print-address", f"--address=unix:path={tmp_path / 'bus'}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


@pytest.fixture
def voices(bus: str) -> Iterator[tuple[QDBusConnection, QDBusConnection]]:
    """Two connections to it: the listener's, and that of whoever speaks."""
    names = ("palier-hears", "palier-speaks")
    hears, speaks = (QDBusConnection.connectToBus(bus, name) for name in names)
    assert hears.isConnected()
    yield hears, speaks
    for name in names:
        QDBusConnection.disconnectFromBus(name)


def say(speaks: QDBusConnection, path: str, interface: str, name: str, *arguments: object) -> None:
    message = QDBusMessage.createSignal(path, interface, name)
    message.setArguments(list(arguments))
    assert speaks.send(message)


def test_linux_says_sleep_lock_and_screen_saver(qtbot: QtBot, voices: tuple[QDBusConnection, QDBusConnection]) -> None:
    hears, speaks = voices
    told: list[None] = []
    listener = LinuxListener(hears, hears, lambda: told.append(None))
    say(speaks, linux_listener.MANAGER_PATH, linux_listener.MANAGER, "PrepareForSleep", True)
    qtbot.waitUntil(lambda: len(told) == 1)
    say(speaks, linux_listener.MANAGER_PATH, linux_listener.MANAGER, "PrepareForSleep", False)
    say(speaks, "/org/freedesktop/login1/session/_32", linux_listener.SESSION, "Lock")
    qtbot.waitUntil(lambda: len(told) == 2)
    say(speaks, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", True)
    say(speaks, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", False)
    say(speaks, "/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", True)
    qtbot.waitUntil(lambda: len(told) == 4)
    assert listener is not None


_LOGIND = """
import sys
from PySide6.QtCore import ClassInfo, Property, QCoreApplication, QObject
from PySide6.QtDBus import QDBusConnection

@ClassInfo({"D-Bus Interface": "org.freedesktop.login1.Session"})
class Session(QObject):
    Id = Property(str, lambda self: "2")

application, session = QCoreApplication([]), Session()
bus = QDBusConnection.connectToBus(sys.argv[1], "logind")
bus.registerObject("/org/freedesktop/login1/session/auto", session, QDBusConnection.RegisterOption.ExportAllProperties)
print(bus.registerService("org.freedesktop.login1"), flush=True)
application.exec()
"""


def test_only_ones_own_session_locks(qtbot: QtBot, bus: str, voices: tuple[QDBusConnection, QDBusConnection]) -> None:
    hears, speaks = voices
    with subprocess.Popen([sys.executable, "-c", _LOGIND, bus], stdout=subprocess.PIPE, text=True) as logind:
        assert logind.stdout is not None
        assert logind.stdout.readline() == "True\n"
        told: list[None] = []
        listener = LinuxListener(hears, hears, lambda: told.append(None))
        for session in ("_33", "_32"):
            say(speaks, f"/org/freedesktop/login1/session/{session}", linux_listener.SESSION, "Lock")
        qtbot.waitUntil(lambda: bool(told))
        qtbot.wait(50)
        assert len(told) == 1
        assert listener is not None
        logind.terminate()


def test_the_path_of_a_session_is_written_as_the_bus_does() -> None:
    assert [linux_listener.escaped(name) for name in ("2", "c1", "a-b")] == ["_32", "c1", "a_2db"]


def test_no_bus_is_no_failure(qtbot: QtBot) -> None:
    nowhere = QDBusConnection("palier-nowhere")
    assert linux_listener.own_session(nowhere) == ""
    LinuxListener(nowhere, nowhere, lambda: None)


class Asked:
    """A library of the system's that notes what it is asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[object, ...]]] = []
        self.functions: dict[str, object] = {}

    def __getattr__(self, name: str) -> object:
        def function(*given: object) -> int:
            self.asked.append((name, given))
            return len(self.asked)

        return self.functions.setdefault(name, function)


@pytest.mark.parametrize(
    "message, what, is_told",
    [
        (SESSION_CHANGE, LOCKED, True),
        (SESSION_CHANGE, 0x8, False),
        (POWER, SUSPENDED, True),
        (POWER, 0x12, False),
        (0x0100, LOCKED, False),
    ],
)
def test_windows_messages_are_read(message: int, what: int, is_told: bool) -> None:
    class Libraries:
        wtsapi32 = Asked()

    told: list[None] = []
    listener = WindowsListener(77, lambda: told.append(None), Libraries())
    assert Libraries.wtsapi32.asked[0][0] == "WTSRegisterSessionNotification"
    sent = wintypes.MSG(message=message, wParam=what)
    assert listener.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(sent)) == (False, 0)
    assert bool(told) is is_told
    assert listener.nativeEventFilter(b"xcb_generic_event_t", 0) == (False, 0)


def test_macos_is_asked_for_its_notifications() -> None:
    told: list[None] = []
    framework = Asked()
    listener = MacListener(lambda: told.append(None), framework)
    names = [given[1] for name, given in framework.asked if name == "CFStringCreateWithCString"]
    assert names == [b"com.apple.screenIsLocked", b"com.apple.screensaver.didstart"]
    listener._callback(None, None, None, None, None)
    assert told
