"""Kind *reply*: what a part answers to a letter. No answer today is an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds import letter
from ifs_desktop.exercises.kinds.asked import may_ask
from ifs_desktop.exercises.kinds.kind import Json, Keeping, Kind, Line, as_text
from ifs_desktop.letters import edits as letters
from ifs_desktop.letters import queries as kept


@dataclass(frozen=True, slots=True)
class Answer:
    """Its words, or that there are none today."""

    text: str = ""
    none_today: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said either way."""
        return not self.text.strip() and not self.none_today

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        return {"text": self.text, "none_today": self.none_today}

    def words(self) -> str:
        """What it answers."""
        return self.text


@dataclass(frozen=True, slots=True)
class Shape:
    """``none_today`` are the words for a part that does not answer today."""

    none_today: str

    def shown(self) -> list[str]:
        """The one answer that is offered."""
        return [self.none_today]

    def lines(self, answer: Answer) -> list[Line]:
        """Its words, or that there were none."""
        if answer.text.strip():
            return [Line("", answer.text)]
        return [Line("", self.none_today)] if answer.none_today else []


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    return Shape(fields.text("none_today"))


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    if not isinstance(value, dict) or value.keys() != {"text", "none_today"}:
        raise ValueError("a text and whether there is none were expected")
    if type(value["none_today"]) is not bool:
        raise ValueError("yes or no was expected")
    return Answer(as_text(value["text"]), value["none_today"])


def keep(keeping: Keeping, shape: Shape, answer: Answer) -> Mapping[str, int]:
    """Write it down with the letter it answers, if there is one."""
    if keeping.about is None:
        return {}
    written = keeping.wrote(keeping.about).get(letter.ROW)
    card = None if written is None else kept.letter(keeping.store, written)
    if card is not None and (answer.is_empty or may_ask(keeping, card.part_id)):
        letters.reply(keeping.store, letter_id=card.id, text=answer.text)
    return {}


KIND = Kind("reply", read, load, Answer(), per_part=True, about=("letter",), keep=keep)
