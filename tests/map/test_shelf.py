"""Whole maps on the page: the list below the name, a new one, a copy, an order, the archive."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from ifs_desktop.map import edits, queries
from ifs_desktop.map.shelf.dialog import MapDialog
from ifs_desktop.map.shelf.listed import MapsList
from ifs_desktop.map.shelf.panel import MapsPanel
from ifs_desktop.rest import edits as rest
from ifs_desktop.store import Ref
from ifs_desktop.ui import ask
from tests.helpers import mouse
from tests.map.conftest import Drawn

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def opened(drawn: Drawn) -> MapsPanel:
    """The list of maps, opened by its key."""
    drawn.view.setFocus()
    QTest.keyClick(drawn.view, Key.Key_M)
    panel = drawn.page.shelf.panel
    assert panel is not None and panel.isVisible() and panel.search.hasFocus()
    return panel


def texts(maps: MapsList) -> list[str]:
    shown = [row for row in range(maps.count()) if not maps.isRowHidden(row)]
    return [maps.item(row).text() for row in shown]


def menu_of(panel: MapsPanel, row: int) -> QMenu:
    maps = panel.list
    at = maps.visualItemRect(maps.item(row)).center()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(
        maps.viewport(), QContextMenuEvent(reason, at, maps.viewport().mapToGlobal(at))
    )
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def press(menu: QMenu, words: str) -> None:
    """Choose from a menu."""
    action = next(one for one in menu.actions() if one.text() == words)
    menu.close()
    action.trigger()


def dialog_of(drawn: Drawn) -> MapDialog:
    (dialog,) = [one for one in drawn.page.findChildren(MapDialog) if one.isVisible()]
    return dialog


def test_a_few_letters_find_one_of_many_maps_and_enter_goes_there(drawn: Drawn) -> None:
    for number in range(200):
        edits.new_map(drawn.store, name=f"Map {number}", about="Dinner with Ánna" * (number == 77))
    place = rest.build(drawn.store, name="The cove")
    old = edits.new_map(drawn.store, name="Long ago")
    edits.archive_map(drawn.store, map_id=old)
    panel = opened(drawn)
    assert texts(panel.list)[-4:] == ["Archive", "Long ago", "Places to rest", "The cove"]
    assert panel.list.map_id() == drawn.map_id
    QTest.keyClicks(panel.search, "anna map")
    assert texts(panel.list) == ["Map 77"]
    QTest.keyClick(panel.search, Key.Key_Return)
    assert drawn.page.header.title() == "Map 77"
    assert panel.isHidden() and drawn.view.hasFocus()
    panel = opened(drawn)
    QTest.keyClicks(panel.search, "nowhere at all")
    assert panel.list.isHidden()
    QTest.keyClick(panel.search, Key.Key_Escape)
    assert panel.isHidden() and drawn.view.hasFocus()
    panel = opened(drawn)
    QTest.keyClicks(panel.search, "cove")
    QTest.keyClick(panel.search, Key.Key_Down)  # never onto a heading
    QTest.keyClick(panel.search, Key.Key_Return)
    assert drawn.page.here() == Ref("map", place)


def test_a_click_elsewhere_and_the_button_itself_close_the_list(drawn: Drawn) -> None:
    panel = opened(drawn)
    mouse.click(drawn.paper, QPoint(5, drawn.paper.height() - 5))
    drawn.view.setFocus()
    assert panel.isHidden()
    button = drawn.page.shelf._below
    for shown in (True, False):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert panel.isVisible() is shown


def test_maps_are_put_in_order_by_drag_and_by_key(drawn: Drawn) -> None:
    for name in ("Work", "Home"):
        edits.new_map(drawn.store, name=name)
    panel = opened(drawn)
    maps = panel.list
    assert texts(maps) == ["My parts", "Work", "Home"]
    QTest.keyClick(panel.search, Key.Key_Down, ALT)
    assert texts(maps) == ["Work", "My parts", "Home"]
    maps.setFocus()
    QTest.keyClick(maps, Key.Key_Down, ALT)
    assert texts(maps) == ["Work", "Home", "My parts"]
    QTest.keyClick(maps, Key.Key_Down, ALT)  # the last one stays the last
    boxes = [maps.visualItemRect(maps.item(row)) for row in range(3)]
    mouse.drag(maps.viewport(), boxes[2].center(), boxes[0].center() - QPoint(0, 8))
    assert texts(maps) == ["My parts", "Work", "Home"]
    assert drawn.store.undo_label == "Order maps" and panel.isVisible()
    assert [card.name for card in queries.maps(drawn.store)] == texts(maps)
    mouse.press(maps.viewport(), boxes[0].center())
    mouse.move(maps.viewport(), boxes[2].center())
    QTest.keyClick(maps, Key.Key_Escape)
    mouse.release(maps.viewport(), boxes[2].center())
    assert texts(maps) == ["My parts", "Work", "Home"] and panel.isVisible()


def test_each_map_of_the_list_is_archived_brought_back_copied_and_put_away(drawn: Drawn) -> None:
    work = edits.new_map(drawn.store, name="Work", about="Mondays")
    panel = opened(drawn)
    row = panel.list.visualItemRect(panel.list.item(1))
    mouse.click(panel.list.viewport(), row.center() + QPoint(row.width() // 2 - 20, 0))
    menu = QApplication.activePopupWidget()  # of the sign at the row's end
    assert isinstance(menu, QMenu)
    press(menu, "Archive this map")
    assert texts(panel.list) == ["My parts", "Archive", "Work"]
    assert drawn.page.here() == Ref("map", drawn.map_id)
    press(menu_of(panel, 2), "Bring this map back")
    assert texts(panel.list) == ["My parts", "Work"]
    press(menu_of(panel, 1), "Name of this map…")
    dialog = dialog_of(drawn)
    assert (dialog.name.text(), dialog.about.toPlainText()) == ("Work", "Mondays")
    QTest.keyClicks(dialog.name, "The office")
    QTest.keyClick(dialog.name, Key.Key_Return)
    assert queries.maps(drawn.store)[1] == queries.MapCard(work, "The office", False, "Mondays")
    with ask.answer(True):
        press(menu_of(panel, 1), "Put this map away")
    assert [card.id for card in queries.maps(drawn.store)] == [drawn.map_id]
    press(menu_of(panel, 0), "Map of today")
    assert drawn.page.header.title().startswith("My parts, ")
    assert len(drawn.scene.parts) == 4


def test_a_new_map_is_made_from_a_situation_and_who_is_there(drawn: Drawn) -> None:
    drawn.page._actions["new_map"].trigger()
    dialog = dialog_of(drawn)
    assert dialog.focusWidget() is dialog.name and dialog.picker is not None
    QTest.keyClicks(dialog.about, "The call from school")
    dialog.picker.set_selection([drawn.parts["Watchful"], drawn.parts["Little"]])
    QTest.keyClick(dialog.name, Key.Key_Return)  # a name need not be given
    assert drawn.page.header.title().startswith("Map of ")
    picture = queries.picture(drawn.store, drawn.page._map_id)
    assert picture is not None and picture.about == "The call from school"
    assert {one.part.name for one in picture.placed} == {"Watchful", "Little"}
    assert drawn.store.undo_label == "New map"
    assert drawn.page.window().focusWidget() is drawn.view
    drawn.store.undo()
    assert drawn.page.here() == Ref("map", drawn.map_id)


def test_half_a_new_map_waits_until_it_is_made_or_left(drawn: Drawn) -> None:
    for written in ("", "Half a name"):
        drawn.page.shelf.new_map()
        dialog = dialog_of(drawn)
        assert dialog.name.text() == written
        QTest.keyClicks(dialog.name, "Half a name" if not written else "")
        QTest.keyClicks(dialog.about, "A day" if not written else "")
        drawn.page.commit_drafts()
        if not written:
            dialog.hide()  # as a lock does
            dialog.deleteLater()
            drawn.page.shelf._dialog = None
    assert dialog.about.toPlainText() == "A day"
    QTest.keyClick(dialog, Key.Key_Escape)
    assert drawn.store.draft("map:new:name") == drawn.store.draft("map:new:about") == ""
    assert len(queries.maps(drawn.store)) == 1


def test_after_the_only_map_was_put_away_an_empty_one_is_shown_and_undo_leads_back(
    drawn: Drawn,
) -> None:
    with ask.answer(False):
        drawn.page.shelf.put_map_away()
    assert drawn.page.here() == Ref("map", drawn.map_id)
    with ask.answer(True):
        drawn.page.shelf.put_map_away()
    assert list(drawn.scene.parts) == [0]
    drawn.store.undo()
    drawn.page.open_ref(Ref("map", drawn.map_id))
    assert len(drawn.scene.parts) == 4
