"""What a person can do in the room. Each verb is one transaction and one undo step."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ifs_desktop.dialogue import edits as dialogues
from ifs_desktop.mediation import drafts, queries, rounds
from ifs_desktop.mediation.rounds import AGREEMENT, CONFLICT, NotPossible, Room, Seat, Step
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts.edits import SamePart
from ifs_desktop.parts.permissions import Answer
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.plain import plain
from ifs_desktop.store.schema import Agreement, Dialogue, Draft, Mediation, Turn, now


def begin(
    store: Store,
    *,
    left_id: int,
    right_id: int,
    conflict: str = "",
    answers: Iterable[Answer] = (),
) -> int:
    """Seat two parts, with Self between them; the id of their dialogue.

    That they are polarised is drawn between them, if it is not yet. ``answers``: of the protectors
    of an exile among them. Raises SamePart, and NotAsked for an exile whose gate is closed.
    """
    if left_id == right_id:
        raise SamePart("Two parts are needed.")
    words = _line(conflict)
    with store.edit("Begin a mediation") as session:
        title = dialogues.title_from_words(words) if words else ""
        dialogue_id = dialogues.start_dialogue(
            store, title=title, part_ids=[left_id, right_id], answers=answers
        )
        dialogue = session.get_one(Dialogue, dialogue_id)
        dialogue.kind, dialogue.unfinished = "mediation", ""  # to be continued until it is closed
        relation = parts.relate(store, source_id=left_id, target_id=right_id, kind="polarised")
        room = Room().go_on() if words else Room()
        session.add(
            Mediation(
                dialogue_id=dialogue_id,
                relation_id=relation,
                left_id=left_id,
                right_id=right_id,
                conflict=words,
                stage=room.step.key,
            )
        )
        _drop(session, drafts.NEW_CONFLICT, drafts.NEW_NAME)
    return dialogue_id


def name_conflict(store: Store, *, dialogue_id: int, text: str) -> None:
    """Say what it is about, in concrete words, and go on. Raises ValueError for blank words."""
    words = _line(text)
    if not words:
        raise ValueError("a conflict is named in words")
    with store.edit("Name the conflict", place=_place(dialogue_id)) as session:
        row = _row(session, dialogue_id)
        if row.conflict != words:
            row.conflict = words
            dialogue = session.get_one(Dialogue, dialogue_id)
            dialogue.title = dialogues.title_from_words(words)
        room = _room(store, dialogue_id)
        if room.step.round == CONFLICT:
            row.stage = room.go_on().step.key
        _drop(session, drafts.of_step(dialogue_id, CONFLICT))


def feel(store: Store, *, dialogue_id: int, word: str, level: int | None = None) -> None:
    """Answer a Self-check: how Self feels toward the seat that is asked about; then go on."""
    with store.edit("Note how I feel", place=_place(dialogue_id)) as session:
        row, room = _row(session, dialogue_id), _room(store, dialogue_id)
        if room.step.round != rounds.CHECK:
            raise NotPossible("this is not asked now")
        parts.add_reading(
            store,
            part_id=row.left_id if room.step.about == "left" else row.right_id,
            kind="toward",
            word=word,
            level=level,
            source=Ref(queries.SOURCE, dialogue_id),
        )
        _drop(session, drafts.of_step(dialogue_id, room.step.key))
        row.stage = room.go_on().step.key


def speak(store: Store, *, dialogue_id: int, text: str) -> None:
    """Say what the step asks, as whoever is asked; then the next one is asked.

    What was said at this step before is reworded. Raises ValueError for blank words, NotAsked for
    an exile whose gate is closed here.
    """
    with store.edit("Say a line", place=_place(dialogue_id)) as session:
        row, step = _row(session, dialogue_id), _room(store, dialogue_id).step
        _say(store, session, row, step, text)
        _drop(session, drafts.of_step(dialogue_id, step.key))
        room = _room(store, dialogue_id)
        if step.round != rounds.THANKS:
            row.stage = room.go_on().step.key


def pass_on(store: Store, *, dialogue_id: int) -> None:
    """Go on without an answer; whoever is next is asked."""
    _walk(store, dialogue_id, _room(store, dialogue_id).go_on())


def go_back(store: Store, *, dialogue_id: int) -> None:
    """To what was asked before."""
    _walk(store, dialogue_id, _room(store, dialogue_id).go_back())


def go_to(store: Store, *, dialogue_id: int, key: str) -> None:
    """To a step that was reached. Raises NotPossible for one that was not."""
    _walk(store, dialogue_id, _room(store, dialogue_id).go_to(key))


def agree(store: Store, *, dialogue_id: int, text: str, review_on: date | None) -> int:
    """Write down what both can live with, and when it is looked at again; its id.

    An agreement that stood before ends. Raises ValueError for blank words.
    """
    words = _words(text)
    with store.edit("Write down an agreement", place=_place(dialogue_id)) as session:
        row, room = _row(session, dialogue_id), _room(store, dialogue_id).agree()
        for earlier in row.agreements:
            if earlier.put_away is None:
                earlier.put_away = now()
        made = Agreement(mediation_id=row.id, text=words, review_on=_iso(review_on))
        session.add(made)
        row.state, row.stage = room.state, room.step.key
        _drop(session, drafts.of_step(dialogue_id, AGREEMENT), drafts.of_day(dialogue_id))
        session.flush()
        return made.id


def part_without(store: Store, *, dialogue_id: int) -> None:
    """No agreement today: a full result. Words typed for one stay a draft."""
    with store.edit("No agreement today", place=_place(dialogue_id)) as session:
        row, room = _row(session, dialogue_id), _room(store, dialogue_id)
        if room.state == "agreed":  # made a moment ago, and thought better of
            for made in row.agreements:
                made.put_away = made.put_away or now()
        row.state, row.stage = room.disagree().state, room.disagree().step.key


def close(store: Store, *, dialogue_id: int, thanks: str = "") -> None:
    """Thank both, in words or without, and leave the room."""
    with store.edit("Close a mediation", place=_place(dialogue_id)) as session:
        row, room = _row(session, dialogue_id), _room(store, dialogue_id).close()
        if thanks.strip():
            _say(store, session, row, room.step, thanks)
        _drop(session, drafts.of_step(dialogue_id, rounds.THANKS))
        row.ended = now()
        dialogue = session.get_one(Dialogue, dialogue_id)
        dialogue.closed, dialogue.unfinished = row.ended, None


def reopen(store: Store, *, dialogue_id: int) -> None:
    """Sit down together again. What was said and agreed stays."""
    with store.edit("Open a mediation again", place=_place(dialogue_id)) as session:
        row, room = _row(session, dialogue_id), _room(store, dialogue_id).reopen()
        row.state, row.stage, row.ended = room.state, room.step.key, None
        session.get_one(Dialogue, dialogue_id).unfinished = ""


def keep_agreement(store: Store, *, agreement_id: int, how: str, review_on: date | None) -> None:
    """It was looked at and stays; ``how`` it went is added to what was noted before."""
    with store.edit("Look at an agreement", place=_home(store, agreement_id)) as session:
        row = session.get_one(Agreement, agreement_id)
        _looked_at(session, row, how)
        row.review_on = _iso(review_on)


def change_agreement(
    store: Store, *, agreement_id: int, how: str, text: str, review_on: date | None
) -> int:
    """It was looked at, and another one takes its place; the new one's id."""
    words = _words(text)
    with store.edit("Change an agreement", place=_home(store, agreement_id)) as session:
        row = session.get_one(Agreement, agreement_id)
        _looked_at(session, row, how)
        row.put_away = now()
        made = Agreement(mediation_id=row.mediation_id, text=words, review_on=_iso(review_on))
        session.add(made)
        session.flush()
        return made.id


