"""What a person can do in dialogues. Each verb is one transaction and one undo step."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from ifs_desktop.dialogue import drafts
from ifs_desktop.parts import permissions
from ifs_desktop.parts.permissions import Answer
from ifs_desktop.parts.permissions import NotAsked as NotAsked
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.plain import plain
from ifs_desktop.store.schema import CHANNELS, Dialogue, Draft, Member, Part, Turn, now

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
    """Add a turn at the end and forget the draft it was typed in; the turn's id.

    ``part_id`` None is Self. Raises ValueError for blank text, NotAsked for an exile whose
    gate is closed here.
    """
    words = _words(text)
    with store.edit("Say a line", place=Ref("dialogue", dialogue_id)) as session:
        dialogue = session.get_one(Dialogue, dialogue_id)
        if part_id is not None:
            approach(store, dialogue_id=dialogue_id, part_id=part_id)
        last = session.scalar(
            select(func.max(Turn.position)).where(Turn.dialogue_id == dialogue_id)
        )
        moment = now()
        turn = Turn(
            dialogue_id=dialogue_id,
            part_id=part_id,
            text=words,
            position=1.0 if last is None else last + 1.0,
            said_at=said_at or moment,
        )
        session.add(turn)
        dialogue.touched = moment
        dialogue.unfinished = None  # it is being continued
        if not dialogue.title:
            dialogue.title = title_from_words(words)
        _drop_draft(session, drafts.of_dialogue(dialogue_id))
        _drop_draft(session, drafts.of_time(dialogue_id))
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
        _drop_draft(session, drafts.of_turn(turn_id))


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
            last = session.scalar(
                select(func.max(Turn.position)).where(Turn.dialogue_id == dialogue_id)
            )
            position = 1.0 if last is None else last + 1.0
            turn = Turn(dialogue_id=dialogue_id, text=_words(thanks), position=position)
            turn.said_at = dialogue.touched = moment
            session.add(turn)
        dialogue.unfinished = None if unfinished is None else plain(unfinished).strip()
        dialogue.closed = now()
        for place in (drafts.of_thanks(dialogue_id), drafts.of_waiting(dialogue_id)):
            _drop_draft(session, place)


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


def _member(session: Session, dialogue_id: int, part_id: int) -> Member | None:
    return session.scalar(
        select(Member).where(Member.dialogue_id == dialogue_id, Member.part_id == part_id)
    )


def _drop_draft(session: Session, place: str) -> None:
    # Past the recorder on purpose: a draft is never part of an undo step.
    session.connection().execute(delete(Draft).where(Draft.place == place))


def _words(text: str) -> str:
    words = plain(text).strip("\n").rstrip()
    if not words.strip():
        raise ValueError("blank text is not kept")
    return words


def _one_line(text: str) -> str:
    return " ".join(plain(text).split())
