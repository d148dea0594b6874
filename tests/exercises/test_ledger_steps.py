"""The steps of a belief and of a place to rest on the screen, by key and mouse."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from ifs_desktop.beliefs import edits as beliefs
from ifs_desktop.beliefs import queries as ledger
from ifs_desktop.exercises.page import ExercisesPage
from ifs_desktop.exercises.steps.belief import EarlierBelief
from ifs_desktop.exercises.steps.how_true import WordsAlong
from ifs_desktop.exercises.steps.part_chips import PartChips
from ifs_desktop.exercises.steps.picture import Picture
from ifs_desktop.map import edits as maps
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts.permissions import Answer, may_approach
from ifs_desktop.rest import edits as rest
from ifs_desktop.rest import queries as resting
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import ask
from ifs_desktop.ui.widgets import Chip, GrowingTextEdit
from ifs_desktop.ui.widgets.line import PositionLine
from tests.helpers import mouse, robot

Key = Qt.Key


@pytest.fixture
def cast(store: Store) -> dict[str, int]:
    """A protector, and an exile behind it."""
    ids = {
        name: parts.add_part(store, name=name, role=role)
        for name, role in (("Watcher", "manager"), ("Sprinter", "firefighter"), ("Little", "exile"))
    }
    parts.relate(store, source_id=ids["Watcher"], target_id=ids["Little"], kind="protects")
    return ids


def control(page: ExercisesPage) -> Any:
    assert page.runner.sheet is not None
    QApplication.processEvents()
    return page.runner.sheet.control


def one(page: ExercisesPage, kind: type[Any], place: int = 0) -> Any:
    return robot.seen(control(page), kind)[place]


def chip(page: ExercisesPage, name: str) -> Chip:
    chips: list[Chip] = robot.seen(control(page), Chip)
    return next(c for c in chips if c.name() == name)


def says(root: QWidget) -> str:
    return "\n".join(found.text() for found in robot.seen(root, QLabel))


def to(page: ExercisesPage, slug: str, key: str) -> Any:
    """An exercise from its beginning, answered by the robot, to a step."""
    page.begin(slug)
    while robot.here(page) != key:
        robot.answer(page)
        robot.go_on(page)
    return control(page)


# ---- a belief


def test_the_words_of_an_earlier_belief_take_it_up_with_who_holds_it(
    page: ExercisesPage, store: Store, cast: dict[str, int]
) -> None:
    held = beliefs.hold(store, text="Nobody stays", part_id=cast["Watcher"])
    beliefs.version(store, belief_id=held, source=Ref("run", 99), strength=80)
    page.begin("whose-act")
    assert not control(page).answer().holder  # nothing is chosen beforehand
    robot.write(one(page, GrowingTextEdit), "something else")
    robot.click(one(page, EarlierBelief))
    answer = control(page).answer()
    assert (answer.text, answer.takes_up, answer.part) == ("Nobody stays", held, cast["Watcher"])
    assert "stays as it was" in says(control(page))
    QTest.keyClick(one(page, GrowingTextEdit), Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert one(page, GrowingTextEdit).toPlainText() == "something else"
    one(page, EarlierBelief).setFocus()
    QTest.keyClick(one(page, EarlierBelief), Key.Key_Return)
    robot.click(chip(page, "I hold it"))
    robot.go_on(page)
    (kept,) = ledger.beliefs(store)
    assert (kept.id, kept.own, kept.holder, len(kept.versions)) == (held, True, None, 2)
    QTest.keyClick(page, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    robot.write(one(page, GrowingTextEdit), " with me")
    assert control(page).answer().takes_up is None
    robot.go_on(page)
    assert {b.text for b in ledger.beliefs(store)} == {"Nobody stays", "Nobody stays with me"}


def test_an_exile_is_named_and_its_protectors_can_be_asked(
    page: ExercisesPage, store: Store, cast: dict[str, int]
) -> None:
    page.begin("whose-act")
    robot.click(chip(page, "Little"))
    assert "Little is named here, and nothing is asked of it." in says(control(page))
    offer = "Ask the parts that protect Little…"
    assert offer not in [b.text() for b in robot.seen(control(page), QPushButton)]
    robot.write(one(page, GrowingTextEdit), "Nobody stays")
    with ask.answer(False) as asked:  # it is put aside until it is wanted
        robot.click(robot.button(control(page), offer))
    assert asked == ["Exercises that speak to hurt parts"]
    with ask.answer(True, [Answer(cast["Little"], cast["Watcher"], "yes")]):
        robot.click(robot.button(control(page), offer))
    run_id = page.runner.run_id
    assert run_id is not None
    assert may_approach(store, cast["Little"], Ref("run", run_id)).open
    assert "nothing is asked" not in says(control(page))
    assert page.runner.run is not None and "answer" in page.runner.run.way
    robot.click(chip(page, "I don’t know"))
    page.runner.keep()
    assert "answer" not in page.runner.run.way


def test_how_true_it_feels_is_taken_by_key_and_said_in_words(page: ExercisesPage) -> None:
    step = to(page, "whose-act", "strength")
    line: PositionLine = one(page, PositionLine)
    assert step.answer().is_empty and "Take a place on the line" in says(step)
    line.setFocus()
    for key, at, word in (
        (Key.Key_7, 70, "mostly true"),
        (Key.Key_Right, 75, "mostly true"),
        (Key.Key_End, 100, "wholly true"),
        (Key.Key_Home, 0, "not true at all"),
        (Key.Key_5, 50, "half true"),
    ):
        QTest.keyClick(line, key)
        assert (step.answer().at, line.accessibleDescription()) == (at, word)
    mouse.click(line, QPoint(line.width() - 2, line.height() // 2))
    assert step.answer().at == 100
    words = one(page, WordsAlong)
    assert [word for word, _ in words.boxes()] == list(step.place.step.shape.words)
    words.resize(200, words.height())
    line.resize(200, line.height())
    assert len(words.boxes()) == 2  # the ends


def test_the_second_look_stands_beside_the_first(page: ExercisesPage) -> None:
    step = to(page, "whose-act", "strength_after")
    line: PositionLine = one(page, PositionLine)
    assert "When you began: a little true" in line.accessibleDescription()
    line.setFocus()
    QTest.keyClick(line, Key.Key_9)
    assert "You did nothing wrong" in says(step)


# ---- a place to rest


def test_parts_come_by_press_and_drag_move_by_key_and_go_again(
    page: ExercisesPage, store: Store, cast: dict[str, int]
) -> None:
    to(page, "place-to-rest", "who")
    (place,) = resting.places(store)
    chips = one(page, PartChips)
    assert {c.name() for c in chips.chips()} == {"Watcher", "Sprinter"}  # no exile
    assert "not asked here" in says(control(page))

    def here() -> dict[str, tuple[float, float]]:
        found = resting.resting(store, place.map_id)
        return {row.part.name: (row.x, row.y) for row in found}

    watcher, sprinter = chip(page, "Watcher"), chip(page, "Sprinter")
    watcher.setFocus()
    QTest.keyClick(watcher, Key.Key_Space)
    assert here().keys() == {"Watcher"} and watcher.isChecked()
    picture: Picture = one(page, Picture)
    goal = picture.rect().center() + QPoint(60, 60)
    inside = sprinter.mapFromGlobal(picture.mapToGlobal(goal))
    mouse.drag(sprinter, sprinter.rect().center(), inside)
    x, y = picture.spot_at(goal.toPointF())
    assert here()["Sprinter"] == pytest.approx((x, y), abs=1)
    token = picture.tokens[cast["Watcher"]]
    token.setFocus()
    before = here()["Watcher"]
    QTest.keyClick(token, Key.Key_Right)
    QTest.keyClick(token, Key.Key_Up)
    assert here()["Watcher"] == pytest.approx((before[0] + 16, before[1] - 16), abs=1)
    mouse.drag(token, token.rect().center(), token.rect().center() + QPoint(40, 0))
    assert here()["Watcher"][0] > before[0] + 30
    assert set(control(page).answer().parts) == {cast["Watcher"], cast["Sprinter"]}
    QTest.keyClick(token, Key.Key_Delete)
    assert here().keys() == {"Sprinter"} and not watcher.isChecked()
    outside = sprinter.rect().center() + QPoint(0, 200)
    mouse.drag(sprinter, sprinter.rect().center(), outside)
    assert here().keys() == {"Sprinter"} and sprinter.isChecked()
    store.undo()
    assert here().keys() == {"Sprinter", "Watcher"} and watcher.isChecked()


def test_what_is_put_in_the_container_stays_until_it_is_taken_out(
    page: ExercisesPage, store: Store
) -> None:
    step = to(page, "place-to-rest", "container")
    (place,) = resting.places(store)
    what, material = robot.seen(step, GrowingTextEdit)
    put = robot.button(step, "Put it in")
    assert not put.isEnabled() and "A part is never put away" in says(step)
    robot.write(what, "an iron box")
    robot.write(material, "a loud voice")
    robot.click(put)
    assert material.toPlainText() == "" and "a loud voice" in says(step)
    robot.write(material, "half a tho")
    page.commit_drafts()
    assert [one.text for one in resting.material(store, place.map_id)] == ["a loud voice"]
    page.show_shelf()
    assert page.runner.run is None
    again = to(page, "place-to-rest", "container")  # another place has a box of its own
    assert again.answer().is_empty
    page.runner.go_back()
    page.runner.go_back()
    robot.click(chip(page, place.name))
    robot.go_on(page)
    robot.go_on(page)
    step = control(page)
    what, material = robot.seen(step, GrowingTextEdit)
    assert (what.toPlainText(), material.toPlainText()) == ("an iron box", "half a tho")
    robot.click(robot.button(step, "Take out"))
    assert resting.material(store, place.map_id) == ()
    assert "a loud voice" not in says(step)


def test_a_new_place_waits_while_one_looks_at_another(page: ExercisesPage, store: Store) -> None:
    rest.build(store, name="The cove", sight="grey water")
    page.begin("place-to-rest")
    boxes = robot.seen(control(page), GrowingTextEdit)
    robot.write(boxes[0], "The attic")
    robot.click(chip(page, "The cove"))
    assert (boxes[0].toPlainText(), boxes[1].toPlainText()) == ("The cove", "grey water")
    robot.click(chip(page, "a new place"))
    assert (boxes[0].toPlainText(), boxes[1].toPlainText()) == ("The attic", "")


def test_a_place_taken_away_meanwhile_is_said_kindly(page: ExercisesPage, store: Store) -> None:
    step = to(page, "place-to-rest", "who")
    (place,) = resting.places(store)
    with store.edit("Elsewhere"):
        rest.put_away(store, map_id=place.map_id)
    assert "There is no place yet." in says(step)
    assert not robot.seen(step, Picture)
    maps.ensure_map(store)


def test_what_a_step_is_about_stands_over_it(page: ExercisesPage, cast: dict[str, int]) -> None:
    for key, words in (
        ("strength", "It was me"),
        ("fair", "It was me"),
        ("answer", "fair 0"),
        ("strength_after", "It was me"),
    ):
        assert words in says(to(page, "whose-act", key))
        page.runner.stop()
