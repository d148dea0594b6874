"""What a person can do in dialogues. Each verb is one transaction and one undo step."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import Select, bindparam, delete, func, select, tuple_
from sqlalchemy.orm import Session

from ifs_desktop.dialogue import drafts
from ifs_desktop.dialogue.order import between
from ifs_desktop.parts import permissions
from ifs_desktop.parts.permissions import Answer
from ifs_desktop.parts.permissions import NotAsked as NotAsked
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.plain import plain
from ifs_desktop.store.schema import (
    CHANNELS,
    Dialogue,
    Draft,
    Fact,
    Member,
    Part,
    Reading,
    Turn,
    now,
)

TITLE_LENGTH = 48
_MARKS = re.compile(r"[*_`#>~\[\]|]+")


def start_dialogue(
    store: Store,
    *,
    title: str = "",
    part_ids: Sequence[int],
    answers: Iterable[Answer] = (),
) -> int:
    """Begin a dialogue with these parts, in the order of their speaker keys; its id.

    Without a title the parts' names are taken; without parts either, the first words said.
    ``answers`` of protectors are written down as given here. Raises NotAsked for an exile whose
    gate they do not open.
    """
    with store.edit("Start a dialogue") as session:
        parts = [session.get_one(Part, part_id) for part_id in dict.fromkeys(part_ids)]
        dialogue = Dialogue(title=_one_line(title) or title_from_names(p.name for p in parts))
        session.add(dialogue)
        session.flush()
        permissions.record(store, answers, Ref("dialogue", dialogue.id))
        for position, part in enumerate(parts):
            approach(store, dialogue_id=dialogue.id, part_id=part.id)
            session.add(Member(dialogue_id=dialogue.id, part_id=part.id, position=position))
        return dialogue.id


def invite(store: Store, *, dialogue_id: int, part_id: int) -> None:
    """Let one more part speak in a dialogue. Raises NotAsked for an exile with a closed gate."""
    with store.edit("Invite a part", place=Ref("dialogue", dialogue_id)) as session:
        approach(store, dialogue_id=dialogue_id, part_id=part_id)
        if _member(session, dialogue_id, part_id) is not None:
            return
        last = session.scalar(
            select(func.max(Member.position)).where(Member.dialogue_id == dialogue_id)
        )
        position = 0 if last is None else last + 1
        session.add(Member(dialogue_id=dialogue_id, part_id=part_id, position=position))


def leave_out(store: Store, *, dialogue_id: int, part_id: int) -> None:
    """Take a part from the speakers; what it said stays."""
    with store.edit("Leave a part out", place=Ref("dialogue", dialogue_id)) as session:
        member = _member(session, dialogue_id, part_id)
        if member is not None:
            session.delete(member)


def say(
    store: Store,
    *,
    dialogue_id: int,
    part_id: int | None,
    text: str,
    said_at: datetime | None = None,
) -> int:
    """Add a turn and forget the draft it was typed in; the turn's id.

    ``part_id`` None is Self. The turn stands at the end; a late entry, which has a ``said_at`` in
    the past, stands at its time. Raises ValueError for blank text, NotAsked for an exile whose
    gate is closed here.
    """
    words = _words(text)
    with store.edit("Say a line", place=Ref("dialogue", dialogue_id)) as session:
        dialogue = session.get_one(Dialogue, dialogue_id)
        if part_id is not None:
            approach(store, dialogue_id=dialogue_id, part_id=part_id)
        moment = now()
        late = said_at if said_at is not None and said_at < moment else None
        turn = Turn(
            dialogue_id=dialogue_id,
            part_id=part_id,
            text=words,
            position=_after(session, dialogue_id, late) if late else _end(session, dialogue_id),
            said_at=late or moment,
            written=moment if late else None,
        )
        session.add(turn)
        dialogue.touched = moment
        dialogue.unfinished = None  # it is being continued
        if not dialogue.title:
            dialogue.title = title_from_words(words)
        _drop_drafts(session, drafts.of_dialogue(dialogue_id), drafts.of_time(dialogue_id))
        session.flush()
        return turn.id


def reword(store: Store, *, turn_id: int, text: str) -> None:
    """Give a turn other words and forget the draft of them. Raises ValueError for blank text."""
    words = _words(text)
    with store.edit(
        "Edit a line", place=Ref("turn", turn_id), merge=("reword", turn_id)
    ) as session:
        turn = session.get_one(Turn, turn_id)
        if turn.text != words:
            turn.text = words
        _drop_drafts(session, drafts.of_turn(turn_id))


def give_turns(store: Store, *, turn_ids: Sequence[int], part_id: int | None) -> None:
    """Let turns of one dialogue be said by another: a part, or None for Self.

    Raises NotAsked for an exile whose gate is closed there.
    """
    if not turn_ids:
        return
    with store.edit("Change who speaks", place=Ref("turn", turn_ids[0])) as session:
        turns = _in_order(session, turn_ids)
        if part_id is not None:
            for dialogue_id in {turn.dialogue_id for turn in turns}:
                approach(store, dialogue_id=dialogue_id, part_id=part_id)
        for turn in turns:
            if turn.part_id != part_id:
                turn.part_id = part_id


def move_turns(store: Store, *, turn_ids: Sequence[int], before: int | None) -> None:
    """Move turns of one dialogue, in their order, to right before another; None is the end.

    Moving the same turns again joins the step.
    """
    if not turn_ids:
        return
    merge = ("move turns", *sorted(turn_ids))
    with store.edit("Move lines", place=Ref("turn", turn_ids[0]), merge=merge) as session:
        turns = _in_order(session, turn_ids)
        ids = {turn.id for turn in turns}
        others = _turns_of(turns[0].dialogue_id).where(Turn.id.not_in(ids))
        if before is not None:
            others = others.where(_order(session.get_one(Turn, before)) > _ORDER)
        after = session.scalar(others.order_by(Turn.position.desc(), Turn.id.desc()).limit(1))
        if not _stand_there(session, turns, after):
            places = _room(session, turns[0].dialogue_id, after, len(turns), without=ids)
            for turn, place in zip(turns, places, strict=True):
                turn.position = place


def split_turn(store: Store, *, turn_id: int, first: str, second: str) -> int:
    """Make two turns of one; the id of the second. Raises ValueError if one would be blank."""
    words, rest = _words(first), _words(second.lstrip())
    with store.edit("Split a line", place=Ref("turn", turn_id)) as session:
        turn = session.get_one(Turn, turn_id)
        (place,) = _room(session, turn.dialogue_id, turn, 1)
        other = Turn(
            dialogue_id=turn.dialogue_id,
            part_id=turn.part_id,
            text=rest,
            position=place,
            said_at=turn.said_at,
            written=turn.written,
            stage=turn.stage,
        )
        session.add(other)
        turn.text = words
        _drop_drafts(session, drafts.of_turn(turn_id))
        session.flush()
        return other.id


def join_turns(store: Store, *, first_id: int, second_id: int) -> None:
    """Make one turn of two: the first speaks on, the second is gone and its words are not.

    What is known from the second is known from the first now. Raises NotAsked where that would put
    somebody else's words into the mouth of an exile whose gate is closed.
    """
    with store.edit("Join lines", place=Ref("turn", first_id)) as session:
        first, second = session.get_one(Turn, first_id), session.get_one(Turn, second_id)
        if first.part_id is not None and first.part_id != second.part_id:
            approach(store, dialogue_id=first.dialogue_id, part_id=first.part_id)
        first.text = f"{first.text}\n\n{second.text}"
        for fact in session.scalars(
            select(Fact).where(Fact.source_kind == "turn", Fact.source_id == second_id)
        ):
            fact.source_id = first_id
        for reading in session.scalars(
            select(Reading).where(Reading.source_kind == "turn", Reading.source_id == second_id)
        ):
            reading.source_id = first_id
        session.delete(second)
        _drop_drafts(session, drafts.of_turn(second_id))


def retime_turn(store: Store, *, turn_id: int, said_at: datetime) -> None:
    """Say when a turn was said; it moves to that time in its dialogue.

    It cannot be later than it was written: then it is no late entry.
    """
    with store.edit("Change its time", place=Ref("turn", turn_id)) as session:
        turn = session.get_one(Turn, turn_id)
        written = turn.written or turn.said_at
        late = said_at < written
        wanted = said_at if late else written
        if turn.said_at != wanted:
            turn.said_at, turn.written = wanted, written if late else None
            turn.position = _after(session, turn.dialogue_id, wanted, without={turn_id})


def put_away_turn(store: Store, *, turn_id: int) -> None:
    """Put a turn away; it can be brought back."""
    with store.edit("Put a line away", place=Ref("turn", turn_id)) as session:
        session.get_one(Turn, turn_id).put_away = now()


def put_away_turns(store: Store, *, turn_ids: Sequence[int]) -> None:
    """Put several turns away in one step."""
    if len(turn_ids) == 1:
        put_away_turn(store, turn_id=turn_ids[0])
    elif turn_ids:
        with store.edit("Put lines away", place=Ref("turn", turn_ids[0])):
            for turn_id in turn_ids:
                put_away_turn(store, turn_id=turn_id)


def rename_dialogue(store: Store, *, dialogue_id: int, title: str) -> None:
    """Give a dialogue another title. Raises ValueError for a blank one."""
    wanted = _one_line(title)
    if not wanted:
        raise ValueError("a title has at least one letter")
    with store.edit("Rename a dialogue", place=Ref("dialogue", dialogue_id)) as session:
        dialogue = session.get_one(Dialogue, dialogue_id)
        if dialogue.title != wanted:
            dialogue.title = wanted


def close_dialogue(
    store: Store, *, dialogue_id: int, thanks: str = "", unfinished: str | None = None
) -> None:
    """Close a dialogue for today. ``thanks`` is said by Self, at its end.

    ``unfinished`` is what waits, empty without words; None: it is not to be continued. Saying
    something in it opens it again.
    """
    with store.edit("Close a dialogue", place=Ref("dialogue", dialogue_id)) as session:
        dialogue = session.get_one(Dialogue, dialogue_id)
        if plain(thanks).strip():
            moment = now()
            position = _end(session, dialogue_id)
            turn = Turn(dialogue_id=dialogue_id, text=_words(thanks), position=position)
            turn.said_at = dialogue.touched = moment
            session.add(turn)
        dialogue.unfinished = None if unfinished is None else plain(unfinished).strip()
        dialogue.closed = now()
        _drop_drafts(session, drafts.of_thanks(dialogue_id), drafts.of_waiting(dialogue_id))


def set_channel(store: Store, *, dialogue_id: int, channel: str | None) -> None:
    """Say how the parts are sensed in a dialogue: one of CHANNELS, or None for not said."""
    if channel is not None and channel not in CHANNELS:
        raise ValueError(f"{channel!r} is no channel")
    with store.edit("Say how parts are sensed", place=Ref("dialogue", dialogue_id)) as session:
        dialogue = session.get_one(Dialogue, dialogue_id)
        if dialogue.channel != channel:
            dialogue.channel = channel


def put_away_dialogue(store: Store, *, dialogue_id: int) -> None:
    """Put a dialogue away with all that was said in it; it can be brought back."""
    with store.edit("Put a dialogue away", place=Ref("dialogue", dialogue_id)) as session:
        session.get_one(Dialogue, dialogue_id).put_away = now()


def title_from_names(names: Iterable[str]) -> str:
    """ "The Watchful One & Slam the Door", or the empty string for nobody."""
    *most, last = list(names) or [""]
    return f"{', '.join(most)} & {last}" if most else last


def title_from_words(text: str) -> str:
    """The first words of what was said, as a title of one short line."""
    line = _one_line(_MARKS.sub("", text)) or _one_line(text)
    if len(line) <= TITLE_LENGTH:
        return line
    cut = line[:TITLE_LENGTH]
    return cut[: cut.rfind(" ")].rstrip(" ,.;:") + "…" if " " in cut else cut + "…"


def approach(store: Store, *, dialogue_id: int, part_id: int) -> None:
    """Every way to a part goes past the gate. Raises NotAsked."""
    permissions.require(store, part_id, Ref("dialogue", dialogue_id))


_ORDER = tuple_(Turn.position, Turn.id)
# What a line said asks, made once: putting a statement together takes as long as carrying it out.
_LAST = select(func.max(Turn.position)).where(Turn.dialogue_id == bindparam("dialogue"))
_DRAFTS_AT = delete(Draft).where(Draft.place.in_(bindparam("places", expanding=True)))


def _order(turn: Turn) -> tuple[float, int]:
    return turn.position, turn.id


def _turns_of(dialogue_id: int) -> Select[Turn]:
    return select(Turn).where(Turn.dialogue_id == dialogue_id)


def _in_order(session: Session, turn_ids: Iterable[int]) -> Sequence[Turn]:
    query = select(Turn).where(Turn.id.in_(turn_ids)).order_by(Turn.position, Turn.id)
    turns = session.scalars(query).all()
    if len({turn.dialogue_id for turn in turns}) != 1:
        raise ValueError("these turns are not of one dialogue")
    return turns


def _stand_there(session: Session, turns: Sequence[Turn], after: Turn | None) -> bool:
    """Whether turns stand right after another already, in this order."""
    query = _turns_of(turns[0].dialogue_id)
    if after is not None:
        query = query.where(_order(after) < _ORDER)
    found = session.scalars(query.order_by(Turn.position, Turn.id).limit(len(turns)))
    return [turn.id for turn in found] == [turn.id for turn in turns]


def _end(session: Session, dialogue_id: int) -> float:
    """A place for one turn at the end."""
    places = between(session.scalar(_LAST, {"dialogue": dialogue_id}), None, 1)
    assert places is not None  # there always is room
    return places[0]


def _after(
    session: Session, dialogue_id: int, said_at: datetime, without: Collection[int] = ()
) -> float:
    """A place for one turn: after the last that was said by that time."""
    query = _turns_of(dialogue_id).where(Turn.id.not_in(without), Turn.said_at <= said_at)
    last = session.scalar(query.order_by(Turn.position.desc(), Turn.id.desc()).limit(1))
    (place,) = _room(session, dialogue_id, last, 1, without=without)
    return place


def _room(
    session: Session,
    dialogue_id: int,
    after: Turn | None,
    count: int,
    without: Collection[int] = (),
) -> list[float]:
    """Places for ``count`` turns right after one. Where no number fits, those that follow move up.

    Turns that were put away keep their places too, so that they come back where they were.
    """
    query = _turns_of(dialogue_id).where(Turn.id.not_in(without))
    if after is not None:
        query = query.where(_order(after) < _ORDER)
    query = query.order_by(Turn.position, Turn.id)
    crowd = 0  # turns that move up
    while True:
        follow = session.scalars(query.limit(crowd + 1)).all()
        high = follow[crowd].position if len(follow) > crowd else None
        low = None if after is None else after.position
        places = between(low, high, count + len(follow[:crowd]))
        if places is not None:
            for turn, place in zip(follow[:crowd], places[count:], strict=True):
                turn.position = place
            return places[:count]
        crowd = 2 * crowd or 32


def _member(session: Session, dialogue_id: int, part_id: int) -> Member | None:
    return session.scalar(
        select(Member).where(Member.dialogue_id == dialogue_id, Member.part_id == part_id)
    )


def _drop_drafts(session: Session, *places: str) -> None:
    # Past the recorder on purpose: a draft is never part of an undo step.
    session.connection().execute(_DRAFTS_AT, {"places": places})


def _words(text: str) -> str:
    words = plain(text).strip("\n").rstrip()
    if not words.strip():
        raise ValueError("blank text is not kept")
    return words


def _one_line(text: str) -> str:
    return " ".join(plain(text).split())
