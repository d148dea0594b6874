"""Bringing back what was put away. Erasing it for good is ``store/purge.py``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ifs_desktop.map import traces
from ifs_desktop.parts import permissions
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.purge import KINDS
from ifs_desktop.store.schema import (
    DIRECTED_KINDS,
    Agreement,
    Area,
    Dialogue,
    MapMoment,
    Material,
    Mediation,
    Part,
    PartsMap,
    Person,
    Placement,
    Relation,
    RestPlace,
    Row,
    Turn,
)


def bring_back(store: Store, *, refs: Iterable[Ref]) -> tuple[Ref, ...]:
    """Bring these back, with what they belong to if that was put away as well; one undo step.

    Returns those that stay put away, since the same is there already: a link between two parts
    that were linked anew, a part's place on a map on which it stands again. So does an exile's
    place where it rests, unless the gate is open there: to bring it back would be to call it.
    """
    left: list[Ref] = []
    with store.edit("Bring back", place=Ref("trash")) as session:
        for ref in refs:
            row = session.get(KINDS[ref.kind], ref.id)
            if row is None or _put_away(row) is None:
                continue
            if _is_there(session, row) or _is_guarded(store, session, row):
                left.append(ref)
                continue
            for one in (row, *_above(session, row)):
                if _put_away(one) is not None:
                    one.put_away = None  # type: ignore[attr-defined]
            session.flush()
            if isinstance(row, Placement):
                traces.leave(session, (row,))
    return tuple(left)


def guarded(store: Store, refs: Iterable[Ref]) -> bool:
    """Whether one of these is an exile's place where it rests, and the gate is not open there."""
    with store.read() as session:
        rows = (session.get(Placement, ref.id) for ref in refs if ref.kind == "placement")
        return any(row is not None and _is_guarded(store, session, row) for row in rows)


def _is_guarded(store: Store, session: Session, row: Row) -> bool:
    if not isinstance(row, Placement):
        return False
    if session.get_one(PartsMap, row.map_id).kind != "place":
        return False
    return not permissions.may_approach(store, row.part_id, Ref("map", row.map_id)).open


def _put_away(row: Row) -> object:
    return row.put_away  # type: ignore[attr-defined]


def _above(session: Session, row: Row) -> Iterator[Row]:
    """What a thing cannot be seen without."""
    if isinstance(row, Turn):
        yield session.get_one(Dialogue, row.dialogue_id)
    elif isinstance(row, Agreement):
        mediation = session.get_one(Mediation, row.mediation_id)
        yield session.get_one(Dialogue, mediation.dialogue_id)
        relation = session.get_one(Relation, mediation.relation_id)
        yield from (relation, *_above(session, relation))
    elif isinstance(row, Relation):
        yield session.get_one(Part, row.source_id)
        yield session.get_one(Part, row.target_id)
    else:
        if isinstance(row, Placement | Area | MapMoment):
            yield session.get_one(PartsMap, row.map_id)
        if isinstance(row, Material):
            place = session.get_one(RestPlace, row.rest_place_id)
            yield session.get_one(PartsMap, place.map_id)
        person_id = getattr(row, "person_id", None)
        if person_id is not None:
            yield session.get_one(Person, person_id)
        part_id = getattr(row, "part_id", None)
        if part_id is not None:
            yield session.get_one(Part, part_id)


def _is_there(session: Session, row: Row) -> bool:
    """Whether the same stands there again by now."""
    if isinstance(row, Placement):
        query = select(Placement.id).where(
            Placement.map_id == row.map_id,
            Placement.part_id == row.part_id,
            Placement.put_away.is_(None),
        )
    elif isinstance(row, Relation):
        forth = (Relation.source_id == row.source_id) & (Relation.target_id == row.target_id)
        back = (Relation.source_id == row.target_id) & (Relation.target_id == row.source_id)
        pair = forth if row.kind in DIRECTED_KINDS else or_(forth, back)
        query = select(Relation.id).where(
            pair, Relation.kind == row.kind, Relation.put_away.is_(None)
        )
    else:
        return False
    return session.scalars(query.limit(1)).first() is not None
