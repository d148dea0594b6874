"""What the exercises about people write, where it is seen again, and what a "not now" leads to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ifs_desktop.exercises import catalogue, edits, queries
from ifs_desktop.exercises import run as walk
from ifs_desktop.exercises.catalogue import Exercise
from ifs_desktop.exercises.kinds import (
    KINDS,
    moment,
    opinions,
    outcome,
    pick_parts,
    pick_people,
    predictions,
    small_step,
)
from ifs_desktop.exercises.kinds.predictions import Expected
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts.page import PartPage
from ifs_desktop.people import edits as verbs
from ifs_desktop.people import queries as people
from ifs_desktop.settings import Settings
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus
from tests.exercises.conftest import FOLDER

TOMORROW = date.today() + timedelta(days=1)


class Walk:
    """One run, answered step by step as the runner does."""

    def __init__(self, store: Store, slug: str) -> None:
        self.store, self.visit, self.run = store, 0, 0
        self.exercise: Exercise = catalogue.read_file(FOLDER / f"{slug}.md")

    def give(self, key: str, answer: Any) -> None:
        self.visit += 1
        given = {"exercise": self.exercise, "key": key, "answer": answer, "visit": self.visit}
        if self.run:
            edits.answer(self.store, run_id=self.run, **given)
        else:
            self.run = edits.begin(self.store, **given)

    def way(self) -> tuple[str, ...]:
        saved = queries.saved_run(self.store, self.run)
        assert saved is not None
        return queries.opened_run(self.store, self.exercise, saved).way


@pytest.fixture
def noor(store: Store) -> int:
    return verbs.add_person(store, name="Noor")


@pytest.fixture
def watcher(store: Store) -> int:
    return parts.add_part(store, name="Watcher", role="manager")


def detail(store: Store, person: int) -> people.PersonDetail:
    found = people.person(store, person)
    assert found is not None
    return found


def test_safe_people_fill_the_page_of_the_one_who_is_picked(
    store: Store, noor: int, watcher: int
) -> None:
    ada = verbs.add_person(store, name="Ada")
    door = parts.add_part(store, name="Door")
    walked = Walk(store, "safe-people")
    walked.give("who", pick_people.Answer(noor))
    for text in ("c", "ca", "called"):  # as one types: one moment, not three
        walked.give("seen", moment.Answer(text, "2026-11-02"))
    walked.give("parts", pick_parts.Answer((watcher, door)))
    walked.give("views", opinions.Answer({watcher: "wary", door: "kind"}))
    (seen,) = detail(store, noor).of_kind("behaviour")
    assert (seen.text, seen.happened.date(), seen.source) == (
        "called",
        date(2026, 11, 2),
        Ref("run", walked.run),
    )
    assert [o[0].text for o in detail(store, noor).opinions] == ["kind", "wary"]
    walked.give("who", pick_people.Answer(ada))  # it was somebody else
    assert detail(store, noor).moments == () == detail(store, noor).opinions
    assert detail(store, ada).moments[0].id == seen.id
    walked.give("parts", pick_parts.Answer((door,)))
    assert [o[0].text for o in detail(store, ada).opinions] == ["kind"]
    walked.give("parts", pick_parts.Answer((door, watcher)))
    assert [o[0].text for o in detail(store, ada).opinions] == ["kind", "wary"]
    walked.give("seen", moment.Answer())
    assert detail(store, ada).moments == ()
    walked.give("who", pick_people.Answer(nobody=True))
    assert detail(store, ada).opinions == () and walked.way() == ("who", "closing")


def test_a_kindness_of_a_stranger_has_a_place_too(store: Store, watcher: int) -> None:
    walked = Walk(store, "kindness-noticed")
    little = parts.add_part(store, name="Little", role="exile")
    walked.give("who", pick_people.Answer(nobody=True))
    took = {watcher: "not_yet", little: "yes"}  # of an exile nothing is written: it is not asked
    walked.give("what", moment.Answer("held a door", date.today().isoformat(), took))
    (one,) = people.nameless(store).moments
    assert (one.kind, one.text) == ("kindness", "held a door")
    assert [(part.id, said) for part, said in one.took_in] == [(watcher, "not_yet")]


def test_a_not_now_leads_to_a_smaller_step_and_then_to_none(
    store: Store, noor: int, watcher: int
) -> None:
    walked = Walk(store, "small-steps")
    walked.give("who", pick_people.Answer(noor))
    walked.give("step", small_step.Answer("Call", TOMORROW.isoformat()))
    walked.give("inside", pick_parts.Answer((watcher,)))
    walked.give("expect", predictions.Answer({watcher: Expected("no answer", "", "not_now")}))
    assert walked.way()[3:5] == ("expect", "smaller")
    assert people.steps_due(store, TOMORROW) == ()
    walked.give("smaller", small_step.Answer("Wave", TOMORROW.isoformat()))
    walked.give("expect_again", predictions.Answer({watcher: Expected("", "", "yes")}))
    assert [one.text for one in people.steps_due(store, TOMORROW)] == ["Wave"]
    assert walked.way()[5:] == ("expect_again", "day", "after", "closing")
    saw = outcome.Answer("taken", "She waved", {watcher: ("as_feared", "I was ready")})
    walked.give("after", saw)
    wave, call = detail(store, noor).steps
    assert (wave.text, wave.state, wave.predictions[0].fit) == ("Wave", "taken", "as_feared")
    assert (call.state, call.predictions[0].permission) == ("planned", "not_now")
    walked.give("after", outcome.Answer())
    assert detail(store, noor).steps[0].state == "planned"
    walked.give("expect_again", predictions.Answer({watcher: Expected("", "", "not_now")}))
    assert walked.way()[5:] == ("expect_again", "rest", "closing")
    assert people.steps_due(store, TOMORROW) == ()
    walked.give("smaller", small_step.Answer(none=True))
    assert walked.way()[4:] == ("smaller", "closing")
    assert [one.text for one in detail(store, noor).steps] == ["Call"]
    # A part that is not picked any more refuses nothing.
    walked.give("inside", pick_parts.Answer())
    assert walked.way()[2:4] == ("inside", "day")
    assert [one.text for one in people.steps_due(store, TOMORROW)] == ["Call"]


def test_no_step_and_nobody_are_full_answers(store: Store, noor: int) -> None:
    walked = Walk(store, "small-steps")
    walked.give("who", pick_people.Answer(noor))
    walked.give("step", small_step.Answer("Call", "", none=True))
    assert walked.way() == ("who", "step", "closing") and detail(store, noor).steps == ()
    walked.give("step", small_step.Answer("Call", ""))
    assert [one.text for one in detail(store, noor).steps] == ["Call"]
    walked.give("who", pick_people.Answer(nobody=True))
    assert walked.way() == ("who", "closing")
    assert walk.start(walked.exercise).way == ("who", "closing")


def test_nobody_is_proposed_and_the_one_who_hurt_is_named_as_not_meant() -> None:
    (who, *_) = catalogue.read_file(FOLDER / "small-steps.md").steps
    assert "not meant for the person who hurt you" in who.text and "nobody is a full" in who.text


@pytest.fixture
def profile(
    qtbot: QtBot, qapp: QApplication, store: Store, watcher: int, tmp_path: Path
) -> Iterator[PartPage]:
    theme.apply(qapp, "light")
    bus = Bus(store)
    made = PartPage(store, bus, Settings(str(tmp_path / "s.txt")))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.open_ref(Ref("profile", watcher))
    made.sheet.finish()
    yield made
    bus.close()


def test_a_protector_has_its_own_evidence_in_its_profile(
    profile: PartPage, store: Store, noor: int, watcher: int, qtbot: QtBot
) -> None:
    assert profile.sheet.evidence.isHidden()
    step = verbs.plan_step(store, person_id=noor, text="Call", planned_on=None)
    verbs.predict(store, step_id=step, part_id=watcher, text="no answer")
    fits: dict[int, verbs.Fit] = {watcher: ("as_feared", "it rang out")}
    verbs.look_back(store, step_id=step, state="taken", outcome="It rang", fits=fits)
    profile.sheet.finish()
    (row,) = profile.sheet.evidence.lists["evidence"].rows
    assert row.words() == "It expected: no answer\nWhat it saw: as it feared · it rang out"
    assert "Noor" in row.accessibleDescription()
    with qtbot.waitSignal(profile.open_requested) as opened:
        row.click()
    assert opened.args == [Ref("small_step", step)]
    verbs.show_initials(store, True)
    profile.sheet.finish()
    assert "Noor" not in row.accessibleDescription()


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("pick_people", [[], {"person": "1"}, {"nobody": False}, {"person": True}]),
        ("moment", [[], {"day": "x"}, {"took_in": [{"part": 1, "answer": "no"}]}, {"text": 1}]),
        ("opinions", [{}, [1], [{"part": "1", "text": ""}], [{"part": 1}]]),
        ("small_step", [[], {"none": 1}, {"day": "soon"}, {"text": None}]),
        ("predictions", [{}, [{"part": 1, "text": "", "stop": "", "permission": "maybe"}]]),
        ("outcome", [{}, {"state": "won"}, {"state": "", "saw": [{"part": 1, "fit": "x"}]}]),
    ],
)
def test_an_answer_of_another_shape_is_refused(kind: str, values: list[Any]) -> None:
    for value in values:
        with pytest.raises(ValueError):
            KINDS[kind].load(value)
