"""What a person can do in the guide. Each verb is one transaction and one undo step."""

from __future__ import annotations

import json
from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from ifs_desktop.dialogue import edits, guide
from ifs_desktop.dialogue.guide import Floor, Thread
from ifs_desktop.dialogue.guiding.queries import ANSWER, thread_of
from ifs_desktop.parts import permissions
from ifs_desktop.parts.edits import add_part, add_reading
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.plain import plain
from ifs_desktop.store.schema import Dialogue, Target, now

Move = Callable[[Thread], Thread]


def begin_guide(store: Store, *, dialogue_id: int, part_id: int) -> None:
    """Make a part the first target; it takes part in the dialogue. Raises NotAsked."""
    with store.edit("Begin with a part", place=_place(dialogue_id)) as session:
        _may(store, dialogue_id, part_id)
        edits.invite(store, dialogue_id=dialogue_id, part_id=part_id)
        _move(session, dialogue_id, lambda thread: guide.begin(thread, part_id))


def turn_to(store: Store, *, dialogue_id: int, part_id: int) -> None:
    """Make a part the target, or return to it if it is on the stack. Raises NotAsked.

    It takes part in the dialogue from now on, so that it can be heard.
    """
    with store.edit("Turn to a part", place=_place(dialogue_id)) as session:
        _may(store, dialogue_id, part_id)
        edits.invite(store, dialogue_id=dialogue_id, part_id=part_id)
        _move(session, dialogue_id, lambda thread: guide.turn_to(thread, part_id))


def turn_to_new(store: Store, *, dialogue_id: int, name: str) -> int:
    """Write someone just noticed as a part and make it the target; its id.

    Raises UnusableName.
    """
    with store.edit("Turn to a part", place=_place(dialogue_id)) as session:
        part_id = add_part(store, name=name)
        begun = thread_of(_rows(session, dialogue_id)).top is not None
        verb = turn_to if begun else begin_guide
        verb(store, dialogue_id=dialogue_id, part_id=part_id)
    return part_id


def note_f(
    store: Store, *, dialogue_id: int, part_id: int, stage: str, words: str, visit: int = 0
) -> None:
    """Note a few words at an F of a target. Edits with one non-zero ``visit`` are one undo step."""
    words = _one_line(words)
    merge = ("guide note", dialogue_id, part_id, stage, visit) if visit else None
    with store.edit("Note a few words", place=_place(dialogue_id), merge=merge) as session:
        _move(session, dialogue_id, lambda thread: guide.note(thread, part_id, stage, words))


def go_to(store: Store, *, dialogue_id: int, stage: str) -> None:
    """Stand at an F. Raises GateShut, NotAsked."""
    with store.edit("Go to an F", place=_place(dialogue_id)) as session:
        _may_go_on(store, session, dialogue_id)
        _move(session, dialogue_id, lambda thread: guide.go_to(thread, stage))


def answer_toward(
    store: Store, *, dialogue_id: int, word: str, of: str, level: int | None = None
) -> None:
    """Say how one feels toward the target, and who says it; kept as a reading of the part, too.

    ``level`` is where the word stands from 0 (far) to 4 (near); None for a word of one's own.
    Raises NoWord, NotAsked.
    """
    word = _one_line(word)
    with store.edit("Say how one feels toward a part", place=_place(dialogue_id)) as session:
        part_id = _may_go_on(store, session, dialogue_id)
        _move(session, dialogue_id, lambda thread: guide.answer(thread, word, of))
        add_reading(
            store,
            part_id=part_id,
            kind="toward",
            word=word,
            level=level,
            source=Ref("dialogue", dialogue_id),
        )


def step_back(store: Store, *, dialogue_id: int) -> None:
    """The target stepped back: the thread returns to the one below."""
    with store.edit("Step back", place=_place(dialogue_id)) as session:
        _move(session, dialogue_id, guide.step_back)


def meet(store: Store, *, dialogue_id: int) -> None:
    """Close for now with the one it began with."""
    with store.edit("Close with a part", place=_place(dialogue_id)) as session:
        _move(session, dialogue_id, guide.meet)


def go_back_to(store: Store, *, dialogue_id: int, part_id: int) -> None:
    """Return to a part lower on the stack. Raises NotAsked."""
    with store.edit("Return to a part", place=_place(dialogue_id)) as session:
        _may(store, dialogue_id, part_id)
        _move(session, dialogue_id, lambda thread: guide.back_to(thread, part_id))


def set_aside(store: Store, *, dialogue_id: int) -> None:
    """Stop here for today: the stack stays, and the dialogue is to be continued."""
    with store.edit("Stop here for today", place=_place(dialogue_id)) as session:
        _move(session, dialogue_id, guide.set_aside)
        dialogue = session.get_one(Dialogue, dialogue_id)
        if dialogue.unfinished is None:
            dialogue.unfinished = ""


def take_up(store: Store, *, dialogue_id: int) -> None:
    """Go on where it was stopped. Raises NotAsked."""
    with store.edit("Take up the thread", place=_place(dialogue_id)) as session:
        _may_go_on(store, session, dialogue_id)
        _move(session, dialogue_id, guide.take_up)


def _move(session: Session, dialogue_id: int, move: Move) -> None:
    """Carry out one move of the guide on what is kept of it."""
    rows = {row.id: row for row in _rows(session, dialogue_id)}
    before = thread_of(rows.values())
    after = move(before)
    for depth, floor in enumerate(after.floors):
        _keep(session, dialogue_id, rows.get(floor.id), floor, depth)
    for floor in after.ended:
        _keep(session, dialogue_id, rows.get(floor.id), floor, None)


def _keep(
    session: Session, dialogue_id: int, row: Target | None, floor: Floor, depth: int | None
) -> None:
    """Write a floor into its row; ``depth`` None is a part that left the stack."""
    if row is None:
        row = Target(dialogue_id=dialogue_id, part_id=floor.part_id, depth=depth or 0)
        session.add(row)
    noted = dict(floor.noted) | ({ANSWER: floor.answer} if floor.answer else {})
    values: dict[str, object] = {"stage": floor.stage, "state": floor.state}
    if json.loads(row.noted or "{}") != noted:
        values["noted"] = json.dumps(noted, ensure_ascii=False)
    if depth is not None:
        values |= {"depth": depth, "ended": None}
    elif row.ended is None:
        values["ended"] = now()
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _rows(session: Session, dialogue_id: int) -> list[Target]:
    return list(session.scalars(select(Target).where(Target.dialogue_id == dialogue_id)))


def _may(store: Store, dialogue_id: int, part_id: int) -> None:
    permissions.require(store, part_id, Ref("dialogue", dialogue_id))


def _may_go_on(store: Store, session: Session, dialogue_id: int) -> int:
    """The target's id. It may have become an exile, or a protector taken its word back, since."""
    top = thread_of(_rows(session, dialogue_id)).top
    if top is None:
        raise guide.NotPossible("there is no target")
    _may(store, dialogue_id, top.part_id)
    return top.part_id


def _place(dialogue_id: int) -> Ref:
    return Ref("dialogue", dialogue_id)


def _one_line(text: str) -> str:
    return " ".join(plain(text).split())
