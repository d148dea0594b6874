"""What the body map shows."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from ifs_desktop.parts.queries import PartCard, card
from ifs_desktop.store import Store
from ifs_desktop.store.schema import BodyMark, Part


@dataclass(frozen=True, slots=True)
class MarkCard:
    """A place where a part is felt; see ``BodyMark`` for the units."""

    id: int
    part: PartCard
    side: str
    x: float
    y: float
    size: float
    text: str


def marks(store: Store) -> tuple[MarkCard, ...]:
    """All marks of parts that are here, the oldest first."""
    with store.read() as session:
        rows = session.execute(
            select(BodyMark, Part)
            .join(Part, Part.id == BodyMark.part_id)
            .where(BodyMark.put_away.is_(None), Part.put_away.is_(None))
            .order_by(BodyMark.id)
        )
        return tuple(
            MarkCard(row.id, card(part), row.side, row.x, row.y, row.size, row.text)
            for row, part in rows
        )
