"""What pages show of exercises: runs that wait, earlier ones, and the same words again."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ifs_desktop.exercises import run as walk
from ifs_desktop.exercises.catalogue import Catalogue, Exercise
from ifs_desktop.exercises.kinds import Line, two_sided
from ifs_desktop.exercises.own import queries as own
from ifs_desktop.parts import permissions
from ifs_desktop.store import Ref, Store, search
from ifs_desktop.store.query import parse
from ifs_desktop.store.schema import Answer, Part, PartsMap, Run

RED = "exercises.red"  # view state: whether the exercises that speak to hurt parts are shown
MOST_RECALLED = 3
_MOST_HITS = 500
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class OpenRun:
    """A run to be continued. ``waits`` is where it was handed over to."""

    id: int
    exercise: str  # slug
    title: str
    heading: str  # of the step it stands at
    about: str
    started: datetime
    due_on: date | None = None
    waits: Ref | None = None


@dataclass(frozen=True, slots=True)
class EarlierRun:
    """A run that came to its end. Words are empty where nothing was answered."""

    id: int
    exercise: str  # slug
    title: str
    about: str
    before: str
    after: str
    unfinished: str
    started: datetime


@dataclass(frozen=True, slots=True)
class Recalled:
    """An earlier run about the same words: both sides as they were written, and the answer."""

    run_id: int
    started: datetime
    left_title: str
    left: tuple[str, ...]
    right_title: str
    right: tuple[str, ...]
    answer: two_sided.Answer


@dataclass(frozen=True, slots=True)
class Passage:
    """One step of a run, to be read: its heading and its lines."""

    heading: str
    lines: tuple[Line, ...]
    key: str  # of the step


@dataclass(frozen=True, slots=True)
class SavedRun:
    """A run as it is kept. ``answers`` is each step's JSON, ``texts`` its plain words."""

    id: int
    exercise: str  # slug
    step: str
    finished: bool
    started: datetime
    ended: datetime | None
    answers: Mapping[str, str]
    texts: Mapping[str, str]


def saved_run(store: Store, run_id: int) -> SavedRun | None:
    """A run with its answers; None if there is none or it was put away."""
    with store.read() as session:
        row = session.get(Run, run_id)
        if row is None or row.put_away is not None:
            return None
        return _saved(session, row)


def opened_run(store: Store, exercise: Exercise, saved: SavedRun) -> walk.Run:
    """A kept run as something one can walk on."""
    picked: set[int] = set()
    for step in exercise.steps:
        if step.key in saved.answers:
            try:
                picked.update(step.kind.parts(step.kind.parse(saved.answers[step.key])))
            except ValueError:
                continue
    state: walk.State = "finished" if saved.finished else "open"
    hidden = veiled(store, exercise, saved.id, picked)
    return walk.load(exercise, saved.step, saved.answers, hidden, state)


def veiled(
    store: Store, exercise: Exercise, run_id: int | None, part_ids: Iterable[int]
) -> frozenset[int]:
    """Those of the parts that are named only and never asked: exiles, and parts put away.

    An exercise that addresses exiles, or in which one may hold what is looked at, asks those
    whose protectors opened the gate in this run.
    """
    wanted = set(part_ids)
    if not wanted:
        return frozenset()
    with store.read() as session:
        rows = session.execute(
            select(Part.id, Part.role).where(Part.id.in_(wanted), Part.put_away.is_(None))
        ).all()
    asked = {part for part, role in rows if role != "exile"}
    exiles = {part for part, role in rows if role == "exile"}
    if exercise.through_gate and run_id is not None and exiles:
        pairs = {(part, Ref("run", run_id)) for part in exiles}
        asked |= {part for part, _ in pairs - permissions.closed(store, pairs)}
    return frozenset(wanted - asked)


def wrote(store: Store, run_id: int, key: str) -> dict[str, int]:
    """The rows that the answer at a step wrote elsewhere in the journal, by name."""
    with store.read() as session:
        made = session.scalar(
            select(Answer.made).where(Answer.run_id == run_id, Answer.step == key)
        )
    return {} if made is None else dict(json.loads(made))


