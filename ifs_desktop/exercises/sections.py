"""The body of an exercise file: one section for each step, with its heading and its words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ifs_desktop.exercises.frontmatter import Source

VARIANTS = ("body", "words")
LONGEST_WORDS = 2000  # characters of a step's text
_TITLE = re.compile(r"(#{1,6})(?:\s+(.*))?")


@dataclass(frozen=True, slots=True)
class Section:
    """The words of a step. Without a heading it was faulty, and that was told."""

    line: int
    heading: str = ""
    text: str = ""
    variants: Mapping[str, str] = field(default_factory=dict)


def sections(source: Source, lines: list[str], first_line: int) -> dict[str, Section]:
    """The body's sections by key; what is wrong with one is gathered in the source."""
    found: dict[str, Section] = {}
    key, began, held = "", first_line, list[tuple[int, str]]()
    for number, line in enumerate([*lines, "## "], first_line):
        match = _TITLE.fullmatch(line.rstrip())
        if match is None or len(match[1]) > 2:
            held.append((number, line))
            continue
        with source.gather():
            if key:
                found[key] = Section(began)
                found[key] = _section(source, key, began, held)
            elif began == first_line and any(text.strip() for _, text in held):
                reason = "there are words before the first “## key” section"
                raise source.fault(held[0][0], reason)
        key, began, held = (match[2] or "").strip(), number, []
        with source.gather():
            if len(match[1]) == 1 or (not key and number < first_line + len(lines)):
                key = ""
                raise source.fault(number, "a section begins with “## ” and the key of its step")
            if key in found:
                raise source.fault(number, f"there are two sections “## {key}”")
    return found


def _section(source: Source, key: str, line: int, held: list[tuple[int, str]]) -> Section:
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
        if len(found) > LONGEST_WORDS:
            raise source.fault(line, f"a step has at most {LONGEST_WORDS} characters of text")
    return Section(line, heading, paragraphs.pop(""), paragraphs)


def _paragraphs(lines: list[str]) -> str:
    blocks = "\n".join(lines).strip().split("\n\n")
    return "\n\n".join(" ".join(block.split()) for block in blocks if block.strip())
