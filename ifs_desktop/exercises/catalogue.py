"""The exercises: Markdown files with front matter, read strictly.

A faulty file is refused with its line and a reason, and the others stay usable. The front matter
says how the steps hang together; below it, one ``## key`` section for each step holds its words:
a ``### heading``, a short text and, where a prompt is visual, ``#### body`` and ``#### words``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ifs_desktop.exercises.frontmatter import (
    LARGEST_FILE,
    FaultyExercise,
    Fields,
    Source,
    parse,
)
from ifs_desktop.exercises.kinds import KINDS, Kind, Shape

LEVELS = ("green", "amber", "red")
VARIANTS = ("body", "words")
MOST_STEPS = 60
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TITLE = re.compile(r"(#{1,6})(?:\s+(.*))?")


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

    @property
    def addresses_exiles(self) -> bool:
        """Whether exiles are spoken to in it, once their protectors agree; else only named."""
        return self.level == "red"

    def step(self, key: str) -> Step:
        """The step called ``key``; KeyError if there is none."""
        for step in self.steps:
            if step.key == key:
                return step
        raise KeyError(key)

    def has(self, key: str) -> bool:
        """Whether there is a step called ``key``."""
        return any(step.key == key for step in self.steps)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every exercise that could be read, and what was wrong with the others."""

    exercises: tuple[Exercise, ...]
    faults: tuple[FaultyExercise, ...]

    def get(self, slug: str) -> Exercise | None:
        """The exercise called ``slug``, if there is one."""
        return next((e for e in self.exercises if e.slug == slug), None)


@dataclass(frozen=True, slots=True)
class _Section:
    line: int
    heading: str
    text: str
    variants: Mapping[str, str]


def load(folder: Path) -> Catalogue:
    """Every exercise of a folder, in the order of the file names."""
    exercises: list[Exercise] = []
    faults: list[FaultyExercise] = []
    for path in sorted(folder.glob("*.md")):
        try:
            exercise = read_file(path)
            if any(e.title.casefold() == exercise.title.casefold() for e in exercises):
                raise FaultyExercise(path, 1, f"the title “{exercise.title}” is taken already")
        except FaultyExercise as fault:
            faults.append(fault)
        else:
            exercises.append(exercise)
    return Catalogue(tuple(exercises), tuple(faults))


def read_file(path: Path) -> Exercise:
    """The exercise in a file; FaultyExercise if it is not one."""
    if not _SLUG.fullmatch(path.stem):
        raise FaultyExercise(path, 1, "a file name has small letters, digits and single dashes")
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise FaultyExercise(path, 1, f"not readable: {error.strerror}") from None
    if len(raw) > LARGEST_FILE:
        raise FaultyExercise(path, 1, f"larger than {LARGEST_FILE // 1024} KiB")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise FaultyExercise(path, line, "not UTF-8 text") from None
    return read(path, text)


def read(path: Path, text: str) -> Exercise:
    """The exercise in ``text``; ``path`` gives its slug and stands in the reasons."""
    source = Source(path)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[0].strip() != "---":
        raise source.fault(1, "the first line is ---, before the front matter")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        raise source.fault(1, "the front matter has no end (a line of ---)")
    front = parse(source, "\n".join(lines[1:end]), 2)
    sections = _sections(source, lines[end + 1 :], end + 2)
    title, section = front.text("title"), front.text("section")
    level = front.one_of("level", LEVELS)
    length, purpose, needs = front.text("length"), front.text("purpose"), front.text("needs")
    overview = _overview(front.child("overview")) if front.has("overview") else Overview()
    order = front.number("order", 1, 99) if front.has("order") else 50
    rhythm = front.text("rhythm") if front.has("rhythm") else ""
    listed = front.children("steps", 1, MOST_STEPS)
    front.finish()
    steps, where = _steps(source, listed, sections)
    exercise = Exercise(
        slug=path.stem,
        title=title,
        section=section,
        level=level,
        length=length,
        purpose=purpose,
        needs=needs,
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
    source: Source, listed: list[Fields], sections: dict[str, _Section]
) -> tuple[list[Step], dict[str, int]]:
    steps: list[Step] = []
    where: dict[str, int] = {}  # the line each step begins on
    for fields in listed:
        line = fields.line_of("key")
        key = fields.name("key")
        if key in where:
            raise source.fault(line, f"there are two steps called “{key}”")
        where[key] = line
        section = sections.pop(key, None)
        if section is None:
            raise source.fault(line, f"there is no section “## {key}” with its words")
        steps.append(_step(fields, key, section))
    for key, section in sections.items():
        raise source.fault(section.line, f"there is no step called “{key}”")
    return steps, where


