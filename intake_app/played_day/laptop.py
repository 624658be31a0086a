"""A laptop of the day: the real window on a folder, and hands on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from intake_app.domain.errors import BugError
from intake_app.played_day.hands import Hands
from intake_app.played_day.patience import UnmetError, wait_until
from ui import languages, theme
from ui.navigation import Place
from ui.preferences import read_preferences
from ui.shell.window import Backstage, Window
from ui.widgets.sync_card_state import SyncCardState

if TYPE_CHECKING:
    from sync.client.progress import Outcome
    from ui.shell.pages import Pages
    from ui.shell.work import Work

Page = TypeVar("Page", bound=QWidget)
SIZE = (1366, 768)


class PlayedLaptop:
    """`attempts` counts the exchanges begun, by hand or by the clock; `outcomes` are those that went through, in order.
    `bugs` is what failed in the window's jobs: the next wait raises the first.
    """

    def __init__(self, app: QApplication, backstage: Backstage) -> None:
        """Show the window in front of its door."""
        preferences = read_preferences(backstage.premises.folder)
        languages.install_language(app, preferences.language)
        theme.apply_theme(app, preferences.scheme, preferences.text_scale)
        self.attempts = 0
        self.outcomes: list[Outcome] = []
        self.bugs: list[BaseException] = []
        self.window = Window(app, backstage, preferences, self.bugs.append)
        self.window.work_opened.connect(self._listen)
        self.hands = Hands(self.window)
        self.window.resize(*SIZE)
        self.window.show()
        self.window.prepare()

    @property
    def work(self) -> Work:
        """What is open behind the lock. Raises UnmetError when it is locked."""
        if self.window.work is None:
            raise UnmetError("L’ordinateur est verrouillé.")
        return self.window.work

    @property
    def pages(self) -> Pages:
        """The screens and their view-models."""
        return self.work.pages

    def wait(self, condition: Callable[[], object], expected: str) -> None:
        """Let the window live until `condition` holds; see `wait_until`."""
        wait_until(lambda: self.bugs or condition(), expected)
        if self.bugs:
            raise BugError("a job of the window failed") from self.bugs[0]

    def settle(self) -> None:
        """Wait until no exchange is going on, the database has nothing left to do, and its answers are shown, with
        whatever changed meanwhile.
        """
        self.wait(lambda: not self.work.exchanges.is_running, "la fin de l’échange en cours")
        for _round in range(3):
            answers: list[None] = []
            owner = QObject()
            self.work.database.put(owner, lambda: None, answers.append)
            self.wait(lambda answers=answers: answers, "la réponse de la base")  # type: ignore[misc]
        if not self.work.desk.changes.are_told:
            self.wait(lambda: self.work.desk.changes.are_told, "que les écrans apprennent ce qui a changé")
            self.settle()

    def go(self, place: Place) -> None:
        """Go to a page by its button on the rail."""
        self.hands.click(self.window.frame.rail.place(place))
        self.wait(lambda: self.window.frame.current_page() is self.window.frame.page(place), "la page demandée")
        self.settle()

    def page(self, key: str, kind: type[Page]) -> Page:
        """A page that was shown already. Raises UnmetError when it was not."""
        page = self.window.frame.page(key)
        if not isinstance(page, kind):
            raise UnmetError("La page attendue n’est pas là.")
        return page

    def press_button(self, text: str) -> None:
        """Click on the button of the window that says `text`. Raises UnmetError when there is none in sight."""
        buttons = self.window.findChildren(QAbstractButton)
        found = [button for button in buttons if button.isVisible() and button.text() == text]
        if not found:
            raise UnmetError(f"Il n’y a pas de bouton « {text} ».")
        self.hands.click(found[0])

    def sync_card(self) -> SyncCardState:
        """What the card of the rail says."""
        return self.window.frame.rail.sync_card.state()

    def dismiss_message(self) -> None:
        """Take away what the bar at the bottom says, if it says anything."""
        if self.window.work is not None:
            self.window.frame.snackbar.dismiss()

    def follow(self, **preferences: Any) -> None:
        """Change preferences as the settings do, and wait until the window has followed."""
        before, is_open = self.window.centralWidget(), self.window.work is not None
        is_rebuilt = preferences.get("language", self.window.preferences.language) != self.window.preferences.language
        if self.window.work is not None:
            for name, value in preferences.items():
                self.pages.settings.set_preference(name, value)
        else:
            self.window.follow(replace(self.window.preferences, **preferences))
        if is_rebuilt:
            self.wait(lambda: self.window.centralWidget() is not before, "la fenêtre dans l’autre langue")
        if is_open:
            self.settle()

    def close(self) -> None:
        """Close the window and end its threads."""
        self.window.close()
        self.window.deleteLater()

    def _listen(self) -> None:
        self.work.exchanges.started.connect(self._count_attempt)
        self.work.exchanges.ended.connect(self.outcomes.append)

    def _count_attempt(self) -> None:
        self.attempts += 1
