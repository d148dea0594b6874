"""Who stands beside whom in a ring: those who are linked near each other, opposites opposite."""

from __future__ import annotations

import math
from collections.abc import Sequence

Linked = tuple[str, int, int]  # kind, source, target
# Where it is bound to, with whom it is paired (as its number in the ring), and whose links it has.
Seat = tuple[float | None, int | None, Sequence[int]]

PASSES, MOST = 6, 40  # of trying whether two would better change places


def slot_gap(turns: Sequence[float]) -> float:
    """The angle from one place of a ring to the next, however many of them are empty."""
    found = sorted({round(turn % math.tau, 9) for turn in turns})
    if len(found) < 2:
        return math.tau
    beside = zip(found, (*found[1:], found[0] + math.tau), strict=True)
    return min(b - a for a, b in beside)


def ordered(seats: Sequence[Seat], links: Sequence[Linked]) -> list[float]:
    """The angle of each seat in a ring. Even places; paired seats are exactly opposite."""
    slots = len(seats)
    paired = any(pair is not None for _, pair, _ in seats)
    slots += slots % 2 if paired else 0
    if not slots:
        return []
    # Seen from Self the ring looks the same on the left and on the right.
    start = -math.pi / 2 + (math.pi / slots if slots % 2 == 0 else 0.0)
    turns = [start + math.tau * n / slots for n in range(slots)]
    at = _first(seats, turns)
    if len(seats) <= MOST:
        _improve(at, seats, slots, _between(seats, links))
    return [turns[slot] for slot in at]


def _first(seats: Sequence[Seat], turns: Sequence[float]) -> list[int]:
    """A slot for each seat: those that are bound first, then pairs, then who is left."""
    slots = len(turns)
    at = [-1] * len(seats)
    free = dict.fromkeys(range(slots))
    for n, (turn, _, _) in enumerate(seats):
        if turn is not None:
            at[n] = min(free, key=lambda slot: (_off(turns[slot], turn), slot))
            del free[at[n]]
    for n, (_, pair, _) in enumerate(seats):
        if pair is not None and at[n] < 0:
            both = [s for s in free if (s + slots // 2) % slots in free]
            at[n] = both[0] if both else next(iter(free))
            del free[at[n]]
            across = (at[n] + slots // 2) % slots
            at[pair] = across if across in free else next(iter(free))
            del free[at[pair]]
    for n in range(len(seats)):
        if at[n] < 0:
            at[n] = next(iter(free))
            del free[at[n]]
    return at


def _between(seats: Sequence[Seat], links: Sequence[Linked]) -> list[dict[int, int]]:
    """How often each seat is linked to others; opposites do not count, they are told apart."""
    home = {part_id: n for n, (_, _, ids) in enumerate(seats) for part_id in ids}
    found: list[dict[int, int]] = [{} for _ in seats]
    for kind, source, target in links:
        one, other = home.get(source), home.get(target)
        if kind == "polarised" or one is None or other is None or one == other:
            continue
        found[one][other] = found[one].get(other, 0) + 1
        found[other][one] = found[other].get(one, 0) + 1
    return found


def _improve(
    at: list[int], seats: Sequence[Seat], slots: int, between: Sequence[dict[int, int]]
) -> None:
    """Let units change places as long as links become shorter by it."""
    units = [
        (n,) if pair is None else (n, pair)
        for n, (turn, pair, _) in enumerate(seats)
        if turn is None and (pair is None or n < pair)
    ]

    def cost(some: Sequence[int]) -> int:
        return sum(
            times * min((at[n] - at[m]) % slots, (at[m] - at[n]) % slots)
            for n in some
            for m, times in between[n].items()
        )

    def better(some: Sequence[int], others: Sequence[int]) -> bool:
        """Change places if that is shorter, and say whether it was."""
        touched = list(dict.fromkeys((*some, *others)))
        before = cost(touched)
        kept = [at[n] for n in touched]
        for n, m in zip(some, others, strict=True):
            at[n], at[m] = at[m], at[n]
        if cost(touched) < before:
            return True
        for n, slot in zip(touched, kept, strict=True):
            at[n] = slot
        return False

    for _ in range(PASSES):
        moved = False
        for place, one in enumerate(units):
            if len(one) == 2:
                moved |= better(one[:1], one[1:])
            for other in units[place + 1 :]:
                if len(one) == len(other):
                    moved |= better(one, other)
                    if len(one) == 2:
                        moved |= better(one, other[::-1])
        if not moved:
            return


def _off(one: float, other: float) -> float:
    return abs(math.remainder(one - other, math.tau))
