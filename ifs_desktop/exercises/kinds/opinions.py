"""Kind *opinions*: how each part that was picked sees the person that was picked."""

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


@dataclass(frozen=True, slots=True)
class Answer:
    """What each part says, by its id. They may disagree, and nothing is made of that."""

    texts: dict[int, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether no part said anything."""
        return not any(text.strip() for text in self.texts.values())

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        said = ((part, text) for part, text in self.texts.items() if text.strip())
        return [{"part": part, "text": text} for part, text in said]

    def words(self) -> str:
        """All of it."""
        return "\n".join(text for text in self.texts.values() if text.strip())


@dataclass(frozen=True, slots=True)
class Shape:
    """The step at which the person is picked."""

    person: str

    @property
    def goes_by(self) -> tuple[str, ...]:
        """Whom it is about."""
        return (self.person,)

    def shown(self) -> list[str]:
        """Only the parts' own names."""
        return []

    def lines(self, answer: Answer) -> list[Line]:
        """One line for each part."""
        return [Line("", text, part) for part, text in answer.texts.items() if text.strip()]


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    return Shape(fields.step("person", by=key, kinds=("pick_people",)))


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    return Answer({part: said for part, (said,) in of_parts(value, "text")})


def keep(keeping: Keeping, shape: Shape, answer: Answer) -> Mapping[str, int]:
    """An opinion of each part that is picked; what another one said is put away again."""
    person = keeping.answer(shape.person).person
    picked = keeping.answer(keeping.about or "").parts
    said = {part: answer.texts.get(part, "") for part in picked}
    said = {part: text for part, text in said.items() if text.strip()}
    if person is None or not keeping.there("person", person):
        said = {}
    made = dict(keeping.made)
    for name, opinion in keeping.made.items():
        mine = name.startswith("opinion:") and name not in keeping.on_its_own
        if mine and part_of(name) not in said:
            people.put_away_opinion(keeping.store, opinion_id=opinion)
            del made[name]
    for part in hearing(keeping, said):
        name = row_for("opinion", part)
        if name not in keeping.on_its_own:
            made[name] = people.add_opinion(
                keeping.store,
                person_id=person or 0,
                part_id=part,
                text=said[part],
                source=keeping.source,
                opinion_id=made.get(name),
            )
    return made


KIND = Kind("opinions", read, load, Answer(), per_part=True, about=("pick_parts",), keep=keep)
