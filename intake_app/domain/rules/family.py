"""Several files of one person: which of them is shown. The same on the laptop and at the centre."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

Id = TypeVar("Id", bound=Hashable)


class Families(Generic[Id]):
    """Files that were joined, two by two. Joins are given in the order in which they count; whatever is not joined is
    a family of its own.
    """

    def __init__(self) -> None:
        self._members: dict[Id, list[Id]] = {}
        """Each file of a family → the family, the file that is shown first."""

    def join(self, merged: Id, survivor: Id) -> bool:
        """The family of `merged` is shown as that of `survivor` from now on. False, and nothing done, when they
        already are one: so no circle can be made.
        """
        shown, joined = self.members(survivor), self.members(merged)
        if shown[0] == joined[0]:
            return False
        family = [*shown, *joined]
        self._members.update(dict.fromkeys(family, family))
        return True

    def root(self, one: Id) -> Id:
        """The file that is shown."""
        return self.members(one)[0]

    def members(self, one: Id) -> list[Id]:
        """Every file of the person, the one that is shown first."""
        return self._members.get(one, [one])
