"""What is shown of people. Nothing here counts, ranks or averages anybody.

Every card says in ``shown`` how somebody is called on the screen now: by name, or by initials
where the journal is to show these instead. Faces show that, and ``name`` only where it is edited.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from ifs_desktop.parts import names
from ifs_desktop.parts.queries import (
    Expectation,
    PartCard,
    expectations,
    initials_only,
)
from ifs_desktop.parts.queries import card as part_card
from ifs_desktop.store import Ref, Store, search
from ifs_desktop.store.schema import (
    Draft,
    Moment,
    Opinion,
    Part,
    Person,
    Prediction,
    SmallStep,
    TookIn,
    ViewState,
)

__all__ = ["Expectation", "initials_only"]


@dataclass(frozen=True, slots=True)
class PersonCard:
    """As much of somebody as a list shows. ``reach``: the place among those to reach out to."""

    id: int
    name: str
    initials: str
    who: str
    how: str
    reach: int | None
    shown: str
    away: bool = False  # whether they were put away


@dataclass(frozen=True, slots=True)
class MomentCard:
    """What somebody did on a day, and which parts could take it in. No person: a stranger."""

    id: int
    kind: str
    text: str
    happened: datetime
    person_id: int | None
    took_in: tuple[tuple[PartCard, str], ...]
    source: Ref | None


@dataclass(frozen=True, slots=True)
class OpinionCard:
    """How a part saw somebody on a day."""

    id: int
    part: PartCard
    text: str
    said_at: datetime
    source: Ref | None


@dataclass(frozen=True, slots=True)
class PredictionCard:
    """What a part expected of a step, and what it saw. ``fit`` None: it has not looked."""

    part: PartCard
    text: str
    stop_signal: str
    permission: str | None
    fit: str | None
    outcome: str


@dataclass(frozen=True, slots=True)
class StepCard:
    """One small step. ``source`` is the exercise it was planned in, if it was one."""

    id: int
    person: PersonCard | None
    text: str
    planned_on: date | None
    state: str
    outcome: str
    created: datetime
    looked_at: datetime | None
    predictions: tuple[PredictionCard, ...]
    source: Ref | None

    @property
    def refusing(self) -> tuple[PartCard, ...]:
        """The parts that said "not now": the step waits for them, and does not come up."""
        return tuple(one.part for one in self.predictions if one.permission == "not_now")


@dataclass(frozen=True, slots=True)
class PersonDetail:
    """Somebody, with all that was written about them; the newest first, parts by their names."""

    card: PersonCard | None  # None: strangers, and whatever names nobody
    moments: tuple[MomentCard, ...]
    opinions: tuple[tuple[OpinionCard, ...], ...]  # of each part: how it sees them now, and before
    steps: tuple[StepCard, ...]

    def of_kind(self, kind: str) -> tuple[MomentCard, ...]:
        """The moments of one kind."""
        return tuple(moment for moment in self.moments if moment.kind == kind)


# What a card is made of; rows that are not mapped are read several times as quickly.
_COLUMNS = (Person.id, Person.name, Person.initials, Person.who, Person.how, Person.reach)


def people(store: Store, text: str = "") -> tuple[PersonCard, ...]:
    """Everybody whose name or place in one's life holds each word of ``text``, by name.

    What is looked for are names, also while initials are shown: who types knows them already.
    """
    words = text.casefold().split()
    short = initials_only(store)
    with store.read() as session:
        rows = session.execute(select(*_COLUMNS).where(Person.put_away.is_(None)))
        found = [
            PersonCard(*row, names.called(row.name, row.initials, short=short)) for row in rows
        ]
    found = [c for c in found if all(w in f"{c.name} {c.who}".casefold() for w in words)]
    return tuple(sorted(found, key=lambda c: (c.name.casefold(), c.id)))


def cards(store: Store, person_ids: Iterable[int]) -> dict[int, PersonCard]:
    """The cards of these people, also of those put away."""
    wanted, short = list(person_ids), initials_only(store)
    with store.read() as session:
        rows = session.scalars(select(Person).where(Person.id.in_(wanted)))
        return {row.id: _card(row, short) for row in rows}


def instead_of_names(session: search.Reader) -> dict[str, str]:
    """The initials that stand for each name where initials are shown; empty where names are."""
    on = session.scalar(select(ViewState.value).where(ViewState.key == names.INITIALS_ONLY))
    if on is None or not json.loads(on):
        return {}
    rows = session.execute(select(Person.name, Person.initials))
    return {name: names.called(name, initials, short=True) for name, initials in rows}


def reach_out(store: Store) -> tuple[PersonCard, ...]:
    """Those to reach out to on a hard day, in the order that was made on a calm one."""
    short = initials_only(store)
    with store.read() as session:
        rows = session.scalars(
            select(Person)
            .where(Person.reach.is_not(None), Person.put_away.is_(None))
            .order_by(Person.reach, Person.id)
        )
        return tuple(_card(row, short) for row in rows)


def person(store: Store, person_id: int) -> PersonDetail | None:
    """Everything about somebody; None if there is nobody or they were put away."""
    short = initials_only(store)
    with store.read() as session:
        row = session.get(Person, person_id)
        if row is None or row.put_away is not None:
            return None
        return PersonDetail(
            _card(row, short),
            _moments(session, Moment.person_id == person_id),
            _opinions(session, person_id),
            _steps(session, SmallStep.person_id == person_id, short),
        )


def nameless(store: Store) -> PersonDetail:
    """What strangers did, and steps that were planned without anybody."""
    short = initials_only(store)
    with store.read() as session:
        return PersonDetail(
            None,
            _moments(session, Moment.person_id.is_(None)),
            (),
            _steps(session, SmallStep.person_id.is_(None), short),
        )


def has_nameless(store: Store) -> bool:
    """Whether there is anything of the kind."""
    moment = select(Moment.id).where(Moment.person_id.is_(None), Moment.put_away.is_(None))
    step = select(SmallStep.id).where(SmallStep.person_id.is_(None), SmallStep.put_away.is_(None))
    with store.read() as session:
        found = (session.scalar(one.limit(1)) for one in (moment, step))
        return any(row is not None for row in found)


def whose(store: Store, ref: Ref) -> int | None:
    """Whom a moment, an opinion or a small step is about; None if nobody, or if it is not there."""
    columns = {
        "moment": (Moment.id, Moment.person_id),
        "opinion": (Opinion.id, Opinion.person_id),
        "small_step": (SmallStep.id, SmallStep.person_id),
    }
    if ref.kind not in columns:
        return None
    key, about = columns[ref.kind]
    with store.read() as session:
        found: int | None = session.scalar(select(about).where(key == ref.id))
        return found


def step(store: Store, step_id: int) -> StepCard | None:
    """One small step; None if there is none or it was put away."""
    short = initials_only(store)
    with store.read() as session:
        found = _steps(session, SmallStep.id == step_id, short)
        return found[0] if found else None


def steps_due(store: Store, today: date) -> tuple[StepCard, ...]:
    """Steps whose day has come on the clock on the wall, and that nobody has looked back at yet.

    One that a part said "not now" to does not come up: it waits until that part is asked again.
    """
    short = initials_only(store)
    with store.read() as session:
        found = _steps(
            session,
            (SmallStep.state == "planned") & (SmallStep.planned_on <= today.isoformat()),
            short,
        )
        if not found:
            return ()
        ids = {step.person.id for step in found if step.person is not None}
        here = set(
            session.scalars(select(Person.id).where(Person.id.in_(ids), Person.put_away.is_(None)))
        )
    due = [
        step
        for step in found
        if not step.refusing and (step.person is None or step.person.id in here)
    ]
    return tuple(sorted(due, key=lambda step: (step.planned_on or today, step.id)))


def evidence_of(store: Store, part_id: int) -> tuple[Expectation, ...]:
    """What a protector expected of small steps and what came, the newest first: its evidence."""
    return expectations(store, part_id, None)


def half_written(store: Store) -> frozenset[str]:
    """The places of drafts that wait among the people: what is half typed about them."""
    about = or_(*(Draft.place.startswith(f"{kind}:") for kind in ("person", "moment", "step")))
    with store.read() as session:
        return frozenset(session.scalars(select(Draft.place).where(about)))


# ---- inside


def _card(row: Person, short: bool) -> PersonCard:
    shown = names.called(row.name, row.initials, short=short)
    away = row.put_away is not None
    return PersonCard(row.id, row.name, row.initials, row.who, row.how, row.reach, shown, away)


def _moments(session: Session, about: ColumnElement[bool]) -> tuple[MomentCard, ...]:
    rows = session.scalars(
        select(Moment)
        .where(about, Moment.put_away.is_(None))
        .order_by(Moment.happened.desc(), Moment.id.desc())
    ).all()
    answers: dict[int, list[tuple[PartCard, str]]] = {row.id: [] for row in rows}
    took = session.execute(
        select(TookIn, Part)
        .join(Part, Part.id == TookIn.part_id)
        .where(TookIn.moment_id.in_(answers), Part.put_away.is_(None))
        .order_by(TookIn.id)
    )
    for one, part in took:
        answers[one.moment_id].append((part_card(part), one.answer))
    return tuple(
        MomentCard(
            row.id,
            row.kind,
            row.text,
            row.happened,
            row.person_id,
            tuple(answers[row.id]),
            _ref(row),
        )
        for row in rows
    )


def _opinions(session: Session, person_id: int) -> tuple[tuple[OpinionCard, ...], ...]:
    rows = session.execute(
        select(Opinion, Part)
        .join(Part, Part.id == Opinion.part_id)
        .where(Opinion.person_id == person_id, Opinion.put_away.is_(None), Part.put_away.is_(None))
        .order_by(Opinion.said_at.desc(), Opinion.id.desc())
    )
    by_part: dict[int, list[OpinionCard]] = {}
    for row, part in rows:
        opinion = OpinionCard(row.id, part_card(part), row.text, row.said_at, _ref(row))
        by_part.setdefault(part.id, []).append(opinion)
    told = sorted(by_part.values(), key=lambda o: (o[0].part.name.casefold(), o[0].part.id))
    return tuple(tuple(one) for one in told)


def _steps(session: Session, wanted: ColumnElement[bool], short: bool) -> tuple[StepCard, ...]:
    rows = session.execute(
        select(SmallStep, Person)
        .outerjoin(Person, Person.id == SmallStep.person_id)
        .where(wanted, SmallStep.put_away.is_(None))
        .order_by(SmallStep.created.desc(), SmallStep.id.desc())
    ).all()
    said = _predictions(session, [step.id for step, _ in rows])
    return tuple(
        StepCard(
            step.id,
            None if who is None else _card(who, short),
            step.text,
            None if step.planned_on is None else date.fromisoformat(step.planned_on),
            step.state,
            step.outcome,
            step.created,
            step.looked_at,
            said.get(step.id, ()),
            _ref(step),
        )
        for step, who in rows
    )


def _predictions(
    session: Session, step_ids: Sequence[int]
) -> dict[int, tuple[PredictionCard, ...]]:
    rows = session.execute(
        select(Prediction, Part)
        .join(Part, Part.id == Prediction.part_id)
        .where(Prediction.small_step_id.in_(step_ids), Part.put_away.is_(None))
        .order_by(Prediction.id)
    )
    found: dict[int, tuple[PredictionCard, ...]] = {}
    for row, part in rows:
        if not (row.text or row.stop_signal or row.permission or row.fit or row.outcome):
            continue  # it was going to say something, and did not
        one = PredictionCard(
            part_card(part), row.text, row.stop_signal, row.permission, row.fit, row.outcome
        )
        found[row.small_step_id] = (*found.get(row.small_step_id, ()), one)
    return found


def _ref(row: Moment | Opinion | SmallStep) -> Ref | None:
    return None if row.source_kind is None else Ref(row.source_kind, row.source_id)
