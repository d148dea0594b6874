"""Where an exercise leads for a while: what is made there, by the verbs of that feature."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ifs_desktop.dialogue import edits as dialogues
from ifs_desktop.map import edits as maps
from ifs_desktop.mediation import edits as mediations
from ifs_desktop.parts.permissions import Answer
from ifs_desktop.store import Ref, Store

NEAREST = 220.0  # scene units from Self to the parts of a new map
APART = 150.0  # scene units between two of them, at least


@dataclass(frozen=True, slots=True)
class Leading:
    """A wish to go somewhere with the parts that were picked.

    ``name`` is what a new map is called. ``answers`` are those of the protectors of an exile among
    the parts, given for the place that is only being made.
    """

    to: str  # one of kinds.hand_over.PLACES
    parts: tuple[int, ...] = ()
    name: str = ""
    answers: tuple[Answer, ...] = ()


def make(store: Store, leading: Leading, place_to_rest: int | None) -> Ref:
    """Make what is needed there, if anything is; where to go. Within the edit of the answer.

    Raises NotAsked for an exile whose gate is closed.
    """
    parts = leading.parts
    if leading.to == "dialogue":
        if not parts:
            return Ref("dialogue", None, "part:")
        made = dialogues.start_dialogue(store, part_ids=parts, answers=leading.answers)
        return Ref("dialogue", made)
    if leading.to == "mediation":
        if len(parts) != 2:
            return Ref("mediation", None, ":".join(str(part) for part in parts))
        left, right = parts
        seated = mediations.begin(store, left_id=left, right_id=right, answers=leading.answers)
        return Ref("mediation", seated)
    if leading.to == "map":
        fresh = maps.new_map(store, name=leading.name)
        for part, at in zip(parts, ring(len(parts)), strict=True):
            maps.place_part(store, map_id=fresh, part_id=part, at=at)
        return Ref("map", fresh)
    if leading.to == "rest" and place_to_rest is not None:
        return Ref("map", place_to_rest)
    return Ref("exercise", None, "place-to-rest") if leading.to == "rest" else Ref("person")


def ring(count: int) -> Sequence[tuple[float, float]]:
    """Places around Self, at the same distance from it and from each other, the first on top."""
    radius = max(NEAREST, count * APART / (2 * math.pi))
    turns = [2 * math.pi * place / max(count, 1) for place in range(count)]
    return [(radius * math.sin(turn), -radius * math.cos(turn)) for turn in turns]
