"""What the room shows: two seats, what was said, what was agreed; and what is looked at again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, or_, select
from sqlalchemy.orm import Session

from ifs_desktop.mediation import rounds
from ifs_desktop.mediation.rounds import CHECK, STEPS, Room, Seat, Step
from ifs_desktop.parts.queries import PartCard, card
from ifs_desktop.store import Store
from ifs_desktop.store.schema import (
    Agreement,
    Dialogue,
    Mediation,
    Part,
    Reading,
    Relation,
    Turn,
)

_SAT = select(Mediation.relation_id).where(
    Mediation.relation_id.in_(bindparam("ids", expanding=True))
)
SOURCE = "mediation"  # a Ref's kind; its id is the dialogue's


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was said in the room."""

    turn_id: int
    seat: Seat
    round: str
    text: str


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """What was agreed. ``ended``: it does not stand any more, and is read only."""

    id: int
    dialogue_id: int
    text: str
    made: datetime
    review_on: date | None
    reviewed: datetime | None
    review: str
    ended: datetime | None

    def is_due(self, today: date) -> bool:
        """Whether its day has come and it was not looked at since."""
        return self.ended is None and _is_due(self.review_on, self.reviewed, today)


@dataclass(frozen=True, slots=True)
class Due:
    """An agreement whose day has come, and who made it."""

    agreement: AgreementRow
    left: PartCard
    right: PartCard


@dataclass(frozen=True, slots=True)
class RoomRow:
    """One mediation with everything in it."""

    id: int
    dialogue_id: int
    relation_id: int
    left: PartCard
    right: PartCard
    conflict: str
    began: datetime
    room: Room
    said: tuple[Said, ...]
    felt: tuple[tuple[str, str], ...]  # (seat, the word of the last Self-check about it)
    agreements: tuple[AgreementRow, ...]  # the newest first

    def seated(self, seat: Seat) -> PartCard | None:
        """Who sits there; None is Self."""
        return {"left": self.left, "right": self.right}.get(seat)

    def answer(self, step: Step) -> Said | None:
        """What was said at a step, the last of it."""
        found = [one for one in self.said if (one.round, one.seat) == (step.round, step.seat)]
        return found[-1] if found else None

    def word(self, seat: Seat) -> str:
        """How Self felt toward a seat, last."""
        return dict(self.felt).get(seat, "")

    @property
    def standing(self) -> AgreementRow | None:
        """The agreement that stands now."""
        return next((one for one in self.agreements if one.ended is None), None)


def room(store: Store, dialogue_id: int) -> RoomRow | None:
    """A mediation by its dialogue; None if it was put away or never was there."""
    with store.read() as session:
        found = session.scalar(
            _mediations().where(Mediation.dialogue_id == dialogue_id, Dialogue.put_away.is_(None))
        )
        return None if found is None else _room(session, found)


def waiting_between(store: Store, one_id: int, other_id: int) -> int | None:
    """The dialogue of an open mediation between the two, the last one begun."""
    with store.read() as session:
        found = session.scalar(
            _mediations()
            .where(_pair(one_id, other_id), Mediation.state == "open", Dialogue.put_away.is_(None))
            .order_by(Mediation.id.desc())
            .limit(1)
        )
        return None if found is None else found.dialogue_id


def polarised(store: Store) -> tuple[tuple[PartCard, PartCard], ...]:
    """The pairs of parts that are known to be in conflict, in order of name."""
    with store.read() as session:
        rows = session.execute(
            select(Relation.source_id, Relation.target_id).where(
                Relation.kind == "polarised", Relation.put_away.is_(None)
            )
        ).all()
        ids = {end for row in rows for end in row}
        there = session.scalars(select(Part).where(Part.id.in_(ids), Part.put_away.is_(None)))
        cards = {one.id: card(one) for one in there}
    pairs = [(cards[a], cards[b]) for a, b in rows if a in cards and b in cards]
    return tuple(sorted(pairs, key=lambda pair: (pair[0].name.casefold(), pair[1].name)))


def agreements_of(store: Store, relation_id: int) -> tuple[AgreementRow, ...]:
    """The agreements that stand between two parts, by their relation; the newest first."""
    with store.read() as session:
        return _agreements(
            session, Mediation.relation_id == relation_id, Agreement.put_away.is_(None)
        )


def mediated(store: Store, relation_ids: Collection[int]) -> frozenset[int]:
    """Those of these relations whose parts sat in the room; the others agreed on nothing there."""
    with store.read() as session:
        return frozenset(session.scalars(_SAT, {"ids": list(relation_ids)}))


