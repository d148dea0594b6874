"""What pages show of check-ins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from ifs_desktop.parts.queries import PartCard, card
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import CheckIn, Part, Present

_FARTHEST = timedelta(hours=27)  # what lies between two clocks on the same day at most, and some
_LOOKED_AT = 40  # of the latest words about who was here


@dataclass(frozen=True, slots=True)
class Here:
    """A part that was here, in a word or two."""

    part: PartCard
    words: str


@dataclass(frozen=True, slots=True)
class CheckInRow:
    """How it was at one moment. ``said_at`` carries the clock that hung on the wall then."""

    id: int
    kind: str
    said_at: datetime
    present: tuple[Here, ...]
    room: int | None
    body: str
    before: int | None
    after: int | None
    about: str
    helped: str
    text: str
    source: Ref | None

    @property
    def says_nothing(self) -> bool:
        """Whether nothing more was said than that nothing is needed."""
        at = (self.room, self.before, self.after)
        words = (self.body, self.about, self.helped, self.text)
        return not self.present and not any(words) and all(one is None for one in at)


def check_in(store: Store, check_in_id: int) -> CheckInRow | None:
    """One check-in; None if there is none or it was put away."""
    with store.read() as session:
        found = _rows(session, _there().where(CheckIn.id == check_in_id))
        return found[0] if found else None


def latest(store: Store, kind: str, limit: int) -> tuple[CheckInRow, ...]:
    """The check-ins of a kind, the latest first."""
    query = _there().where(CheckIn.kind == kind)
    with store.read() as session:
        return _rows(session, query.order_by(CheckIn.said_at.desc(), CheckIn.id.desc()), limit)


def day(store: Store, day: date) -> tuple[CheckInRow, ...]:
    """What was said on a day, as the clock on the wall said then; the first comes first."""
    noon = datetime.combine(day, time(12), UTC)
    query = _there().where(CheckIn.said_at > noon - _FARTHEST, CheckIn.said_at < noon + _FARTHEST)
    with store.read() as session:
        rows = _rows(session, query.order_by(CheckIn.said_at, CheckIn.id))
    return tuple(row for row in rows if row.said_at.date() == day)


def likely(store: Store, limit: int) -> tuple[PartCard, ...]:
    """Parts that may be here again: who was here lately, then who was met lately."""
    with store.read() as session:
        lately = session.scalars(
            select(Present.part_id).order_by(Present.id.desc()).limit(_LOOKED_AT)
        ).all()
        awake = (Part.put_away.is_(None), Part.veiled.is_(None))
        parts = session.scalars(select(Part).where(Part.id.in_(set(lately)), *awake))
        found = {part.id: part for part in parts}
        chosen = [found[one] for one in dict.fromkeys(lately) if one in found][:limit]
        met = select(Part).where(*awake, Part.resting.is_(None)).order_by(Part.id.desc())
        more = session.scalars(met.limit(limit + len(chosen)))
        chosen += [part for part in more if part.id not in found]
        return tuple(card(part) for part in chosen[:limit])


def _there() -> Select[CheckIn]:
    return select(CheckIn).where(CheckIn.put_away.is_(None))


def _rows(
    session: Session, query: Select[CheckIn], limit: int | None = None
) -> tuple[CheckInRow, ...]:
    rows = session.scalars(query.limit(limit)).all()
    if not rows:
        return ()
    present = session.execute(
        select(Present, Part)
        .join(Part, Part.id == Present.part_id)
        .where(Present.check_in_id.in_([row.id for row in rows]))
        .order_by(Present.id)
    ).all()
    here: dict[int, list[Here]] = {}
    for one, part in present:
        here.setdefault(one.check_in_id, []).append(Here(card(part), one.words))
    return tuple(_row(row, tuple(here.get(row.id, ()))) for row in rows)


def _row(row: CheckIn, present: tuple[Here, ...]) -> CheckInRow:
    return CheckInRow(
        row.id,
        row.kind,
        row.said_at,
        present,
        row.room,
        row.body,
        row.before,
        row.after,
        row.about,
        row.helped,
        row.text,
        None if row.source_kind is None else Ref(row.source_kind, row.source_id),
    )
