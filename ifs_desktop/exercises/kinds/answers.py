"""Answers of more than one kind of step: a place on a line, and texts by the names of boxes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ifs_desktop.exercises.kinds.kind import Json, Line, filled


@dataclass(frozen=True, slots=True)
class Position:
    """The place on a line that was taken, or None; each kind says which there are."""

    at: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no place was taken."""
        return self.at is None

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        return self.at

    def words(self) -> str:
        """Nothing was typed."""
        return ""


@dataclass(frozen=True, slots=True)
class Texts:
    """What was written, by the name of the box."""

    texts: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written in any box."""
        return not any(text.strip() for text in self.texts.values())

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        return filled(self.texts)

    def words(self) -> str:
        """All of it."""
        return "\n".join(text for text in self.texts.values() if text.strip())

    def lines(self, boxes: Iterable[tuple[str, str]], group: str = "") -> list[Line]:
        """One line for each box, by name and label, with something in it."""
        return [
            Line(label, self.texts[name], group=group)
            for name, label in boxes
            if self.texts.get(name, "").strip()
        ]
