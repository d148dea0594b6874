"""How tall the rows of a long list are: guessed until they are measured."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate


class Heights:
    """Px of every row, from the top. Ten thousand are added up again in a third of a ms."""

    def __init__(self) -> None:
        self._heights: list[int] = []
        self._known: list[bool] = []
        self._ends: list[int] | None = None  # of each row, counted from the top of the first

    def __len__(self) -> int:
        return len(self._heights)

    def guess_all(self, heights: Iterable[int]) -> None:
        """Begin anew: every height is a guess."""
        self._heights = list(heights)
        self._known = [False] * len(self._heights)
        self._ends = None

    def rearrange(self, rows: Iterable[int]) -> None:
        """The rows as they stand now, each by where it stood: they may look otherwise there."""
        self.guess_all([self._heights[row] for row in rows])

    def insert(self, row: int, heights: Sequence[int]) -> None:
        """New rows, with a guess of each."""
        self._heights[row:row] = heights
        self._known[row:row] = [False] * len(heights)
        self._ends = None

    def remove(self, first: int, last: int) -> None:
        """Rows are gone."""
        del self._heights[first : last + 1]
        del self._known[first : last + 1]
        self._ends = None

    def measured(self, row: int, height: int) -> bool:
        """Take in a height; True if it is not what it was held to be."""
        self._known[row] = True
        if self._heights[row] == height:
            return False
        self._heights[row] = height
        self._ends = None
        return True

    def doubt(self, row: int) -> None:
        """What was measured holds no longer."""
        self._known[row] = False

    def known(self, row: int) -> bool:
        """Whether a row was measured."""
        return self._known[row]

    def height(self, row: int) -> int:
        """Px of one row."""
        return self._heights[row]

    def top(self, row: int) -> int:
        """Px above a row."""
        return self._sums()[row - 1] if row else 0

    def total(self) -> int:
        """Px of all rows."""
        return self._sums()[-1] if self._heights else 0

    def row_at(self, y: int) -> int:
        """The row that covers ``y``; the last one below the end, -1 if there is none."""
        return min(bisect_right(self._sums(), y), len(self._heights) - 1)

    def _sums(self) -> list[int]:
        if self._ends is None:
            self._ends = list(accumulate(self._heights))
        return self._ends
