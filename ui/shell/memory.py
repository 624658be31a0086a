"""When Python looks through all of memory for rings of objects that nobody uses: while nobody is at the keyboard.

It holds every thread for as long as that takes, a tenth of a second and more once a long list has been read: in the
middle of a word being typed, were it left to itself (measured: each of the longest gaps of the window while a file of
people was brought in was one of these). What is young goes on being looked through as ever, in a few milliseconds.
"""

from __future__ import annotations

import gc
from typing import Final

_NEVER: Final = 1_000_000_000


def stay_out_of_the_way() -> None:
    """Leave aside for good what the libraries keep in memory, and look through what is old in `tidy` alone."""
    young, middle, _old = gc.get_threshold()
    gc.set_threshold(young, middle, _NEVER)
    if not gc.get_freeze_count():
        gc.freeze()


def tidy() -> None:
    """Look through everything that came since, and let go of what nobody uses."""
    gc.collect()
