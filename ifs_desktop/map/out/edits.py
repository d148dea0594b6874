"""Brings a map in that went out before, or one that another program drew."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ifs_desktop.map import edits as map_edits
from ifs_desktop.map import traces
from ifs_desktop.map.out.content import LinkOut, MapOut, PartOut
from ifs_desktop.parts.names import clean_name
from ifs_desktop.store import Ref, Store, images
from ifs_desktop.store.schema import (
    DIRECTED_KINDS,
    Area,
    Part,
    PartsMap,
    Placement,
    Relation,
    now,
)


def bring_in(store: Store, content: MapOut) -> int:
    """Add a map with all that is on it, as one step; its id. Raises UnusableName.

    A part or link that the journal knows (made at the same moment) is not made again, and stays
    as it is. Coming onto a map approaches nobody, so an exile needs no gate here.
    """
    with store.edit("Bring a map in", place=Ref("map")) as session:
        map_id = map_edits.new_map(store, name=content.name)
        row = session.get_one(PartsMap, map_id)
        row.self_x, row.self_y = content.self_place
        row.about = content.about
        legend = content.legend
        row.size_means, row.distance_means = legend.size, legend.distance
        row.colour_means = legend.colour
        ids = _parts(store, session, content)
        _place(session, map_id, content, ids)
        _link(session, content, ids)
        for area in content.areas:
            box = {"x": area.x, "y": area.y, "width": area.width, "height": area.height}
            shown = Area(map_id=map_id, kind=area.kind, text=area.text, colour=area.colour, **box)
            session.add(shown)
    return map_id


def _parts(store: Store, session: Session, content: MapOut) -> list[int]:
    """The parts' ids, in the order of the content; one part for each."""
    known = {
        row.created: row
        for row in session.scalars(select(Part).where(Part.put_away.is_(None)).order_by(Part.id))
    }
    ids: list[int] = []
    used = set()
    for part in content.parts:
        row = None if part.created is None else known.pop(part.created, None)
        if row is None:
            row = _new_part(store, part, fresh=part.created in used)
            session.add(row)
            session.flush()
        used.add(part.created)
        ids.append(row.id)
    return ids


def _new_part(store: Store, part: PartOut, *, fresh: bool) -> Part:
    """A part as the file says; ``fresh`` where another one was made at that moment."""
    portrait = None if part.portrait is None else images.keep_image(store, part.portrait)
    return Part(
        name=clean_name(part.name),
        role=part.role,
        colour=part.colour,
        created=now() if fresh or part.created is None else part.created,
        resting=part.resting,
        veiled=part.veiled,
        emoji=part.emoji,
        portrait=portrait,
    )


def _place(session: Session, map_id: int, content: MapOut, ids: list[int]) -> None:
    moment = now()
    rows = [
        Placement(
            map_id=map_id,
            part_id=part_id,
            x=part.x,
            y=part.y,
            size=part.size,
            fade=part.fade,
            pinned=moment if part.pinned else None,
            number=part.number,
        )
        for part, part_id in zip(content.parts, ids, strict=True)
    ]
    session.add_all(rows)
    traces.leave(session, rows)


def _link(session: Session, content: MapOut, ids: list[int]) -> None:
    rows = session.scalars(select(Relation).where(Relation.put_away.is_(None)))
    drawn = {_tie(row.kind, row.source_id, row.target_id) for row in rows}
    for link in content.links:
        source, target = ids[link.source], ids[link.target]
        tie = _tie(link.kind, source, target)
        if tie not in drawn:
            drawn.add(tie)
            session.add(_relation(link, source, target))


def _tie(kind: str, source: int, target: int) -> tuple[str, int, int]:
    """Two parts are linked once in each way; a mutual one has no direction."""
    if kind not in DIRECTED_KINDS:
        source, target = sorted((source, target))
    return kind, source, target


def _relation(link: LinkOut, source: int, target: int) -> Relation:
    return Relation(
        source_id=source,
        target_id=target,
        kind=link.kind,
        tension=link.tension,
        forth=link.forth,
        back=link.back,
        created=link.created or now(),
    )
