"""What the guide shows: the stack of a dialogue's targets, and who spoke up meanwhile."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from ifs_desktop.dialogue import guide
from ifs_desktop.dialogue.guide import Floor, Thread
from ifs_desktop.parts import permissions
from ifs_desktop.parts.queries import PartCard, card, cards
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import Dialogue, Fact, Part, Target, Turn

ANSWER = "answer"  # the key in a target's notes that says who answered at "feel toward"


@dataclass(frozen=True, slots=True)
class Guide:
    """The guide of one dialogue. ``parts`` are the cards of all targets, put away or not."""

    dialogue_id: int
    thread: Thread
    parts: dict[int, PartCard]
    channel: str | None  # how the parts are sensed here, one of CHANNELS
    open: bool = True  # whether the target now may be approached: an exile's gate may be shut
    new: bool = False  # nothing but its name is known of the target now

    @property
    def top(self) -> PartCard | None:
        """The part that is the target now."""
        floor = self.thread.top
        return None if floor is None else self.parts[floor.part_id]


@dataclass(frozen=True, slots=True)
class SpokeUp:
    """A part beside the stack that said the last thing a part said."""

    turn_id: int
    part: PartCard


def guide_of(store: Store, dialogue_id: int) -> Guide | None:
    """The guide of a dialogue; None if there is no such dialogue."""
    with store.read() as session:
        found = session.execute(
            select(Dialogue.channel).where(Dialogue.id == dialogue_id, Dialogue.put_away.is_(None))
        ).first()
        if found is None:
            return None
        thread = thread_of(session.scalars(select(Target).where(Target.dialogue_id == dialogue_id)))
        known = cards(store, [floor.part_id for floor in (*thread.floors, *thread.ended)])
        if thread.top is None:
            return Guide(dialogue_id, thread, known, found.channel)
        part_id = thread.top.part_id
        any_fact = select(Fact.id).where(Fact.part_id == part_id, Fact.put_away.is_(None)).limit(1)
        new = session.scalar(any_fact) is None
    may = known[part_id].role != "exile"  # asked at the gate only where there is one
    if not may:
        may = permissions.may_approach(store, part_id, Ref("dialogue", dialogue_id)).open
    return Guide(dialogue_id, thread, known, found.channel, may, new)


def spoke_up(store: Store, guide: Guide) -> SpokeUp | None:
    """Who said the last thing that a part said, if it is no target and no exile."""
    if guide.thread.top is None or guide.thread.resting:
        return None
    with store.read() as session:
        found = session.execute(
            select(Turn.id, Part)
            .join(Part, Turn.part_id == Part.id)
            .where(Turn.dialogue_id == guide.dialogue_id, Turn.put_away.is_(None))
            .order_by(Turn.position.desc(), Turn.id.desc())
            .limit(1)
        ).first()
        if found is None:
            return None
        turn_id, part = found
        targets = {floor.part_id for floor in guide.thread.floors}
        if part.id in targets or part.role == "exile" or part.put_away is not None:
            return None
        return SpokeUp(turn_id, card(part))


def thread_of(rows: Iterable[Target]) -> Thread:
    """The stack as it is kept."""
    rows = sorted(rows, key=lambda row: (row.depth, row.id))
    ended = sorted((r for r in rows if r.ended is not None), key=lambda r: (r.ended, r.id))
    return Thread(
        tuple(_floor(row) for row in rows if row.ended is None), tuple(_floor(r) for r in ended)
    )


def _floor(row: Target) -> Floor:
    words = json.loads(row.noted)
    return Floor(
        row.part_id,
        row.stage,
        row.state,
        tuple((stage, words[stage]) for stage in guide.STAGES if words.get(stage)),
        words.get(ANSWER, ""),
        row.id,
    )
