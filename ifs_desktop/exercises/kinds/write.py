"""Kind *write*: free words in one box. An earlier answer in the same words may be recalled."""

from __future__ import annotations

from dataclasses import dataclass

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.kind import Json, Kind, Line, as_text


@dataclass(frozen=True, slots=True)
class Answer:
    """What was written."""

    text: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not self.text.strip()

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        return self.text

    def words(self) -> str:
        """All of it."""
        return self.text


@dataclass(frozen=True, slots=True)
class Shape:
    """``recall`` is the two-sided step whose earlier answer is shown beside the same words."""

    recall: str | None

    def shown(self) -> list[str]:
        """An empty box."""
        return []

    def lines(self, answer: Answer) -> list[Line]:
        """What was written."""
        return [] if answer.is_empty else [Line("", answer.text)]


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    if not fields.has("recall"):
        return Shape(None)
    return Shape(fields.step("recall", by=key, kinds=("two_sided",)))


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    return Answer(as_text(value))


KIND = Kind("write", read, load, Answer())
