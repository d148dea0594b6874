"""Choosing parts by keyboard and mouse."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.parts import edits, queries
from ifs_desktop.parts.picker import PartPicker
from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus
from tests.ui.test_theme import contrast

Key = Qt.Key


@pytest.fixture
def bus(store: Store) -> Iterator[Bus]:
    made = Bus(store)
    yield made
    made.close()


class Shower:
    """Shows a picker in a window and holds on to the window (qtbot holds widgets weakly)."""

    def __init__(self, qtbot: QtBot, store: Store, bus: Bus) -> None:
        self._qtbot, self._store, self._bus = qtbot, store, bus
        self._hosts: list[QWidget] = []

    def __call__(self, *, multiple: bool, starts_at_name: bool = False) -> PartPicker:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, "light")
        host = QWidget()
        self._hosts.append(host)
        self._qtbot.addWidget(host)
        picker = PartPicker(self._store, self._bus, multiple=multiple, parent=host)
        QVBoxLayout(host).addWidget(picker)
        host.show()
        self._qtbot.waitExposed(host)
        host.activateWindow()
        picker.setFocus()
        first = picker.name if starts_at_name else picker.search
        self._qtbot.waitUntil(first.hasFocus)
        return picker


@pytest.fixture
def shown(qtbot: QtBot, store: Store, bus: Bus) -> Shower:
    return Shower(qtbot, store, bus)


def names(picker: PartPicker) -> list[str]:
    return [picker.list.item(i).text() for i in range(picker.list.count())]


def test_one_part_is_found_and_picked_by_keys(qtbot: QtBot, store: Store, shown: Shower) -> None:
    edits.add_part(store, name="Slam")
    little = edits.add_part(store, name="Little", role="exile")
    picker = shown(multiple=False)
    QTest.keyClicks(picker.search, "litt")
    assert names(picker) == ["Little"]
    with qtbot.waitSignal(picker.picked) as picked:
        QTest.keyClick(picker.search, Key.Key_Return)
    assert picked.args == [[little]]
    assert picker.selection() == [little]


def test_several_are_ticked_and_told_in_the_order_of_choosing(
    qtbot: QtBot, store: Store, shown: Shower
) -> None:
    a, b = (edits.add_part(store, name=name) for name in ("A", "B"))
    picker = shown(multiple=True)
    told: list[list[int]] = []
    picker.picked.connect(told.append)
    QTest.keyClick(picker.search, Key.Key_Down)
    QTest.keyClick(picker.list, Key.Key_Down)
    QTest.keyClick(picker.list, Key.Key_Space)
    box = picker.list.visualItemRect(picker.list.item(0))
    QTest.mouseClick(
        picker.list.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        box.center(),
    )
    assert told == [[b], [b, a]]
    QTest.keyClick(picker.list, Key.Key_Space)
    assert picker.selection() == [b]


def test_someone_new_is_made_in_place_and_chosen(qtbot: QtBot, store: Store, shown: Shower) -> None:
    a = edits.add_part(store, name="A")
    picker = shown(multiple=True)
    picker.set_selection([a])
    picker.name.setFocus()
    QTest.keyClicks(picker.name, "Planner")
    picker.role.setCurrentIndex(picker.role.findData("manager"))
    with qtbot.waitSignal(picker.picked):
        QTest.keyClick(picker.name, Key.Key_Return)
    planner = queries.find_parts(store, "Planner")[0]
    assert planner.role == "manager"
    assert picker.selection() == [a, planner.id]
    assert picker.name.text() == ""


def test_an_unusable_name_is_said_kindly(qtbot: QtBot, store: Store, shown: Shower) -> None:
    picker = shown(multiple=False, starts_at_name=True)
    picker.name.setText("\u200b\u200b")
    QTest.keyClick(picker.name, Key.Key_Return)
    assert queries.find_parts(store) == ()
    assert picker.problem.isVisible()


def test_the_list_follows_the_journal(qtbot: QtBot, store: Store, shown: Shower) -> None:
    a = edits.add_part(store, name="A")
    picker = shown(multiple=True)
    picker.set_selection([a])
    edits.add_part(store, name="B")
    assert names(picker) == ["A", "B"]
    with qtbot.waitSignal(picker.picked) as picked:
        edits.put_away_part(store, part_id=a)
    assert names(picker) == ["B"]
    assert picked.args == [[]]


def test_someone_new_stands_right_above_its_field_when_there_is_nobody(
    qtbot: QtBot, store: Store, bus: Bus, shown: Shower
) -> None:
    for number in range(4):
        picker = shown(multiple=True, starts_at_name=not number)
        picker.window().resize(420, 600)
        QApplication.processEvents()
        lead = next(w for w in picker.findChildren(QLabel) if w.text() == "Someone new")
        gap = picker.name.y() - lead.geometry().bottom()
        assert 0 < gap <= 12
        assert lead.height() <= 2 * lead.fontMetrics().height()
        edits.add_part(store, name=f"Part {number}")


def test_with_nobody_to_find_the_keyboard_begins_at_the_name(store: Store, shown: Shower) -> None:
    picker = shown(multiple=False, starts_at_name=True)
    assert picker.name.hasFocus()
    edits.add_part(store, name="Slam")
    picker.list.setFocus()
    picker.setFocus()
    assert picker.search.hasFocus()


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_box_of_a_part_can_be_seen(
    qapp: QApplication, store: Store, shown: Shower, look: str
) -> None:
    edits.add_part(store, name="Slam")
    picker = shown(multiple=True)
    theme.apply(qapp, look)
    QApplication.processEvents()
    item = picker.list.visualItemRect(picker.list.item(0))
    picture = picker.list.viewport().grab(item).toImage()
    row = picture.height() // 2
    seen = [
        picture.pixelColor(x, row).name() for x in range(30)
    ]  # across the box, short of the glyph
    assert max(contrast(seen[2], colour) for colour in seen[3:]) >= 3


def test_who_was_chosen_beforehand_is_in_sight(store: Store, shown: Shower) -> None:
    ids = [edits.add_part(store, name=f"Part {number}") for number in range(20, 50)]
    picker = shown(multiple=True)
    picker.set_selection([ids[-1], ids[20]])
    item = picker.list.item(20)
    assert item.checkState() == Qt.CheckState.Checked
    assert picker.list.viewport().rect().contains(picker.list.visualItemRect(item))
