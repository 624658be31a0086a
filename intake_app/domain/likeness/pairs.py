"""Who among many resembles whom: those who share a key are compared, once each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from intake_app.domain.likeness.keys import keys_of, keys_to_look_for
from intake_app.domain.likeness.likeness import Likeness, compare
from intake_app.domain.likeness.portrait import Portrait


class Gallery:
    """Portraits to look among, by their place in the order in which they were hung."""

    def __init__(self, portraits: Iterable[Portrait] = ()) -> None:
        self.portraits: list[Portrait] = []
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for portrait in portraits:
            self.hang(portrait)

    def hang(self, portrait: Portrait) -> int:
        """Add somebody; returns their place."""
        place = len(self.portraits)
        self.portraits.append(portrait)
        for key in keys_of(portrait):
            self._places[key].append(place)
        return place

    def find(self, portrait: Portrait) -> list[tuple[int, Likeness]]:
        """The places of those who resemble somebody, the most alike first."""
        places = {place for key in keys_to_look_for(portrait) for place in self._places.get(key, ())}
        found = ((place, compare(portrait, self.portraits[place])) for place in sorted(places))
        return sorted(((place, like) for place, like in found if like.is_shown), key=lambda pair: -pair[1].score)


def resembling_within(portraits: Sequence[Portrait]) -> Iterator[tuple[int, int, Likeness]]:
    """Pairs that resemble each other within one list, a file to be imported for instance: (earlier place, later place,
    how).
    """
    gallery = Gallery()
    for place, portrait in enumerate(portraits):
        for earlier, likeness in gallery.find(portrait):
            yield earlier, place, likeness
        gallery.hang(portrait)
