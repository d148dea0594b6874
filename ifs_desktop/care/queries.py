"""What the pages of care show."""

from __future__ import annotations

from sqlalchemy import select

from ifs_desktop.care.edits import CONTACTS
from ifs_desktop.store import Store
from ifs_desktop.store.schema import Note


def contacts(store: Store) -> str:
    """Whom to turn to, as written, or the empty string."""
    with store.read() as session:
        return session.scalar(select(Note.text).where(Note.place == CONTACTS)) or ""
