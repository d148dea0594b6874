"""Places in the order of a dialogue: numbers of which another always fits between two, nearly."""

from __future__ import annotations

from itertools import pairwise


def between(low: float | None, high: float | None, count: int) -> list[float] | None:
    """``count`` rising numbers after ``low`` and before ``high``; None if no more fit between.

    Without ``low`` or ``high`` there is nothing on that side, and always room.
    """
    steps = range(1, count + 1)
    if low is None and high is None:
        return [float(step) for step in steps]
    if high is None:
        assert low is not None
        return [low + step * _apart(low) for step in steps]
    if low is None:
        return [high - step * _apart(high) for step in reversed(steps)]
    found = [low + (high - low) * step / (count + 1) for step in steps]
    return found if all(a < b for a, b in pairwise([low, *found, high])) else None


def _apart(number: float) -> float:
    # The numbers of imported dialogues may be so large that adding one changes nothing.
    return max(1.0, abs(number) * 1e-9)
