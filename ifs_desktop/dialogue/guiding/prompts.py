"""The guide's prompts, from ``resources/guide/*.md``: one file for each state of the work.

A file says its state in the front matter. Each ``## section`` holds lines as a list: those before
the first ``###`` are for everybody, ``### picture``, ``### body`` and ``### words`` for those who
sense a part that way; all three are there, since some people see no inner images. ``{name}`` is
the target, ``{other}`` a part that spoke up beside it. A file with a fault is refused with its
line: the texts come with the app, and a test reads them all.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ifs_desktop import resources_path
from ifs_desktop.dialogue.guide import BEHIND_THE_GATE, STAGES, Floor

WAYS = ("picture", "body", "words")
WAY_OF = {"image": "picture", "body": "body", "feeling": "body", "voice": "words", "words": "words"}
BY_STAGE = ("new", "protector", "exile")  # these have a section for each F
AT_ONCE = ("asked", "another", "stuck", "second", "closing")  # these have one, called "here"
HERE = "here"
_LINE = re.compile(r"(#{2,3}|-) +(\S.*)")


class FaultyGuide(ValueError):
    """A file of prompts that cannot be used: which one, where, and why."""


@dataclass(frozen=True, slots=True)
class Lines:
    """What can be said at one point: to everybody, and by how the part is sensed."""

    common: tuple[str, ...]
    ways: Mapping[str, tuple[str, ...]]

    def by(self, channel: str | None) -> tuple[str, ...]:
        """The lines for one who senses parts by this channel; a picture where none is known."""
        return (*self.common, *self.ways[WAY_OF.get(channel or "", WAYS[0])])


Prompts = Mapping[tuple[str, str], Lines]  # by state and section


def state_of(floor: Floor, *, role: str, depth: int, new: bool) -> tuple[str, str]:
    """Which prompts fit a target, as (state, section).

    ``new``: nothing is known of it yet. A part that asked to be heard (``depth`` above 0) is
    first asked whether it would step back.
    """
    if floor.shut and (floor.stage in BEHIND_THE_GATE or floor.stage == "toward"):
        return "another", HERE
    if depth and floor.stage == STAGES[0] and role != "exile":
        return "asked", HERE
    if role == "exile":
        return "exile", floor.stage
    return ("new" if new or role == "not_sure" else "protector"), floor.stage


def filled(line: str, *, name: str, other: str) -> str:
    """A line with the names in their places, whatever signs they hold."""
    names = {"{name}": name, "{other}": other}
    return re.sub(r"\{(?:name|other)\}", lambda found: names[found.group()], line)


@functools.cache
def load() -> Prompts:
    """All prompts that come with the app."""
    found: dict[tuple[str, str], Lines] = {}
    for path in sorted(Path(resources_path.path("guide")).glob("*.md")):
        found |= read(path.name, path.read_text("utf-8"))
    return found


def read(file: str, text: str) -> Prompts:
    """The prompts of one file; FaultyGuide if it has a fault."""
    lines = text.split("\n")
    state = _front(file, lines)
    wanted = STAGES if state in BY_STAGE else (HERE,)
    sections: dict[str, dict[str, list[str]]] = {}
    section, way = "", ""
    for number, line in enumerate(lines[3:], 4):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line.rstrip())
        kind, words = match.groups() if match else ("", "")
        if kind == "##" and words in wanted and words not in sections:
            section, way = words, ""
            sections[section] = {"": []}
        elif kind == "###" and section and words in WAYS and words not in sections[section]:
            way = words
            sections[section][way] = []
        elif kind == "-" and section:
            sections[section][way].append(words)
        else:
            raise FaultyGuide(f"{file}, line {number}: not a section, a way or a line of a list")
    for name in wanted:
        for one in WAYS:
            if not sections.get(name, {}).get(one):
                raise FaultyGuide(f"{file}: “{name}” has no lines for {one}")
    return {
        (state, name): Lines(tuple(held[""]), {one: tuple(held[one]) for one in WAYS})
        for name, held in sections.items()
    }


def _front(file: str, lines: list[str]) -> str:
    """The state a file is about, from its three lines of front matter."""
    front = lines[:3]
    state = front[1].removeprefix("state: ").strip() if len(front) == 3 else ""
    if len(front) < 3 or front[0] != "---" or front[2] != "---":
        raise FaultyGuide(
            f"{file}, line 1: the front matter is “state: …” between two lines of ---"
        )
    if state not in (*BY_STAGE, *AT_ONCE):
        raise FaultyGuide(f"{file}, line 2: “{state}” is no state of the guide")
    return state
