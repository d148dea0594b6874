"""The full-text index: which words stand where, inside the same encrypted database.

Two FTS5 tables hold the same words: ``search_begin`` how they begin, for words as they are typed;
``search`` where they stand, for phrases. Neither keeps a text of its own (``content=''``): a row's
words are given to it again, exactly as they were, to take them out. So every change has to come
through ``update``. A row's number in the index counts seconds back from the end of time, so that
the newest is found first and days are ranges; ``search_row`` says which row of which table it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from ifs_desktop.store import filters, fold
from ifs_desktop.store.changes import RowChange, Values
from ifs_desktop.store.endings import endings
from ifs_desktop.store.query import KINDS, Phrase, Query, parse
from ifs_desktop.store.schema import (
    Agreement,
    Answer,
    Area,
    Belief,
    BeliefVersion,
    BodyMark,
    CheckIn,
    Dialogue,
    Entry,
    Fact,
    Impression,
    Letter,
    MapMoment,
    Material,
    Mediation,
    Moment,
    Note,
    Opinion,
    OwnExercise,
    Part,
    PartsMap,
    Permission,
    Person,
    Prediction,
    Present,
    Promise,
    Reading,
    Relation,
    RestPlace,
    Row,
    SmallStep,
    Template,
    Turn,
)
from ifs_desktop.vault.connect import Halt

# The number of a table in the index's row numbers. Numbers are for ever; new tables go at the end.
TABLES: tuple[type[Row], ...] = (
    *(Part, Fact, Turn, Dialogue, Answer, PartsMap, Note, Relation),
    *(Entry, Impression, Permission, Mediation, Agreement, Reading, Template),
    *(Person, Moment, Opinion, SmallStep, Prediction, Letter, Promise, Belief, BeliefVersion),
    *(CheckIn, Present, RestPlace, Material, OwnExercise),
    *(Area, MapMoment, BodyMark),
)


def _joined(row: Values, *columns: str) -> str:
    return "\n".join(row[name] for name in columns if row[name])


WORDS: dict[str, Callable[[Values], str]] = {
    "part": lambda row: str(row["name"]),
    "fact": lambda row: str(row["text"]),
    "turn": lambda row: str(row["text"]),
    "dialogue": lambda row: f"{row['title']}\n{row.get('unfinished') or ''}".strip(),
    "answer": lambda row: str(row["text"]),
    "map": lambda row: _joined(
        row, "name", "about", "size_means", "distance_means", "colour_means"
    ),
    "note": lambda row: str(row["text"]),
    "relation": lambda row: f"{row['forth']}\n{row['back']}".strip(),
    "entry": lambda row: f"{row['title']}\n{row['text']}".strip(),
    "impression": lambda row: str(row["text"]),
    "permission": lambda row: str(row["condition"]),
    "mediation": lambda row: str(row["conflict"]),
    "agreement": lambda row: f"{row['text']}\n{row['review']}".strip(),
    "reading": lambda row: str(row["word"]),
    "template": lambda row: f"{row['name']}\n{row['text']}".strip(),
    "person": lambda row: _joined(row, "name", "initials", "who", "how"),
    "moment": lambda row: str(row["text"]),
    "opinion": lambda row: str(row["text"]),
    "small_step": lambda row: _joined(row, "text", "outcome"),
    "prediction": lambda row: _joined(row, "text", "stop_signal", "outcome"),
    "letter": lambda row: _joined(row, "text", "reply"),
    "promise": lambda row: _joined(row, "text", "note"),
    "belief": lambda row: str(row["text"]),
    "belief_version": lambda row: _joined(row, "theirs", "mine", "unknown", "fair", "answer"),
    "check_in": lambda row: _joined(row, "about", "body", "helped", "text"),
    "present": lambda row: str(row["words"]),
    "rest_place": lambda row: _joined(
        row, "sight", "sound", "touch", "smell", "words", "container"
    ),
    "material": lambda row: str(row["text"]),
    "own_exercise": lambda row: str(row["text"]),
    "area": lambda row: str(row["text"]),
    "map_moment": lambda row: str(row["name"]),
    "body_mark": lambda row: str(row["text"]),
}
_WHEN = {
    "fact": "said_at",
    "turn": "said_at",
    "answer": "answered",
    "note": "touched",
    "entry": "happened",
    "impression": "noticed",
    "permission": "said_at",
    "mediation": "began",
    "agreement": "made",
    "reading": "said_at",
    "moment": "happened",
    "opinion": "said_at",
    "prediction": "said_at",
    "letter": "written",
    "promise": "made",
    "belief_version": "said_at",
    "check_in": "said_at",
    "present": "said_at",
    "material": "put_in",
    "own_exercise": "added",
    "map_moment": "at",
}  # the others say when they were made
_NUMBERS = {table.__tablename__: number for number, table in enumerate(TABLES)}
_YEAR_1 = datetime(1, 1, 1)  # of the clock on the wall, as times are shown
_END = int((datetime.max - _YEAR_1).total_seconds())
_LONGEST_BEGIN = 5  # letters of the longest beginning that search_begin keeps
_INDEXES = ("search", "search_begin")
_FEW = 8  # rows: more of them go in together
MOST_PIECES = 24  # three of each size
FEW_PAGES, MANY_PAGES = 8, 64  # of the indexes, put together at once: 5 ms, 20 ms
Reader = Session | Connection
Indexed = tuple[int, int, int, str]  # its number in the index if it is free, table, id, words


@dataclass(frozen=True, slots=True)
class Hit:
    """A row whose words fit. ``place`` is its number in the index: the newest has the least."""

    table: str
    id: int
    place: int


def update(connection: Connection, rows: Iterable[RowChange]) -> None:
    """Bring the index along with changed rows, in the same transaction."""
    fresh: list[Indexed] = []
    for row in rows:
        if row.table not in _NUMBERS:
            continue
        old, new = _indexed(row.table, row.before), _indexed(row.table, row.after)
        if old == new:
            continue
        if old is not None:
            _take_out(connection, old)
        if new is not None:
            fresh.append(new)
    if len(fresh) > _FEW:
        for _ in load(connection, fresh):
            pass
        return
    for new in fresh:
        _put_in(connection, (_free(connection, new[0]), *new[1:]))


def entries(table: str, rows: Sequence[Values]) -> list[Indexed]:
    """What the index holds of new rows of one table, for ``load``."""
    if table not in _NUMBERS:
        return []
    return [found for row in rows if (found := _indexed(table, row)) is not None]


def load(connection: Connection, found: Sequence[Indexed], at_once: int = 1000) -> Iterator[int]:
    """Index many new rows (importing, sample journals), in steps that tell how far it is: each
    row is done twice.

    Best after all other writing of the transaction: with words waiting in the index, each
    statement on another table makes it put them on the page first, which costs 0.1 ms a row. For
    the same reason the rows go in by their places, all of them, and not step by step.
    """
    if not found:
        return
    oldest_first = sorted(found, key=lambda one: one[0], reverse=True)
    last = oldest_first[0][0] + 1
    taken = set(
        connection.exec_driver_sql("SELECT id FROM search_row WHERE id <= ?", (last,)).scalars()
    )
    placed = []
    for wanted, number, row_id, words in oldest_first:
        last = min(wanted, last - 1)
        while last in taken:
            last -= 1
        placed.append((last, number, row_id, words))
    placed.reverse()
    _say_where(connection, placed)
    for number, index in enumerate(_INDEXES):
        for start in range(0, len(placed), at_once):
            some = placed[start : start + at_once]
            _put_into(connection, index, some)
            yield number * len(placed) + start + len(some)


def tidy(connection: Connection, pages: int = FEW_PAGES) -> bool:
    """Put some pages of the indexes' pieces together; whether there is more to do.

    Each change adds a piece, and a search looks into all of them. FTS5 would do this by itself,
    but 170 ms at once in a long journal, and in the middle of a line.
    """
    for index in _INDEXES:
        before = _changes(connection)
        connection.exec_driver_sql(
            f"INSERT INTO {index}({index}, rank) VALUES('merge', ?)", (pages,)
        )
        if _changes(connection) - before > 1:  # one is the command itself
            return True
    return False


def in_pieces(reader: Reader) -> bool:
    """Whether the indexes are in more pieces than ``tidy`` leaves them in."""
    asked = (f"SELECT count(DISTINCT segid) FROM {index}_idx" for index in _INDEXES)
    return any(driver(reader).execute(sql).fetchone()[0] > MOST_PIECES for sql in asked)


def _changes(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT total_changes()").scalar_one())


def sweep(connection: Connection) -> None:
    """Let the indexes forget what was taken out of them: until then they hold it, crossed out.

    Taking each word off its page at once (FTS5's secure-delete) would cost every change of a line
    46 ms. This costs 4 ms for a thousand rows, seconds for a hundred thousand.
    """
    for index in _INDEXES:
        connection.exec_driver_sql(f"INSERT INTO {index}({index}) VALUES('optimize')")


def rebuild(connection: Connection) -> None:
    """Write the whole index anew."""
    for index in _INDEXES:
        connection.exec_driver_sql(f"INSERT INTO {index}({index}) VALUES('delete-all')")
    connection.exec_driver_sql("DELETE FROM search_row")
    found: list[Indexed] = []
    for table in TABLES:
        rows = connection.execute(select(table.__table__)).mappings()
        found += entries(table.__tablename__, [dict(row) for row in rows])
    for _ in load(connection, found):
        pass
    while tidy(connection, MANY_PAGES):
        pass


def find(
    session: Reader, query: str | Query, *, limit: int = 50, beyond: int | None = None
) -> list[Hit]:
    """Rows that fit all of ``query``, the newest first; rows that were put away are not among them.

    ``beyond`` is the place of the last hit that is known already.
    """
    asked = statement(session, parse(query) if isinstance(query, str) else query, limit, beyond)
    if asked is None:
        return []
    found = driver(session).execute(*asked)
    return [Hit(TABLES[number].__tablename__, row_id, place) for place, number, row_id in found]


@contextmanager
def stopping(session: Reader, halt: Halt) -> Iterator[None]:
    """Within the block ``halt`` stops a query that is running; raises Halted then."""
    try:
        with halt.stopping(driver(session)):
            yield
    except DBAPIError:
        halt.check()  # interrupted, that is why
        raise


def statement(
    session: Reader, query: Query, limit: int, beyond: int | None = None
) -> tuple[str, dict[str, object]] | None:
    """The SQL that answers a query, and its values; None if nothing can fit."""
    if query.empty():
        return None
    connection = driver(session)
    among = filters.rows(connection, query, _NUMBERS)
    if among is None:
        return None
    where, values = among
    index = _index(query)
    values |= {"words": _expression(query, connection), "limit": limit}
    if query.after:
        where.append(f"{index}.rowid <= :after")
        values["after"] = _place(datetime.fromisoformat(query.after))
    if query.before:
        where.append(f"{index}.rowid > :before")
        values["before"] = _place(datetime.fromisoformat(query.before))
    if beyond is not None:
        where.append(f"{index}.rowid > :beyond")
        values["beyond"] = beyond
    # CROSS: the words lead, so that the newest come first and reading stops at the limit.
    sql = (
        f"SELECT search_row.id, search_row.kind, search_row.row_id FROM {index}"
        f" CROSS JOIN search_row ON search_row.id = {index}.rowid"
        f" WHERE {' AND '.join([f'{index} MATCH :words', *where])}"
        f" ORDER BY {index}.rowid LIMIT :limit"
    )
    return sql, values


def driver(reader: Reader) -> Any:
    """The connection below a session: going through SQLAlchemy costs as much as a search."""
    connection = reader.connection() if isinstance(reader, Session) else reader
    return connection.connection.driver_connection


def _index(query: Query) -> str:
    """Which of the two answers sooner: a beginning that is not kept is put together from words."""
    words = [phrase.words[0] for phrase in query.phrases]
    single = all(len(phrase.words) == 1 for phrase in query.phrases)
    long = words and all(len(word) > _LONGEST_BEGIN for word in words)
    return "search_begin" if single and not long else "search"


def _expression(query: Query, driver: Any) -> str:
    """The query in the index's own language: no sign that was typed is read as a sign of it."""
    having = [_said(phrase, driver) for phrase in query.phrases if not phrase.without]
    if query.kinds:
        tables = [table for kind in query.kinds for table in KINDS[kind]]
        having.append(f"({' OR '.join(f'{chr(34)}{fold.kind(t)}{chr(34)}' for t in tables)})")
    expression = " AND ".join(having or [f'"{fold.KIND}"*'])
    without = [_said(phrase, driver) for phrase in query.phrases if phrase.without]
    # All of them at once: one in the other, a hundred would be too deep for it.
    return f"({expression}) NOT ({' OR '.join(without)})" if without else expression


def _said(phrase: Phrase, driver: Any) -> str:
    last = phrase.words[-1]
    # One sign of a script without spaces is a whole word: it has no other end.
    star = phrase.open_end and not fold.unspaced(last)
    if star and len(phrase.words) == 1 and len(last) > _LONGEST_BEGIN:
        whole = [f'"{word}"' for word in endings(driver, last)]
        if whole:
            return f"({' OR '.join(whole)})"
    return f'"{" ".join(phrase.words)}"{"*" if star else ""}'


def _place(when: datetime) -> int:
    """The number of a moment: seconds of the wall's clock, counted back from the end of time."""
    return _END - int((when.replace(tzinfo=None) - _YEAR_1).total_seconds())


def _free(connection: Connection, place: int) -> int:
    """The next number that is free; of two things in one second the later is the newer."""
    below = connection.exec_driver_sql(
        "SELECT id FROM search_row WHERE id <= ? ORDER BY id DESC", (place,)
    )
    with below:
        for taken in below.scalars():
            if taken != place:
                break
            place -= 1
    return place


def _put_in(connection: Connection, row: Indexed) -> None:
    _say_where(connection, [row])
    for index in _INDEXES:
        _put_into(connection, index, [row])


def _say_where(connection: Connection, rows: Sequence[Indexed]) -> None:
    connection.exec_driver_sql(
        "INSERT INTO search_row(id, kind, row_id) VALUES(?, ?, ?)", [row[:3] for row in rows]
    )


def _put_into(connection: Connection, index: str, rows: Sequence[Indexed]) -> None:
    words = [(row[0], row[3]) for row in rows]
    connection.exec_driver_sql(f"INSERT INTO {index}(rowid, words) VALUES(?, ?)", words)


def _take_out(connection: Connection, row: Indexed) -> None:
    place = connection.exec_driver_sql(
        "DELETE FROM search_row WHERE kind = ? AND row_id = ? RETURNING id", row[1:3]
    ).scalar()
    if place is None:
        return
    for index in _INDEXES:
        connection.exec_driver_sql(
            f"INSERT INTO {index}({index}, rowid, words) VALUES('delete', ?, ?)", (place, row[3])
        )


def _indexed(table: str, row: Values | None) -> Indexed | None:
    if row is None or row.get("put_away") is not None:
        return None
    words = fold.spaced(WORDS[table](row)).strip()
    if not words:
        return None
    place = _place(row[_WHEN.get(table, "created")])
    return place, _NUMBERS[table], int(row["id"]), f"{words} {fold.kind(table)}"
