"""What a person can do with exercises: each verb is one edit, one undo step.

``visit`` is one stay at one step, a number that is not used twice: what is edited under it is
one undo step, from the first sign typed to going on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ifs_desktop.exercises import queries
from ifs_desktop.exercises.catalogue import Exercise
from ifs_desktop.exercises.kinds import Answer, Keeping, Kind, dump
from ifs_desktop.exercises.kinds import hand_over as hand_over_kind
from ifs_desktop.exercises.leading import Leading, make
from ifs_desktop.exercises.made import queries as rows
from ifs_desktop.parts import edits as parts
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.plain import plain
from ifs_desktop.store.schema import Answer as AnswerRow
from ifs_desktop.store.schema import AnswerPart, Run, now

_NOTHING = "null"


@dataclass(frozen=True, slots=True)
class _Was:
    """An answer as it was kept before: its JSON, and the rows it wrote by name."""

    value: str = _NOTHING
    made: Mapping[str, int] = field(default_factory=dict)


def begin(store: Store, *, exercise: Exercise, key: str, answer: Answer, visit: int) -> int:
    """Begin a run with its first answer, given at the step ``key``; returns the run's id."""
    place = Ref("exercise", None, exercise.slug)
    with store.edit(_answer_label(exercise), place=place, merge=("answer", visit)) as session:
        run = Run(exercise=exercise.slug, step=key)
        session.add(run)
        session.flush()
        _keep(store, session, exercise, run.id, key, answer)
    return run.id


def answer(
    store: Store, *, exercise: Exercise, run_id: int, key: str, answer: Answer, visit: int
) -> None:
    """Answer the step ``key``; an empty answer takes the earlier one away."""
    place = Ref("run", run_id, key)
    with store.edit(_answer_label(exercise), place=place, merge=("answer", visit)) as session:
        run = session.get_one(Run, run_id)
        if run.step != key:
            run.step = key
        _keep(store, session, exercise, run_id, key, answer)


def go_to(store: Store, *, exercise: Exercise, run_id: int, key: str, visit: int = 0) -> None:
    """Stand at the step ``key``. With the ``visit`` that was answered, both are one undo step."""
    label = _answer_label(exercise) if visit else _walk_label(exercise)
    merge = ("answer", visit) if visit else ("walk", run_id)
    with store.edit(label, place=Ref("run", run_id), merge=merge) as session:
        run = session.get_one(Run, run_id)
        if run.step != key:
            run.step = key
        _wait(run, _due(session, exercise, run_id, key), None)


def finish(store: Store, *, exercise: Exercise, run_id: int, visit: int = 0) -> None:
    """Come to the end of a run."""
    label = f"Close: {exercise.title}"
    merge = ("answer", visit) if visit else None
    with store.edit(label, place=Ref("run", run_id), merge=merge) as session:
        run = session.get_one(Run, run_id)
        if run.state != "finished":
            run.state, run.ended = "finished", now()
        _wait(run, None, None)


def wait_until(store: Store, *, exercise: Exercise, run_id: int, day: date | None) -> None:
    """Have a run come up again on a day; None: it waits without one."""
    place = Ref("run", run_id)
    with store.edit(_walk_label(exercise), place=place, merge=("walk", run_id)) as session:
        run = session.get_one(Run, run_id)
        _wait(run, day, _waits(run))


def lead_over(
    store: Store,
    *,
    exercise: Exercise,
    run_id: int | None,
    key: str,
    leading: Leading,
    visit: int,
) -> tuple[int, Ref]:
    """Lead from the step ``key`` to another place, where the run waits to be gone on with.

    What is needed there is made by the same step. Returns the run, begun if it was not yet, and
    where to go. Raises NotAsked for an exile whose gate is closed.
    """
    with store.edit(_answer_label(exercise), place=_home(exercise, run_id, key)) as session:
        to = make(store, leading, queries.place_to_rest(store))
        answer = hand_over_kind.led_to(to)
        if run_id is None:
            run_id = begin(store, exercise=exercise, key=key, answer=answer, visit=visit)
        else:
            _keep(store, session, exercise, run_id, key, answer)
        hand_over(store, exercise=exercise, run_id=run_id, to=to)
    return run_id, to


def _home(exercise: Exercise, run_id: int | None, key: str) -> Ref:
    return Ref("exercise", None, exercise.slug) if run_id is None else Ref("run", run_id, key)


def hand_over(store: Store, *, exercise: Exercise, run_id: int, to: Ref | None) -> None:
    """Note where a run leads for a while; None: it is back."""
    place = Ref("run", run_id)
    with store.edit(_walk_label(exercise), place=place, merge=("walk", run_id)) as session:
        run = session.get_one(Run, run_id)
        _wait(run, None if run.due_on is None else date.fromisoformat(run.due_on), to)


def put_away_run(store: Store, *, run_id: int) -> None:
    """Put a run away. What parts said in it stays with the parts."""
    with store.edit("Put exercise away", place=Ref("page", None, "exercises")) as session:
        run = session.get_one(Run, run_id)
        if run.put_away is None:
            run.put_away = now()


