"""What fingers and ears do to a name and a date."""

from __future__ import annotations

import random

_KEYS = """a:zqs b:vn c:xv d:sfe e:zr f:dg g:fh h:gj i:uo j:hk k:jl l:km m:lp n:b o:ip p:o q:as r:et s:qd t:ry u:yi v:cb
w:x x:wc y:tu z:ae"""
_BESIDE = dict(pair.split(":") for pair in _KEYS.split())
"""Neighbours on a French keyboard."""
_ACCENTS = str.maketrans("éèêëàâîïôûüçÉ", "eeeeaaiiouucE")


def mistype(draw: random.Random, name: str) -> str:
    """The name with one slip of the fingers, seldom in its first letter."""
    if len(name) < 3:
        return name + name[-1]
    place = draw.randint(0 if draw.random() < 0.06 else 1, len(name) - 2)
    letter = name[place].lower()
    slip = draw.choice(("left out", "doubled", "turned", "beside", "beside", "added"))
    if slip == "left out":
        return name[:place] + name[place + 1 :]
    if slip == "turned":
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    put = draw.choice(_BESIDE.get(letter.translate(_ACCENTS), "e"))
    if slip == "doubled":
        return name[:place] + name[place] + name[place:]
    return name[:place] + put + name[place + (slip == "beside") :]


def respell(draw: random.Random, spellings: tuple[str, ...], now: str) -> str:
    """Another spelling of the name; the same when there is none."""
    return draw.choice([one for one in spellings if one != now] or [now])


def rejoin(draw: random.Random, name: str) -> str:
    """The name with its hyphens and spaces written otherwise; capitals when it has none."""
    if "-" in name:
        return name.replace("-", draw.choice((" ", "")))
    if " " in name:
        return name.replace(" ", draw.choice(("", "-")))
    return name.upper().translate(_ACCENTS)


def misdate(draw: random.Random, born: str) -> str:
    """A full date with day and month turned, or with one figure wrong."""
    year, month, day = born.split("-")
    if int(day) <= 12 and day != month and draw.random() < 0.5:
        return f"{year}-{day}-{month}"
    if draw.random() < 0.5:
        return f"{int(year) + draw.choice((-10, -1, 1, 10))}-{month}-{day}"
    return f"{year}-{month}-{(int(day) + draw.choice((1, 2, 3)) - 1) % 28 + 1:02d}"


def shorten_date(draw: random.Random, born: str) -> str:
    """Less than the whole date: the year, the month, about when, or the 1 January that papers say."""
    year = int(born[:4])
    return draw.choice((f"{year}", f"{year}", born[:7], f"{year + draw.randint(-2, 2)}~"))
