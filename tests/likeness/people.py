"""Somebody of the set, as a line of a file."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from uuid import UUID

from intake_app.domain.likeness.portrait import Portrait

FOLDER = Path(__file__).parent
REGISTERED, TYPED = FOLDER / "registered.csv", FOLDER / "typed.csv"


@dataclass(frozen=True)
class Somebody:
    """A file, or what is typed of somebody: texts, empty when not known. Of what is typed, `kind` says what happened,
    and `is_of` is the number of the file it is of, empty when the person has none.
    """

    number: str
    family_name: str
    first_name: str
    birth_name: str = ""
    birth_date: str = ""
    gender: str = ""
    phone: str = ""
    building: str = ""
    kind: str = ""
    is_of: str = ""

    def portrait(self) -> Portrait:
        """What is compared."""
        return Portrait(
            self.family_name,
            self.first_name,
            self.birth_name or None,
            self.birth_date or None,
            self.gender or None,
            self.phone or None,
            UUID(int=(7 << 76) | (2 << 62) | int(self.building)) if self.building else None,
        )


def write(path: Path, people: Iterable[Somebody]) -> None:
    """Write a file of the set."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(Somebody)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(one) for one in people)


def read(path: Path) -> list[Somebody]:
    """Read a file of the set."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Somebody(**row) for row in csv.DictReader(file)]
