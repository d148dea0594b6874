"""What a person can do with parts: each verb is one edit, one undo step."""

from __future__ import annotations

import re

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ifs_desktop.parts.emoji import clean_emoji
from ifs_desktop.parts.names import clean_name
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.images import Encoded, keep_image
from ifs_desktop.store.plain import plain
from ifs_desktop.store.schema import (
    DIRECTED_KINDS,
    FACT_SAYERS,
    READING_KINDS,
    RELATION_KINDS,
    ROLES,
    Fact,
    Part,
    Reading,
    Relation,
    now,
)

READING_LEVELS = 5  # 0 far … 4 near
TENSIONS = range(1, 6)  # 1 a little … 5 very strong
_COLOUR = re.compile("#[0-9a-f]{6}")


class SamePart(ValueError):
    """A part cannot stand in a relation to itself."""


class NoWord(ValueError):
    """A reading without a word."""


def add_part(store: Store, *, name: str, role: str = "not_sure", colour: str | None = None) -> int:
    """Add a part and return its id. Raises UnusableName."""
    _check(role, ROLES, "role")
    part = Part(name=clean_name(name), role=role, colour=colour)
    with store.edit("Add part", place=Ref("map")) as session:
        session.add(part)
        session.flush()
    return part.id


def rename_part(
    store: Store, *, part_id: int, name: str, visit: int = 0, place: Ref | None = None
) -> None:
    """Rename a part. Raises UnusableName. Typing within one ``visit`` is one undo step.

    ``place`` is where undo leads; without it, to the part on the map.
    """
    name = clean_name(name)
    merge = ("name", part_id, visit) if visit else None
    place = place or Ref("part", part_id)
    with store.edit("Rename part", place=place, merge=merge) as session:
        part = session.get_one(Part, part_id)
        if part.name != name:
            part.name = name


def set_role(store: Store, *, part_id: int, role: str, place: Ref | None = None) -> None:
    """Say what a part's role is, one of ROLES. ``place`` is where undo leads, if not the map."""
    _check(role, ROLES, "role")
    with store.edit("Change role", place=place or Ref("part", part_id)) as session:
        part = session.get_one(Part, part_id)
        if part.role != role:
            part.role = role


def set_colour(store: Store, *, part_id: int, colour: str | None) -> None:
    """Give a part a colour of its own ("#rrggbb"); None goes back to its role's."""
    if colour is not None and not _COLOUR.fullmatch(colour):
        raise ValueError(f"{colour!r} is no colour")
    with store.edit("Change colour", place=Ref("profile", part_id)) as session:
        part = session.get_one(Part, part_id)
        if part.colour != colour:
            part.colour = colour


def set_emoji(store: Store, *, part_id: int, emoji: str | None, visit: int = 0) -> None:
    """Say what stands in a part's shape, an emoji or a few letters; without one, nothing.

    Raises UnusableEmoji. Edits with the same non-zero ``visit`` are one undo step.
    """
    emoji = clean_emoji(emoji or "")
    merge = ("emoji", part_id, visit) if visit else None
    with store.edit("Change emoji", place=Ref("profile", part_id), merge=merge) as session:
        part = session.get_one(Part, part_id)
        if part.emoji != emoji:
            part.emoji = emoji


def set_portrait(store: Store, *, part_id: int, image: Encoded | None) -> None:
    """Give a part a picture of its own, kept in the journal; None takes it from its shape."""
    with store.edit("Change picture", place=Ref("profile", part_id)) as session:
        part = session.get_one(Part, part_id)
        if image is not None:
            part.portrait = keep_image(store, image)
        elif part.portrait is not None:
            part.portrait = None


def let_rest(store: Store, *, part_id: int) -> None:
    """Let a part rest: it stays in every list, quietly."""
    with store.edit("Let a part rest", place=Ref("profile", part_id)) as session:
        part = session.get_one(Part, part_id)
        if part.resting is None:
            part.resting = now()


def wake(store: Store, *, part_id: int) -> None:
    """A part that rested is here again."""
    with store.edit("Wake a part", place=Ref("profile", part_id)) as session:
        part = session.get_one(Part, part_id)
        if part.resting is not None:
            part.resting = None


def put_away_part(store: Store, *, part_id: int) -> None:
    """Put a part away: it leaves maps and lists, what it said stays where it was said."""
    with store.edit("Put part away", place=Ref("part", part_id)) as session:
        part = session.get_one(Part, part_id)
        if part.put_away is None:
            part.put_away = now()


