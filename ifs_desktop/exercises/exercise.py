"""What an exercise is: its words, its steps, and how they hang together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ifs_desktop.exercises.kinds import Kind, Shape

LEVELS = ("green", "amber", "red")


@dataclass(frozen=True, slots=True)
class Revisit:
    """A way back to an earlier step, in words, offered beside the answer."""

    step: str
    label: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Which steps stand for a run in a list: what it was about, and a scale before and after.

    Empty where an exercise has no such step.
    """

    about: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its words, its kind, and where it goes on."""

    key: str
    kind: Kind
    shape: Shape
    heading: str
    text: str
    variants: Mapping[str, str]  # "body", "words": the text for those who see no inner images
    next: str | None
    branch: Mapping[str, str]
    about: str | None
    revisit: Revisit | None
    nobody: str | None = None  # where it goes instead while nobody is there to ask


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise. ``slug`` is its file's name, and what runs remember it by."""

    slug: str
    title: str
    section: str
    level: str
    length: str
    purpose: str
    needs: str
    overview: Overview
    steps: tuple[Step, ...]
    order: int = 50  # its place in its section, the lowest first
    rhythm: str = ""  # how often it suits, in words: "about once a week"
    own: bool = False  # whether its file is the writer's, kept in the journal

    @property
    def addresses_exiles(self) -> bool:
        """Whether exiles are spoken to in it, once their protectors agree; else only named."""
        return self.level == "red"

    @property
    def through_gate(self) -> bool:
        """Whether an exile can be asked in it at all: it is for them, or one may stand behind it.

        Either way the parts that protect it agree first.
        """
        return self.addresses_exiles or any(step.kind.gated for step in self.steps)

    def step(self, key: str) -> Step:
        """The step called ``key``; KeyError if there is none."""
        for step in self.steps:
            if step.key == key:
                return step
        raise KeyError(key)

    def has(self, key: str) -> bool:
        """Whether there is a step called ``key``."""
        return any(step.key == key for step in self.steps)