def open_runs(store: Store, catalogue: Catalogue) -> tuple[OpenRun, ...]:
    """The runs to be continued, the latest first."""
    with store.read() as session:
        rows = session.scalars(
            select(Run)
            .where(Run.put_away.is_(None), Run.state == "open")
            .order_by(Run.started.desc(), Run.id.desc())
        ).all()
        return tuple(_open(session, catalogue, row) for row in rows)


def earlier_runs(store: Store, catalogue: Catalogue, limit: int) -> tuple[EarlierRun, ...]:
    """The runs that came to their end, the latest first."""
    with store.read() as session:
        rows = session.scalars(
            select(Run)
            .where(Run.put_away.is_(None), Run.state == "finished")
            .order_by(Run.started.desc(), Run.id.desc())
            .limit(limit)
        ).all()
        return tuple(_earlier(session, catalogue, row) for row in rows)


def title(store: Store, slug: str) -> str:
    """What an exercise is called; its slug if it cannot be read any more."""
    exercise = own.catalogue(store).get(slug)
    return slug if exercise is None else exercise.title


def waits(store: Store, run_id: int) -> bool:
    """Whether a run was handed over to another place and not gone on with."""
    with store.read() as session:
        return session.scalar(select(Run.waits_kind).where(Run.id == run_id)) is not None


def red_is_open(store: Store) -> bool:
    """Whether the exercises that speak to hurt parts are wanted."""
    return bool(store.state(RED, False))


def offered(store: Store, catalogue: Catalogue) -> tuple[Exercise, ...]:
    """The exercises to choose from: those that speak to hurt parts only where they are wanted."""
    shown = red_is_open(store)
    return tuple(one for one in catalogue.exercises if shown or one.level != "red")


def place_to_rest(store: Store) -> int | None:
    """The map of the newest place to rest, if there is one."""
    with store.read() as session:
        return session.scalar(
            select(PartsMap.id)
            .where(PartsMap.kind == "place", PartsMap.put_away.is_(None))
            .order_by(PartsMap.id.desc())
            .limit(1)
        )


def done_before(
    store: Store, slug: str, not_run: int | None, limit: int = 20
) -> tuple[tuple[int, datetime], ...]:
    """Runs of an exercise that came to their end, the latest first: id, and when it was begun."""
    with store.read() as session:
        rows = session.execute(
            select(Run.id, Run.started)
            .where(Run.put_away.is_(None), Run.state == "finished", Run.exercise == slug)
            .where(Run.id != (not_run or 0))
            .order_by(Run.started.desc(), Run.id.desc())
            .limit(limit)
        )
        return tuple((run_id, started) for run_id, started in rows)


def led_to_help(store: Store, exercise: Exercise, saved: SavedRun) -> bool:
    """Whether its way came by a step that leads to Help: something may be unsafe now."""
    way = opened_run(store, exercise, saved).way
    return any(getattr(exercise.step(key).shape, "link", "") == "help" for key in way)


def passages(exercise: Exercise | None, saved: SavedRun) -> tuple[Passage, ...]:
    """All that was answered, in the order of the exercise; nothing written is left out."""
    found: list[Passage] = []
    read: set[str] = set()
    for step in exercise.steps if exercise else ():
        if step.key not in saved.answers:
            continue
        try:
            lines = step.shape.lines(step.kind.parse(saved.answers[step.key]))
        except ValueError:
            continue
        read.add(step.key)
        if lines:
            found.append(Passage(step.heading, tuple(lines), step.key))
    for key, text in saved.texts.items():
        if key not in read and text.strip():
            found.append(Passage("", (Line("", text),), key))
    return tuple(found)


def same_trigger(
    store: Store, exercise: Exercise, key: str, text: str, not_run: int | None = None
) -> tuple[Recalled, ...]:
    """Earlier runs whose answer at the step ``key`` has the same words, the latest first."""
    recall = getattr(exercise.step(key).shape, "recall", None)
    if recall is None or not text.strip():
        return ()
    found: list[Recalled] = []
    with store.read() as session:
        for row in _with_words(session, exercise, key, text):
            if row.run_id != not_run and is_same(row.text, text):
                recalled = _recalled(session, exercise, row.run_id, recall)
                if recalled is not None:
                    found.append(recalled)
    found.sort(key=lambda one: (one.started, one.run_id), reverse=True)
    return tuple(found[:MOST_RECALLED])


