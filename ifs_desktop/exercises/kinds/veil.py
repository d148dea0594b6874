"""Kind *veil*: whether a protector guards somebody. Who that is, is not asked.

"Someone" makes one veiled part behind the protector: a name, a place, and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.asked import asked
from ifs_desktop.exercises.kinds.choose import Answer, load
from ifs_desktop.exercises.kinds.choose import Shape as Choice
from ifs_desktop.exercises.kinds.kind import Keeping, Kind, Line
from ifs_desktop.map import edits as maps
from ifs_desktop.parts.veiling import edits as veiling

SOMEONE, NOBODY, NOT_TODAY = "someone", "nobody", "not_today"


@dataclass(frozen=True, slots=True)
class Shape(Choice):
    """The words of the three answers, and the name of who is veiled."""

    name: str

    def shown(self) -> list[str]:
        """The answers and the name."""
        return [*Choice.shown(self), self.name]

    def lines(self, answer: Answer) -> list[Line]:
        """The words of the answer."""
        return Choice.lines(self, answer)


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    name = fields.text("name")
    if name.count(veiling.PROTECTOR) != 1:
        raise fields.fault(f"name has “{veiling.PROTECTOR}” in it, once", "name")
    words = fields.child("options")
    options = tuple((one, words.text(one)) for one in (SOMEONE, NOBODY, NOT_TODAY))
    words.finish()
    return Shape(options, name)


def turn(answer: Answer) -> str:
    """A branch goes by the answer."""
    return answer.option


def keep(keeping: Keeping, shape: Shape, answer: Answer) -> Mapping[str, int]:
    """Draw the veil once; where the answer is another one, what this step drew is put away."""
    made = dict(keeping.made)
    drawn, behind = made.get("part"), made.get("part:protector")
    if "part" in keeping.on_its_own and keeping.before.option == SOMEONE:
        return made
    if drawn is not None and not keeping.there("part", drawn):
        made, drawn = {}, None
    whom = asked(keeping)[:1] if answer.option == SOMEONE else ()
    if drawn is not None and behind not in whom:
        veiling.take_veil_away(keeping.store, part_id=drawn)
    if not whom:
        return made
    again = drawn if behind in whom else None
    part = veiling.veil(keeping.store, protector_id=whom[0], name=shape.name, part_id=again)
    if part is None:
        return {}
    maps.place_behind(keeping.store, part_id=part, front_id=whom[0])
    return {"part": part, "part:protector": whom[0]}


KIND = Kind(
    "veil",
    read,
    load,
    Answer(),
    per_part=True,
    about=("pick_parts",),
    turn=turn,
    keep=keep,
)
