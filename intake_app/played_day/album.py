"""The pictures of the pages: every page at every size, in both colour schemes and both languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Final

from intake_app.domain.sentences import Language
from intake_app.played_day.laptop import SIZE, PlayedLaptop
from intake_app.played_day.patience import UnmetError, turn
from ui.preferences import Scheme

_TURNS: Final = 3
"""Of the event loop after a change of size or colours: layouts settle from the outside inwards."""


@dataclass(frozen=True)
class Variants:
    """What each page is drawn in. Sizes are logical pixels: a laptop's screen, and the same at 150 %."""

    sizes: Sequence[tuple[int, int]] = (SIZE, (911, 512))
    schemes: Sequence[Scheme] = ("light", "dark")
    languages: Sequence[Language] = ("fr", "en")


@dataclass(frozen=True)
class Scene:
    """A page to draw, and what brings a laptop there."""

    page: str
    arrange: Callable[[PlayedLaptop], None]


class Album:
    """Files `<page>-<width>x<height>-<scheme>-<language>.png` in `folder`, which loses its older ones."""

    def __init__(self, folder: Path, variants: Variants) -> None:
        self.folder = folder
        self.variants = variants
        self.pictures: list[str] = []
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.png"):
            old.unlink()

    def draw(self, laptop: PlayedLaptop, scenes: Sequence[Scene]) -> None:
        """Draw these pages in every variant, then leave the laptop in French, in the light scheme.

        Every scene is arranged again for each scheme: dressing many pages anew takes longer than arranging one, and
        right after a change of language there are few.
        """
        for scheme, language in product(self.variants.schemes, self.variants.languages):
            laptop.follow(language=language)
            laptop.follow(scheme=scheme)
            laptop.dismiss_message()
            for scene in scenes:
                scene.arrange(laptop)
                self._draw_page(laptop, f"{scheme}-{language}", scene.page)
        laptop.follow(language="fr")
        laptop.follow(scheme="light")

    def _draw_page(self, laptop: PlayedLaptop, variant: str, page: str) -> None:
        for width, height in self.variants.sizes:
            laptop.window.resize(width, height)
            for _turn in range(_TURNS):
                turn(0)
            laptop.hands.bring_into_sight(laptop.hands.focus())
            self._keep(laptop, f"{page}-{width}x{height}-{variant}.png")
        laptop.window.resize(*SIZE)
        turn(0)

    def _keep(self, laptop: PlayedLaptop, name: str) -> None:
        if not laptop.window.grab().save(str(self.folder / name)):
            raise UnmetError(f"L’image {name} n’a pas pu être enregistrée.")
        self.pictures.append(name)
