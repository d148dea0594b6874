"""Exercise files are read strictly: a faulty one is refused with its line and a reason."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ifs_desktop.exercises import catalogue
from ifs_desktop.exercises.frontmatter import LARGEST_FILE, FaultyExercise
from ifs_desktop.exercises.kinds import scale, two_sided

SCALE = "    words: [a, b, c, d, e, f, g, h, i, j, k]\n"
GOOD = f"""---
title: A small one
section: Practice
level: green
length: 2 minutes
purpose: To try it.
needs: nothing
overview:
  about: what
  before: loud
  after: loud
steps:
  - key: loud
    kind: scale
{SCALE}    next: safe
  - key: safe
    kind: choose
    options:
      yes: Yes
      no: No
    branch:
      no: end
    next: what
  - key: what
    kind: write
    next: end
  - key: end
    kind: closing
    boxes:
      thanks: Thanks?
---
## loud
### How loud?
Take any place.

## safe
### Safe?
Look.

## what
### What?
Write.

And wait.

## end
### The end
Rest.
"""


def read(text: str, name: str = "small.md") -> catalogue.Exercise:
    return catalogue.read(Path(name), text)


def refused(text: str) -> FaultyExercise:
    with pytest.raises(FaultyExercise) as caught:
        read(text)
    return caught.value


def swapped(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def line_of(text: str, words: str) -> int:
    return text.split(words)[0].count("\n") + 1


def test_a_good_file_is_read_whole() -> None:
    exercise = read(GOOD)
    assert exercise.slug == "small"
    assert [step.key for step in exercise.steps] == ["loud", "safe", "what", "end"]
    assert exercise.step("safe").branch == {"no": "end"}
    assert exercise.step("what").text == "Write.\n\nAnd wait."
    assert isinstance(exercise.step("loud").shape, scale.Shape)


def test_the_line_ends_of_windows_and_a_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "small.md"
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert catalogue.read_file(file).title == "A small one"


@pytest.mark.parametrize(
    ("old", "new", "at", "reason"),
    [
        ("---\ntitle", "title", "title", "first line is ---"),
        ("title: A small one\n", "", "section", "“title” is missing"),
        ("title: A small one", "title:", "title", "title is empty"),
        ("title: A small one", "title: [a]", "title", "title is a text"),
        ("title: A", "title: a\ntitle: A", "title: A", "given twice"),
        ("level: green", "level: blue", "level", "level is “blue”"),
        ("purpose: To try it.\n", "", "title", "“purpose” is missing"),
        ("needs: nothing", "needs: nothing\nmore: x", "more", "“more” means nothing here"),
        ("kind: write", "kind: dream", "kind: dream", "“dream” is not a kind of step"),
        ("    kind: write\n", "", "- key: what", "“kind” is missing"),
        ("next: what", "next: nowhere", "next: nowhere", "no step called “nowhere”"),
        ("no: end", "no: nowhere", "no: nowhere", "no step called “nowhere”"),
        ("no: end", "maybe: end", "maybe: end", "“maybe” means nothing here"),
        ("    next: what\n", "", "- key: safe", "“next” is missing"),
        ("key: what", "key: safe", "key: safe\n    kind: write", "two steps called “safe”"),
        ("key: what", "key: What!", "key: What!", "not a name"),
        ("    next: safe", "    ground_from: 11\n    next: safe", "ground_from", "from 1 to 10"),
        ("    next: safe", "    compare: what\n    next: safe", "- key: loud", "notes"),
        (", k]", "]", "words: [a", "words is a list of 11"),
        ("steps:\n", "steps: nothing\nother:\n", "steps: nothing", "steps is a list"),
        ("## what\n", "## wat\n", "- key: what", "no section “## what”"),
        ("## safe\n", "## loud\n", "## loud\n### Safe", "two sections “## loud”"),
        ("## loud\n", "Hello\n\n## loud\n", "Hello", "words before the first"),
        ("## loud\n", "# Big\n## loud\n", "# Big", "a section begins with"),
        ("### Safe?\nLook", "Look", "Look", "begins with a “### heading”"),
        ("### Safe?\nLook.\n", "### Safe?\n", "## safe", "has no words"),
        ("### Safe?", "### Safe?\n#### smell\nx", "#### smell", "only one “### heading”"),
    ],
)
def test_a_fault_is_told_with_its_line_and_reason(old: str, new: str, at: str, reason: str) -> None:
    text = swapped(old, new)
    fault = refused(text)
    assert reason in fault.reason
    assert fault.line == line_of(text, at)
    assert str(fault).startswith(f"small.md, line {fault.line}: ")


def test_a_step_no_way_leads_to_is_refused() -> None:
    text = swapped("    next: what\n", "    next: end\n")
    fault = refused(text)
    assert "no way leads to the step “what”" in fault.reason
    assert fault.line == line_of(text, "- key: what")


def test_a_way_in_a_circle_is_refused() -> None:
    assert "in a circle" in refused(swapped("write\n    next: end", "write\n    next: loud")).reason


def test_a_visual_step_needs_both_variants() -> None:
    text = swapped("kind: write\n", "kind: write\n    visual: yes\n")
    assert "“#### body” and “#### words”" in refused(text).reason
    both = text.replace("And wait.", "And wait.\n#### body\nFeel.\n#### words\nSay.")
    assert read(both).step("what").variants == {"body": "Feel.", "words": "Say."}


def test_two_sides_with_the_same_box_are_refused() -> None:
    sides = "kind: two_sided\n" + "".join(
        f"    {side}:\n      title: T\n      boxes:\n        one: One?\n"
        for side in ("left", "right")
    )
    text = swapped("kind: closing\n", sides + "    next: last\n  - key: last\n    kind: closing\n")
    fault = refused(text + "## last\n### Last\nx\n")
    assert "both sides have a box named “one”" in fault.reason
    good = text.replace("        one: One?\n    right", "        two: Two?\n    right")
    exercise = read(good + "## last\n### Last\nx\n")
    assert isinstance(exercise.step("end").shape, two_sided.Shape)


# ---- hostile files


BOMB = (
    "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "\n".join(
        f"{n}: &{n} [{','.join(['*' + p] * 9)}]" for p, n in zip("abcdefg", "bcdefgh", strict=True)
    )
    + "\n"
)


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        (BOMB, "anchors and aliases"),
        ("title: &x y", "anchors and aliases"),
        ("title: *x", "anchors and aliases"),
        ("title: !!python/object/apply:os.system [ls]", "tags are not read"),
        ("title: !local x", "tags are not read"),
        ("title: " + "[" * 5000 + "]" * 5000, "nested too deep"),
        ("title: " + "{a: " * 50 + "}" * 50, "nested too deep"),
        ("<<: {title: x}", "“title” is missing"),
        ("? [a, b]\n: c", "a key is a plain word"),
        ("title: 'open", "not readable"),
        ("title: a\n\tb: c", "not readable"),
        ("%YAML 9.9\n--- \ntitle: x", "not readable"),
        ("- a\n- b", "names with a value each"),
        ("", "names with a value each"),
        ("title: a\x07b", "cannot be printed"),
    ],
)
def test_hostile_front_matter_is_refused_quickly(front: str, reason: str) -> None:
    began = time.process_time()
    assert reason in refused(f"---\n{front}\n---\n").reason
    assert time.process_time() - began < 2


def test_front_matter_without_an_end_is_refused() -> None:
    assert "has no end" in refused("---\ntitle: x\n").reason


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "large.md"
    file.write_text(GOOD + "x" * LARGEST_FILE)
    with pytest.raises(FaultyExercise, match="larger than 64 KiB"):
        catalogue.read_file(file)


def test_bytes_that_are_no_text_are_refused_with_their_line(tmp_path: Path) -> None:
    file = tmp_path / "bytes.md"
    file.write_bytes(b"---\ntitle: \xff\n---\n")
    with pytest.raises(FaultyExercise) as caught:
        catalogue.read_file(file)
    assert caught.value.line == 2


@pytest.mark.parametrize("name", ["Small.md", "a b.md", "-a.md", "a--b.md", "é.md"])
def test_a_file_name_is_plain(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text(GOOD)
    with pytest.raises(FaultyExercise, match="file name"):
        catalogue.read_file(file)


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    found = catalogue.load(tmp_path)
    assert [fault.line for fault in found.faults] == [1]


def test_a_faulty_file_leaves_the_others_usable(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(GOOD)
    (tmp_path / "faulty.md").write_text(swapped("kind: write", "kind: dream"))
    (tmp_path / "same.md").write_text(GOOD)
    found = catalogue.load(tmp_path)
    assert [exercise.slug for exercise in found.exercises] == ["good"]
    assert found.get("good") is found.exercises[0]
    assert found.get("same") is None
    reasons = {fault.path.name: fault.reason for fault in found.faults}
    assert "“dream”" in reasons["faulty.md"]
    assert "taken already" in reasons["same.md"]


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_file_with_any_line_changed_is_read_or_refused(data: st.DataObject) -> None:
    lines = GOOD.split("\n")
    place = data.draw(st.integers(0, len(lines) - 1))
    junk = st.text(alphabet="abc:-#&*!|>[]{}\"'%@` \t0\x00é", max_size=12)
    lines[place] = data.draw(st.one_of(junk, st.sampled_from(lines)))
    text = "\n".join(lines)
    try:
        exercise = read(text)
    except FaultyExercise as fault:
        assert 1 <= fault.line <= len(lines) + 1
        assert fault.reason
    else:
        assert exercise.steps[-1].kind.ends


@settings(max_examples=150, deadline=None)
@given(front=st.text(max_size=200), body=st.text(max_size=200))
def test_any_text_is_refused_not_crashed_on(front: str, body: str) -> None:
    with pytest.raises(FaultyExercise):
        read(f"---\n{front}\n---\n{body}")


def test_a_kind_that_may_name_a_hurt_part_is_in_no_gentle_exercise() -> None:
    held = "    kind: belief\n    holders:\n      me: Me\n      unknown: Not known\n    next: end"
    text = GOOD.replace("    kind: write\n    next: end", held)
    with pytest.raises(FaultyExercise) as fault:
        catalogue.read(Path("one.md"), text)
    assert (fault.value.line, "amber or red" in fault.value.reason) == (4, True)
    assert catalogue.read(Path("one.md"), text.replace("green", "amber")).through_gate
