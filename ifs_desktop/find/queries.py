"""What stands in the rows that were found: their text, who said it, where and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session, aliased

from ifs_desktop.find.raw import Raw
from ifs_desktop.find.written import queries as written
from ifs_desktop.parts.queries import PartCard, card
from ifs_desktop.store import Ref, Store, search
from ifs_desktop.store.query import parse
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
    Run,
    Tag,
    Template,
    Turn,
)
from ifs_desktop.store.search import Hit

_LATEST = 1000  # entries whose titles are at hand; the index knows the others


Known = Iterable[tuple[int, Raw]]


def load(session: Session, hits: Sequence[Hit]) -> dict[Hit, Raw]:
    """The rows of these hits, without those whose dialogue, part or run was put away."""
    found: dict[Hit, Raw] = {}
    for table in {hit.table for hit in hits}:
        wanted = {hit.id: hit for hit in hits if hit.table == table}
        known = _LOADERS[table](session, list(wanted))
        found |= {wanted[row_id]: raw for row_id, raw in known}
    return found


# Made once: putting a statement together takes as long as carrying it out.
_IDS: BindParameter[list[int]] = bindparam("ids", expanding=True)
# Columns of what there is most of: a mapped object costs more than its row.
_CARD = (Part.id, Part.name, Part.role, Part.colour, Part.resting)
_TURNS = (
    select(Turn.id, Turn.said_at, Turn.text, Dialogue.title, *_CARD)
    .join(Dialogue, Dialogue.id == Turn.dialogue_id)
    .join(Part, Part.id == Turn.part_id, isouter=True)
    .where(Turn.id.in_(_IDS), Dialogue.put_away.is_(None))
)
_ENTRIES = select(Entry.id, Entry.happened, Entry.text, Entry.title).where(Entry.id.in_(_IDS))
_FACTS = (
    select(Fact, Part)
    .join(Part, Part.id == Fact.part_id)
    .where(Fact.id.in_(_IDS), Part.put_away.is_(None))
)
_ANSWERS = (
    select(Answer, Run.exercise)
    .join(Run, Run.id == Answer.run_id)
    .where(Answer.id.in_(_IDS), Run.put_away.is_(None))
)
_DIALOGUES = select(Dialogue).where(Dialogue.id.in_(_IDS))
_PARTS = select(Part).where(Part.id.in_(_IDS))
_MAPS = select(PartsMap).where(PartsMap.id.in_(_IDS))
_IMPRESSIONS = (
    select(Impression, Part)
    .join(Part, Part.id == Impression.part_id, isouter=True)
    .where(Impression.id.in_(_IDS))
)
_MEDIATIONS = (
    select(Mediation, Dialogue.title)
    .join(Dialogue, Dialogue.id == Mediation.dialogue_id)
    .where(Mediation.id.in_(_IDS), Dialogue.put_away.is_(None))
)
_AGREEMENTS = (
    select(Agreement, Dialogue.id, Dialogue.title)
    .join(Mediation, Mediation.id == Agreement.mediation_id)
    .join(Dialogue, Dialogue.id == Mediation.dialogue_id)
    .where(Agreement.id.in_(_IDS), Dialogue.put_away.is_(None))
)
_OTHER = aliased(Part)
_RELATIONS = (
    select(Relation, Part, _OTHER.name)
    .join(Part, Part.id == Relation.source_id)
    .join(_OTHER, _OTHER.id == Relation.target_id)
    .where(Relation.id.in_(_IDS), Part.put_away.is_(None), _OTHER.put_away.is_(None))
)
_ASKED = aliased(Part)
_PERMISSIONS = (
    select(Permission, Part, _ASKED)
    .join(Part, Part.id == Permission.exile_id)
    .join(_ASKED, _ASKED.id == Permission.protector_id, isouter=True)
    .where(Permission.id.in_(_IDS), Part.put_away.is_(None))
)
_READINGS = (
    select(Reading, Part)
    .join(Part, Part.id == Reading.part_id)
    .where(Reading.id.in_(_IDS), Part.put_away.is_(None))
)
_NOTES = select(Note).where(Note.id.in_(_IDS))
_TEMPLATES = select(Template).where(Template.id.in_(_IDS))


def _turns(session: Session, ids: Sequence[int]) -> Known:
    rows = session.execute(_TURNS, {"ids": ids})
    for row_id, said_at, text, title, part_id, name, role, colour, resting in rows:
        known = PartCard(part_id, name, role, colour, resting is not None)
        who = None if part_id is None else known
        yield (
            row_id,
            Raw(Ref("turn", row_id), said_at, text, "", title, who, by_self=who is None),
        )


def _entries(session: Session, ids: Sequence[int]) -> Known:
    for row_id, happened, text, title in session.execute(_ENTRIES, {"ids": ids}):
        yield row_id, Raw(Ref("entry", row_id), happened, text, title)


def _facts(session: Session, ids: Sequence[int]) -> Known:
    rows = session.execute(_FACTS, {"ids": ids})
    for fact, part in rows:
        ref = Ref("profile", part.id, f"fact:{fact.id}")
        yield fact.id, Raw(ref, fact.said_at, fact.text, part=card(part))


def _answers(session: Session, ids: Sequence[int]) -> Known:
    rows = session.execute(_ANSWERS, {"ids": ids})
    for answer, slug in rows:
        ref = Ref("run", answer.run_id, answer.step)
        yield answer.id, Raw(ref, answer.answered, answer.text, exercise=slug)


def _dialogues(session: Session, ids: Sequence[int]) -> Known:
    for row in session.scalars(_DIALOGUES, {"ids": ids}):
        yield row.id, Raw(Ref("dialogue", row.id), row.created, row.unfinished or "", row.title)


def _parts(session: Session, ids: Sequence[int]) -> Known:
    for row in session.scalars(_PARTS, {"ids": ids}):
        yield row.id, Raw(Ref("profile", row.id), row.created, "", row.name, part=card(row))


def _maps(session: Session, ids: Sequence[int]) -> Known:
    for row in session.scalars(_MAPS, {"ids": ids}):
        yield row.id, Raw(Ref("map", row.id), row.created, "", row.name)


def _impressions(session: Session, ids: Sequence[int]) -> Known:
    rows = session.execute(_IMPRESSIONS, {"ids": ids})
    for row, part in rows:
        who = card(part) if part is not None else None
        yield row.id, Raw(Ref("impression", row.id), row.noticed, row.text, part=who)


def _mediations(session: Session, ids: Sequence[int]) -> Known:
    rows = session.execute(_MEDIATIONS, {"ids": ids})
    for row, title in rows:
        yield row.id, Raw(Ref("mediation", row.dialogue_id), row.began, row.conflict, "", title)


def _agreements(session: Session, ids: Sequence[int]) -> Known:
    rows = session.execute(_AGREEMENTS, {"ids": ids})
    for row, dialogue_id, title in rows:
        text = f"{row.text}\n{row.review}".strip()
        yield row.id, Raw(Ref("mediation", dialogue_id), row.made, text, "", title)


def _relations(session: Session, ids: Sequence[int]) -> Known:
    rows = session.execute(_RELATIONS, {"ids": ids})
    for row, part, name in rows:
        text = f"{row.forth}\n{row.back}".strip()
        ref = Ref("profile", part.id, f"relation:{row.id}")  # the map does not show these words
        yield row.id, Raw(ref, row.created, text, "", name, card(part))


def _permissions(session: Session, ids: Sequence[int]) -> Known:
    rows = session.execute(_PERMISSIONS, {"ids": ids})
    for row, exile, protector in rows:
        who = card(protector) if protector is not None else None
        ref = Ref("profile", exile.id, f"permission:{row.id}")
        yield row.id, Raw(ref, row.said_at, row.condition, "", exile.name, who)


def _readings(session: Session, ids: Sequence[int]) -> Known:
    rows = session.execute(_READINGS, {"ids": ids})
    for row, part in rows:
        ref = Ref("profile", part.id, f"reading:{row.id}")
        yield row.id, Raw(ref, row.said_at, row.word, part=card(part))


def _notes(session: Session, ids: Sequence[int]) -> Known:
    for row in session.scalars(_NOTES, {"ids": ids}):
        page, _, what = row.place.partition(":")
        yield row.id, Raw(Ref(page, None, what), row.touched, row.text)


def _templates(session: Session, ids: Sequence[int]) -> Known:
    for row in session.scalars(_TEMPLATES, {"ids": ids}):
        yield row.id, Raw(Ref("template", row.id), row.created, row.text, row.name)


_LOADERS: dict[str, Callable[[Session, Sequence[int]], Known]] = {
    "turn": _turns,
    "entry": _entries,
    "fact": _facts,
    "answer": _answers,
    "dialogue": _dialogues,
    "part": _parts,
    "map": _maps,
    "impression": _impressions,
    "mediation": _mediations,
    "agreement": _agreements,
    "relation": _relations,
    "permission": _permissions,
    "reading": _readings,
    "note": _notes,
    "template": _templates,
    **written.LOADERS,
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
            select(Part.id, Part.name, Part.role, Part.colour)
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
