"""Where one was when the journal was locked: to be there again, or one key away.

Locked for less than a while, one is exactly where one was, in the middle of a word perhaps. After
that the journal opens at Today, which offers the way back.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QWidget

from ifs_desktop.shell import standpoint
from ifs_desktop.store import Ref, Store

HERE = "here"  # view state: the place that was shown last
BACK = "way_back"  # view state: the last place that was not Today
LEFT = "left_at"  # view state: when that was
STOOD = "standpoint"  # view state: where exactly one was there
A_WHILE = timedelta(hours=1)
TODAY = "today"


def to_stand_at(store: Store) -> Ref | None:
    """The place to be at once; None for a new journal, and for one that was away for a while."""
    try:
        away = datetime.now(UTC) - datetime.fromisoformat(str(store.state(LEFT)))
    except (ValueError, TypeError):  # not noted, or by a clock without an offset
        return None
    # A clock that was set back says nothing of how long it was.
    return _ref(store.state(HERE)) if timedelta() <= away < A_WHILE else None


def way_back(store: Store) -> Ref | None:
    """The place to offer on Today."""
    return _ref(store.state(BACK, store.state(HERE)))


def stand(store: Store, at: str, page: QWidget) -> None:
    """Scroll and point to where exactly one was, if it was on this page."""
    left = store.state(STOOD)
    if isinstance(left, dict) and left.get("page") == at:
        standpoint.Return(page, left)


def leave(store: Store, at: str, ref: Ref, page: QWidget) -> None:
    """Remember the place."""
    here = [ref.kind, ref.id, ref.anchor]
    store.set_state(HERE, here)
    store.set_state(LEFT, datetime.now(UTC).isoformat())
    if at != TODAY:
        store.set_state(BACK, here)
        store.set_state(STOOD, {"page": at, **standpoint.take(page)})


def _ref(kept: object) -> Ref | None:
    if not isinstance(kept, list) or len(kept) != 3:
        return None
    return Ref(str(kept[0]), kept[1], str(kept[2]))