def state_fact(
    store: Store,
    *,
    part_id: int,
    kind: str,
    text: str,
    said_by: str = "me",
    source: Ref | None = None,
    visit: int = 0,
) -> int | None:
    """Say what is known of a part now, as a field shows it; returns the fact's id.

    The newest fact of this kind with the same sayer and the same source is rewritten; if there
    is none a fact is added. Empty ``text`` puts that fact away and returns None. Edits with the
    same non-zero ``visit`` (one stay in one field) are one undo step.
    """
    _check(said_by, FACT_SAYERS, "sayer")
    text = plain(text).strip()
    merge = ("fact", part_id, kind, visit) if visit else None
    with store.edit("Edit what is known", place=Ref("part", part_id), merge=merge) as session:
        fact = session.scalar(
            select(Fact)
            .where(
                Fact.part_id == part_id,
                Fact.kind == kind,
                Fact.said_by == said_by,
                Fact.put_away.is_(None),
                Fact.source_kind.is_(None) if source is None else Fact.source_kind == source.kind,
                Fact.source_id.is_(None)
                if source is None or source.id is None
                else Fact.source_id == source.id,
            )
            .order_by(Fact.said_at.desc(), Fact.id.desc())
            .limit(1)
        )
        if fact is None:
            if not text:
                return None
            fact = Fact(part_id=part_id, kind=kind, text=text, said_by=said_by)
            if source is not None:
                fact.source_kind, fact.source_id = source.kind, source.id
            session.add(fact)
            session.flush()
        elif not text:
            fact.put_away = now()
            return None
        elif fact.text != text:
            fact.text, fact.said_at = text, now()
    return fact.id


def add_fact(
    store: Store,
    *,
    part_id: int,
    kind: str,
    text: str,
    said_by: str = "me",
    source: Ref | None = None,
    visit: int = 0,
) -> int | None:
    """Keep one more thing of a kind about a part; returns its id, None without words.

    Adding and rewording with the same non-zero ``visit`` are one undo step.
    """
    _check(said_by, FACT_SAYERS, "sayer")
    text = plain(text).strip()
    if not text:
        return None
    merge = ("this fact", visit) if visit else None
    place = Ref("profile", part_id)
    with store.edit("Add what is known", place=place, merge=merge) as session:
        fact = Fact(part_id=part_id, kind=kind, text=text, said_by=said_by)
        if source is not None:
            fact.source_kind, fact.source_id = source.kind, source.id
        session.add(fact)
        session.flush()
    return fact.id


def keep_words(
    store: Store, *, part_id: int, kind: str, text: str, said_by: str, source: Ref
) -> int | None:
    """Keep words that stand somewhere as a new fact of a part, with the way back to them.

    Undo leads to where they stand. Returns the fact's id, None without words.
    """
    with store.edit("Keep words", place=source):
        return add_fact(
            store, part_id=part_id, kind=kind, text=text, said_by=said_by, source=source
        )


def reword_fact(store: Store, *, fact_id: int, text: str, visit: int = 0) -> None:
    """Write a fact in other words; when and by whom it was said stays. Without words: put away."""
    text = plain(text).strip()
    merge = ("this fact", visit) if visit else None
    with store.edit("Edit what is known", merge=merge) as session:
        fact = session.get_one(Fact, fact_id)
        if not text:
            fact.put_away = fact.put_away or now()
        elif fact.text != text:
            fact.text = text


def set_sayer(store: Store, *, fact_id: int, said_by: str) -> None:
    """Say who said a fact: the part, me, or a guess."""
    _check(said_by, FACT_SAYERS, "sayer")
    with store.edit("Change who said it") as session:
        fact = session.get_one(Fact, fact_id)
        if fact.said_by != said_by:
            fact.said_by = said_by


def put_away_fact(store: Store, *, fact_id: int) -> None:
    """Put a fact away."""
    with store.edit("Put fact away") as session:
        fact = session.get_one(Fact, fact_id)
        if fact.put_away is None:
            fact.put_away = now()


def add_reading(
    store: Store,
    *,
    part_id: int,
    kind: str,
    word: str,
    level: int | None = None,
    source: Ref | None = None,
) -> int:
    """Note, in a word, how one feels toward a part, it toward one, or its trust in Self.

    ``kind``: one of READING_KINDS. ``level`` says where the word stands between 0 (far) and 4
    (near) on the line of the trend; a word of one's own has none. Raises NoWord.
    """
    _check(kind, READING_KINDS, "kind of reading")
    word = " ".join(plain(word).split())
    if not word:
        raise NoWord("a reading is a word")
    if level is not None and level not in range(READING_LEVELS):
        raise ValueError(f"{level!r} is no level")
    with store.edit("Note how one feels toward a part", place=Ref("profile", part_id)) as session:
        reading = Reading(part_id=part_id, kind=kind, word=word, level=level)
        if source is not None:
            reading.source_kind, reading.source_id = source.kind, source.id
        session.add(reading)
        session.flush()
    return reading.id


