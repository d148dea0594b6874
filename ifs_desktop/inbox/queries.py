"""What the inbox shows of impressions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from ifs_desktop.parts.queries import PartCard, card
from ifs_desktop.store import Store
from ifs_desktop.store.schema import Impression, Part

# Where half a jotting waits.
JOT = "inbox:jot"
JOT_KIND = "inbox:jot:kind"


def draft_of(impression_id: int | None) -> str:
    """The place of new words for an impression; None is one that is not kept yet."""
    return JOT if impression_id is None else f"impression:{impression_id}"


@dataclass(frozen=True, slots=True)
class ImpressionRow:
    """Something noticed. ``part`` is whom it was sorted onto."""

    id: int
    kind: str | None
    text: str
    noticed: datetime
    part: PartCard | None = None


def impressions(store: Store, *, sorted_ones: bool, limit: int) -> tuple[ImpressionRow, ...]:
    """Those that wait, or those that were sorted onto a part, the newest first."""
    # An expression, not the column: else SQLite takes the index of parts and sorts all it finds.
    part = func.coalesce(Impression.part_id, 0)
    there = part != 0 if sorted_ones else part == 0
    with store.read() as session:
        rows = session.execute(
            select(Impression, Part)
            .outerjoin(Part, Part.id == Impression.part_id)
            .where(there, Impression.put_away.is_(None))
            .order_by(Impression.noticed.desc(), Impression.id.desc())
            .limit(limit)
        )
        return tuple(_row(impression, part) for impression, part in rows)


def impression(store: Store, impression_id: int) -> ImpressionRow | None:
    """One impression; None if there is none or it was put away."""
    with store.read() as session:
        row = session.get(Impression, impression_id)
        if row is None or row.put_away is not None:
            return None
        part = None if row.part_id is None else session.get(Part, row.part_id)
        return _row(row, part)


def _row(row: Impression, part: Part | None) -> ImpressionRow:
    return ImpressionRow(
        row.id, row.kind, row.text, row.noticed, None if part is None else card(part)
    )
