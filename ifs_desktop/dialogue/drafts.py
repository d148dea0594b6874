"""Where unsaid words are kept: the names of a dialogue's and a turn's draft, and what waits."""

from __future__ import annotations

from sqlalchemy import select

from ifs_desktop.store import Store
from ifs_desktop.store.schema import Draft, Turn

_TURN = "turn:"


def of_dialogue(dialogue_id: int) -> str:
    """The place of what is being typed in a dialogue's composer."""
    return f"dialogue:{dialogue_id}"


def of_turn(turn_id: int) -> str:
    """The place of a turn's new wording that is not kept yet."""
    return f"{_TURN}{turn_id}"


def plain(text: str) -> str:
    """Text as a journal can hold it: no NULs and no halves of signs."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def waiting_edit(store: Store, dialogue_id: int) -> tuple[int, str] | None:
    """The turn of this dialogue that was last being edited, and its unfinished wording."""
    with store.read() as session:
        kept = session.execute(
            select(Draft.place, Draft.text)
            .where(Draft.place.startswith(_TURN))
            .order_by(Draft.touched.desc())
        ).all()
        words = {int(place.removeprefix(_TURN)): text for place, text in kept}
        if not words:
            return None
        here = set(
            session.scalars(
                select(Turn.id).where(
                    Turn.id.in_(words),
                    Turn.dialogue_id == dialogue_id,
                    Turn.put_away.is_(None),
                )
            )
        )
    return next(((turn_id, text) for turn_id, text in words.items() if turn_id in here), None)
