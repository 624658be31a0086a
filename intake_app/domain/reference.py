"""The versioned bilingual code lists of `resources/reference/`: which codes a field may hold, and how each one reads.

A code is never removed and never changes its meaning: it ends (`valid_to`) and stays readable. `mapping` holds what
other frameworks call it (`esf`, `iae`, `isced`, `asp`…) and `short_form`, its place among the chips of the short form.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from intake_app.domain.errors import BugError
from intake_app.domain.resource import resource_path


@dataclass(frozen=True)
class ReferenceEntry:
    """One code of a list, with its French and English labels. Both ends of its validity are included; None is open."""

    code: str
    fr: str
    en: str
    short_fr: str
    short_en: str
    meaning_fr: str
    meaning_en: str
    valid_from: date | None
    valid_to: date | None
    mapping: Mapping[str, Any]

    def label(self, language: str) -> str:
        """The full label."""
        return self.en if language == "en" else self.fr

    def short_label(self, language: str) -> str:
        """The label of a chip or a narrow column; the full one where it is short enough."""
        return self.short_en if language == "en" else self.short_fr

    def meaning(self, language: str) -> str:
        """A sentence that explains the label, or an empty text."""
        return self.meaning_en if language == "en" else self.meaning_fr

    def is_valid_on(self, day: date) -> bool:
        """True when the code may be chosen that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class ReferenceList:
    """A whole list, in the order in which it is shown, with its version and the source of its codes."""

    name: str
    version: str
    source: str
    entries: tuple[ReferenceEntry, ...]


@cache
def list_names() -> tuple[str, ...]:
    """Every list shipped, sorted."""
    return tuple(sorted(path.stem for path in resource_path("reference").glob("*.json")))


@cache
def reference_list(list_name: str) -> ReferenceList:
    """A list by name; BugError when there is none (the name comes from code, never from a person)."""
    if list_name not in list_names():
        raise BugError(f"no reference list is called {list_name!r}")
    raw = json.loads(resource_path("reference", f"{list_name}.json").read_text(encoding="utf-8"))
    return ReferenceList(raw["list"], raw["version"], raw["source"], tuple(_entry(fields) for fields in raw["items"]))


def entries(list_name: str, on: date | None = None) -> tuple[ReferenceEntry, ...]:
    """The entries of a list, in display order: all of them, or those that may be chosen on a day."""
    everything = reference_list(list_name).entries
    return everything if on is None else tuple(one for one in everything if one.is_valid_on(on))


def codes(list_name: str, on: date | None = None) -> tuple[str, ...]:
    """The codes of a list, in display order: all of them, or those that may be chosen on a day."""
    return tuple(one.code for one in entries(list_name, on))


def is_code(list_name: str, code: str) -> bool:
    """True when the list has this code, whether it may still be chosen or not."""
    return code in _by_code(list_name)


def entry(list_name: str, code: str) -> ReferenceEntry:
    """The entry of a code; BugError when the list has no such code."""
    found = _by_code(list_name).get(code)
    if found is None:
        raise BugError(f"the reference list {list_name!r} has no code {code!r}")
    return found


def label(list_name: str, code: str, language: str) -> str:
    """The full label of a code; BugError when the list has no such code."""
    return entry(list_name, code).label(language)


def chips(list_name: str, on: date | None = None) -> tuple[ReferenceEntry, ...]:
    """What the short form offers of a list, in the order of its chips; empty when the list is not part of it."""
    chosen = [one for one in entries(list_name, on) if "short_form" in one.mapping]
    return tuple(sorted(chosen, key=lambda one: int(one.mapping["short_form"])))


@cache
def _by_code(list_name: str) -> Mapping[str, ReferenceEntry]:
    return MappingProxyType({one.code: one for one in reference_list(list_name).entries})


def _entry(fields: Mapping[str, Any]) -> ReferenceEntry:
    french, english = fields["fr"], fields["en"]
    return ReferenceEntry(
        code=fields["code"],
        fr=french,
        en=english,
        short_fr=fields.get("short_fr", french),
        short_en=fields.get("short_en", english),
        meaning_fr=fields.get("meaning_fr", ""),
        meaning_en=fields.get("meaning_en", ""),
        valid_from=_day(fields["valid_from"]),
        valid_to=_day(fields["valid_to"]),
        mapping=MappingProxyType(fields["map"]),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
