"""The map under the mouse: palette, naming, moving, linking, zooming; all seen in the journal."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ifs_desktop.map import queries
from ifs_desktop.map.linker import LinkMenu
from ifs_desktop.map.naming import NameField
from ifs_desktop.map.palette import Ghost
from ifs_desktop.map.queries import Picture
from ifs_desktop.parts import queries as part_queries
from tests.helpers import mouse
from tests.map.conftest import Drawn

CTRL = Qt.KeyboardModifier.ControlModifier


def picture(drawn: Drawn) -> Picture:
    found = queries.picture(drawn.store, drawn.map_id)
    assert found is not None
    return found


def name_field(drawn: Drawn) -> NameField:
    fields = [f for f in drawn.paper.findChildren(NameField) if f.isVisible()]
    assert len(fields) == 1
    return fields[0]


def drag_from_palette(drawn: Drawn, role: str, to: QPoint) -> None:
    entry = drawn.page.canvas.palette_card.entries[role]
    end = entry.mapFromGlobal(drawn.paper.mapToGlobal(to))
    mouse.drag(entry, entry.rect().center(), end)


def test_a_role_dragged_from_the_palette_becomes_a_named_part(empty: Drawn) -> None:
    spot = empty.paper.rect().center() + QPoint(120, -140)
    drag_from_palette(empty, "firefighter", spot)
    field = name_field(empty)
    assert field.hasFocus()
    assert picture(empty).placed == ()  # it is no part before it has a name
    QTest.keyClicks(field, "Slam the Door")
    QTest.keyClick(field, Qt.Key.Key_Return)
    (placed,) = picture(empty).placed
    assert (placed.part.name, placed.part.role) == ("Slam the Door", "firefighter")
    place = empty.view.mapFromScene(placed.x, placed.y)
    assert (place - spot).manhattanLength() <= 4
    assert empty.store.undo_label == "Add part"
    empty.store.undo()
    assert picture(empty).placed == ()
    assert part_queries.find_parts(empty.store) == ()


def test_escape_takes_back_a_part_that_was_never_named(empty: Drawn) -> None:
    drag_from_palette(empty, "exile", empty.paper.rect().center() + QPoint(150, 0))
    field = name_field(empty)
    QTest.keyClicks(field, "Li")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert picture(empty).placed == ()
    assert empty.store.undo_label is None
    assert empty.view.hasFocus()


def test_escape_gives_up_a_drag_from_the_palette(empty: Drawn) -> None:
    entry = empty.page.canvas.palette_card.entries["exile"]
    middle = entry.mapFromGlobal(empty.paper.mapToGlobal(empty.paper.rect().center()))
    mouse.press(entry, entry.rect().center())
    mouse.move(entry, middle)
    assert [ghost.role() for ghost in empty.page.findChildren(Ghost)] == ["exile"]
    QTest.keyClick(entry, Qt.Key.Key_Escape)
    mouse.release(entry, middle)
    assert not empty.paper.findChildren(NameField)
    assert not any(ghost.isVisible() for ghost in empty.page.findChildren(Ghost))


def test_a_shape_let_go_outside_the_map_is_no_part(empty: Drawn) -> None:
    drag_from_palette(empty, "exile", QPoint(200, -400))
    assert not empty.paper.findChildren(NameField)


def test_pressing_a_palette_entry_places_in_the_middle(empty: Drawn) -> None:
    QTest.mouseClick(empty.page.canvas.palette_card.entries["manager"], Qt.MouseButton.LeftButton)
    QTest.keyClicks(name_field(empty), "Planner")
    empty.page.commit_drafts()  # as locking does
    assert [p.part.name for p in picture(empty).placed] == ["Planner"]


def test_an_empty_name_is_waited_for_with_the_field_open(empty: Drawn) -> None:
    mouse.double_click(empty.paper, empty.paper.rect().center() + QPoint(160, 30))
    field = name_field(empty)
    QTest.keyClicks(field, "   ")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.isVisible()
    QTest.keyClicks(field, "Guest")
    QTest.keyClick(field, Qt.Key.Key_Return)
    (placed,) = picture(empty).placed
    assert (placed.part.name, placed.part.role) == ("Guest", "not_sure")


def test_the_first_hint_goes_with_the_first_part(empty: Drawn) -> None:
    hint = empty.scene.hint
    assert hint.isVisible()
    mouse.double_click(empty.paper, empty.paper.rect().center() + QPoint(200, 60))
    QTest.keyClicks(name_field(empty), "Guest")
    QTest.keyClick(name_field(empty), Qt.Key.Key_Return)
    assert not hint.isVisible()


def test_dragging_a_part_moves_it_in_the_store_once(drawn: Drawn) -> None:
    steps = []
    unsubscribe = drawn.store.subscribe(lambda change: steps.append(change.label))
    before = picture(drawn).placed[1]
    mouse.drag(drawn.paper, drawn.at("Slam"), drawn.at("Slam", 60, 40))
    after = picture(drawn).placed[1]
    assert (after.x - before.x, after.y - before.y) == (60, 40)
    assert steps == ["Move parts"]
    drawn.store.undo()
    assert picture(drawn).placed[1] == before
    assert drawn.scene.parts[drawn.parts["Slam"]].place() == (before.x, before.y)
    unsubscribe()


def test_escape_during_a_drag_puts_the_part_back(drawn: Drawn) -> None:
    start = drawn.at("Slam")
    mouse.press(drawn.paper, start)
    mouse.move(drawn.paper, start + QPoint(50, 50))
    mouse.move(drawn.paper, start + QPoint(80, 80))
    QTest.keyClick(drawn.view, Qt.Key.Key_Escape)
    mouse.release(drawn.paper, start + QPoint(80, 80))
    assert drawn.scene.parts[drawn.parts["Slam"]].place() == (200, -80)
    assert drawn.store.undo_label != "Move parts"


def test_self_is_moved_like_a_part_but_not_deleted(drawn: Drawn) -> None:
    mouse.drag(drawn.paper, drawn.at("Self"), drawn.at("Self", 30, -20))
    assert picture(drawn).self_place == (30, -20)
    assert drawn.scene.selected == (0,)
    QTest.keyClick(drawn.view, Qt.Key.Key_Delete)
    assert 0 in drawn.scene.parts
    assert drawn.store.undo_label == "Move parts"


def test_a_rubber_band_selects_and_the_selection_moves_together(drawn: Drawn) -> None:
    start = drawn.at("Watchful", -90, -90)
    mouse.drag(drawn.paper, start, drawn.at("Slam", 90, 30))
    assert set(drawn.scene.selected) >= {drawn.parts["Watchful"], drawn.parts["Slam"]}
    mouse.click(drawn.paper, drawn.at("Self"), modifiers=CTRL)  # Self was inside the band too
    before = {p.part.name: (p.x, p.y) for p in picture(drawn).placed}
    mouse.drag(drawn.paper, drawn.at("Watchful"), drawn.at("Watchful", 10, 20))
    after = {p.part.name: (p.x, p.y) for p in picture(drawn).placed}
    for name in ("Watchful", "Slam"):
        assert after[name] == (before[name][0] + 10, before[name][1] + 20)
    assert after["Little"] == before["Little"]


def test_a_link_is_drawn_from_the_handle_and_its_kind_chosen(drawn: Drawn, qtbot: QtBot) -> None:
    mouse.click(drawn.paper, drawn.at("Slam"))
    mouse.drag(drawn.paper, drawn.handle("Slam"), drawn.at("Little"))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, LinkMenu)
    texts = [action.text() for action in menu.actions()]
    assert "Slam protects Little" in texts
    assert len(texts) == 8
    menu.setActiveAction(next(a for a in menu.actions() if a.data() == "drives"))
    QTest.keyClick(menu, Qt.Key.Key_Return)
    kinds = {(link.kind, link.source_id) for link in picture(drawn).links}
    assert ("drives", drawn.parts["Slam"]) in kinds
    assert len(drawn.scene.links) == 2


def test_a_link_let_go_over_nothing_is_no_link(drawn: Drawn) -> None:
    mouse.click(drawn.paper, drawn.at("Slam"))
    mouse.drag(drawn.paper, drawn.handle("Slam"), drawn.at("Slam", 150, -100))
    assert QApplication.activePopupWidget() is None
    assert len(picture(drawn).links) == 1


def test_a_link_is_selected_changed_turned_and_put_away(drawn: Drawn) -> None:
    (link_id,) = drawn.scene.links
    middle = drawn.view.mapFromScene(*drawn.scene.links[link_id].route.at(0.5))
    mouse.click(drawn.paper, middle)
    assert drawn.scene.selected_link == link_id
    row = drawn.page.inspector.link.row
    assert row is not None
    row.kind.setFocus()
    row.kind.setCurrentIndex(row.kind.findData("drives"))
    row.kind.activated.emit(row.kind.currentIndex())
    QTest.mouseClick(row.turn, Qt.MouseButton.LeftButton)
    (link,) = picture(drawn).links
    assert (link.kind, link.source_id) == ("drives", drawn.parts["Little"])
    drawn.view.setFocus()
    QTest.keyClick(drawn.view, Qt.Key.Key_Delete)
    assert picture(drawn).links == ()
    drawn.store.undo()
    assert len(drawn.scene.links) == 1


def test_items_are_kept_when_the_journal_changes(drawn: Drawn) -> None:
    items = {i: id(item) for i, item in drawn.scene.parts.items()}
    links = {i: id(item) for i, item in drawn.scene.links.items()}
    mouse.drag(drawn.paper, drawn.at("Slam"), drawn.at("Slam", 60, 40))
    drawn.store.undo()
    drawn.page.refresh(anew=True)
    assert {i: id(item) for i, item in drawn.scene.parts.items()} == items
    assert {i: id(item) for i, item in drawn.scene.links.items()} == links


def test_links_end_at_the_borders_of_real_glyphs(drawn: Drawn) -> None:
    (link,) = drawn.scene.links.values()
    for point, name in ((link.route.start, "Watchful"), (link.route.end, "Little")):
        item = drawn.scene.parts[drawn.parts[name]]
        glyph_box, words = item.boxes()
        assert not words.holds(point)
        assert glyph_box.grown(12).holds(point) or words.grown(12).holds(point)
        inner = item.mapFromScene(*point)
        assert not item.path().contains(inner)


def test_wheel_zooms_to_the_pointer_between_ten_and_four_hundred(drawn: Drawn) -> None:
    at = drawn.at("Slam")
    under = drawn.view.mapToScene(at)
    mouse.wheel(drawn.paper, at, 3, modifiers=CTRL)
    assert drawn.view.zoom() > 1.5
    off = drawn.view.mapToScene(at) - under
    assert abs(off.x()) < 2
    assert abs(off.y()) < 2
    mouse.wheel(drawn.paper, at, 40)
    assert drawn.view.zoom() == 4.0
    mouse.wheel(drawn.paper, at, -80)
    assert abs(drawn.view.zoom() - 0.1) < 1e-6


def test_middle_button_and_space_pan(drawn: Drawn) -> None:
    before = drawn.view.middle()
    at = drawn.paper.rect().center() + QPoint(150, 150)
    mouse.drag(drawn.paper, at, at + QPoint(-40, -30), button=Qt.MouseButton.MiddleButton)
    between = drawn.view.middle()
    assert round(between.x() - before.x()) == 40
    assert round(between.y() - before.y()) == 30
    QTest.keyPress(drawn.view, Qt.Key.Key_Space)
    mouse.drag(drawn.paper, at, at + QPoint(40, 30))
    QTest.keyRelease(drawn.view, Qt.Key.Key_Space)
    assert round(drawn.view.middle().x() - before.x()) == 0


def test_fit_shows_everything_clear_of_what_floats(drawn: Drawn) -> None:
    drawn.view.set_zoom(4.0)
    QTest.mouseClick(drawn.page.canvas.zoom_bar.whole, Qt.MouseButton.LeftButton)
    for item in drawn.scene.parts.values():
        box = item.whole()
        seen = drawn.view.mapFromScene(
            box.left, box.top, box.right - box.left, box.bottom - box.top
        ).boundingRect()
        assert drawn.paper.rect().contains(seen)
        assert not any(card.intersects(seen) for card in drawn.view.covered)


def test_an_empty_map_has_self_in_the_middle(empty: Drawn) -> None:
    seen = empty.view.mapFromScene(*empty.scene.parts[0].place())
    assert abs(seen.x() - empty.paper.width() // 2) < 4
    assert abs(seen.y() - empty.paper.height() // 2) < empty.paper.height() // 8


def test_the_view_is_kept_for_each_map(drawn: Drawn) -> None:
    drawn.view.set_zoom(2.0)
    drawn.view.centerOn(120, 60)
    drawn.page.commit_drafts()
    zoom, x, y = drawn.store.state(f"map:{drawn.map_id}:view")
    assert zoom == 2.0
    assert abs(x - 120) < 2
    assert abs(y - 60) < 2


def test_the_theme_recolours_what_stands_on_the_map(drawn: Drawn) -> None:
    from ifs_desktop.ui import theme

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    item = drawn.scene.parts[drawn.parts["Slam"]]
    light = item.brush().color()
    theme.apply(app, "dark")
    QApplication.processEvents()
    assert item.brush().color() != light
    assert item.brush().color() == theme.role_colours("firefighter")[1]
