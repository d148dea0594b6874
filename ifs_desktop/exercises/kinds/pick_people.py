"""Kind *pick_people*: one person of the journal, or somebody new by name, or nobody."""

from __future__ import annotations

from dataclasses import dataclass

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.kind import Json, Kind, Line

SOMEBODY, NOBODY = "somebody", "nobody"


@dataclass(frozen=True, slots=True)
class Answer:
    """The id of the person, or that it is nobody; neither before an answer."""

    person: int | None = None
    nobody: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was picked, not even nobody."""
        return self.person is None and not self.nobody

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        if self.person is not None:
            return {"person": self.person}
        return {NOBODY: True} if self.nobody else {}

    def words(self) -> str:
        """Names are found through the people themselves."""
        return ""


@dataclass(frozen=True, slots=True)
class Shape:
    """The words for nobody."""

    nobody: str

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """What a branch can go by."""
        return ((SOMEBODY, ""), (NOBODY, self.nobody))

    def shown(self) -> list[str]:
        """The words for nobody."""
        return [self.nobody]

    def lines(self, answer: Answer) -> list[Line]:
        """The person; the name is put in by who shows it."""
        if answer.person is not None:
            return [Line("", "", person=answer.person)]
        return [Line("", self.nobody)] if answer.nobody else []


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    return Shape(fields.text("nobody"))


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    if value == {}:
        return Answer()
    if value == {NOBODY: True}:
        return Answer(nobody=True)
    if isinstance(value, dict) and set(value) == {"person"} and type(value["person"]) is int:
        return Answer(value["person"])
    raise ValueError("a person or nobody was expected")


def turn(answer: Answer) -> str:
    """Who goes on without picking anybody picked nobody."""
    return NOBODY if answer.person is None else SOMEBODY


KIND = Kind("pick_people", read, load, Answer(), turn=turn)
