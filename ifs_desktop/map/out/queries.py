"""Reads a map as it goes out, with all that belongs to it."""

from __future__ import annotations

from sqlalchemy import select

from ifs_desktop.map import queries
from ifs_desktop.map.out.content import AreaOut, LinkOut, MapOut, PartOut
from ifs_desktop.store import Store, images
from ifs_desktop.store.schema import Part, Relation

_AT_ONCE = 500


def whole(store: Store, map_id: int) -> MapOut | None:
    """A map with everything on it; None if there is no such map."""
    picture = queries.picture(store, map_id)
    if picture is None:
        return None
    places = {placed.part.id: place for place, placed in enumerate(picture.placed)}
    with store.read() as session:
        parts: dict[int, Part] = {}
        relations: dict[int, Relation] = {}
        for ids, table, into in (
            (list(places), Part, parts),
            ([link.id for link in picture.links], Relation, relations),
        ):
            for start in range(0, len(ids), _AT_ONCE):
                some = ids[start : start + _AT_ONCE]
                for row in session.scalars(select(table).where(table.id.in_(some))):
                    into[row.id] = row  # type: ignore[assignment]
    return MapOut(
        picture.name,
        picture.self_place,
        tuple(_part(store, placed, parts[placed.part.id]) for placed in picture.placed),
        tuple(_link(link, relations[link.id], places) for link in picture.links),
        tuple(_area(area) for area in picture.areas),
        picture.legend,
        picture.about,
    )


def _area(card: queries.AreaCard) -> AreaOut:
    box = (card.x, card.y, card.width, card.height)
    return AreaOut(card.kind, card.text, *box, card.colour)


def _part(store: Store, placed: queries.Placed, row: Part) -> PartOut:
    return PartOut(
        name=row.name,
        role=row.role,
        x=placed.x,
        y=placed.y,
        created=row.created,
        colour=row.colour,
        emoji=row.emoji,
        portrait=None if row.portrait is None else images.image(store, row.portrait),
        resting=row.resting,
        veiled=row.veiled,
        size=placed.size,
        fade=placed.fade,
        pinned=placed.pinned,
        number=placed.number,
    )


def _link(link: queries.Link, row: Relation, places: dict[int, int]) -> LinkOut:
    return LinkOut(
        places[row.source_id],
        places[row.target_id],
        row.kind,
        row.tension,
        row.forth,
        row.back,
        row.created,
    )
