"""What the journal's page shows, as plain values."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Select, and_, func, or_, select, text, tuple_

from ifs_desktop.parts.queries import CARD, PartCard
from ifs_desktop.store import Store
from ifs_desktop.store.images import NAMED
from ifs_desktop.store.schema import Entry, Mention, Part, Tag, Tagged, Template

PAGE = 40  # entries: a few screens of them
_AT_ONCE = 100  # years looked into by one question
_BEGINNING = 240  # letters of a text in which its first words are looked for
_MARKS = re.compile(r"[*_`#>~\[\]|]+")
_ITEM = re.compile(r"^\s*(?:[-+]|\d{1,9}[.)])\s+")
_DAY = timedelta(days=1)
_LOCAL = "date(substr(happened, 1, 19), substr(happened, -5, 3) || ':' || substr(happened, -2))"
# One row a day is read, not all of them: looked for from noon on, and from noon back, as far as the
# clocks of the world stand from each other.
_MARKED = text(
    "SELECT day.value FROM json_each(:days) AS day WHERE 1 = coalesce("
    "(SELECT 1 FROM entry WHERE put_away IS NULL AND happened >= day.value || 'T12' AND"
    f" happened < date(day.value, '+1 day') || 'T13' AND {_LOCAL} = day.value"
    " ORDER BY happened LIMIT 1), "
    "(SELECT 1 FROM entry WHERE put_away IS NULL AND happened < day.value || 'T12' AND"
    f" happened >= date(day.value, '-1 day') || 'T09' AND {_LOCAL} = day.value"
    " ORDER BY happened DESC LIMIT 1))"
)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as listed."""

    id: int
    title: str  # or its first words
    more: str  # words that follow, for a quiet second line
    happened: datetime
    tags: tuple[str, ...]

    @property
    def order(self) -> tuple[datetime, int]:
        """Where it stands; the latest is listed first."""
        return self.happened, self.id


@dataclass(frozen=True, slots=True)
class EntryDetail:
    """An entry as it is open; parts in the order of their names."""

    id: int
    title: str
    text: str
    happened: datetime
    tags: tuple[str, ...]
    parts: tuple[PartCard, ...]


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A beginning for entries."""

    id: int
    name: str
    text: str


Place = tuple[datetime, int]  # an entry's order


def earlier(
    store: Store, *, before: Place | None = None, tag: str = "", limit: int = PAGE
) -> list[EntryRow]:
    """The latest entries, or those that come before a place; the latest first."""
    query = _rows(tag).order_by(Entry.happened.desc(), Entry.id.desc()).limit(limit)
    if before is not None:
        query = query.where(tuple_(Entry.happened, Entry.id) < before)
    return _listed(store, query)


def later(store: Store, *, after: Place, tag: str = "", limit: int = PAGE) -> list[EntryRow]:
    """Those that come right after a place; the latest first."""
    query = _rows(tag).where(tuple_(Entry.happened, Entry.id) > after)
    found = _listed(store, query.order_by(Entry.happened, Entry.id).limit(limit))
    return found[::-1]


def on_this_day(store: Store, day: date) -> list[EntryRow]:
    """What was written under this day of other years, the latest first."""
    with store.read() as session:
        first = session.scalar(select(func.min(Entry.happened)).where(Entry.put_away.is_(None)))
        last = session.scalar(select(func.max(Entry.happened)).where(Entry.put_away.is_(None)))
    if first is None or last is None:
        return []
    days = [then for year in range(last.year + 1, first.year - 2, -1) if (then := _in(year, day))]
    found: list[EntryRow] = []
    for start in range(0, len(days), _AT_ONCE):
        some = days[start : start + _AT_ONCE]
        spans = (_around(then, then) for then in some)
        fits = or_(*(and_(Entry.happened >= begin, Entry.happened < end) for begin, end in spans))
        query = _rows("").where(fits).order_by(Entry.happened.desc(), Entry.id.desc())
        wanted = set(some)
        found += [row for row in _listed(store, query) if row.happened.date() in wanted]
    return found


def _in(year: int, day: date) -> date | None:
    """This day of another year; None if that has none."""
    if year == day.year or not date.min.year <= year <= date.max.year:
        return None
    try:
        return day.replace(year=year)
    except ValueError:  # the 29th of February
        return None


def row(store: Store, entry_id: int, *, tag: str = "") -> EntryRow | None:
    """One entry as listed; None if it is put away or does not carry the tag."""
    found = _listed(store, _rows(tag).where(Entry.id == entry_id))
    return found[0] if found else None


def entry(store: Store, entry_id: int) -> EntryDetail | None:
    """One entry, or None if it is put away or was never there."""
    columns = (Entry.id, Entry.title, Entry.text, Entry.happened)
    with store.read() as session:
        query = select(*columns).where(Entry.id == entry_id, Entry.put_away.is_(None))
        found = session.execute(query).first()
        if found is None:
            return None
        tags = session.scalars(
            select(Tag.name).join(Tagged).where(Tagged.entry_id == entry_id).order_by(Tagged.id)
        )
        parts = session.execute(
            select(*CARD)
            .join(Mention, Mention.part_id == Part.id)
            .where(Mention.entry_id == entry_id, Part.put_away.is_(None))
            .order_by(Part.name, Part.id)
        )
        return EntryDetail(*found, tuple(tags), tuple(PartCard(*part) for part in parts))


def latest(store: Store) -> int | None:
    """The entry that stands first."""
    found = earlier(store, limit=1)
    return found[0].id if found else None


def first_of_day(store: Store, day: date) -> EntryRow | None:
    """The earliest entry under a day."""
    start, end = _around(day, day)
    query = _rows("").where(Entry.happened >= start, Entry.happened < end)
    rows = _listed(store, query.order_by(Entry.happened, Entry.id))
    return next((row for row in rows if row.happened.date() == day), None)


def days_with_entries(store: Store, first: date, last: date) -> frozenset[date]:
    """The days in a span under which something stands, as the clock on the wall said then."""
    span = range((last - first).days + 1)
    asked = json.dumps([(first + number * _DAY).isoformat() for number in span])
    with store.read() as session:
        found = session.scalars(_MARKED, {"days": asked})
        return frozenset(map(date.fromisoformat, found))


def tags(store: Store) -> list[str]:
    """Every tag that an entry carries, in the order of the letters."""
    query = (
        select(Tag.name)
        .where(
            select(Tagged.id)
            .join(Entry)
            .where(Tagged.tag_id == Tag.id, Entry.put_away.is_(None))
            .exists()
        )
        .order_by(func.lower(Tag.name))
    )
    with store.read() as session:
        return list(session.scalars(query))


def templates(store: Store) -> list[TemplateRow]:
    """The writer's own beginnings, in the order of their names."""
    columns = (Template.id, Template.name, Template.text)
    query = select(*columns).where(Template.put_away.is_(None)).order_by(func.lower(Template.name))
    with store.read() as session:
        return [TemplateRow(*found) for found in session.execute(query)]


