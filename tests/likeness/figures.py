"""Precision and recall of the likeness on the set, by kind: `python -m tests.likeness.figures`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from intake_app.domain.likeness.likeness import SHOWN, Bond
from intake_app.domain.likeness.pairs import Gallery
from tests.likeness.people import REGISTERED, TYPED, Somebody, read


@dataclass
class Tally:
    """Of the people typed of one kind: how many have a file, how many of those were shown it, and how many files of
    somebody else were shown as perhaps the same person; `homes` counts those shown as of one home at most.
    """

    typed: int = 0
    expected: int = 0
    found: int = 0
    wrong: int = 0
    homes: int = 0
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of the files shown, the share that was the person's."""
        shown = self.found + self.wrong
        return self.found / shown if shown else 1.0

    @property
    def recall(self) -> float:
        """Of the people who have a file, the share that was shown it."""
        return self.found / self.expected if self.expected else 1.0

    def add(self, other: Tally) -> None:
        """Count these too."""
        for name in ("typed", "expected", "found", "wrong", "homes"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def measure(registered: list[Somebody], typed: list[Somebody], threshold: int = SHOWN) -> dict[str, Tally]:
    """Kind → tally, when what scores at least `threshold` is shown."""
    gallery = Gallery(one.portrait() for one in registered)
    tallies: dict[str, Tally] = {}
    for somebody in typed:
        tally = tallies.setdefault(somebody.kind, Tally())
        found = [(registered[place].number, like) for place, like in gallery.find(somebody.portrait())]
        shown = [number for number, like in found if like.bond is Bond.SAME_PERSON and like.score >= threshold]
        tally.typed += 1
        tally.expected += bool(somebody.is_of)
        tally.found += somebody.is_of in shown
        tally.wrong += len([number for number in shown if number != somebody.is_of])
        tally.homes += any(like.bond is Bond.HOUSEHOLD for _, like in found)
        if somebody.is_of and somebody.is_of not in shown:
            tally.missed.append(somebody.number)
    return tallies


def total(tallies: dict[str, Tally]) -> Tally:
    """All kinds together."""
    whole = Tally()
    for tally in tallies.values():
        whole.add(tally)
    return whole


def lines(tallies: dict[str, Tally]) -> Iterator[str]:
    """The table."""
    yield f"{'kind':<28}{'typed':>7}{'found':>13}{'others shown':>14}{'precision':>11}{'recall':>8}{'homes':>7}"
    for kind, tally in (*tallies.items(), ("all", total(tallies))):
        found = f"{tally.found} of {tally.expected}" if tally.expected else ""
        recall = f"{tally.recall:.3f}" if tally.expected else ""
        precision = f"{tally.precision:.3f}" if tally.expected else ""
        yield f"{kind:<28}{tally.typed:>7}{found:>13}{tally.wrong:>14}{precision:>11}{recall:>8}{tally.homes:>7}"


def main() -> None:
    """Print the table at the threshold that is shown, then the whole at others."""
    registered, typed = read(REGISTERED), read(TYPED)
    print(f"{len(registered)} files; shown from a score of {SHOWN}")
    print("\n".join(lines(measure(registered, typed))))
    print()
    for threshold in (50, 60, 70, 80, 90, 95, 99):
        whole = total(measure(registered, typed, threshold))
        print(f"from {threshold}: precision {whole.precision:.3f}, recall {whole.recall:.3f}")


if __name__ == "__main__":
    main()