def due(store: Store, today: date) -> tuple[Due, ...]:
    """The agreements whose day has come, the earliest day first. None of them is late."""
    with store.read() as session:
        rows = _agreements(
            session, Agreement.put_away.is_(None), Agreement.review_on <= today.isoformat()
        )
        found = [row for row in rows if row.is_due(today)]
        places = [row.dialogue_id for row in found]
        seats = {
            one.dialogue_id: (one.left_id, one.right_id)
            for one in session.scalars(select(Mediation).where(Mediation.dialogue_id.in_(places)))
        }
        ids = {end for pair in seats.values() for end in pair}
        cards = {p.id: card(p) for p in session.scalars(select(Part).where(Part.id.in_(ids)))}
    found.sort(key=lambda row: (row.review_on or today, row.id))
    return tuple(Due(row, *(cards[end] for end in seats[row.dialogue_id])) for row in found)


def _mediations() -> Select[Any]:
    return select(Mediation).join(Dialogue, Dialogue.id == Mediation.dialogue_id)


def _pair(one_id: int, other_id: int) -> ColumnElement[bool]:
    forth = (Mediation.left_id == one_id) & (Mediation.right_id == other_id)
    back = (Mediation.left_id == other_id) & (Mediation.right_id == one_id)
    return or_(forth, back)


def _room(session: Session, row: Mediation) -> RoomRow:
    ends = session.scalars(select(Part).where(Part.id.in_((row.left_id, row.right_id))))
    cards = {part.id: card(part) for part in ends}
    seats: dict[int | None, Seat] = {None: "self", row.left_id: "left", row.right_id: "right"}
    turns = session.scalars(
        select(Turn)
        .where(Turn.dialogue_id == row.dialogue_id, Turn.put_away.is_(None))
        .order_by(Turn.position, Turn.id)
    )
    said = tuple(
        Said(turn.id, seats[turn.part_id], turn.stage or "", turn.text)
        for turn in turns
        if turn.part_id in seats
    )
    felt = _felt(session, row, seats)
    agreements = _agreements(session, Mediation.id == row.id)
    return RoomRow(
        row.id,
        row.dialogue_id,
        row.relation_id,
        cards[row.left_id],
        cards[row.right_id],
        row.conflict,
        row.began,
        rounds.load(
            row.stage,
            _reached(said, felt, decided=row.state != "open" or bool(agreements)),
            row.state,
            closed=row.ended is not None,
        ),
        said,
        felt,
        agreements,
    )


def _reached(said: Sequence[Said], felt: Sequence[tuple[str, str]], *, decided: bool) -> str:
    """The step after the furthest one that holds any words."""
    if decided:
        return rounds.AGREEMENT
    spoken = {(one.round, one.seat) for one in said} | {(CHECK, seat) for seat, _ in felt}
    after = ""
    for step, following in pairwise(STEPS[:-1]):
        if (step.round, step.about if step.round == CHECK else step.seat) in spoken:
            after = following.key
    return after


def _felt(
    session: Session, row: Mediation, seats: dict[int | None, Seat]
) -> tuple[tuple[str, str], ...]:
    readings = session.scalars(
        select(Reading)
        .where(
            Reading.source_kind == SOURCE,
            Reading.source_id == row.dialogue_id,
            Reading.kind == "toward",
            Reading.put_away.is_(None),
        )
        .order_by(Reading.said_at, Reading.id)
    )
    return tuple({seats.get(one.part_id, "self"): one.word for one in readings}.items())


def _agreements(session: Session, *conditions: object) -> tuple[AgreementRow, ...]:
    rows = session.execute(
        select(Agreement, Mediation.dialogue_id)
        .join(Mediation, Mediation.id == Agreement.mediation_id)
        .join(Dialogue, Dialogue.id == Mediation.dialogue_id)
        .where(Dialogue.put_away.is_(None), *conditions)  # type: ignore[arg-type]
        .order_by(Agreement.made.desc(), Agreement.id.desc())
    )
    return tuple(
        AgreementRow(
            one.id,
            dialogue_id,
            one.text,
            one.made,
            None if one.review_on is None else _day(one.review_on),
            one.reviewed,
            one.review,
            one.put_away,
        )
        for one, dialogue_id in rows
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _is_due(review_on: date | None, reviewed: datetime | None, today: date) -> bool:
    if review_on is None or review_on > today:
        return False
    return reviewed is None or reviewed.date() < review_on
