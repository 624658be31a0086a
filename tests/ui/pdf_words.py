"""The words of a PDF that Qt wrote, as a reader finds them when searching: the glyphs drawn, through each font's own
table of what they mean (ISO 32000-1, 9.10.3).
"""

from __future__ import annotations

import re
import zlib
from pathlib import Path

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_FONT = re.compile(rb"/(F\d+) (\d+) 0 R")
_DRAWN = re.compile(rb"/(?P<font>F\d+) \S+ Tf|(?P<end>ET)\b|<(?P<glyphs>[0-9A-Fa-f]+)> Tj")


def page_count(path: Path) -> int:
    """How many pages a PDF has."""
    return len(re.findall(rb"/Type /Page\n", path.read_bytes()))


def words_of(path: Path) -> str:
    """Every text that is drawn, a line each; all kinds of space are plain ones."""
    objects = dict(_OBJECT.findall(path.read_bytes()))
    fonts = {
        name: _meanings(objects, objects[number]) for body in objects.values() for name, number in _FONT.findall(body)
    }
    pages = [objects[number] for body in objects.values() for number in re.findall(rb"/Contents (\d+) 0 R", body)]
    return "\n".join(_read(_content(page), fonts) for page in pages)


def _content(body: bytes) -> bytes:
    found = _STREAM.search(body)
    assert found is not None
    return zlib.decompress(found[1]) if b"/FlateDecode" in body else found[1]


def _meanings(objects: dict[bytes, bytes], font: bytes) -> dict[int, str]:
    table = re.search(rb"/ToUnicode (\d+) 0 R", font)
    assert table is not None, "a font without the meaning of its glyphs"
    meanings = {}
    for first, several in re.findall(rb"<(\w+)> <\w+> \[(.*?)\]", _content(objects[table[1]]), re.DOTALL):
        for place, code in enumerate(re.findall(rb"<(\w+)>", several)):
            meanings[int(first, 16) + place] = bytes.fromhex(code.decode()).decode("utf-16-be")
    return meanings


def _read(content: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    said, meanings = "", dict[int, str]()
    for found in _DRAWN.finditer(content):
        if found["font"]:
            meanings = fonts[found["font"]]
        elif found["end"]:
            said += "\n"
        else:
            codes = re.findall(rb"....", found["glyphs"])
            said += "".join(meanings.get(int(code, 16), "\N{REPLACEMENT CHARACTER}") for code in codes)
    return re.sub(r"[^\S\n]", " ", said)
