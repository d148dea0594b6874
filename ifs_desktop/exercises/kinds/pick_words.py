"""Kind *pick_words*: any number of words from a list, and one's own. Nothing adds up."""

from __future__ import annotations

from dataclasses import dataclass

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.kind import Json, Kind, Line, as_text

MOST_WORDS = 24


@dataclass(frozen=True, slots=True)
class Answer:
    """The names of the words that fit, and what was written beside them."""

    picked: tuple[str, ...] = ()
    own: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether no word was picked and none written."""
        return not self.picked and not self.own.strip()

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        return {"picked": list(self.picked), "own": self.own}

    def words(self) -> str:
        """One's own words."""
        return self.own


@dataclass(frozen=True, slots=True)
class Shape:
    """The words by name, in the order they are shown, and the label of the box for others."""

    choices: tuple[tuple[str, str], ...]
    own: str  # empty: no box

    def shown(self) -> list[str]:
        """The words, and the label of the box."""
        return [*(word for _, word in self.choices), *([self.own] if self.own else [])]

    def lines(self, answer: Answer) -> list[Line]:
        """The words in the order of the list, then one's own."""
        picked = [word for name, word in self.choices if name in answer.picked]
        lines = [Line("", " · ".join(picked))] if picked else []
        return lines + ([Line(self.own, answer.own)] if answer.own.strip() else [])


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    choices = fields.child("words").pairs(2, MOST_WORDS)
    return Shape(choices, fields.text("own") if fields.has("own") else "")


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    if not isinstance(value, dict) or value.keys() != {"picked", "own"}:
        raise ValueError("words were expected")
    if not isinstance(value["picked"], list):
        raise ValueError("a list of words was expected")
    picked = dict.fromkeys(as_text(name) for name in value["picked"])
    return Answer(tuple(picked), as_text(value["own"]))


KIND = Kind("pick_words", read, load, Answer())
