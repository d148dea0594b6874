"""Where unsaid words are kept: the names of a dialogue's and a turn's draft."""

from __future__ import annotations

TURN = "turn:"
CHOOSING_TITLE = "choosing:title"  # of a dialogue that is not begun
CHOOSING_NAME = "choosing:name"  # of someone new


def of_dialogue(dialogue_id: int) -> str:
    """The place of what is being typed in a dialogue's composer."""
    return f"dialogue:{dialogue_id}"


def of_time(dialogue_id: int) -> str:
    """The place of the time that the next line of a dialogue was said at, as ISO text."""
    return f"dialogue:{dialogue_id}:said_at"


def of_thanks(dialogue_id: int) -> str:
    """The place of the thanks to the parts, while a dialogue is being closed."""
    return f"dialogue:{dialogue_id}:thanks"


def of_waiting(dialogue_id: int) -> str:
    """The place of what is to be continued, while a dialogue is being closed."""
    return f"dialogue:{dialogue_id}:waiting"


def of_turn(turn_id: int) -> str:
    """The place of a turn's new wording that is not kept yet."""
    return f"{TURN}{turn_id}"
