"""Writes the set: `python -m tests.likeness.generate`. The same seed gives the same files."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.likeness.names import Name, draw_family, draw_first, draw_name, sections
from tests.likeness.people import REGISTERED, TYPED, Somebody, write
from tests.likeness.slips import misdate, mistype, rejoin, respell, shorten_date

SEED = 20261126
REGISTER, BUILDINGS = 3_000, 60
Known = tuple[Somebody, Name]


class Writer:
    """Registers people and types them again; `truth` holds the whole birth date of each."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.truth: dict[str, str] = {}
        self._phones = iter(self.draw.sample(range(10_000), 10_000))

    def register(self, number: int) -> Known:
        """Somebody's file, with what was known then."""
        name = draw_name(self.draw)
        return self.file(str(number), name, name.family[0], name.first[0], self.building()), name

    def file(self, number: str, name: Name, family: str, first: str, building: str) -> Somebody:
        """A file of somebody of that name, living there."""
        born = self.born(name.origin)
        self.truth[number] = born
        known = self.draw.choices(
            (born, born[:4], f"{int(born[:4]) + self.draw.randint(-2, 2)}~", ""), (62, 13, 5, 20)
        )[0]
        gender = name.gender if self.draw.random() < 0.4 else ""
        phone = self.phone() if self.draw.random() < 0.78 else ""
        return Somebody(number, family, first, "", known, gender, phone, building if self.draw.random() < 0.88 else "")

    def born(self, origin: str) -> str:
        """A birth date; 1 January for one in eight of those whose papers often say so."""
        year = self.draw.randint(1945, 2008)
        if origin in ("north_african", "west_african") and self.draw.random() < 0.12:
            return f"{year}-01-01"
        return f"{year}-{self.draw.randint(1, 12):02d}-{self.draw.randint(1, 28):02d}"

    def phone(self) -> str:
        """A number nobody else has, of those kept for fiction."""
        return f"+3363998{next(self._phones):04d}"

    def building(self) -> str:
        return str(self.draw.randint(1, BUILDINGS))

    def again(self, file: Somebody, kind: str) -> Somebody:
        """The same person met once more: the phone may be new, the date may not be asked, the person may have moved."""
        draw, born = self.draw, self.truth[file.number]
        return replace(
            file,
            kind=kind,
            is_of=file.number,
            birth_date=draw.choices((born, born[:4], ""), (70, 10, 20))[0],
            phone=draw.choices((file.phone, self.phone(), ""), (65, 13, 22))[0],
            building=draw.choices((file.building, self.building(), ""), (82, 8, 10))[0],
            gender=file.gender if draw.random() < 0.5 else "",
        )


def same(_writer: Writer, file: Somebody, _name: Name) -> Somebody:
    return file


def swapped(_writer: Writer, file: Somebody, _name: Name) -> Somebody:
    return replace(file, family_name=file.first_name, first_name=file.family_name)


def married(writer: Writer, file: Somebody, name: Name) -> Somebody:
    """A woman under her husband's name, some with both, some with the birth name beside."""
    husband = draw_family(writer.draw, name.origin)[0]
    manner = writer.draw.choices(("both", "birth name", "alone"), (30, 35, 35))[0]
    if manner == "both":
        return replace(file, family_name=f"{file.family_name}-{husband}")
    birth_name = file.family_name if manner == "birth name" else ""
    return replace(file, family_name=husband, birth_name=birth_name)


def transliterated(writer: Writer, file: Somebody, name: Name) -> Somebody:
    family = respell(writer.draw, name.family, file.family_name)
    first = respell(writer.draw, name.first, file.first_name)
    which = writer.draw.choice(("family", "first", "both"))
    return replace(
        file,
        family_name=family if which != "first" or len(name.first) == 1 else file.family_name,
        first_name=first if which != "family" or len(name.family) == 1 else file.first_name,
    )


def rejoined(writer: Writer, file: Somebody, _name: Name) -> Somebody:
    return replace(
        file, family_name=rejoin(writer.draw, file.family_name), first_name=rejoin(writer.draw, file.first_name)
    )


def mistyped(writer: Writer, file: Somebody, _name: Name) -> Somebody:
    slips = writer.draw.choices(("family", "first", "both"), (50, 38, 12))[0]
    family = file.family_name if slips == "first" else mistype(writer.draw, file.family_name)
    first = file.first_name if slips == "family" else mistype(writer.draw, file.first_name)
    return replace(file, family_name=family, first_name=first)


def first_of_january(writer: Writer, file: Somebody, _name: Name) -> Somebody:
    """The day is not known: papers say 1 January of the year, or of the year beside it."""
    year = int(writer.truth[file.number][:4]) + writer.draw.choices((0, -1, 1), (80, 10, 10))[0]
    return replace(file, birth_date=f"{year}-01-01")


def undated(_writer: Writer, file: Somebody, _name: Name) -> Somebody:
    return replace(file, birth_date="")


