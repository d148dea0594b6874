"""Kind *place*: a place to rest, built of senses or of words alone, or one that is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.kind import Json, Keeping, Kind, Line, as_texts, filled
from ifs_desktop.parts.names import LONGEST_NAME, UnusableName, clean_name
from ifs_desktop.rest import edits, queries

# Names of the rows it writes: the map of the place, and of one that was built in this walk.
MAP, BUILT = "map", "map:built"
NAME = "name"
TEXTS = (NAME, *edits.TEXTS)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was written, by the box; and the map of the place that is visited again."""

    texts: dict[str, str] = field(default_factory=dict)
    again: int | None = None  # None: it is new

    @property
    def is_empty(self) -> bool:
        """Whether there is no place."""
        return self.again is None and not any(text.strip() for text in self.texts.values())

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        if self.is_empty:
            return None
        again = None if self.again is None else {MAP: self.again}
        return {"texts": filled(self.texts), "again": again}

    def words(self) -> str:
        """All that was typed."""
        return "\n".join(text for text in self.texts.values() if text.strip())


@dataclass(frozen=True, slots=True)
class Shape:
    """The labels of the boxes, by their names; a branch goes by whether there is a place."""

    labels: tuple[tuple[str, str], ...]
    unnamed: str  # what a place is called that was given no name
    options: tuple[tuple[str, str], ...] = (("built", ""), ("none", ""))

    def shown(self) -> list[str]:
        """The labels."""
        return [label for _, label in self.labels]

    def lines(self, answer: Answer) -> list[Line]:
        """One line for each box with something in it."""
        return [
            Line(label, answer.texts[name])
            for name, label in self.labels
            if answer.texts.get(name, "").strip()
        ]


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    labels = fields.child("labels")
    found = tuple((name, labels.text(name)) for name in TEXTS)
    labels.finish()
    return Shape(found, fields.text("unnamed"))


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    if value is None:
        return Answer()
    if not isinstance(value, dict) or value.keys() != {"texts", "again"}:
        raise ValueError("a place was expected")
    texts, again = as_texts(value["texts"]), value["again"]
    if not texts.keys() <= set(TEXTS):
        raise ValueError("the words of a place were expected")
    if again is None:
        return Answer(texts)
    number = again.get(MAP) if isinstance(again, dict) and len(again) == 1 else None
    if type(number) is not int:
        raise ValueError("a map was expected")
    return Answer(texts, number)


def turn(answer: Answer) -> str:
    """Whether there is a place to go on with."""
    return "none" if answer.is_empty else "built"


def keep(keeping: Keeping, shape: Shape, answer: Answer) -> Mapping[str, int]:
    """Build the place, or say anew what it is like there."""
    own, again = keeping.made.get(BUILT), answer.again
    if again is not None and queries.place(keeping.store, again) is None:
        again = None  # it was put away since
    if own is not None and (answer.is_empty or again is not None):
        edits.take_back(keeping.store, map_id=own)
    if answer.is_empty:
        return {}
    try:
        name = clean_name(answer.texts.get(NAME, "")[:LONGEST_NAME])
    except UnusableName:
        name = shape.unnamed
    texts = {sense: answer.texts.get(sense, "") for sense in edits.TEXTS}
    built = edits.build(keeping.store, name=name, map_id=own if again is None else again, **texts)
    return {MAP: built} if again is not None else {MAP: built, BUILT: built}


KIND = Kind("place", read, load, Answer(), turn=turn, keep=keep)
