"""Kind *toward*: how one feels toward a part, in a word, and who it is that feels so.

It is the gate of the six Fs: where it was not Self that answered, another part is here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.asked import asked, waits
from ifs_desktop.exercises.kinds.kind import Json, Keeping, Kind, Line, as_text
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts.queries import readings

OF_SELF, NOT_OF_SELF, NOT_SURE = "of_self", "not_of_self", "not_sure"
WHO = (OF_SELF, NOT_OF_SELF, NOT_SURE)


@dataclass(frozen=True, slots=True)
class Answer:
    """A word, who says it (one of WHO, empty until it was marked), and its level from 0 to 4."""

    word: str = ""
    of: str = ""
    level: int | None = None  # None: a word of one's own

    @property
    def is_empty(self) -> bool:
        """Whether no word was said."""
        return not self.word.strip()

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        return {"word": self.word, "of": self.of, "level": self.level}

    def words(self) -> str:
        """A word of one's own; one that was chosen is in many answers."""
        return self.word if self.level is None else ""


@dataclass(frozen=True, slots=True)
class Shape:
    """It may go on differently for each of WHO; where nobody was marked it goes on as usual."""

    options: tuple[tuple[str, str], ...] = tuple((who, who) for who in WHO)

    def shown(self) -> list[str]:
        """The words belong to the app."""
        return []

    def lines(self, answer: Answer) -> list[Line]:
        """The word."""
        return [] if answer.is_empty else [Line("", answer.word)]


def read(fields: Fields, key: str) -> Shape:
    """There is nothing more to read."""
    return Shape()


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    if not isinstance(value, dict) or value.keys() != {"word", "of", "level"}:
        raise ValueError("a word, who says it and a level were expected")
    level, of = value["level"], as_text(value["of"])
    if of and of not in WHO:
        raise ValueError("one of those who can answer was expected")
    if level is not None and (type(level) is not int or level not in range(parts.READING_LEVELS)):
        raise ValueError("a level was expected")
    return Answer(as_text(value["word"]), of, level)


def turn(answer: Answer) -> str:
    """A branch goes by who answered."""
    return answer.of


def keep(keeping: Keeping, shape: Shape, answer: Answer) -> Mapping[str, int]:
    """Note it as a reading of the part that is asked."""
    made = keeping.made.get("reading")
    whom = asked(keeping)[:1]
    if "reading" in keeping.on_its_own or (not answer.is_empty and waits(keeping, _of(keeping))):
        return keeping.made
    if answer.is_empty or not whom:
        if made is not None:
            parts.put_away_reading(keeping.store, reading_id=made)
        return {}
    part, word, level = whom[0], answer.word, answer.level
    if made is None:
        made = parts.add_reading(
            keeping.store,
            part_id=part,
            kind="toward",
            word=word,
            level=level,
            source=keeping.source,
        )
    else:
        parts.change_reading(keeping.store, reading_id=made, part_id=part, word=word, level=level)
    return {"reading": made}


def _of(keeping: Keeping) -> int | None:
    """The part whose reading it is."""
    made, picked = keeping.made.get("reading"), keeping.answer(keeping.about or "")
    for part in getattr(picked, "parts", ()):
        if any(one.id == made for one in readings(keeping.store, part)):
            return int(part)
    return None


KIND = Kind(
    "toward",
    read,
    load,
    Answer(),
    per_part=True,
    about=("pick_parts",),
    turn=turn,
    keep=keep,
)
