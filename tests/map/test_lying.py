"""Frames, safe places and notes on the map: taken hold of, moved with who is in them, pulled."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ifs_desktop.map import areas, edits
from ifs_desktop.map.area_item import LEAST
from ifs_desktop.map.link_item import NOWHERE
from ifs_desktop.parts.edits import relate, set_tension
from tests.helpers import mouse
from tests.map.conftest import Drawn

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def framed(drawn: Drawn) -> tuple[Drawn, int, int]:
    """The page, a frame around Watchful with a note in it, and the note."""
    box = (-300.0, -200.0, 240.0, 240.0)
    group = areas.add_area(drawn.store, map_id=drawn.map_id, kind="group", text="Night", box=box)
    note = areas.add_area(
        drawn.store, map_id=drawn.map_id, kind="note", text="Loud", box=(-280.0, -40.0, 60.0, 50.0)
    )
    return drawn, group, note


def spot(drawn: Drawn, x: float, y: float) -> QPoint:
    return drawn.view.mapFromScene(x, y)


def test_a_frame_takes_along_who_and_what_is_in_it_and_tells_once(
    framed: tuple[Drawn, int, int], qtbot: QtBot
) -> None:
    drawn, group, note = framed
    told: list[tuple[dict[int, tuple[float, float]], dict[int, tuple[float, float]]]] = []

    def note_down(places: dict[int, tuple[float, float]]) -> None:
        told.append((places, dict(drawn.scene.lying.carried)))

    moved: list[object] = []
    drawn.scene.area_moved.connect(note_down)
    drawn.scene.moved.connect(moved.append)
    start = spot(drawn, -300, 0)  # its border
    mouse.drag(drawn.paper, start, start + QPoint(50, 30))
    watchful = drawn.parts["Watchful"]
    assert told == [
        ({group: (-250.0, -170.0), note: (-230.0, -10.0)}, {watchful: (-150.0, -60.0)}),
    ]
    assert moved == []
    assert drawn.scene.parts[watchful].place() == (-150.0, -60.0)
    assert drawn.scene.parts[drawn.parts["Slam"]].place() == (200.0, -80.0)


def test_a_press_inside_a_frame_still_begins_a_band_and_a_click_selects_it(
    framed: tuple[Drawn, int, int],
) -> None:
    drawn, group, note = framed
    inside = spot(drawn, -120, 20)
    mouse.drag(drawn.paper, inside, spot(drawn, -215, -100))
    assert drawn.scene.selected == (drawn.parts["Watchful"],)
    drawn.scene.select()
    mouse.click(drawn.paper, inside)
    assert drawn.scene.selected_area == group
    mouse.click(drawn.paper, spot(drawn, -250, -20))
    assert drawn.scene.selected_area == note  # the smaller one lies on top
    mouse.click(drawn.paper, drawn.at("Watchful"))
    assert drawn.scene.selected_area is None


def test_a_grip_changes_the_size_and_escape_takes_it_back(
    framed: tuple[Drawn, int, int],
) -> None:
    drawn, group, _ = framed
    drawn.scene.select(area=group)
    told: list[tuple[int, object]] = []
    drawn.scene.area_resized.connect(lambda area_id, box: told.append((area_id, box)))
    corner = spot(drawn, -60, 40)
    mouse.press(drawn.paper, corner)
    mouse.move(drawn.paper, corner + QPoint(40, 20))
    assert drawn.scene.areas[group].box().right == -20
    QTest.keyClick(drawn.view, Qt.Key.Key_Escape)
    mouse.release(drawn.paper, corner)
    assert drawn.scene.areas[group].box().right == -60
    assert told == []
    mouse.drag(drawn.paper, corner, corner + QPoint(-900, 20))  # no side gets shorter than LEAST
    assert told == [(group, (-300.0, -200.0, LEAST, 260.0))]


def test_keys_move_pull_and_edit_the_selected_area(
    framed: tuple[Drawn, int, int], qtbot: QtBot
) -> None:
    drawn, _, note = framed
    drawn.scene.select(area=note)
    with qtbot.waitSignal(drawn.view.area_nudged) as nudged:
        QTest.keyClick(drawn.view, Qt.Key.Key_Right)
    assert nudged.args == [{note: (-272.0, -40.0)}]
    with qtbot.waitSignal(drawn.view.area_grown) as grown:
        QTest.keyClick(drawn.view, Qt.Key.Key_Down, CTRL_SHIFT)
    assert grown.args is not None
    assert grown.args[0] == note
    assert grown.args[1][3] == 58.0
    with qtbot.waitSignal(drawn.scene.area_edit_requested) as edit:
        QTest.keyClick(drawn.view, Qt.Key.Key_F2)
    assert edit.args == [note]


def test_what_is_moved_snaps_to_the_grid(drawn: Drawn) -> None:
    drawn.view.grid, drawn.view.snap = 50.0, True
    mouse.drag(drawn.paper, drawn.at("Slam"), drawn.at("Slam", 33, 33))
    assert drawn.scene.parts[drawn.parts["Slam"]].place() == (250.0, -50.0)


def test_words_of_links_lie_on_nothing_or_wait_until_the_link_is_selected(drawn: Drawn) -> None:
    parts = drawn.parts
    for kind in ("polarised", "drives", "concerned", "distant", "unknown", "allied", "colluding"):
        relate(drawn.store, source_id=parts["Slam"], target_id=parts["Watchful"], kind=kind)
    for number in range(40):  # whoever stands between them
        at = (-190.0 + 48 * (number % 9), -160.0 + 44 * (number // 9))
        name = f"In between {number}"
        edits.new_part_on_map(drawn.store, map_id=drawn.map_id, name=name, role="exile", at=at)
    links = list(drawn.scene.links.values())
    placed = [link.words_box() for link in links if link.words_box() is not NOWHERE]
    covered = [box for part in drawn.scene.parts.values() for box in part.boxes()]
    assert not any(box.touches(other) for box in placed for other in covered)
    assert not any(one.touches(two) for one, two in combinations(placed, 2))
    hidden = [link for link in links if link.words_box() is NOWHERE]
    assert hidden
    assert not hidden[0].words_are_shown()
    drawn.scene.select(link=hidden[0].link.id)
    assert hidden[0].words_are_shown()


def test_words_of_links_keep_clear_of_marks_names_and_borders(
    framed: tuple[Drawn, int, int],
) -> None:
    drawn, group, _ = framed
    link = relate(
        drawn.store,
        source_id=drawn.parts["Watchful"],
        target_id=drawn.parts["Slam"],
        kind="polarised",
    )
    set_tension(drawn.store, relation_id=link, tension=5)
    for left in (-300.0, -220.0, -140.0):
        areas.change_area(drawn.store, area_id=group, box=(left, -200.0, 240.0, 240.0))
        for item in drawn.scene.links.values():
            words, frame = item.words_box(), drawn.scene.areas[group]
            assert not any(box.touches(words) for box in item.marks_boxes())
            assert not any(words.holds(point) for point in frame.border())
            assert not frame.said().touches(words)
