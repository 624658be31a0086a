"""The information notice owed to a person whose particulars are written down (GDPR art. 13), by version and language.

Each is one Markdown file of `resources/notices/`: front fields, then three sections: a short version for the screen, a
script to read aloud in simple words, and the full text to hand over. The texts shipped are templates: a partner
completes what stands in square brackets, has its data protection officer check it, and ships it as its own version.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from intake_app.domain.errors import BugError
from intake_app.domain.resource import resource_path

CURRENT_VERSION: Final = "2026.1"
"""The version to read or hand over today, as recorded in each delivery."""

_FILE: Final = re.compile(r"---\n(?P<front>.*?)\n---\n(?P<body>.*)", re.DOTALL)
_SECTION: Final = re.compile(r"^<!-- (short|script|full) -->$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class NoticeText:
    """A notice in one language. `script` is read aloud, `full` is Markdown with headings and lists."""

    version: str
    language: str
    title: str
    status: str
    short: str
    script: str
    full: str

    @property
    def blanks(self) -> tuple[str, ...]:
        """What the partner has still to complete, as it stands between square brackets; empty once that is done."""
        return tuple(re.findall(r"\[([^\]]+)\]", self.full))


@cache
def notice_text(version: str, language: str) -> NoticeText:
    """The notice of a version in « fr » or « en »; BugError when it is not shipped or lacks a section."""
    path = resource_path("notices", f"{version}.{language}.md")
    if not re.fullmatch(r"[\w.-]+", f"{version}{language}") or not path.is_file():
        raise BugError(f"no notice {version!r} in {language!r}")
    found = _FILE.fullmatch(path.read_text(encoding="utf-8"))
    if found is None:
        raise BugError(f"the notice {version!r} in {language!r} has no front fields")
    front = dict(line.split(": ", 1) for line in found["front"].splitlines())
    _, *parts = _SECTION.split(found["body"])
    sections = {name: text.strip() for name, text in zip(parts[::2], parts[1::2], strict=True)}
    try:
        return NoticeText(**front, **sections)
    except TypeError:
        raise BugError(f"the notice {version!r} in {language!r} lacks a field or a section") from None


def notice_versions() -> tuple[str, ...]:
    """Every version shipped, oldest first as its name sorts."""
    return tuple(sorted({path.name.rsplit(".", 2)[0] for path in resource_path("notices").glob("*.md")}))
