"""Reads a map's past."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ifs_desktop.map import queries
from ifs_desktop.map.history.past import SELF, Named, Past, Span, Stand, Step
from ifs_desktop.map.queries import AreaCard, Link, Placed
from ifs_desktop.parts.queries import card
from ifs_desktop.store import Store
from ifs_desktop.store.schema import Area, MapMoment, Part, PartsMap, Placement, Relation, Trace


def past(store: Store, map_id: int) -> Past | None:
    """All that happened on a map; None if there is no such map."""
    shown = queries.picture(store, map_id)
    if shown is None:
        return None
    with store.read() as session:
        placed = _placed(session, map_id) | {one.id: one for one in shown.placed}
        links, areas = _links(session, map_id), _areas(session, map_id)
        known = {SELF, *placed}
        made = session.get_one(PartsMap, map_id).created
        stands: dict[datetime, dict[int, Stand]] = defaultdict(dict)
        columns = (Trace.placement_id, Trace.since, Trace.x, Trace.y, Trace.size, Trace.fade)
        query = select(*columns, Trace.there).where(Trace.map_id == map_id).order_by(Trace.id)
        for id_, since, x, y, size, fade, there in session.execute(query):
            if (id_ or SELF) in known:
                stands[since][id_ or SELF] = Stand(x, y, size, fade, bool(there))
        for _, (begun, ended) in (*links, *areas):
            for moment in (begun, ended):
                # Before the map was made there was nothing of it to be seen.
                if moment is not None and moment >= made and stands:
                    stands.setdefault(moment, {})
        steps = [Step(when, stands[when]) for when in sorted(stands)]
        named = [
            Named(row.id, row.name, row.at)
            for row in session.scalars(
                select(MapMoment)
                .where(MapMoment.map_id == map_id, MapMoment.put_away.is_(None))
                .order_by(MapMoment.at, MapMoment.id)
            )
        ]
    return Past(shown, placed, steps, links, areas, named)


def _placed(session: Session, map_id: int) -> dict[int, Placed]:
    """Every placement there ever was, but of parts that were put away."""
    rows = session.execute(
        select(Placement, Part)
        .join(Part, Part.id == Placement.part_id)
        .where(Placement.map_id == map_id, Part.put_away.is_(None))
        .order_by(Placement.id)
    )
    return {
        row.id: Placed(row.id, card(part), row.x, row.y, "", row.size, row.fade)
        for row, part in rows
    }


def _links(session: Session, map_id: int) -> list[tuple[Link, Span]]:
    here = select(Placement.part_id).where(Placement.map_id == map_id)
    rows = session.scalars(
        select(Relation)
        .where(Relation.source_id.in_(here), Relation.target_id.in_(here))
        .order_by(Relation.id)
    )
    return [
        (Link(r.id, r.kind, r.source_id, r.target_id, r.tension), (r.created, r.put_away))
        for r in rows
    ]


def _areas(session: Session, map_id: int) -> list[tuple[AreaCard, Span]]:
    rows = session.scalars(select(Area).where(Area.map_id == map_id).order_by(Area.id))
    return [
        (
            AreaCard(a.id, a.kind, a.text, a.x, a.y, a.width, a.height, a.colour),
            (a.created, a.put_away),
        )
        for a in rows
    ]
