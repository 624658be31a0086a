"""One word per thing: names that say nothing are refused, and so are words taken by the glossary for another."""

from __future__ import annotations

import re
from pathlib import Path

from tests.quality.source_tree import ROOT, classes_of, functions_of, python_files, read_tree, shown

EMPTY_WORDS = {"data", "info", "infos", "item", "items", "manager", "managers", "helper", "helpers", "util", "utils"}
# A workshop is never a session, a resident never a user: where the field's own terms live, these words name nothing.
TAKEN_WORDS = {"session", "sessions", "user", "users"}
FIELD_TERMS = ("intake_app/domain/", "intake_app/services/", "sync/protocol/")
# Qt's own methods, overridden under the names that Qt gives them.
QT_METHODS = {
    "data",
    "setData",
    "headerData",
    "setHeaderData",
    "itemData",
    "mimeData",
    "dropMimeData",
    "canDropMimeData",
    "addItem",
    "itemAt",
    "itemChange",
}
# An overridden method of requests' HTTPAdapter, under the name it gives.
NETWORK_METHODS = {"proxy_manager_for"}


def words_of(name: str) -> set[str]:
    """The words of an identifier, lower case: `ResidentData_list` → resident, data, list."""
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def badly_named(path: Path, root: Path) -> list[str]:
    """The module, classes and functions of this file that carry a refused word."""
    name = shown(path, root)
    tree = read_tree(path)
    functions = {function.name for function in functions_of(tree)}
    if name.startswith("ui/"):
        functions -= QT_METHODS
    if name == "sync/client/transport.py":
        functions -= NETWORK_METHODS
    classes = {owner.name for owner in classes_of(tree)}
    # the folder that the checkout itself lies in is nobody's choice
    folder = path.parent.relative_to(root).name
    found = [word for word in [path.stem, folder, *sorted(functions | classes)] if words_of(word) & EMPTY_WORDS]
    if name.startswith(FIELD_TERMS):
        found += [word for word in [path.stem, *sorted(classes)] if words_of(word) & TAKEN_WORDS]
    return [f"{name}: {word}" for word in found]


def all_badly_named(root: Path) -> list[str]:
    """The refused names below `root`."""
    return [finding for path in python_files(root) for finding in badly_named(path, root)]


def test_names_say_what_things_are() -> None:
    assert all_badly_named(ROOT) == []


def test_words_are_read_from_both_spellings() -> None:
    assert words_of("HTTPUserInfo") == {"http", "user", "info"}
    assert words_of("load_database_metadata") == {"load", "database", "metadata"}


def test_each_kind_of_empty_name_is_found(tmp_path: Path) -> None:
    (tmp_path / "sync").mkdir()
    (tmp_path / "sync" / "utils.py").write_text("class SyncManager:\n    def get_items(self): ...\n")
    assert all_badly_named(tmp_path) == [
        "sync/utils.py: utils",
        "sync/utils.py: SyncManager",
        "sync/utils.py: get_items",
    ]


def test_a_workshop_called_session_is_found_where_the_field_terms_live(tmp_path: Path) -> None:
    for folder in ("domain", "storage"):
        (tmp_path / "intake_app" / folder).mkdir(parents=True)
        (tmp_path / "intake_app" / folder / "users.py").write_text("class WorkshopSession: ...\n")
    found = ["intake_app/domain/users.py: users", "intake_app/domain/users.py: WorkshopSession"]
    assert all_badly_named(tmp_path) == found


def test_qt_keeps_its_own_names_in_windows_only(tmp_path: Path) -> None:
    for folder in ("ui", "sync"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "table.py").write_text("class Table:\n    def headerData(self): ...\n")
    assert all_badly_named(tmp_path) == ["sync/table.py: headerData"]
