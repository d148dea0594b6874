"""Groups, safe places and notes on the map: made, written in place, moved, coloured, put away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from ifs_desktop.map import areas, queries
from ifs_desktop.map.area_field import WordsField
from ifs_desktop.map.queries import AreaCard
from ifs_desktop.map.spoken import spoken
from tests.helpers import mouse
from tests.map.conftest import Drawn

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def picture(drawn: Drawn) -> queries.Picture:
    found = queries.picture(drawn.store, drawn.map_id)
    assert found is not None
    return found


def the_area(drawn: Drawn) -> AreaCard:
    (area,) = picture(drawn).areas
    return area


def field(drawn: Drawn) -> WordsField:
    (found,) = [f for f in drawn.paper.findChildren(WordsField) if f.isVisible()]
    return found


def made(drawn: Drawn, key: Qt.Key, words: str) -> AreaCard:
    """One made by its key, with words typed in place."""
    QTest.keyClick(drawn.view, key)
    QTest.keyClicks(field(drawn), words)
    QTest.keyClick(field(drawn), Key.Key_Return, CONTROL)
    return the_area(drawn)


def test_a_group_is_laid_around_who_is_selected_and_moves_with_them(drawn: Drawn) -> None:
    drawn.scene.select((drawn.parts["Watchful"], drawn.parts["Slam"]))
    QTest.keyClick(drawn.view, Key.Key_O)
    QTest.keyClicks(field(drawn), "At work")
    QTest.keyClick(field(drawn), Key.Key_Return)
    group = the_area(drawn)
    assert (group.kind, group.text) == ("group", "At work") and drawn.view.hasFocus()
    inside = drawn.scene.lying.parts_in(group.id)
    assert {drawn.parts[name] for name in ("Watchful", "Slam")} <= set(inside)
    assert drawn.parts["Little"] not in inside
    before = {one.part.name: (one.x, one.y) for one in picture(drawn).placed}
    QTest.keyClick(drawn.view, Key.Key_Right)
    QTest.keyClick(drawn.view, Key.Key_Right)
    after = {one.part.name: (one.x, one.y) for one in picture(drawn).placed}
    assert the_area(drawn).x == group.x + 16
    assert after["Slam"] == (before["Slam"][0] + 16, before["Slam"][1])
    assert after["Little"] == before["Little"]
    drawn.store.undo()  # both presses, parts and frame, are one step
    assert the_area(drawn) == group and drawn.store.undo_label == "Write on the map"
    edge = drawn.view.mapFromScene(group.x + group.width / 4, group.y + group.height)
    mouse.drag(drawn.paper, edge, edge + QPoint(0, 30))
    moved = {one.part.name: one.y for one in picture(drawn).placed}
    assert the_area(drawn).y == group.y + 30 and moved["Slam"] == before["Slam"][1] + 30


def test_an_area_is_pulled_larger_by_its_grip_and_by_keys(drawn: Drawn) -> None:
    before = made(drawn, Key.Key_S, "The quiet room")
    corner = drawn.view.mapFromScene(before.x + before.width, before.y + before.height)
    mouse.drag(drawn.paper, corner, corner + QPoint(40, 20))
    pulled = the_area(drawn)
    assert (pulled.width, pulled.height) == (before.width + 40, before.height + 20)
    for _ in range(2):
        QTest.keyClick(drawn.view, Key.Key_Down, CONTROL | SHIFT)
    assert the_area(drawn).height == pulled.height + 16
    drawn.store.undo()
    assert the_area(drawn) == pulled


def test_words_are_written_where_they_lie_kept_at_a_lock_and_taken_back_at_escape(
    drawn: Drawn,
) -> None:
    note = made(drawn, Key.Key_W, "After the call")
    assert note.kind == "note" and note.text == "After the call"
    mouse.double_click(drawn.paper, drawn.view.mapFromScene(note.x + 20, note.y + 12))
    QTest.keyClicks(field(drawn), "Half a thou")
    drawn.page.commit_drafts()  # as a lock does
    assert the_area(drawn).text == "Half a thou"
    QTest.keyClick(drawn.view, Key.Key_F2)
    QTest.keyClicks(field(drawn), "one")
    QTest.keyClick(field(drawn), Key.Key_Return)
    QTest.keyClicks(field(drawn), "two")
    drawn.page._areas.writing._clock.flush()  # a second has gone by
    assert the_area(drawn).text == "one\ntwo"
    QTest.keyClick(field(drawn), Key.Key_Escape)
    assert the_area(drawn).text == "Half a thou"
    drawn.store.undo()
    assert the_area(drawn).text == "After the call"


@pytest.mark.parametrize(("key", "left"), [(Key.Key_W, 0), (Key.Key_O, 1)])
def test_a_note_without_words_is_none_but_a_group_needs_no_name(
    drawn: Drawn, key: Qt.Key, left: int
) -> None:
    QTest.keyClick(drawn.view, key)
    QTest.keyClick(field(drawn), Key.Key_Escape)
    assert len(picture(drawn).areas) == left and drawn.view.hasFocus()
    assert drawn.scene.selected == ()  # Self neither
    assert drawn.store.undo_label == ("Add a group" if left else "Link parts")


def test_tab_reaches_areas_after_parts_and_a_reader_hears_them(drawn: Drawn) -> None:
    note = made(drawn, Key.Key_W, "After the call")
    drawn.scene.select(())
    for _ in range(4):
        QTest.keyClick(drawn.view, Key.Key_Tab)
    assert drawn.scene.selected_area is None
    QTest.keyClick(drawn.view, Key.Key_Tab)
    assert drawn.scene.selected_area == note.id
    assert spoken(drawn.scene, picture(drawn)) == "After the call, Note"
    QTest.keyClick(drawn.view, Key.Key_Backtab)
    assert drawn.scene.selected_area is None and drawn.scene.current is not None
    QTest.keyClick(drawn.view, Key.Key_Tab)
    QTest.keyClick(drawn.view, Key.Key_Return)
    QTest.keyClick(field(drawn), Key.Key_Escape)
    QTest.keyClick(drawn.view, Key.Key_Delete)
    assert picture(drawn).areas == () and drawn.store.undo_label == "Take off the map"
    drawn.store.undo()
    assert the_area(drawn) == note


def test_a_colour_is_chosen_for_an_area_and_given_back(drawn: Drawn) -> None:
    made(drawn, Key.Key_W, "After the call")
    for words, colour in (("Teal", "#3f8d92"), ("The usual one", None)):
        QTest.keyClick(drawn.view, Key.Key_C)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(one for one in menu.actions() if one.text() == words)
        menu.close()
        action.trigger()
        assert the_area(drawn).colour == colour
    assert drawn.store.undo_label == "Change colour"


def test_an_area_that_undo_takes_away_while_it_is_written_does_no_harm(drawn: Drawn) -> None:
    QTest.keyClick(drawn.view, Key.Key_O)
    QTest.keyClicks(field(drawn), "Gone soon")
    drawn.store.undo()
    drawn.page.commit_drafts()
    assert picture(drawn).areas == ()
    area = areas.add_area(
        drawn.store, map_id=drawn.map_id, kind="note", text="x", box=(0, 0, 90, 90)
    )
    assert area in drawn.scene.areas
