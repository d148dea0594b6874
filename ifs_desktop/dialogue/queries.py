"""What the dialogue page shows, as plain values."""

from __future__ import annotations

import json
from bisect import insort
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Row, Select, bindparam, func, select, tuple_
from sqlalchemy.sql.expression import Tuple

from ifs_desktop.dialogue import drafts
from ifs_desktop.parts import permissions
from ifs_desktop.parts.queries import CARD, PartCard, card
from ifs_desktop.store import Change, Ref, Store, search
from ifs_desktop.store.schema import Dialogue, Draft, Member, Part, Target, Turn, read_when

PAGE = 100
_OF_MANY = frozenset({"member", "part", "permission", "relation"})  # rows of any dialogue


@dataclass(frozen=True, slots=True)
class DialogueRow:
    """A dialogue as listed. ``members`` are in the order of the speaker keys."""

    id: int
    title: str
    touched: datetime
    members: tuple[PartCard, ...]
    guarded: frozenset[int] = frozenset()  # exiles whose gate is closed here
    kind: str = "dialogue"  # one of DIALOGUE_KINDS
    waits: bool = False  # it is to be continued
    channel: str | None = None  # how the parts are sensed here, one of CHANNELS

    @property
    def speakers(self) -> tuple[PartCard, ...]:
        """The members that may be spoken as here."""
        return tuple(member for member in self.members if member.id not in self.guarded)


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One thing said. Self has no part: ``part_id`` is None, ``name`` empty, role "self"."""

    id: int
    part_id: int | None
    name: str
    role: str
    colour: str | None
    text: str
    said_at: datetime
    position: float
    written: datetime | None = None  # of a late entry: when it was typed
    emoji: str | None = None
    portrait: int | None = None  # the number of the speaker's own picture

    @property
    def shape(self) -> str:
        """What the speaker is drawn as."""
        return self.role

    @property
    def order(self) -> tuple[float, int]:
        """Where it stands in its dialogue."""
        return self.position, self.id


class Mark(NamedTuple):
    """As much of a turn as its place in a long list needs; ``size``: of its words, in bytes."""

    id: int
    part_id: int | None
    position: float
    size: int

    @classmethod
    def of(cls, turn: TurnRow) -> Mark:
        """The mark of a turn that is loaded."""
        return cls(turn.id, turn.part_id, turn.position, len(turn.text.encode()))

    @property
    def order(self) -> tuple[float, int]:
        """Where it stands in its dialogue."""
        return self.position, self.id


@dataclass(frozen=True, slots=True)
class Resumed:
    """What one comes back to. ``last``: what was last said by a part, else by Self."""

    when: datetime
    unfinished: str | None  # what waits, "" without words; None: it is not to be continued
    last: TurnRow | None
    not_back: tuple[PartCard, ...]  # parts that had not stepped back


@dataclass(frozen=True, slots=True)
class TurnPage:
    """A stretch of turns, oldest first, and whether there are earlier ones."""

    rows: tuple[TurnRow, ...]
    earlier: bool


def dialogues(store: Store, ids: Collection[int] | None = None) -> list[DialogueRow]:
    """The dialogues that are not put away, all or those of ``ids``, the last spoken in first."""
    rows = _dialogue_rows().order_by(Dialogue.touched.desc(), Dialogue.id.desc())
    present = _member_rows()
    if ids is not None:
        rows = rows.where(Dialogue.id.in_(ids))
        present = present.where(Member.dialogue_id.in_(ids))
    with store.read() as session:
        found = session.execute(rows).all()
        members = _members(session.execute(present).all())
    guarded = _guarded(store, {row[0]: members.get(row[0], ()) for row in found})
    return [
        DialogueRow(*row[:3], members.get(row[0], ()), guarded.get(row[0], frozenset()), *row[3:])
        for row in found
    ]


def dialogue(store: Store, dialogue_id: int) -> DialogueRow | None:
    """One dialogue, or None if it is put away or was never there."""
    return next(iter(dialogues(store, (dialogue_id,))), None)


def brought_up_to_date(
    store: Store, rows: Sequence[DialogueRow], change: Change
) -> list[DialogueRow]:
    """All dialogues after a change, by what was known before: a line said touches one of many."""
    ids = change.ids("dialogue")
    if change.tables & _OF_MANY or len(ids) > PAGE:
        return dialogues(store)
    found = [row for row in rows if row.id not in ids]
    for row in _again(store, {row.id: row for row in rows if row.id in ids}, ids):
        insort(found, row, key=_backwards)
    return found


def _again(
    store: Store, known: Mapping[int, DialogueRow], ids: Collection[int]
) -> list[DialogueRow]:
    """These dialogues as they are now, with the members they are known to have."""
    if known.keys() != ids:  # one was brought back
        return dialogues(store, ids)
    with store.read() as session:
        rows = session.execute(_THESE_DIALOGUES, {"ids": list(ids)}).all()
    return [
        DialogueRow(*row[:3], known[row[0]].members, known[row[0]].guarded, *row[3:])
        for row in rows
    ]


def resumed(store: Store, dialogue_id: int) -> Resumed | None:
    """What to know when one comes back to a dialogue; None if nothing was said in it."""
    said = _turn_rows().where(Turn.dialogue_id == dialogue_id, Turn.put_away.is_(None))
    latest = said.order_by(Turn.position.desc(), Turn.id.desc()).limit(1)
    with store.read() as session:
        found = session.get(Dialogue, dialogue_id)
        turn = session.execute(latest.where(Turn.part_id.is_not(None))).first()
        turn = turn or session.execute(latest).first()
        if found is None or turn is None:
            return None
        open_ones = session.scalars(
            select(Part)
            .join(Target, Target.part_id == Part.id)
            .where(
                Target.dialogue_id == dialogue_id,
                Target.ended.is_(None),  # on the stack, also where it was stopped for the day
                Target.depth > 0,
                Part.put_away.is_(None),
            )
            .order_by(Target.depth, Target.id)
        )
        parts = tuple(dict.fromkeys(map(card, open_ones)))
        return Resumed(found.touched, found.unfinished, TurnRow(*turn), parts)


def latest_with(store: Store, part_id: int) -> int | None:
    """The dialogue last spoken in that this part is a member of."""
    with store.read() as session:
        return session.scalar(
            select(Dialogue.id)
            .join(Member, Member.dialogue_id == Dialogue.id)
            .where(Member.part_id == part_id, Dialogue.put_away.is_(None))
            .order_by(Dialogue.touched.desc())
            .limit(1)
        )


def turns(
    store: Store, dialogue_id: int, *, before: TurnRow | None = None, limit: int = PAGE
) -> TurnPage:
    """The latest turns of a dialogue, or those that come right before ``before``."""
    query = _turn_rows().where(Turn.dialogue_id == dialogue_id, Turn.put_away.is_(None))
    if before is not None:
        query = query.where(_order() < before.order)
    query = query.order_by(Turn.position.desc(), Turn.id.desc()).limit(limit + 1)
    with store.read() as session:
        found = [TurnRow(*row) for row in session.execute(query)]
    return TurnPage(tuple(reversed(found[:limit])), len(found) > limit)


def outline(store: Store, dialogue_id: int) -> list[Mark]:
    """Every turn of a dialogue, without its words."""
    with store.read() as session:
        # At the driver itself: for thousands of rows SQLAlchemy takes longer than the database.
        driver: Any = session.connection().connection.driver_connection
        return list(map(Mark._make, driver.execute(_OUTLINE, (dialogue_id,))))


def turns_by_id(store: Store, dialogue_id: int, turn_ids: Collection[int]) -> dict[int, TurnRow]:
    """Those of these turns that belong to the dialogue and are not put away."""
    with store.read_quickly() as connection:
        # At the driver: a line that was said is read again before it is painted.
        rows = search.driver(connection).execute(
            _THESE_TURNS, (json.dumps(list(turn_ids)), dialogue_id)
        )
        return {row[0]: _turn_row(*row) for row in rows}


def _turn_row(*kept: Any) -> TurnRow:
    turn_id, part_id, name, role, colour, text, said_at, position, written, *looks = kept
    late = None if written is None else read_when(written)
    said = read_when(said_at)
    return TurnRow(turn_id, part_id, name, role, colour, text, said, position, late, *looks)


def turn_home(store: Store, turn_id: int) -> int | None:
    """The dialogue a turn belongs to, also when the turn is put away."""
    with store.read() as session:
        return session.scalar(select(Turn.dialogue_id).where(Turn.id == turn_id))


def waiting_edit(store: Store, dialogue_id: int) -> tuple[int, str] | None:
    """The turn of this dialogue that was last being edited, and its unfinished wording."""
    with store.read() as session:
        kept = session.execute(
            select(Draft.place, Draft.text)
            .where(Draft.place.startswith(drafts.TURN))
            .order_by(Draft.touched.desc())
        ).all()
        words = {int(place.removeprefix(drafts.TURN)): text for place, text in kept}
        if not words:
            return None
        here = set(
            session.scalars(
                select(Turn.id).where(
                    Turn.id.in_(words),
                    Turn.dialogue_id == dialogue_id,
                    Turn.put_away.is_(None),
                )
            )
        )
    return next(((turn_id, text) for turn_id, text in words.items() if turn_id in here), None)


def _backwards(row: DialogueRow) -> tuple[float, int]:
    return -row.touched.timestamp(), -row.id


def _turn_rows() -> Select[*tuple[Any, ...]]:
    return select(
        Turn.id,
        Turn.part_id,
        func.coalesce(Part.name, ""),
        func.coalesce(Part.role, "self"),
        Part.colour,
        Turn.text,
        Turn.said_at,
        Turn.position,
        Turn.written,
        Part.emoji,
        Part.portrait,
    ).outerjoin(Part, Turn.part_id == Part.id)


def _dialogue_rows() -> Select[int, str, datetime, str, bool, str | None]:
    return select(
        Dialogue.id,
        Dialogue.title,
        Dialogue.touched,
        Dialogue.kind,
        Dialogue.unfinished.is_not(None),
        Dialogue.channel,
    ).where(Dialogue.put_away.is_(None))


def _order() -> Tuple:
    return tuple_(Turn.position, Turn.id)


# Made once: putting a statement together takes as long as carrying it out.
_IDS: BindParameter[list[int]] = bindparam("ids", expanding=True)
_THESE_DIALOGUES = _dialogue_rows().where(Dialogue.id.in_(_IDS))
# Adding nothing keeps SQLite from going through every turn of the dialogue for these few.
_THESE_TURNS = """
    SELECT turn.id, turn.part_id, coalesce(part.name, ''), coalesce(part.role, 'self'),
        part.colour, turn.text, turn.said_at, turn.position, turn.written,
        part.emoji, part.portrait
    FROM turn LEFT JOIN part ON part.id = turn.part_id
    WHERE turn.id IN (SELECT value FROM json_each(?)) AND turn.dialogue_id + 0 = ?
        AND turn.put_away IS NULL
