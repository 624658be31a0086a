"""Who may do what: the table says it, and every use case asks."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest

from intake_app import services
from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.reference import codes
from intake_app.services.access import Deed, may, require
from intake_app.storage.store import Store
from tests.store.world import StillClock, actor_of

# a form begun on this laptop is nobody's right: whoever sits there may keep it or clear it; and everybody sees what
# waits to be sent, some without the names (test_disputed_files)
FREE = {"save_draft", "discard_draft", "read_sync_page"}


def use_cases() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function of the services that takes a session and an actor."""
    for module in pkgutil.walk_packages(services.__path__, "intake_app.services."):
        for name, function in inspect.getmembers(import_module(module.name), inspect.isfunction):
            is_own = function.__module__ == module.name and not name.startswith("_")
            if is_own and list(inspect.signature(function).parameters)[:2] == ["session", "actor"]:
                yield name, function


ASKING = sorted((name, function) for name, function in use_cases() if name not in FREE | {"check_words"})


@pytest.mark.parametrize("name,use_case", ASKING, ids=[name for name, _ in ASKING])
def test_every_use_case_asks_before_anything_else(
    store: Store, clock: StillClock, name: str, use_case: Callable[..., Any]
) -> None:
    evaluator = actor_of(clock, role="evaluator")
    parameters = list(inspect.signature(use_case).parameters.values())[2:]
    given = {one.name: uuid4() for one in parameters if one.default is inspect.Parameter.empty}
    with pytest.raises(KnownError, match="not_allowed"):
        store.run(use_case, evaluator, **given)


def test_all_use_cases_were_found() -> None:
    assert len(ASKING) >= 25


FIELD = {
    Deed.MEET,
    Deed.OPEN_FILE,
    Deed.TELL_APART,
    Deed.PLAN,
    Deed.CALL_ROLL,
    Deed.FOLLOW_UP,
    Deed.REFER,
    Deed.SHARE_LAPTOP,
    Deed.TAKE_REGISTER,
}


@pytest.mark.parametrize(
    "role,allowed",
    [
        ("caretaker", FIELD),
        ("outreach", FIELD | {Deed.IMPORT, Deed.KEEP_OFFERS}),
        ("adviser", set(Deed) - {Deed.ERASE, Deed.NAME_FUNDER_FILE, Deed.KEEP_ACTIONS}),
        ("site_manager", {Deed.OPEN_FILE, Deed.PLAN, Deed.SHARE_LAPTOP, Deed.TAKE_REGISTER}),
        (
            "programme_officer",
            {Deed.OPEN_FILE, Deed.PLAN, Deed.KEEP_ACTIONS, Deed.KEEP_OFFERS, Deed.SHARE_LAPTOP}
            | {Deed.TAKE_REGISTER, Deed.NAME_FUNDER_FILE, Deed.TAKE_SHEETS},
        ),
        ("dpo", {Deed.OPEN_FILE, Deed.JOIN_FILES, Deed.TELL_APART, Deed.ARCHIVE, Deed.ERASE, Deed.SHARE_LAPTOP}),
        ("admin", {Deed.PLAN, Deed.KEEP_ACTIONS, Deed.SHARE_LAPTOP}),
        ("evaluator", set()),
        ("auditor", set()),
        ("unheard_of", set()),
    ],
)
def test_each_role_may_do_what_the_table_says(role: str, allowed: set[Deed]) -> None:
    assert {deed for deed in Deed if may(role, deed)} == allowed


def test_every_role_of_the_reference_list_is_in_the_table(clock: StillClock) -> None:
    assert {role for role in codes("role") if any(may(role, deed) for deed in Deed)} == {
        "caretaker",
        "outreach",
        "adviser",
        "site_manager",
        "programme_officer",
        "dpo",
        "admin",
    }
    actor: Actor = actor_of(clock, role="auditor")
    with pytest.raises(KnownError, match="not_allowed"):
        require(actor, Deed.OPEN_FILE)
