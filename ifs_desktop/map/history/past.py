"""A map as it was: pure numbers and names, quick enough to be asked on every frame.

The past is a row of steps. Positions on it are numbers from 0, the first step, to ``last``, now;
between two steps parts are on their way.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ifs_desktop.map.queries import AreaCard, Link, Picture, Placed

SELF = 0  # Self among placements: no placement has this id
Span = tuple[datetime, datetime | None]  # from when to when something was there; None: still


@dataclass(frozen=True, slots=True)
class Stand:
    """Where and how a placement (or Self) stood from a step on."""

    x: float
    y: float
    size: float = 1.0
    fade: float = 0.0
    there: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """One moment at which the map became different."""

    when: datetime
    stands: Mapping[int, Stand]


@dataclass(frozen=True, slots=True)
class Named:
    """A moment with a name."""

    id: int
    name: str
    at: datetime


class Past:
    """Everything that ever stood on one map and still is in the journal."""

    def __init__(
        self,
        now: Picture,
        placed: Mapping[int, Placed],
        steps: Sequence[Step],
        links: Sequence[tuple[Link, Span]],
        areas: Sequence[tuple[AreaCard, Span]],
        named: Sequence[Named],
    ) -> None:
        self._now = now
        self._placed = placed
        self.steps = tuple(steps)
        self._times = [step.when for step in steps]
        # What was shown last is shown again where nothing changed: the scene then skips it.
        self._shown: dict[int, tuple[Stand, Placed]] = {}
        self._here: frozenset[int] = frozenset()
        self._era = -1
        self._shown_links: tuple[Link, ...] = ()
        turns = {when for _, span in links for when in span if when is not None}
        self._turns = sorted(turns)  # when links came and went
        self._links = links
        self._areas = areas
        self.named = tuple(named)
        told = {id_ for step in steps for id_ in step.stands}
        # What has left no trace (it came with an import) has always been as it is.
        self._always = {
            one.id: Stand(one.x, one.y, one.size, one.fade)
            for placed_now in (now.placed,)
            for one in placed_now
            if one.id not in told
        }
        if SELF not in told:
            self._always[SELF] = Stand(*now.self_place)

    @property
    def last(self) -> int:
        """The position of now."""
        return max(0, len(self.steps) - 1)

    def when(self, position: float) -> datetime | None:
        """The moment of a position; None where nothing has happened."""
        return self.steps[self._step(position)].when if self.steps else None

    def position(self, when: datetime) -> int:
        """The last step at a moment, or the first one if all are later."""
        return max(0, bisect_right(self._times, when) - 1)

    def picture(self, position: float) -> Picture:
        """The map at a position."""
        if position >= self.last:
            return self._now
        number = self._step(position)
        share = min(1.0, max(0.0, position - number))
        stands = self._stands(number)
        if share and number < self.last:
            for id_, later in self.steps[number + 1].stands.items():
                stands[id_] = _between(stands.get(id_), later, share)
        self_stand = stands.pop(SELF, Stand(*self._now.self_place))
        placed = tuple(
            self._standing(id_, stand)
            for id_, stand in stands.items()
            if stand.there and id_ in self._placed
        )
        moment = self.steps[number].when
        return replace(
            self._now,
            self_place=(self_stand.x, self_stand.y),
            placed=placed,
            links=self._links_at(moment, frozenset([one.part.id for one in placed])),
            areas=tuple(area for area, span in self._areas if _was(span, moment)),
        )

    def _standing(self, id_: int, stand: Stand) -> Placed:
        before = self._shown.get(id_)
        if before is not None and before[0] is stand:
            return before[1]
        s = stand
        placed = replace(self._placed[id_], x=s.x, y=s.y, size=s.size, fade=s.fade)
        self._shown[id_] = (stand, placed)
        return placed

    def _links_at(self, moment: datetime, here: frozenset[int]) -> tuple[Link, ...]:
        era = bisect_right(self._turns, moment)
        if (era, here) != (self._era, self._here):
            self._era, self._here = era, here
            self._shown_links = tuple(
                link
                for link, span in self._links
                if _was(span, moment) and link.source_id in here and link.target_id in here
            )
        return self._shown_links

    def _step(self, position: float) -> int:
        return min(self.last, max(0, int(position)))

    def _stands(self, number: int) -> dict[int, Stand]:
        stands = dict(self._always)
        for step in self.steps[: number + 1]:
            stands.update(step.stands)
        return stands


def _between(before: Stand | None, after: Stand, share: float) -> Stand:
    """On the way; who comes or goes does so by becoming clearer or fainter."""
    if before is None or not before.there:
        if not after.there:
            return after
        return replace(after, fade=1 - (1 - after.fade) * share)
    if not after.there:
        return replace(before, fade=before.fade + (1 - before.fade) * share)

    def mix(one: float, other: float) -> float:
        return one + (other - one) * share

    return Stand(
        mix(before.x, after.x),
        mix(before.y, after.y),
        mix(before.size, after.size),
        mix(before.fade, after.fade),
    )


def _was(span: Span, moment: datetime) -> bool:
    return span[0] <= moment and (span[1] is None or moment < span[1])
