"""What stands in the rows that were found: their text, who said it, where and when."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import Select, func, literal, null, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import aliased

from ifs_desktop.find.raw import Raw
from ifs_desktop.find.rows.queries import joined, of, row
from ifs_desktop.find.written.queries import ROWS
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.people.queries import instead_of_names
from ifs_desktop.store import Ref, Store, search
from ifs_desktop.store.query import parse
from ifs_desktop.store.schema import (
    Agreement,
    Answer,
    Area,
    BodyMark,
    Dialogue,
    Entry,
    Fact,
    Impression,
    MapMoment,
    Mediation,
    Note,
    Part,
    PartsMap,
    Permission,
    Reading,
    Relation,
    Run,
    Tag,
    Template,
    Turn,
    read_when,
)
from ifs_desktop.store.search import Hit

_WITH_PEOPLE = ("person", "moment", "opinion", "small_step")  # tables whose rows name somebody
_LATEST = 1000  # entries whose titles are at hand; the index knows the others


def load(session: search.Reader, hits: Sequence[Hit]) -> dict[Hit, Raw]:
    """The rows of these hits, without those whose dialogue, part or run was put away."""
    driver = search.driver(session)  # as for the search: half of the time to a key's answer
    found: dict[Hit, Raw] = {}
    for table in {hit.table for hit in hits}:
        wanted = {hit.id: hit for hit in hits if hit.table == table}
        short = instead_of_names(session) if table in _WITH_PEOPLE else {}
        for row_id, *values in driver.execute(_sql(table), (json.dumps(list(wanted)),)):
            raw = _raw(*values)
            if short:
                title, where = short.get(raw.title, raw.title), short.get(raw.where, raw.where)
                raw = replace(raw, title=title, where=where)
            found[wanted[row_id]] = raw
    return found


def prepare() -> None:
    """Have the SQL of all tables at hand: putting it together takes longer than a search."""
    for table in _ROWS:
        _sql(table)


def _raw(
    kind: str,
    ref_id: int | None,
    anchor: str,
    when: str,
    text: str,
    title: str,
    where: str,
    exercise: str,
    *card: Any,
) -> Raw:
    part_id, name, role, colour, resting, veiled, *looks = card
    since = (resting is not None, veiled is not None)
    who = None if part_id is None else PartCard(part_id, name, role, colour, *since, *looks)
    by_self = kind == "turn" and who is None
    ref = Ref(kind, ref_id, anchor)
    return Raw(ref, read_when(when), text, title, where, who, by_self, exercise)


@cache
def _sql(table: str) -> str:
    made = _ROWS[table].compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    return str(made)


_OTHER, _EXILE = aliased(Part), aliased(Part)
_BOTH_HERE = (Part.put_away.is_(None), _OTHER.put_away.is_(None))
_PLACE = func.instr(Note.place.concat(":"), ":")
_ROWS: dict[str, Select[Any]] = {
    "turn": row(Turn, when=Turn.said_at, text=Turn.text, where=Dialogue.title, part=Part)
    .join(Dialogue, Dialogue.id == Turn.dialogue_id)
    .join(Part, Part.id == Turn.part_id, isouter=True)
    .where(Dialogue.put_away.is_(None)),
    "entry": row(Entry, when=Entry.happened, text=Entry.text, title=Entry.title),
    "fact": row(Fact, when=Fact.said_at, text=Fact.text, part=Part, **of(Part, "fact", Fact))
    .join(Part, Part.id == Fact.part_id)
    .where(Part.put_away.is_(None)),
    "answer": row(
        Answer,
        kind="run",
        ref=Answer.run_id,
        anchor=Answer.step,
        when=Answer.answered,
        text=Answer.text,
        exercise=Run.exercise,
    )
    .join(Run, Run.id == Answer.run_id)
    .where(Run.put_away.is_(None)),
    "dialogue": row(
        Dialogue,
        when=Dialogue.created,
        text=func.coalesce(Dialogue.unfinished, ""),
        title=Dialogue.title,
    ),
    "part": row(Part, kind="profile", when=Part.created, title=Part.name, part=Part),
    "map": row(
        PartsMap,
        kind="map",
        when=PartsMap.created,
        title=PartsMap.name,
        text=joined(
            PartsMap.about, PartsMap.size_means, PartsMap.distance_means, PartsMap.colour_means
        ),
    ),
    "area": row(
        Area,
        kind="map",
        ref=PartsMap.id,
        anchor=literal("area:").concat(Area.id),
        when=Area.created,
        text=Area.text,
        where=PartsMap.name,
    )
    .join(PartsMap, PartsMap.id == Area.map_id)
    .where(PartsMap.put_away.is_(None)),
    "map_moment": row(
        MapMoment,
        kind="map",
        ref=PartsMap.id,
        anchor=literal("moment:").concat(MapMoment.id),
        when=MapMoment.at,
        text=MapMoment.name,
        where=PartsMap.name,
    )
    .join(PartsMap, PartsMap.id == MapMoment.map_id)
    .where(PartsMap.put_away.is_(None)),
    "body_mark": row(
        BodyMark,
        when=BodyMark.created,
        text=BodyMark.text,
        part=Part,
    )
    .join(Part, Part.id == BodyMark.part_id)
    .where(Part.put_away.is_(None)),
    "impression": row(Impression, when=Impression.noticed, text=Impression.text, part=Part).join(
        Part, Part.id == Impression.part_id, isouter=True
    ),
    "mediation": row(
        Mediation,
        ref=Mediation.dialogue_id,
        when=Mediation.began,
        text=Mediation.conflict,
        where=Dialogue.title,
    )
    .join(Dialogue, Dialogue.id == Mediation.dialogue_id)
    .where(Dialogue.put_away.is_(None)),
    "agreement": row(
        Agreement,
        kind="mediation",
        ref=Dialogue.id,
        when=Agreement.made,
        text=joined(Agreement.text, Agreement.review),
        where=Dialogue.title,
    )
    .join(Mediation, Mediation.id == Agreement.mediation_id)
    .join(Dialogue, Dialogue.id == Mediation.dialogue_id)
    .where(Dialogue.put_away.is_(None)),
    "relation": row(  # the map does not show these words
        Relation,
        when=Relation.created,
        text=joined(Relation.forth, Relation.back),
        where=_OTHER.name,
        part=Part,
        **of(Part, "relation", Relation),
    )
    .join(Part, Part.id == Relation.source_id)
    .join(_OTHER, _OTHER.id == Relation.target_id)
    .where(*_BOTH_HERE),
    "permission": row(
        Permission,
        when=Permission.said_at,
        text=Permission.condition,
        where=_EXILE.name,
        part=Part,
        **of(_EXILE, "permission", Permission),
    )
    .join(_EXILE, _EXILE.id == Permission.exile_id)
    .join(Part, Part.id == Permission.protector_id, isouter=True)
    .where(_EXILE.put_away.is_(None)),
    "reading": row(
        Reading, when=Reading.said_at, text=Reading.word, part=Part, **of(Part, "reading", Reading)
    )
    .join(Part, Part.id == Reading.part_id)
    .where(Part.put_away.is_(None)),
    "note": row(
        Note,
        kind=func.substr(Note.place, 1, _PLACE - 1),
        ref=null(),
        anchor=func.substr(Note.place, _PLACE + 1),
        when=Note.touched,
        text=Note.text,
    ),
    "template": row(Template, when=Template.created, text=Template.text, title=Template.name),
    **ROWS,
}


def tags(store: Store) -> tuple[str, ...]:
    """The names of tags, in order."""
    with store.read() as session:
        return tuple(sorted(session.scalars(select(Tag.name)), key=str.casefold))


@dataclass(frozen=True, slots=True)
class Names:
    """What one can go to by name: what is used last comes first."""

    parts: tuple[PartCard, ...]
    dialogues: tuple[tuple[int, str], ...]
    maps: tuple[tuple[int, str], ...]
    entries: tuple[tuple[int, str], ...]


def names(store: Store) -> Names:
    """Of everything that was not put away."""
    with store.read() as session:
        parts = session.execute(
            select(
                *(Part.id, Part.name, Part.role, Part.colour),
                *(Part.resting.is_not(None), Part.veiled.is_not(None), Part.emoji, Part.portrait),
            )
            .where(Part.put_away.is_(None))
            .order_by(Part.id.desc())
        )
        dialogues = session.execute(
            select(Dialogue.id, Dialogue.title)
            .where(Dialogue.put_away.is_(None), Dialogue.title != "")
            .order_by(Dialogue.touched.desc())
        )
        maps = session.execute(
            select(PartsMap.id, PartsMap.name)
            .where(PartsMap.put_away.is_(None))
            .order_by(PartsMap.id.desc())
        )
        entries = session.execute(
            select(Entry.id, Entry.title)
            .where(Entry.put_away.is_(None), Entry.title != "")
            .order_by(Entry.happened.desc())
            .limit(_LATEST)
        )
        return Names(
            tuple(PartCard(*row) for row in parts),
            tuple((row_id, title) for row_id, title in dialogues),
            tuple((row_id, name) for row_id, name in maps),
            tuple((row_id, title) for row_id, title in entries),
        )


def titled(store: Store, text: str, limit: int = 30) -> tuple[tuple[int, str], ...]:
    """Entries that fit and have a title, the newest first."""
    query = parse(text).with_filters(kinds=("entry",))
    if not query.phrases:
        return ()
    with store.read() as session:
        ids = [hit.id for hit in search.find(session, query, limit=limit)]
        rows = session.execute(select(Entry.id, Entry.title).where(Entry.id.in_(ids)))
        known = {row_id: title.strip() for row_id, title in rows}
    return tuple((row_id, known[row_id]) for row_id in ids if known.get(row_id))
