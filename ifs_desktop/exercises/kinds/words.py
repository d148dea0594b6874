"""Kind *words*: something to read, and where it may lead. Nothing is asked or kept."""

from __future__ import annotations

from dataclasses import dataclass

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.kind import Json, Kind, Line

LINKS = ("help", "ground")


@dataclass(frozen=True, slots=True)
class Answer:
    """There is none."""

    @property
    def is_empty(self) -> bool:
        """Always."""
        return True

    def value(self) -> Json:
        """Nothing."""
        return None

    def words(self) -> str:
        """Nothing was typed."""
        return ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A place of the app to offer, or the empty string."""

    link: str

    def shown(self) -> list[str]:
        """The link's words belong to the app."""
        return []

    def lines(self, answer: Answer) -> list[Line]:
        """Nothing to read again."""
        return []


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    return Shape(fields.one_of("link", LINKS) if fields.has("link") else "")


def load(value: Json) -> Answer:
    """The answer, whatever is kept."""
    return Answer()


KIND = Kind("words", read, load, Answer(), asks=False)
