"""Kind *container*: what holds the material of a place to rest. It takes words, never a part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.kind import Json, Keeping, Kind, Line, as_text
from ifs_desktop.rest import edits


@dataclass(frozen=True, slots=True)
class Answer:
    """What it is, in words, and the ids of what it held at the time."""

    container: str = ""
    held: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is no container and nothing in it."""
        return not self.container.strip() and not self.held

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        return {"container": self.container, "held": [{"material": one} for one in self.held]}

    def words(self) -> str:
        """What it is; the material is found by its own words."""
        return self.container.strip()


@dataclass(frozen=True, slots=True)
class Shape:
    """The labels of the two boxes."""

    container: str
    material: str

    def shown(self) -> list[str]:
        """The labels."""
        return [self.container, self.material]

    def lines(self, answer: Answer) -> list[Line]:
        """What it is. What was in it stays with the place."""
        return [Line(self.container, answer.container)] if answer.container.strip() else []


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    labels = fields.child("labels")
    shape = Shape(labels.text("container"), labels.text("material"))
    labels.finish()
    return shape


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    if not isinstance(value, dict) or value.keys() != {"container", "held"}:
        raise ValueError("a container was expected")
    rows = value["held"]
    if not isinstance(rows, list):
        raise ValueError("a list of material was expected")
    if any(not isinstance(row, dict) or type(row.get("material")) is not int for row in rows):
        raise ValueError("a list of material was expected")
    return Answer(as_text(value["container"]), tuple(row["material"] for row in rows))


def keep(keeping: Keeping, shape: Shape, answer: Answer) -> Mapping[str, int]:
    """Say in the place what its container is."""
    map_id = keeping.wrote(keeping.about or "").get("map")
    if map_id is not None:
        edits.name_container(keeping.store, map_id=map_id, text=answer.container)
    return {}


KIND = Kind("container", read, load, Answer(), about=("place",), keep=keep)