def partly_dated(writer: Writer, file: Somebody, _name: Name) -> Somebody:
    return replace(file, birth_date=shorten_date(writer.draw, writer.truth[file.number]))


def misdated(writer: Writer, file: Somebody, _name: Name) -> Somebody:
    return replace(file, birth_date=misdate(writer.draw, writer.truth[file.number]))


def shortened(writer: Writer, file: Somebody, _name: Name) -> Somebody:
    """One of two first names, or one of two surnames, left out or added."""
    if "-" in file.first_name:
        return replace(file, first_name=file.first_name.split("-")[0])
    if writer.draw.random() < 0.6:
        second = draw_first(writer.draw, _name.origin, _name.gender)[0]
        return replace(file, first_name=f"{file.first_name} {second}")
    return replace(file, family_name=f"{file.family_name} {draw_family(writer.draw, _name.origin)[0]}")


AGAIN: dict[str, tuple[int, Callable[[Writer, Somebody, Name], Somebody]]] = {
    "same": (90, same), "swapped": (90, swapped), "married name": (110, married),
    "transliteration": (150, transliterated), "hyphens, spaces, accents": (110, rejoined),
    "typing error": (150, mistyped), "1 January": (90, first_of_january), "no birth date": (110, undated),
    "part of a birth date": (90, partly_dated), "birth date mistaken": (90, misdated),
    "one name of two": (70, shortened),
}  # fmt: skip
OTHERS = {"household": 260, "twin": 40, "parent of the same name": 40, "namesake": 140, "stranger": 700}
NEAR, NEAR_SIBLINGS = "near sibling", 120


def somebody_else(writer: Writer, kind: str, file: Somebody, name: Name) -> Somebody:
    """Somebody who has no file, and lives with somebody who has or bears the same name."""
    draw = writer.draw
    if kind == "stranger":
        fresh = draw_name(draw)
        return replace(writer.file("", fresh, fresh.family[0], fresh.first[0], writer.building()), kind=kind)
    if kind == "namesake":
        return replace(writer.file("", name, file.family_name, file.first_name, writer.building()), kind=kind)
    first = file.first_name
    while first == file.first_name and kind in ("household", "twin"):
        first = draw_first(draw, name.origin, draw.choice("FM"))[0]
    family = file.family_name if draw.random() < 0.85 else draw_family(draw, name.origin)[0]
    other = writer.file("", name, family if kind == "household" else file.family_name, first, file.building)
    born = {"twin": writer.truth[file.number], "parent of the same name": _of_a_parent(draw, writer, file)}
    shares_phone = draw.random() < 0.5
    return replace(
        other,
        kind=kind,
        gender="",
        birth_date=(born[kind] if draw.random() < 0.75 else "") if kind in born else other.birth_date,
        phone=file.phone if shares_phone else other.phone,
        building=file.building,
    )


def _of_a_parent(draw: random.Random, writer: Writer, file: Somebody) -> str:
    born = writer.truth[file.number]
    return f"{int(born[:4]) - draw.randint(18, 38)}{born[4:7]}-{draw.randint(1, 28):02d}"


def generate(seed: int = SEED) -> tuple[list[Somebody], list[Somebody]]:
    """The files, and what is typed afterwards."""
    writer = Writer(seed)
    known = [writer.register(number) for number in range(1, REGISTER + 1)]
    typed: list[Somebody] = []
    for kind, (count, change) in AGAIN.items():
        able = [pair for pair in known if _can(kind, *pair)]
        for file, name in writer.draw.sample(able, count):
            typed.append(change(writer, writer.again(file, kind), name))
    for kind, count in OTHERS.items():
        typed += [somebody_else(writer, kind, *one) for one in writer.draw.sample(known, count)]
    siblings = list(_near_siblings(writer, NEAR_SIBLINGS))
    typed += [typed_one for _, typed_one in siblings]
    numbered = [replace(one, number=str(place)) for place, one in enumerate(typed, start=1)]
    return [*(file for file, _ in known), *(file for file, _ in siblings)], numbered


def _near_siblings(writer: Writer, count: int) -> Iterator[tuple[Somebody, Somebody]]:
    """Files of people, and their brothers and sisters whose first name is near."""
    pairs = sections()["near siblings"]
    for place in range(count):
        file, name = writer.register(REGISTER + 1 + place)
        one, other = pairs[place % len(pairs)]
        file = replace(file, first_name=one, gender="")
        yield file, replace(somebody_else(writer, NEAR, file, name), first_name=other)


def _can(kind: str, file: Somebody, name: Name) -> bool:
    if kind == "married name":
        return name.gender == "F"
    if kind == "transliteration":
        return len(name.family) > 1 or len(name.first) > 1
    if kind == "hyphens, spaces, accents":
        return any(mark in file.family_name + file.first_name for mark in " -éèïëâ’")
    return True


if __name__ == "__main__":
    registered, typed_again = generate()
    write(REGISTERED, registered)
    write(TYPED, typed_again)
    print(f"{len(registered)} files, {len(typed_again)} people typed")
