"""Erasing for good: rows, all that hangs on them, and every trace that would lead to them.

Nothing of it can be undone, and nothing before it either: undo remembers words. What backups and
copies of the file hold is out of reach here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from sqlalchemy import Text, exists, func, inspect, or_, select
from sqlalchemy.orm import Session

from ifs_desktop.store import search
from ifs_desktop.store.changes import Ref
from ifs_desktop.store.schema import (
    Agreement,
    Area,
    Belief,
    BeliefVersion,
    BodyMark,
    CheckIn,
    Dialogue,
    Draft,
    Entry,
    Fact,
    Image,
    Impression,
    Letter,
    MapMoment,
    Material,
    Mediation,
    Moment,
    Opinion,
    OwnExercise,
    Part,
    PartsMap,
    Permission,
    Person,
    Placement,
    Promise,
    Reading,
    Relation,
    Row,
    Run,
    SmallStep,
    Tag,
    Tagged,
    Template,
    Turn,
    ViewState,
)
from ifs_desktop.store.store import Store

# What can be put away, and so erased, by the kind of its Ref.
KINDS: dict[str, type[Row]] = {
    table.__tablename__: table
    for table in (
        *(Dialogue, Turn, Entry, Impression, Run, Part, Fact, Reading),
        *(Relation, Agreement, PartsMap, Placement, Template, Person, Moment, Opinion),
        *(SmallStep, Letter, Promise, Belief, CheckIn, Material, OwnExercise),
        *(Area, MapMoment, BodyMark),
    )
}
ERASED = "erased"  # where an answer was given that outlived its place
_SAME = {
    "profile": "part",
    "step": "small_step",
}  # other names under which a Ref, a draft or a view leads to a row
# Places of drafts that name rows one after the other.
_NAMING = {"gate": ("part", "part"), "guide": ("dialogue", "part")}
_IMAGE = re.compile(r"image:(\d+)")
_WRITTEN_IN_RUNS = (Moment, Opinion, SmallStep, Letter, Promise, BeliefVersion, CheckIn)
_AT_ONCE = 500  # ids in one question
_ALL = 1_000_000

Erased = frozenset[tuple[str, int]]


def for_good(store: Store, refs: Iterable[Ref]) -> None:
    """Erase these things in one transaction; what is gone already is passed over.

    With a part goes what it said, with a dialogue all that was said in it, and so on down the
    tables (see the cascades in ``schema``). What was said in a mediation whose link or part is
    erased stays as a dialogue. Pictures that no text shows any more go too. Facts, feelings and
    answers that came from an erased place stay, and no longer say where they came from.
    """
    wanted: dict[str, list[int]] = {}
    for ref in refs:
        if ref.id is not None:
            wanted.setdefault(_SAME.get(ref.kind, ref.kind), []).append(ref.id)
    with store.edit("Erase for good", undoable=False, sweep=True) as session:
        with session.no_autoflush:  # what was flushed is no longer among session.deleted
            for kind, ids in wanted.items():
                for row in _rows(session, KINDS[kind], ids):
                    session.delete(row)
            gone = frozenset(_name(row) for row in session.deleted)
            if not gone:
                return
            _keep_what_was_said(session)
            _let_be_asked_again(session)
        session.flush()
        _forget_where_it_came_from(session, gone)
        _forget_half_written(session, gone)
        session.flush()
        _sweep(session)


def _rows(session: Session, table: type[Row], ids: Iterable[int]) -> Iterator[Row]:
    wanted = list(dict.fromkeys(ids))
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        yield from session.scalars(select(table).where(table.id.in_(some)))


def _keep_what_was_said(session: Session) -> None:
    """A dialogue that outlives its mediation is one like any other."""
    for row in tuple(session.deleted):
        if isinstance(row, Mediation):
            dialogue = session.get_one(Dialogue, row.dialogue_id)
            if dialogue not in session.deleted:
                dialogue.kind = "dialogue"


def _let_be_asked_again(session: Session) -> None:
    """A "no one I know of" does not hold again because the part that said "not now" is gone."""
    for lost in tuple(session.deleted):
        if isinstance(lost, Permission) and lost.answer == "not_now":
            nobody = select(Permission).where(
                Permission.exile_id == lost.exile_id,
                Permission.protector_id.is_(None),
                Permission.id < lost.id,
            )
            for line in session.scalars(nobody):
                if line not in session.deleted:
                    line.where_kind, line.where_id = ERASED, 0


def _forget_where_it_came_from(session: Session, gone: Erased) -> None:
    sources: tuple[Any, ...] = (Fact, Reading, *_WRITTEN_IN_RUNS)
    for table in sources:
        kept = session.execute(
            select(table.id, table.source_kind, table.source_id).where(
                table.source_kind.is_not(None)
            )
        )
        for row in _rows(session, table, [i for i, kind, of in kept if _is(kind, of, gone)]):
            row.source_kind = row.source_id = None  # type: ignore[attr-defined]
    handed = session.execute(
        select(Run.id, Run.waits_kind, Run.waits_id).where(Run.waits_kind.is_not(None))
    )
    for row in _rows(session, Run, [i for i, kind, of in handed if _is(kind, of, gone)]):
        row.waits_kind = row.waits_id = None  # type: ignore[attr-defined]
    given = session.execute(select(Permission.id, Permission.where_kind, Permission.where_id))
    for row in _rows(session, Permission, [i for i, kind, of in given if _is(kind, of, gone)]):
        row.where_kind, row.where_id = ERASED, 0  # type: ignore[attr-defined]


def _forget_half_written(session: Session, gone: Erased) -> None:
    """Drafts of what is gone, and where one had been in it."""
    for draft in session.scalars(select(Draft)):
        if _names(draft.place, gone):
            session.delete(draft)
    for state in session.scalars(select(ViewState)):
        if _names(state.key, gone) or _leads(state.key, json.loads(state.value), gone):
            session.delete(state)


def _sweep(session: Session) -> None:
    """Tags that no page carries and pictures that no text and no part shows."""
    for tag in session.scalars(select(Tag).where(~exists().where(Tagged.tag_id == Tag.id))):
        session.delete(tag)
    hidden = set(session.scalars(select(Image.id)))
    hidden -= set(session.scalars(select(Part.portrait)))
    if hidden:
        hidden -= _pictures(_indexed(session))  # quick, and mostly leaves none to look for
    if hidden:
        hidden -= _pictures(_all_texts(session))
    for row in _rows(session, Image, hidden):
        session.delete(row)


def _pictures(texts: Iterable[str]) -> set[int]:
    return {int(number) for words in texts for number in _IMAGE.findall(words)}


def _indexed(session: Session) -> Iterator[str]:
    """The words of rows that are not put away and name a picture."""
    found: dict[str, list[int]] = {}
    for hit in search.find(session, "image", limit=_ALL):
        found.setdefault(hit.table, []).append(hit.id)
    for table in search.TABLES:
        for row in _rows(session, table, found.get(table.__tablename__, ())):
            columns = inspect(row).mapper.column_attrs
            yield search.WORDS[table.__tablename__]({c.key: getattr(row, c.key) for c in columns})


def _all_texts(session: Session) -> Iterator[str]:
    """Every text that names a picture, also of what is put away or half written."""
    tables: tuple[type[Row], ...] = (*search.TABLES, Draft)
    for table in tables:
        columns = [c for c in table.__table__.columns if isinstance(c.type, Text)]
        with_picture = or_(*(func.instr(column, "image:") > 0 for column in columns))
        for texts in session.execute(select(*columns).where(with_picture)):
            yield " ".join(words for words in texts if words)


def _name(row: Row) -> tuple[str, int]:
    """What leads to a row: a mediation goes by its dialogue."""
    return row.__tablename__, row.dialogue_id if isinstance(row, Mediation) else row.id


def _is(kind: object, id_: object, gone: Erased) -> bool:
    name = _SAME.get(str(kind), str(kind))
    return isinstance(id_, int) and (name, id_) in gone


def _names(place: str, gone: Erased) -> bool:
    """Whether a place such as ``run:7:age:name`` names what is gone."""
    words = place.split(":")
    kinds = _NAMING.get(words[0])
    named = pairwise(words) if kinds is None else zip(kinds, words[1:], strict=False)
    return any(number.isdecimal() and _is(kind, int(number), gone) for kind, number in named)


def _leads(key: str, value: Any, gone: Erased) -> bool:
    """Whether a view is a Ref to what is gone, or its number under a key like ``map:current``."""
    if isinstance(value, list):
        return len(value) > 1 and _is(value[0], value[1], gone)
    return _is(key.split(":")[0], value, gone)