def _rows(tag: str) -> Select[int, str, str, datetime]:
    beginning = func.substr(Entry.text, 1, _BEGINNING)
    query = select(Entry.id, Entry.title, beginning, Entry.happened).where(Entry.put_away.is_(None))
    if tag:
        tag_id = select(Tag.id).where(Tag.name == tag).scalar_subquery()
        carried = select(Tagged.entry_id).where(Tagged.tag_id == tag_id)
        # The sum keeps SQLite from reading every tagged entry and sorting them: the times go first.
        query = query.where((Entry.id + 0).in_(carried))
    return query


def _listed(store: Store, query: Select[int, str, str, datetime]) -> list[EntryRow]:
    with store.read() as session:
        found = session.execute(query).all()
        ids = [entry_id for entry_id, *_ in found]
        names = session.execute(
            select(Tagged.entry_id, Tag.name)
            .join(Tag)
            .where(Tagged.entry_id.in_(ids))
            .order_by(Tagged.id)
        ).all()
    carried: dict[int, list[str]] = {}
    for entry_id, name in names:
        carried.setdefault(entry_id, []).append(name)
    return [
        EntryRow(entry_id, *_words(title, text), happened, tuple(carried.get(entry_id, ())))
        for entry_id, title, text, happened in found
    ]


def _words(title: str, text: str) -> tuple[str, str]:
    """The title and the words after it, or the first words and the next."""
    lines = _plain_lines(text)
    if title:
        return title, " ".join(lines)
    return (lines[0], " ".join(lines[1:])) if lines else ("", "")


def _plain_lines(text: str) -> list[str]:
    shown = (NAMED.sub(_words_of_picture, line) for line in text.split("\n"))
    lines = (" ".join(_MARKS.sub("", _ITEM.sub("", line)).split()) for line in shown)
    return [line for line in lines if line]


def _words_of_picture(found: re.Match[str]) -> str:
    return found[0][2:].partition("]")[0]


def _around(first: date, last: date) -> tuple[datetime, datetime]:
    """All moments that may fall on these days, wherever the clock stood."""
    start = datetime(max(first.year, 2), first.month, first.day, tzinfo=UTC) - _DAY
    end = datetime(min(last.year, 9998), last.month, last.day, tzinfo=UTC) + 2 * _DAY
    return start, end
