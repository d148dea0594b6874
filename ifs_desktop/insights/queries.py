"""What was written, over time: words for trust, alarms before and after, beliefs, what came.

Nothing here is counted or rated. Each point says where it comes from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ifs_desktop.exercises.catalogue import Catalogue, Exercise
from ifs_desktop.exercises.kinds import check_in
from ifs_desktop.parts.queries import PartCard, card
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import (
    Answer,
    Belief,
    BeliefVersion,
    CheckIn,
    Letter,
    Moment,
    Part,
    Person,
    Prediction,
    Promise,
    Reading,
    Run,
    SmallStep,
    TookIn,
)

MOST_LINES = 6  # parts, or beliefs, in one picture: more cannot be told apart
MOST_POINTS = 60  # of one line; the latest


@dataclass(frozen=True, slots=True)
class Point:
    """One moment of a line. ``level`` is its height, ``words`` what was said then."""

    when: datetime
    level: float
    words: str
    ref: Ref
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Points from the earliest on. ``part`` is whom it is about, ``belief`` which one it is."""

    title: str
    points: tuple[Point, ...]
    part: PartCard | None = None
    belief: int | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """The alarm before and afterwards, 0 to 10, and the words for both; None: not said."""

    when: datetime
    before: int
    after: int | None
    before_words: str
    after_words: str
    about: str
    ref: Ref
    helped: str = ""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Those of one exercise (its slug) and of the check-ins of its kind, or of other check-ins."""

    key: str
    title: str  # of the exercise; empty for a kind of check-in
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a protector expected of a small step, and what it saw; ``fit`` as in the schema."""

    when: datetime
    step: str
    person: int | None
    expected: str
    fit: str | None
    saw: str
    happened: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Evidence:
    """A protector's own, the latest first."""

    part: PartCard
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """Words to read again: a kindness, a letter, something that was done."""

    when: datetime
    text: str
    ref: Ref
    part: PartCard | None = None
    person: int | None = None
    more: str = ""  # a letter's reply, how a kindness was
    parts: tuple[tuple[PartCard, str], ...] = ()  # whether each could take it in


@dataclass(frozen=True, slots=True)
class Insights:
    """All of it."""

    trust: tuple[Line, ...]
    room: Line
    pairs: tuple[Pairs, ...]
    beliefs: tuple[Line, ...]
    evidence: tuple[Evidence, ...]
    kindnesses: tuple[Kept, ...]
    letters: tuple[Kept, ...]
    done: tuple[Kept, ...]

    def is_empty(self) -> bool:
        """Whether there is nothing to look back on."""
        return not (
            *self.trust,
            *self.room.points,
            *self.pairs,
            *self.beliefs,
            *self.evidence,
            *self.kindnesses,
            *self.letters,
            *self.done,
        )


def look_back(store: Store, catalogue: Catalogue, since: datetime | None, most: int) -> Insights:
    """Everything since a moment, or from the beginning; ``most`` of each kind of words."""
    with store.read() as session:
        return Insights(
            _trust(session, since),
            Line("", _room(session, since)),
            _pairs(session, catalogue, since),
            _beliefs(session, since),
            _evidence(session, since, most),
            _kindnesses(session, since, most),
            _letters(session, since, most),
            _done(session, since, most),
        )


def _trust(session: Session, since: datetime | None) -> tuple[Line, ...]:
    query = (
        select(Reading, Part)
        .join(Part, Part.id == Reading.part_id)
        .where(
            Reading.kind == "trust",
            Reading.level.is_not(None),
            Reading.put_away.is_(None),
            Part.put_away.is_(None),
        )
        .order_by(Reading.said_at.desc(), Reading.id.desc())
    )
    lines: dict[int, list[Point]] = {}
    known: dict[int, PartCard] = {}
    for reading, part in session.execute(query.where(*_since(Reading.said_at, since))):
        if part.id not in lines and len(lines) == MOST_LINES:
            continue
        known.setdefault(part.id, card(part))
        points = lines.setdefault(part.id, [])
        if len(points) < MOST_POINTS:
            ref = Ref("profile", part.id, f"reading:{reading.id}")
            points.append(Point(reading.said_at, float(reading.level or 0), reading.word, ref))
    return tuple(
        Line(known[key].name, tuple(reversed(points)), known[key]) for key, points in lines.items()
    )


def _room(session: Session, since: datetime | None) -> tuple[Point, ...]:
    query = (
        select(CheckIn.id, CheckIn.said_at, CheckIn.room, CheckIn.text)
        .where(CheckIn.room.is_not(None), CheckIn.put_away.is_(None))
        .order_by(CheckIn.said_at.desc(), CheckIn.id.desc())
        .limit(MOST_POINTS)
    )
    found = session.execute(query.where(*_since(CheckIn.said_at, since))).all()
    return tuple(
        Point(when, float(room), "", Ref("check_in", row_id), text)
        for row_id, when, room, text in reversed(found)
        if room is not None
    )