def _step(fields: Fields, key: str, section: _Section) -> Step:
    name = fields.text("kind")
    kind = KINDS.get(name)
    if kind is None:
        raise fields.fault(f"“{name}” is not a kind of step ({', '.join(KINDS)})", "kind")
    visual = fields.has("visual") and fields.one_of("visual", ("yes", "no")) == "yes"
    if visual and len(section.variants) < len(VARIANTS):
        wanted = " and ".join(f"“#### {name}”" for name in VARIANTS)
        raise fields.source.fault(section.line, f"a visual step has {wanted}")
    about = None
    if kind.about and (kind.about_needed or fields.has("about")):
        about = fields.step("about", by=key, kinds=kind.about)
    revisit = None
    if fields.has("revisit"):
        back = fields.child("revisit")
        revisit = Revisit(back.step("step", by=key), back.text("label"))
        back.finish()
    shape = kind.read(fields, key)
    branch = {}
    if fields.has("branch"):
        ways = fields.child("branch")
        options = getattr(shape, "options", ())
        branch = {
            option: ways.step(option, by="branch") for option, _ in options if ways.has(option)
        }
        ways.finish()
    following = None if kind.ends else fields.step("next", by="next")
    fields.finish()
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
    )


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
        onward = {*step.branch.values(), *([step.next] if step.next else [])}
        fresh = [other for other in onward if other not in ended]
        if not fresh:
            ended.add(key)
            continue
        open_ways.append((key, way))
        open_ways.extend((other, (*way, key)) for other in fresh)
    for step in exercise.steps:
        if step.key not in reached:
            raise source.fault(where[step.key], f"no way leads to the step “{step.key}”")


def _sections(source: Source, lines: list[str], first_line: int) -> dict[str, _Section]:
    """The body's sections by key."""
    sections: dict[str, _Section] = {}
    key, began, held = "", first_line, list[tuple[int, str]]()
    for number, line in enumerate([*lines, "## "], first_line):
        match = _TITLE.fullmatch(line.rstrip())
        if match is None or len(match[1]) > 2:
            held.append((number, line))
            continue
        if key:
            sections[key] = _section(source, key, began, held)
        elif any(text.strip() for _, text in held):
            raise source.fault(held[0][0], "there are words before the first “## key” section")
        key, began, held = (match[2] or "").strip(), number, []
        if len(match[1]) == 1 or (not key and number < first_line + len(lines)):
            raise source.fault(number, "a section begins with “## ” and the key of its step")
        if key in sections:
            raise source.fault(number, f"there are two sections “## {key}”")
    return sections


def _section(source: Source, key: str, line: int, held: list[tuple[int, str]]) -> _Section:
    heading = ""
    texts: dict[str, list[str]] = {"": []}
    variant = ""
    for number, text in held:
        match = _TITLE.fullmatch(text.rstrip())
        if match is None:
            if text.strip() and not heading:
                raise source.fault(number, "a section begins with a “### heading”")
            texts[variant].append(text.strip())
            continue
        words = (match[2] or "").strip()
        if len(match[1]) == 3 and not heading and words:
            heading = words
        elif len(match[1]) == 4 and heading and words in VARIANTS and words not in texts:
            variant = words
            texts[variant] = []
        else:
            allowed = ", ".join(f"“#### {name}”" for name in VARIANTS)
            raise source.fault(number, f"only one “### heading” and {allowed} stand in a section")
    paragraphs = {name: _paragraphs(found) for name, found in texts.items()}
    for name, found in paragraphs.items():
        if not found:
            raise source.fault(
                line, f"the section “{key}” has no words{' for ' * bool(name)}{name}"
            )
    return _Section(line, heading, paragraphs.pop(""), paragraphs)


def _paragraphs(lines: list[str]) -> str:
    blocks = "\n".join(lines).strip().split("\n\n")
    return "\n\n".join(" ".join(block.split()) for block in blocks if block.strip())
