"""Where in the body parts are felt: marked by mouse and by key, found, filtered, taken off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ifs_desktop.body import edits, figure, queries, who, words
from ifs_desktop.body.page import BodyPage
from ifs_desktop.body.queries import MarkCard
from ifs_desktop.body.who import ALL
from ifs_desktop.parts import edits as parts
from ifs_desktop.settings import Settings
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus


@pytest.fixture
def two(store: Store) -> tuple[int, int]:
    return (
        parts.add_part(store, name="Watchful", role="manager"),
        parts.add_part(store, name="Slam the Door", role="firefighter"),
    )


@pytest.fixture
def page(qtbot: QtBot, store: Store, two: tuple[int, int], tmp_path: Path) -> Iterator[BodyPage]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    bus = Bus(store)
    made = BodyPage(store, bus, Settings(str(tmp_path / "settings.txt")), None)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()
    made.take_focus()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.hide()
    bus.close()


def at(page: BodyPage, side: str, x: float, y: float) -> QPoint:
    return page.view.point(side, x, y).toPoint()


def click(page: BodyPage, side: str, x: float, y: float) -> None:
    QTest.mouseClick(
        page.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at(page, side, x, y)
    )


def only(store: Store) -> MarkCard:
    (found,) = queries.marks(store)
    return found


def test_a_click_marks_where_the_chosen_part_is_felt_and_undo_takes_it_back(
    page: BodyPage, store: Store, two: tuple[int, int]
) -> None:
    click(page, "front", 0.5, 0.23)
    assert queries.marks(store) == ()  # nobody is chosen yet: the line below says so
    assert "Choose" in page.hint.text()
    page.open_ref(Ref("body", two[0]))
    click(page, "back", 0.5, 0.23)
    mark = only(store)
    assert (mark.part.id, mark.side) == (two[0], "back")
    assert (mark.x, mark.y) == pytest.approx((0.5, 0.23), abs=0.01)
    assert page.view.current() == mark
    QTest.keyClicks(page.text, "as if somebody stood there")
    assert only(store).text == "as if somebody stood there"
    assert page.view.accessibleDescription() == (
        "Watchful. Between the shoulder blades, back · as if somebody stood there"
    )
    store.undo()  # what was typed in one go is one step
    assert only(store).text == ""
    store.undo()
    assert queries.marks(store) == ()


def test_a_mark_is_dragged_over_to_the_other_side(
    page: BodyPage, store: Store, two: tuple[int, int]
) -> None:
    edits.mark(store, part_id=two[0], side="front", x=0.5, y=0.3)
    start, end = at(page, "front", 0.5, 0.3), at(page, "back", 0.4, 0.4)
    QTest.mousePress(page.view, Qt.MouseButton.LeftButton, pos=start)
    for share in (0.3, 0.7, 1.0):
        way = start + (end - start) * share
        QTest.mouseMove(page.view, way)
        QApplication.processEvents()
    before = store.undo_label
    QTest.mouseRelease(page.view, Qt.MouseButton.LeftButton, pos=end)
    assert before == "Mark in the body"
    mark = only(store)
    assert mark.side == "back"
    assert (mark.x, mark.y) == pytest.approx((0.4, 0.4), abs=0.01)


def test_everything_is_done_by_key(page: BodyPage, store: Store, two: tuple[int, int]) -> None:
    key, control = QTest.keyClick, Qt.KeyboardModifier.ControlModifier
    key(page.view, Qt.Key.Key_Return, control)  # nobody is chosen: to the list
    assert page.who.search.hasFocus()
    QTest.keyClicks(page.who.search, "slam")
    page.who.list.setFocus()
    key(page.who.list, Qt.Key.Key_Down)
    assert page.who.current() == two[1]
    key(page.who.list, Qt.Key.Key_Return, control)
    assert page.view.hasFocus()
    mark = only(store)
    assert words.where(mark.side, mark.x, mark.y) == "chest"
    for _ in range(5):
        key(page.view, Qt.Key.Key_Up)
    key(page.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert only(store).y < mark.y - 0.09
    assert only(store).x > mark.x
    key(page.view, Qt.Key.Key_Up, control)
    assert only(store).size > mark.size
    key(page.view, Qt.Key.Key_Down, control)
    key(page.view, Qt.Key.Key_F2)
    assert page.text.hasFocus()
    QTest.keyClicks(page.text, "hot")
    page.take_focus()
    key(page.view, Qt.Key.Key_Space)
    assert page.view.current() == only(store)
    key(page.view, Qt.Key.Key_Delete)
    assert queries.marks(store) == ()
    store.undo()
    assert only(store).text == "hot"


def test_all_parts_together_or_one_of_them(
    page: BodyPage, store: Store, two: tuple[int, int]
) -> None:
    first = edits.mark(store, part_id=two[0], side="front", x=0.5, y=0.2)
    edits.mark(store, part_id=two[1], side="front", x=0.5, y=0.4, text="a door")
    assert page.who.current() == ALL
    assert page.places.count() == 2
    page.open_ref(Ref("body_mark", first))
    assert page.places.count() == 1
    current = page.view.current()
    assert current is not None
    assert current.id == first
    parts.put_away_part(store, part_id=two[0])
    assert page.who.current() == ALL
    assert page.places.count() == 1


@pytest.mark.parametrize(
    ("side", "x", "y", "said"),
    [
        ("front", 0.5, 0.07, "eyes"),
        ("front", 0.70, 0.19, "left shoulder"),
        ("back", 0.70, 0.19, "right shoulder"),
        ("back", 0.5, 0.40, "lower back"),
        ("front", 0.15, 0.52, "right hand"),
        ("front", 0.97, 0.05, "around the body"),
    ],
)
def test_places_are_called_by_the_persons_own_left_and_right(
    side: str, x: float, y: float, said: str, qapp: object
) -> None:
    assert words.where(side, x, y) == said


def test_the_figure_lies_within_its_picture_and_is_the_same_on_both_sides() -> None:
    points = figure.outline()
    assert all(abs(x) < figure.WIDE / 2 and 0 < y < 1 for x, y in points)
    assert {(round(-x, 6), round(y, 6)) for x, y in points} == {
        (round(x, 6), round(y, 6)) for x, y in points
    }


def test_marks_are_seen_in_both_themes(page: BodyPage, store: Store, two: tuple[int, int]) -> None:
    def drawn() -> QImage:
        return page.view.grab().toImage()

    empty = drawn()
    edits.mark(store, part_id=two[0], side="front", x=0.5, y=0.3)
    assert drawn() != empty
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    light = drawn()
    theme.apply(app, "dark")
    assert drawn() != light
    theme.apply(app, "light")


def test_of_very_many_parts_the_one_that_is_meant_has_its_row(
    page: BodyPage, store: Store, two: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(who, "_AT_ONCE", 1)
    parts.rename_part(store, part_id=two[0], name="Watchful One")  # the list is filled anew
    for part_id in two:
        page.open_ref(Ref("body", part_id))
        assert page.who.current() == part_id
        click(page, "front", 0.5, 0.23)
        assert page.who.current() == part_id
    assert {mark.part.id for mark in queries.marks(store)} == set(two)
    mark_id = edits.mark(store, part_id=two[1], side="front", x=0.2, y=0.5, text="A knot")
    page.open_ref(Ref("body", two[0]))
    page.open_ref(Ref("body_mark", mark_id))
    assert page.who.current() == two[1]
    assert page.text.text() == "A knot"
