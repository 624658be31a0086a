"""What a column may hold, and which titles and words are met for it: read from the lists `import_field`,
`import_never`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from intake_app.domain.names import fold
from intake_app.domain.reference import codes, entries, entry

FIELD_LIST: Final = "import_field"
NEVER_LIST: Final = "import_never"
ONCE: Final = frozenset(codes(FIELD_LIST)) - {"phone"}
"""Fields that one column alone may fill; of several columns of telephones the first number found is taken."""

# « Nom de l’habitant », « Prénom du participant » say no more than « Nom » and « Prénom »
_APART: Final = str.maketrans(dict.fromkeys("'’", " "))
_FILLERS: Final = frozenset(
    {"de", "du", "des", "d", "la", "le", "les", "l", "of", "the", "et", "and", "a", "s", "personne", "usager"}
    | {"participant", "participante", "participants", "habitant", "habitante", "habitants", "beneficiaire"}
    | {"locataire", "stagiaire", "resident", "tenant", "learner"}
)


def kind_of(field: str) -> str:
    """How the cells of a field are read: a kind of `import_field` (resident, birth, phone, code…)."""
    return str(entry(FIELD_LIST, field).mapping["kind"])


def list_of(field: str) -> str:
    """The reference list of a field of kind `code`."""
    return str(entry(FIELD_LIST, field).mapping["list"])


def field_of_header(header: str) -> str | None:
    """The field that a column of this title usually holds, None when nothing is known of it."""
    return _guess(header, _known(FIELD_LIST))


def reason_never(header: str) -> str | None:
    """The code of `import_never` that says why a column of this title is never taken, None when it may be."""
    known = _guess(header, _known(NEVER_LIST))
    if known is not None or field_of_header(header) is not None:
        return known
    inside = f" {_plain(header)} "
    found = _known(NEVER_LIST).items()
    return next((code for words, code in found if len(words) >= _LONG and f" {words} " in inside), None)


def code_of_word(field: str, word: str) -> str | None:
    """The code that a word of a file stands for, None when it is not known."""
    return _words(field).get(fold(word))


_LONG: Final = 7
"""Letters from which a word that is never taken is looked for inside a longer title."""


@cache
def _known(list_name: str) -> Mapping[str, str]:
    """Folded title → code; the labels of the list are titles too (a workbook made from our template)."""
    found: dict[str, str] = {}
    for one in entries(list_name):
        for title in (*one.mapping["headers"], one.fr, one.en):
            found.setdefault(_plain(title), one.code)
    for title, code in list(found.items()):
        found.setdefault(_bare(title), code)
    return found


def _guess(header: str, known: Mapping[str, str]) -> str | None:
    plain = _plain(header)
    return (known.get(plain) or known.get(_bare(plain))) if plain else None


def _plain(header: str) -> str:
    """The words of a title: « Nom de l’habitant » has four of them, where a name would have three."""
    return fold(header.translate(_APART))


def _bare(plain: str) -> str:
    return " ".join(word for word in plain.split() if word not in _FILLERS) or plain


@cache
def _words(field: str) -> Mapping[str, str]:
    said: Mapping[str, Iterable[str]] = entry(FIELD_LIST, field).mapping.get("values", {})
    found: dict[str, str] = {}
    for one in entries(list_of(field)):
        for word in (one.code, one.fr, one.en, one.short_fr, one.short_en, *said.get(one.code, ())):
            found.setdefault(fold(word), one.code)
    return found
