"""What a person can do in the journal. Each verb is one transaction and one undo step."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from ifs_desktop.entries import drafts
from ifs_desktop.entries.mentions import mentioned
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.plain import plain
from ifs_desktop.store.schema import Draft, Entry, Mention, Part, Tag, Tagged, Template, now

LONGEST_TAG = 60


def begin_entry(
    store: Store,
    *,
    title: str = "",
    text: str = "",
    happened: datetime | None = None,
    visit: int | None = None,
) -> int:
    """Begin an entry and forget the draft of it; its id. ``happened`` is now unless it is given.

    What is written during the same ``visit`` joins this step.
    """
    with store.edit("New entry", merge=_merge(visit)) as session:
        moment = now()
        entry = Entry(
            title=one_line(title),
            text=plain(text),
            happened=happened or moment,
            written=moment,
            touched=moment,
        )
        session.add(entry)
        session.flush()
        _mention(session, entry)
        _drop_draft(session, drafts.NEW)
        return entry.id


def write_entry(
    store: Store, *, entry_id: int, title: str, text: str, visit: int | None = None
) -> None:
    """Give an entry these words and forget the draft of them."""
    with store.edit("Write an entry", place=Ref("entry", entry_id), merge=_merge(visit)) as session:
        entry = session.get_one(Entry, entry_id)
        words = one_line(title), plain(text)
        if (entry.title, entry.text) != words:
            entry.title, entry.text = words
            entry.touched = now()
            _mention(session, entry)
        _drop_draft(session, drafts.of_entry(entry_id))


def move_entry(store: Store, *, entry_id: int, happened: datetime) -> None:
    """Put an entry under another day and time."""
    with store.edit("Move an entry", place=Ref("entry", entry_id)) as session:
        entry = session.get_one(Entry, entry_id)
        if entry.happened != happened:
            entry.happened = happened


def put_away_entry(store: Store, *, entry_id: int) -> None:
    """Put an entry away; it can be brought back."""
    with store.edit("Put an entry away", place=Ref("entry", entry_id)) as session:
        session.get_one(Entry, entry_id).put_away = now()


def tag_entry(store: Store, *, entry_id: int, name: str) -> None:
    """Give an entry a tag. Letter case makes no other tag. Raises ValueError for a blank one."""
    wanted = tag_name(name)
    if not wanted:
        raise ValueError("a tag has at least one letter")
    with store.edit("Tag an entry", place=Ref("entry", entry_id)) as session:
        known = {tag.name.casefold(): tag for tag in session.scalars(select(Tag))}
        tag = known.get(wanted.casefold())
        if tag is None:
            tag = Tag(name=wanted)
            session.add(tag)
            session.flush()
        if _tagged(session, entry_id, tag.id) is None:
            session.add(Tagged(entry_id=entry_id, tag_id=tag.id))


def untag_entry(store: Store, *, entry_id: int, name: str) -> None:
    """Take a tag off an entry; a tag that no entry carries goes with it."""
    with store.edit("Take a tag off", place=Ref("entry", entry_id)) as session:
        tag = session.scalar(select(Tag).where(Tag.name == name))
        tagged = None if tag is None else _tagged(session, entry_id, tag.id)
        if tag is None or tagged is None:
            return
        session.delete(tagged)
        session.flush()
        left = select(func.count()).select_from(Tagged).where(Tagged.tag_id == tag.id)
        if not session.scalar(left):
            session.delete(tag)


def keep_template(store: Store, *, name: str, text: str) -> int:
    """Keep a text as a beginning for other entries; its id. Raises ValueError for a blank name."""
    with store.edit("Keep a template") as session:
        template = Template(name=_template_name(name), text=plain(text))
        session.add(template)
        session.flush()
        return template.id


def rename_template(store: Store, *, template_id: int, name: str) -> None:
    """Give a template another name. Raises ValueError for a blank one."""
    wanted = _template_name(name)
    with store.edit("Rename a template") as session:
        template = session.get_one(Template, template_id)
        if template.name != wanted:
            template.name = wanted


def put_away_template(store: Store, *, template_id: int) -> None:
    """Put a template away; it can be brought back."""
    with store.edit("Put a template away") as session:
        session.get_one(Template, template_id).put_away = now()


def tag_name(text: str) -> str:
    """A tag as it is kept: one line, without the sign before it."""
    return one_line(one_line(text).lstrip("#"))[:LONGEST_TAG].strip()


def one_line(text: str) -> str:
    """Words on one line, as a journal can hold them."""
    return " ".join(plain(text).split())


def _merge(visit: int | None) -> tuple[object, ...] | None:
    return None if visit is None else ("entry", visit)


def _mention(session: Session, entry: Entry) -> None:
    """Bring the parts named in an entry up to date: by their names of today and those of then."""
    rows = session.scalars(select(Mention).where(Mention.entry_id == entry.id)).all()
    found: dict[int, str] = {}
    if "@" in entry.text:
        today = session.execute(
            select(Part.name, Part.id).where(Part.put_away.is_(None)).order_by(Part.id)
        )
        known = [(str(name), int(part_id)) for name, part_id in today]
        found = mentioned(entry.text, [*known, *((row.name, row.part_id) for row in rows)])
    for row in rows:
        name = found.pop(row.part_id, None)
        if name is None:
            session.delete(row)
        elif row.name != name:
            row.name = name
    session.add_all(
        Mention(entry_id=entry.id, part_id=part_id, name=name) for part_id, name in found.items()
    )


def _tagged(session: Session, entry_id: int, tag_id: int) -> Tagged | None:
    return session.scalar(
        select(Tagged).where(Tagged.entry_id == entry_id, Tagged.tag_id == tag_id)
    )


def _template_name(name: str) -> str:
    wanted = one_line(name)
    if not wanted:
        raise ValueError("a template has a name")
    return wanted


def _drop_draft(session: Session, place: str) -> None:
    # Past the recorder on purpose: a draft is never part of an undo step.
    session.connection().execute(delete(Draft).where(Draft.place == place))
