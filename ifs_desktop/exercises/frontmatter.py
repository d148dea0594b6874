"""The front matter of an exercise file, read strictly and with the line of every fault.

YAML is taken as text, lists and mappings only: no anchors, aliases or tags, nothing nested deep,
no key twice and none that is not asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

LARGEST_FILE = 64 * 1024  # bytes; a long exercise has six thousand
LONGEST_TEXT = 400  # characters of one text in the front matter
DEEPEST = 10
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


class FaultyExercise(Exception):  # noqa: N818 (it is about a file, not about the program)
    """An exercise file that cannot be used: which one, where, and why."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path.name}, line {line}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class StepRef:
    """A place in the front matter that names another step."""

    by: str  # the step that names it
    step: str
    kinds: tuple[str, ...]  # the kinds it can be of, none for any
    line: int


@dataclass(slots=True)
class Source:
    """The file being read, the steps it names along the way, and what is wrong with it."""

    path: Path
    refs: list[StepRef] = field(default_factory=list)
    faults: list[FaultyExercise] = field(default_factory=list)

    @contextmanager
    def gather(self) -> Iterator[None]:
        """Note a fault and go on after the block, so that all of them are told at once."""
        try:
            yield
        except FaultyExercise as fault:
            self.faults.append(fault)

    def fault(self, line: int, reason: str) -> FaultyExercise:
        """What to raise for a fault at ``line``."""
        return FaultyExercise(self.path, line, reason)


