"""A large map is shown from a picture of it: it looks as it would without, at every moment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ifs_desktop.map import edits, geometry, queries
from ifs_desktop.map.geometry import Body, Route
from ifs_desktop.map.items import SELF_ID
from ifs_desktop.settings import Settings
from ifs_desktop.store import Store, sample
from ifs_desktop.ui import theme
from tests.helpers import mouse
from tests.map.conftest import Drawn, open_page

PARTS = 170
NEAR = 0.8  # a scale at which names are read
ROW = 400  # px that are compared together
LIGHT = 0.01  # of all light: what two pictures may differ by


@pytest.fixture
def large(qtbot: QtBot, store: Store, settings: Settings) -> Iterator[Drawn]:
    """A page with more parts and links than Qt draws quickly."""
    filled = sample.fill(store, parts=PARTS + 6)
    store.set_state("map:current", filled.maps[-1])
    for drawn in open_page(qtbot, store, settings, {}):
        drawn.map_id = filled.maps[-1]
        assert drawn.scene.framed
        assert len(drawn.scene.parts) == PARTS + 1
        yield drawn


def rest(drawn: Drawn, qtbot: QtBot) -> None:
    qtbot.waitUntil(drawn.view.frame_cache.is_sharp, timeout=20_000)
    QApplication.processEvents()


def shown(drawn: Drawn) -> QImage:
    """What is on the screen, the floating cards aside."""
    image = drawn.paper.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    return image.copy(260, 0, image.width() - 520, image.height() - 120)


def drawn_by_qt(drawn: Drawn) -> QImage:
    """The same, drawn from the scene with nothing kept."""
    view, size = drawn.view, drawn.paper.size()
    image = QImage(size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    area = QRectF(drawn.paper.rect())
    view.paper.paint(painter, area, view.viewportTransform())
    seen = view.viewportTransform().inverted()[0].mapRect(area)
    for link in drawn.scene.links.values():
        link.recolour()
        link.setPath(link.line())
        link.setVisible(True)
    drawn.scene.render(painter, area, seen, Qt.AspectRatioMode.IgnoreAspectRatio)
    painter.end()
    for link in drawn.scene.links.values():
        link.be_seen()
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return image.copy(260, 0, image.width() - 520, image.height() - 120)


def difference(one: QImage, other: QImage) -> float:
    """How much two pictures differ where they differ most, of all light."""
    assert one.size() == other.size()
    few = QSize(96, 152)  # a line may lie half a px off; no line of bytes ends in others
    smooth = Qt.TransformationMode.SmoothTransformation
    keep = Qt.AspectRatioMode.IgnoreAspectRatio
    small = [i.scaled(few, keep, smooth).convertToFormat(one.format()) for i in (one, other)]
    one_light, other_light = (bytes(i.constBits()) for i in small)
    off = [abs(a - b) for a, b in zip(one_light, other_light, strict=True)]
    return float(max(sum(off[at : at + ROW]) for at in range(0, len(off), ROW)) / (255 * ROW))


def is_the_same(drawn: Drawn) -> bool:
    return difference(shown(drawn), drawn_by_qt(drawn)) < LIGHT


def at(drawn: Drawn, part_id: int) -> QPoint:
    return drawn.view.mapFromScene(*drawn.scene.parts[part_id].place())


def middle_part(drawn: Drawn) -> int:
    """Who stands nearest to Self."""
    places = {i: p.place() for i, p in drawn.scene.parts.items() if i != SELF_ID}
    return min(places, key=lambda i: abs(places[i][0]) + abs(places[i][1]))


def test_a_large_map_looks_as_without_its_picture(large: Drawn, qtbot: QtBot) -> None:
    rest(large, qtbot)
    far = shown(large)
    assert is_the_same(large)
    assert not any(part.detailed for i, part in large.scene.parts.items() if i != SELF_ID)
    mouse.wheel(large.paper, at(large, SELF_ID), 8)
    assert not large.view.frame_cache.is_sharp()
    assert difference(shown(large), far) > LIGHT  # at once, from the picture at hand
    rest(large, qtbot)
    assert is_the_same(large)
    near = large.scene.parts[middle_part(large)]
    assert near.detailed  # now it can be read
    mouse.drag(large.paper, QPoint(600, 300), QPoint(500, 380), button=Qt.MouseButton.MiddleButton)
    rest(large, qtbot)
    assert is_the_same(large)
    large.view.fit()
    rest(large, qtbot)
    assert is_the_same(large)
    assert not near.detailed
    assert difference(shown(large), far) < LIGHT


def test_a_part_of_a_large_map_is_dragged_and_put_back(large: Drawn, qtbot: QtBot) -> None:
    rest(large, qtbot)
    part_id = middle_part(large)
    start, before = at(large, part_id), shown(large)
    mouse.press(large.paper, start)
    mouse.move(large.paper, start + QPoint(30, 20))
    mouse.move(large.paper, start + QPoint(64, 37))
    fill = large.scene.parts[part_id].brush().color()
    grabbed = large.paper.grab().toImage()
    assert grabbed.pixelColor(start + QPoint(64, 37)) == fill  # before anything is drawn anew
    mouse.release(large.paper, start + QPoint(64, 37))
    placed = {p.part.id: p for p in read(large).placed}[part_id]
    assert (placed.x, placed.y) == large.scene.parts[part_id].place()
    large.scene.select()
    rest(large, qtbot)
    assert is_the_same(large)
    grabbed = large.paper.grab().toImage()
    assert grabbed.pixelColor(start + QPoint(64, 37)) == fill
    assert grabbed.pixelColor(start) != fill
    large.store.undo()
    rest(large, qtbot)
    assert is_the_same(large)
    assert difference(shown(large), before) < LIGHT / 2


def test_details_of_who_is_pressed_come_when_the_button_is_let_go(
    large: Drawn, qtbot: QtBot
) -> None:
    rest(large, qtbot)
    part_id = middle_part(large)
    pane = large.page.inspector.part
    mouse.press(large.paper, at(large, part_id))
    assert large.scene.selected == (part_id,)
    assert pane.part_id() != part_id
    mouse.release(large.paper, at(large, part_id))
    qtbot.waitUntil(lambda: pane.part_id() == part_id)


def test_many_are_moved_at_once_and_a_move_given_up_leaves_no_trace(
    large: Drawn, qtbot: QtBot
) -> None:
    rest(large, qtbot)
    before = shown(large)
    everyone = [i for i in large.scene.parts if i != SELF_ID]
    large.scene.select(everyone)
    start = at(large, middle_part(large))
    mouse.press(large.paper, start)
    mouse.move(large.paper, start + QPoint(20, 20))
    mouse.move(large.paper, start + QPoint(90, 50))
    assert difference(shown(large), before) > LIGHT
    QTest.keyClick(large.view, Qt.Key.Key_Escape)
    mouse.release(large.paper, start)
    large.scene.select()
    rest(large, qtbot)
    assert difference(shown(large), before) < LIGHT / 2
    assert all(large.scene.parts[i].isVisible() for i in everyone)
    assert large.store.undo_label is None


def test_a_large_map_follows_theme_size_and_naming(large: Drawn, qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    rest(large, qtbot)
    light = shown(large)
    theme.apply(app, "dark")
    rest(large, qtbot)
    assert is_the_same(large)
    assert difference(shown(large), light) > 10 * LIGHT
    large.page.resize(1100, 700)
    rest(large, qtbot)
    assert is_the_same(large)
    large.view.set_zoom(NEAR)
    rest(large, qtbot)
    part_id = middle_part(large)
    mouse.double_click(large.paper, at(large, part_id))
    assert large.page.canvas.naming.open
    QTest.keyClicks(large.page.focusWidget(), "Renamed")
    QTest.keyClick(large.page.focusWidget(), Qt.Key.Key_Return)
    large.scene.select()
    rest(large, qtbot)
    assert large.scene.parts[part_id].name == "Renamed"
    assert is_the_same(large)


def test_pin_and_number_are_there_again_after_the_theme_changed_far_out(
    large: Drawn, qtbot: QtBot, qapp: QApplication
) -> None:
    part_id = middle_part(large)
    placement = large.scene.parts[part_id].placement_id
    edits.pin(large.store, map_id=large.map_id, placement_ids=[placement], pinned=True)
    edits.number(large.store, map_id=large.map_id, numbers={placement: 3})
    large.view.centerOn(*large.scene.parts[part_id].place())
    large.view.set_zoom(NEAR)
    rest(large, qtbot)
    bare = words_and_marks(large, part_id)
    assert len(bare) >= 4  # name, role, number, pin
    large.view.fit()
    rest(large, qtbot)
    assert not large.scene.parts[part_id].detailed
    theme.apply(qapp, "dark")
    rest(large, qtbot)
    large.view.centerOn(*large.scene.parts[part_id].place())
    large.view.set_zoom(NEAR)
    rest(large, qtbot)
    assert words_and_marks(large, part_id) == bare
    assert is_the_same(large)


def words_and_marks(drawn: Drawn, part_id: int) -> list[str]:
    children = drawn.scene.parts[part_id].childItems()
    return sorted(type(child).__name__ for child in children if child.isVisible())


def read(drawn: Drawn) -> queries.Picture:
    found = queries.picture(drawn.store, drawn.map_id)
    assert found is not None
    return found


def test_reading_only_what_moved_gives_the_same_picture(large: Drawn) -> None:
    before = read(large)
    part_id = middle_part(large)
    mouse.drag(large.paper, at(large, part_id), at(large, part_id) + QPoint(40, 10))
    whole = read(large)
    ids = {p.id for p in before.placed if p.part.id == part_id}
    assert whole != before
    again = queries.moved(large.store, before, ids)
    assert again is not None and again == whole == large.page._picture
    untouched = [p for p in again.placed if p.id not in ids]
    assert all(any(p is one for one in before.placed) for p in untouched)  # nothing to draw anew


def test_who_came_or_went_is_not_taken_for_somebody_who_moved(large: Drawn) -> None:
    before = read(large)
    gone = before.placed[0]
    elsewhere = edits.ensure_map(large.store, name="Another")
    edits.place_part(large.store, map_id=elsewhere, part_id=gone.part.id, at=(0.0, 0.0))
    other = queries.picture(large.store, elsewhere)
    assert other is not None
    there = {p.id for p in other.placed}
    assert queries.moved(large.store, before, there) == before  # not this map's
    edits.put_away_placements(large.store, map_id=large.map_id, placement_ids=[gone.id])
    assert queries.moved(large.store, before, {gone.id}) is None
    after = read(large)
    large.store.undo()
    assert queries.moved(large.store, after, {gone.id}) is None
    assert read(large) == before == large.page._picture


def test_links_of_a_large_map_that_is_left_are_not_led_with_care(
    large: Drawn, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert large.scene.plain
    led: list[int] = []
    real = geometry.clear_route

    def counted(*given: Body, **named: Any) -> Route:
        led.append(1)
        return real(*given, **named)

    monkeypatch.setattr(geometry, "clear_route", counted)
    small = next(m.id for m in queries.maps(store) if m.id != large.map_id)
    large.page._go_to_map(small)
    assert not large.scene.plain
    assert len(led) == len(large.scene.links) > 0
