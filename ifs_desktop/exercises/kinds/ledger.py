"""Kinds *fair* and *belief_answer*: a fair reading of a belief, and what its holder says to it.

They look like *write* and *write_each*. Who holds the belief is asked only where it may be: an
exile is not, before those who protect it have agreed.
"""

from __future__ import annotations

from collections.abc import Mapping

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds import belief, write, write_each
from ifs_desktop.exercises.kinds.asked import may_ask
from ifs_desktop.exercises.kinds.kind import Keeping, Kind


def read_fair(fields: Fields, key: str) -> write.Shape:
    """There is nothing more to read."""
    return write.Shape(None)


def keep_fair(keeping: Keeping, shape: write.Shape, answer: write.Answer) -> Mapping[str, int]:
    """Into the version of the belief."""
    return belief.note(keeping, fair=answer.text)


def read_answer(fields: Fields, key: str) -> write_each.Shape:
    """There is nothing more to read."""
    return write_each.Shape("", "")


def keep_answer(
    keeping: Keeping, shape: write_each.Shape, answer: write_each.Answer
) -> Mapping[str, int]:
    """Into the version of the belief: what the part that holds it now said."""
    held = keeping.answer(keeping.about or "").part
    said = "" if held is None else answer.texts.get(held, "")
    if held is not None and said.strip() and not may_ask(keeping, held):
        return keeping.made  # what it said when it was asked stays
    return belief.note(keeping, answer=said)


FAIR = Kind("fair", read_fair, write.load, write.Answer(), about=("belief",), keep=keep_fair)
ANSWER = Kind(
    "belief_answer",
    read_answer,
    write_each.load,
    write_each.Answer(),
    per_part=True,
    about=("belief",),
    keep=keep_answer,
)
