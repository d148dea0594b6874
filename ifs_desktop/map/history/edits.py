"""Naming moments of a map: each verb is one edit, one undo step."""

from __future__ import annotations

from datetime import datetime

from ifs_desktop.parts.names import clean_name
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import MapMoment, now


def name_moment(store: Store, *, map_id: int, name: str, at: datetime | None = None) -> int:
    """Give a moment of a map a name; its id. Without ``at`` it is now. Raises UnusableName."""
    row = MapMoment(map_id=map_id, name=clean_name(name), at=at or now())
    with store.edit("Name a moment", place=Ref("map", map_id)) as session:
        session.add(row)
        session.flush()
    return row.id


def rename_moment(store: Store, *, moment_id: int, name: str) -> None:
    """Give it another name. Raises UnusableName."""
    name = clean_name(name)
    with store.edit("Name a moment") as session:
        row = session.get_one(MapMoment, moment_id)
        if row.name != name:
            row.name = name


def put_moment_away(store: Store, *, moment_id: int) -> None:
    """Take the name off a moment; the map's past stays."""
    with store.edit("Put a moment away") as session:
        row = session.get_one(MapMoment, moment_id)
        if row.put_away is None:
            row.put_away = now()