def _pairs(session: Session, catalogue: Catalogue, since: datetime | None) -> tuple[Pairs, ...]:
    """Of each exercise; a check-in it wrote is the same moment as its run, and stands there."""
    found: list[Pairs] = []
    alone = {kind: f"check_in:{kind}" for kind in ("activated", "sitting", "drill")}
    for exercise in catalogue.exercises:
        if not exercise.overview.before:
            continue
        pairs = _of_exercise(session, exercise, since)
        runs = [pair.ref.id for pair in pairs]
        for kind in _check_ins_of(exercise) & alone.keys():
            del alone[kind]
            pairs += _of_check_ins(session, kind, since, runs, exercise)
        if pairs:
            latest = sorted(pairs, key=lambda pair: pair.when)[-MOST_POINTS:]
            found.append(Pairs(exercise.slug, exercise.title, tuple(latest)))
    for kind, key in alone.items():
        pairs = _of_check_ins(session, kind, since)
        if pairs:
            found.append(Pairs(key, "", pairs))
    return tuple(found)


def _check_ins_of(exercise: Exercise) -> set[str]:
    """The kinds of check-ins an exercise writes."""
    shapes = (step.shape for step in exercise.steps)
    return {shape.kind for shape in shapes if isinstance(shape, check_in.Shape)}


def _of_exercise(session: Session, exercise: Exercise, since: datetime | None) -> tuple[Pair, ...]:
    overview = exercise.overview
    query = (
        select(Run.id, Run.started)
        .join(Answer, (Answer.run_id == Run.id) & (Answer.step == overview.before))
        .where(Run.exercise == exercise.slug, Run.put_away.is_(None))
        .order_by(Run.started.desc(), Run.id.desc())
        .limit(MOST_POINTS)
    )
    runs = session.execute(query.where(*_since(Run.started, since))).all()
    wanted = tuple(filter(None, (overview.about, overview.before, overview.after)))
    given: dict[int, dict[str, Any]] = defaultdict(dict)
    answers = select(Answer.run_id, Answer.step, Answer.value, Answer.text).where(
        Answer.run_id.in_([row_id for row_id, _ in runs]), Answer.step.in_(wanted)
    )
    for run_id, step, value, text in session.execute(answers):
        given[run_id][step] = text if step == overview.about else _at(exercise, step, value)
    helped = _helped(session, list(given))
    pairs = []
    for run_id, started in reversed(runs):
        before = given[run_id].get(overview.before)
        if before is None:
            continue
        after = given[run_id].get(overview.after)
        pairs.append(
            Pair(
                started,
                before,
                after,
                _word(exercise, overview.before, before),
                _word(exercise, overview.after, after),
                given[run_id].get(overview.about, ""),
                Ref("run", run_id),
                helped.get(run_id, ""),
            )
        )
    return tuple(pairs)


def _helped(session: Session, runs: Sequence[int]) -> dict[int, str]:
    """What helped, by the run that wrote it."""
    query = select(CheckIn.source_id, CheckIn.helped).where(
        CheckIn.source_kind == "run", CheckIn.source_id.in_(runs), CheckIn.put_away.is_(None)
    )
    return {run: words for run, words in session.execute(query) if run is not None}


def _at(exercise: Exercise, step: str, value: str) -> int | None:
    try:
        found = exercise.step(step).kind.parse(value).at  # type: ignore[attr-defined]
    except ValueError:
        return None
    return None if found is None else int(found)


def _word(exercise: Exercise, step: str, at: int | None) -> str:
    return str(exercise.step(step).shape.word(at)) if step else ""  # type: ignore[attr-defined]


def _of_check_ins(
    session: Session,
    kind: str,
    since: datetime | None,
    runs: Sequence[int | None] = (),
    exercise: Exercise | None = None,
) -> tuple[Pair, ...]:
    """Without those that ``runs`` wrote; in the words of the exercise, if there is one."""
    query = (
        select(CheckIn)
        .where(
            CheckIn.kind == kind,
            CheckIn.before.is_not(None),
            CheckIn.put_away.is_(None),
            or_(CheckIn.source_kind.is_distinct_from("run"), CheckIn.source_id.not_in(runs)),
        )
        .order_by(CheckIn.said_at.desc(), CheckIn.id.desc())
        .limit(MOST_POINTS)
    )

    def word(at: int | None, step: str) -> str:
        return "" if exercise is None else _word(exercise, step, at)

    first, last = "", ""
    if exercise is not None:
        first, last = exercise.overview.before, exercise.overview.after
    found = session.scalars(query.where(*_since(CheckIn.said_at, since))).all()
    return tuple(
        Pair(
            row.said_at,
            row.before,
            row.after,
            word(row.before, first),
            word(row.after, last),
            row.about,
            Ref("check_in", row.id),
            row.helped,
        )
        for row in reversed(found)
        if row.before is not None
    )


