"""What a person can write on the pages of care."""

from __future__ import annotations

from sqlalchemy import select

from ifs_desktop.store import Ref, Store
from ifs_desktop.store.plain import plain
from ifs_desktop.store.schema import Note, now

CONTACTS = "help:contacts"


def write_contacts(store: Store, *, text: str) -> None:
    """Keep whom to turn to on a hard day, in the writer's own words."""
    text = plain(text)
    with store.edit("Write contacts", place=Ref("help"), merge=(CONTACTS,)) as session:
        note = session.scalar(select(Note).where(Note.place == CONTACTS))
        if note is None:
            if text:
                session.add(Note(place=CONTACTS, text=text))
        elif note.text != text:
            note.text, note.touched = text, now()
