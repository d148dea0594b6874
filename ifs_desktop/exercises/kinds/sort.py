"""Kind *sort*: the lines of an earlier step, each with the part it may belong to, or with none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds import impressions
from ifs_desktop.exercises.kinds.kind import Json, Keeping, Kind, Line
from ifs_desktop.inbox import edits as inbox
from ifs_desktop.parts.queries import cards


@dataclass(frozen=True, slots=True)
class Answer:
    """The part by the line's number; a line with nobody is not in it."""

    whose: dict[int, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether no line was sorted."""
        return not self.whose

    @property
    def parts(self) -> tuple[int, ...]:
        """The parts that have a line, each once."""
        return tuple(dict.fromkeys(self.whose.values()))

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        return [{"line": line, "part": part} for line, part in sorted(self.whose.items())]

    def words(self) -> str:
        """Nothing was typed."""
        return ""

    def given(self, lines: tuple[int, ...], part: int | None) -> Answer:
        """With these lines sorted onto a part; None: with nobody."""
        rest = {line: whose for line, whose in self.whose.items() if line not in lines}
        return Answer(rest if part is None else {**rest, **dict.fromkeys(lines, part)})


@dataclass(frozen=True, slots=True)
class Shape:
    """Nothing to set."""

    def shown(self) -> list[str]:
        """Only the lines and the parts' own names."""
        return []

    def lines(self, answer: Answer) -> list[Line]:
        """The parts that have a line; the lines stand at the step before."""
        return [Line("", "", part) for part in answer.parts]


def read(fields: Fields, key: str) -> Shape:
    """There is nothing more to read."""
    return Shape()


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    if not isinstance(value, list):
        raise ValueError("a list of lines and parts was expected")
    whose: dict[int, int] = {}
    for one in value:
        if not isinstance(one, dict) or {type(n) for n in one.values()} != {int}:
            raise ValueError("a line and a part were expected")
        if set(one) != {"line", "part"}:
            raise ValueError("a line and a part were expected")
        whose[one["line"]] = one["part"]
    return Answer(whose)


def parts(answer: Answer) -> tuple[int, ...]:
    """The parts that have a line."""
    return answer.parts


def told(answer: Answer, noted: impressions.Answer) -> list[Line]:
    """Each part with its lines."""
    return [
        Line("", one.text, part)
        for part in answer.parts
        for one in noted.lines
        if answer.whose.get(one.number) == part
    ]


def keep(keeping: Keeping, shape: Shape, answer: Answer) -> Mapping[str, int]:
    """Sort the impressions; what this step had sorted and has no part any more goes back.

    One that is sorted here as before may lie elsewhere by now, and stays there.
    """
    jotted = {} if keeping.about is None else keeping.wrote(keeping.about)
    known = cards(keeping.store, answer.parts)
    made: dict[str, int] = {}
    by_part: dict[int, list[int]] = {}
    for line, part in answer.whose.items():
        name = impressions.row_of(line)
        row = jotted.get(name)
        if row is None or part not in known:
            continue
        made[name] = row
        if keeping.made.get(name) != row or keeping.before.whose.get(line) != part:
            by_part.setdefault(part, []).append(row)
    back = [row for row in keeping.made.values() if row not in made.values()]
    if back:
        inbox.take_back(keeping.store, impression_ids=back)
    for part, rows in by_part.items():
        inbox.sort_onto(keeping.store, impression_ids=rows, part_id=part)
    return made


KIND = Kind("sort", read, load, Answer(), about=("impressions",), parts=parts, told=told, keep=keep)
