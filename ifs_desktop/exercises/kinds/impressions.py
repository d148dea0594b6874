"""Kind *impressions*: short lines, as they come. Each is an impression in the inbox."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.kind import Json, Keeping, Kind, Line, as_text
from ifs_desktop.inbox import edits as inbox
from ifs_desktop.store.schema import IMPRESSION_KINDS

MINUTES = 3
_ROW = "impression:"


@dataclass(frozen=True, slots=True)
class Noticed:
    """One line. ``number`` is its own: it is not given to another once the line is taken away."""

    number: int
    text: str = field(repr=False)  # people's words are never printed
    kind: str | None = None  # one of IMPRESSION_KINDS; None: not said


@dataclass(frozen=True, slots=True)
class Answer:
    """The lines, in the order they came; ``last`` is the highest number that was ever given."""

    lines: tuple[Noticed, ...] = ()
    last: int = field(default=0, compare=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was noted."""
        return not self.lines

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        told: list[Json] = [[one.number, one.kind, one.text] for one in self.lines]
        highest = max((one.number for one in self.lines), default=self.last)
        # A number that went with its line is not given again: it may be sorted onto a part.
        return [*told, self.last] if self.last > highest else told

    def words(self) -> str:
        """Nothing: each line is found as the impression it is."""
        return ""

    def with_line(self, text: str, kind: str | None) -> Answer:
        """With one more line."""
        number = 1 + max((self.last, *(one.number for one in self.lines)))
        return Answer((*self.lines, Noticed(number, text, kind)), number)

    def without(self, number: int) -> Answer:
        """Without that line."""
        return Answer(tuple(one for one in self.lines if one.number != number), self.last)


@dataclass(frozen=True, slots=True)
class Shape:
    """How long the quiet line runs; nothing ends when it is full."""

    minutes: int

    def shown(self) -> list[str]:
        """Only what the app says itself."""
        return []

    def lines(self, answer: Answer) -> list[Line]:
        """Each as it was noted."""
        return [Line("", one.text) for one in answer.lines]


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    return Shape(fields.number("minutes", 1, 10) if fields.has("minutes") else MINUTES)


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    if not isinstance(value, list):
        raise ValueError("a list of lines was expected")
    last = value[-1] if value and type(value[-1]) is int else None
    lines = tuple(_line(one) for one in (value if last is None else value[:-1]))
    return Answer(lines, max((one.number for one in lines), default=0) if last is None else last)


def _line(value: Json) -> Noticed:
    if not isinstance(value, list) or len(value) != 3 or type(value[0]) is not int:
        raise ValueError("a number, a kind and a text were expected")
    number, kind, text = value
    if kind is not None and kind not in IMPRESSION_KINDS:
        raise ValueError("a kind of impression was expected")
    return Noticed(number, as_text(text), kind)


def keep(keeping: Keeping, shape: Shape, answer: Answer) -> Mapping[str, int]:
    """Jot down what is new, and put away what was taken away. What the inbox says stays so."""
    made = dict(keeping.made)
    here = {row_of(one.number) for one in answer.lines}
    gone = [made.pop(name) for name in list(made) if name not in here]
    if gone:
        inbox.put_away(keeping.store, impression_ids=gone)
    for one in answer.lines:
        if row_of(one.number) not in made:
            made[row_of(one.number)] = inbox.note(keeping.store, text=one.text, kind=one.kind)
    return made


def row_of(number: int) -> str:
    """The name under which the impression of a line is among the rows that were made."""
    return f"{_ROW}{number}"


KIND = Kind("impressions", read, load, Answer(), keep=keep)
