"""Kind *hand_over*: the exercise leads to another place of the app, and waits there."""

from __future__ import annotations

from dataclasses import dataclass

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.kind import Json, Kind, Line
from ifs_desktop.store import Ref

PLACES = ("dialogue", "mediation", "map", "people", "rest")
_TABLES = ("dialogue", "map")  # a mediation is a dialogue of two


@dataclass(frozen=True, slots=True)
class Answer:
    """That it led there, and to which row of which table if one was made for it."""

    went: bool = False
    table: str = ""
    id: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it did not lead there yet."""
        return not self.went

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        if self.table:
            return {self.table: self.id}
        return {"went": True} if self.went else None

    def words(self) -> str:
        """Nothing was typed."""
        return ""


@dataclass(frozen=True, slots=True)
class Shape:
    """Where it leads, and the words of the button."""

    to: str
    button: str

    def shown(self) -> list[str]:
        """The button."""
        return [self.button]

    def ref(self, answer: Answer) -> Ref | None:
        """Where an answer leads again; None if nothing was made that one could go back to."""
        if not answer.table:
            return None
        return Ref("mediation" if self.to == "mediation" else answer.table, answer.id)

    def lines(self, answer: Answer) -> list[Line]:
        """A way to what was made there."""
        ref = self.ref(answer)
        return [] if ref is None else [Line("", self.button, ref=ref)]


def led_to(ref: Ref) -> Answer:
    """The answer that keeps where it led."""
    if ref.id is None:
        return Answer(True)
    return Answer(True, "dialogue" if ref.kind == "mediation" else ref.kind, ref.id)


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    return Shape(fields.one_of("to", PLACES), fields.text("button"))


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    if value is None:
        return Answer()
    if value == {"went": True}:
        return Answer(True)
    if not isinstance(value, dict) or len(value) != 1:
        raise ValueError("one row was expected")
    ((table, id_),) = value.items()
    if table not in _TABLES or type(id_) is not int:
        raise ValueError("a dialogue or a map was expected")
    return Answer(True, table, id_)


KIND = Kind("hand_over", read, load, Answer(), about=("pick_parts",), about_needed=False)
