"""What a person can do with exercises: each verb is one edit, one undo step.

``visit`` is one stay at one step, a number that is not used twice: what is edited under it is
one undo step, from the first sign typed to going on.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ifs_desktop.exercises import queries
from ifs_desktop.exercises.catalogue import Exercise
from ifs_desktop.exercises.kinds import Answer, dump
from ifs_desktop.parts import edits as parts
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.plain import plain
from ifs_desktop.store.schema import Answer as AnswerRow
from ifs_desktop.store.schema import AnswerPart, Run, now


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
    label = _answer_label(exercise) if visit else f"Go on: {exercise.title}"
    merge = ("answer", visit) if visit else ("walk", run_id)
    with store.edit(label, place=Ref("run", run_id), merge=merge) as session:
        run = session.get_one(Run, run_id)
        if run.step != key:
            run.step = key


def finish(store: Store, *, exercise: Exercise, run_id: int, visit: int = 0) -> None:
    """Come to the end of a run."""
    label = f"Close: {exercise.title}"
    merge = ("answer", visit) if visit else None
    with store.edit(label, place=Ref("run", run_id), merge=merge) as session:
        run = session.get_one(Run, run_id)
        if run.state != "finished":
            run.state, run.ended = "finished", now()


def put_away_run(store: Store, *, run_id: int) -> None:
    """Put a run away. What parts said in it stays with the parts."""
    with store.edit("Put exercise away", place=Ref("page", None, "exercises")) as session:
        run = session.get_one(Run, run_id)
        if run.put_away is None:
            run.put_away = now()


def _answer_label(exercise: Exercise) -> str:
    return f"Answer: {exercise.title}"


def _keep(
    store: Store, session: Session, exercise: Exercise, run_id: int, key: str, answer: Answer
) -> None:
    kind, shape = exercise.step(key).kind, exercise.step(key).shape
    row = session.scalar(select(AnswerRow).where(AnswerRow.run_id == run_id, AnswerRow.step == key))
    if answer.is_empty:
        if row is not None:
            session.delete(row)
    else:
        value, text = plain(dump(answer)), plain(answer.words())
        if row is None:
            row = AnswerRow(run_id=run_id, step=key, value=value, text=text)
            session.add(row)
        elif row.value != value:
            row.value, row.text, row.answered = value, text, now()
        _pick(session, row, kind.parts(answer))
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


def _pick(session: Session, row: Any, picked: tuple[int, ...]) -> None:
    known = {pick.part_id for pick in row.parts}
    for pick in list(row.parts):
        if pick.part_id not in picked:
            row.parts.remove(pick)
    row.parts.extend(AnswerPart(part_id=part) for part in picked if part not in known)
