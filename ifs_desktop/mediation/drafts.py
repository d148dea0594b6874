"""Where unsaid words of the room are kept."""

from __future__ import annotations

NEW_CONFLICT = "mediation:new:conflict"
NEW_NAME = "mediation:new:name"


def of_step(dialogue_id: int, key: str) -> str:
    """The place of what is being typed at a step."""
    return f"mediation:{dialogue_id}:{key}"


def of_day(dialogue_id: int) -> str:
    """The place of the day that was chosen for looking again."""
    return f"mediation:{dialogue_id}:day"


def of_review(agreement_id: int, field: str) -> str:
    """The place of what is being typed while an agreement is looked at again."""
    return f"agreement:{agreement_id}:{field}"