def _beliefs(session: Session, since: datetime | None) -> tuple[Line, ...]:
    query = (
        select(BeliefVersion, Belief, Part, Run.id)
        .join(Belief, Belief.id == BeliefVersion.belief_id)
        .join(Part, Part.id == Belief.part_id, isouter=True)
        .join(
            Run,
            (BeliefVersion.source_kind == "run")
            & (BeliefVersion.source_id == Run.id)
            & Run.put_away.is_(None),
            isouter=True,
        )
        .where(Belief.put_away.is_(None))
        .order_by(BeliefVersion.said_at.desc(), BeliefVersion.id.desc())
    )
    lines: dict[int, list[Point]] = {}
    about: dict[int, tuple[str, PartCard | None]] = {}
    for version, belief, part, run_id in session.execute(
        query.where(*_since(BeliefVersion.said_at, since))
    ):
        felt = version.after if version.after is not None else version.strength
        if felt is None or (belief.id not in lines and len(lines) == MOST_LINES):
            continue
        about.setdefault(belief.id, (belief.text, None if part is None else card(part)))
        points = lines.setdefault(belief.id, [])
        if len(points) < MOST_POINTS:
            note = version.fair or version.answer
            ref = Ref("belief", belief.id) if run_id is None else Ref("run", run_id)
            points.append(Point(version.said_at, felt, f"{felt}", ref, note))
    return tuple(
        Line(about[key][0], tuple(reversed(points)), about[key][1], key)
        for key, points in lines.items()
    )


def _evidence(session: Session, since: datetime | None, most: int) -> tuple[Evidence, ...]:
    query = (
        select(Prediction, SmallStep, Part)
        .join(SmallStep, SmallStep.id == Prediction.small_step_id)
        .join(Part, Part.id == Prediction.part_id)
        .where(
            SmallStep.put_away.is_(None),
            SmallStep.looked_at.is_not(None),
            Part.put_away.is_(None),
        )
        .order_by(SmallStep.looked_at.desc(), Prediction.id.desc())
    )
    found: dict[int, list[Seen]] = {}
    known: dict[int, PartCard] = {}
    for row, step, part in session.execute(query.where(*_since(SmallStep.looked_at, since))):
        known.setdefault(part.id, card(part))
        seen = found.setdefault(part.id, [])
        if step.looked_at is not None and len(seen) < most:
            seen.append(
                Seen(
                    step.looked_at,
                    step.text,
                    step.person_id,
                    row.text,
                    row.fit,
                    row.outcome,
                    step.outcome,
                    Ref("small_step", step.id),
                )
            )
    return tuple(Evidence(known[key], tuple(seen)) for key, seen in found.items())


def _kindnesses(session: Session, since: datetime | None, most: int) -> tuple[Kept, ...]:
    query = (
        select(Moment)
        .join(Person, Person.id == Moment.person_id, isouter=True)
        .where(Moment.kind == "kindness", Moment.put_away.is_(None), Person.put_away.is_(None))
        .order_by(Moment.happened.desc(), Moment.id.desc())
        .limit(most)
    )
    rows = session.scalars(query.where(*_since(Moment.happened, since))).all()
    took: dict[int, list[tuple[PartCard, str]]] = defaultdict(list)
    answers = (
        select(TookIn.moment_id, TookIn.answer, Part)
        .join(Part, Part.id == TookIn.part_id)
        .where(TookIn.moment_id.in_([row.id for row in rows]), Part.put_away.is_(None))
    )
    for moment_id, answer, part in session.execute(answers):
        took[moment_id].append((card(part), answer))
    return tuple(
        Kept(
            row.happened,
            row.text,
            Ref("moment", row.id),
            person=row.person_id,
            parts=tuple(took[row.id]),
        )
        for row in rows
    )


def _letters(session: Session, since: datetime | None, most: int) -> tuple[Kept, ...]:
    query = (
        select(Letter, Part)
        .join(Part, Part.id == Letter.part_id)
        .where(Letter.put_away.is_(None), Part.put_away.is_(None))
        .order_by(Letter.written.desc(), Letter.id.desc())
        .limit(most)
    )
    return tuple(
        Kept(
            row.written,
            row.text,
            Ref("profile", part.id, f"letter:{row.id}"),
            card(part),
            more=row.reply,
        )
        for row, part in session.execute(query.where(*_since(Letter.written, since)))
    )


def _done(session: Session, since: datetime | None, most: int) -> tuple[Kept, ...]:
    """Kindnesses and promises that came about, wholly or in part."""
    query = (
        select(Promise, Part)
        .join(Part, Part.id == Promise.part_id, isouter=True)
        .where(
            Promise.came.in_(("yes", "partly")),
            Promise.put_away.is_(None),
            Part.put_away.is_(None),
        )
        .order_by(Promise.answered.desc(), Promise.id.desc())
        .limit(most)
    )
    found = session.execute(query.where(*_since(Promise.answered, since)))
    return tuple(
        Kept(
            row.answered or row.made,
            row.text,
            Ref("promise", row.id)
            if part is None
            else Ref("profile", part.id, f"promise:{row.id}"),
            None if part is None else card(part),
            more=row.note,
        )
        for row, part in found
    )


def _since(column: Any, since: datetime | None) -> tuple[Any, ...]:
    """The condition on a time, if one is asked for."""
    return () if since is None else (column >= since,)
