"""Kind *choose*: one of a few answers, which may decide where the exercise goes on.

A file may say whom it asks; where none of those may be asked the step is passed by.
"""

from __future__ import annotations

from dataclasses import dataclass

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.kind import Json, Kind, Line, as_text


@dataclass(frozen=True, slots=True)
class Answer:
    """The name of the option, or the empty string."""

    option: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was chosen."""
        return not self.option

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        return self.option

    def words(self) -> str:
        """Nothing was typed."""
        return ""


@dataclass(frozen=True, slots=True)
class Shape:
    """The options, by name, in the order they are shown."""

    options: tuple[tuple[str, str], ...]

    def label(self, option: str) -> str:
        """The words of an option; empty for one the file no longer has."""
        return dict(self.options).get(option, "")

    def shown(self) -> list[str]:
        """The words of the options."""
        return [label for _, label in self.options]

    def lines(self, answer: Answer) -> list[Line]:
        """The words of the option chosen."""
        label = self.label(answer.option)
        return [Line("", label)] if label else []


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    return Shape(fields.child("options").pairs(2, 7))


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    return Answer(as_text(value))


def turn(answer: Answer) -> str:
    """A branch goes by the option."""
    return answer.option


KIND = Kind(
    "choose",
    read,
    load,
    Answer(),
    per_part=True,
    about=("pick_parts",),
    about_needed=False,
    turn=turn,
)
