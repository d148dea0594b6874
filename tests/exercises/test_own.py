"""Exercises of one's own: written from the documentation, checked, kept, used and put away."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from ifs_desktop.exercises import catalogue, queries
from ifs_desktop.exercises.cards import ExerciseCard
from ifs_desktop.exercises.frontmatter import LARGEST_FILE, FaultyExercise
from ifs_desktop.exercises.kinds import KINDS
from ifs_desktop.exercises.own import edits
from ifs_desktop.exercises.own import queries as own
from ifs_desktop.exercises.own.checked import Checked, check_file, slug_of
from ifs_desktop.exercises.page import ExercisesPage
from ifs_desktop.find.goals import known
from ifs_desktop.parts import edits as parts
from ifs_desktop.store import Store
from ifs_desktop.ui import ask
from tests.helpers import robot
from tests.tools.source import ROOT

GUIDE = (ROOT / "docs" / "EXERCISES.md").read_text("utf-8")
WHOLE = re.findall(r"```markdown\n(.*?)```", GUIDE, re.DOTALL)[0]
FRONT = "---\ntitle: T\nsection: S\nlevel: {level}\nlength: L\npurpose: P\nneeds: N\nsteps:\n"


def example(kind: str) -> str:
    """The file that the documentation's example of a kind makes, with words for its steps."""
    section = re.search(rf"^### {kind}\n(.*?)(?=^##)", GUIDE + "\n##", re.DOTALL | re.MULTILINE)
    assert section, f"docs/EXERCISES.md has no section on the kind {kind}"
    blocks = re.findall(r"```yaml\n(.*?)```", section[1], re.DOTALL)
    assert blocks, f"docs/EXERCISES.md has no example of the kind {kind}"
    steps = blocks[0]
    if "kind: closing" not in steps:
        steps += "- key: closing\n  kind: closing\n  boxes:\n    open: Open?\n"
    keys = re.findall(r"^- key: (\w+)$", steps, re.MULTILINE)
    words = "".join(
        f"## {key}\n### H\nT\n#### body\nB\n#### words\nW\n" for key in dict.fromkeys(keys)
    )
    level = "red" if "level: red" in section[1] else "amber"
    return FRONT.format(level=level) + str(steps) + "---\n" + words


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_is_documented_with_an_example_that_works(kind: str) -> None:
    exercise, faults = catalogue.check(Path("example.md"), example(kind))
    assert faults == ()
    assert exercise is not None
    assert kind in {step.kind.name for step in exercise.steps}


def test_the_documentation_describes_no_kind_that_is_not_there() -> None:
    part = GUIDE.split("## Kinds of step")[1].split("\n## ")[0]
    assert sorted(re.findall(r"^### (\w+)$", part, re.MULTILINE)) == sorted(KINDS)


# ---- from the file to the end of a walk


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The documentation's whole file, under a name as files have them."""
    path = tmp_path / "Evening look (2).md"
    path.write_text(WHOLE, "utf-8")
    return path


