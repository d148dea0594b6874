"""Kind *outcome*: what came of a small step, and what each part saw of it in its own words.

A prediction that came true counts as much as one that did not: neither is praised.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.kind import Json, Keeping, Kind, Line, as_text, hearing, of_parts
from ifs_desktop.people import edits as people

STATES = {"taken": "I took the step", "not_taken": "Not this time", "let_go": "I let it go"}
FITS = {"as_feared": "As it feared", "partly": "Partly as it feared", "otherwise": "Otherwise"}
Saw = tuple[str, str]  # one of FITS or empty, and the part's own words


@dataclass(frozen=True, slots=True)
class Answer:
    """One of STATES or empty, what happened, and what each part saw, by its id."""

    state: str = ""
    text: str = ""
    saw: dict[int, Saw] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return not (self.state or self.text.strip() or self.seen())

    def seen(self) -> dict[int, Saw]:
        """The parts that said something."""
        return {part: saw for part, saw in self.saw.items() if saw[0] or saw[1].strip()}

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        saw = [{"part": part, "fit": f, "words": words} for part, (f, words) in self.seen().items()]
        return {"state": self.state, "text": self.text, "saw": saw}

    def words(self) -> str:
        """All of it."""
        said = (self.text, *(words for _, words in self.saw.values()))
        return "\n".join(text for text in said if text.strip())


@dataclass(frozen=True, slots=True)
class Shape:
    """The smaller step that may stand instead of the first, and where its parts are picked."""

    instead: str | None
    parts: str

    @property
    def goes_by(self) -> tuple[str, ...]:
        """Which step it was, and who looks back at it."""
        return (self.parts,) if self.instead is None else (self.instead, self.parts)

    def shown(self) -> list[str]:
        """The labels belong to the app."""
        return []

    def lines(self, answer: Answer) -> list[Line]:
        """What happened, and a line for each part."""
        found = [Line("", STATES[answer.state], own=True)] if answer.state else []
        found += [Line("", answer.text)] if answer.text.strip() else []
        for part, (fit, words) in answer.seen().items():
            found += [Line("", FITS[fit], part, own=True)] if fit else []
            found += [Line("", words, part)] if words.strip() else []
        return found


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    parts = fields.step("parts", by=key, kinds=("pick_parts",))
    if not fields.has("instead"):
        return Shape(None, parts)
    return Shape(fields.step("instead", by=key, kinds=("small_step",)), parts)


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    if not isinstance(value, dict) or value.get("state") not in ("", *STATES):
        raise ValueError("what came of a step was expected")
    saw: dict[int, Saw] = {}
    for part, (fit, words) in of_parts(value.get("saw", []), "fit", "words"):
        if fit not in ("", *FITS):
            raise ValueError("what a part saw was expected")
        saw[part] = (fit, words)
    return Answer(value["state"], as_text(value.get("text", "")), saw)


def keep(keeping: Keeping, shape: Shape, answer: Answer) -> Mapping[str, int]:
    """What came goes to the step that was planned last: the smaller one, if there is one."""
    keys = [key for key in (shape.instead, keeping.about) if key]
    planned = [key for key in keys if keeping.answer(key).is_step]
    step = keeping.wrote(planned[0]).get("small_step") if planned else None
    if step is None:
        return {}
    picked = keeping.answer(shape.parts).parts
    saw = {part: said for part, said in answer.seen().items() if part in picked}
    people.look_back(
        keeping.store,
        step_id=step,
        state=answer.state or "planned",
        outcome=answer.text,
        fits={part: (saw[part][0] or None, saw[part][1]) for part in hearing(keeping, saw)},
    )
    return {}


KIND = Kind("outcome", read, load, Answer(), about=("small_step",), keep=keep)
