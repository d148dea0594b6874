"""Working with a selection: lining up, tidying, size, the grid, copying, and finding by name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from ifs_desktop.map import arranging, copying, edits, queries
from ifs_desktop.map.copying import MIME
from ifs_desktop.map.geometry import Rect
from ifs_desktop.parts import edits as part_edits
from ifs_desktop.parts.permissions import Answer
from ifs_desktop.rest import edits as rest
from ifs_desktop.store import Ref
from ifs_desktop.ui import ask, clip
from tests.helpers import mouse
from tests.map.conftest import Drawn

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Look = tuple[float, float, float, float]


def looks(drawn: Drawn, map_id: int | None = None) -> dict[str, Look]:
    """x, y, size and fading of each part on a map, by name."""
    picture = queries.picture(drawn.store, drawn.map_id if map_id is None else map_id)
    assert picture is not None
    return {one.part.name: (one.x, one.y, one.size, one.fade) for one in picture.placed}


def at(drawn: Drawn, name: str) -> tuple[float, float]:
    return looks(drawn)[name][:2]


def key(drawn: Drawn, sequence: str) -> None:
    """Press the keys of a shortcut on the map."""
    drawn.view.setFocus()
    QTest.keySequence(drawn.view, QKeySequence(sequence))


def select(drawn: Drawn, *names: str) -> None:
    drawn.scene.select(drawn.parts.get(name, 0) for name in names)


def clipboard() -> set[str]:
    return set(QGuiApplication.clipboard().mimeData().formats())


def test_a_selection_is_lined_up_in_one_step(drawn: Drawn) -> None:
    select(drawn, "Watchful", "Slam", "Little")
    key(drawn, "Alt+Left")
    edges = {drawn.scene.parts[i].boxes()[0].left for i in drawn.scene.selected}
    assert max(edges) - min(edges) <= 0.5 and at(drawn, "Watchful") == (-200, -90)
    assert drawn.store.undo_label == "Line up"
    assert drawn.scene.parts[drawn.parts["Slam"]].place() == at(drawn, "Slam")
    drawn.store.undo()
    assert at(drawn, "Slam") == (200, -80)
    select(drawn, "Watchful", "Self", "Slam")
    key(drawn, "Alt+Down")  # Self is among those selected, and larger
    ends = [drawn.scene.parts[i].boxes()[0].bottom for i in drawn.scene.selected]
    assert max(ends) - min(ends) < 1
    key(drawn, "A")
    menu = QApplication.activePopupWidget()
    assert menu is not None and len(menu.actions()) == 8
    for _ in range(6):
        QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)  # the same gaps from left to right
    boxes = sorted(
        (drawn.scene.parts[i].boxes()[0] for i in drawn.scene.selected), key=lambda box: box.left
    )
    assert abs((boxes[1].left - boxes[0].right) - (boxes[2].left - boxes[1].right)) <= 1
    select(drawn, "Slam")
    lining = [a for a in drawn.page.menu_actions() if a.objectName().startswith("align")]
    assert len(lining) == 6 and not any(action.isEnabled() for action in lining)


@pytest.mark.parametrize(("way", "axis"), [(way, n // 3) for n, way in enumerate(arranging.WAYS)])
def test_each_way_of_lining_up_moves_along_one_axis_only(way: str, axis: int) -> None:
    box = Rect(-10, -20, 30, 20)
    parts = {1: ((0.0, 0.0), box), 2: ((90.0, 70.0), box), 3: ((40.0, -50.0), box.grown(15))}
    found = arranging.aligned(parts, way)
    assert all(found[k][1 - axis] == place[1 - axis] for k, (place, _) in parts.items())
    placed = [parts[k][1].moved(*found[k]) for k in parts]
    middle = ("left", "right") if way == "centre" else ("top", "bottom")
    edges = middle if way in ("centre", "middle") else (way, way)
    assert len({getattr(b, edges[0]) + getattr(b, edges[1]) for b in placed}) == 1
    assert arranging.aligned({k: (found[k], parts[k][1]) for k in parts}, way) == found


def test_tidying_is_one_step_leaves_who_is_pinned_and_twice_is_once(drawn: Drawn) -> None:
    select(drawn, "Slam")
    key(drawn, "P")
    assert drawn.store.undo_label == "Pin"
    drawn.scene.select()
    before = looks(drawn)
    key(drawn, "T")
    tidied = looks(drawn)
    assert tidied["Slam"] == before["Slam"] and tidied["Watchful"] != before["Watchful"]
    assert drawn.store.undo_label == "Tidy"
    key(drawn, "T")
    assert looks(drawn) == tidied
    drawn.store.undo()
    assert looks(drawn) == before
    select(drawn, "Slam")
    key(drawn, "P")
    assert drawn.store.undo_label == "Unpin"
    key(drawn, "T")
    assert looks(drawn)["Slam"] != before["Slam"]


def test_size_and_fading_go_by_keys_and_a_held_key_is_one_step(drawn: Drawn) -> None:
    select(drawn, "Slam", "Little")
    for _ in range(3):
        key(drawn, "+")
    assert looks(drawn)["Slam"][2] == looks(drawn)["Little"][2] == pytest.approx(1.52, abs=0.02)
    key(drawn, "F")
    assert looks(drawn)["Slam"][3] == 0.2
    key(drawn, "Shift+F")
    assert looks(drawn)["Slam"][3] == 0
    for _ in range(30):
        key(drawn, "-")
    assert looks(drawn)["Slam"][2] == 0.5
    while drawn.store.undo_label in ("Change size", "Let fade"):
        drawn.store.undo()
    assert looks(drawn)["Slam"] == (200, -80, 1, 0)


def test_what_is_moved_snaps_to_the_grid_if_that_is_wanted(drawn: Drawn) -> None:
    key(drawn, "Shift+G")
    assert drawn.view.grid == arranging.GRID  # one that is not seen would puzzle
    assert drawn.store.state("map:snap") is True
    select(drawn, "Watchful", "Slam")
    start = at(drawn, "Watchful")
    mouse.drag(drawn.paper, drawn.at("Slam"), drawn.at("Slam", 57, 31))
    x, y = at(drawn, "Slam")
    assert x % arranging.GRID == 0 and y % arranging.GRID == 0
    assert (x - 200, y + 80) == (
        at(drawn, "Watchful")[0] - start[0],
        at(drawn, "Watchful")[1] - start[1],
    )
    select(drawn, "Little")
    QTest.keyClick(drawn.view, Key.Key_Right)
    assert at(drawn, "Little") == (22, 198)
    QTest.keyClick(drawn.view, Key.Key_Up)
    assert at(drawn, "Little") == (22, 176)
    QTest.keyClick(drawn.view, Key.Key_Left, SHIFT)  # a fine step is one all the same
    assert at(drawn, "Little") == (21, 176)
    key(drawn, "G")
    assert drawn.view.grid is None and not drawn.view.snap
    QTest.keyClick(drawn.view, Key.Key_Right)
    assert at(drawn, "Little") == (29, 176)


def test_space_keeps_parts_selected_while_keys_walk_on(drawn: Drawn) -> None:
    walked = [drawn.parts.get(name, 0) for name in ("Watchful", "Slam", "Self", "Little")]
    QTest.keyClick(drawn.view, Key.Key_Tab)
    QTest.keyClick(drawn.view, Key.Key_Space)
    QTest.keyClick(drawn.view, Key.Key_Tab)
    assert drawn.scene.selected == (walked[0], walked[1])
    QTest.keyClick(drawn.view, Key.Key_Down, CTRL)
    assert drawn.scene.selected == (walked[0], walked[3])  # one that was only passed is not kept
    QTest.keyClick(drawn.view, Key.Key_Tab, SHIFT)
    QTest.keyClick(drawn.view, Key.Key_Tab, SHIFT)
    QTest.keyClick(drawn.view, Key.Key_Tab, SHIFT)
    assert drawn.scene.current == walked[0]
    QTest.keyClick(drawn.view, Key.Key_Space)  # let go again
    QTest.keyClick(drawn.view, Key.Key_Tab)
    assert list(drawn.scene.selected) == [walked[1]]
    QTest.keyPress(drawn.view, Key.Key_Space)
    mouse.drag(drawn.paper, drawn.at("Slam"), drawn.at("Slam", 40, 10))
    QTest.keyRelease(drawn.view, Key.Key_Space)
    assert not drawn.view.kept  # held, it moves the paper
    key(drawn, "Ctrl+A")
    assert set(drawn.scene.selected) == set(drawn.parts.values())


def test_parts_are_copied_onto_another_map_as_they_stood_and_no_word_of_them(drawn: Drawn) -> None:
    other = edits.new_map(drawn.store, name="Work")
    guard = clip.ClipboardGuard(drawn.page)
    select(drawn, "Slam", "Little")
    key(drawn, "+")
    key(drawn, "F")
    key(drawn, QKeySequence(QKeySequence.StandardKey.Copy).toString())
    assert clipboard() == {MIME, *clip.HINTS}
    data = bytes(QGuiApplication.clipboard().mimeData().data(MIME).data()).decode()
    assert "Slam" not in data and "Little" not in data
    was = looks(drawn)
    drawn.page.open_ref(Ref("map", other))
    select(drawn)
    key(drawn, "Ctrl+V")
    assert drawn.store.undo_label == "Paste parts"
    now = looks(drawn, other)
    assert now.keys() == {"Slam", "Little"}
    for axis in (0, 1):
        apart = was["Slam"][axis] - was["Little"][axis]
        assert now["Slam"][axis] - now["Little"][axis] == apart
    assert now["Slam"][2:] == was["Slam"][2:] == (1.15, 0.2)
    assert set(drawn.scene.selected) == {drawn.parts["Slam"], drawn.parts["Little"]}
    key(drawn, "Ctrl+V")  # once on each map
    assert looks(drawn, other) == now
    key(drawn, "Ctrl+X")
    assert looks(drawn, other) == {}
    assert drawn.store.undo_label == "Take off the map"
    key(drawn, "Ctrl+V")
    assert looks(drawn, other).keys() == {"Slam", "Little"}
    clip.forget()  # as a lock does
    assert not clipboard() & {MIME}
    paste = next(a for a in drawn.page.menu_actions() if a.objectName() == "paste_on_map")
    assert not paste.isEnabled()
    guard.deleteLater()


def test_another_map_is_chosen_and_an_exile_comes_to_rest_through_the_gate(drawn: Drawn) -> None:
    select(drawn, "Little", "Slam")
    with ask.answer(None) as asked:
        key(drawn, "Shift+M")
    assert asked == ["Only this map so far"]
    place = rest.build(drawn.store, name="The cove")
    with ask.answer(0, []):
        key(drawn, "Shift+M")
    assert looks(drawn, place).keys() == {"Slam"}
    assert drawn.store.undo_label == "Put on another map"
    yes = Answer(drawn.parts["Little"], drawn.parts["Watchful"], "yes")
    key(drawn, "Ctrl+C")
    drawn.page.open_ref(Ref("map", place))
    with ask.answer([]):
        key(drawn, "Ctrl+V")
    assert looks(drawn, place).keys() == {"Slam"}
    with ask.answer([yes]):
        key(drawn, "Ctrl+V")
    assert looks(drawn, place).keys() == {"Slam", "Little"}
    clip.forget()


def test_what_is_copied_is_read_with_care(drawn: Drawn) -> None:
    picture = queries.picture(drawn.store, drawn.map_id)
    assert picture is not None
    text = copying.copy(picture, drawn.parts.values())
    copied = copying.read(text)
    assert {one.part_id for one in copied} == set(drawn.parts.values())
    for poor in ("", "{}", "[1]", '{"parts": [[1]]}', '{"parts": [[1, 2, 3, "x", 5]]}', "[" * 9999):
        assert copying.read(poor) == ()
    assert copying.read('{"parts": [[1, 1e999, 0, 1, 0]]}') == ()
    gone, other = drawn.parts["Slam"], edits.new_map(drawn.store, name="Work")
    part_edits.put_away_part(drawn.store, part_id=gone)
    came = copying.paste(drawn.store, map_id=other, copied=copied)
    assert set(came) == set(drawn.parts.values()) - {gone}
    placed = looks(drawn, other)
    assert placed["Watchful"][:2] == (-200, -90)  # where it stood, as there is room
    third = edits.new_map(drawn.store, name="Full")
    edits.place_part(drawn.store, map_id=third, part_id=drawn.parts["Little"], at=(-200, -90))
    copying.put_on(drawn.store, map_id=third, copied=copied)
    both = looks(drawn, third)
    far = sum((both["Watchful"][n] - both["Little"][n]) ** 2 for n in (0, 1)) ** 0.5
    assert far >= copying.APART


def test_somebody_is_found_by_name(drawn: Drawn) -> None:
    for number in range(3):
        name = f"Élan {number}"
        drawn.parts[name] = edits.new_part_on_map(
            drawn.store,
            map_id=drawn.map_id,
            name=name,
            role="protector",
            at=(number * 2000.0, 3000.0),
        )
    select(drawn, "Slam")
    bar = drawn.page._working.finding
    key(drawn, "Ctrl+F")
    assert bar.isVisible() and bar.box.hasFocus()
    QTest.keyClicks(bar.box, "elan")
    elans = [drawn.parts[f"Élan {n}"] for n in range(3)]
    assert set(drawn.scene.selected) == set(elans) and drawn.scene.current == elans[0]
    seen = drawn.paper.rect()
    assert seen.contains(drawn.at("Élan 0"))
    QTest.keyClick(bar.box, Key.Key_Return)
    QTest.keyClick(bar.box, Key.Key_Return)
    assert drawn.scene.current == elans[2] and seen.contains(drawn.at("Élan 2"))
    QTest.keyClick(bar.box, Key.Key_Return, SHIFT)
    assert drawn.scene.current == elans[1]
    QTest.keyClicks(bar.box, " 2")
    assert drawn.scene.selected == (elans[2],)
    QTest.keyClicks(bar.box, "zz")
    assert bar.nobody.isVisible() and not drawn.scene.selected
    assert not any(b.isEnabled() for b in bar.findChildren(QPushButton) if b is not bar.leave)
    QTest.keyClick(bar.box, Key.Key_Escape)
    assert bar.isHidden() and drawn.view.hasFocus()
    assert drawn.scene.selected == (drawn.parts["Slam"],)  # who was selected before
    key(drawn, "Ctrl+F")
    QTest.keyClicks(bar.box, "watch")
    QTest.keyClick(bar.box, Key.Key_Escape)
    assert drawn.scene.selected == (drawn.parts["Watchful"],)