def words_on(widget: QWidget) -> str:
    shown = [one for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
    assert all(one.textFormat() != Qt.TextFormat.AutoText for one in shown if one.text())
    return "\n".join(one.text() for one in shown)


def add(page: ExercisesPage, file: Path) -> None:
    with ask.answer(str(file)):
        page.check_file()
    assert page.checking.keep is not None, words_on(page.checking)
    robot.click(page.checking.keep)


def test_a_file_written_from_the_documentation_is_checked_kept_walked_and_read(
    page: ExercisesPage, store: Store, file: Path
) -> None:
    parts.add_part(store, name="Planner")
    with ask.answer(str(file)):
        page.check_file()
    assert "Nothing is wrong with this file." in page.checking.findChildren(QLabel)[1].text()
    said = words_on(page.checking)
    assert "One moment of today" in said
    assert "moment: write, then who" in said
    assert own.own_files(store) == ()  # looking keeps nothing
    assert page.checking.keep is not None
    robot.click(page.checking.keep)
    assert own.own_files(store) == (("evening-look-2", WHOLE),)
    cards = [c for c in page.shelf.findChildren(ExerciseCard) if not c.isHidden()]
    assert "evening-look-2" in [card.slug for card in cards]
    assert "Your own" in words_on(page.shelf)
    focus = page.shelf.focusWidget()
    assert isinstance(focus, ExerciseCard) and focus.slug == "evening-look-2"
    assert not focus.visibleRegion().isEmpty()
    given = robot.walk(page, "evening-look-2", take={"kind_of_day": "hard"})
    assert list(given) == ["loud", "kind_of_day", "breath", "moment", "who", "thanks", "rest"]
    (earlier,) = queries.earlier_runs(store, page.catalogue, 5)
    assert (earlier.title, earlier.about, earlier.before) == ("An evening look", "moment 0", "mild")


def test_a_newer_file_of_the_same_title_takes_its_place_and_keeps_the_answers(
    page: ExercisesPage, store: Store, file: Path, tmp_path: Path
) -> None:
    add(page, file)
    robot.walk(page, "evening-look-2")
    newer = tmp_path / "other-name.md"
    newer.write_text(WHOLE.replace("One moment of today", "A moment you liked"), "utf-8")
    with ask.answer(str(newer)):
        page.check_file()
    assert page.checking.keep is not None
    assert page.checking.keep.text() == "Replace the one I have"
    robot.click(page.checking.keep)
    ((slug, text),) = own.own_files(store)
    assert slug == "evening-look-2"
    assert "A moment you liked" in text
    (earlier,) = queries.earlier_runs(store, page.catalogue, 5)
    page.open_run(earlier.id)
    assert "A moment you liked" in words_on(page.reading)
    assert "moment 0" in words_on(page.reading)


def test_put_away_it_leaves_the_library_and_comes_back_by_undo(
    page: ExercisesPage, store: Store, file: Path
) -> None:
    edits.keep_own(store, slug="other", text=WHOLE.replace("An evening look", "Another look"))
    add(page, file)
    robot.walk(page, "evening-look-2")
    page.show_shelf()
    robot.click(robot.button(page.shelf, "Put away: An evening look"))
    focus = page.shelf.focusWidget()
    assert isinstance(focus, ExerciseCard) and focus.slug == "other"
    assert page.catalogue.get("evening-look-2") is None
    (earlier,) = queries.earlier_runs(store, page.catalogue, 5)
    page.open_run(earlier.id)
    assert "moment 0" in words_on(page.reading)  # what was written can still be read
    store.undo()
    assert page.catalogue.get("evening-look-2") is not None


def test_the_text_of_one_of_the_apps_is_saved_as_a_start(
    page: ExercisesPage, tmp_path: Path
) -> None:
    target = tmp_path / "my-then-or-now.md"
    page.begin("then-or-now")
    with ask.answer(True, str(target)) as asked:
        robot.click(robot.button(page, "Save as a file…"))
    assert asked[0] == "Save as a file"
    text = target.read_text("utf-8")
    assert catalogue.read(target, text).title == "Then or now?"
    found = check_file(target, page.catalogue)
    assert [fault.reason for fault in found.faults] == ["the title “Then or now?” is taken already"]
    target.write_text(text.replace("title: Then or now?", "title: My alarm"), "utf-8")
    assert check_file(target, page.catalogue).exercise is not None


def test_a_file_cannot_stand_for_one_of_the_apps(page: ExercisesPage, tmp_path: Path) -> None:
    path = tmp_path / "then-or-now.md"
    path.write_text(WHOLE, "utf-8")
    found = check_file(path, page.catalogue)
    assert [f.reason for f in found.faults] == ["the app has an exercise with this file name"]


def test_all_faults_are_told_at_once_with_their_lines(page: ExercisesPage, tmp_path: Path) -> None:
    path = tmp_path / "slips.md"
    text = WHOLE.replace("level: green", "level: blue").replace("kind: breathe", "kind: breath")
    path.write_text(text.replace("    boxes:", "    sound: yes\n    boxes:"), "utf-8")
    with ask.answer(str(path)):
        page.check_file()
    said = words_on(page.checking)
    assert page.checking.keep is None
    slips = path.read_text("utf-8")
    for at, reason in (
        ("level:", "level is “blue”"),
        ("kind: breath\n", "“breath” is not a kind of step; did you mean “breathe”?"),
        ("sound:", "“sound” means nothing here"),
    ):
        line = slips[: slips.index(at)].count("\n") + 1
        assert f"slips.md, line {line}\n{reason}" in said


HOSTILE = "<b>bold</b> <img src='file:///etc/passwd'> [a](https://example.org) ![p](/tmp/x.png)"


def test_a_hostile_file_is_shown_as_plain_words(page: ExercisesPage, tmp_path: Path) -> None:
    path = tmp_path / "hostile.md"
    text = WHOLE.replace("An evening look", f'"{HOSTILE}"').replace("A quiet moment.", HOSTILE)
    text = text.replace("A quiet", "x").replace("One moment of today", HOSTILE)
    path.write_text(text.replace(f'title: "{HOSTILE}"', "title: <b>Mine</b>"), "utf-8")
    add(page, path)
    assert "<b>Mine</b>" in words_on(page.shelf)
    card = next(c for c in page.shelf.findChildren(ExerciseCard) if c.slug == "hostile")
    assert "<img" not in card.toolTip()  # escaped, so that Qt loads nothing
    page.begin("hostile")
    while robot.here(page) != "moment":
        page.runner.skip()
    assert HOSTILE in words_on(page.runner)


def test_names_of_files_become_plain_and_an_unreadable_one_is_told(tmp_path: Path) -> None:
    assert slug_of("My Evening – (2)") == "my-evening-2"
    assert slug_of("é") == ""
    known = catalogue.Catalogue((), ())
    gone = check_file(tmp_path / "gone.md", known)
    assert gone.exercise is None
    assert "not readable" in gone.faults[0].reason
    large = tmp_path / "large.md"
    large.write_text("x" * (LARGEST_FILE + 1))
    assert "larger than 64 KiB" in check_file(large, known).faults[0].reason
    nameless = tmp_path / "é.md"
    nameless.write_text(WHOLE, "utf-8")
    assert "small letter or a digit" in check_file(nameless, known).faults[0].reason


def test_a_kept_file_that_no_longer_fits_leaves_the_others_usable(
    page: ExercisesPage, store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(page, file)
    monkeypatch.delitem(KINDS, "breathe")  # as if a later version had no such kind
    found = own.catalogue(store)
    assert found.get("evening-look-2") is None
    assert "“breathe” is not a kind" in found.faults[-1].reason
    with pytest.raises(FaultyExercise):
        edits.keep_own(store, slug="evening", text=WHOLE)


def test_one_of_ones_own_is_gone_to_by_name_and_a_red_one_only_once_they_are_wanted(
    store: Store,
) -> None:
    edits.keep_own(store, slug="mine", text=WHOLE)
    red = WHOLE.replace("level: green", "level: red").replace("An evening", "A deep")
    edits.keep_own(store, slug="deep", text=red)
    names = {goal.name for goal in known(store)}
    assert "An evening look" in names
    assert "A deep look" not in names
    store.set_state(queries.RED, True)
    assert "A deep look" in {goal.name for goal in known(store)}


def test_a_choice_that_is_left_changes_nothing(page: ExercisesPage, store: Store) -> None:
    with ask.answer(None):
        page.check_file()
    assert page.shelf.isVisible()
    page.begin("then-or-now")
    with ask.answer(False):
        page.save_file()
    assert isinstance(page.findChild(QPushButton), QPushButton)
    assert own.own_files(store) == ()


# ---- fifty slips of the pen, each with its line and its reason

SLIPS: list[tuple[str, str, str, str]] = [
    # what stands there, what stands there instead, a word on the line, the reason
    ("---\ntitle", "title", "title", "the first line is ---"),
    ("open\n---\n", "open\n", "---", "the front matter has no end"),
    ("title: An evening look\n", "", "section:", "“title” is missing"),
    ("title: An evening look", "title:", "title:", "title is empty"),
    ("title: An evening look", "title: " + "x" * 81, "title:", "title has at most 80 characters"),
    ("title: An evening look", "title: [a, b]", "title:", "title is a text"),
    ("title: An", "title: A\ntitle: An", "title: An", "“title” is given twice"),
    ("section: My evenings\n", "", "title:", "“section” is missing"),
    ("level: green", "level: Green", "level:", "level is “Green”, it can be green, amber, red"),
    ("level: green\n", "", "title:", "“level” is missing"),
    ("length: about", "lenght: about", "title:", "“length” is missing"),
    ("purpose: Look", "purpose: " + "x" * 241, "purpose:", "purpose has at most 240 characters"),
    ("needs: A quiet moment.\n", "", "title:", "“needs” is missing"),
    ("rhythm: in", "rythm: in", "rythm:", "“rythm” means nothing here"),
    ("overview:\n", "order: 0\noverview:\n", "order:", "order is a whole number from 1 to 99"),
    ("overview:\n", "order: first\noverview:\n", "order:", "order is a whole number"),
    ("about: moment", "about: momnt", "about: momnt", "there is no step called “momnt”"),
    ("before: loud", "before: moment", "before:", "“moment” is not a step of the kind scale"),
    ("before: loud", "later: loud", "later:", "“later” means nothing here"),
    ("steps:\n", "step:\n", "title:", "“steps” is missing"),
    ("key: loud\n", "key: Loud\n", "key: Loud", "“Loud” is not a name"),
    ("  - key: breath\n", "  - kee: breath\n", "kee:", "“key” is missing"),
    ("kind: scale", "kind: slider", "kind: slider", "“slider” is not a kind of step"),
    ("    kind: breathe\n", "", "key: breath", "“kind” is missing"),
    ("words: [quiet, ", "words: [", "words:", "words is a list of 11"),
    ("ground_from: 8", "ground_from: 11", "ground_from:", "a whole number from 1 to 10"),
    ("ground_from: 8", "ground_from: high", "ground_from:", "a whole number from 1 to 10"),
    ("ground_from: 8", "ground: 8", "ground:", "“ground” means nothing here"),
    ("next: kind_of_day", "next: kindofday", "next: kindofday", "no step called “kindofday”"),
    ("    next: who\n", "", "key: moment", "“next” is missing"),
    ("      full: A full day\n      slow: A slow day\n", "", "hard: A", "between 2 and 7 entries"),
    ("full: A full day", "Full day: A full day", "Full day:", "“Full day” is not a name"),
    ("full: A full day", "full:", "full:", "full is empty"),
    ("hard: breath", "tired: breath", "tired:", "“tired” means nothing here"),
    ("hard: breath", "hard: air", "hard: air", "there is no step called “air”"),
    ("rounds: 3", "rounds: 0", "rounds:", "rounds is a whole number from 1 to 20"),
    ("rounds: 3", "in: 30", "in: 30", "in is a whole number from 2 to 8"),
    ("visual: yes", "visual: maybe", "visual:", "visual is “maybe”, it can be yes, no"),
    ("#### body\n", "#### smell\n", "#### smell", "only one “### heading” and “#### body”"),
    (
        "\n#### body\n\nWhere in your body is it? Write what you notice there.\n",
        "",
        "## moment",
        "a visual step has “#### body” and “#### words”",
    ),
    ("about: who", "about: loud", "about: loud", "“loud” is not a step of the kind pick_parts"),
    ("    about: who\n", "", "key: thanks", "“about” is missing"),
    ("unfinished: open", "unfinished: rest", "unfinished:", "unfinished is “rest”"),
    ("    next: rest\n", "    next: who\n", "key: who", "leads in a circle"),
    ("    next: who\n", "    next: rest\n", "key: who", "no way leads to the step “who”"),
    ("## thanks\n", "## thank\n", "key: thanks", "there is no section “## thanks”"),
    ("## rest\n", "## who\n", "## who\n\n### Good", "there are two sections “## who”"),
    ("### Good night\n", "", "You can stop", "a section begins with a “### heading”"),
    ("You can stop here.", "", "## rest", "the section “rest” has no words"),
    ("## loud\n", "# Evening\n\n## loud\n", "# Evening", "a section begins with “## ”"),
    ("---\n\n## loud", "---\nHello.\n\n## loud", "Hello.", "there are words before the first"),
    ("purpose: Look", "purpose: &x Look", "purpose:", "anchors and aliases are not read"),
    ("purpose: Look", "purpose: !!str Look", "purpose:", "tags are not read"),
    ("purpose: Look", "purpose: 'Look", "purpose:", "a quotation mark opens here and does not"),
    ("purpose: Look", "purpose: Look: now", "purpose:", "a text with “: ” in it goes in quotes"),
    ("needs: A", "\tneeds: A", "needs:", "a tab or another sign"),
    ("length: about", "length about", "length about", "no “:” behind its name"),
    ("  - key: who\n", " - key: who\n", "key: who", "do not fit the lines above"),
]


def test_fifty_slips_are_each_told_with_their_line_and_reason(tmp_path: Path) -> None:
    assert len(SLIPS) >= 50
    wrong = []
    path = tmp_path / "evening-look.md"
    for old, new, at, reason in SLIPS:
        assert WHOLE.count(old) >= 1, old
        text = WHOLE.replace(old, new, 1)
        path.write_text(text, "utf-8")
        found: Checked = check_file(path, catalogue.Catalogue((), ()))
        assert found.exercise is None, new
        line = text[: text.index(at)].count("\n") + 1
        told = [(fault.line, fault.reason) for fault in found.faults]
        if not any(at_line == line and reason in why for at_line, why in told):
            wrong.append(f"{new!r}: {line} {reason!r} is not among {told}")
        if len(told) > 2:
            wrong.append(f"{new!r}: one slip is told as {told}")
    assert not wrong, "\n".join(wrong)
