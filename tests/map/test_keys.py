"""The map without a mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.map import queries
from ifs_desktop.map.add_part import AddPartDialog
from ifs_desktop.map.linker import LinkDialog
from ifs_desktop.map.naming import NameField
from ifs_desktop.map.queries import Picture
from ifs_desktop.parts import edits as part_edits
from ifs_desktop.parts import queries as part_queries
from ifs_desktop.parts.rows import SECOND
from ifs_desktop.store import Ref
from tests.map.conftest import Drawn

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def picture(drawn: Drawn) -> Picture:
    found = queries.picture(drawn.store, drawn.map_id)
    assert found is not None
    return found


def walk(drawn: Drawn, to: str) -> None:
    """Press Tab until that part is selected."""
    for _ in range(5):
        if drawn.scene.current == drawn.parts.get(to, 0):
            return
        QTest.keyClick(drawn.view, Key.Key_Tab)
    raise AssertionError(to)


def test_tab_walks_the_parts_in_reading_order_and_then_leaves(drawn: Drawn) -> None:
    seen: list[str] = []
    while drawn.view.hasFocus() and len(seen) < 9:
        QTest.keyClick(drawn.view, Key.Key_Tab)
        if drawn.view.hasFocus():
            seen.append(drawn.scene.parts[drawn.scene.current or 0].name)
    assert seen == ["Watchful", "Slam", "Self", "Little"]
    elsewhere = QApplication.focusWidget()
    assert elsewhere is not None
    QTest.keyClick(elsewhere, Key.Key_Tab, SHIFT)
    assert drawn.view.hasFocus()
    QTest.keyClick(drawn.view, Key.Key_Tab, SHIFT)
    assert drawn.scene.current == 0


def test_arrows_move_the_selected_part_in_one_undo_step(drawn: Drawn) -> None:
    walk(drawn, "Slam")
    for _ in range(3):
        QTest.keyClick(drawn.view, Key.Key_Right)
    QTest.keyClick(drawn.view, Key.Key_Down, SHIFT)
    placed = next(p for p in picture(drawn).placed if p.part.name == "Slam")
    assert (placed.x, placed.y) == (224, -79)
    drawn.store.undo()
    placed = next(p for p in picture(drawn).placed if p.part.name == "Slam")
    assert (placed.x, placed.y) == (200, -80)


def test_ctrl_arrows_go_to_the_nearest_part_that_way(drawn: Drawn) -> None:
    walk(drawn, "Watchful")
    QTest.keyClick(drawn.view, Key.Key_Right, CTRL)
    assert drawn.scene.current == 0
    QTest.keyClick(drawn.view, Key.Key_Down, CTRL)
    assert drawn.scene.current == drawn.parts["Little"]


def test_delete_takes_the_part_off_the_map_and_undo_brings_it_back(drawn: Drawn) -> None:
    walk(drawn, "Slam")
    QTest.keyClick(drawn.view, Key.Key_Delete)
    assert "Slam" not in [p.part.name for p in picture(drawn).placed]
    assert part_queries.part(drawn.store, drawn.parts["Slam"]) is not None
    assert drawn.parts["Slam"] not in drawn.scene.parts
    drawn.store.undo()
    assert drawn.parts["Slam"] in drawn.scene.parts


def test_f2_renames_in_place(drawn: Drawn) -> None:
    walk(drawn, "Slam")
    QTest.keyClick(drawn.view, Key.Key_F2)
    (field,) = drawn.paper.findChildren(NameField)
    assert field.text() == "Slam"
    QTest.keyClicks(field, "Slam the Door")
    QTest.keyClick(field, Key.Key_Return)
    assert drawn.scene.parts[drawn.parts["Slam"]].name == "Slam the Door"
    assert drawn.store.undo_label == "Rename part"
    assert drawn.view.hasFocus()


def test_n_adds_someone_new_by_keys_alone_as_one_undo_step(drawn: Drawn, qtbot: QtBot) -> None:
    QTest.keyClick(drawn.view, Key.Key_N)
    (dialog,) = drawn.page.findChildren(AddPartDialog)
    picker = dialog.picker
    qtbot.waitUntil(lambda: picker.name.hasFocus())  # all parts are on the map already
    picker.search.setFocus()
    QTest.keyClicks(picker.search, "Planner")
    QTest.keyClick(picker.search, Key.Key_Return)
    assert picker.name.hasFocus()
    QTest.keyClick(picker.name, Key.Key_Tab)
    QTest.keyClick(picker.role, Key.Key_End)
    assert picker.role.currentData() == "manager"
    QTest.keyClick(picker.role, Key.Key_Tab)
    QTest.keyClick(picker.add, Key.Key_Space)
    placed = picture(drawn).placed[-1]
    assert (placed.part.name, placed.part.role) == ("Planner", "manager")
    assert drawn.scene.current == placed.part.id
    drawn.store.undo()
    assert len(picture(drawn).placed) == 3
    assert len(part_queries.find_parts(drawn.store)) == 3


def test_n_offers_those_who_are_not_on_this_map(drawn: Drawn) -> None:
    away = part_edits.add_part(drawn.store, name="The Kind Voice")
    QTest.keyClick(drawn.view, Key.Key_N)
    (dialog,) = drawn.page.findChildren(AddPartDialog)
    shown = dialog.picker.list
    assert [shown.item(i).text() for i in range(shown.count())] == ["The Kind Voice"]
    QTest.keyClick(dialog.picker.search, Key.Key_Down)
    QTest.keyClick(shown, Key.Key_Return)
    assert away in drawn.scene.parts


def test_l_links_by_keys_alone(drawn: Drawn, qtbot: QtBot) -> None:
    walk(drawn, "Slam")
    QTest.keyClick(drawn.view, Key.Key_L)
    (dialog,) = drawn.page.findChildren(LinkDialog)
    qtbot.waitUntil(lambda: dialog.who.hasFocus())
    assert dialog.who.currentItem().text() == "Little"
    QTest.keyClick(dialog.who, Key.Key_Tab)
    assert dialog.how.hasFocus()
    assert dialog.how.currentItem().data(SECOND) == "Slam protects Little"
    QTest.keyClick(dialog.how, Key.Key_Down)
    QTest.keyClick(dialog.how, Key.Key_Return)
    assert [link.kind for link in picture(drawn).links] == ["protects", "polarised"]


def test_the_other_way_round_is_said_in_words(drawn: Drawn) -> None:
    walk(drawn, "Slam")
    QTest.keyClick(drawn.view, Key.Key_L)
    (dialog,) = drawn.page.findChildren(LinkDialog)
    dialog.turn.click()
    assert dialog.how.item(0).data(SECOND) == "Little protects Slam"
    dialog.link.click()
    assert (picture(drawn).links[-1].source_id) == drawn.parts["Little"]


def test_enter_goes_to_the_name_in_the_details(drawn: Drawn) -> None:
    walk(drawn, "Little")
    QTest.keyClick(drawn.view, Key.Key_Return)
    assert drawn.page.inspector.part.name.hasFocus()
    assert drawn.page.inspector.part.name.text() == "Little"


def test_escape_leads_back_to_the_list_from_which_each_can_be_chosen(drawn: Drawn) -> None:
    walk(drawn, "Little")
    QTest.keyClick(drawn.view, Key.Key_Escape)
    people = drawn.page.inspector.people.list
    assert people.isVisible()
    names = [people.item(i).text() for i in range(people.count())]
    assert names == ["Self", "Little", "Slam", "Watchful"]
    people.setFocus()
    people.setCurrentRow(3)
    QTest.keyClick(people, Key.Key_Return)
    assert drawn.scene.current == drawn.parts["Watchful"]
    assert drawn.view.hasFocus()


def test_each_on_the_map_says_its_role_and_relations(drawn: Drawn) -> None:
    people: QListWidget = drawn.page.inspector.people.list
    said = QAccessible.queryAccessibleInterface(people)
    assert said is not None
    item = people.item(1)
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "Little, Exile"
    assert item.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Watchful protects Little"
    walk(drawn, "Watchful")
    assert drawn.view.accessibleDescription() == "Watchful, Manager. Watchful protects Little"


def test_ctrl_zero_shows_the_whole_map_and_plus_and_minus_zoom(drawn: Drawn) -> None:
    QTest.keyClick(drawn.view, Key.Key_Plus, CTRL)
    assert drawn.view.zoom() > 1.0
    QTest.keyClick(drawn.view, Key.Key_Minus, CTRL)
    QTest.keyClick(drawn.view, Key.Key_Minus, CTRL)
    assert drawn.view.zoom() < 1.0
    QTest.keyClick(drawn.view, Key.Key_0, CTRL)
    assert drawn.view.zoom() == 1.0


def test_letters_typed_in_a_field_are_not_taken_for_keys_of_the_map(drawn: Drawn) -> None:
    walk(drawn, "Little")
    field = drawn.page.inspector.part.fields["job"].edit
    field.setFocus()
    QTest.keyClicks(field, "nl")
    assert field.toPlainText() == "nl"
    assert not drawn.page.findChildren(AddPartDialog)


def test_a_ref_to_a_part_selects_it_here_or_goes_to_its_map(drawn: Drawn, qtbot: QtBot) -> None:
    from ifs_desktop.map import edits

    drawn.page.open_ref(Ref("part", drawn.parts["Slam"]))
    assert drawn.scene.current == drawn.parts["Slam"]
    other = edits.new_map(drawn.store, name="Work")
    part = edits.new_part_on_map(drawn.store, map_id=other, name="Boss", role="manager", at=(0, 0))
    drawn.page.open_ref(Ref("part", part))
    assert drawn.page.here() == Ref("part", part)
    assert drawn.page.header.title() == "Work"
    assert drawn.scene.current == part
    drawn.scene.select()
    assert drawn.page.here() == Ref("map", other)
    loose = part_edits.add_part(drawn.store, name="Nowhere yet")
    drawn.page.open_ref(Ref("part", loose))
    assert drawn.page.inspector.part.part_id() == loose


def test_selecting_while_a_screen_reader_listens_does_no_harm(drawn: Drawn) -> None:
    was = QAccessible.isActive()
    QAccessible.setActive(True)
    try:
        walk(drawn, "Watchful")
        QTest.keyClick(drawn.view, Key.Key_Escape)
    finally:
        QAccessible.setActive(was)
    assert drawn.scene.current is None
