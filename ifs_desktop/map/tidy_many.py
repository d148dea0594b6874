"""A calm layout for many parts: rings around Self, in which who is linked stands near each other.

One protector stands in a ring, those it guards in the next one right behind it. No Qt, no store.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Sequence

from ifs_desktop.map.tidy_order import MOST, Linked, ordered

# Where it is bound to, and who it is of: the one in front first, then those behind.
Seat = tuple[float | None, Sequence[int]]
Polar = tuple[float, float]  # angle, distance from Self

FIRST, NEXT = 240.0, 186.0  # of the first ring, and from a ring to the next
ALONG = 152.0  # from one to the next along a ring
LOOSER = (1.0, 1.06, 1.12, 1.18, 1.24, 1.3)  # rings may be wider if it takes fewer of them
PUSHES = 60  # of finding room along a ring
FULL = 0.7  # so much of a ring may be taken by those who stand behind the ring before


def spread(seats: Sequence[Seat], links: Sequence[Linked]) -> dict[int, Polar]:
    """Where each one stands, the inner rings first."""
    turns = _turns(seats, links)
    order = sorted(range(len(seats)), key=lambda n: (turns[n] % math.tau, n))
    tried = [(one, _rings(order, seats, one)) for one in LOOSER]
    looser, rings = min(tried, key=lambda one: _radius(len(one[1]), one[0]))
    found: dict[int, Polar] = {}
    for ring, members in enumerate(rings):
        radius = _radius(ring, looser)
        wishes: list[tuple[float, int]] = []
        for n, ids in members:
            head = seats[n][1][0]
            turn = found[head][0] if head in found else turns[n]
            lean = math.tau / _fits(radius)
            for place, one in enumerate(ids):
                wishes.append((turn + (place - (len(ids) - 1) / 2) * lean, one))
        for turn, one in _apart(wishes, _fits(radius)):
            found[one] = (turn, radius)
    return found


def _turns(seats: Sequence[Seat], links: Sequence[Linked]) -> list[float]:
    """The angle at which each seat would like to be: near those it is linked with."""
    row = _row(seats, links)
    if len(seats) <= MOST:  # few enough to try what is better
        near = [("", source, target) for _, source, target in links]
        bound = [(seats[n][0], None, seats[n][1]) for n in row]
        free = dict(zip(row, ordered(bound, near), strict=True))
    else:
        free = {n: -math.pi / 2 + math.tau * at / len(row) for at, n in enumerate(row)}
    return [free[n] if turn is None else turn for n, (turn, _) in enumerate(seats)]


def _row(seats: Sequence[Seat], links: Sequence[Linked]) -> list[int]:
    """All seats in a row, each as near as may be to those it is linked with."""
    home = {one: n for n, (_, ids) in enumerate(seats) for one in ids}
    beside: list[dict[int, int]] = [defaultdict(int) for _ in seats]
    for _, source, target in links:
        one, other = home.get(source), home.get(target)
        if one is not None and other is not None and one != other:
            beside[one][other] += 1
            beside[other][one] += 1
    row: list[int] = []
    pull = [0] * len(seats)  # how many of its links lead to those who stand already
    waiting = [(0, len(beside[n]), n) for n in range(len(seats))]
    heapq.heapify(waiting)
    there = [False] * len(seats)
    while waiting:
        pulled, _, n = heapq.heappop(waiting)
        if there[n] or -pulled != pull[n]:
            continue  # it was pulled more since
        there[n] = True
        row.append(n)
        for other, times in beside[n].items():
            if not there[other]:
                pull[other] += times
                left = len(beside[other]) - pull[other]
                heapq.heappush(waiting, (-pull[other], left, other))
    return row


def _rings(
    order: Sequence[int], seats: Sequence[Seat], looser: float
) -> list[list[tuple[int, Sequence[int]]]]:
    """Ring by ring, who of each seat stands in it; seats are taken evenly from all around."""
    guards = [n for n in order if len(seats[n][1]) > 1]
    alone = [n for n in order if len(seats[n][1]) == 1]
    behind: list[tuple[int, Sequence[int]]] = []
    rings: list[list[tuple[int, Sequence[int]]]] = []
    while guards or alone or behind:
        fits = _fits(_radius(len(rings), looser))
        members, behind = _first(behind, fits)
        free = fits - sum(len(ids) for _, ids in members)
        share = len(guards) / max(1, len(guards) + len(alone)) if rings else 1.0
        room = FULL * _fits(_radius(len(rings) + 1, looser))
        for n in _evenly(guards, round(free * share)):
            if room > 0:  # else it waits for a later ring
                room -= len(seats[n][1]) - 1
                members.append((n, seats[n][1][:1]))
                behind.append((n, seats[n][1][1:]))
        gone = {n for n, _ in members}
        guards = [n for n in guards if n not in gone]
        free = fits - sum(len(ids) for _, ids in members)
        taken = set(_evenly(alone, free))
        members += [(n, seats[n][1]) for n in alone if n in taken]
        alone = [n for n in alone if n not in taken]
        rings.append(members)
    return rings


def _first(
    behind: list[tuple[int, Sequence[int]]], fits: int
) -> tuple[list[tuple[int, Sequence[int]]], list[tuple[int, Sequence[int]]]]:
    """Those who fit in a ring, and those who are left for the next one."""
    now: list[tuple[int, Sequence[int]]] = []
    later: list[tuple[int, Sequence[int]]] = []
    for n, ids in behind:
        if fits:
            now.append((n, ids[:fits]))
        if len(ids) > fits:
            later.append((n, ids[fits:]))
        fits = max(0, fits - len(ids))
    return now, later


def _evenly(some: Sequence[int], many: int) -> list[int]:
    """So many of a row, with the same gaps between them."""
    many = min(many, len(some))
    return [some[place * len(some) // many] for place in range(many)]


def _apart(wishes: Sequence[tuple[float, int]], fits: int) -> list[tuple[float, int]]:
    """Push those of a ring apart until each has its room, from where they would like to be."""
    row = sorted((turn % math.tau, one) for turn, one in wishes)
    gap = math.tau / max(fits, len(row))
    at = [turn for turn, _ in row]
    for _ in range(PUSHES if len(row) > 1 else 0):
        pushed = False
        for n in range(len(at)):
            following = (n + 1) % len(at)
            turned = math.tau if not following else 0.0
            short = gap - (at[following] + turned - at[n])
            if short > 1e-4:
                at[n] -= short / 2
                at[following] += short / 2
                pushed = True
        if not pushed:
            break
    return [(turn, one) for turn, (_, one) in zip(at, row, strict=True)]


def _radius(ring: int, looser: float) -> float:
    return FIRST * looser + NEXT * ring


def _fits(radius: float) -> int:
    """How many stand in a ring."""
    return int(math.tau * radius / ALONG)
