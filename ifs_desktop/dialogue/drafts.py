"""Where unsaid words are kept: the names of a dialogue's and a turn's draft."""

from __future__ import annotations

TURN = "turn:"


def of_dialogue(dialogue_id: int) -> str:
    """The place of what is being typed in a dialogue's composer."""
    return f"dialogue:{dialogue_id}"


def of_turn(turn_id: int) -> str:
    """The place of a turn's new wording that is not kept yet."""
    return f"{TURN}{turn_id}"


def plain(text: str) -> str:
    """Text as a journal can hold it: no NULs and no halves of signs."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
