"""Finding a resident while the name is being typed: a full-text index (FTS5) over folded words, prefixes of one to
three letters ready.

No ranking by relevance: over a million residents it costs 200 ms a keystroke, whole words before beginnings of words
costs 2 ms and reads better. The index holds what names.search_tokens makes of a name (accents folded, hyphens split
and joined), the phone's digits, the address.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from intake_app.domain.likeness.portrait import Portrait
from intake_app.domain.names import fold, search_tokens
from intake_app.domain.phone import national_digits
from intake_app.domain.resident import Resident
from intake_app.storage import likeness_index

INDEXED: Final = (
    *("id", "family_name", "first_name", "birth_name", "phone", "address"),
    *("birth_date", "building_id", "archived_at"),
)
"""The columns of a resident that `refresh_all` wants, in this order."""
_FIND: Final = (
    "SELECT entry.number, entry.resident_id FROM search_index "
    "JOIN search_entry entry ON entry.number = search_index.rowid "
    "WHERE search_index MATCH ? AND search_index.rowid > ? LIMIT ?"
)
_FIND_NEAR: Final = (
    "SELECT entry.number, entry.resident_id FROM search_index "
    "JOIN search_entry entry ON entry.number = search_index.rowid "
    "JOIN resident ON resident.id = entry.resident_id "
    "WHERE search_index MATCH ? AND search_index.rowid > ? AND resident.neighbourhood_id = ? LIMIT ?"
)
ANSWERING: Final = (
    "SELECT entry.resident_id FROM search_index JOIN search_entry entry ON entry.number = search_index.rowid "
    "WHERE search_index MATCH :wording"
)
"""The ids of all who answer to `any_wording`, as part of another statement."""
_COUNT: Final = "SELECT count(*) FROM search_index WHERE search_index MATCH ?"
_WORDS: Final = "SELECT resident_id, words FROM search_entry WHERE resident_id IN (SELECT value FROM json_each(?))"
_COUNT_ALL: Final = "SELECT count(*) FROM search_entry WHERE words <> ''"
_MOST_WORDS: Final = 6
_OLD: Final = "SELECT number, words FROM search_entry WHERE resident_id = ?"
_FORGET: Final = "INSERT INTO search_index(search_index, rowid, words) VALUES ('delete', ?, ?)"
_REWORD: Final = "UPDATE search_entry SET words = ? WHERE number = ?"
_INDEX: Final = "INSERT INTO search_index(rowid, words) VALUES (?, ?)"


def words_of(family_name: str, first_name: str, birth_name: str | None, phone: str | None, address: str | None) -> str:
    """The folded words under which a resident is found, space-separated."""
    words = search_tokens(family_name, first_name, birth_name)
    if phone:
        words = [*words, phone.lstrip("+"), national_digits(phone)]
    if address:
        words = [*words, *fold(address).split()]
    return " ".join(dict.fromkeys(words))


def refresh(connection: Connection, residents: Sequence[Resident | Any]) -> None:
    """Bring the index up to date with these residents, in the transaction that changed them."""
    refresh_all(connection, [(str(row.id), *(getattr(row, name) for name in INDEXED[1:])) for row in residents])


def refresh_all(connection: Connection, residents: Sequence[tuple[Any, ...]]) -> None:
    """Bring the index up to date with a page: the columns `INDEXED` of each resident."""
    fresh = {row[0]: _words_and_keys(*row[1:]) for row in residents}
    marks = ",".join("?" * len(fresh))
    query = f"SELECT resident_id, number, words FROM search_entry WHERE resident_id IN ({marks})"  # noqa: S608 (question marks only)
    known = connection.exec_driver_sql(query, tuple(fresh)).all() if fresh else ()
    if known:
        _replace(connection, [(number, words, *fresh.pop(resident_id)) for resident_id, number, words in known])
    if fresh:
        _add_new(connection, fresh)


def _replace(connection: Connection, known: Sequence[tuple[int, str, str, str]]) -> None:
    """Index anew those with these numbers, words until now, words and keys from now on."""
    changed = [entry for entry in known if entry[1] != entry[2]]
    if changed:
        connection.exec_driver_sql(_FORGET, [(number, old) for number, old, _, _ in changed])
        connection.exec_driver_sql(_REWORD, [(words, number) for number, _, words, _ in changed])
        connection.exec_driver_sql(_INDEX, [(number, words) for number, _, words, _ in changed])
    likeness_index.put(connection, [(number, keys) for number, _, _, keys in known])


def forget(connection: Connection, resident_ids: Iterable[str]) -> None:
    """Find these residents no more, in the transaction that removes them."""
    for resident_id in resident_ids:
        old = connection.exec_driver_sql(_OLD, (resident_id,)).first()
        if old is not None:
            connection.exec_driver_sql(_FORGET, (old.number, old.words))
            connection.exec_driver_sql("DELETE FROM search_entry WHERE number = ?", (old.number,))
            likeness_index.forget(connection, [old.number])


def _words_and_keys(*indexed: Any) -> tuple[str, str]:
    """The words and the keys of somebody, from the columns `INDEXED` after the id; none once the file is put away."""
    family_name, first_name, birth_name, phone, address, birth_date, building_id, archived_at = indexed
    if archived_at is not None:
        return "", ""
    portrait = Portrait(family_name, first_name, birth_name, birth_date, None, phone, building_id)
    return words_of(family_name, first_name, birth_name, phone, address), likeness_index.key_words(portrait)


def _add_new(connection: Connection, fresh: dict[str, tuple[str, str]]) -> None:
    first = (connection.exec_driver_sql("SELECT max(number) FROM search_entry").scalar() or 0) + 1
    numbered = [(first + place, resident_id, text) for place, (resident_id, (text, _)) in enumerate(fresh.items())]
    connection.exec_driver_sql("INSERT INTO search_entry(number, resident_id, words) VALUES (?, ?, ?)", numbered)
    connection.exec_driver_sql(_INDEX, [(number, text) for number, _, text in numbered])
    likeness_index.put(connection, [(first + place, keys) for place, (_, keys) in enumerate(fresh.values())])


def rewrite(connection: Connection) -> None:
    """Write the whole index anew: until then, words taken out of it stay hidden in its older parts."""
    connection.exec_driver_sql("INSERT INTO search_index(search_index) VALUES ('optimize')")
    likeness_index.rewrite(connection)


@dataclass(frozen=True, slots=True)
class Onward:
    """Where a search goes on: the wording (whole words, beginnings, joined) and the last number of it."""

    wording: int = 0
    number: int = 0


def find_residents(
    connection: Connection,
    typed: str,
    limit: int = 50,
    neighbourhood_id: UUID | None = None,
    after: Onward = Onward(),
) -> dict[UUID, Onward]:
    """Ids of residents (of one neighbourhood, when it is given) whose words begin with every word typed, in any order;
    whole words first, each with where the search goes on `after` them. `typed` may hold digits of a phone. Whoever
    answers to two wordings may come again further on.
    """
    found: dict[str, Onward] = {}
    near = () if neighbourhood_id is None else (str(neighbourhood_id),)
    statement = _FIND_NEAR if near else _FIND
    for wording, query in enumerate(_queries(typed)):
        if wording < after.wording:
            continue
        number = after.number if wording == after.wording else 0
        rows = connection.exec_driver_sql(statement, (query, number, *near, limit))
        for number, resident_id in rows:
            found.setdefault(resident_id, Onward(wording, number))
        if len(found) >= limit:
            break
    return {UUID(resident_id): place for resident_id, place in islice(found.items(), limit)}


def count_residents(connection: Connection, typed: str) -> int:
    """How many answer to what is typed; everybody to nothing."""
    if not typed.strip():
        return int(connection.exec_driver_sql(_COUNT_ALL).scalar() or 0)
    return int(connection.exec_driver_sql(_COUNT, (any_wording(typed),)).scalar() or 0)


def any_wording(typed: str) -> str:
    """All wordings of what is typed as one, in the language of the index."""
    queries = _queries(typed)
    # whoever answers to whole words answers to their beginnings too
    return " OR ".join(f"({query})" for query in queries[1:] or queries) or '""'


def answers_to(typed: str) -> Callable[[str], bool]:
    """Whether words (`words_of`) begin with every word typed, as the index would find them."""
    words = fold(typed).split()
    wanted = [["".join(words)]] if all(word.isdigit() for word in words) else [words, *_joined(words)]
    return lambda known: any(_begin(known.split(), beginnings) for beginnings in wanted)


def find_among(connection: Connection, typed: str, resident_ids: Sequence[UUID]) -> list[UUID]:
    """Those of a few residents whose words begin with every word typed, in any order, in the order they are given."""
    ids = [str(one) for one in resident_ids]
    rows = connection.exec_driver_sql(_WORDS, (json.dumps(ids),))
    texts = dict(tuple(row) for row in rows)
    answers = answers_to(typed)
    return [one for one, name in zip(resident_ids, ids, strict=True) if answers(texts.get(name, ""))]


def _begin(words: Sequence[str], beginnings: Sequence[str]) -> bool:
    return all(any(word.startswith(beginning) for word in words) for beginning in beginnings)


def _queries(typed: str) -> list[str]:
    words = fold(typed).split()
    if not words:
        return []
    if all(word.isdigit() for word in words):
        return [_beginnings(["".join(words)])]
    return [_whole_words(words), _beginnings(words), *(_beginnings(joined) for joined in _joined(words))]


def _joined(words: list[str]) -> Iterator[list[str]]:
    """The words with two neighbours written as one, then all as one: « karim ben ali » looks for « Benali » too."""
    if len(words) > _MOST_WORDS:
        return
    for place in range(len(words) - 1):
        yield [*words[:place], words[place] + words[place + 1], *words[place + 2 :]]
    if len(words) > 2:
        yield ["".join(words)]


def _whole_words(words: list[str]) -> str:
    return " ".join(f'"{word}"' for word in words)


def _beginnings(words: list[str]) -> str:
    return " ".join(f'"{word}"*' for word in words)
