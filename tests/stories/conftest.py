"""What the stories share: a centre with fictitious people, the caretaker's laptop, hands on its window."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytest_bdd import given, parsers, then, when

from intake_app.demonstration import PASSPHRASE, Demonstration, Network
from intake_app.played_day import door_gestures, workshop_gestures
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.storage.key_stretching import FLOOR
from sync.client.premises import Premises
from ui.shell.window import Backstage

COLLEAGUES_PASSPHRASE = "sept marches puis un palier tranquille"
ROOT = Path(__file__).resolve().parents[2]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The off-screen plug-in warns about itself."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            # the second of a list that opens under a field
            about_itself = ("propagateSizeHints", "This plugin does not support")
            item.add_marker(pytest.mark.qt_log_ignore(*about_itself, extend=True))
            item.add_marker(pytest.mark.timeout(180))


@dataclass
class Stage:
    """One story's stage: everything that has to be put away afterwards."""

    app: QApplication
    demonstration: Demonstration
    laptops: list[PlayedLaptop] = field(default_factory=list)
    resident_id: UUID | None = None
    workshop_id: UUID | None = None

    def open_window(self, backstage: Backstage | None = None) -> PlayedLaptop:
        """A window in front of its door, the caretaker's unless told otherwise."""
        laptop = PlayedLaptop(self.app, backstage or self.demonstration.backstage())
        self.laptops.append(laptop)
        return laptop

    @property
    def laptop(self) -> PlayedLaptop:
        """The window opened last."""
        return self.laptops[-1]

    def join(self, first_name: str) -> PlayedLaptop:
        """The laptop of a colleague, joined with their invitation and with what they may see received."""
        demonstration = self.demonstration
        address, folder = demonstration.server.address, demonstration.folder / first_name.lower()
        premises = Premises(folder, demonstration.network.connect, FLOOR)
        invitation = (address, demonstration.server.codes[first_name])
        laptop = self.open_window(Backstage(premises, invitation=invitation))
        door_gestures.join(laptop, COLLEAGUES_PASSPHRASE)
        return laptop

    def join_apart(self, network: Network) -> PlayedLaptop:
        """Yann's laptop, on a cable of its own."""
        premises = Premises(self.demonstration.folder / "yann", network.connect, FLOOR)
        invitation = (self.demonstration.server.address, self.demonstration.server.codes["Yann"])
        laptop = self.open_window(Backstage(premises, invitation=invitation))
        door_gestures.join(laptop, COLLEAGUES_PASSPHRASE)
        return laptop

    def pass_days(self, days: int) -> None:
        """Let days go by for whoever is at the desk of the window opened last."""
        desk = self.laptop.work.desk
        before = desk.actor.clock
        desk.actor = replace(desk.actor, clock=lambda: before() + timedelta(days=days))

    def rows(self, query: str, *values: object) -> Sequence[Any]:
        """What the store of the window opened last answers to a query in its own language."""
        return self.laptop.work.workplace.store.read(
            lambda session: session.connection().exec_driver_sql(query, values).all()
        )

    def close(self) -> None:
        """Close every window."""
        for laptop in self.laptops:
            laptop.close()
        self.laptops.clear()


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    with Demonstration(tmp_path) as demonstration:
        made = Stage(qapp, demonstration)
        try:
            yield made
        finally:
            made.close()


@pytest.fixture
def his_network(stage: Stage) -> Network:
    """The cable of Yann's laptop."""
    return Network(stage.demonstration.server.address)


@pytest.fixture
def hers(stage: Stage) -> PlayedLaptop:
    """Nadia's window."""
    return stage.laptops[0]


@pytest.fixture
def his(stage: Stage) -> PlayedLaptop:
    """Yann's window."""
    return stage.laptops[1]


@given("l'ordinateur de Nadia, relié au centre et verrouillé")
def locked_laptop(stage: Stage) -> None:
    stage.demonstration.prepare()


@given("l'ordinateur de Nadia, relié au centre et ouvert")
def open_laptop(stage: Stage) -> None:
    door_gestures.unlock(stage.open_window(), PASSPHRASE)


@given("un ordinateur neuf")
def new_laptop(stage: Stage) -> None:
    stage.open_window(Backstage(Premises(stage.demonstration.folder / "neuf", params=FLOOR)))


@when(parsers.parse("{days:d} jours passent"))
def days_pass(stage: Stage, days: int) -> None:
    stage.pass_days(days)


@when("elle prévoit « 3h pour l’emploi » pour aujourd'hui")
def plan_three_hours(stage: Stage) -> None:
    stage.workshop_id = workshop_gestures.plan_today(stage.laptop, "3h pour l’emploi")


@when("Nadia retrouve le réseau et envoie")
def she_sends(hers: PlayedLaptop) -> None:
    hers.press_button("Rebrancher le réseau")
    door_gestures.exchange(hers)
    assert hers.work.exchanges.last_error is None


@when("Yann retrouve le réseau et envoie")
def he_is_back(his: PlayedLaptop, his_network: Network) -> None:
    his_network.is_cut = False
    door_gestures.exchange(his)
    assert his.sync_card().tone == "good"


@when("Yann envoie encore une fois")
def he_sends(his: PlayedLaptop) -> None:
    door_gestures.exchange(his)
    assert his.work.exchanges.last_error is None


@when("elle tape sa phrase de passe")
def unlock(stage: Stage) -> None:
    laptop = stage.laptops[-1] if stage.laptops else stage.open_window()
    laptop.hands.type(PASSPHRASE)
    laptop.hands.press("Return")
    laptop.wait(lambda: laptop.window.work is not None or laptop.window.door.unlock.error(), "une réponse")
    if laptop.window.work is not None:
        laptop.settle()


@then("l'écran refuse d'ouvrir et dit pourquoi")
def refused(stage: Stage) -> None:
    laptop = stage.laptops[-1] if stage.laptops else stage.open_window(Backstage(stage.demonstration.premises))
    assert laptop.window.work is None
    assert laptop.window.door.unlock.error()


class _WebPage(BaseHTTPRequestHandler):
    """Somebody else's site: a web page to every question."""

    def do_GET(self) -> None:
        page = b"<html><body>Bienvenue sur le portail</body></html>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    do_POST = do_GET  # noqa: N815 (named by the standard library)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def web_site() -> Iterator[str]:
    site = ThreadingHTTPServer(("127.0.0.1", 0), _WebPage)
    thread = threading.Thread(target=site.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{site.server_address[1]}"
    site.shutdown()
    thread.join(10)
    site.server_close()


@pytest.fixture
def run_and_kill(stage: Stage) -> Callable[[str], str]:
    """Run a program of this folder until it says it is in the middle of typing, kill it without warning; what it
    said.
    """

    def run(name: str) -> str:
        folder, address = stage.demonstration.premises.folder, stage.demonstration.server.address
        command = [sys.executable, "-m", f"tests.stories.{name}", str(folder), address]
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        said = child.stdout.readline().strip()
        child.kill()
        child.wait(30)
        child.stdout.close()
        return said

    return run