"""
_OUTLINE = """
    SELECT id, part_id, position, length(CAST(text AS BLOB)) FROM turn
    WHERE dialogue_id = ? AND put_away IS NULL ORDER BY position, id
"""


def _member_rows() -> Select[*tuple[Any, ...]]:
    return (
        select(Member.dialogue_id, *CARD)
        .join(Part, Member.part_id == Part.id)
        .where(Part.put_away.is_(None))
        .order_by(Member.position)
    )


def _members(rows: Sequence[Row[*tuple[Any, ...]]]) -> dict[int, tuple[PartCard, ...]]:
    found: dict[int, list[PartCard]] = {}
    for dialogue_id, *shown in rows:
        found.setdefault(dialogue_id, []).append(PartCard(*shown))
    return {key: tuple(cards) for key, cards in found.items()}


def _guarded(
    store: Store, members: Mapping[int, tuple[PartCard, ...]]
) -> dict[int, frozenset[int]]:
    """By dialogue, the members whose protectors have not opened the gate there."""
    exiles = [
        (card.id, Ref("dialogue", dialogue_id))
        for dialogue_id, cards in members.items()
        for card in cards
        if card.role == "exile"
    ]
    found: dict[int, set[int]] = {}
    for part_id, where in permissions.closed(store, exiles) if exiles else ():
        if where.id is not None:
            found.setdefault(where.id, set()).add(part_id)
    return {key: frozenset(ids) for key, ids in found.items()}
