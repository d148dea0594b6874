"""Reading an exercise file, strictly: the exercise it holds, or everything that is wrong with it.

The front matter says how the steps hang together; below it, one ``## key`` section for each step
holds its words: a ``### heading``, a short text and, where a prompt is visual, ``#### body`` and
``#### words``.
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from ifs_desktop.exercises.exercise import LEVELS, Exercise, Overview, Revisit, Step
from ifs_desktop.exercises.frontmatter import FaultyExercise, Fields, Source, parse
from ifs_desktop.exercises.kinds import KINDS
from ifs_desktop.exercises.sections import VARIANTS, Section, sections

MOST_STEPS = 60
# What a card of the catalogue says, and how many characters of it there can be.
FRONT = {"title": 80, "section": 60, "length": 60, "purpose": 240, "needs": 240}


def read(path: Path, text: str) -> Exercise:
    """The exercise in ``text``; ``path`` gives its slug and stands in the reasons."""
    exercise, faults = check(path, text)
    if exercise is None:
        raise faults[0]
    return exercise


def check(path: Path, text: str) -> tuple[Exercise | None, tuple[FaultyExercise, ...]]:
    """The exercise in ``text``, or everything that is wrong with it."""
    source = Source(path)
    exercise = None
    with source.gather():
        exercise = _read(source, text)
    return (None if source.faults else exercise), tuple(source.faults)


def _read(source: Source, text: str) -> Exercise | None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[0].strip() != "---":
        raise source.fault(1, "the first line is ---, before the front matter")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        raise source.fault(1, "the front matter has no end (a line of ---)")
    front = parse(source, "\n".join(lines[1:end]), 2)
    words = sections(source, lines[end + 1 :], end + 2)
    given: dict[str, str] = {}
    for name, most in FRONT.items():
        with source.gather():
            given[name] = front.short(name, most)
    level = "green"
    with source.gather():
        level = front.one_of("level", LEVELS)
    overview, order, rhythm = Overview(), 50, ""
    with source.gather():
        overview = _overview(front.child("overview")) if front.has("overview") else overview
    with source.gather():
        order = front.number("order", 1, 99) if front.has("order") else order
    with source.gather():
        rhythm = front.short("rhythm", 80) if front.has("rhythm") else rhythm
    listed: list[Fields] = []
    with source.gather():
        listed = front.children("steps", 1, MOST_STEPS)
    source.faults += front.left_over()
    steps, where = _steps(source, listed, words)
    gated = next((step for step in steps if step.kind.gated), None)
    if gated is not None and level == "green":
        reason = f"“{gated.key}” may name a hurt part, so the level is amber or red"
        source.faults.append(source.fault(front.line_of("level"), reason))
    if source.faults:
        return None
    exercise = Exercise(
        slug=source.path.stem,
        level=level,
        title=given["title"],
        section=given["section"],
        length=given["length"],
        purpose=given["purpose"],
        needs=given["needs"],
        overview=overview,
        steps=tuple(steps),
        order=order,
        rhythm=rhythm,
    )
    _check_refs(source, exercise, where)
    _check_ways(source, exercise, where)
    return exercise


def _overview(fields: Fields) -> Overview:
    by = "overview"
    overview = Overview(
        fields.step("about", by=by) if fields.has("about") else "",
        fields.step("before", by=by, kinds=("scale",)) if fields.has("before") else "",
        fields.step("after", by=by, kinds=("scale",)) if fields.has("after") else "",
    )
    fields.finish()
    return overview


def _steps(
    source: Source, listed: list[Fields], words: dict[str, Section]
) -> tuple[list[Step], dict[str, int]]:
    steps: list[Step] = []
    where: dict[str, int] = {}  # the line each step begins on
    nameless = not listed
    for fields in listed:
        line, key = fields.line_of("key"), ""
        with source.gather():
            key = fields.name("key")
        if not key:
            nameless = True  # whose words some section holds is not known
            continue
        with source.gather():
            if key in where:
                raise source.fault(line, f"there are two steps called “{key}”")
            where[key] = line
            section = words.pop(key, None)
            if section is None:
                raise source.fault(line, f"there is no section “## {key}” with its words")
            step = _step(fields, key, section)
            if step is not None:
                steps.append(step)
    if not nameless:
        for key, section in words.items():
            source.faults.append(source.fault(section.line, f"there is no step called “{key}”"))
    return steps, where


def _step(fields: Fields, key: str, section: Section) -> Step | None:
    """A step, or None if something is wrong with it; that is gathered in its source."""
    source = fields.source
    before = len(source.faults)
    name = fields.text("kind")
    kind = KINDS.get(name)
    if kind is None:
        near = get_close_matches(name, KINDS, n=1)
        kinds = f"did you mean “{near[0]}”?" if near else f"there are {', '.join(sorted(KINDS))}"
        raise fields.fault(f"“{name}” is not a kind of step; {kinds}", "kind")
    with source.gather():
        visual = fields.has("visual") and fields.one_of("visual", ("yes", "no")) == "yes"
        if visual and section.heading and len(section.variants) < len(VARIANTS):
            wanted = " and ".join(f"“#### {name}”" for name in VARIANTS)
            raise source.fault(section.line, f"a visual step has {wanted}")
    about = revisit = following = shape = nobody = None
    with source.gather():
        if kind.about and (kind.about_needed or fields.has("about")):
            about = fields.step("about", by=key, kinds=kind.about)
    with source.gather():
        if fields.has("nobody") and about is not None:
            nobody = fields.step("nobody", by="nobody")
    with source.gather():
        if fields.has("revisit"):
            back = fields.child("revisit")
            revisit = Revisit(back.step("step", by=key), back.text("label"))
            back.finish()
    with source.gather():
        shape = kind.read(fields, key)
    branch: dict[str, str] = {}
    with source.gather():
        if fields.has("branch") and shape is not None:
            branch = _branch(fields.child("branch"), getattr(shape, "options", ()))
    with source.gather():
        following = None if kind.ends else fields.step("next", by="next")
    if len(source.faults) == before:  # else what is left may be left by a fault
        source.faults += fields.left_over()
    if shape is None:
        return None
    return Step(
        key=key,
        kind=kind,
        shape=shape,
        heading=section.heading,
        text=section.text,
        variants=section.variants,
        next=following,
        branch=branch,
        about=about,
        revisit=revisit,
        nobody=nobody,
    )


def _branch(ways: Fields, options: tuple[tuple[str, str], ...]) -> dict[str, str]:
    branch = {option: ways.step(option, by="branch") for option, _ in options if ways.has(option)}
    ways.finish()
    return branch


def _check_refs(source: Source, exercise: Exercise, where: dict[str, int]) -> None:
    order = {key: place for place, key in enumerate(where)}
    for ref in source.refs:
        if ref.step not in order:
            raise source.fault(ref.line, f"there is no step called “{ref.step}”")
        step = exercise.step(ref.step)
        if ref.kinds and step.kind.name not in ref.kinds:
            wanted = " or ".join(ref.kinds)
            raise source.fault(ref.line, f"“{ref.step}” is not a step of the kind {wanted}")
    for step in exercise.steps:
        goes_by = getattr(step.shape, "goes_by", ())
        earlier = (step.about, getattr(step.shape, "compare", None), *goes_by)
        back = (step.revisit.step,) if step.revisit else ()
        for key in (*earlier, *back):
            if key is not None and order[key] >= order[step.key]:
                raise source.fault(where[step.key], f"“{key}” does not come before “{step.key}”")


def _check_ways(source: Source, exercise: Exercise, where: dict[str, int]) -> None:
    """Every step can be reached, and every way ends: none leads in a circle."""
    reached: set[str] = set()
    open_ways: list[tuple[str, tuple[str, ...]]] = [(exercise.steps[0].key, ())]
    ended: set[str] = set()
    while open_ways:
        key, way = open_ways.pop()
        if key in way:
            raise source.fault(where[key], f"the way through “{key}” leads in a circle")
        if key in ended:
            continue
        reached.add(key)
        step = exercise.step(key)
        onward = {*step.branch.values(), *(to for to in (step.next, step.nobody) if to)}
        fresh = [other for other in onward if other not in ended]
        if not fresh:
            ended.add(key)
            continue
        open_ways.append((key, way))
        open_ways.extend((other, (*way, key)) for other in fresh)
    for step in exercise.steps:
        if step.key not in reached:
            raise source.fault(where[step.key], f"no way leads to the step “{step.key}”")
