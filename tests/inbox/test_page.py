"""The inbox: what was jotted down is sorted onto parts by key and by drag, or becomes a page."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from ifs_desktop.inbox import edits, queries
from ifs_desktop.inbox.page import InboxPage
from ifs_desktop.parts.edits import add_part, put_away_part
from ifs_desktop.parts.queries import find_parts
from ifs_desktop.settings import Settings
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import Entry
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus
from tests.helpers.app import type_into

Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, store: Store, tmp_path: Path) -> Iterator[InboxPage]:
    """Three impressions, two parts, and the page on the screen."""
    theme.apply(qapp, "light")
    for text, kind in (("A fist", "body"), ("Look again", "urge"), ("That song", None)):
        edits.jot(store, text=text, kind=kind)
    add_part(store, name="Watchful", role="manager")
    add_part(store, name="Little One", role="exile")
    bus = Bus(store)
    made = InboxPage(store, bus, Settings(str(tmp_path / "settings.txt")), None)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(1100, 760)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.take_focus()
    yield made
    bus.close()


def shown(page: InboxPage) -> list[str]:
    return [line.text for line in page.list.lines()]


def with_part(store: Store) -> dict[str, str]:
    rows = queries.impressions(store, sorted_ones=True, limit=50)
    return {row.text: row.part.name for row in rows if row.part is not None}


def test_several_are_sorted_by_key_alone_and_taken_back(page: InboxPage, store: Store) -> None:
    assert shown(page) == ["That song", "Look again", "A fist"]
    said = QAccessible.queryAccessibleInterface(page.list).child(2)
    assert said is not None and said.text(QAccessible.Text.Name) == "Body, A fist, Today"
    QTest.keyClick(page.list, Key.Key_Home)
    QTest.keyClick(page.list, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page.list, Key.Key_Return)
    search = page.sorting.picker.search
    assert search.hasFocus()
    QTest.keyClick(search, Key.Key_Escape)  # not now: back to what was chosen
    assert page.list.hasFocus() and with_part(store) == {}
    QTest.keyClick(page.list, Key.Key_Return)
    type_into(search, "little")
    QTest.keyClick(search, Key.Key_Return)
    assert with_part(store) == {"That song": "Little One", "Look again": "Little One"}
    assert shown(page) == ["A fist"] and not search.text()
    assert page.list.hasFocus() and [x.text for x in page.list.selected()] == ["A fist"]
    QTest.mouseClick(page.sorted_ones, Qt.MouseButton.LeftButton)
    assert [line.where for line in page.list.lines()] == ["Little One", "Little One"]
    page.list.selectAll()
    page.take_back()
    assert shown(page) == [] and with_part(store) == {}
    assert "Nothing is noted with a part yet." in words(page)
    store.undo()
    assert set(with_part(store)) == {"That song", "Look again"}


def words(page: InboxPage) -> str:
    return "\n".join(w.text() for w in page.findChildren(QLabel) if w.isVisible())


def test_they_are_dropped_onto_a_part(page: InboxPage, store: Store) -> None:
    page.list.choose(lambda line: line.text == "A fist")
    parts = page.sorting.picker.list
    (item,) = parts.findItems("Watchful", Qt.MatchFlag.MatchExactly)
    data = page.list.model().mimeData(page.list.selectedIndexes())
    assert "fist" not in "".join(data.formats()) and not data.hasText()
    at = parts.visualItemRect(item).center()
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    copy = Qt.DropAction.CopyAction
    for place, taken in ((at, True), (QPoint(at.x(), parts.height() - 4), False)):
        enter = QDragEnterEvent(place, copy, data, left, none)
        drop = QDropEvent(QPointF(place), copy, data, left, none)
        QApplication.sendEvent(parts.viewport(), enter)
        QApplication.sendEvent(parts.viewport(), drop)
        assert enter.isAccepted()
        assert with_part(store) == {"A fist": "Watchful"}, taken
    assert shown(page) == ["That song", "Look again"]
    page._take_back_sorted()
    assert with_part(store) == {}


def test_someone_new_is_met_in_place_as_one_step(page: InboxPage, store: Store) -> None:
    page.list.choose(lambda line: line.text == "Look again")
    picker = page.sorting.picker
    type_into(picker.name, "The Checker")
    QTest.keyClick(picker.name, Key.Key_Return)
    assert with_part(store) == {"Look again": "The Checker"}  # and nothing that came after it
    store.undo()
    assert with_part(store) == {} and not find_parts(store, "checker")


def test_they_become_one_page_of_the_journal(page: InboxPage, store: Store, qtbot: QtBot) -> None:
    page.list.selectAll()
    with qtbot.waitSignal(page.open_requested) as opened:
        page.make_entry()
    with store.read() as session:
        entry = session.scalars(select(Entry)).one()
    assert entry.text == "A fist\n\nLook again\n\nThat song"
    assert opened.args == [Ref("entry", entry.id)]
    assert shown(page) == [] and "Nothing here. That is fine." in words(page)
    store.undo()
    assert len(shown(page)) == 3


def test_words_are_edited_on_the_card_and_half_of_them_wait(
    page: InboxPage, store: Store, qtbot: QtBot
) -> None:
    page.list.choose(lambda line: line.text == "A fist")
    QTest.keyClick(page.list, Key.Key_F2)
    card = page._card
    assert card.isVisible() and card.edit.toPlainText() == "A fist" and card.kind() == "body"
    type_into(card.edit, " under the ribs")
    QTest.keyClick(card.edit, Key.Key_Escape)
    assert not card.isVisible() and card.edit.toPlainText() == "" and "A fist" in shown(page)
    page.edit_current()
    assert card.edit.toPlainText() == "A fist under the ribs"
    QTest.keyClick(card, Key.Key_1, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(card.edit, Key.Key_Return)
    assert shown(page)[-1] == "A fist under the ribs"
    assert page.list.lines()[-1].kind == "Feeling"
    page.edit_current()
    assert store.draft(queries.draft_of(1)) == ""
    card.reject()


def test_a_ref_leads_to_the_very_impression(page: InboxPage, store: Store) -> None:
    (part,) = find_parts(store, "watchful")
    edits.sort_onto(store, impression_ids=[1], part_id=part.id)
    page.open_ref(Ref("impression", 1))
    assert page.sorted_ones.isChecked()
    assert [line.text for line in page.list.selected()] == ["A fist"]
    page.open_ref(Ref("impression", 2))
    assert page.waiting.isChecked()
    assert [line.text for line in page.list.selected()] == ["Look again"]
    put_away_part(store, part_id=part.id)
    QTest.keyClick(page.list, Key.Key_Delete)
    assert shown(page) == ["That song"]
    page.open_ref(Ref("impression", 2))  # put away: there is nothing to lead to
    assert [line.text for line in page.list.selected()] == ["That song"]


def test_a_long_list_comes_in_pieces(page: InboxPage, store: Store) -> None:
    with store.edit("Many", undoable=False):
        for number in range(450):
            edits.jot(store, text=f"one of many {number}")
    model = page.list.model()
    assert model.rowCount() == 200
    page.list.scrollToBottom()
    QApplication.processEvents()
    assert model.rowCount() >= 400
    page.open_ref(Ref("impression", 1))
    assert [line.text for line in page.list.selected()] == ["A fist"]


def test_the_page_dies_with_its_words(page: InboxPage) -> None:
    ref = weakref.ref(page._card)
    page._card.take()
    page._card.reject()
    page._card.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    del page._card
    gc.collect()
    assert ref() is None


def test_verbs_refuse_what_is_nothing(store: Store) -> None:
    for empty in ("", " \n", "\x00"):
        with pytest.raises(edits.NothingSaid):
            edits.jot(store, text=empty)
    with pytest.raises(ValueError, match="mood"):
        edits.jot(store, text="words", kind="mood")
    with pytest.raises(edits.NothingSaid):
        edits.make_entry(store, impression_ids=[7])
    assert store.undo_label is None