def change_reading(
    store: Store, *, reading_id: int, part_id: int, word: str, level: int | None
) -> None:
    """Say a reading in another word, or of another part, while one is still answering.

    One that was put away is there again. Raises NoWord.
    """
    word = " ".join(plain(word).split())
    if not word:
        raise NoWord("a reading is a word")
    with store.edit("Note how one feels toward a part", place=Ref("profile", part_id)) as session:
        reading = session.get_one(Reading, reading_id)
        if (reading.part_id, reading.word, reading.level) != (part_id, word, level):
            reading.part_id, reading.word, reading.level = part_id, word, level
        if reading.put_away is not None:
            reading.put_away = None


def put_away_reading(store: Store, *, reading_id: int) -> None:
    """Put a reading away."""
    with store.edit("Put a reading away") as session:
        reading = session.get_one(Reading, reading_id)
        if reading.put_away is None:
            reading.put_away = now()


def relate(
    store: Store, *, source_id: int, target_id: int, kind: str, place: Ref | None = None
) -> int:
    """Link two parts and return the relation's id; a link that is there already is kept.

    ``place`` is where undo leads, if not the map. Raises SamePart if both ends are one part.
    """
    _check(kind, RELATION_KINDS, "kind of relation")
    if source_id == target_id:
        raise SamePart("A part cannot be linked to itself.")
    with store.edit("Link parts", place=place or Ref("part", source_id)) as session:
        known = _twin(session, source_id, target_id, kind, other_than=None)
        if known is not None:
            return known.id
        relation = Relation(source_id=source_id, target_id=target_id, kind=kind)
        session.add(relation)
        session.flush()
    return relation.id


def change_relation(store: Store, *, relation_id: int, kind: str) -> int:
    """Change a relation's kind. If the two parts have such a link already, that one stays.

    Returns the id of the relation that stands afterwards.
    """
    _check(kind, RELATION_KINDS, "kind of relation")
    with store.edit("Change link") as session:
        relation = session.get_one(Relation, relation_id)
        if relation.kind == kind:
            return relation_id
        twin = _twin(session, relation.source_id, relation.target_id, kind, other_than=relation_id)
        if twin is not None:
            relation.put_away = now()
            return twin.id
        relation.kind = kind
    return relation_id


def reverse_relation(store: Store, *, relation_id: int) -> int:
    """Turn a relation round, with the words said each way.

    Returns the id of the relation that stands afterwards, as ``change_relation`` does.
    """
    with store.edit("Reverse link") as session:
        relation = session.get_one(Relation, relation_id)
        source, target = relation.source_id, relation.target_id
        twin = _twin(session, target, source, relation.kind, other_than=relation_id)
        if twin is not None:
            relation.put_away = now()
            return twin.id
        relation.source_id, relation.target_id = target, source
        relation.forth, relation.back = relation.back, relation.forth
    return relation_id


def set_tension(store: Store, *, relation_id: int, tension: int | None) -> None:
    """Say how strong the tension between two parts is, one of TENSIONS; None says nothing of it."""
    if tension is not None and tension not in TENSIONS:
        raise ValueError(f"{tension!r} is no tension")
    with store.edit("Change tension") as session:
        relation = session.get_one(Relation, relation_id)
        if relation.tension != tension:
            relation.tension = tension


def set_relation_words(
    store: Store, *, relation_id: int, forth: str, back: str, visit: int = 0
) -> None:
    """Say how the first of two parts stands to the second, and how the second to the first.

    Edits with the same non-zero ``visit`` (one stay in one field) are one undo step.
    """
    forth, back = plain(forth).strip(), plain(back).strip()
    merge = ("words of a link", relation_id, visit) if visit else None
    with store.edit("Write on a link", merge=merge) as session:
        relation = session.get_one(Relation, relation_id)
        if (relation.forth, relation.back) != (forth, back):
            relation.forth, relation.back = forth, back


def put_away_relation(store: Store, *, relation_id: int) -> None:
    """Put a relation away."""
    with store.edit("Put link away") as session:
        relation = session.get_one(Relation, relation_id)
        if relation.put_away is None:
            relation.put_away = now()


def _twin(
    session: Session, source: int, target: int, kind: str, *, other_than: int | None
) -> Relation | None:
    """The relation of that kind between the two; for a mutual kind in either direction."""
    forth = (Relation.source_id == source) & (Relation.target_id == target)
    back = (Relation.source_id == target) & (Relation.target_id == source)
    pair = forth if kind in DIRECTED_KINDS else or_(forth, back)
    query = select(Relation).where(pair, Relation.kind == kind, Relation.put_away.is_(None))
    if other_than is not None:
        query = query.where(Relation.id != other_than)
    return session.scalar(query.limit(1))


def _check(value: str, allowed: tuple[str, ...], what: str) -> None:
    if value not in allowed:
        raise ValueError(f"{value!r} is no {what}")
