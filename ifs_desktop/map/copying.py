"""Copying parts from one map onto another: who they are and how they stand, never a word.

What is copied is our own JSON, with the parts' numbers in this journal: it says nothing to any
other program, and nothing in another journal.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ifs_desktop.map import edits, queries
from ifs_desktop.map.queries import Picture
from ifs_desktop.map.reach import Place
from ifs_desktop.parts import queries as part_queries
from ifs_desktop.store import Ref, Store

MIME = "application/x-ifs-desktop-map-parts"
APART = 120.0  # kept between who comes and who stands there, if there is room
FEW = 40  # so many look for room around their place; more come beside who stands there


@dataclass(frozen=True, slots=True)
class Copied:
    """A part as it stood."""

    part_id: int
    x: float
    y: float
    size: float
    fade: float


def copy(picture: Picture, part_ids: Iterable[int]) -> str:
    """The parts of a map, for the clipboard; "" if none of them stands on it."""
    wanted = set(part_ids)
    rows = [
        [one.part.id, one.x, one.y, one.size, one.fade]
        for one in picture.placed
        if one.part.id in wanted
    ]
    return json.dumps({"parts": rows}) if rows else ""


def read(text: str) -> tuple[Copied, ...]:
    """What ``copy`` wrote; nothing for anything else."""
    try:
        rows = json.loads(text)["parts"]
        found = [Copied(int(row[0]), *(float(value) for value in row[1:5])) for row in rows]
    except (ValueError, TypeError, KeyError, IndexError, RecursionError, OverflowError):
        return ()
    known = {one.part_id: one for one in found}  # each once
    fine = all(math.isfinite(v) for one in found for v in (one.x, one.y, one.size, one.fade))
    return tuple(known.values()) if fine else ()


def paste(
    store: Store, *, map_id: int, copied: Iterable[Copied], at: Place | None = None
) -> tuple[int, ...]:
    """Put parts onto a map as they stood to each other; the ids of the parts that came.

    A part stands once on a map, so who is there already stays there. ``at`` is where their middle
    comes, else they come to where they stood; both give way to who stands there. Who was put away
    meanwhile does not come. For a place to rest each exile needs the gate. Raises NotAsked.
    """
    picture = queries.picture(store, map_id)
    here = set() if picture is None else {one.part.id for one in picture.placed}
    wanted = [one for one in copied if one.part_id not in here]
    known = {card.id for card in part_queries.all_cards(store)}
    coming = [one for one in wanted if one.part_id in known]
    if picture is None or not coming:
        return ()
    taken = [picture.self_place, *((one.x, one.y) for one in picture.placed)]
    dx, dy = _shift(coming, at, taken)
    with store.edit("Paste parts", place=Ref("map", map_id)):
        placed = [
            edits.place_part(store, map_id=map_id, part_id=one.part_id, at=(one.x + dx, one.y + dy))
            for one in coming
        ]
        pairs = list(zip(placed, coming, strict=True))
        sizes = {id_: one.size for id_, one in pairs if one.size != 1.0}
        fades = {id_: one.fade for id_, one in pairs if one.fade}
        if sizes:
            edits.resize(store, map_id=map_id, sizes=sizes)
        if fades:
            edits.set_fade(store, map_id=map_id, fades=fades)
    return tuple(one.part_id for one in coming)


def put_on(store: Store, *, map_id: int, copied: Iterable[Copied]) -> tuple[int, ...]:
    """Put parts onto another map too, at the places they have here. Raises NotAsked."""
    with store.edit("Put on another map", place=Ref("map", map_id)):
        return paste(store, map_id=map_id, copied=copied)


def _shift(coming: list[Copied], at: Place | None, taken: Collection[Place]) -> Place:
    """How far all of them move so that nobody stands on somebody."""
    xs, ys = [one.x for one in coming], [one.y for one in coming]
    wish = (0.0, 0.0)
    if at is not None:
        wish = (at[0] - (min(xs) + max(xs)) / 2, at[1] - (min(ys) + max(ys)) / 2)
    squares: dict[tuple[int, int], list[Place]] = {}
    for x, y in taken:
        squares.setdefault((int(x // APART), int(y // APART)), []).append((x, y))

    def free(dx: float, dy: float) -> bool:
        return not any(
            math.hypot(one.x + dx - x, one.y + dy - y) < APART
            for one in coming
            for square in _around(one.x + dx, one.y + dy)
            for x, y in squares.get(square, ())
        )

    for ring in range(40 if len(coming) <= FEW else 1):
        steps = max(1, ring * 6)
        for step in range(steps):
            turn = math.tau * step / steps
            by = (
                wish[0] + ring * APART / 2 * math.cos(turn),
                wish[1] + ring * APART / 2 * math.sin(turn),
            )
            if free(*by):
                return by
    beside = max(x for x, _ in taken) + APART - min(xs)
    return (beside, wish[1])


def _around(x: float, y: float) -> list[tuple[int, int]]:
    column, row = int(x // APART), int(y // APART)
    return [(column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
