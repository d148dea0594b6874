"""The fire drill: nobody is urged to go, and what helped is kept beside the alarm."""

from __future__ import annotations

import re
from datetime import date

import pytest

from ifs_desktop.check_ins import queries as check_ins
from ifs_desktop.exercises import catalogue, edits
from ifs_desktop.exercises import run as walk
from ifs_desktop.exercises.catalogue import Exercise
from ifs_desktop.exercises.frontmatter import FaultyExercise
from ifs_desktop.exercises.kinds import check_in, choose
from ifs_desktop.parts import edits as parts
from ifs_desktop.store import Ref, Store
from ifs_desktop.today import queries as today
from tests.exercises.conftest import FOLDER


@pytest.fixture
def drill() -> Exercise:
    return catalogue.read_file(FOLDER / "fire-drill.md")


def give(store: Store, drill: Exercise, run: int, key: str, value: object) -> None:
    """An answer, as the runner keeps it."""
    answer = drill.step(key).kind.load(value)
    edits.answer(store, exercise=drill, run_id=run, key=key, answer=answer, visit=0)


def begun(store: Store, drill: Exercise, part: int) -> int:
    """A run up to the day it waits for."""
    meeting = drill.step("meeting").kind.load("dinner on Sunday")
    run = edits.begin(store, exercise=drill, key="meeting", answer=meeting, visit=0)
    give(store, drill, run, "alarm", 7)
    give(store, drill, run, "who", [part])
    return run


def test_the_alarm_before_and_after_and_what_helped_are_one_check_in(
    store: Store, drill: Exercise
) -> None:
    part = parts.add_part(store, name="Watcher", role="manager")
    run = begun(store, drill, part)
    give(store, drill, run, "alarm_after", 4)
    assert check_ins.latest(store, "drill", 5) == ()
    give(store, drill, run, "helped", {"helped": "the walk home", "nothing": False})
    (row,) = check_ins.latest(store, "drill", 5)
    assert (row.about, row.before, row.after) == ("dinner on Sunday", 7, 4)
    assert row.helped == "the walk home"
    assert [one.part.id for one in row.present] == [part]
    assert row.source == Ref("run", run)
    give(store, drill, run, "alarm_after", 9)  # it follows what is changed later
    give(store, drill, run, "who", [])
    (again,) = check_ins.latest(store, "drill", 5)
    assert (again.id, again.after, again.present) == (row.id, 9, ())
    give(store, drill, run, "helped", {"helped": "", "nothing": True})
    (nothing,) = check_ins.latest(store, "drill", 5)
    assert (nothing.id, nothing.helped) == (row.id, "")
    give(store, drill, run, "helped", {"helped": " ", "nothing": False})
    assert check_ins.latest(store, "drill", 5) == ()


def test_it_comes_up_on_the_day_and_rests_until_then(store: Store, drill: Exercise) -> None:
    run = begun(store, drill, parts.add_part(store, name="Watcher"))
    give(store, drill, run, "day", {"when": "day", "day": "2031-05-04"})
    assert today.due(store, date(2031, 5, 3)) == ()
    assert Ref("run", run) not in [one.ref for one in today.to_be_continued(store, 5)]
    (one,) = today.due(store, date(2031, 5, 4))
    assert (one.ref, one.title, one.words) == (Ref("run", run), drill.title, "dinner on Sunday")


def test_not_going_is_an_answer_and_danger_leads_to_help(drill: Exercise) -> None:
    def way(key: str, option: str) -> tuple[str, ...]:
        return walk.start(drill).answered(key, choose.Answer(option)).way

    assert way("going", "stay") == ("meeting", "going", "not_going", "closing")
    assert way("going", "unsafe") == ("meeting", "going", "heed", "closing")
    assert drill.step("heed").shape.link == "help"  # type: ignore[attr-defined]
    for option in ("go", "unsure"):
        assert {"plan", "day", "took_place"} <= set(way("going", option))
    assert "alarm_after" not in way("took_place", "not")
    urges = re.compile(r"\b(be brave|face (it|them|him|her)|you can do|try to go|dare)\b", re.I)
    words = "\n".join(f"{step.heading}\n{step.text}" for step in drill.steps)
    assert urges.search(words) is None and "Not going is an answer" in words
    assert drill.level == "amber"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("as: mood", "as is “mood”, it can be sitting, drill, activated"),
        ("as: drill\n    before: who", "“who” is not a step of the kind scale"),
        ("as: drill\n    about: nowhere", "there is no step called “nowhere”"),
        ("as: drill\n    after: later", "“later” does not come before “helped”"),
        ("before: alarm", "“as” is missing"),
    ],
)
def test_a_fault_in_such_a_step_is_told_with_its_reason(
    drill: Exercise, line: str, reason: str
) -> None:
    path = FOLDER / "fire-drill.md"
    text = path.read_text("utf-8")
    old = "as: drill\n    before: alarm\n    after: alarm_after\n    about: meeting\n    who: who"
    assert old in text
    if "later" in line:
        line = line.replace("later", "alarm_later")
        reason = reason.replace("later", "alarm_later")
        words = re.search(r"    words:\n(      - .*\n)+", text)
        assert words is not None
        step = f"  - key: alarm_later\n    kind: scale\n{words[0]}    next: keep\n\n"
        text = text.replace(
            "    next: keep\n\n  - key: keep", f"    next: alarm_later\n\n{step}  - key: keep"
        )
        text += "\n## alarm_later\n\n### Now?\n\nAs it is.\n"
    with pytest.raises(FaultyExercise, match=re.escape(reason)):
        catalogue.read(path, text.replace(old, line))


def test_writing_what_helped_and_nothing_are_one_or_the_other() -> None:
    assert check_in.Answer("", True).value() == {"helped": "", "nothing": True}
    assert not check_in.Answer("", True).is_empty and check_in.Answer(" ", False).is_empty
    wrong: tuple[object, ...] = (None, [], {"helped": "a"}, {"helped": "a", "nothing": 1})
    for one in wrong:
        with pytest.raises(ValueError):
            check_in.load(one)
