"""Steps 1 to 3 of the path and two foundations: what they write, and where it is seen again."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget

from ifs_desktop.exercises import catalogue, edits
from ifs_desktop.exercises import run as walk
from ifs_desktop.exercises.kinds import (
    choose,
    impressions,
    pick_parts,
    promise,
    reply,
    sort,
    toward,
    write,
)
from ifs_desktop.exercises.page import ExercisesPage
from ifs_desktop.exercises.steps.impressions import ImpressionsStep
from ifs_desktop.exercises.steps.sort import MIME, SortStep
from ifs_desktop.inbox import queries as inbox
from ifs_desktop.letters import queries as letters
from ifs_desktop.map import edits as maps
from ifs_desktop.map import queries as pictures
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts import permissions, queries
from ifs_desktop.parts.veiling import edits as veiling
from ifs_desktop.promises import queries as promises
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import Relation, now
from tests.exercises.conftest import FOLDER
from tests.helpers import robot

WHO = catalogue.read_file(FOLDER / "who-is-here.md")
BEFRIEND = catalogue.read_file(FOLDER / "befriend.md")
MEDIATE = catalogue.read_file(FOLDER / "mediate-inside.md")
_visits = itertools.count(1000)


@pytest.fixture
def planner(store: Store) -> int:
    return parts.add_part(store, name="Planner", role="manager")


@pytest.fixture
def little(store: Store) -> int:
    return parts.add_part(store, name="Little", role="exile")


def begin(store: Store, exercise: catalogue.Exercise, key: str, answer: Any) -> int:
    return edits.begin(store, exercise=exercise, key=key, answer=answer, visit=next(_visits))


def say(store: Store, exercise: catalogue.Exercise, run: int, key: str, answer: Any) -> None:
    visit = next(_visits)
    edits.answer(store, exercise=exercise, run_id=run, key=key, answer=answer, visit=visit)


def lines(*texts: str) -> impressions.Answer:
    answer = impressions.Answer()
    for text in texts:
        answer = answer.with_line(text, None)
    return answer


def waiting(store: Store) -> list[str]:
    return [row.text for row in inbox.impressions(store, sorted_ones=False, limit=9)]


def sorted_onto(store: Store) -> dict[str, str]:
    rows = inbox.impressions(store, sorted_ones=True, limit=9)
    return {row.text: row.part.name for row in rows if row.part is not None}


def words_on(page: ExercisesPage) -> str:
    return "\n".join(one.text() for one in robot.seen(page, QLabel))


# ---- seen again


def test_who_is_here_is_seen_again_in_the_inbox_the_profile_and_on_the_map(
    page: ExercisesPage, store: Store, planner: int
) -> None:
    map_id = maps.ensure_map(store)
    maps.place_part(store, map_id=map_id, part_id=planner, at=(200.0, 0.0))
    given = robot.walk(page, "who-is-here")
    run = page.reading.run_id
    assert run is not None and given["toward"] == '{"level": 3, "of": "of_self", "word": "curious"}'
    assert sorted_onto(store) == {"A fist": "Planner"} and waiting(store) == ["Look again"]
    (reading,) = queries.readings(store, planner)
    assert (reading.kind, reading.word, reading.source) == ("toward", "curious", Ref("run", run))
    detail = queries.part(store, planner)
    assert detail is not None
    assert {fact.kind for fact in detail.facts} == {"channel", "job", "wants", "fear"}
    (link,) = detail.relations
    assert (link.kind, link.source.id, link.target.role) == ("protects", planner, "exile")
    assert (link.target.name, link.target.veiled) == ("Someone behind Planner", True)
    shown = pictures.picture(store, map_id)
    assert shown is not None
    (behind,) = [one for one in shown.placed if one.part.veiled]
    assert (behind.x, behind.y) == (400.0, 0.0)  # further from Self
    assert not permissions.may_approach(store, link.target.id, Ref("run", run)).open


def test_a_letter_its_reply_and_a_kindness_are_seen_again_with_the_part(
    page: ExercisesPage, store: Store, planner: int
) -> None:
    robot.walk(page, "befriend")
    run = Ref("run", page.reading.run_id)
    (letter,) = letters.letters_to(store, planner)
    assert (letter.text, letter.reply, letter.source) == ("letter 0", "reply 0", run)
    (kindness,) = promises.promises_for(store, planner)
    tomorrow = date.today() + timedelta(days=1)
    assert (kindness.text, kindness.kind, kindness.due_on) == ("kindness 0", "kindness", tomorrow)
    assert kindness.source == run
    assert [one.id for one in promises.due(store, tomorrow)] == [kindness.id]


def test_an_exile_is_named_only_in_every_one_of_them(
    page: ExercisesPage, store: Store, little: int
) -> None:
    for slug, key in (
        ("who-is-here", "guard"),
        ("befriend", "whom"),
        ("meet-a-part", "who"),
        ("unblend", "who"),
    ):
        page.begin(slug)
        while robot.here(page) != key:
            robot.click(robot.button(page, "Skip"))
        robot.answer(page)
        assert "Little: named here" in words_on(page)
        robot.go_on(page)
        assert robot.here(page) in ("closing", "another", "kindness", "talk"), slug
        while page.runner.run is not None:
            assert "Little" not in words_on(page) or robot.here(page) == "another", slug
            sheet = page.runner.sheet
            assert sheet is not None
            robot.click(sheet.go_on if sheet.may_go_on() else sheet.skip)
    assert queries.readings(store, little) == () and letters.letters_to(store, little) == ()
    detail = queries.part(store, little)
    assert detail is not None and detail.facts == ()


# ---- impressions and sorting


def test_lines_are_impressions_from_the_first_and_one_taken_away_is_put_away(
    store: Store,
) -> None:
    run = begin(store, WHO, "lines", lines("A fist"))
    say(store, WHO, run, "lines", both := lines("A fist", "Look again"))
    assert waiting(store) == ["Look again", "A fist"]
    say(store, WHO, run, "lines", both.without(1).with_line("That song", "thought"))
    assert waiting(store) == ["That song", "Look again"]
    store.undo()
    assert waiting(store) == ["Look again", "A fist"]


def test_what_the_inbox_says_of_an_impression_stays_so(store: Store, planner: int) -> None:
    from ifs_desktop.inbox.edits import put_away, sort_onto

    run = begin(store, WHO, "lines", lines("A fist", "Look again"))
    ids = {row.text: row.id for row in inbox.impressions(store, sorted_ones=False, limit=9)}
    put_away(store, impression_ids=[ids["A fist"]])
    sort_onto(store, impression_ids=[ids["Look again"]], part_id=planner)
    say(store, WHO, run, "lines", lines("A fist", "Look again", "Third"))
    assert waiting(store) == ["Third"] and sorted_onto(store) == {"Look again": "Planner"}


def test_a_line_sorted_elsewhere_goes_there_and_one_with_nobody_goes_back(
    store: Store, planner: int, little: int
) -> None:
    run = begin(store, WHO, "lines", lines("A fist", "Look again"))
    say(store, WHO, run, "whose", sort.Answer({1: planner, 2: planner}))
    assert sorted_onto(store) == {"A fist": "Planner", "Look again": "Planner"}
    say(store, WHO, run, "whose", sort.Answer({2: little}))
    assert sorted_onto(store) == {"Look again": "Little"} and waiting(store) == ["A fist"]
    say(store, WHO, run, "lines", lines("A fist"))  # the sorted one was taken away
    assert sorted_onto(store) == {} and waiting(store) == ["A fist"]


def test_a_line_is_dragged_onto_a_part_and_the_next_one_waits(
    page: ExercisesPage, store: Store, planner: int
) -> None:
    page.begin("who-is-here")
    robot.answer(page)
    robot.go_on(page)
    sheet = page.runner.sheet
    assert sheet is not None and isinstance(sheet.control, SortStep)
    step = sheet.control
    step.take_focus()
    _lines, names = robot.seen(step, QListWidget)
    data = step.list.mimeData([step.list.item(0)])
    assert data.formats() == [MIME]  # nothing that another program could read
    spot = QPointF(names.visualItemRect(names.item(0)).center())
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(spot.toPoint(), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(names.viewport(), enter)
    assert enter.isAccepted()
    drop = QDropEvent(spot, Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(names.viewport(), drop)
    page.commit_drafts()
    assert sorted_onto(store) == {"A fist": "Planner"}
    assert step.list.currentItem().text() == "Look again" and step.list.hasFocus()
    step.list.setCurrentRow(0)
    QTest.keyClick(step.list, Qt.Key.Key_Delete)
    page.commit_drafts()
    assert sorted_onto(store) == {}


def test_the_first_part_of_a_journal_is_met_by_sorting_a_line_onto_it(
    page: ExercisesPage, store: Store
) -> None:
    page.begin("who-is-here")
    robot.answer(page)
    robot.go_on(page)
    robot.answer(page)
    page.commit_drafts()
    assert robot.here(page) == "whose" and sorted_onto(store) == {"A fist": "Someone"}


def test_time_only_fills_and_can_be_hidden_for_good(page: ExercisesPage, store: Store) -> None:
    page.begin("who-is-here")
    sheet = page.runner.sheet
    assert sheet is not None and isinstance(sheet.control, ImpressionsStep)
    time = sheet.control.time
    time._whole = 1
    time.bar.setRange(0, 1)
    QTest.keyClicks(sheet.control.line, "A fist")
    QTest.qWait(2)
    time.tick()
    assert time.bar.value() == time.bar.maximum() and not time.bar.text().strip("%0123456789")
    QTest.keyClick(sheet.control.line, Qt.Key.Key_Return)  # nothing has ended
    assert [one.text for one in sheet.control.answer().lines] == ["A fist"]
    robot.click(robot.button(page, "Hide the time"))
    assert time.bar.isHidden()
    page.begin("who-is-here")
    sheet = page.runner.sheet
    assert sheet is not None and isinstance(sheet.control, ImpressionsStep)
    assert sheet.control.time.bar.isHidden()


def test_a_line_without_an_enter_counts_when_one_goes_on_and_waits_when_one_stops(
    page: ExercisesPage, store: Store
) -> None:
    page.begin("who-is-here")
    robot.answer(page)
    for text in ("That song", "Home"):
        sheet = page.runner.sheet
        assert sheet is not None and isinstance(sheet.control, ImpressionsStep)
        QTest.keyClicks(sheet.control.line, text)
        if text == "That song":
            robot.go_on(page)
            assert waiting(store)[0] == "That song"
            page.go_back()
    page.stop()
    assert waiting(store)[0] == "That song"
    page.begin("who-is-here")
    sheet = page.runner.sheet
    assert sheet is not None and isinstance(sheet.control, ImpressionsStep)
    assert sheet.control.line.text() == "Home"


# ---- the veil


@pytest.mark.parametrize("answer", ["nobody", "not_today"])
def test_another_answer_takes_the_veil_away_and_the_first_brings_it_back(
    store: Store, planner: int, answer: str
) -> None:
    run = begin(store, WHO, "guard", pick_parts.Answer((planner,)))
    say(store, WHO, run, "behind", choose.Answer("someone"))
    (drawn,) = [card for card in queries.find_parts(store) if card.veiled]
    say(store, WHO, run, "behind", choose.Answer(answer))
    assert not any(card.veiled for card in queries.find_parts(store))
    say(store, WHO, run, "behind", choose.Answer("someone"))
    assert [card for card in queries.find_parts(store) if card.veiled] == [drawn]
    assert permissions.ledger(store, drawn.id) == ()  # "nobody" opens no gate


def test_a_protector_has_one_veil_however_often_it_is_asked(
    store: Store, planner: int, little: int
) -> None:
    for _ in range(2):
        run = begin(store, WHO, "guard", pick_parts.Answer((planner,)))
        say(store, WHO, run, "behind", choose.Answer("someone"))
    veiled = [card for card in queries.find_parts(store) if card.veiled]
    assert len(veiled) == 1
    other = parts.add_part(store, name="Sprinter" * 24, role="firefighter")
    parts.relate(store, source_id=other, target_id=little, kind="protects")
    run = begin(store, WHO, "guard", pick_parts.Answer((other,)))
    say(store, WHO, run, "behind", choose.Answer("someone"))
    assert [card for card in queries.find_parts(store) if card.veiled] == veiled


def test_the_veil_goes_with_the_protector_that_is_picked(store: Store, planner: int) -> None:
    other = parts.add_part(store, name="S" * 200, role="firefighter")
    run = begin(store, WHO, "guard", pick_parts.Answer((planner,)))
    say(store, WHO, run, "behind", choose.Answer("someone"))
    say(store, WHO, run, "guard", pick_parts.Answer((other,)))
    (veiled,) = [card for card in queries.find_parts(store) if card.veiled]
    assert veiled.name.startswith("Someone behind SSS") and veiled.name.endswith("S…")
    with store.read() as session:
        links = session.query(Relation).filter_by(target_id=veiled.id).all()
    assert [link.source_id for link in links] == [other]


def test_one_that_has_shown_itself_is_not_taken_away(store: Store, planner: int) -> None:
    run = begin(store, WHO, "guard", pick_parts.Answer((planner,)))
    say(store, WHO, run, "behind", choose.Answer("someone"))
    (drawn,) = [card for card in queries.find_parts(store) if card.veiled]
    veiling.lift_veil(store, part_id=drawn.id)
    say(store, WHO, run, "behind", choose.Answer("nobody"))
    detail = queries.part(store, drawn.id)
    assert detail is not None and (detail.card.role, detail.card.veiled) == ("exile", False)
    assert not permissions.may_approach(store, drawn.id, Ref("run", run)).open


# ---- feel toward, letter, reply, kindness


def test_a_feeling_said_anew_is_one_reading_and_goes_with_the_part_that_is_picked(
    store: Store, planner: int
) -> None:
    other = parts.add_part(store, name="Sprinter")
    run = begin(store, BEFRIEND, "whom", pick_parts.Answer((planner,)))
    say(store, BEFRIEND, run, "toward", toward.Answer("wary", toward.NOT_OF_SELF, 2))
    say(store, BEFRIEND, run, "toward", toward.Answer("sort of open", toward.OF_SELF, None))
    (one,) = queries.readings(store, planner)
    assert (one.word, one.level) == ("sort of open", None)
    say(store, BEFRIEND, run, "whom", pick_parts.Answer((other,)))
    assert queries.readings(store, planner) == ()
    assert [r.word for r in queries.readings(store, other)] == ["sort of open"]
    say(store, BEFRIEND, run, "toward", toward.Answer())
    assert queries.readings(store, other) == ()


def test_only_an_answer_of_self_leads_to_the_letter(store: Store, planner: int) -> None:
    at = walk.start(BEFRIEND).answered("whom", pick_parts.Answer((planner,)))
    ways = {of: at.answered("toward", toward.Answer("x", of)).way for of in ("", *toward.WHO)}
    assert "letter" in ways[toward.OF_SELF] and "another" not in ways[toward.OF_SELF]
    for of in ("", toward.NOT_OF_SELF, toward.NOT_SURE):
        assert "letter" not in ways[of] and "another" in ways[of]


def test_where_nobody_is_there_to_ask_nobody_is_said_to_have_a_view() -> None:
    """A hurt part that is named only, or nobody at all: it leads to the end, and says nothing."""
    hurt = 8
    for exercise, key in ((BEFRIEND, "whom"), (WHO, "guard"), (MEDIATE, "two")):
        for picked in ((), (hurt,)):
            run = walk.start(exercise, frozenset({hurt}))
            run = run.answered(key, pick_parts.Answer(picked))
            assert run.at(key).next().step == "closing"


def test_a_reply_is_waited_for_only_once_there_is_a_letter() -> None:
    run = walk.start(BEFRIEND).answered("whom", pick_parts.Answer((7,)))
    run = run.answered("toward", toward.Answer("calm", toward.OF_SELF, 3))
    assert "letter" in run.way and "reply" not in run.way
    assert "reply" in run.answered("letter", write.Answer("Dear you")).way


def test_a_letter_emptied_is_put_away_with_its_reply_and_no_answer_is_one(
    store: Store, planner: int
) -> None:
    run = begin(store, BEFRIEND, "whom", pick_parts.Answer((planner,)))
    say(store, BEFRIEND, run, "reply", reply.Answer("Who are you?"))  # to no letter: only in here
    assert letters.letters_to(store, planner) == ()
    say(store, BEFRIEND, run, "letter", write.Answer("Dear Planner"))
    (letter,) = letters.letters_to(store, planner)
    assert letter.reply == "Who are you?"
    say(store, BEFRIEND, run, "reply", reply.Answer("", none_today=True))
    (letter,) = letters.letters_to(store, planner)
    assert letter.reply == ""
    say(store, BEFRIEND, run, "letter", write.Answer(" "))
    assert letters.letters_to(store, planner) == ()


def test_a_part_that_became_an_exile_is_not_written_to_any_more(store: Store, planner: int) -> None:
    run = begin(store, BEFRIEND, "whom", pick_parts.Answer((planner,)))
    say(store, BEFRIEND, run, "letter", write.Answer("Dear Planner"))
    say(store, BEFRIEND, run, "kindness", promise.Answer("Tea", planner, None))
    parts.set_role(store, part_id=planner, role="exile")
    say(store, BEFRIEND, run, "letter", write.Answer("Dear Planner, one more thing"))
    say(store, BEFRIEND, run, "kindness", promise.Answer("More tea", planner, None))
    assert [one.text for one in letters.letters_to(store, planner)] == ["Dear Planner"]
    assert [one.text for one in promises.all_promises(store)] == ["Tea"]
    say(store, BEFRIEND, run, "kindness", promise.Answer("More tea", None, now().date()))
    planned, before = promises.all_promises(store)
    assert (planned.part, planned.text, before.text) == (None, "More tea", "Tea")


def test_words_and_no_answer_today_shut_each_other_out(
    page: ExercisesPage, store: Store, planner: int
) -> None:
    page.begin("befriend")
    while robot.here(page) != "reply":
        robot.answer(page)
        robot.go_on(page)
    assert "letter 0" in words_on(page)
    sheet = page.runner.sheet
    assert sheet is not None
    robot.click(robot.button(page, "No answer today"))
    assert sheet.go_on.isEnabled()
    assert sheet.control.answer() == reply.Answer("", none_today=True)
    robot.answer(page)
    assert sheet.control.answer() == reply.Answer("reply 0")


def test_a_kindness_planned_for_a_day_stands_so_when_it_is_opened_again(
    page: ExercisesPage, store: Store, planner: int
) -> None:
    page.begin("befriend")
    while robot.here(page) != "kindness":
        robot.answer(page)
        robot.go_on(page)
    robot.answer(page)
    robot.click(robot.button(page, "myself"))
    robot.click(robot.button(page, "A day"))
    sheet = page.runner.sheet
    assert sheet is not None
    given = sheet.control.answer()
    assert (given.part, given.day) == (None, date.today() + timedelta(days=2))
    robot.go_on(page)
    page.go_back()
    assert page.runner.sheet is not None
    assert page.runner.sheet.control.answer() == given
    assert promises.all_promises(store)[0].part is None
