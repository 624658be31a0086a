"""What a screen needs to let somebody choose a passphrase: what is wrong with it, how strong it is, and a good one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from intake_app.domain.sentences import Language


@dataclass(frozen=True)
class PassphraseChoice:
    """`forbidden` are words that everybody around would guess: the person's own names, the place."""

    forbidden: Sequence[str] = ()

    def problems(self, passphrase: str) -> list[str]:
        """Keys of what is wrong with it; none when it will do."""
        # imported here: only who chooses a passphrase needs the dictionaries
        from intake_app.storage.passphrase import check_passphrase

        return check_passphrase(passphrase, (*self.forbidden, "palier"))

    def score(self, passphrase: str) -> int:
        """How strong, from 0 to 4; 4 will do."""
        from intake_app.storage.passphrase import estimate_strength

        return estimate_strength(passphrase, (*self.forbidden, "palier")).score

    def suggest(self, language: Language) -> str:
        """Seven words drawn at random."""
        from intake_app.storage.passphrase import generate_phrase

        return generate_phrase(language=language)
