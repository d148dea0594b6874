"""Where parts stand on a map that is new: calmly around Self, the young ones behind. No Qt."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from ifs_desktop.map.reach import Place

APART = 190.0  # between two parts of a ring, their names included
NEAREST = 230.0  # the first ring, from Self
BETWEEN = 200.0  # from ring to ring


def around(roles: Mapping[int, str], protects: Iterable[tuple[int, int]]) -> dict[int, Place]:
    """A place for each part, Self being at (0, 0).

    ``roles`` by part id, in the order they were chosen; ``protects`` are (protector, protected).
    Protectors stand in rings around Self; an exile stands behind the first that protects it.
    """
    front = [part for part, role in roles.items() if role != "exile"]
    behind = [part for part, role in roles.items() if role == "exile"]
    places, reached = _rings(front, NEAREST)
    guard = {
        target: source
        for source, target in reversed(list(protects))
        if target in behind and source in places
    }
    outer = reached + BETWEEN if front else NEAREST
    guarded = [part for part in behind if part in guard]
    guarded.sort(key=lambda part: math.atan2(*reversed(places[guard[part]])))
    taken: list[Place] = []
    for part in guarded:
        x, y = places[guard[part]]
        places[part] = _free(math.atan2(y, x), outer, taken)
        taken.append(places[part])
    for number, part in enumerate(part for part in behind if part not in guard):
        turn = math.pi / 2 + 2 * math.pi * number / max(1, len(behind) - len(guarded))
        places[part] = _free(turn, outer, taken)
        taken.append(places[part])
    return {part: (round(x * 2) / 2, round(y * 2) / 2) for part, (x, y) in places.items()}


def _rings(parts: Sequence[int], nearest: float) -> tuple[dict[int, Place], float]:
    """The parts on rings that fill from the inside; and how far the last ring is out."""
    places: dict[int, Place] = {}
    waiting, radius = list(parts), nearest
    while waiting:
        room = max(1, int(2 * math.pi * radius / APART))
        some, waiting = waiting[:room], waiting[room:]
        for number, part in enumerate(some):
            turn = -math.pi / 2 + 2 * math.pi * number / len(some)
            places[part] = (radius * math.cos(turn), radius * math.sin(turn))
        if waiting:
            radius += BETWEEN
    return places, radius


def _free(turn: float, radius: float, taken: Sequence[Place]) -> Place:
    """The place nearest to a direction, on this ring or one further out, with room around."""
    while True:
        steps = max(1, int(2 * math.pi * radius / APART))
        for step in range(steps):
            by = (step + 1) // 2 * (1 if step % 2 else -1) * 2 * math.pi / steps
            at = (radius * math.cos(turn + by), radius * math.sin(turn + by))
            if all(math.dist(at, other) >= APART * 0.95 for other in taken):
                return at
        radius += BETWEEN
