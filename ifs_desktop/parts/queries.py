"""What pages show of parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from ifs_desktop.parts import names
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import (
    Agreement,
    Answer,
    AnswerPart,
    Belief,
    BeliefVersion,
    Dialogue,
    Draft,
    Entry,
    Fact,
    Impression,
    Mediation,
    Member,
    Mention,
    Part,
    PartsMap,
    Person,
    Placement,
    Prediction,
    Reading,
    Relation,
    Run,
    SmallStep,
    Turn,
    When,
)

BEGINNING = 200  # characters of an entry that a list may show


@dataclass(frozen=True, slots=True)
class PartCard:
    """As much of a part as a list or a chip shows."""

    id: int
    name: str
    role: str
    colour: str | None
    resting: bool = False
    veiled: bool = False  # nothing is known of it but that somebody protects it
    emoji: str | None = None
    portrait: int | None = None  # the number of its own image

    @property
    def shape(self) -> str:
        """What it is drawn as: its role, or a veil."""
        return "veiled" if self.veiled else self.role


# The columns of a card: many of them are read sooner so than whole parts.
CARD = (
    *(Part.id, Part.name, Part.role, Part.colour),
    *(Part.resting.is_not(None), Part.veiled.is_not(None), Part.emoji, Part.portrait),
)


@dataclass(frozen=True, slots=True)
class FactCard:
    """One thing known of a part. ``source`` is where it comes from, None if it was stated."""

    id: int
    kind: str
    text: str
    said_by: str
    said_at: datetime
    source: Ref | None


@dataclass(frozen=True, slots=True)
class RelationCard:
    """How two parts stand to each other; ``source`` acts for a directed kind."""

    id: int
    kind: str
    source: PartCard
    target: PartCard
    forth: str
    back: str
    tension: int | None = None  # of a polarised pair: 1 a little to 5 very strong


@dataclass(frozen=True, slots=True)
class ReadingCard:
    """How somebody felt, in a word; ``level`` is 0 (far) to 4 (near), None for an own word."""

    id: int
    kind: str
    word: str
    level: int | None
    said_at: datetime
    source: Ref | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part appears: the way there, and what a list shows of it."""

    ref: Ref
    title: str
    when: datetime
    second: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a part expected of a small step with somebody, and what it saw of what came.

    ``person`` is how they are called on the screen; ``fit`` None: nobody has looked back yet.
    """

    step_id: int
    person_id: int | None
    person: str
    step: str
    when: datetime
    planned_on: date | None
    state: str
    happened: str
    expected: str
    stop_signal: str
    permission: str | None
    fit: str | None
    saw: str


@dataclass(frozen=True, slots=True)
class PartDetail:
    """A part with everything known of it, the newest fact first."""

    card: PartCard
    met: datetime
    facts: tuple[FactCard, ...]
    relations: tuple[RelationCard, ...]
    resting: datetime | None = None  # since when it rests

    def stated(self, kind: str) -> FactCard | None:
        """The newest fact of a kind that was stated, not learnt in a dialogue or exercise."""
        return next((f for f in self.facts if f.kind == kind and f.source is None), None)


def find_parts(store: Store, text: str = "") -> tuple[PartCard, ...]:
    """Parts whose name holds each word of ``text`` in any letter case, in order of name.

    Those that rest come last.
    """
    words = text.casefold().split()
    found = [c for c in all_cards(store) if all(w in c.name.casefold() for w in words)]
    return tuple(sorted(found, key=lambda c: (c.resting, c.name.casefold(), c.id)))


def all_cards(store: Store) -> list[PartCard]:
    """Every part that is not put away, in order of name; 2,000 of them in a few ms."""
    columns = select(*CARD).where(Part.put_away.is_(None))
    with store.read() as session:
        found = [PartCard(*row) for row in session.execute(columns)]
    return sorted(found, key=lambda c: (c.name.casefold(), c.id))


def cards(store: Store, part_ids: Iterable[int]) -> dict[int, PartCard]:
    """The cards of these parts, also of those put away (old text still names them)."""
    wanted = list(part_ids)
    with store.read() as session:
        return {p.id: card(p) for p in session.scalars(select(Part).where(Part.id.in_(wanted)))}


def part(store: Store, part_id: int) -> PartDetail | None:
    """Everything known of a part; None if there is no such part or it was put away."""
    with store.read() as session:
        row = session.get(Part, part_id)
        if row is None or row.put_away is not None:
            return None
        facts = session.scalars(
            select(Fact)
            .where(Fact.part_id == part_id, Fact.put_away.is_(None))
            .order_by(Fact.said_at.desc(), Fact.id.desc())
        )
        own = or_(Relation.source_id == part_id, Relation.target_id == part_id)
        return PartDetail(
            card(row),
            row.created,
            tuple(_fact(f) for f in facts),
            _relations(session, own),
            row.resting,
        )


def relation(store: Store, relation_id: int) -> RelationCard | None:
    """One relation; None if it, or a part it links, was put away."""
    with store.read() as session:
        found = _relations(session, Relation.id == relation_id)
    return found[0] if found else None


def card(row: Part) -> PartCard:
    """The card of a mapped part (for other features' queries)."""
    resting, veiled = row.resting is not None, row.veiled is not None
    return PartCard(
        row.id, row.name, row.role, row.colour, resting, veiled, row.emoji, row.portrait
    )


def readings(store: Store, part_id: int) -> tuple[ReadingCard, ...]:
    """Every reading of a part, the newest first."""
    with store.read() as session:
        rows = session.scalars(
            select(Reading)
            .where(Reading.part_id == part_id, Reading.put_away.is_(None))
            .order_by(Reading.said_at.desc(), Reading.id.desc())
        )
        return tuple(
            ReadingCard(
                row.id,
                row.kind,
                row.word,
                row.level,
                row.said_at,
                _source(row.source_kind, row.source_id),
            )
            for row in rows
        )


def half_written(store: Store, part_id: int) -> frozenset[str]:
    """The places of drafts that wait in this part's profile."""
    with store.read() as session:
        places = select(Draft.place).where(Draft.place.startswith(f"part:{part_id}:"))
        return frozenset(session.scalars(places))


def last_words(store: Store, part_id: int) -> Place | None:
    """What a part said last, and the turn to go on from."""
    with store.read() as session:
        spoken = session.scalars(_dialogues(part_id).with_only_columns(Dialogue.id))
        for dialogue_id in spoken:
            turn = session.scalar(_last_turn(part_id, dialogue_id))
            if turn is not None:
                title = session.get_one(Dialogue, dialogue_id).title
                return Place(Ref("turn", turn.id), turn.text, turn.said_at, title)
    return None


def last_said(store: Store, part_id: int, dialogue_id: int) -> int | None:
    """The last turn of a part in one dialogue."""
    with store.read() as session:
        turn = session.scalar(_last_turn(part_id, dialogue_id))
        return None if turn is None else turn.id


def dialogues_with(store: Store, part_id: int, most: int) -> tuple[Place, ...]:
    """Dialogues a part was invited to or spoke in, the last spoken in first; at most so many."""
    with store.read() as session:
        rows = session.execute(
            _dialogues(part_id)
            .where(Dialogue.kind == "dialogue")
            .with_only_columns(Dialogue.id, Dialogue.title, Dialogue.touched)
            .limit(most)
        )
        return tuple(Place(Ref("dialogue", i), title, when) for i, title, when in rows)


def mediations_with(store: Store, part_id: int, most: int) -> tuple[Place, ...]:
    """Mediations it sat in, the last one first; ``second`` is what was agreed."""
    seats = or_(Mediation.left_id == part_id, Mediation.right_id == part_id)
    with store.read() as session:
        rows = session.execute(
            select(
                Mediation.id,
                Mediation.dialogue_id,
                Mediation.conflict,
                Mediation.began,
                Mediation.state,
            )
            .join(Dialogue, Dialogue.id == Mediation.dialogue_id)
            .where(seats, Dialogue.put_away.is_(None))
            .order_by(Mediation.began.desc(), Mediation.id.desc())
            .limit(most)
        ).all()
        agreed = session.execute(
            select(Agreement.mediation_id, Agreement.text)
            .where(
                Agreement.mediation_id.in_([row.id for row in rows]), Agreement.put_away.is_(None)
            )
            .order_by(Agreement.made)
        )
        texts = {one.mediation_id: one.text for one in agreed}
    return tuple(
        Place(Ref("mediation", dialogue), conflict, began, texts.get(i, ""), state)
        for i, dialogue, conflict, began, state in rows
    )


def runs_with(store: Store, part_id: int, most: int) -> tuple[Place, ...]:
    """Exercises in which it was picked, the last one first; ``title`` is the exercise's slug."""
    picked = select(Answer.run_id).join(AnswerPart).where(AnswerPart.part_id == part_id)
    with store.read() as session:
        rows = session.execute(
            select(Run.id, Run.exercise, Run.started)
            .where(Run.id.in_(picked), Run.put_away.is_(None))
            .order_by(Run.started.desc(), Run.id.desc())
            .limit(most)
        )
        return tuple(Place(Ref("run", i), slug, when) for i, slug, when in rows)


def entries_naming(store: Store, part_id: int, most: int) -> tuple[Place, ...]:
    """Pages of the journal that name it, the last day first; ``second`` is how they begin."""
    with store.read() as session:
        rows = session.execute(
            select(Entry.id, Entry.title, Entry.happened, func.substr(Entry.text, 1, BEGINNING))
            .join(Mention, Mention.entry_id == Entry.id)
            .where(Mention.part_id == part_id, Entry.put_away.is_(None))
            .order_by(Entry.happened.desc(), Entry.id.desc())
            .limit(most)
        )
        return tuple(Place(Ref("entry", i), title, when, text) for i, title, when, text in rows)


def impressions_of(store: Store, part_id: int, most: int) -> tuple[Place, ...]:
    """Impressions sorted onto it, the last one first; ``state`` is their kind."""
    with store.read() as session:
        rows = session.execute(
            select(Impression.id, Impression.text, Impression.noticed, Impression.kind)
            .where(Impression.part_id == part_id, Impression.put_away.is_(None))
            .order_by(Impression.noticed.desc(), Impression.id.desc())
            .limit(most)
        )
        return tuple(
            Place(Ref("impression", i), text, when, state=kind or "")
            for i, text, when, kind in rows
        )


def beliefs_of(store: Store, part_id: int, most: int) -> tuple[Place, ...]:
    """Beliefs it holds, the one looked at last first.

    ``state`` is how true it felt then, 0 to 100.
    """
    last = (
        select(BeliefVersion.id)
        .where(BeliefVersion.belief_id == Belief.id)
        .order_by(BeliefVersion.said_at.desc(), BeliefVersion.id.desc())
        .limit(1)
        .correlate(Belief)
        .scalar_subquery()
    )
    strength = func.coalesce(BeliefVersion.after, BeliefVersion.strength)
    when = func.coalesce(BeliefVersion.said_at, Belief.created, type_=When)
    with store.read() as session:
        rows = session.execute(
            select(Belief.id, Belief.text, when, strength)
            .outerjoin(BeliefVersion, BeliefVersion.id == last)
            .where(Belief.part_id == part_id, Belief.put_away.is_(None))
            .order_by(when.desc(), Belief.id.desc())
            .limit(most)
        )
        return tuple(
            Place(Ref("belief", i), text, said, state="" if felt is None else str(felt))
            for i, text, said, felt in rows
        )


def maps_with(store: Store, part_id: int, most: int) -> tuple[Place, ...]:
    """Maps it stands on, in order of their making."""
    here = select(Placement.map_id).where(
        Placement.part_id == part_id, Placement.put_away.is_(None)
    )
    with store.read() as session:
        rows = session.execute(
            select(PartsMap.id, PartsMap.name, PartsMap.created)
            .where(PartsMap.id.in_(here), PartsMap.put_away.is_(None))
            .order_by(PartsMap.id)
            .limit(most)
        )
        found = f"part:{part_id}"
        return tuple(Place(Ref("map", i, found), name, made) for i, name, made in rows)


def initials_only(store: Store) -> bool:
    """Whether people are shown by their initials."""
    return bool(store.state(names.INITIALS_ONLY, False))


def expectations(store: Store, part_id: int, most: int | None) -> tuple[Expectation, ...]:
    """What it expected of small steps and what came of them, the last step first."""
    short = initials_only(store)
    with store.read() as session:
        rows = session.execute(
            select(Prediction, SmallStep, Person)
            .join(SmallStep, SmallStep.id == Prediction.small_step_id)
            .outerjoin(Person, Person.id == SmallStep.person_id)
            .where(
                Prediction.part_id == part_id,
                or_(Prediction.text != "", Prediction.fit.is_not(None), Prediction.outcome != ""),
                SmallStep.put_away.is_(None),
            )
            .order_by(SmallStep.created.desc(), SmallStep.id.desc())
            .limit(most)
        )
        return tuple(
            Expectation(
                step.id,
                step.person_id,
                "" if who is None else names.called(who.name, who.initials, short=short),
                step.text,
                step.created,
                None if step.planned_on is None else date.fromisoformat(step.planned_on),
                step.state,
                step.outcome,
                said.text,
                said.stop_signal,
                said.permission,
                said.fit,
                said.outcome,
            )
            for said, step, who in rows
        )


def _dialogues(part_id: int) -> Select[Any]:
    """Dialogues a part has to do with, the last spoken in first."""
    invited = select(Member.dialogue_id).where(Member.part_id == part_id)
    spoke = select(Turn.dialogue_id).where(Turn.part_id == part_id, Turn.put_away.is_(None))
    return (
        select(Dialogue)
        .where(Dialogue.id.in_(invited.union(spoke)), Dialogue.put_away.is_(None))
        .order_by(Dialogue.touched.desc(), Dialogue.id.desc())
    )


def _last_turn(part_id: int, dialogue_id: int) -> Select[Any]:
    return (
        select(Turn)
        .where(Turn.dialogue_id == dialogue_id, Turn.part_id == part_id, Turn.put_away.is_(None))
        .order_by(Turn.position.desc(), Turn.id.desc())
        .limit(1)
    )


def _source(kind: str | None, source_id: int | None) -> Ref | None:
    return None if kind is None else Ref(kind, source_id)


def _fact(row: Fact) -> FactCard:
    source = _source(row.source_kind, row.source_id)
    return FactCard(row.id, row.kind, row.text, row.said_by, row.said_at, source)


def _relations(session: Session, condition: object) -> tuple[RelationCard, ...]:
    rows = session.scalars(
        select(Relation)
        .where(condition, Relation.put_away.is_(None))  # type: ignore[arg-type]
        .order_by(Relation.id)
    ).all()
    ends = {row.source_id for row in rows} | {row.target_id for row in rows}
    parts = session.scalars(select(Part).where(Part.id.in_(ends), Part.put_away.is_(None)))
    known = {p.id: card(p) for p in parts}
    return tuple(
        RelationCard(
            row.id,
            row.kind,
            known[row.source_id],
            known[row.target_id],
            row.forth,
            row.back,
            row.tension,
        )
        for row in rows
        if row.source_id in known and row.target_id in known
    )
