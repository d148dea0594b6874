"""A calm layout around Self: protectors in a ring, those they guard behind them. No Qt, no store.

The answer depends on who is there, how they are linked, what they cover and who stays, and on
nothing else: not on where those stand that are moved. So tidying twice is tidying once.

Places are scene units, y downwards. The rings are a little wider than high, as names are.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from ifs_desktop.map.geometry import Point, Rect
from ifs_desktop.map.tidy_many import spread
from ifs_desktop.map.tidy_order import Linked, ordered, slot_gap

WIDER = 1.3  # a ring's width to its height
NEAREST = 235.0  # of the first ring, from Self
APART = 152.0  # from one to the next along a ring, at least
BEHIND = 190.0  # from a ring to the next
FANNED = math.radians(84)  # those behind one protector spread no further
ONE_RING = 12  # so many protectors in one ring; more of them stand in several
CLEAR = 8.0  # kept free around each
STEP = 38.0  # of looking for room
OUTER = frozenset({"exile", "veiled"})


@dataclass(frozen=True, slots=True)
class Standing:
    """A part on a map. ``box`` is what it covers around its place; ``stays``: it is not moved."""

    id: int
    role: str
    at: Point
    box: Rect
    stays: bool = False


@dataclass(slots=True)
class _Group:
    """A protector and those behind it; ``front`` is None for somebody nobody guards."""

    front: Standing | None
    behind: list[Standing] = field(default_factory=list)
    turn: float | None = None  # an angle it is bound to by somebody who stays
    pair: int | None = None  # the group it stands opposite


def tidy(
    centre: Point,
    self_box: Rect,
    parts: Iterable[Standing],
    links: Sequence[Linked],
    taken: Iterable[Rect] = (),
) -> dict[int, Point]:
    """Where each part goes that is free to; nothing covers another or what is ``taken``.

    Self stays at ``centre``. ``links`` are (kind, source, target), the most telling ones first.
    """
    known = {part.id: part for part in sorted(parts, key=lambda part: part.id)}
    room = _Room(centre)
    room.take(self_box.moved(*centre))
    for rect in taken:
        room.take(rect)
    for part in known.values():
        if part.stays:
            room.take(part.box.moved(*part.at))
    groups = _groups(known, links)
    _bind(groups, known, links, centre)
    free = [g for g in groups if g.front is None or not g.front.stays]
    places: dict[int, Point] = {}
    fans: list[tuple[_Group, float, float, int]] = []
    if len(free) > ONE_RING:
        for one, where in spread([(g.turn, _ids(g)) for g in free], links).items():
            places[one] = room.place(known[one].box, *where)
    elif free:
        fans = _ring(free, links, room, places)
    for front in groups:  # those behind somebody who stays
        if front.front is not None and front.front.stays and front.behind:
            turn, out = room.polar(front.front.at)
            fans.append((front, turn, out, 1))
    for group, turn, out, rows in fans:
        wishes = _fan(len(group.behind), turn, out, rows)
        for part, (at, beyond) in zip(group.behind, wishes, strict=True):
            places[part.id] = room.place(part.box, at, beyond)
    return places


class _Room:
    """What is taken on the map, in squares, so that asking is quick."""

    SIDE = 220.0

    def __init__(self, centre: Point) -> None:
        self._centre = centre
        self._squares: dict[tuple[int, int], list[Rect]] = {}

    def take(self, rect: Rect) -> None:
        """Have nothing else stand there."""
        rect = rect.grown(CLEAR)
        for square in self._under(rect):
            self._squares.setdefault(square, []).append(rect)

    def place(self, box: Rect, turn: float, radius: float) -> Point:
        """Take the nearest free place to one that is given by angle and distance from Self."""
        for ring in count():
            out = radius + ring * STEP
            lean = STEP / out
            for side in range(min(ring, 40) + 1):
                for angle in (turn + side * lean, turn - side * lean)[: 2 if side else 1]:
                    at = self._at(angle, out)
                    rect = box.moved(*at)
                    if self._free(rect.grown(CLEAR)):
                        self.take(rect)
                        return at
        raise AssertionError("the plane has no end")

    def polar(self, at: Point) -> tuple[float, float]:
        """Angle and distance from Self of a place, as on a ring."""
        dx, dy = (at[0] - self._centre[0]) / WIDER, at[1] - self._centre[1]
        return math.atan2(dy, dx), math.hypot(dx, dy)

    def _at(self, turn: float, radius: float) -> Point:
        x = self._centre[0] + radius * WIDER * math.cos(turn)
        y = self._centre[1] + radius * math.sin(turn)
        return float(round(x)), float(round(y))

    def _free(self, rect: Rect) -> bool:
        return not any(
            rect.touches(other)
            for square in self._under(rect)
            for other in self._squares.get(square, ())
        )

    def _under(self, rect: Rect) -> Iterable[tuple[int, int]]:
        for column in range(int(rect.left // self.SIDE), int(rect.right // self.SIDE) + 1):
            for row in range(int(rect.top // self.SIDE), int(rect.bottom // self.SIDE) + 1):
                yield column, row


def _groups(known: Mapping[int, Standing], links: Sequence[Linked]) -> list[_Group]:
    """Each protector with those it guards; who has several guards stands behind the freest."""
    groups = {i: _Group(part) for i, part in known.items() if part.role not in OUTER}
    guards: dict[int, list[int]] = {}
    for kind, source, target in links:
        if kind == "protects" and source in known and target in known:
            guards.setdefault(target, []).append(source)
    home: dict[int, _Group] = {}
    waiting = [part for part in known.values() if part.role in OUTER]
    while waiting:  # an exile may guard another one: the guard is settled first
        left = []
        for part in waiting:
            able = [groups[g] for g in guards.get(part.id, ()) if g in groups]
            able = able or [home[g] for g in guards.get(part.id, ()) if g in home]
            if able:
                chosen = min(able, key=lambda group: len(group.behind))
                home[part.id] = chosen
                chosen.behind.append(part)
            else:
                left.append(part)
        if len(left) == len(waiting):  # nobody guards these, or they guard each other
            alone = [part for part in left if not guards.get(part.id)] or left[:1]
            for part in alone:
                groups[part.id] = home[part.id] = _Group(None, [part])
            left = [part for part in left if part.id not in home]
        waiting = left
    for group in groups.values():
        group.behind = [part for part in group.behind if not part.stays]
    return [g for g in groups.values() if g.front is not None or g.behind]


def _bind(
    groups: list[_Group], known: Mapping[int, Standing], links: Sequence[Linked], centre: Point
) -> None:
    """Pair those who are polarised, and bind who belongs to somebody who stays to that angle."""
    free = [g for g in groups if g.front is None or not g.front.stays]
    number = {g.front.id: n for n, g in enumerate(free) if g.front is not None}
    room = _Room(centre)
    for kind, source, target in links:
        if kind not in ("polarised", "protects"):
            continue
        for one, other in ((source, target), (target, source)):
            group = free[number[one]] if one in number else None
            if group is None or group.turn is not None or group.pair is not None:
                continue
            there = known.get(other)
            if there is not None and there.stays and (kind == "polarised" or one == source):
                turn, _ = room.polar(there.at)
                group.turn = turn + math.pi if kind == "polarised" else turn
        if kind == "polarised" and source in number and target in number:
            left, right = free[number[source]], free[number[target]]
            unbound = left.turn is None and right.turn is None
            if unbound and left.pair is None and right.pair is None and left is not right:
                left.pair, right.pair = number[target], number[source]


def _ring(
    groups: list[_Group], links: Sequence[Linked], room: _Room, places: dict[int, Point]
) -> list[tuple[_Group, float, float, int]]:
    """Place a few protectors in one ring; the answer is where those behind them would go."""
    turns = ordered([(g.turn, g.pair, _ids(g)) for g in groups], links)
    radius = max(NEAREST, APART / slot_gap(turns))
    for group, turn in zip(groups, turns, strict=True):
        if group.front is not None:
            places[group.front.id] = room.place(group.front.box, turn, radius)
    rows = _rows(sum(len(g.behind) for g in groups), radius)
    return [(g, turn, radius, rows) for g, turn in zip(groups, turns, strict=True)]


def _ids(group: _Group) -> list[int]:
    front = [] if group.front is None else [group.front.id]
    return front + [part.id for part in group.behind]


def _rows(many: int, radius: float) -> int:
    """How many rows those behind a ring take."""
    for row in count():
        if many <= 0:
            return row
        many -= int(math.tau * (radius + (row + 1) * BEHIND) / APART)
    raise AssertionError("rows have no end")


def _fan(many: int, turn: float, radius: float, rows: int) -> list[tuple[float, float]]:
    """Angles and distances for those behind one protector, in so many rows or a few more."""
    found: list[tuple[float, float]] = []
    for row in count(1):
        left = many - len(found)
        if left <= 0:
            return found
        out = radius + row * BEHIND
        lean = APART * 1.1 / out
        fits = min(left, max(1, math.ceil(many / max(rows, 1))), max(1, int(FANNED / lean)))
        found += [(turn + (n - (fits - 1) / 2) * lean, out) for n in range(fits)]
    raise AssertionError("rows have no end")
