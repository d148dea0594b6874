"""Kind *shares*: what belongs to them, to me, and what is not known, in three columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds import belief
from ifs_desktop.exercises.kinds.answers import Texts
from ifs_desktop.exercises.kinds.kind import Json, Keeping, Kind, Line, as_texts

COLUMNS = ("theirs", "mine", "unknown")  # the names in the ledger

Answer = Texts


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns' titles, by their names; none weighs more than another."""

    titles: tuple[tuple[str, str], ...]

    def shown(self) -> list[str]:
        """The titles."""
        return [title for _, title in self.titles]

    def lines(self, answer: Answer) -> list[Line]:
        """One line for each column with something in it."""
        return answer.lines(self.titles)


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    columns = fields.child("columns")
    titles = tuple((name, columns.text(name)) for name in COLUMNS)
    columns.finish()
    return Shape(titles)


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    texts = as_texts(value)
    if not texts.keys() <= set(COLUMNS):
        raise ValueError("the three columns were expected")
    return Answer(texts)


def keep(keeping: Keeping, shape: Shape, answer: Answer) -> Mapping[str, int]:
    """Into the version of the belief."""
    return belief.note(keeping, **{name: answer.texts.get(name, "") for name in COLUMNS})


KIND = Kind("shares", read, load, Answer(), about=("belief",), keep=keep)