def end_agreement(store: Store, *, agreement_id: int, how: str) -> None:
    """It was looked at, and does not stand any more. It can be brought back."""
    with store.edit("End an agreement", place=_home(store, agreement_id)) as session:
        row = session.get_one(Agreement, agreement_id)
        _looked_at(session, row, how)
        row.put_away = now()


def _walk(store: Store, dialogue_id: int, room: Room) -> None:
    merge = ("mediation", dialogue_id)
    with store.edit("Go on in a mediation", place=_place(dialogue_id), merge=merge) as session:
        row = _row(session, dialogue_id)
        if row.stage != room.step.key:
            row.stage = room.step.key


def _say(store: Store, session: Session, row: Mediation, step: Step, text: str) -> None:
    seats: dict[Seat, int | None] = {"self": None, "left": row.left_id, "right": row.right_id}
    part_id = seats[step.seat]
    if step.round in (CONFLICT, rounds.CHECK, AGREEMENT):
        raise NotPossible("nobody speaks at this step")
    earlier = session.scalar(
        select(Turn)
        .where(
            Turn.dialogue_id == row.dialogue_id,
            Turn.stage == step.round,
            Turn.part_id.is_(None) if part_id is None else Turn.part_id == part_id,
            Turn.put_away.is_(None),
        )
        .order_by(Turn.position.desc(), Turn.id.desc())
        .limit(1)
    )
    if earlier is not None:
        if part_id is not None:
            dialogues.approach(store, dialogue_id=row.dialogue_id, part_id=part_id)
        dialogues.reword(store, turn_id=earlier.id, text=text)
        return
    turn_id = dialogues.say(store, dialogue_id=row.dialogue_id, part_id=part_id, text=text)
    session.get_one(Turn, turn_id).stage = step.round


def _looked_at(session: Session, row: Agreement, how: str) -> None:
    row.reviewed = now()
    row.review = "\n\n".join(filter(None, (row.review, plain(how).strip())))
    _drop(session, *(drafts.of_review(row.id, field) for field in ("how", "text", "day")))


def _place(dialogue_id: int) -> Ref:
    return Ref(queries.SOURCE, dialogue_id)


def _home(store: Store, agreement_id: int) -> Ref:
    with store.read() as session:
        made = session.get_one(Agreement, agreement_id)
        return _place(session.get_one(Mediation, made.mediation_id).dialogue_id)


def _row(session: Session, dialogue_id: int) -> Mediation:
    return session.scalars(select(Mediation).where(Mediation.dialogue_id == dialogue_id)).one()


def _room(store: Store, dialogue_id: int) -> Room:
    found = queries.room(store, dialogue_id)
    if found is None:
        raise NotPossible("this room is put away")
    return found.room


def _drop(session: Session, *places: str) -> None:
    # Past the recorder on purpose: a draft is never part of an undo step.
    session.connection().execute(delete(Draft).where(Draft.place.in_(places)))


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _words(text: str) -> str:
    words = plain(text).strip()
    if not words:
        raise ValueError("an agreement is made in words")
    return words


def _line(text: str) -> str:
    return " ".join(plain(text).split())
