"""The way through one exercise: which step comes next, and which came before. Pure.

The way is not kept, it follows from the answers: so going back and answering differently leads
elsewhere, and what was answered on the way left behind is not lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from ifs_desktop.exercises.catalogue import Exercise, Step
from ifs_desktop.exercises.kinds import Answer

State = Literal["open", "stopped", "finished"]


@dataclass(frozen=True, slots=True)
class Run:
    """One walk. ``veiled`` are parts that are named only, and never asked anything (exiles)."""

    exercise: Exercise
    step: str
    answers: Mapping[str, Any] = field(default_factory=dict)  # Answer, by the step's key
    veiled: frozenset[int] = frozenset()
    state: State = "open"

    @property
    def here(self) -> Step:
        """The step it stands at."""
        return self.exercise.step(self.step)

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was answered yet, so that there is nothing to keep."""
        return not self.answers

    def answer(self, key: str) -> Any:
        """The answer at a step, blank if there is none."""
        return self.answers.get(key, self.exercise.step(key).kind.blank)

    def answered(self, key: str, answer: Answer) -> Run:
        """With an answer, or without one if it is empty."""
        rest = {name: kept for name, kept in self.answers.items() if name != key}
        return replace(self, answers=rest if answer.is_empty else {**rest, key: answer})

    def asked(self, key: str) -> tuple[int, ...]:
        """The parts a step asks, if it asks each part picked before."""
        step = self.exercise.step(key)
        if step.about is None:
            return ()
        about = self.exercise.step(step.about)
        if about.kind.per_part:  # a reply comes from whom the letter went to, once there is one
            return () if self.answer(about.key).is_empty else self.asked(about.key)
        picked = about.kind.parts(self.answer(step.about))
        return tuple(part for part in picked if part not in self.veiled)

    @property
    def way(self) -> tuple[str, ...]:
        """The steps from the first to the last, as the answers lead now."""
        keys: list[str] = []
        key: str | None = self.exercise.steps[0].key
        while key is not None:
            step = self.exercise.step(key)
            alone = step.about is None or not (step.kind.per_part or step.nobody)
            if not alone and not self.asked(key):
                key = step.nobody or step.next  # what was answered once leads nowhere
                continue
            keys.append(key)
            key = step.branch.get(step.kind.turn(self.answer(key)), step.next)
        return tuple(keys)

    @property
    def is_first(self) -> bool:
        """Whether there is no step before this one."""
        return self.step == self.way[0]

    @property
    def is_last(self) -> bool:
        """Whether there is no step after this one."""
        return self.step == self.way[-1]

    def next(self) -> Run:
        """At the following step; finished after the last."""
        way = self.way
        place = way.index(self.step)
        if place + 1 == len(way):
            return replace(self, state="finished")
        return replace(self, step=way[place + 1])

    def skip(self) -> Run:
        """Go on without an answer. One that was given is kept, and decides where it goes on."""
        return self.next()

    def back(self) -> Run:
        """At the step before; at the first it stays."""
        way = self.way
        return replace(self, step=way[max(0, way.index(self.step) - 1)])

    def at(self, key: str) -> Run:
        """At a step, if the way leads there; else at the nearest one before it."""
        way = self.way
        if key in way:
            return replace(self, step=key, state="open")
        order = [step.key for step in self.exercise.steps]
        place = order.index(key) if key in order else 0
        before = [name for name in way if order.index(name) <= place]
        return replace(self, step=before[-1] if before else way[0], state="open")

    def stop(self) -> Run:
        """Left for today, where it stands."""
        return replace(self, state="stopped")

    def resume(self) -> Run:
        """Taken up again where it was left."""
        return self.at(self.step)

    def finish(self) -> Run:
        """At its end, from wherever it stands."""
        return replace(self, state="finished")


def start(exercise: Exercise, veiled: frozenset[int] = frozenset()) -> Run:
    """A new walk, at the first step. Nothing is kept before the first answer."""
    return Run(exercise, exercise.steps[0].key, veiled=veiled)


def replace_veiled(run: Run, veiled: frozenset[int]) -> Run:
    """With other parts that are named only."""
    return replace(run, veiled=veiled)


def load(
    exercise: Exercise,
    step: str,
    kept: Mapping[str, str],
    veiled: frozenset[int] = frozenset(),
    state: State = "open",
) -> Run:
    """A walk as it was kept: ``kept`` has each step's JSON. What no longer fits is left out."""
    answers: dict[str, Answer] = {}
    for key, text in kept.items():
        if exercise.has(key):
            try:
                answers[key] = exercise.step(key).kind.parse(text)
            except ValueError:
                continue  # of an older shape; its words still stand in the journal, for reading
    run = Run(exercise, step, answers, veiled, state)
    return run if state == "finished" else run.at(step)
