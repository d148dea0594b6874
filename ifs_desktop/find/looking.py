"""What was found, as a list shows it: where it stands, when, and the words around the hit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ifs_desktop.exercises.own.queries import titles_of
from ifs_desktop.find import queries
from ifs_desktop.find.raw import Raw
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.store import Ref, Store, fold, search
from ifs_desktop.store.query import KINDS, Query
from ifs_desktop.store.search import Hit
from ifs_desktop.vault.connect import Halt

FIRST, MORE = 10, 40  # rows of the first answer, and of each that follows while one scrolls
BEFORE, AROUND = 48, 220  # letters of a snippet before the hit, and in all
Marks = tuple[tuple[int, int], ...]

_KIND_OF = {table: kind for kind, tables in KINDS.items() for table in tables}
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_SIGN = re.compile(r"[*_~`#>]")
_SIGNS = re.compile(r"(?<!\w)[*_~`#>]+|[*_~`]+(?!\w)|\*\*")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Found:
    """One row of the results. ``marks`` are the hits in ``snippet``: beginning and end."""

    kind: str  # one of query.KINDS
    ref: Ref
    part: PartCard | None
    by_self: bool
    title: str
    where: str
    when: datetime
    snippet: str
    marks: Marks
    title_marks: Marks


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows that were found, and where to go on: None when there are no more."""

    rows: tuple[Found, ...]
    beyond: int | None


def prepare() -> None:
    """What the first search would else take the time for, 40 ms. Safe from any thread."""
    queries.prepare()


def look(store: Store, query: Query, halt: Halt, beyond: int | None, limit: int) -> Answer:
    """The next rows that fit. Safe from any thread; raises Halted once ``halt`` was interrupted."""
    rows: list[Found] = []
    pattern = query.pattern()
    with store.read_quickly() as session, search.stopping(session, halt):
        while len(rows) < limit:  # fewer, where what holds a row was put away
            hits = search.find(session, query, limit=limit, beyond=beyond)
            known = queries.load(session, hits)
            named = titles_of(session, {raw.exercise for raw in known.values() if raw.exercise})
            rows += [_found(known[hit], hit, pattern, named) for hit in hits if hit in known]
            beyond = hits[-1].place if len(hits) == limit else None
            if beyond is None:
                break
    return Answer(tuple(rows), beyond)


def snippet(text: str, pattern: re.Pattern[str] | None) -> tuple[str, Marks]:
    """The words around the first hit in one line, and where in it the hits are."""
    hit = fold.spans(text, pattern, most=1)
    start, end = hit[0] if hit else (0, 0)
    left = max(0, start - BEFORE)
    right = min(len(text), max(end, left + AROUND))
    if left:  # begin with a whole word, if one is near
        space = _SPACE.search(text, left, start)
        left = space.end() if space else left
    cut = _PICTURE.sub(r"\1", text[left:right])
    if _SIGN.search(cut):  # most words have none, and looking for what to take takes long
        cut = _SIGNS.sub("", cut)
    cut = _in_one_line(cut)
    before, after = "…" if left else "", "…" if right < len(text) else ""
    marks = [(a + len(before), b + len(before)) for a, b in fold.spans(cut, pattern)]
    return before + cut + after, tuple(marks)


def _in_one_line(words: str) -> str:
    return " ".join(words.split())


def _found(raw: Raw, hit: Hit, pattern: re.Pattern[str] | None, named: Mapping[str, str]) -> Found:
    words, marks = snippet(raw.text, pattern)
    title = _in_one_line(raw.title) or named.get(raw.exercise, "")
    return Found(
        kind=_KIND_OF[hit.table],
        ref=_leading(raw, words, marks),
        part=raw.part,
        by_self=raw.by_self,
        title=title,
        where=_in_one_line(raw.where),
        when=raw.when,
        snippet=words,
        marks=marks,
        title_marks=tuple(fold.spans(title, pattern)),
    )


def _leading(raw: Raw, words: str, marks: Sequence[tuple[int, int]]) -> Ref:
    """A page of the journal can be long: it is told which words to show."""
    if raw.ref.kind != "entry" or not marks:
        return raw.ref
    return replace(raw.ref, anchor=f"words:{words[marks[0][0] : marks[0][1]]}")
