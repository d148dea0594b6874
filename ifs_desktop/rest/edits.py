"""What a person can do with a place to rest: each verb is one edit, one undo step.

Parts come to rest as on any map, by ``map.edits``; the map of a place lets no exile in before the
parts that protect it have agreed. The container takes words only: no part is ever put into it.
"""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ifs_desktop.parts.names import clean_name
from ifs_desktop.rest.queries import SENSES
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.plain import plain
from ifs_desktop.store.schema import Material, PartsMap, Placement, RestPlace, now

TEXTS = (*SENSES, "words")


class NothingPutIn(ValueError):
    """The container takes at least one sign."""


def build(store: Store, *, name: str, map_id: int | None = None, **texts: str) -> int:
    """Build a place to rest, or say anew what it is like there; returns the id of its map.

    ``texts``: sight, sound, touch, smell, words. What is not given stays. Raises UnusableName.
    """
    name = clean_name(name)
    with store.edit("Build a place to rest", place=_at(map_id)) as session:
        row = None if map_id is None else _row(session, map_id)
        if row is None:
            ground = PartsMap(name=name, kind="place")
            session.add(ground)
            session.flush()
            row = RestPlace(map_id=ground.id)
            session.add(row)
        else:
            ground = session.get_one(PartsMap, row.map_id)
            if ground.name != name:
                ground.name = name
        for sense, text in texts.items():
            if sense not in TEXTS:
                raise ValueError(f"{sense} is no sense")
            text = plain(text).strip()
            if getattr(row, sense) != text:
                setattr(row, sense, text)
        session.flush()
        return row.map_id


def name_container(store: Store, *, map_id: int, text: str) -> None:
    """Say what holds the material: "an iron box"."""
    text = plain(text).strip()
    with store.edit("Choose a container", place=_at(map_id)) as session:
        row = _row(session, map_id)
        if row is not None and row.container != text:
            row.container = text


def put_in(store: Store, *, map_id: int, text: str) -> int:
    """Put something into the container of a place and return its id. Raises NothingPutIn.

    A picture or a sentence, in words: there is no way to put a part in.
    """
    text = plain(text).strip()
    if not text:
        raise NothingPutIn("nothing was put in")
    with store.edit("Put into the container", place=_at(map_id)) as session:
        row = _row(session, map_id)
        if row is None:
            raise ValueError("there is no such place")
        held = Material(rest_place_id=row.id, text=text)
        session.add(held)
        session.flush()
        return held.id


def take_out(store: Store, *, material_id: int) -> None:
    """Take something out of the container; that it was there stays in the journal."""
    with store.edit("Take out of the container") as session:
        held = session.get_one(Material, material_id)
        if held.taken_out is None:
            held.taken_out = now()


def put_away(store: Store, *, map_id: int) -> None:
    """Put a place away; the parts that rested there stay as they are."""
    with store.edit("Put a place away", place=Ref("map")) as session:
        ground = session.get_one(PartsMap, map_id)
        if ground.put_away is None:
            ground.put_away = now()


def take_back(store: Store, *, map_id: int) -> None:
    """Take away a place in which nothing is, as when the words it was built of are emptied.

    One in which somebody rests, or whose container holds something, stays.
    """
    with store.edit("Build a place to rest", place=Ref("map")) as session:
        row = _row(session, map_id)
        if row is None:
            return
        resting = select(func.count()).where(Placement.map_id == map_id)
        held = select(func.count()).where(Material.rest_place_id == row.id)
        if not session.scalar(resting) and not session.scalar(held):
            session.delete(session.get_one(PartsMap, map_id))


def _row(session: Session, map_id: int) -> RestPlace | None:
    return session.scalar(select(RestPlace).where(RestPlace.map_id == map_id))


def _at(map_id: int | None) -> Ref:
    return Ref("map", map_id)
