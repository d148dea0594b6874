"""What is shown of letters to parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import Letter


@dataclass(frozen=True, slots=True)
class LetterCard:
    """A letter and its reply; ``source`` is where it was written."""

    id: int
    part_id: int
    text: str = field(repr=False)  # people's words are never printed
    written: datetime
    reply: str = field(repr=False)  # empty: none
    replied: datetime | None
    source: Ref | None


def letters_to(store: Store, part_id: int) -> tuple[LetterCard, ...]:
    """The letters to a part, the last one first."""
    with store.read() as session:
        rows = session.scalars(
            select(Letter)
            .where(Letter.part_id == part_id, Letter.put_away.is_(None))
            .order_by(Letter.written.desc(), Letter.id.desc())
        )
        return tuple(_card(row) for row in rows)


def letter(store: Store, letter_id: int) -> LetterCard | None:
    """One letter; None if there is none or it was put away."""
    with store.read() as session:
        row = session.get(Letter, letter_id)
        return None if row is None or row.put_away is not None else _card(row)


def _card(row: Letter) -> LetterCard:
    source = None if row.source_kind is None else Ref(row.source_kind, row.source_id)
    return LetterCard(row.id, row.part_id, row.text, row.written, row.reply, row.replied, source)
