"""Brings resources/i18n/ up to date with the words of the windows: `python3 run.py translations`.

The source is French. `palier_en.ts` holds the English of every text: translate there what is marked unfinished, then
run this again. `palier_fr.ts` holds the two forms of counted texts only. The `.qm` files are what the program loads.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from source_words import UnreadableWordsError, Words, read_words

ROOT: Final = Path(__file__).resolve().parents[1]
I18N: Final = ROOT / "resources" / "i18n"
LOCALES: Final = {"en": "en_GB", "fr": "fr_FR"}
FORMS: Final = 2
"""English and French both tell one from several; French counts 0 among the singular."""
_INVISIBLE: Final = {"\u202f": "&#x202f;", "\u00a0": "&#xa0;"}
_ENDING: Final = re.compile(r"\((\w+)\)")


@dataclass(frozen=True)
class Translation:
    """What becomes of one text: a form, or two when it counts something. A form not written yet is ""."""

    words: Words
    forms: tuple[str, ...]

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left to translate."""
        return all(self.forms)


def read_ts(path: Path) -> list[Translation]:
    """The translations in a file of Qt Linguist; none when there is no such file."""
    if not path.exists():
        return []
    found = []
    for context in ElementTree.parse(path).getroot().iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            is_plural = message.get("numerus") == "yes"
            source, comment = message.findtext("source") or "", message.findtext("comment") or ""
            forms = [form.text or "" for form in message.iter("numerusform" if is_plural else "translation")]
            found.append(Translation(Words(context.findtext("name") or "", source, comment, is_plural), tuple(forms)))
    return found


def merge(words: Iterable[Words], known: Iterable[Translation], language: str) -> list[Translation]:
    """The translations of `words`: those known, empty forms for what is new. What is asked no more is dropped.

    A counted text that a class inherits takes the forms of its like; new French forms follow from the brackets:
    « %n fiche(s) » gives « %n fiche » and « %n fiches ».
    """
    kept = {one.words: one.forms for one in known}
    alike = {(one.text, one.comment): forms for one, forms in kept.items() if one.is_plural and all(forms)}
    merged = []
    for one in sorted(words):
        if language == "fr" and not one.is_plural:
            continue
        new = french_forms(one.text) if language == "fr" else ("",) * (FORMS if one.is_plural else 1)
        fallback = alike.get((one.text, one.comment), new) if one.is_plural else new
        merged.append(Translation(one, kept.get(one, fallback)))
    return merged


def french_forms(text: str) -> tuple[str, str]:
    """Singular and plural of « %n absent(s) prévenu(s) »."""
    return _ENDING.sub("", text), _ENDING.sub(r"\1", text)


def write_ts(translations: list[Translation], language: str) -> str:
    """The text of a file of Qt Linguist; spaces that the eye cannot tell apart are written as numbers."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>"]
    lines.append(f'<TS version="2.1" language="{LOCALES[language]}" sourcelanguage="fr_FR">')
    for context in dict.fromkeys(one.words.context for one in translations):
        lines += ["<context>", f"    <name>{_shown(context)}</name>"]
        for one in translations:
            if one.words.context == context:
                lines += _message(one)
        lines.append("</context>")
    return "\n".join([*lines, "</TS>", ""])


def _message(one: Translation) -> list[str]:
    words, state = one.words, "" if one.is_finished else ' type="unfinished"'
    lines = ['    <message numerus="yes">' if words.is_plural else "    <message>"]
    lines.append(f"        <source>{_shown(words.text)}</source>")
    if words.comment:
        lines.append(f"        <comment>{_shown(words.comment)}</comment>")
    forms = "".join(f"<numerusform>{_shown(form)}</numerusform>" for form in one.forms)
    said = forms if words.is_plural else _shown(one.forms[0])
    return [*lines, f"        <translation{state}>{said}</translation>", "    </message>"]


def _shown(text: str) -> str:
    escaped = escape(text)
    for space, number in _INVISIBLE.items():
        escaped = escaped.replace(space, number)
    return escaped


def compile_ts(source: Path, target: Path) -> None:
    """Write the `.qm` of a `.ts` with Qt's own compiler. Raises CalledProcessError, whose `stdout` says why."""
    import PySide6

    compiler = Path(PySide6.__file__).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    command = [str(compiler), "-silent", str(source), "-qm", str(target)]
    subprocess.run(command, check=True, capture_output=True, text=True)


def main() -> int:
    """Merge and compile both languages; return 1 when something cannot be read or is not translated yet."""
    try:
        words = read_words(ROOT)
    except UnreadableWordsError as error:
        print(error, file=sys.stderr)
        return 1
    unfinished = 0
    I18N.mkdir(parents=True, exist_ok=True)
    for language in LOCALES:
        source = I18N / f"palier_{language}.ts"
        merged = merge(words, read_ts(source), language)
        source.write_text(write_ts(merged, language), encoding="utf-8", newline="\n")
        compile_ts(source, source.with_suffix(".qm"))
        missing = [one.words for one in merged if not one.is_finished]
        print(f"{source.name}: {len(merged)} texts, {len(missing)} to translate")
        for one in missing:
            print(f"    {one.context}: {one.text}")
        unfinished += len(missing)
    return 1 if unfinished else 0


if __name__ == "__main__":
    sys.exit(main())
