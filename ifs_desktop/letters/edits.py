"""What a person can do with letters to parts: each verb is one edit, one undo step."""

from __future__ import annotations

from ifs_desktop.parts.permissions import require
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.plain import plain
from ifs_desktop.store.schema import Letter, Part, now


class EmptyLetter(ValueError):
    """A letter needs at least one sign."""


def write(
    store: Store, *, part_id: int, text: str, source: Ref | None, letter_id: int | None = None
) -> int:
    """Write to a part and return the letter's id; with ``letter_id`` that letter is rewritten.

    One that was put away is there again. A reply stays with the part that gave it: a letter that
    goes to another part now has none. Raises EmptyLetter, and NotAsked if the part is an exile
    that may not be approached at ``source``.
    """
    text = plain(text)
    if not text.strip():
        raise EmptyLetter("a letter without words")
    with store.edit("Write a letter", place=Ref("profile", part_id)) as session:
        require(store, session.get_one(Part, part_id).id, source)
        row = None if letter_id is None else session.get(Letter, letter_id)
        if row is None:
            row = Letter(part_id=part_id, text=text)
            if source is not None:
                row.source_kind, row.source_id = source.kind, source.id
            session.add(row)
            session.flush()
            return row.id
        if row.part_id != part_id:
            row.part_id, row.reply, row.replied = part_id, "", None
        if row.text != text:
            row.text = text
        if row.put_away is not None:
            row.put_away = None
    return row.id


def reply(store: Store, *, letter_id: int, text: str) -> None:
    """Write down what the part answers; without words there is no answer, and that is one too.

    Raises NotAsked as ``write`` does: giving an exile words goes through the gate.
    """
    text = plain(text).strip()
    with store.edit("Write down its reply") as session:
        row = session.get_one(Letter, letter_id)
        if row.reply == text:
            return
        if text:
            source = None if row.source_kind is None else Ref(row.source_kind, row.source_id)
            require(store, row.part_id, source)
        row.reply, row.replied = text, now() if text else None


def put_away(store: Store, *, letter_id: int) -> None:
    """Put a letter and its reply away."""
    with store.edit("Put a letter away") as session:
        row = session.get_one(Letter, letter_id)
        if row.put_away is None:
            row.put_away = now()
