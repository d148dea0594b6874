"""The rounds of a mediation: who is asked what, in which order. Pure.

Both seats are asked the same, each alone; who is first changes from round to round. One can stop
at any step, go back to any that was reached, and pass. "No agreement today" is a full result.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Seat = Literal["self", "left", "right"]
State = Literal["open", "agreed", "no_agreement"]

CONFLICT, CHECK, WANT, FEAR, HEAR = "conflict", "check", "want", "fear", "hear"
COMMON, AGREEMENT, THANKS = "common", "agreement", "thanks"
ROUNDS = (CONFLICT, CHECK, WANT, FEAR, HEAR, COMMON, AGREEMENT, THANKS)


class NotPossible(ValueError):
    """A step that the room does not have at this point."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is asked: in which round, and of whom."""

    round: str
    seat: Seat
    about: Seat = "self"  # whom a Self-check is about

    @property
    def key(self) -> str:
        """What the journal calls it."""
        seat = self.about if self.round == CHECK else self.seat
        return self.round if seat == "self" else f"{self.round}:{seat}"


STEPS = (
    Step(CONFLICT, "self"),
    Step(CHECK, "self", "left"),
    Step(CHECK, "self", "right"),
    Step(WANT, "left"),
    Step(WANT, "right"),
    Step(FEAR, "right"),
    Step(FEAR, "left"),
    Step(HEAR, "left"),
    Step(HEAR, "right"),
    Step(COMMON, "right"),
    Step(COMMON, "left"),
    Step(COMMON, "self"),
    Step(AGREEMENT, "self"),
    Step(THANKS, "self"),
)
KEYS = tuple(step.key for step in STEPS)


@dataclass(frozen=True, slots=True)
class Room:
    """Where a mediation stands. ``reached`` is the furthest step one may return to."""

    at: int = 0
    reached: int = 0
    state: State = "open"
    closed: bool = False

    @property
    def step(self) -> Step:
        """What is asked now."""
        return STEPS[self.at]

    @property
    def is_first(self) -> bool:
        """Whether there is nothing before it."""
        return self.at == 0

    @property
    def decided(self) -> bool:
        """Whether it ended with an agreement or without one."""
        return self.state != "open"

    def may_go_to(self, key: str) -> bool:
        """Whether one has been at that step."""
        return key in KEYS and KEYS.index(key) <= self.reached

    def go_to(self, key: str) -> Room:
        """Back to a step, or forward to one that was reached before."""
        if self.closed or not self.may_go_to(key):
            raise NotPossible("this step was not reached")
        return replace(self, at=KEYS.index(key))

    def go_on(self) -> Room:
        """To whoever is asked next, answered or passed. The agreement is not passed: see below."""
        if self.closed or self.step.round in (AGREEMENT, THANKS):
            raise NotPossible("what comes next is to be decided")
        return self._at(self.at + 1)

    def go_back(self) -> Room:
        """To what was asked before; at the first it stays."""
        if self.closed:
            raise NotPossible("the room is closed")
        return replace(self, at=max(0, self.at - 1))

    def agree(self) -> Room:
        """An agreement was found; what is left is to thank both."""
        return self._decided("agreed")

    def disagree(self) -> Room:
        """No agreement today; both are thanked all the same."""
        return self._decided("no_agreement")

    def close(self) -> Room:
        """Both are thanked, or not, and the room is left."""
        if self.closed or not self.decided:
            raise NotPossible("nothing was decided; it can be continued another day")
        return replace(self, closed=True)

    def reopen(self) -> Room:
        """Sit down together again: everything said is there, and the wants are asked anew."""
        if not self.decided:
            raise NotPossible("it is open")
        return Room(KEYS.index("want:left"), len(STEPS) - 2)

    def _decided(self, state: State) -> Room:
        if self.closed or self.step.round != AGREEMENT:
            raise NotPossible("the agreement is not asked yet")
        last = len(STEPS) - 1
        return replace(self, at=last, reached=last, state=state)

    def _at(self, number: int) -> Room:
        return replace(self, at=number, reached=max(self.reached, number))


def load(stage: str, reached: str, state: str, *, closed: bool) -> Room:
    """A room as it was kept. A bare round stands for its first step, what is unknown for the first.

    ``reached``: the furthest step one has been at; ``closed``: it has ended.
    """
    at = _number(stage)
    known: State = "agreed" if state == "agreed" else "open"
    known = "no_agreement" if state == "no_agreement" else known
    return Room(at, max(at, _number(reached)), known, closed=closed and known != "open")


def first_of(round_: str) -> Step:
    """The first step of a round."""
    return next(step for step in STEPS if step.round == round_)


def _number(stage: str) -> int:
    if stage in KEYS:
        return KEYS.index(stage)
    return next((n for n, step in enumerate(STEPS) if step.round == stage), 0)
