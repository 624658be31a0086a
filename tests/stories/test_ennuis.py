"""What can go wrong, told in `ennuis.feature`."""

from __future__ import annotations

import sqlite3

from pytest_bdd import scenarios, then, when

from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import sentence_for
from intake_app.storage.opening import DATABASE_NAME
from intake_app.storage.vault_file import COPY_NAME, FILE_NAME
from sync.client.premises import Premises
from tests.stories.conftest import Stage
from ui.shell.window import Backstage

scenarios("ennuis.feature")


def says(error: str, key: str) -> bool:
    """Whether the sentence shown is that of `key`, with what to do next."""
    return error == sentence_for(KnownError(key), "fr").in_one()


@when("une deuxième fenêtre s'ouvre sur le même dossier")
def second_window(stage: Stage) -> None:
    stage.open_window(Backstage(Premises(stage.demonstration.premises.folder)))


@then("elle dit que les fiches sont déjà ouvertes, et n'ouvre rien")
def already_open(stage: Stage) -> None:
    door = stage.laptop.window.door
    assert says(door.unlock.error(), "already_open")
    assert not door.unlock.open_button.isEnabled()
    assert stage.laptops[0].window.work is not None


@when("quelqu'un a mis une base en clair à la place des fiches")
def plaintext(stage: Stage) -> None:
    path = stage.demonstration.premises.folder / DATABASE_NAME
    for file in path.parent.glob(f"{DATABASE_NAME}*"):
        file.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE resident (id TEXT)")
    connection.close()


@when("les deux exemplaires du coffre sont abîmés")
def damaged(stage: Stage) -> None:
    for name in (FILE_NAME, COPY_NAME):
        path = stage.demonstration.premises.folder / name
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@when("on tape une adresse juste et un code faux")
def wrong_code(stage: Stage) -> None:
    ask(stage, stage.demonstration.server.address, "AAAA-BBBB-CCCC-DDDD")


@when("on tape l'adresse d'un site qui n'est pas un centre")
def wrong_site(stage: Stage, web_site: str) -> None:
    ask(stage, web_site, "AAAA-BBBB-CCCC-DDDD")


def ask(stage: Stage, address: str, code: str) -> None:
    laptop = stage.laptop
    first_run = laptop.window.door.first_run
    assert first_run is not None
    for field, text in ((first_run.address, address), (first_run.code, code)):
        field.setFocus()
        field.clear()
        laptop.hands.type(text)
    laptop.hands.press("Return")
    laptop.wait(first_run.error, "un refus")


@then("le premier démarrage dit que le code n'est pas le bon")
def code_refused(stage: Stage) -> None:
    assert says(error_of(stage), "code_wrong")


@then("le premier démarrage dit que ce n'est pas un centre Palier")
def not_a_centre(stage: Stage) -> None:
    assert says(error_of(stage), "not_palier")


def error_of(stage: Stage) -> str:
    first_run = stage.laptop.window.door.first_run
    assert first_run is not None
    return first_run.error()
