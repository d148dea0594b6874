"""What a person can do with a veil: each verb is one edit, one undo step."""

from __future__ import annotations

from sqlalchemy import select

from ifs_desktop.parts.names import LONGEST_NAME, clean_name
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import Part, Relation, now

PROTECTOR = "{protector}"  # where its name stands in the name of who is behind it


def veil(store: Store, *, protector_id: int, name: str, part_id: int | None = None) -> int | None:
    """Note that a part protects somebody; returns who, as a veiled exile behind it.

    ``name`` has PROTECTOR in it. With ``part_id``, one that was drawn before is there again.
    None where somebody behind it is known already: a second veil would only hide that one.
    """
    with store.edit("Leave a veil", place=Ref("profile", protector_id)) as session:
        known = None if part_id is None else session.get(Part, part_id)
        if known is not None:
            if known.put_away is not None:
                known.put_away = None
            return known.id
        protector = session.get_one(Part, protector_id)
        behind = (
            select(Relation.id)
            .join(Part, Part.id == Relation.target_id)
            .where(
                Relation.source_id == protector_id,
                Relation.kind == "protects",
                Relation.put_away.is_(None),
                Part.role == "exile",
                Part.put_away.is_(None),
            )
        )
        if session.scalar(behind.limit(1)) is not None:
            return None
        part = Part(name=_named(name, protector.name), role="exile", veiled=now())
        session.add(part)
        session.flush()
        session.add(Relation(source_id=protector_id, target_id=part.id, kind="protects"))
    return part.id


def someone(store: Store, *, name: str) -> int:
    """Note that somebody is protected here, by whom is not known yet; returns who.

    ``name`` is what it is called as long as nothing is known of it. Raises UnusableName.
    """
    with store.edit("Leave a veil") as session:
        part = Part(name=clean_name(name), role="exile", veiled=now())
        session.add(part)
        session.flush()
    return part.id


def take_veil_away(store: Store, *, part_id: int) -> None:
    """Put who is veiled away again; one that has shown itself meanwhile stays."""
    with store.edit("Take a veil away", place=Ref("part", part_id)) as session:
        part = session.get_one(Part, part_id)
        if part.veiled is not None and part.put_away is None:
            part.put_away = now()


def lift_veil(store: Store, *, part_id: int) -> None:
    """It has shown itself: from now on it is a part like any other, and an exile still."""
    with store.edit("Lift a veil", place=Ref("profile", part_id)) as session:
        part = session.get_one(Part, part_id)
        if part.veiled is not None:
            part.veiled = None


def _named(template: str, protector: str) -> str:
    room = LONGEST_NAME - len(template)
    short = protector if len(protector) <= room else f"{protector[: room - 1]}…"
    return clean_name(template.replace(PROTECTOR, short))
