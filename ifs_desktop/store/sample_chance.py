"""Chance for the sample journal: names, sentences and turns from a seeded source."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from random import Random
from string import Formatter
from typing import TypeVar

from ifs_desktop.store import sample_words as words
from ifs_desktop.store.changes import Values

T = TypeVar("T")

ELSEWHERE = 0.04  # of the turns, and more of the names, are in another script
ROLES = ("manager", "manager", "firefighter", "firefighter", "exile", "protector", "not_sure")
GUARDS = ("manager", "firefighter", "protector")
KINDS = ("polarised", "allied", "allied", "concerned", "distant", "drives", "colluding", "unknown")


class Chance:
    """What a seeded source of chance picks. Only ``Random.random`` is asked: it never changes."""

    def __init__(self, random: Random) -> None:
        self.share = random.random  # 0 ≤ share < 1

    def pick(self, pool: Sequence[T]) -> T:
        """One of the pool."""
        return pool[int(self.share() * len(pool))]

    def some(self, pool: Sequence[T], count: int) -> list[T]:
        """Up to ``count`` different places of the pool, in the order they were drawn."""
        places: dict[int, None] = {}
        for _ in range(4 * count):
            if pool and len(places) < min(count, len(pool)):
                places[int(self.share() * len(pool))] = None
        return [pool[place] for place in places]

    def role(self) -> str:
        """A part's role."""
        return self.pick(ROLES)

    def name(self, known: set[str]) -> str:
        """A part's name that is not known yet; it is from now on."""
        while True:
            if self.share() < 0.12:
                first, between, second = self.pick(words.NAMES_ELSEWHERE)
                name = f"{self.pick(first)}{between}{self.pick(second)}"
            else:
                one, noun = self.pick(words.ADJECTIVES), self.pick(words.NOUNS)
                name = f"The {one} {noun}"
                if name in known:
                    name = f"{name} {self.pick(words.PLACES)}"
                if name in known:
                    other = self.pick([word for word in words.ADJECTIVES if word != one])
                    name = f"The {one} and {other} {noun} {self.pick(words.PLACES)}"
            if name not in known:
                known.add(name)
                return name

    def relation(self, one: Values, other: Values) -> tuple[Values, Values, str]:
        """How two parts stand to each other: source, target and kind."""
        for guard, guarded in ((one, other), (other, one)):
            if guarded["role"] == "exile" and guard["role"] in GUARDS:
                return guard, guarded, "protects"
        return one, other, self.pick(KINDS)

    def sentence(self, pattern: str) -> str:
        """A pattern with its gaps filled."""
        pieces = [
            piece if isinstance(piece, str) else piece[int(self.share() * len(piece))]
            for piece in _pieces(pattern)
        ]
        said = "".join(pieces)
        return said[0].upper() + said[1:]

    def title(self) -> str:
        """What a conversation is called."""
        return self.sentence(self.pick(words.TITLES))

    def turn(self, by_self: bool) -> str:
        """What is said at once: one to about a dozen sentences, now and then in two paragraphs."""
        if self.share() < ELSEWHERE:
            return self.pick(words.TEXTS_ELSEWHERE)
        patterns = words.SELF_SAYS if by_self else words.PROTECTOR_SAYS
        count = 1 + int(15 * self.share() ** 1.3)
        said = [self.pick(words.OPENINGS)]
        for number, pattern in enumerate(self.some(patterns, count)):
            if number:
                said.append("\n\n" if number % 5 == 0 else " ")
            said.append(self.sentence(pattern))
        if self.share() < 0.06:
            said.append(self.sentence(self.pick(words.LONG_TAILS)))
        return "".join(said)


@cache
def _pieces(pattern: str) -> tuple[str | tuple[str, ...], ...]:
    """The fixed texts of a pattern, and for each gap the words that fit."""
    found: list[str | tuple[str, ...]] = []
    for fixed, gap, _spec, _conversion in Formatter().parse(pattern):
        if fixed:
            found.append(fixed)
        if gap is not None:
            found.append(words.SLOTS[gap])
    return tuple(found)
