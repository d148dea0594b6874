"""What a person can do with the people of their life: each verb is one edit, one undo step.

Nobody is measured here: no verb takes a number for how somebody is. Whatever gives an exile words
goes through the gate of ``parts.permissions``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from ifs_desktop.parts import permissions
from ifs_desktop.parts.names import INITIALS_ONLY, clean_name
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.plain import plain
from ifs_desktop.store.schema import (
    MOMENT_KINDS,
    PREDICTION_FITS,
    STEP_STATES,
    TOOK_IN,
    Moment,
    Opinion,
    Person,
    Prediction,
    SmallStep,
    TookIn,
    now,
)

PERMISSIONS = ("yes", "not_now")
Fit = tuple[str | None, str]  # one of PREDICTION_FITS, and what the part says to it


class NothingWritten(ValueError):
    """A moment, an opinion or a step without a word."""


def on_day(day: date) -> datetime:
    """A moment of a day on the clock on the wall: now if it is today, else its noon."""
    return now() if day == date.today() else datetime.combine(day, time(12)).astimezone()


def show_initials(store: Store, on: bool) -> None:
    """Show initials instead of names, everywhere; how the journal is looked at, never a step."""
    store.set_state(INITIALS_ONLY, on)


# ---- who they are


def add_person(store: Store, *, name: str, who: str = "") -> int:
    """Add somebody by name and return their id. Raises UnusableName."""
    person = Person(name=clean_name(name), who=_line(who))
    with store.edit("Add a person", place=Ref("page", None, "people")) as session:
        session.add(person)
        session.flush()
    return person.id


def change_person(
    store: Store,
    *,
    person_id: int,
    name: str | None = None,
    initials: str | None = None,
    who: str | None = None,
    how: str | None = None,
    visit: int = 0,
) -> None:
    """Write about somebody; what is None stays. Raises UnusableName.

    Typing within one ``visit`` is one undo step.
    """
    new = {
        "name": None if name is None else clean_name(name),
        "initials": None if initials is None else _line(initials),
        "who": None if who is None else _line(who),
        "how": None if how is None else plain(how).strip(),
    }
    merge = ("person", person_id, visit) if visit else None
    with store.edit("Change a person", place=Ref("person", person_id), merge=merge) as session:
        person = session.get_one(Person, person_id)
        for column, value in new.items():
            if value is not None and getattr(person, column) != value:
                setattr(person, column, value)


def put_away_person(store: Store, *, person_id: int) -> None:
    """Put somebody away; they leave the lists, and what was written with them waits there too."""
    with store.edit("Put a person away", place=Ref("person", person_id)) as session:
        person = session.get_one(Person, person_id)
        if person.put_away is None:
            person.put_away = now()


def set_reach(store: Store, *, person_id: int, place: int | None) -> None:
    """Give somebody a place (0 is the first) among those to reach out to; None takes them off."""
    with store.edit("Change whom to reach out to", place=Ref("person", person_id)) as session:
        listed = list(
            session.scalars(
                select(Person)
                .where(Person.reach.is_not(None), Person.put_away.is_(None))
                .order_by(Person.reach, Person.id)
            )
        )
        person = session.get_one(Person, person_id)
        rest = [one for one in listed if one is not person]
        if place is not None:
            rest.insert(max(0, place), person)
        elif person.reach is not None:
            person.reach = None
        for number, one in enumerate(rest):
            if one.reach != number:
                one.reach = number


# ---- what they did, and how parts see them


def add_moment(
    store: Store,
    *,
    kind: str,
    text: str,
    person_id: int | None,
    happened: datetime,
    took_in: Mapping[int, str] | None = None,
    source: Ref | None = None,
    moment_id: int | None = None,
) -> int:
    """Write down what somebody did, or with ``moment_id`` say it anew; returns its id.

    ``person_id`` None is a stranger. ``took_in`` says of parts whether they could take it in, each
    one of TOOK_IN. Raises NothingWritten, and NotAsked of an exile; what one said before it was
    one stays as it was.
    """
    _check(kind, MOMENT_KINDS)
    said = _said(text)
    answers = dict(took_in or {})
    for answer in answers.values():
        _check(answer, TOOK_IN)
    place = Ref("page", None, "people") if person_id is None else Ref("person", person_id)
    with store.edit("Write down a moment", place=place) as session:
        if moment_id is None:
            row = Moment(kind=kind, text=said, person_id=person_id, happened=happened)
            row.source_kind, row.source_id = _source(source)
            session.add(row)
        else:
            row = session.get_one(Moment, moment_id)
            _set(row, kind=kind, text=said, person_id=person_id, put_away=None)
            if row.happened.date() != happened.date():
                row.happened = happened
        known = {one.part_id: one for one in row.took_in}
        silent = _silent(store, known, source)
        for part, one in known.items():
            if part in silent:
                answers[part] = one.answer
            elif part not in answers:
                row.took_in.remove(one)
            elif one.answer != answers[part]:
                one.answer = answers[part]
        for part in answers.keys() - known.keys():
            permissions.require(store, part, source)
            row.took_in.append(TookIn(part_id=part, answer=answers[part]))
        session.flush()
    return row.id


def put_away_moment(store: Store, *, moment_id: int) -> None:
    """Put a moment away."""
    with store.edit("Put a moment away", place=Ref("moment", moment_id)) as session:
        _put_away(session.get_one(Moment, moment_id))


def add_opinion(
    store: Store,
    *,
    person_id: int,
    part_id: int,
    text: str,
    source: Ref | None = None,
    opinion_id: int | None = None,
) -> int:
    """Write down how a part sees somebody now; returns its id. What it thought before stays.

    With ``opinion_id`` that one is said anew. Raises NothingWritten, and NotAsked of an exile.
    """
    said = _said(text)
    permissions.require(store, part_id, source)
    place = Ref("person", person_id)
    with store.edit("Say how a part sees someone", place=place) as session:
        if opinion_id is None:
            row = Opinion(person_id=person_id, part_id=part_id, text=said)
            row.source_kind, row.source_id = _source(source)
            session.add(row)
        else:
            row = session.get_one(Opinion, opinion_id)
            _set(row, person_id=person_id, part_id=part_id, text=said, put_away=None)
        session.flush()
    return row.id


def put_away_opinion(store: Store, *, opinion_id: int) -> None:
    """Put one opinion of a part away."""
    with store.edit("Put an opinion away", place=Ref("opinion", opinion_id)) as session:
        _put_away(session.get_one(Opinion, opinion_id))


# ---- small steps


def plan_step(
    store: Store,
    *,
    person_id: int | None,
    text: str,
    planned_on: date | None,
    source: Ref | None = None,
    step_id: int | None = None,
) -> int:
    """Plan one small step, or with ``step_id`` plan it anew; returns its id.

    ``planned_on`` is a day on the clock on the wall, None for no day. Raises NothingWritten.
    """
    said, day = _said(text), None if planned_on is None else planned_on.isoformat()
    place = Ref("page", None, "people") if person_id is None else Ref("person", person_id)
    with store.edit("Plan a small step", place=place) as session:
        if step_id is None:
            row = SmallStep(person_id=person_id, text=said, planned_on=day)
            row.source_kind, row.source_id = _source(source)
            session.add(row)
        else:
            row = session.get_one(SmallStep, step_id)
            _set(row, person_id=person_id, text=said, planned_on=day, put_away=None)
        session.flush()
    return row.id


def put_away_step(store: Store, *, step_id: int) -> None:
    """Put a small step away."""
    with store.edit("Put a small step away", place=Ref("small_step", step_id)) as session:
        _put_away(session.get_one(SmallStep, step_id))


def predict(
    store: Store,
    *,
    step_id: int,
    part_id: int,
    text: str,
    stop_signal: str = "",
    permission: str | None = None,
    source: Ref | None = None,
) -> int:
    """Write down what a part expects of a step, its signal to stop and what it permits.

    Returns the id of what was written. Without a word and a permission there is nothing to keep:
    raises NothingWritten. Raises NotAsked of an exile.
    """
    if permission is not None:
        _check(permission, PERMISSIONS)
    words, signal = plain(text).strip(), plain(stop_signal).strip()
    if not words and not signal and permission is None:
        raise NothingWritten("a part that says nothing")
    permissions.require(store, part_id, source)
    with store.edit("Write down what a part expects", place=Ref("small_step", step_id)) as session:
        row = _prediction(session, step_id, part_id)
        _set(row, text=words, stop_signal=signal, permission=permission)
        session.flush()
    return row.id


def take_back_prediction(store: Store, *, step_id: int, part_id: int) -> None:
    """A part expects nothing of a step after all."""
    with store.edit("Take back what a part expects", place=Ref("small_step", step_id)) as session:
        step = session.get_one(SmallStep, step_id)
        for row in [row for row in step.predictions if row.part_id == part_id]:
            if row.fit or row.outcome:  # what it saw was said at another time
                _set(row, text="", stop_signal="", permission=None)
            else:
                step.predictions.remove(row)


def look_back(
    store: Store, *, step_id: int, state: str, outcome: str, fits: Mapping[int, Fit] | None = None
) -> None:
    """Write down what came of a step: its ``state``, what happened, and what each part saw.

    ``fits`` is the whole of it: a part that is not named there has not looked. What an exile said
    before it was one stays as it was. Raises NotAsked of an exile that said nothing yet.
    """
    _check(state, STEP_STATES)
    seen = {part: (fit, plain(words).strip()) for part, (fit, words) in (fits or {}).items()}
    for fit, _ in seen.values():
        if fit is not None:
            _check(fit, PREDICTION_FITS)
    with store.edit("Look back at a small step", place=Ref("small_step", step_id)) as session:
        step = session.get_one(SmallStep, step_id)
        words = plain(outcome).strip()
        looked = state != "planned" or bool(words) or bool(seen)
        if (step.state, step.outcome) != (state, words) or looked != (step.looked_at is not None):
            step.looked_at = now() if looked else None
        _set(step, state=state, outcome=words)
        where = None if step.source_kind is None else Ref(step.source_kind, step.source_id)
        known = {row.part_id for row in step.predictions}
        for part in seen.keys() - known:
            permissions.require(store, part, where)
            step.predictions.append(Prediction(part_id=part))
        silent = _silent(store, known, where)
        for row in step.predictions:
            if row.part_id not in silent:
                fit, said = seen.get(row.part_id, (None, ""))
                _set(row, fit=fit, outcome=said)


def _prediction(session: Session, step_id: int, part_id: int) -> Prediction:
    """The row of a part and a step, a new one if there is none."""
    step = session.get_one(SmallStep, step_id)
    for row in step.predictions:
        if row.part_id == part_id:
            return row
    row = Prediction(part_id=part_id)
    step.predictions.append(row)
    return row


def _silent(store: Store, parts: Iterable[int], source: Ref | None) -> frozenset[int]:
    """Those that may not be given words now: they became exiles since they said something."""
    where = source or Ref("page", None, "people")
    return frozenset(part for part, _ in permissions.closed(store, {(p, where) for p in parts}))


def _set(row: object, **values: object) -> None:
    """Only what is another value: an edit that changes nothing is no step."""
    for column, value in values.items():
        if getattr(row, column) != value:
            setattr(row, column, value)


def _put_away(row: Moment | Opinion | SmallStep) -> None:
    if row.put_away is None:
        row.put_away = now()


def _source(source: Ref | None) -> tuple[str | None, int | None]:
    return (None, None) if source is None else (source.kind, source.id)


def _line(text: str) -> str:
    return " ".join(plain(text).split())


def _said(text: str) -> str:
    said = plain(text).strip()
    if not said:
        raise NothingWritten("nothing was written")
    return said


def _check(value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"{value!r} is none of {', '.join(allowed)}")
