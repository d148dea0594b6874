"""Today: a check-in by key and mouse, what comes up, what waits; and nothing that reproaches."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from ifs_desktop import resources_path
from ifs_desktop.check_ins import edits as check_ins
from ifs_desktop.check_ins import queries
from ifs_desktop.dialogue import edits as dialogues
from ifs_desktop.exercises import catalogue
from ifs_desktop.exercises import edits as exercises
from ifs_desktop.inbox import edits as inbox
from ifs_desktop.mediation import edits as mediation
from ifs_desktop.mediation import queries as rooms
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts.queries import cards
from ifs_desktop.people import edits as people
from ifs_desktop.promises import edits as promises
from ifs_desktop.promises import queries as promised
from ifs_desktop.store import Ref, Store, purge
from ifs_desktop.store.schema import OwnExercise
from ifs_desktop.today import queries as queries_of_today
from ifs_desktop.today.page import TodayPage
from ifs_desktop.ui.widgets import Chip
from tests.helpers.app import type_into

OpenPage = Callable[[], TodayPage]
Key = Qt.Key
EXERCISE = catalogue.read_file(Path(resources_path.path("exercises", "then-or-now.md")))
TODAY = date.today()
REPROACH = re.compile(r"\b(overdue|late|missed|should|still not|again\?|days? ago|\d+ (of|days))\b")


def button(page: QWidget, name: str) -> QPushButton:
    """The one that is seen and called so."""
    QApplication.processEvents()
    for one in page.findChildren(QPushButton):
        if one.isVisible() and name in (one.accessibleName(), one.text()):
            return one
    raise AssertionError(name)


def press(page: QWidget, name: str) -> None:
    QTest.mouseClick(button(page, name), Qt.MouseButton.LeftButton)


def said(page: QWidget) -> str:
    """All words that are seen."""
    QApplication.processEvents()
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def begun(store: Store, due_on: date | None, text: str = "The door fell shut") -> int:
    """A run of an exercise that waits."""
    given = EXERCISE.step("trigger").kind.load(text)
    run = exercises.begin(store, exercise=EXERCISE, key="trigger", answer=given, visit=1)
    if due_on is not None:
        exercises.wait_until(store, exercise=EXERCISE, run_id=run, day=due_on)
    return run


def agreed(store: Store, review_on: date) -> int:
    """An agreement of two parts; its dialogue."""
    two = [parts.add_part(store, name=name) for name in ("Planner", "Scroller")]
    talk = mediation.begin(store, left_id=two[0], right_id=two[1], conflict="the evening")
    for _ in range(2):
        mediation.feel(store, dialogue_id=talk, word="curious")
    for _ in range(20):
        row = rooms.room(store, talk)
        assert row is not None
        if row.room.step.round == "agreement":
            break
        mediation.pass_on(store, dialogue_id=talk)
    mediation.agree(store, dialogue_id=talk, text="Ten is enough", review_on=review_on)
    return talk


# ---- the check-in


def test_an_empty_day_says_so_warmly_and_asks_for_nothing(page: TodayPage) -> None:
    assert "Nothing waits for you here" in said(page)
    assert not any(block.isVisible() for block in (page.up, page.on, page.jotted, page.earlier))
    press(page, "Nothing needed today")
    assert "That is a complete answer." in said(page)
    (row,) = queries.day(page._store, TODAY)
    assert row.says_nothing and row.kind == "today"


def test_a_check_in_is_kept_as_it_is_given_and_shown_in_words(
    store: Store, open_page: OpenPage
) -> None:
    parts.add_part(store, name="Watcher", role="manager")
    parts.add_part(store, name="Little", role="exile")
    page = open_page()
    page.check_in()
    press(page, "Watcher")
    press(page, "Little")
    asked = [one for one in page.findChildren(QLineEdit) if one.isVisible()]
    (line,) = (one for one in asked if one.accessibleName().endswith("in a word or two"))
    assert "Watcher" in line.accessibleName()  # an exile is named only
    type_into(line, "tired")
    body = page.card.asking.body
    type_into(body, "warm hands")
    press(page, "a good deal")
    press(page, "some")  # one at most
    QTest.keyClick(body, Key.Key_Return)
    (row,) = queries.day(store, TODAY)
    assert {(one.part.name, one.words) for one in row.present} == {
        ("Watcher", "tired"),
        ("Little", ""),
    }
    assert (row.body, row.room) == ("warm hands", 2)
    assert page.card.asking.isHidden()
    for words in ("Watcher (tired)", "warm hands", "some"):
        assert words in said(page)
    store.undo()
    assert queries.day(store, TODAY) == () and page.card.asking.isVisible()
    assert not page.card.asking.chips.picked() and page.card.asking.body.text() == ""


def test_changing_it_goes_on_with_the_same_one_and_once_more_is_another(
    store: Store, page: TodayPage
) -> None:
    made = check_ins.check_in(store, kind="today", body="cold", room=1)
    press(page, "Change")
    assert page.card.asking.body.text() == "cold"
    type_into(page.card.asking.body, " feet")
    press(page, "Done")
    (row,) = queries.day(store, TODAY)
    assert (row.id, row.body, row.room) == (made, "cold feet", 1)
    press(page, "Check in again")
    assert page.card.asking.body.text() == ""
    type_into(page.card.asking.body, "warmer")
    press(page, "Done")
    assert [row.body for row in queries.day(store, TODAY)] == ["cold feet", "warmer"]
    assert "Said today" in said(page) and "cold feet · a little" in said(page)


def test_taking_every_answer_back_leaves_nothing(store: Store, open_page: OpenPage) -> None:
    parts.add_part(store, name="Watcher")
    page = open_page()
    for _ in range(2):
        press(page, "Watcher")
    press(page, "plenty")
    press(page, "plenty")
    assert queries.day(store, TODAY) == ()


def test_what_is_half_typed_survives_a_lock(store: Store, open_page: OpenPage) -> None:
    page = open_page()
    type_into(page.card.asking.body, "half a w")
    page.check_in()
    press(page, "name a part")
    type_into(page.card.asking.chips.line, "Som")
    page.commit_drafts()
    page.card.asking.chips._draft.flush()
    page = open_page()
    assert "half a w" in said(page)
    page.check_in()
    assert page.card.asking.chips.line.text() == "Som"


def test_anyone_is_found_by_a_few_letters_and_someone_new_is_named(
    store: Store, open_page: OpenPage
) -> None:
    with store.edit("Many", undoable=False):
        for number in range(30):
            parts.add_part(store, name=f"Part {number}")
    page = open_page()
    chips = page.card.asking.chips
    assert len(chips.findChildren(Chip)) < 12  # however many there are
    press(page, "someone else")
    QTest.keyClicks(chips.line, "part 2")
    QTest.keyClick(chips.line, Key.Key_Return)
    press(page, "someone else")
    QTest.keyClicks(chips.line, "Newcomer")
    QTest.keyClick(chips.line, Key.Key_Return)
    assert [cards(store, [one])[one].name for one in chips.picked()] == ["Part 2", "Newcomer"]
    press(page, "someone else")
    QTest.keyClicks(chips.line, "x" * 300)
    QTest.keyClick(chips.line, Key.Key_Return)
    assert "too long" in said(page)
    QTest.keyClick(chips.line, Key.Key_Escape)
    assert not chips.line.isVisible() and chips.more.hasFocus()


# ---- what waits


def test_agreements_and_runs_come_up_on_their_day_and_lead_there(
    store: Store, open_page: OpenPage, qtbot: object
) -> None:
    talk = agreed(store, TODAY)
    run = begun(store, TODAY - timedelta(days=2))
    begun(store, TODAY + timedelta(days=1), "Not today")
    page = open_page()
    led: list[Ref] = []
    page.open_requested.connect(led.append)
    press(page, "Continue: Then or now?")
    press(page, "Look at the agreement: Planner & Scroller")
    assert led == [Ref("run", run), Ref("mediation", talk)]
    words = said(page.up)
    assert "The door fell shut" in words and "Not today" not in said(page)
    assert words.count("from ") == 1  # what is due today says no day
    assert "Nothing waits" not in said(page)


def test_what_was_left_open_is_to_be_continued_the_latest_first(
    store: Store, open_page: OpenPage
) -> None:
    begun(store, None)
    part = parts.add_part(store, name="Watcher")
    talk = dialogues.start_dialogue(store, title="By the window", part_ids=[part])
    dialogues.say(store, dialogue_id=talk, part_id=None, text="hello")
    dialogues.close_dialogue(store, dialogue_id=talk, thanks="", unfinished="ask about spring")
    other = parts.add_part(store, name="Bell")
    room = mediation.begin(store, left_id=part, right_id=other, conflict="who rings")
    page = open_page()
    led: list[Ref] = []
    page.open_requested.connect(led.append)
    ways = [one for one in page.on.findChildren(QPushButton) if one.isVisible()]
    for way in ways:
        QTest.mouseClick(way, Qt.MouseButton.LeftButton)
    assert led[0] == Ref("mediation", room) and Ref("dialogue", talk) in led
    assert {ref.kind for ref in led} == {"mediation", "dialogue", "run"}
    assert "ask about spring" in said(page.on) and "who rings" in said(page.on)


def test_the_inbox_shows_the_latest_and_leads_to_all_of_it(
    store: Store, open_page: OpenPage
) -> None:
    for number in range(5):
        inbox.jot(store, text=f"jotted {number}")
    page = open_page()
    words = said(page.jotted)
    assert "jotted 4" in words and "jotted 2" in words and "jotted 1" not in words
    led: list[Ref] = []
    page.open_requested.connect(led.append)
    press(page, "Sort what waits in the inbox")
    assert led == [Ref("inbox")]


def test_nothing_on_it_counts_or_reproaches(store: Store, open_page: OpenPage) -> None:
    agreed(store, TODAY - timedelta(days=40))
    for back in (1, 3, 400):
        begun(store, TODAY - timedelta(days=back), f"words {'x' * back}"[:20])
    page = open_page()
    heard = [said(page)]
    heard += [
        one.accessibleName() + one.accessibleDescription() for one in page.findChildren(QWidget)
    ]
    assert REPROACH.findall("\n".join(heard)) == []


def test_a_check_in_of_another_day_is_read_and_put_away(store: Store, page: TodayPage) -> None:
    made = check_ins.check_in(store, kind="drill", about="dinner", before=8, after=3)
    page.open_ref(Ref("check_in", made))
    assert "About: dinner" in said(page) and "hard to bear, then mild" in said(page)
    press(page._read, "Put away")
    assert queries.check_in(store, made) is None
    assert not page._read.isVisible()


def test_the_way_back_is_first_and_gone_once_one_went_on(store: Store, page: TodayPage) -> None:
    part = parts.add_part(store, name="Watcher")
    talk = dialogues.start_dialogue(store, title="By the window", part_ids=[part])
    page.take_focus()
    focus = QApplication.focusWidget()
    assert focus is not None and page.card.asking.isAncestorOf(focus)
    went: list[bool] = []
    page.back_requested.connect(lambda: went.append(True))
    page.offer_way_back(Ref("dialogue", talk), "Dialogues")
    assert "You were at Dialogues: By the window" in said(page)
    page.take_focus()
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton)
    QTest.keyClick(focus, Key.Key_Space)
    assert went == [True]
    page.hide()
    page.show()
    assert not button_is_seen(page, "Back to where you were")


def button_is_seen(page: QWidget, name: str) -> bool:
    return any(
        one.isVisible() and one.accessibleName() == name for one in page.findChildren(QPushButton)
    )


# ---- did it happen?


@pytest.mark.parametrize("answer", ["Yes", "Partly", "Not yet", "Let it go"])
def test_a_kindness_is_asked_about_the_day_after_with_one_tap(
    store: Store, open_page: OpenPage, answer: str
) -> None:
    part = parts.add_part(store, name="Watcher")
    yesterday = TODAY - timedelta(days=1)
    given: dict[str, Any] = {"kind": "kindness", "source": None}
    made = promises.promise(store, text="an early night", part_id=part, due_on=yesterday, **given)
    promises.promise(store, text="not yet", part_id=None, due_on=TODAY + timedelta(days=1), **given)
    page = open_page()
    words = said(page.up)
    assert "For Watcher" in words and "an early night" in words and "Did it happen?" in words
    assert "not yet" not in words
    press(page, f"{answer}: For Watcher")
    card = promised.promise(store, made)
    assert card is not None and card.came == answer.lower().replace(" ", "_").replace("_it", "")
    assert not page.up.isVisible()  # asked once, and never again
    store.undo()
    assert "an early night" in said(page.up)


def test_a_small_step_comes_up_on_its_day_and_leads_to_it(
    store: Store, open_page: OpenPage
) -> None:
    who = people.add_person(store, name="Ana")
    step = people.plan_step(store, person_id=who, text="ask for a walk", planned_on=TODAY)
    page = open_page()
    led: list[Ref] = []
    page.open_requested.connect(led.append)
    assert "ask for a walk" in said(page.up) and "from" not in said(page.up)
    press(page, "Look at the step: A small step with Ana")
    assert led == [Ref("small_step", step)]
    people.look_back(store, step_id=step, state="not_taken", outcome="")
    assert not page.up.isVisible()


def test_an_own_exercise_is_called_by_its_own_title(store: Store, open_page: OpenPage) -> None:
    text = Path(resources_path.path("exercises", "then-or-now.md")).read_text("utf-8")
    with store.edit("Add") as session:
        session.add(OwnExercise(slug="then-or-now", text=text.replace("Then or now?", "Mine")))
    begun(store, TODAY)
    page = open_page()
    assert button(page.up, "Continue: Mine").isVisible()
    assert queries_of_today.name_of(store, Ref("exercise", None, "then-or-now")) == "Then or now?"
    assert queries_of_today.name_of(store, Ref("page", None, "help")) == ""


def test_a_promise_is_read_where_a_way_leads_to_it(store: Store, page: TodayPage) -> None:
    planner = parts.add_part(store, name="Planner")
    given: dict[str, Any] = {"kind": "promise", "due_on": TODAY + timedelta(days=9), "source": None}
    own = promises.promise(store, text="Home by ten", part_id=None, **given)
    other = promises.promise(store, text="Tea", part_id=planner, **given)
    promises.answer(store, promise_id=other, came="partly", note="Half a cup")
    assert "Home by ten" not in said(page)
    page.open_ref(Ref("promise", own))
    assert "A promise to yourself" in said(page) and "Home by ten" in said(page)
    page.open_ref(Ref("promise", other))
    read = said(page)
    assert "Planner" in read and "Some of it happened.\nHalf a cup" in read
    press(page, "Close")
    assert "Tea" not in said(page)


def test_a_part_that_was_erased_or_became_an_exile_since_spoils_no_check_in(
    store: Store, page: TodayPage
) -> None:
    watcher, gone = (parts.add_part(store, name=name) for name in ("Watcher", "Gone"))
    check_ins.check_in(store, kind="today", present={watcher: "on watch", gone: "here"})
    press(page, "Change")
    parts.put_away_part(store, part_id=gone)
    purge.for_good(store, [Ref("part", gone)])
    parts.set_role(store, part_id=watcher, role="exile")
    type_into(page.card.asking.body, "a tight jaw")
    press(page, "Done")
    (row,) = queries.day(store, TODAY)
    assert (row.body, [one.words for one in row.present]) == ("a tight jaw", ["on watch"])
