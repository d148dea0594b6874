"""Kind *protectors_in*: which parts rest in the place. They stand on its map, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.kind import Json, Kind, Line


@dataclass(frozen=True, slots=True)
class Answer:
    """The ids of the parts that rested there at the time, in the order they came."""

    parts: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nobody rested."""
        return not self.parts

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        return [{"part": part} for part in self.parts]

    def words(self) -> str:
        """Names are found through the parts themselves."""
        return ""


@dataclass(frozen=True, slots=True)
class Shape:
    """Nothing to set."""

    def shown(self) -> list[str]:
        """Only the parts' own names."""
        return []

    def lines(self, answer: Answer) -> list[Line]:
        """One line for each part; its name is put in by who shows it."""
        return [Line("", "", part) for part in answer.parts]


def read(fields: Fields, key: str) -> Shape:
    """There is nothing more to read."""
    return Shape()


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    if not isinstance(value, list):
        raise ValueError("a list of parts was expected")
    if any(not isinstance(row, dict) or type(row.get("part")) is not int for row in value):
        raise ValueError("a list of parts was expected")
    return Answer(tuple(dict.fromkeys(row["part"] for row in value)))


def parts(answer: Answer) -> tuple[int, ...]:
    """The parts that rested."""
    return answer.parts


KIND = Kind("protectors_in", read, load, Answer(), about=("place",), parts=parts)