def is_same(one: str, other: str) -> bool:
    """Whether two texts say the same: equal but for case and spaces, or all the same words."""
    if _even(one) == _even(other):
        return True
    words = _words(one)
    return bool(words) and words == _words(other)


def _even(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_even(text)))


def _with_words(session: Session, exercise: Exercise, key: str, text: str) -> list[Answer]:
    """Answers at that step that may have the same words: through the index where it can."""
    rows = select(Answer).join(Run, Run.id == Answer.run_id)
    rows = rows.where(
        Answer.step == key, Run.exercise == exercise.slug, Run.put_away.is_(None)
    ).order_by(Answer.id.desc())
    # The same text is found in any case: signs that are no words stand in no index.
    fits = Answer.text == text
    words = _WORD.findall(text)
    if words:
        asked = parse(" ".join(dict.fromkeys(words))).with_filters(kinds=("answer",))
        hits = search.find(session, asked, limit=_MOST_HITS)
        fits = or_(fits, Answer.id.in_([hit.id for hit in hits]))
    rows = rows.where(fits)
    return list(session.scalars(rows))


def _recalled(session: Session, exercise: Exercise, run_id: int, recall: str) -> Recalled | None:
    run = session.get_one(Run, run_id)
    shape = exercise.step(recall).shape
    if not isinstance(shape, two_sided.Shape):
        return None
    answer = two_sided.Answer()
    kept = session.scalar(
        select(Answer.value).where(Answer.run_id == run_id, Answer.step == recall)
    )
    if kept is not None:
        try:
            answer = two_sided.load(json.loads(kept))
        except ValueError:
            return None
    return Recalled(
        run_id,
        run.started,
        shape.left.title,
        tuple(shape.left.written(answer)),
        shape.right.title,
        tuple(shape.right.written(answer)),
        answer,
    )


def _saved(session: Session, row: Run) -> SavedRun:
    answers = session.scalars(select(Answer).where(Answer.run_id == row.id)).all()
    return SavedRun(
        row.id,
        row.exercise,
        row.step,
        row.state == "finished",
        row.started,
        row.ended,
        {a.step: a.value for a in answers},
        {a.step: a.text for a in answers},
    )


def _open(session: Session, catalogue: Catalogue, row: Run) -> OpenRun:
    exercise, saved = catalogue.get(row.exercise), _saved(session, row)
    due = None if row.due_on is None else date.fromisoformat(row.due_on)
    waits = None if row.waits_kind is None else Ref(row.waits_kind, row.waits_id)
    if exercise is None:
        words = _first_words(saved)
        return OpenRun(row.id, row.exercise, "", "", words, row.started, due, waits)
    step = exercise.step(row.step) if exercise.has(row.step) else exercise.steps[0]
    about = saved.texts.get(exercise.overview.about, "")
    title, heading = exercise.title, step.heading
    return OpenRun(row.id, exercise.slug, title, heading, about, row.started, due, waits)


def _earlier(session: Session, catalogue: Catalogue, row: Run) -> EarlierRun:
    exercise, saved = catalogue.get(row.exercise), _saved(session, row)
    if exercise is None:
        return EarlierRun(row.id, row.exercise, "", _first_words(saved), "", "", "", row.started)
    overview = exercise.overview
    return EarlierRun(
        row.id,
        exercise.slug,
        exercise.title,
        saved.texts.get(overview.about, ""),
        _word(exercise, saved, overview.before),
        _word(exercise, saved, overview.after),
        _unfinished(exercise, saved),
        row.started,
    )


def _first_words(saved: SavedRun) -> str:
    return next((text for text in saved.texts.values() if text.strip()), "")


def _word(exercise: Exercise, saved: SavedRun, key: str) -> str:
    answer = _parsed(exercise, saved, key)
    if answer is None:
        return ""
    return str(exercise.step(key).shape.word(answer.at))  # type: ignore[attr-defined]


def _unfinished(exercise: Exercise, saved: SavedRun) -> str:
    for step in exercise.steps:
        name = getattr(step.shape, "unfinished", "")
        answer = _parsed(exercise, saved, step.key) if name else None
        if answer is not None:
            return str(answer.texts.get(name, ""))
    return ""


def _parsed(exercise: Exercise, saved: SavedRun, key: str) -> Any:
    if key not in saved.answers:
        return None
    try:
        return exercise.step(key).kind.parse(saved.answers[key])
    except ValueError:
        return None
