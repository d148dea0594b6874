"""Where words wait that are not in their entry yet, and how a title and a text lie there."""

from __future__ import annotations

NEW = "entry:new"  # of an entry that is not begun
NEW_TAG = "entry:tag"  # half a tag


def of_entry(entry_id: int | None) -> str:
    """The place of what is being typed in an entry; None is one that is not begun."""
    return NEW if entry_id is None else f"entry:{entry_id}"


def packed(title: str, text: str) -> str:
    """A title and a text as one draft; empty if both are."""
    return f"{title}\n{text}" if title or text else ""


def unpacked(draft: str) -> tuple[str, str]:
    """The title and the text of a draft."""
    title, _, text = draft.partition("\n")
    return title, text
