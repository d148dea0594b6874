"""The six Fs beside a dialogue: a stack of the parts somebody is getting to know, never a form.

The lowest floor is the part it began with; above it stand those who asked to be heard meanwhile.
One may go to any F, skip and come back; only what lies behind *feel toward* waits while the last
answer there was not of Self: then another part is here, and it can become the new target. When it
steps back, the thread returns to the one below, which stands where it stood. Nothing noted is ever
lost: who leaves the stack keeps its floor, and goes on from there if it is heard again.

Plain values and functions: what is kept of them is the business of ``guiding/edits.py``, and
whether an exile may be a target is asked at the one gate (``parts/permissions.py``) there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

STAGES = ("find", "focus", "flesh", "toward", "befriend", "fears")
TOWARD = "toward"
BEHIND_THE_GATE = frozenset({"befriend", "fears"})
SELF, PART, UNSURE = "self", "part", "unsure"  # who answered at "feel toward"
ANSWERS = (SELF, PART, UNSURE)
OPEN, STEPPED_BACK, MET, NOT_NOW = "open", "stepped_back", "met", "not_now"


class NotPossible(ValueError):
    """A step that the thread does not have at this point."""


class GateShut(NotPossible):
    """The last answer at *feel toward* was not of Self: the part that answered comes first."""


@dataclass(frozen=True, slots=True)
class Floor:
    """One target: where it stands among the Fs, and the few words noted at each."""

    part_id: int
    stage: str = STAGES[0]
    state: str = OPEN
    noted: tuple[tuple[str, str], ...] = ()  # (F, words), in the order of the Fs
    answer: str = ""  # who answered at "feel toward"; "" while nobody was asked, or it was heard
    id: int = 0  # the row it is kept in; 0: in none yet

    @property
    def shut(self) -> bool:
        """Whether what lies behind *feel toward* waits."""
        return self.answer in (PART, UNSURE)

    def note(self, stage: str) -> str:
        """What was noted at an F, or the empty string."""
        return dict(self.noted).get(stage, "")


@dataclass(frozen=True, slots=True)
class Thread:
    """The stack, lowest floor first, and those who left it. All floors but the top are open."""

    floors: tuple[Floor, ...] = ()
    ended: tuple[Floor, ...] = ()  # the last one who left comes last

    @property
    def top(self) -> Floor | None:
        """The target now, or None."""
        return self.floors[-1] if self.floors else None

    @property
    def resting(self) -> bool:
        """Whether it was stopped for today, to be continued."""
        return self.top is not None and self.top.state == NOT_NOW

    def find(self, part_id: int) -> Floor | None:
        """The floor of a part, on the stack or left."""
        return next((f for f in (*self.floors, *self.ended) if f.part_id == part_id), None)


def begin(thread: Thread, part_id: int) -> Thread:
    """Get to know a part; there is no target yet."""
    if thread.floors:
        raise NotPossible("there is a target already")
    return _on_top(thread, part_id)


def note(thread: Thread, part_id: int, stage: str, words: str) -> Thread:
    """Note a few words at an F of a part, wherever it stands; no words take the note away."""
    _check(stage)
    floor = thread.find(part_id)
    if floor is None:
        raise NotPossible("this part is no target here")
    return _replaced(thread, floor, _noted(floor, stage, words))


def go_to(thread: Thread, stage: str) -> Thread:
    """Stand at any F. Raises GateShut behind *feel toward* while another part is here."""
    _check(stage)
    top = _open_top(thread)
    if top.shut and stage in BEHIND_THE_GATE:
        raise GateShut("the part that answered comes first")
    return _replaced(thread, top, replace(top, stage=stage))


def answer(thread: Thread, word: str, of: str) -> Thread:
    """Say how one feels toward the target, and whether that is of Self. ``of``: in ANSWERS."""
    if of not in ANSWERS:
        raise ValueError(f"{of!r} is nobody who answers")
    top = _open_top(thread)
    answered = replace(_noted(top, TOWARD, word), stage=TOWARD, answer=of)
    return _replaced(thread, top, answered)


def turn_to(thread: Thread, part_id: int) -> Thread:
    """Make a part the target: it goes on top, or one returns to it if it is on the stack."""
    top = _open_top(thread)
    if part_id in {floor.part_id for floor in thread.floors}:
        return back_to(thread, part_id)
    if top.shut:  # the part that answered was found: one is asked anew afterwards
        thread = _replaced(thread, top, replace(top, answer=""))
    return _on_top(thread, part_id)


def step_back(thread: Thread) -> Thread:
    """The target steps back: the thread returns to the one below."""
    top = _open_top(thread)
    if len(thread.floors) < 2:
        raise NotPossible("it is the one this began with")
    return _left(thread, replace(top, state=STEPPED_BACK))


def meet(thread: Thread) -> Thread:
    """Close for now with the one it began with."""
    top = _open_top(thread)
    if len(thread.floors) > 1:
        raise NotPossible("somebody else is being heard")
    return _left(thread, replace(top, state=MET))


def back_to(thread: Thread, part_id: int) -> Thread:
    """Return to a part lower on the stack; those above it were not done: they may come again."""
    _open_top(thread)
    if part_id not in {floor.part_id for floor in thread.floors}:
        raise NotPossible("this part is not on the stack")
    while thread.floors[-1].part_id != part_id:
        thread = _left(thread, replace(thread.floors[-1], state=NOT_NOW))
    return thread


def set_aside(thread: Thread) -> Thread:
    """Stop here for today; the whole stack stays, to be continued."""
    top = _open_top(thread)
    return _replaced(thread, top, replace(top, state=NOT_NOW))


def take_up(thread: Thread) -> Thread:
    """Go on where it was stopped."""
    top = thread.top
    if top is None or top.state != NOT_NOW:
        raise NotPossible("nothing was set aside")
    return _replaced(thread, top, replace(top, state=OPEN))


def _on_top(thread: Thread, part_id: int) -> Thread:
    """With the part above all others: anew, or where it stood when it left."""
    known = thread.find(part_id)
    floor = Floor(part_id) if known is None else replace(known, state=OPEN, answer="")
    ended = tuple(one for one in thread.ended if one.part_id != part_id)
    return Thread((*thread.floors, floor), ended)


def _left(thread: Thread, top: Floor) -> Thread:
    return Thread(thread.floors[:-1], (*thread.ended, top))


def _open_top(thread: Thread) -> Floor:
    top = thread.top
    if top is None:
        raise NotPossible("there is no target")
    if top.state != OPEN:
        raise NotPossible("it was stopped for today")
    return top


def _noted(floor: Floor, stage: str, words: str) -> Floor:
    known = {**dict(floor.noted), stage: words}
    return replace(floor, noted=tuple((s, known[s]) for s in STAGES if known.get(s)))


def _replaced(thread: Thread, old: Floor, new: Floor) -> Thread:
    return Thread(
        tuple(new if floor is old else floor for floor in thread.floors),
        tuple(new if floor is old else floor for floor in thread.ended),
    )


def _check(stage: str) -> None:
    if stage not in STAGES:
        raise ValueError(f"{stage!r} is no F")