def _wait(run: Run, day: date | None, to: Ref | None) -> None:
    due = None if day is None else day.isoformat()
    kind, id_ = (None, None) if to is None else (to.kind, to.id)
    if (run.due_on, run.waits_kind, run.waits_id) != (due, kind, id_):
        run.due_on, run.waits_kind, run.waits_id = due, kind, id_


def _waits(run: Run) -> Ref | None:
    return None if run.waits_kind is None else Ref(run.waits_kind, run.waits_id)


def _due(session: Session, exercise: Exercise, run_id: int, key: str) -> date | None:
    return exercise.step(key).kind.due(_at(session, exercise, run_id, key))


def _walk_label(exercise: Exercise) -> str:
    return f"Go on: {exercise.title}"


def _answer_label(exercise: Exercise) -> str:
    return f"Answer: {exercise.title}"


def _keep(
    store: Store, session: Session, exercise: Exercise, run_id: int, key: str, answer: Answer
) -> None:
    kind, shape = exercise.step(key).kind, exercise.step(key).shape
    row = _row(session, run_id, key)
    was = _Was() if row is None else _Was(row.value, json.loads(row.made))
    if answer.is_empty:
        if row is not None:
            session.delete(row)
        _make(store, session, exercise, run_id, key, answer, was)
    else:
        value, text = plain(dump(answer)), plain(answer.words())
        if row is None:
            row = AnswerRow(run_id=run_id, step=key, value=value, text=text)
            session.add(row)
        elif row.value != value:
            row.value, row.text, row.answered = value, text, now()
        _pick(session, row, kind.parts(answer))
        session.flush()
        wrote = json.dumps(dict(_make(store, session, exercise, run_id, key, answer, was)))
        if row.made != wrote:
            row.made = wrote
    _make_again(store, session, exercise, run_id, key)
    run = session.get_one(Run, run_id)
    _wait(run, kind.due(answer), _waits(run))
    said_now = kind.said(shape, answer)
    named = queries.veiled(store, exercise, run_id, (said.part for said in said_now))
    for said in said_now:
        if said.part in named:
            continue
        parts.state_fact(
            store,
            part_id=said.part,
            kind=said.kind,
            text=said.text,
            said_by=said.by,
            source=Ref("run", run_id),
        )


def _make(
    store: Store,
    session: Session,
    exercise: Exercise,
    run_id: int,
    key: str,
    answer: Answer,
    was: _Was,
) -> dict[str, int]:
    """What an answer writes elsewhere in the journal; returns the rows it wrote by name."""
    step = exercise.step(key)
    at = partial(_at, session, exercise, run_id)
    wrote = partial(_wrote, session, run_id)
    there = partial(rows.there, session)
    before = _parsed(step.kind, was.value)
    # The step may have been of another kind, in an earlier file of that name.
    made = {} if before == step.kind.blank else was.made
    own = rows.on_their_own(session, made, was.value)
    keeping = Keeping(store, run_id, key, step.about, at, made, wrote, there, before, own)
    return dict(step.kind.keep(keeping, step.shape, answer))


def _make_again(
    store: Store, session: Session, exercise: Exercise, run_id: int, about: str
) -> None:
    """What was answered about this step may go to other parts or people now."""
    for step in exercise.steps:
        goes_by = (step.about, *getattr(step.shape, "goes_by", ()))
        row = _row(session, run_id, step.key) if about in goes_by else None
        if row is not None:
            given = _at(session, exercise, run_id, step.key)
            was = _Was(row.value, json.loads(row.made))
            wrote = _make(store, session, exercise, run_id, step.key, given, was)
            if wrote != was.made:
                row.made = json.dumps(wrote)


def _at(session: Session, exercise: Exercise, run_id: int, key: str) -> Any:
    kind = exercise.step(key).kind
    row = _row(session, run_id, key)
    return kind.blank if row is None else _parsed(kind, row.value)


def _parsed(kind: Kind, value: str) -> Any:
    try:
        return kind.blank if value == _NOTHING else kind.parse(value)
    except ValueError:  # of an older shape
        return kind.blank


def _wrote(session: Session, run_id: int, key: str) -> dict[str, int]:
    """The rows that the answer at a step wrote and that are still there."""
    row = _row(session, run_id, key)
    made: dict[str, int] = {} if row is None else json.loads(row.made)
    return {
        name: one for name, one in made.items() if rows.there(session, rows.table_of(name), one)
    }


def _row(session: Session, run_id: int, key: str) -> AnswerRow | None:
    return session.scalar(
        select(AnswerRow).where(AnswerRow.run_id == run_id, AnswerRow.step == key)
    )


def _pick(session: Session, row: Any, picked: tuple[int, ...]) -> None:
    known = {pick.part_id for pick in row.parts}
    for pick in list(row.parts):
        if pick.part_id not in picked:
            row.parts.remove(pick)
    new = rows.here(session, "part", set(picked) - known)  # one may have been erased
    row.parts.extend(AnswerPart(part_id=part) for part in picked if part in new)
