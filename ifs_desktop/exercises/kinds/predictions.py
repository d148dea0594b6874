"""Kind *predictions*: what parts expect of a small step, their stop signals and permission."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.kind import (
    Json,
    Keeping,
    Kind,
    Line,
    hearing,
    of_parts,
    part_of,
    row_for,
)
from ifs_desktop.people import edits as people

GO_ON, NOT_NOW = "go_on", "not_now"


@dataclass(frozen=True, slots=True)
class Expected:
    """What one part says; ``permission`` is "yes", "not_now", or empty if it was not asked."""

    text: str = ""
    stop: str = ""
    permission: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return not (self.text.strip() or self.stop.strip() or self.permission)


@dataclass(frozen=True, slots=True)
class Answer:
    """What each part says, by its id."""

    parts: dict[int, Expected] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether no part said anything."""
        return all(one.is_empty for one in self.parts.values())

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        return [
            {"part": part, "text": one.text, "stop": one.stop, "permission": one.permission}
            for part, one in self.parts.items()
            if not one.is_empty
        ]

    def words(self) -> str:
        """All of it."""
        said = (text for one in self.parts.values() for text in (one.text, one.stop))
        return "\n".join(text for text in said if text.strip())


@dataclass(frozen=True, slots=True)
class Shape:
    """The small step it is about."""

    step: str

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """What a branch can go by."""
        return ((GO_ON, ""), (NOT_NOW, ""))

    @property
    def goes_by(self) -> tuple[str, ...]:
        """The step that is planned."""
        return (self.step,)

    def shown(self) -> list[str]:
        """The labels belong to the app."""
        return []

    def lines(self, answer: Answer) -> list[Line]:
        """A few lines for each part, the first with its name."""
        found: list[Line] = []
        for part, one in answer.parts.items():
            for label, text in (("What it expects", one.text), ("Its signal to stop", one.stop)):
                if text.strip():
                    found.append(Line(label, text, part))
            if one.permission:
                said = "It says yes." if one.permission == "yes" else "It says: not now."
                found.append(Line("", said, part, own=True))
        return found


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    return Shape(fields.step("step", by=key, kinds=("small_step",)))


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    found: dict[int, Expected] = {}
    for part, said in of_parts(value, "text", "stop", "permission"):
        found[part] = Expected(*said)
        if found[part].permission not in ("", "yes", "not_now"):
            raise ValueError("a permission was expected")
    return Answer(found)


def turn(answer: Answer) -> str:
    """One "not now" is enough."""
    refused = any(one.permission == "not_now" for one in answer.parts.values())
    return NOT_NOW if refused else GO_ON


def keep(keeping: Keeping, shape: Shape, answer: Answer) -> Mapping[str, int]:
    """What the picked parts say goes to the step; of the others nothing stays there."""
    step = keeping.wrote(shape.step).get("small_step")
    if step is None:
        return {}
    picked = keeping.answer(keeping.about or "").parts
    said = {part: answer.parts[part] for part in picked if part in answer.parts}
    said = {part: one for part, one in said.items() if not one.is_empty}
    made = {name: row for name, row in keeping.made.items() if part_of(name) in said}
    for name in keeping.made.keys() - made.keys():
        people.take_back_prediction(keeping.store, step_id=step, part_id=part_of(name))
    for part in hearing(keeping, said):
        made[row_for("prediction", part)] = people.predict(
            keeping.store,
            step_id=step,
            part_id=part,
            text=said[part].text,
            stop_signal=said[part].stop,
            permission=said[part].permission or None,
            source=keeping.source,
        )
    return made


KIND = Kind(
    "predictions",
    read,
    load,
    Answer(),
    per_part=True,
    about=("pick_parts",),
    turn=turn,
    keep=keep,
)
