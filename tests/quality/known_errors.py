"""Reads where the code makes known errors, and judges the sentences of resources/messages/errors.json against it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from tests.quality.source_tree import classes_of

LANGUAGES = ("fr", "en")
PARTS = ("what", "why", "next")
Entry = dict[str, dict[str, str]]

# French typography: a straight apostrophe, a plain or missing space before double punctuation or inside guillemets.
FRENCH_SLIPS = re.compile("'|[^\u202f\u00a0][;!?»]|[^\u202f\u00a0\\d]:|«[^\u202f\u00a0]")


class Raised(NamedTuple):
    """What the code says of its known errors."""

    calls: dict[str, list[set[str] | None]]
    """Key → names of the details given at each place that raises it; None where they are known at run time only."""
    constants: set[str]
    """Every text constant: a key kept in a table is among them."""
    composed: list[re.Pattern[str]]
    """A pattern for each key that is put together, as `f"workshop_{status}"`."""


def error_classes(trees: list[ast.Module]) -> set[str]:
    """`KnownError` and every class that descends from it, by name."""
    owners = [owner for tree in trees for owner in classes_of(tree)]
    bases = {owner.name: {last_name(base) for base in owner.bases} for owner in owners}
    known = {"KnownError"}
    while found := {name for name, parents in bases.items() if parents & known} - known:
        known |= found
    return known


def last_name(node: ast.expr) -> str:
    """`errors.KnownError` and `KnownError` alike → `KnownError`."""
    return ast.unparse(node).rsplit(".", 1)[-1]


def error_calls(trees: list[ast.Module]) -> Iterator[ast.Call]:
    """Every place where a known error is made with a key."""
    names = error_classes(trees)
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and last_name(node.func) in names:
                yield node


def text_of(node: ast.AST) -> str | None:
    """The text of a constant; None for anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def pattern_of(text: ast.JoinedStr) -> re.Pattern[str]:
    """What an f-string may become, a word standing for each part that is computed."""
    parts = [text_of(part) for part in text.values]
    return re.compile("".join(r"\w+" if part is None else re.escape(part) for part in parts))


def read_raised(trees: list[ast.Module]) -> Raised:
    """Read every known error that these files make."""
    calls: dict[str, list[set[str] | None]] = {}
    composed = []
    for call in error_calls(trees):
        key = text_of(call.args[0])
        names = [keyword.arg for keyword in call.keywords]
        if key is not None:
            calls.setdefault(key, []).append(None if None in names else {name for name in names if name})
        elif isinstance(call.args[0], ast.JoinedStr):
            composed.append(pattern_of(call.args[0]))
    constants = {text for tree in trees for node in ast.walk(tree) if (text := text_of(node)) is not None}
    return Raised(calls, constants, composed)


def placeholders(sentences: dict[str, str]) -> set[str]:
    """The details that the sentences of one language ask for."""
    return {name for text in sentences.values() for name in re.findall(r"\{(\w+)\}", text)}


def wanting(entry: Entry) -> list[str]:
    """What the sentences of one key lack: a part, the same details in both languages, French typography."""
    found = []
    for language in LANGUAGES:
        for part in PARTS:
            text = entry.get(language, {}).get(part)
            if text is None or (part != "why" and not text.strip()):
                found.append(f"no {language}.{part}")
    if found:
        return found
    if placeholders(entry["fr"]) != placeholders(entry["en"]):
        found.append("not the same details in French and English")
    return found + [f"French typography of {part}" for part in PARTS if FRENCH_SLIPS.search(entry["fr"][part])]


def unused(key: str, raised: Raised, tables: set[str]) -> bool:
    """Whether nothing in the code can give this key."""
    return key not in raised.constants | tables and not any(pattern.fullmatch(key) for pattern in raised.composed)


def faults(sentences: dict[str, Entry], trees: list[ast.Module], tables: set[str]) -> list[str]:
    """Keys without sentences, sentences that nobody needs, sentences that lack a part or a detail.

    `tables` are keys that the code keeps in a table and raises from there.
    """
    raised = read_raised(trees)
    found = [f"{key}: no sentences" for key in sorted((set(raised.calls) | tables) - set(sentences))]
    for key, entry in sentences.items():
        found += [f"{key}: {lack}" for lack in wanting(entry)]
        found += [f"{key}: nobody raises it"] if unused(key, raised, tables) else []
        asked = placeholders(entry.get("fr", {}))
        lacking = [asked - given for given in raised.calls.get(key, []) if given is not None]
        found += [f"{key}: {', '.join(sorted(names))} not given" for names in lacking if names]
    return found
