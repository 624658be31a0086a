"""What free text may never hold, and what it should not: numbers that identify (refused), words that judge (warned of).

Rules P6 and P7. A caretaker writes « hospitalisé » or a social security number in good faith, to be helpful; landlords
were put on notice for such files (CNIL v. Paris Habitat, 2012). The refusal names the field, never the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from intake_app.domain.names import fold
from intake_app.domain.reference import entries
from intake_app.domain.rules.problem import FieldProblem

# « l’alcool » is two words here, where a name would be one
_APART: Final = str.maketrans(dict.fromkeys("'’‘", " "))
# a gap between the groups of a number, as people write them
_GAP: Final = r"[ \u00a0\u202f.\-/]?"
# sex, year, month (13-19, 20, 30-42, 50-99: unknown or abroad), department (2A, 2B), commune, order, then the key
_NIR: Final = re.compile(
    rf"(?<!\d)[1-478]{_GAP}\d{{2}}{_GAP}(?:0[1-9]|1[0-9]|20|3\d|4[0-2]|[5-9]\d){_GAP}(?:\d{{2}}|2[AB]){_GAP}\d{{3}}{_GAP}\d{{3}}"
    rf"(?:{_GAP}\d{{2}})?(?!\d)",
    re.IGNORECASE,
)
# two letters that were ever used, six digits, a suffix A to D (HM Revenue & Customs, NIM39110)
_NINO: Final = re.compile(
    rf"(?<![A-Z0-9])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]{_GAP}\d{{2}}{_GAP}\d{{2}}{_GAP}\d{{2}}{_GAP}[A-D]"
    r"(?![A-Z0-9])",
    re.IGNORECASE,
)


def holds_identity_number(text: str) -> bool:
    """Whether the text holds what looks like a French social security number (13 or 15 digits) or a British one."""
    return bool(_NIR.search(text) or _NINO.search(text))


def number_problems(texts: Mapping[str, Any]) -> list[FieldProblem]:
    """A problem for each field whose text holds an identity number."""
    return [
        FieldProblem(name, "identity_number") for name, text in texts.items() if text and holds_identity_number(text)
    ]


@dataclass(frozen=True, slots=True)
class SensitiveWord:
    """A word that reveals or judges: its family (a code of `sensitive_word`), and how it was written, folded."""

    family: str
    word: str


def find_sensitive_words(text: str) -> list[SensitiveWord]:
    """The words of the text, French or English, that tell of health, offences, origin, religion or insult, once each.

    They are warned of, never forbidden: « cours d’arabe » is no offence. Accents and capitals do not matter.
    """
    plain = fold(text.translate(_APART))
    found = (SensitiveWord(family, match.group()) for family, words in _families() for match in words.finditer(plain))
    return list(dict.fromkeys(found))


def word_problems(texts: Mapping[str, Any]) -> list[FieldProblem]:
    """A problem for each field whose text holds sensitive words: the window asks to choose a code, or to keep them."""
    return [
        FieldProblem(name, "sensitive_words") for name, text in texts.items() if text and find_sensitive_words(text)
    ]


@cache
def _families() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Family → one pattern of all its words; `*` stands for any ending."""
    return tuple((one.code, _pattern([*one.mapping["fr"], *one.mapping["en"]])) for one in entries("sensitive_word"))


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    bodies = sorted({re.escape(fold(word)) + (r"\w*" if word.endswith("*") else "") for word in words}, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(bodies)})\b")
