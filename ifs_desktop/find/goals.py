"""Everything one can go to by its name, and which names fit a few letters. Knows no Qt.

Letters fit a name as its beginning, as the beginning of words, as initials, inside it, or in
their order with others between: the sooner in this list, the higher it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ifs_desktop.find import queries
from ifs_desktop.find.exercise_titles import offered
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.store import Ref, Store, fold

MOST = 24  # rows that are shown


@dataclass(slots=True, eq=False)
class Goal:
    """A place one can go to, or (with ``action``, its name) something one can do."""

    name: str
    kind: str  # "part", "dialogue", "map", "entry", "exercise", "place", "action", "search"
    ref: Ref | None
    icon: str = ""
    part: PartCard | None = None
    action: str = ""
    keys: str = ""
    looked: str = field(init=False, repr=False)  # the name's words as they are compared
    initials: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        words = fold.plain_words(self.name)
        self.looked = " " + " ".join(words)
        self.initials = "".join([word[0] for word in words])


def known(store: Store) -> tuple[Goal, ...]:
    """Parts, dialogues, maps, exercises, and the latest entries that have a title."""
    found = queries.names(store)
    goals = [Goal(c.name, "part", Ref("profile", c.id), part=c) for c in found.parts]
    goals += [Goal(n, "dialogue", Ref("dialogue", i), "dialogue") for i, n in found.dialogues]
    goals += [Goal(n, "map", Ref("map", i), "map") for i, n in found.maps]
    goals += [
        Goal(title, "exercise", Ref("exercise", None, slug), "exercises")
        for slug, title in offered(store).items()
    ]
    goals += [Goal(n, "entry", Ref("entry", i), "journal") for i, n in found.entries]
    return tuple(goals)


def older_entries(store: Store, text: str, listed: Iterable[Goal]) -> list[Goal]:
    """Entries beyond the latest whose title fits: there may be very many, so the index is asked."""
    known_already = {goal.ref for goal in listed}
    found = [Goal(n, "entry", Ref("entry", i), "journal") for i, n in queries.titled(store, text)]
    return [goal for goal in fitting(found, text) if goal.ref not in known_already]


def fitting(goals: Iterable[Goal], text: str, most: int = MOST) -> list[Goal]:
    """Those whose names fit, the best first and of these the shortest."""
    typed = fold.plain_words(text)
    if not typed:
        return []
    found: list[Goal] = []
    rest = list(goals)
    for fits in _ways(typed):
        best = sorted([goal for goal in rest if fits(goal)], key=_length)
        found += best
        if len(found) >= most:
            break
        taken = set(map(id, best))
        rest = [goal for goal in rest if id(goal) not in taken] if taken else rest
    return found[:most]


def _ways(typed: Sequence[str]) -> Iterator[Callable[[Goal], bool]]:
    """How letters may fit, the best way first; each is asked of what fitted in no better one."""
    whole, joined = " " + " ".join(typed), "".join(typed)
    beginnings = [" " + word for word in typed]
    yield lambda goal: goal.looked.startswith(whole)
    yield lambda goal: all(word in goal.looked for word in beginnings)
    yield lambda goal: goal.initials.startswith(joined)
    yield lambda goal: joined in goal.initials
    yield lambda goal: all(word in goal.looked for word in typed)
    if len(joined) > 2:
        between = re.compile(".*?".join(map(re.escape, joined)))
        yield lambda goal: between.search(goal.looked) is not None


def _length(goal: Goal) -> int:
    return len(goal.looked)