class Fields:
    """One mapping of the front matter. Each key is taken once; ``finish`` refuses the rest."""

    def __init__(self, source: Source, node: yaml.MappingNode, first_line: int) -> None:
        self.source = source
        self._first = first_line
        self.line = self._line_of(node)
        self._left: dict[str, yaml.Node] = {}
        self._lines: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise source.fault(self._line_of(key), "a key is a plain word")
            line = self._line_of(key)
            if key.value in self._left:
                raise source.fault(line, f"“{key.value}” is given twice")
            self._left[key.value] = value
            self._lines[key.value] = line

    def has(self, key: str) -> bool:
        """Whether ``key`` is given and not yet taken."""
        return key in self._left

    def line_of(self, key: str) -> int:
        """The line ``key`` is on, or the line the mapping begins on."""
        return self._lines.get(key, self.line)

    def fault(self, reason: str, key: str = "") -> FaultyExercise:
        """What to raise for a fault at ``key``."""
        return self.source.fault(self.line_of(key), reason)

    def text(self, key: str) -> str:
        """The text under ``key``; it has to be there and to say something."""
        return self._scalar(key, self._take(key))

    def short(self, key: str, most: int) -> str:
        """The text under ``key``, of at most ``most`` characters."""
        value = self.text(key)
        if len(value) > most:
            raise self.fault(f"{key} has at most {most} characters", key)
        return value

    def name(self, key: str) -> str:
        """The text under ``key``, which has to be a short lower-case name."""
        value = self.text(key)
        if not NAME.fullmatch(value):
            raise self.fault(f"“{value}” is not a name (a to z, digits and _)", key)
        return value

    def one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        """The text under ``key``, which has to be one of ``allowed``."""
        value = self.text(key)
        if value not in allowed:
            raise self.fault(f"{key} is “{value}”, it can be {', '.join(allowed)}", key)
        return value

    def number(self, key: str, low: int, high: int) -> int:
        """The whole number under ``key``, from ``low`` to ``high``."""
        value = self.text(key)
        if not re.fullmatch(r"[0-9]{1,6}", value) or not low <= int(value) <= high:
            raise self.fault(f"{key} is a whole number from {low} to {high}", key)
        return int(value)

    def numbers(self, key: str, low: int, high: int, *, most: int) -> tuple[int, ...]:
        """The list of up to ``most`` whole numbers under ``key``, each from ``low`` to ``high``."""
        given = self.texts(key, 1, most)
        for value in given:
            if not re.fullmatch(r"[0-9]{1,6}", value) or not low <= int(value) <= high:
                raise self.fault(f"{key} are whole numbers from {low} to {high}", key)
        return tuple(int(value) for value in given)

    def texts(self, key: str, low: int, high: int) -> tuple[str, ...]:
        """The list of texts under ``key``, from ``low`` to ``high`` of them."""
        return tuple(self._scalar(key, item) for item in self._sequence(key, low, high))

    def children(self, key: str, low: int, high: int) -> list[Fields]:
        """The list of mappings under ``key``, from ``low`` to ``high`` of them."""
        return [self._mapping(key, item) for item in self._sequence(key, low, high)]

    def child(self, key: str) -> Fields:
        """The mapping under ``key``."""
        return self._mapping(key, self._take(key))

    def pairs(self, low: int, high: int) -> tuple[tuple[str, str], ...]:
        """Every name and text that is left, in the order they are written."""
        if not low <= len(self._left) <= high:
            raise self.fault(f"between {low} and {high} entries are expected here")
        return tuple((self._checked(key), self.text(key)) for key in list(self._left))

    def step(self, key: str, *, by: str, kinds: tuple[str, ...] = ()) -> str:
        """The name of another step under ``key``; the catalogue checks that it is there."""
        value = self.name(key)
        self.source.refs.append(StepRef(by, value, kinds, self.line_of(key)))
        return value

    def steps(
        self, key: str, low: int, high: int, *, by: str, kinds: tuple[str, ...]
    ) -> tuple[str, ...]:
        """The names of other steps in the list under ``key``, none if it is not given."""
        if not self.has(key):
            return ()
        named = self.texts(key, low, high)
        for name in named:
            self.source.refs.append(StepRef(by, name, kinds, self.line_of(key)))
        return named

    def finish(self) -> None:
        """Refuse what nobody asked for: it is a slip of the pen more often than not."""
        for fault in self.left_over():
            raise fault

    def left_over(self) -> list[FaultyExercise]:
        """A fault for each key nobody asked for."""
        return [self.fault(f"“{key}” means nothing here", key) for key in self._left]

    def _checked(self, key: str) -> str:
        if not NAME.fullmatch(key):
            raise self.fault(f"“{key}” is not a name (a to z, digits and _)", key)
        return key

    def _take(self, key: str) -> yaml.Node:
        if key not in self._left:
            raise self.fault(f"“{key}” is missing")
        return self._left.pop(key)

    def _scalar(self, key: str, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self.source.fault(self._line_of(node), f"{key} is a text")
        value = " ".join(str(node.value).split())
        if not value:
            raise self.source.fault(self._line_of(node), f"{key} is empty")
        if len(value) > LONGEST_TEXT:
            reason = f"{key} has at most {LONGEST_TEXT} characters"
            raise self.source.fault(self._line_of(node), reason)
        return value

    def _sequence(self, key: str, low: int, high: int) -> list[yaml.Node]:
        node = self._take(key)
        if not isinstance(node, yaml.SequenceNode) or not low <= len(node.value) <= high:
            count = f"{low}" if low == high else f"{low} to {high}"
            raise self.fault(f"{key} is a list of {count}", key)
        return list(node.value)

    def _mapping(self, key: str, node: yaml.Node) -> Fields:
        if not isinstance(node, yaml.MappingNode):
            raise self.source.fault(self._line_of(node), f"{key} holds names with a value each")
        return Fields(self.source, node, self._first)

    def _line_of(self, node: yaml.Node) -> int:
        return int(node.start_mark.line) + self._first


# Ten times as quick where it is there; what is wrong is always told by the other one.
_QUICK: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(source: Source, text: str, first_line: int) -> Fields:
    """The mapping that ``text`` holds; its first line is ``first_line`` of the file."""
    try:
        node = _composed(source, text, first_line, _QUICK)
    except yaml.YAMLError:
        node = _told(source, text, first_line)
    if not isinstance(node, yaml.MappingNode):
        raise source.fault(first_line, "the front matter holds names with a value each")
    return Fields(source, node, first_line)


def _composed(source: Source, text: str, first_line: int, loader: Any) -> yaml.Node | None:
    _refuse_tricks(source, text, first_line, loader)
    return yaml.compose(text, Loader=loader)


def _told(source: Source, text: str, first_line: int) -> yaml.Node | None:
    """Read it once more, for the place and the reason of what is wrong."""
    try:
        return _composed(source, text, first_line, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise _unreadable(source, error, first_line) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, int(error.position))
        raise source.fault(line + first_line, "a sign that cannot be printed") from None


# What the reader of YAML says, and what the writer of a file can do about it.
_PLAINLY = {
    "found unexpected end of stream": "a quotation mark opens here and does not close",
    "mapping values are not allowed here": "a text with “: ” in it goes in quotes",
    "could not find expected ':'": "this line has no “:” behind its name",
    "expected <block end>": "the spaces at its beginning do not fit the lines above",
    "cannot start any token": "a tab or another sign stands where a word begins; use spaces",
}


def _unreadable(source: Source, error: yaml.MarkedYAMLError, first_line: int) -> FaultyExercise:
    said = error.problem or "this is not YAML"
    mark = error.problem_mark
    begun = "end of stream" in said or "expected ':'" in said
    if begun and error.context_mark is not None:
        mark = error.context_mark  # where it began, which is where the slip is
    reason = next((plain for words, plain in _PLAINLY.items() if words in said), said)
    return source.fault((mark.line if mark else 0) + first_line, f"not readable: {reason}")


def _refuse_tricks(source: Source, text: str, first_line: int, loader: Any) -> None:
    """Read the events only, which neither recurses nor expands, before anything is built."""
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        line = first_line + (event.start_mark.line if event.start_mark else 0)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise source.fault(line, "anchors and aliases are not read")
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise source.fault(line, f"tags are not read ({tag})")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise source.fault(line, "nested too deep")
