"""The full-text index: which words stand where, inside the same encrypted database.

The index keeps no text of its own (FTS5 ``content=''``): a row's words are given to it again,
exactly as they were, to take them out. So every change has to come through ``update``.
Scripts written without spaces are indexed sign by sign and searched as phrases. Marks that many
people leave out when they type are left out: accents (the tokenizer takes the Latin ones, this
file the Greek ones), Hebrew points, Arabic vowel marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from ifs_desktop.store.changes import RowChange, Values
from ifs_desktop.store.schema import (
    Agreement,
    Answer,
    Dialogue,
    Entry,
    Fact,
    Impression,
    Mediation,
    Note,
    Part,
    PartsMap,
    Permission,
    Reading,
    Relation,
    Row,
    Template,
    Turn,
)

# The number of a table in the index's row numbers. Numbers are for ever; new tables go at the end.
TABLES: tuple[type[Row], ...] = (
    *(Part, Fact, Turn, Dialogue, Answer, PartsMap, Note, Relation),
    *(Entry, Impression, Permission, Mediation, Agreement, Reading, Template),
)
WORDS: dict[str, Callable[[Values], str]] = {
    "part": lambda row: str(row["name"]),
    "fact": lambda row: str(row["text"]),
    "turn": lambda row: str(row["text"]),
    "dialogue": lambda row: f"{row['title']}\n{row.get('unfinished') or ''}".strip(),
    "answer": lambda row: str(row["text"]),
    "map": lambda row: str(row["name"]),
    "note": lambda row: str(row["text"]),
    "relation": lambda row: f"{row['forth']}\n{row['back']}".strip(),
    "entry": lambda row: f"{row['title']}\n{row['text']}".strip(),
    "impression": lambda row: str(row["text"]),
    "permission": lambda row: str(row["condition"]),
    "mediation": lambda row: str(row["conflict"]),
    "agreement": lambda row: f"{row['text']}\n{row['review']}".strip(),
    "reading": lambda row: str(row["word"]),
    "template": lambda row: f"{row['name']}\n{row['text']}".strip(),
}
_NUMBERS = {table.__tablename__: number for number, table in enumerate(TABLES)}
_ROOM = 64  # tables an index row number has room for

_UNTYPED = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]+"
)
_GREEK = re.compile("[\u0386-\u03ce\u1f00-\u1fff]+")
# Thai, Lao, Tibetan, Myanmar, Khmer, Han with its marks, kana, bopomofo: written without spaces
# between words. Whoever changes this has to write the index of every journal anew.
_UNSPACED = re.compile(
    "([\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u9fff\uf900-\ufaff\uff66-\uff9d\U0001b000-\U0001b16f\U00020000-\U0003ffff])"
)
_QUERY_WORD = re.compile(r"[^\s\"\0]+")  # a NUL would end the query before its last quote


@dataclass(frozen=True, slots=True)
class Hit:
    """A row whose words fit."""

    table: str
    id: int


def spaced(words: str) -> str:
    """Words as the index takes them: each sign of an unspaced script is a word of its own."""
    if words.isascii():
        return words
    words = _UNTYPED.sub("", unicodedata.normalize("NFC", words))
    return _UNSPACED.sub(r" \1 ", _GREEK.sub(_without_accents, words))


def _without_accents(found: re.Match[str]) -> str:
    signs = unicodedata.normalize("NFD", found[0])
    return "".join(sign for sign in signs if not unicodedata.combining(sign))


def update(connection: Connection, rows: Iterable[RowChange]) -> None:
    """Bring the index along with changed rows, in the same transaction."""
    for row in rows:
        number = _NUMBERS.get(row.table)
        if number is None:
            continue
        old, new = _indexed(row.table, row.before), _indexed(row.table, row.after)
        if old == new:
            continue
        key = row.id * _ROOM + number
        if old:
            connection.exec_driver_sql(
                "INSERT INTO search(search, rowid, words) VALUES('delete', ?, ?)", (key, old)
            )
        if new:
            connection.exec_driver_sql("INSERT INTO search(rowid, words) VALUES(?, ?)", (key, new))


def entries(table: str, rows: Sequence[Values]) -> list[tuple[int, str]]:
    """What the index holds of new rows of one table, for ``load``."""
    number = _NUMBERS.get(table)
    if number is None:
        return []
    return [
        (int(row["id"]) * _ROOM + number, words) for row in rows if (words := _indexed(table, row))
    ]


def load(connection: Connection, found: Sequence[tuple[int, str]]) -> None:
    """Index many new rows at once (importing, sample journals).

    Best after all other writing of the transaction: with words waiting in the index, each
    statement on another table makes it put them on the page first, which costs 0.1 ms a row.
    """
    if found:
        connection.exec_driver_sql("INSERT INTO search(rowid, words) VALUES(?, ?)", list(found))


def find(session: Session, query: str, *, limit: int = 50) -> list[Hit]:
    """Rows that hold every word of ``query``; the last letters of a word may be missing.

    Newest first within the index; rows that were put away are not in it.
    """
    phrases = [
        f'"{spaced(word).strip()}"*'
        for word in _QUERY_WORD.findall(query)
        if any(sign.isalnum() for sign in word)  # a phrase of mere signs would fit nothing
    ]
    if not phrases:
        return []
    found = session.connection().exec_driver_sql(
        "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?",
        (" AND ".join(phrases), limit),
    )
    return [Hit(TABLES[key % _ROOM].__tablename__, key // _ROOM) for (key,) in found]


def _indexed(table: str, row: Values | None) -> str:
    if row is None or row.get("put_away") is not None:
        return ""
    return spaced(WORDS[table](row)).strip()
