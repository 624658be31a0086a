"""The one window: the lock screen or the first start in front, the work behind it once somebody is in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import sentence_for
from sync.client.premises import Premises
from ui import formats, languages, theme
from ui.jobs import Lane, OnBug
from ui.navigation import Place
from ui.preferences import Preferences, write_preferences
from ui.shell.away.away_watch import AwayWatch
from ui.shell.clipboard_guard import ClipboardGuard
from ui.shell.door import Door
from ui.shell.idle import IdleWatch
from ui.shell.memory import Memory, set_libraries_aside

if TYPE_CHECKING:
    from sync.client.workplace import Workplace
    from ui.shell.navigation_rail import RailEntry
    from ui.shell.where import Where
    from ui.shell.work import Work


@dataclass(frozen=True)
class Backstage:
    """What the composition root hands the window. `ribbon` makes the demonstration's strip; `invitation` is an
    address and a code already typed at the first start; `demonstration` is the passphrase to say on the lock screen,
    of a demonstration only.
    """

    premises: Premises
    ribbon: Callable[[], QWidget] | None = None
    invitation: tuple[str, str] = ("", "")
    demonstration: str = ""


class Window(QMainWindow):
    """Opens, locks, shows what screens wish for. `ready` once the lock screen has been painted and the rest is
    loaded.
    """

    ready = Signal()
    work_opened = Signal()
    locked = Signal()

    def __init__(self, app: QApplication, backstage: Backstage, preferences: Preferences, on_bug: OnBug) -> None:
        super().__init__()
        self.app = app
        self.backstage = backstage
        self.preferences = preferences
        self.on_bug = on_bug
        self.network = Lane("palier-network", self.show_error, on_bug, self)
        self.work: Work | None = None
        self.idle = IdleWatch(app, preferences.idle_minutes, self)
        self.idle.went_idle.connect(self.lock)
        self.memory = Memory(self)
        self.idle.rested.connect(self.memory.tidy)
        self.away = AwayWatch(self)
        self.away.went_away.connect(self.lock)
        self.clipboard = ClipboardGuard(app, self)
        self.setWindowTitle("Palier")
        self.setMinimumSize(640, 480)
        self.resize(1366, 768)
        QShortcut(QKeySequence("Ctrl+L"), self, self.lock)
        self._where: Where | None = None
        self._left_by: UUID | None = None
        """Who was here before the lock: where she was and what she was typing is nobody else's."""
        self._unsent = 0
        self._show_door()

    def _show_door(self) -> None:
        """Make the door in the present language; whatever was shown before is let go, and its rows with it."""
        stage = self.backstage
        spoken = (stage.invitation, stage.demonstration, self._unsent, self._left_by)
        self.door = Door(stage.premises, self.network, formats.language(), *spoken)
        self.door.opened.connect(self._on_opened)
        self.door.code_shown.connect(self.idle.start)
        self.door.language_wished.connect(lambda language: self.follow(replace(self.preferences, language=language)))
        self.setCentralWidget(self.door)
        self.door.setFocus()
        if hasattr(self, "frame"):
            # deleted with what it showed; but Python would keep its pages, and their rows, until the next one
            del self.frame

    def _show_frame(self) -> None:
        from ui.shell.frame import ShellFrame

        self.frame = ShellFrame(shown_entries())
        if self.backstage.ribbon is not None:
            self.frame.set_ribbon(self.backstage.ribbon())
        self.setCentralWidget(self.frame)

    @property
    def folder(self) -> Path:
        """The folder this window works in."""
        return self.backstage.premises.folder

    def as_parent(self) -> QObject:
        """Itself, for what the work makes."""
        return self

    def prepare(self) -> None:
        """Behind the painted lock screen: see that no other copy works here, and load what the work needs."""
        try:
            self.backstage.premises.take()
        except KnownError as error:
            self.door.refuse(error)
            return
        self.away.start()
        self.network.put(self, load_heavy_libraries, lambda _: self.ready.emit())

    def show_error(self, error: KnownError) -> None:
        """Say a known error where the person is looking."""
        sentence = sentence_for(error, formats.language())
        if self.work is None:
            self.door.show_error(error)
        else:
            self.frame.show_message(sentence.in_one())

    def follow(self, preferences: Preferences) -> None:
        """Follow changed preferences at once, and keep them. Another language rebuilds what is on the screen."""
        before, self.preferences = self.preferences, preferences.tidied()
        write_preferences(self.backstage.premises.folder, self.preferences)
        self.idle.set_minutes(self.preferences.idle_minutes)
        theme.apply_theme(self.app, self.preferences.scheme, self.preferences.text_scale)
        if self.preferences.language != before.language:
            languages.install_language(self.app, self.preferences.language)
            # the signal that brought us here comes from what is rebuilt: let it return first
            QTimer.singleShot(0, self._rebuild)

    def _rebuild(self) -> None:
        if self.work is None:
            self._show_door()
        else:
            work, self.work = self.work, None
            self._where, self._left_by = work.where(), work.workplace.owner.staff_id
            self._on_opened(work.leave())

    def _on_opened(self, workplace: Workplace) -> None:
        from ui.shell.work import Work

        self._show_frame()
        self.work = Work(self, workplace)
        self.work.begin(self._where if workplace.owner.staff_id == self._left_by else None)
        self.idle.start()
        self.work_opened.emit()

    def lock(self) -> None:
        """Save drafts, show the lock screen, close the store, forget the keys. Nothing happens when nobody is in."""
        if self.work is None:
            if self.door.leave():
                self.idle.stop()
                self._show_door()
            return
        work, self.work = self.work, None
        self.idle.stop()
        self._where, self._unsent = work.where(), work.sync.unsent
        self._left_by = work.workplace.owner.staff_id
        # on the network's thread: an exchange under way ends its step there before its store is closed, and whatever
        # the door asks of that thread comes after
        self.network.put(self, work.leave().close, lambda _none: self._end_lock())
        self._show_door()
        self.clipboard.clear()
        self.locked.emit()

    def _end_lock(self) -> None:
        self.door.look_again()
        self.memory.tidy()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Lock, then end the threads."""
        if self.work is not None:
            work, self.work = self.work, None
            self.network.put(self, work.leave().close)
        self.clipboard.clear()
        self.door.leave()
        self.network.stop()
        self.memory.stop()
        self.backstage.premises.release()
        super().closeEvent(event)


def shown_entries() -> tuple[RailEntry, ...]:
    """The places of the rail that have a page: the key figures have none yet."""
    from ui.shell.navigation_rail import standard_entries

    return tuple(entry for entry in standard_entries() if entry.key != Place.FIGURES)


def load_heavy_libraries() -> None:
    """A second of imports that the lock screen need not wait for."""
    import_module("ui.shell.work")
    set_libraries_aside()
