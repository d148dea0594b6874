"""What pages show of places to rest: what it is like there, who rests, what the container holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ifs_desktop.parts.queries import PartCard, card
from ifs_desktop.store import Store
from ifs_desktop.store.schema import Material, Part, PartsMap, Placement, RestPlace

SENSES = ("sight", "sound", "touch", "smell")


@dataclass(frozen=True, slots=True, repr=False)  # people's words are never printed
class PlaceCard:
    """A place: its map's id and name, what each sense meets there, or words alone."""

    map_id: int
    name: str
    sight: str
    sound: str
    touch: str
    smell: str
    words: str
    container: str
    created: datetime

    @property
    def lines(self) -> tuple[str, ...]:
        """What was written about it, the senses first."""
        texts = (self.sight, self.sound, self.touch, self.smell, self.words)
        return tuple(text for text in texts if text)


@dataclass(frozen=True, slots=True)
class Resting:
    """A part that rests in a place, and where on its map (scene units, Self's place is 0,0)."""

    placement_id: int
    part: PartCard
    x: float
    y: float


@dataclass(frozen=True, slots=True, repr=False)  # people's words are never printed
class Held:
    """Something in the container."""

    id: int
    text: str
    put_in: datetime


def places(store: Store) -> tuple[PlaceCard, ...]:
    """Every place to rest, the one made last first."""
    with store.read() as session:
        rows = session.execute(
            select(RestPlace, PartsMap)
            .join(PartsMap, PartsMap.id == RestPlace.map_id)
            .where(PartsMap.put_away.is_(None))
            .order_by(RestPlace.created.desc(), RestPlace.id.desc())
        ).all()
        return tuple(_card(place, found) for place, found in rows)


def latest(store: Store) -> PlaceCard | None:
    """The place made last, if there is one."""
    return next(iter(places(store)), None)


def place(store: Store, map_id: int) -> PlaceCard | None:
    """One place, by its map; None if there is none or it was put away."""
    with store.read() as session:
        found = _place(session, map_id)
        return None if found is None else _card(*found)


def resting(store: Store, map_id: int) -> tuple[Resting, ...]:
    """The parts that rest in a place, in the order they came."""
    with store.read() as session:
        rows = session.execute(
            select(Placement, Part)
            .join(Part, Part.id == Placement.part_id)
            .where(
                Placement.map_id == map_id, Placement.put_away.is_(None), Part.put_away.is_(None)
            )
            .order_by(Placement.id)
        ).all()
        return tuple(Resting(row.id, card(part), row.x, row.y) for row, part in rows)


def material(store: Store, map_id: int) -> tuple[Held, ...]:
    """What the container of a place holds now, in the order it was put in."""
    with store.read() as session:
        rows = session.scalars(
            select(Material)
            .join(RestPlace, RestPlace.id == Material.rest_place_id)
            .where(
                RestPlace.map_id == map_id,
                Material.put_away.is_(None),
                Material.taken_out.is_(None),
            )
            .order_by(Material.put_in, Material.id)
        ).all()
        return tuple(Held(row.id, row.text, row.put_in) for row in rows)


def _place(session: Session, map_id: int) -> tuple[RestPlace, PartsMap] | None:
    found = session.execute(
        select(RestPlace, PartsMap)
        .join(PartsMap, PartsMap.id == RestPlace.map_id)
        .where(RestPlace.map_id == map_id, PartsMap.put_away.is_(None))
    ).first()
    return None if found is None else (found[0], found[1])


def _card(row: RestPlace, found: PartsMap) -> PlaceCard:
    return PlaceCard(
        found.id,
        found.name,
        row.sight,
        row.sound,
        row.touch,
        row.smell,
        row.words,
        row.container,
        row.created,
    )
