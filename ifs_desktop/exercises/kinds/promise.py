"""Kind *promise*: one thing to do, for a part or for oneself, on a day or whenever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.asked import may_ask
from ifs_desktop.exercises.kinds.kind import Json, Keeping, Kind, Line, as_text
from ifs_desktop.promises import edits as promises
from ifs_desktop.store.schema import PROMISE_KINDS


@dataclass(frozen=True, slots=True)
class Answer:
    """What it is, whom it is for (None: oneself), and the day (None: whenever)."""

    text: str = ""
    part: int | None = None
    day: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said of what it is."""
        return not self.text.strip()

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        whom = {} if self.part is None else {"for": {"part": self.part}}
        day = {} if self.day is None else {"day": self.day.isoformat()}
        return {"text": self.text, **whom, **day}

    def words(self) -> str:
        """What it is."""
        return self.text


@dataclass(frozen=True, slots=True)
class Shape:
    """``kind``: one of PROMISE_KINDS."""

    kind: str

    def shown(self) -> list[str]:
        """The choices belong to the app."""
        return []

    def lines(self, answer: Answer) -> list[Line]:
        """What it is, whom it is for, and the day."""
        if answer.is_empty:
            return []
        day = answer.day
        when = [] if day is None else [Line("", day.isoformat(), day=day)]
        return [Line("", answer.text, answer.part), *when]


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    return Shape(fields.one_of("as", PROMISE_KINDS))


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    if not isinstance(value, dict) or not {"text"} <= value.keys() <= {"text", "for", "day"}:
        raise ValueError("a text, whom it is for and a day were expected")
    part = None
    if "for" in value:
        whom = value["for"]
        if not isinstance(whom, dict) or whom.keys() != {"part"} or type(whom["part"]) is not int:
            raise ValueError("a part was expected")
        part = whom["part"]
    day = date.fromisoformat(as_text(value["day"])) if "day" in value else None
    return Answer(as_text(value["text"]), part, day)


def keep(keeping: Keeping, shape: Shape, answer: Answer) -> Mapping[str, int]:
    """Plan it; without words it is put away. For a part that may not be asked nothing is new."""
    made = keeping.made.get("promise")
    may = answer.part is None or may_ask(keeping, answer.part)
    if "promise" in keeping.on_its_own:
        return keeping.made
    if not answer.is_empty and not may:
        return {}  # what was planned for it stays with it
    if answer.is_empty:
        if made is not None:
            promises.put_away(keeping.store, promise_id=made)
        return {}
    planned = promises.promise(
        keeping.store,
        kind=shape.kind,
        text=answer.text,
        part_id=answer.part,
        due_on=answer.day,
        source=keeping.source,
        promise_id=made,
    )
    return {"promise": planned}


KIND = Kind("promise", read, load, Answer(), about=("pick_parts",), about_needed=False, keep=keep)
