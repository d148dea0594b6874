"""The one gate before an exile, and the ledger of what its protectors answered.

Every route to an exile asks here: inviting it, writing ``@name``, giving it a turn, an exercise,
a letter. Its known protectors are the parts with a *protects* link to it, and whoever last said
"not now", linked or not. A "yes" holds where it was given (one dialogue, one walk through an
exercise); a "not now" holds everywhere until that protector is asked again. Where no protector is
known the gate is not open either: somebody has to have looked, and "no one I know of" is written
down, later than any "not now" that stands. Reading old words is never gated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ifs_desktop.parts.queries import PartCard, card
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.plain import plain
from ifs_desktop.store.schema import PERMISSION_ANSWERS, Part, Permission, Relation, now

Said = Literal["yes", "not_now", "not_asked"]


class NotAsked(ValueError):
    """An exile that may not be approached before its protectors were asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said about an exile and not written down yet; no protector for "nobody"."""

    exile_id: int
    protector_id: int | None
    said: str  # one of PERMISSION_ANSWERS
    condition: str = field(default="", repr=False)  # people's words are never printed


@dataclass(frozen=True, slots=True)
class Answered:
    """Where one protector stands; ``when`` and ``condition`` are those of its last answer."""

    protector: PartCard
    said: Said
    when: datetime | None = None
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether a part may be approached at a place; a part that is no exile always may."""

    part: PartCard
    guarded: bool  # it is an exile
    open: bool
    protectors: tuple[Answered, ...] = ()
    nobody: datetime | None = None  # when "no one I know of" was said here

    @property
    def refusing(self) -> tuple[PartCard, ...]:
        """The protectors that said not now: each of them is heard first."""
        return tuple(one.protector for one in self.protectors if one.said == "not_now")


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One answer as it was given."""

    id: int
    exile: PartCard
    protector: PartCard | None  # None: "no one I know of"
    answer: str
    condition: str
    said_at: datetime
    where: Ref


def may_approach(
    store: Store, part_id: int, where: Ref | None, answers: Sequence[Answer] = ()
) -> Gate:
    """The gate of one part at a place; ``where`` None is a place that is only being made.

    ``answers`` count as if they had been given there now.
    """
    with store.read() as session:
        part = session.get_one(Part, part_id)
        if part.role != "exile":
            return _ungated(part)
        return _Known(session, [part_id]).gate(part, where, answers)


def require(store: Store, part_id: int, where: Ref | None) -> None:
    """Raise NotAsked if the part may not be approached there. For the verbs of features."""
    if not may_approach(store, part_id, where).open:
        raise NotAsked("the parts that protect this one have not been asked")


def closed(store: Store, pairs: Iterable[tuple[int, Ref]]) -> frozenset[tuple[int, Ref]]:
    """Those of these parts at these places that may not be approached; for many at once.

    A part that was erased is not approached either.
    """
    wanted = list(pairs)
    with store.read() as session:
        ids = {part_id for part_id, _ in wanted}
        parts = {part.id: part for part in session.scalars(select(Part).where(Part.id.in_(ids)))}
        known = _Known(session, ids)
        return frozenset(
            (part_id, where)
            for part_id, where in wanted
            if part_id not in parts or not known.gate(parts[part_id], where).open
        )


def record_answer(
    store: Store,
    *,
    exile_id: int,
    protector_id: int | None,
    answer: str,
    where: Ref,
    condition: str = "",
) -> int:
    """Write an answer into the ledger and return its id. ``answer``: one of PERMISSION_ANSWERS.

    "nobody" is said of the exile itself and has no protector; the others have one.
    """
    if answer not in PERMISSION_ANSWERS:
        raise ValueError(f"{answer!r} is no answer")
    if (protector_id is None) != (answer == "nobody"):
        raise ValueError("a protector answers yes or not now; without one it is nobody")
    if protector_id == exile_id:
        raise ValueError("a part is not its own protector")
    if where.id is None:
        raise ValueError("an answer is given somewhere")
    with store.edit("Write down an answer", place=Ref("profile", exile_id)) as session:
        line = Permission(
            exile_id=exile_id,
            protector_id=protector_id,
            answer=answer,
            condition=" ".join(plain(condition).split()),
            said_at=_after_all(session, exile_id),
            where_kind=where.kind,
            where_id=where.id,
        )
        session.add(line)
        session.flush()
    return line.id


def record(store: Store, answers: Iterable[Answer], where: Ref) -> None:
    """Write down answers that waited for their place to be made."""
    for answer in answers:
        record_answer(
            store,
            exile_id=answer.exile_id,
            protector_id=answer.protector_id,
            answer=answer.said,
            where=where,
            condition=answer.condition,
        )


def ledger(store: Store, part_id: int) -> tuple[LedgerLine, ...]:
    """Every answer about this exile, or given by this protector; the last one first."""
    with store.read() as session:
        rows = session.scalars(
            select(Permission)
            .where((Permission.exile_id == part_id) | (Permission.protector_id == part_id))
            .order_by(Permission.said_at.desc(), Permission.id.desc())
        ).all()
        ids = {row.exile_id for row in rows} | {row.protector_id for row in rows}
        known = {p.id: card(p) for p in session.scalars(select(Part).where(Part.id.in_(ids)))}
        return tuple(
            LedgerLine(
                row.id,
                known[row.exile_id],
                None if row.protector_id is None else known[row.protector_id],
                row.answer,
                row.condition,
                row.said_at,
                Ref(row.where_kind, row.where_id),
            )
            for row in rows
        )


def _after_all(session: Session, exile_id: int) -> datetime:
    """Now, or right after the last answer about this exile where the clock was set back since."""
    said = select(func.max(Permission.said_at)).where(Permission.exile_id == exile_id)
    last, moment = session.scalar(said), now()
    return moment if last is None or last < moment else last + timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class _Line:
    """One answer about an exile; ``where`` and ``when`` are None for one not written yet."""

    protector_id: int | None
    said: str
    condition: str
    when: datetime | None
    where: Ref | None

    def counts_at(self, where: Ref | None) -> bool:
        """Whether it was given at this place."""
        return self.when is None or (where is not None and self.where == where)


class _Known:
    """All that is known of the protectors of some parts, read at once."""

    def __init__(self, session: Session, part_ids: Iterable[int]) -> None:
        ids = set(part_ids)
        self._lines: dict[int, list[_Line]] = {}
        refusing: set[tuple[int, int]] = set()
        # In the order in which they were written down: a clock can be set back.
        rows = session.scalars(
            select(Permission).where(Permission.exile_id.in_(ids)).order_by(Permission.id)
        )
        refused: dict[tuple[int, int | None], datetime] = {}  # None: by anyone
        for row in rows:
            key, anyone = (row.exile_id, row.protector_id), (row.exile_id, None)
            if row.answer == "not_now":
                for one in (key, anyone):
                    refused[one] = max(row.said_at, refused.get(one, row.said_at))
            elif key in refused and row.said_at < refused[key]:
                continue  # said before, and brought in from elsewhere after it
            where = Ref(row.where_kind, row.where_id)
            line = _Line(row.protector_id, row.answer, row.condition, row.said_at, where)
            self._lines.setdefault(row.exile_id, []).append(line)
            if row.protector_id is not None:
                pair = (row.exile_id, row.protector_id)
                (refusing.add if row.answer == "not_now" else refusing.discard)(pair)
        links = session.execute(
            select(Relation.target_id, Relation.source_id).where(
                Relation.target_id.in_(ids),
                Relation.kind == "protects",
                Relation.put_away.is_(None),
            )
        )
        pairs = {(exile, protector) for exile, protector in links} | refusing
        there = session.scalars(
            select(Part).where(Part.id.in_({who for _, who in pairs}), Part.put_away.is_(None))
        )
        cards = {part.id: card(part) for part in there}
        self._protectors: dict[int, list[PartCard]] = {}
        for exile, protector in sorted(pairs):
            if protector in cards:
                self._protectors.setdefault(exile, []).append(cards[protector])

    def gate(self, part: Part, where: Ref | None, answers: Sequence[Answer] = ()) -> Gate:
        """The gate of one of these parts at a place."""
        if part.role != "exile":
            return _ungated(part)
        lines = list(self._lines.get(part.id, ()))
        lines += [
            _Line(one.protector_id, one.said, one.condition, None, None)
            for one in answers
            if one.exile_id == part.id
        ]
        protectors = tuple(
            _answered(protector, [x for x in lines if x.protector_id == protector.id], where)
            for protector in self._protectors.get(part.id, ())
        )
        nobody = _nobody(lines, where)
        willing = all(one.said == "yes" for one in protectors) if protectors else nobody is not None
        when = None if nobody is None else nobody.when
        return Gate(card(part), guarded=True, open=willing, protectors=protectors, nobody=when)


def _ungated(part: Part) -> Gate:
    return Gate(card(part), guarded=False, open=True)


def _nobody(lines: list[_Line], where: Ref | None) -> _Line | None:
    """The "no one I know of" that holds here: said here, and after any "not now" that stands."""
    willing: set[int | None] = set()  # who said yes since
    for line in reversed(lines):
        if line.said == "not_now" and line.protector_id not in willing:
            return None
        if line.said == "nobody" and line.counts_at(where):
            return line
        if line.said == "yes":
            willing.add(line.protector_id)
    return None


def _answered(protector: PartCard, lines: list[_Line], where: Ref | None) -> Answered:
    """Where it stands, from its answers about one exile, the oldest first."""
    if not lines:
        return Answered(protector, "not_asked")
    last = lines[-1]
    said: Said = "not_now" if last.said == "not_now" else "not_asked"
    for line in reversed(lines):
        if line.said == "not_now":
            break
        if line.counts_at(where):
            said, last = "yes", line
            break
    return Answered(protector, said, last.when, last.condition)
