"""Everything one can go to by its name, and which names fit a few letters. Knows no Qt.

Letters fit a name as its beginning, as the beginning of words, as initials, inside it, or in
their order with others between: the sooner in this list, the higher it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ifs_desktop.find import queries
from ifs_desktop.find.exercise_titles import titles
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.store import Ref, Store, fold

MOST = 40  # rows that are shown
_JOINTS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Goal:
    """A place one can go to, or (with ``action``, its name) something one can do."""

    name: str
    kind: str  # "part", "dialogue", "map", "entry", "exercise", "place", "action"
    ref: Ref | None
    icon: str = ""
    part: PartCard | None = None
    action: str = ""
    keys: str = ""
    looked: str = field(init=False, repr=False)  # the name's words as they are compared
    initials: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        words = [word for word in _JOINTS.split(fold.flat(self.name)) if word]
        object.__setattr__(self, "looked", " " + " ".join(words))
        object.__setattr__(self, "initials", "".join(word[0] for word in words))


def known(store: Store) -> tuple[Goal, ...]:
    """Parts, dialogues, maps, exercises, and the latest entries that have a title."""
    found = queries.names(store)
    goals = [Goal(c.name, "part", Ref("profile", c.id), part=c) for c in found.parts]
    goals += [Goal(n, "dialogue", Ref("dialogue", i), "dialogue") for i, n in found.dialogues]
    goals += [Goal(n, "map", Ref("map", i), "map") for i, n in found.maps]
    goals += [
        Goal(title, "exercise", Ref("exercise", None, slug), "exercises")
        for slug, title in titles().items()
    ]
    goals += [Goal(n, "entry", Ref("entry", i), "journal") for i, n in found.entries]
    return tuple(goals)


def older_entries(store: Store, text: str, listed: Iterable[Goal]) -> list[Goal]:
    """Entries beyond the latest whose title fits: there may be very many, so the index is asked."""
    known_already = {goal.ref for goal in listed}
    found = [Goal(n, "entry", Ref("entry", i), "journal") for i, n in queries.titled(store, text)]
    return [goal for goal in fitting(found, text) if goal.ref not in known_already]


def fitting(goals: Iterable[Goal], text: str, most: int = MOST) -> list[Goal]:
    """Those whose names fit, the best first."""
    typed = [word for word in _JOINTS.split(fold.flat(text)) if word]
    if not typed:
        return []
    whole = " ".join(typed)
    joined = "".join(typed)
    between = re.compile(".*?".join(map(re.escape, joined)))
    ranked: list[tuple[int, int, int, Goal]] = []
    for number, goal in enumerate(goals):
        rank = _rank(goal, typed, whole, joined, between)
        if rank is not None:
            ranked.append((rank, len(goal.looked), number, goal))
    ranked.sort(key=lambda one: one[:3])
    return [goal for *_, goal in ranked[:most]]


def _rank(
    goal: Goal, typed: Sequence[str], whole: str, joined: str, between: re.Pattern[str]
) -> int | None:
    looked = goal.looked
    if looked.startswith(" " + whole):
        return 0 if len(looked) > len(whole) + 1 else -1
    if all(f" {word}" in looked for word in typed):
        return 1
    if joined in goal.initials:
        return 2 if goal.initials.startswith(joined) else 3
    if all(word in looked for word in typed):
        return 4
    return 5 if len(joined) > 2 and between.search(looked) else None
