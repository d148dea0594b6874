"""Kind *belief*: a belief in one's own words, new or taken up again, and who holds it.

It begins a version in the journal's ledger of beliefs; the steps about it write into that version.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ifs_desktop.beliefs import edits, queries
from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.kind import Json, Keeping, Kind, Line, as_text

BELIEF, VERSION = "belief", "belief_version"  # the tables: names of the rows it writes
Holder = Literal["", "part", "me", "unknown"]  # "": not said


@dataclass(frozen=True, slots=True)
class Answer:
    """The words, the belief of the ledger they take up, and who holds it."""

    text: str = ""
    takes_up: int | None = None  # None: it is new
    part: int | None = None
    holder: Holder = ""

    @property
    def is_empty(self) -> bool:
        """Whether neither a belief nor who holds one was named."""
        return not self.text.strip() and not self.holder

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        if self.is_empty:
            return None
        held: Json = {"part": self.part} if self.holder == "part" else self.holder
        taken = None if self.takes_up is None else {BELIEF: self.takes_up}
        return {"text": self.text, "takes_up": taken, "holder": held}

    def words(self) -> str:
        """What was typed."""
        return self.text.strip()


@dataclass(frozen=True, slots=True)
class Shape:
    """What stands for the two holders that are no parts; a branch goes by whether it is named."""

    me: str
    unknown: str
    options: tuple[tuple[str, str], ...] = (("named", ""), ("none", ""))

    def shown(self) -> list[str]:
        """The two; the parts have their own names."""
        return [self.me, self.unknown]

    def lines(self, answer: Answer) -> list[Line]:
        """The belief, and who holds it."""
        held = {"me": self.me, "unknown": self.unknown}.get(answer.holder, "")
        lines = [Line("", answer.text)] if answer.text.strip() else []
        if answer.part is not None:
            lines.append(Line("", "", answer.part))
        return [*lines, Line("", held)] if held else lines


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    holders = fields.child("holders")
    shape = Shape(holders.text("me"), holders.text("unknown"))
    holders.finish()
    return shape


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    if value is None:
        return Answer()
    if not isinstance(value, dict) or value.keys() != {"text", "takes_up", "holder"}:
        raise ValueError("a belief and its holder were expected")
    text, held = as_text(value["text"]), value["holder"]
    taken = None if value["takes_up"] is None else _number(value["takes_up"], BELIEF)
    if held in ("", "me", "unknown"):
        return Answer(text, taken, None, held)
    return Answer(text, taken, _number(held, "part"), "part")


def _number(value: Json, table: str) -> int:
    number = value.get(table) if isinstance(value, dict) and len(value) == 1 else None
    if type(number) is not int:
        raise ValueError(f"one row of {table} was expected")
    return number


def parts(answer: Answer) -> tuple[int, ...]:
    """The part that holds it."""
    return () if answer.part is None else (answer.part,)


def turn(answer: Answer) -> str:
    """Whether there is a belief to look at."""
    return "named" if answer.text.strip() else "none"


def keep(keeping: Keeping, shape: Shape, answer: Answer) -> Mapping[str, int]:
    """Write the belief, who holds it, and that it is looked at here."""
    own, version = keeping.made.get(BELIEF), keeping.made.get(VERSION)
    if keeping.on_its_own:
        return keeping.made
    part = answer.part
    if part is not None and not keeping.there("part", part):
        part = None
    if not answer.text.strip():
        edits.take_back(keeping.store, version_id=version, belief_id=own)
        return {}
    taken = answer.takes_up
    if taken is not None and queries.belief(keeping.store, taken) is None:
        taken = None  # it was put away since
    belief = edits.hold(
        keeping.store,
        text=answer.text,
        part_id=part,
        own=answer.holder == "me",
        belief_id=own if taken is None else taken,
    )
    version = edits.version(
        keeping.store, belief_id=belief, source=keeping.source, version_id=version
    )
    if own is not None and own != belief:
        edits.take_back(keeping.store, version_id=None, belief_id=own)
    made = {VERSION: version}
    return made if taken is not None else {BELIEF: belief, **made}


def note(keeping: Keeping, **given: int | str | None) -> Mapping[str, int]:
    """Write something into the version that the belief's step began; nothing where it has none."""
    version = keeping.wrote(keeping.about or "").get(VERSION)
    if version is None or not edits.note(keeping.store, version_id=version, **given):
        return {}
    return {VERSION: version}


KIND = Kind("belief", read, load, Answer(), gated=True, parts=parts, turn=turn, keep=keep)
