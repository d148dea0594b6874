"""Kind *check_in*: what helped, kept as a check-in with the alarm before and after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ifs_desktop.check_ins import edits
from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.kind import Json, Keeping, Kind, Line, as_text

KINDS = ("sitting", "drill", "activated")


@dataclass(frozen=True, slots=True)
class Answer:
    """What helped, in words; ``nothing`` that one knows of is an answer too."""

    helped: str = ""
    nothing: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether neither was said."""
        return not self.helped.strip() and not self.nothing

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        return {"helped": self.helped, "nothing": self.nothing}

    def words(self) -> str:
        """What was written."""
        return self.helped


@dataclass(frozen=True, slots=True)
class Shape:
    """The kind of check-in, and the earlier steps it goes by; empty for none."""

    kind: str
    before: str
    after: str
    about: str
    who: str

    @property
    def goes_by(self) -> tuple[str, ...]:
        """The steps whose answers stand in the check-in."""
        return tuple(key for key in (self.before, self.after, self.about, self.who) if key)

    def shown(self) -> list[str]:
        """The words beside the box belong to the app."""
        return []

    def lines(self, answer: Answer) -> list[Line]:
        """What helped, if anything did."""
        return [Line("", answer.helped)] if answer.helped.strip() else []


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    kind = fields.one_of("as", KINDS)

    def step(name: str, *kinds: str) -> str:
        return fields.step(name, by=key, kinds=kinds) if fields.has(name) else ""

    return Shape(
        kind,
        step("before", "scale"),
        step("after", "scale"),
        step("about", "write"),
        step("who", "pick_parts"),
    )


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    if not isinstance(value, dict) or value.keys() != {"helped", "nothing"}:
        raise ValueError("what helped was expected")
    if not isinstance(value["nothing"], bool):
        raise ValueError("yes or no was expected")
    return Answer(as_text(value["helped"]), value["nothing"])


def keep(keeping: Keeping, shape: Shape, answer: Answer) -> Mapping[str, int]:
    """A check-in with what was said at the steps it goes by."""
    kept = keeping.made.get("check_in")
    if keeping.on_its_own:
        return keeping.made
    if answer.is_empty:
        if kept is not None:
            edits.take_back(keeping.store, check_in_id=kept)
        return {}

    def at(key: str, name: str, nothing: Any) -> Any:
        return getattr(keeping.answer(key), name) if key else nothing

    return {
        "check_in": edits.check_in(
            keeping.store,
            kind=shape.kind,
            present=dict.fromkeys(at(shape.who, "parts", ()), ""),
            before=at(shape.before, "at", None),
            after=at(shape.after, "at", None),
            about=at(shape.about, "text", ""),
            helped=answer.helped,
            source=keeping.source,
            check_in_id=kept,
        )
    }


KIND = Kind("check_in", read, load, Answer(), keep=keep)
