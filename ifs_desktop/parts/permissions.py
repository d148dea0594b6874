"""The one gate before an exile, and the ledger of what its protectors answered.

Every route to an exile asks here: inviting it, writing ``@name``, giving it a turn, an exercise,
a letter. Its known protectors are the parts with a *protects* link to it. A "yes" holds where it
was given (one dialogue, one walk through an exercise); a "not now" holds everywhere until that
protector is asked again. Where no protector is known the gate is not open either: somebody has to
have looked, and "no one I know of" is written down. Reading old words is never gated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from ifs_desktop.parts.queries import PartCard, card
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.plain import plain
from ifs_desktop.store.schema import PERMISSION_ANSWERS, Part, Permission, Relation

Said = Literal["yes", "not_now", "not_asked"]


class NotAsked(ValueError):
    """An exile that may not be approached before its protectors were asked."""


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


def may_approach(store: Store, part_id: int, where: Ref | None) -> Gate:
    """The gate of one part at a place; ``where`` None is a place that is only being made."""
    with store.read() as session:
        return _gate(session, part_id, where)


def require(store: Store, part_id: int, where: Ref | None) -> None:
    """Raise NotAsked if the part may not be approached there. For the verbs of features."""
    if not may_approach(store, part_id, where).open:
        raise NotAsked("the parts that protect this one have not been asked")


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
    if where.id is None:
        raise ValueError("an answer is given somewhere")
    with store.edit("Write down an answer", place=Ref("profile", exile_id)) as session:
        line = Permission(
            exile_id=exile_id,
            protector_id=protector_id,
            answer=answer,
            condition=" ".join(plain(condition).split()),
            where_kind=where.kind,
            where_id=where.id,
        )
        session.add(line)
        session.flush()
    return line.id


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


def _gate(session: Session, part_id: int, where: Ref | None) -> Gate:
    part = session.get_one(Part, part_id)
    if part.role != "exile":
        return Gate(card(part), guarded=False, open=True)
    protectors = session.scalars(
        select(Part)
        .join(Relation, Relation.source_id == Part.id)
        .where(
            Relation.target_id == part_id,
            Relation.kind == "protects",
            Relation.put_away.is_(None),
            Part.put_away.is_(None),
        )
        .distinct()
        .order_by(Part.id)
    ).all()
    lines = session.scalars(
        select(Permission)
        .where(Permission.exile_id == part_id)
        .order_by(Permission.said_at, Permission.id)
    ).all()
    given: dict[int | None, list[Permission]] = {}
    for line in lines:
        given.setdefault(line.protector_id, []).append(line)
    nobody = next((x.said_at for x in reversed(given.get(None, [])) if _at(x, where)), None)
    answers = tuple(_answered(one, given.get(one.id, []), where) for one in protectors)
    willing = all(one.said == "yes" for one in answers) if answers else nobody is not None
    return Gate(card(part), guarded=True, open=willing, protectors=answers, nobody=nobody)


def _answered(protector: Part, lines: list[Permission], where: Ref | None) -> Answered:
    """Where it stands, from its answers about one exile, the oldest first."""
    if not lines:
        return Answered(card(protector), "not_asked")
    last = lines[-1]
    said: Said = "not_now" if last.answer == "not_now" else "not_asked"
    for line in reversed(lines):
        if line.answer == "not_now":
            break
        if _at(line, where):
            said, last = "yes", line
            break
    return Answered(card(protector), said, last.said_at, last.condition)


def _at(line: Permission, where: Ref | None) -> bool:
    return where is not None and (line.where_kind, line.where_id) == (where.kind, where.id)
