"""What tests found out about the promises, gathered from every process into one table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

NAME = "figure"  # of the property that carries a figure on a test's report, as JSON can
Noted = tuple[str, str, int | str]  # the promise, what was counted or measured, how much


class Rounds(Protocol):
    """How often a test repeats something."""

    def __call__(self, quick: int, long: int) -> int:
        """One number or the other: as the run was asked for."""
        ...


class Figures:
    """A test's notes for the table at the end of the run."""

    def __init__(self, properties: list[tuple[str, object]]) -> None:
        self._properties = properties

    def note(self, promise: str, what: str, value: object) -> None:
        """Say a figure. Whole numbers of several tests, or of one, are added up."""
        kept = int(value) if isinstance(value, int) else str(value)
        self._properties.append((NAME, [promise, what, kept]))


def table(noted: Iterable[Noted]) -> list[str]:
    """A line for each promise and what was noted of it, P2 before P10."""
    rows: dict[tuple[str, str], list[int | str]] = {}
    for promise, what, value in noted:
        rows.setdefault((promise, what), []).append(value)
    ordered = sorted(rows.items(), key=lambda row: [_natural(words) for words in row[0]])
    lines = [(promise, what, _together(values)) for (promise, what), values in ordered]
    wide = [max(len(line[column]) for line in lines) for column in (0, 1)] if lines else [0, 0]
    return [f"{a:<{wide[0]}}  {b:<{wide[1]}}  {value}" for a, b, value in lines]


def _natural(words: str) -> list[tuple[int, str]]:
    return [(int(d or 0), text) for d, text in re.findall(r"(\d*)(\D*)", words)]


def _together(values: list[int | str]) -> str:
    numbers = [value for value in values if isinstance(value, int)]
    if len(numbers) == len(values):
        return f"{sum(numbers):,}"
    return ", ".join(dict.fromkeys(str(value) for value in values))
