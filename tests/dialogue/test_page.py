"""The page around a dialogue: the list, beginning, inviting, going somewhere, and dying."""

from __future__ import annotations

import gc
import weakref
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ifs_desktop.dialogue import edits, queries
from ifs_desktop.dialogue.listed import DayRole
from ifs_desktop.dialogue.page import DialoguePage
from ifs_desktop.parts import permissions
from ifs_desktop.parts.edits import add_part, relate, set_role
from ifs_desktop.parts.permissions import Answer
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import ask
from ifs_desktop.ui.days import day_name
from tests.dialogue.conftest import Cast, OpenPage
from tests.dialogue.test_writing import CTRL, press, said, write


def listed(page: DialoguePage) -> list[str]:
    model = page.list_pane.list.dialogues()
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def picker_rows(page: DialoguePage) -> list[str]:
    names = page.choosing.picker.list
    return [names.item(row).text() for row in range(names.count())]


def test_an_empty_journal_is_met_with_one_button(store: Store, open_page: OpenPage) -> None:
    page = open_page()
    assert page.stack.currentWidget() is page.empty
    assert not page.list_pane.isVisible()
    assert page.here() is None
    QTest.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert page.stack.currentWidget() is page.choosing


def test_the_list_shows_titles_and_days_newest_first(
    qtbot: QtBot, page: DialoguePage, store: Store, cast: Cast
) -> None:
    edits.start_dialogue(store, title="Later", part_ids=[])
    assert listed(page) == ["Later", "Asking"]
    write(page, "Now this one is newest")
    press(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: listed(page) == ["Asking", "Later"])
    index = page.list_pane.list.currentIndex()
    assert index.data() == "Asking"
    assert index.data(DayRole) == "Today"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Asking, Today"
    edits.start_dialogue(store, title="Last", part_ids=[])
    write(page, "It follows at once where the page is left")
    press(page, Qt.Key.Key_Return)
    page.hide()
    assert listed(page) == ["Asking", "Last", "Later"]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 3, 19), "Today"),
        (date(2026, 3, 18), "Yesterday"),
        (date(2026, 3, 13), "Friday"),
        (date(2026, 3, 12), "12 March"),
        (date(2025, 3, 3), "3 March 2025"),
    ],
)
def test_a_day_is_said_as_people_say_it(day: date, name: str) -> None:
    assert day_name(day, date(2026, 3, 19)) == name


def test_walking_the_list_opens_what_it_stands_on_and_keeps_the_focus(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    other = edits.start_dialogue(store, title="Other", part_ids=[cast.door])
    page.list_pane.list.setFocus()
    assert page.here() == Ref("dialogue", cast.dialogue)
    press(page, Qt.Key.Key_Up)
    assert page.here() == Ref("dialogue", other)
    assert page.list_pane.list.hasFocus()


def test_a_new_dialogue_begins_at_once_with_the_cursor_in_the_composer(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    press(page, Qt.Key.Key_N, CTRL)
    picker = page.choosing.picker
    assert picker.search.hasFocus()
    QTest.keyClicks(picker.search, "slam")
    press(page, Qt.Key.Key_Return)
    assert picker.selection() == [cast.door]
    QTest.mouseClick(page.choosing.begin_button, Qt.MouseButton.LeftButton)
    assert page.stack.currentWidget() is page.talk
    assert page.talk.composer.edit.hasFocus()
    row = queries.dialogues(store)[0]
    assert (row.title, [card.id for card in row.members]) == ("Slam the Door", [cast.door])


def test_someone_new_can_take_part(page: DialoguePage, store: Store, cast: Cast) -> None:
    page.ask_for_new()
    picker = page.choosing.picker
    QTest.keyClicks(picker.name, "The Fog")
    QTest.keyClick(picker.name, Qt.Key.Key_Return)
    QTest.keyClicks(page.choosing.title_edit, "In the fog")
    QTest.keyClick(page.choosing.title_edit, Qt.Key.Key_Return)
    row = queries.dialogues(store)[0]
    assert (row.title, [card.name for card in row.members]) == ("In the fog", ["The Fog"])


def test_before_an_exile_comes_its_protectors_are_asked_and_a_sentence_says_so(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    relate(store, source_id=cast.watchful, target_id=cast.little, kind="protects")
    page.open_ref(Ref("dialogue", None, f"part:{cast.little}"))
    assert page.choosing.picker.selection() == [cast.little]
    assert "Little One" in page.choosing.guarded.text()
    assert page.choosing.guarded.isVisible()
    with ask.answer([]) as asked:  # left without an answer
        page.choosing.begin_button.click()
    assert asked == ["First, who protects Little One?"]
    assert page.stack.currentWidget() is page.choosing
    assert page.choosing.picker.selection() == []
    assert not page.choosing.guarded.isVisible()
    page.choosing.picker.set_selection([cast.little])
    with ask.answer([Answer(cast.little, cast.watchful, "yes", "only if I may stay")]):
        page.choosing.begin_button.click()
    row = queries.dialogues(store)[0]
    assert [card.id for card in row.speakers] == [cast.little]
    (line,) = permissions.ledger(store, cast.little)
    assert (line.where, line.condition) == (Ref("dialogue", row.id), "only if I may stay")
    store.undo()
    assert permissions.ledger(store, cast.little) == ()


def test_a_protector_that_says_not_now_is_heard_first(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    relate(store, source_id=cast.watchful, target_id=cast.little, kind="protects")
    page.open_ref(Ref("dialogue", None, f"part:{cast.little}"))
    with ask.answer([Answer(cast.little, cast.watchful, "not_now")]):
        page.choosing.begin_button.click()
    assert page.stack.currentWidget() is page.talk
    assert [card.id for card in queries.dialogues(store)[0].members] == [cast.watchful]
    assert page.talk.composer.speakers.current() == cast.watchful
    assert page.talk.notice is not None
    assert "The Watchful One would like to be heard" in page.talk.notice.accessibleName()


def test_an_exile_is_invited_once_its_gate_is_open_here_and_speaks_no_longer_once_it_is_closed(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    here = Ref("dialogue", cast.dialogue)
    page.ask_whom_to_invite()
    page.choosing.picker.set_selection([cast.little])
    page.choosing._ready()
    with ask.answer([Answer(cast.little, None, "nobody")]):
        page.choosing.begin_button.click()
    assert [chip.name() for chip in page.talk.composer.speakers.chips()][-1] == "Little One"
    permissions.record(store, [Answer(cast.little, cast.door, "not_now")], here)
    assert [chip.name() for chip in page.talk.composer.speakers.chips()][-1] == "Slam the Door"


def test_no_sentence_about_exiles_where_none_is_picked(store: Store, open_page: OpenPage) -> None:
    add_part(store, name="The Watchful One", role="manager")
    page = open_page()
    page.ask_for_new()
    assert not page.choosing.guarded.isVisible()


def test_a_ref_to_a_part_opens_the_choosing_with_it_picked(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    page.open_ref(Ref("dialogue", None, f"part:{cast.watchful}"))
    assert page.choosing.picker.selection() == [cast.watchful]
    press(page, Qt.Key.Key_Space)  # the focus is on Begin
    assert [row.title for row in queries.dialogues(store)] == ["The Watchful One", "Asking"]
    page.open_ref(Ref("dialogue", None, f"part:{cast.door}"))
    page.choosing.go_on()
    assert page.here() == Ref("dialogue", cast.dialogue)


def test_a_ref_to_nothing_changes_nothing(page: DialoguePage, cast: Cast) -> None:
    page.open_ref(Ref("dialogue", None, "part:"))
    page.open_ref(Ref("dialogue", 999))
    page.open_ref(Ref("turn", 999))


def test_a_part_that_becomes_an_exile_while_it_is_picked_is_not_begun_with_unasked(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    page.open_ref(Ref("dialogue", None, f"part:{cast.watchful}"))
    set_role(store, part_id=cast.watchful, role="exile")
    assert page.choosing.guarded.isVisible()
    with ask.answer([]):
        page.choosing.begin_button.click()
    assert [row.title for row in queries.dialogues(store)] == ["Asking"]


def test_a_part_is_invited_and_answers_to_the_next_key(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    kind = add_part(store, name="The Kind Voice", role="protector")
    page.ask_whom_to_invite()
    assert picker_rows(page) == ["Little One", "The Kind Voice"]
    assert not page.choosing.begin_button.isEnabled()
    QTest.keyClicks(page.choosing.picker.search, "kind")
    press(page, Qt.Key.Key_Return)
    page.choosing.begin_button.click()
    press(page, Qt.Key.Key_3, CTRL)
    assert page.talk.composer.speakers.current() == kind
    store.undo()
    assert page.talk.composer.speakers.current() is None


def test_escape_leaves_the_choosing_and_the_words_are_still_there(
    page: DialoguePage, cast: Cast
) -> None:
    write(page, "half")
    page.ask_for_new()
    press(page, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.talk
    assert page.talk.composer.edit.toPlainText() == "half"
    assert page.talk.composer.edit.hasFocus()


def test_a_dialogue_is_renamed_and_put_away_from_the_list(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    page.list_pane.list.setFocus()
    with ask.answer("Asking once more"):
        press(page, Qt.Key.Key_F2)
    assert listed(page) == ["Asking once more"]
    with ask.answer(None):
        press(page, Qt.Key.Key_F2)
    assert listed(page) == ["Asking once more"]
    press(page, Qt.Key.Key_Delete)
    assert listed(page) == []
    assert page.stack.currentWidget() is page.empty
    store.undo()
    assert page.here() == Ref("dialogue", cast.dialogue)
    assert page.stack.currentWidget() is page.talk


def test_putting_away_the_open_dialogue_keeps_its_draft(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    write(page, "not said yet")
    page.put_away_open()
    store.undo()
    assert page.talk.composer.edit.toPlainText() == "not said yet"


def test_undo_of_the_beginning_takes_the_dialogue_off_the_page(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    page.ask_for_new()
    page.choosing.begin_button.click()
    page.talk.write()
    write(page, "words")
    assert len(listed(page)) == 2
    store.undo()
    assert listed(page) == ["Asking"]
    assert page.here() == Ref("dialogue", cast.dialogue)
    store.redo()
    assert len(listed(page)) == 2


def test_leaving_a_part_out_takes_its_chip(page: DialoguePage, store: Store, cast: Cast) -> None:
    edits.leave_out(store, dialogue_id=cast.dialogue, part_id=cast.watchful)
    names = [chip.name() for chip in page.talk.composer.speakers.chips()]
    assert names == ["Self", "Slam the Door"]


def test_a_chip_in_the_bar_leads_to_the_part(page: DialoguePage, cast: Cast, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.open_requested) as asked:
        page.heading.chips()[0].click()
    assert asked.args == [Ref("part", cast.watchful)]


def test_the_page_comes_back_to_the_dialogue_that_was_open(
    page: DialoguePage, store: Store, cast: Cast, open_page: OpenPage
) -> None:
    edits.start_dialogue(store, title="Newer", part_ids=[])
    assert open_page().here() == Ref("dialogue", cast.dialogue)


def test_saying_something_in_a_dialogue_elsewhere_leaves_this_one(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    other = edits.start_dialogue(store, title="Other", part_ids=[])
    edits.say(store, dialogue_id=other, part_id=None, text="over there")
    assert page.talk.model.rowCount() == 0
    assert said(store, other) == [(None, "over there")]


def test_the_list_narrows_with_the_page(page: DialoguePage, qtbot: QtBot) -> None:
    page.resize(828, 644)
    qtbot.waitUntil(lambda: page.list_pane.width() == 220)
    page.resize(1244, 844)
    qtbot.waitUntil(lambda: page.list_pane.width() > 220)


@pytest.mark.parametrize("room", ["talk", "choosing", "empty"])
def test_every_control_has_a_name(page: DialoguePage, store: Store, cast: Cast, room: str) -> None:
    edits.say(store, dialogue_id=cast.dialogue, part_id=None, text="a")
    if room == "talk":
        page.talk.rewording.begin(page.talk.model.turn(0).id)
        page.talk.put_away([page.talk.model.turn(0).id])
    elif room == "choosing":
        page.open_ref(Ref("dialogue", None, f"part:{cast.watchful}"))
    else:
        edits.put_away_dialogue(store, dialogue_id=cast.dialogue)
    controls = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit)
    nameless = [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in page.findChildren(QWidget)
        if isinstance(widget, controls)
        and widget.isVisible()
        and not isinstance(widget.parentWidget(), QLineEdit)  # Qt's own button in it
        and not name_of(widget)
    ]
    assert nameless == []


def name_of(widget: QWidget) -> str:
    seen = QAccessible.queryAccessibleInterface(widget)
    return seen.text(QAccessible.Text.Name) if seen is not None else widget.accessibleName()


def test_the_page_is_freed_when_it_closes(
    store: Store, cast: Cast, open_page: OpenPage, qtbot: QtBot, qapp: QApplication
) -> None:
    edits.say(store, dialogue_id=cast.dialogue, part_id=None, text="a")
    page = open_page()
    page.talk.rewording.begin(page.talk.model.turn(0).id)
    page.ask_for_new()
    page.open_ref(Ref("turn", page.talk.model.turn(0).id))
    page.grab()
    kept = [
        weakref.ref(thing)
        for thing in (page, page.talk, page.talk.model, page.talk.view, page.talk.composer)
    ]
    page.commit_drafts()
    page.close()
    page.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    del page
    gc.collect()
    assert [thing() for thing in kept] == [None] * 5


def test_what_is_typed_while_choosing_is_there_after_a_lock(
    open_page: OpenPage, store: Store, cast: Cast
) -> None:
    page = open_page()
    page.ask_for_new()
    QTest.keyClicks(page.choosing.title_edit, "In the fog")
    QTest.keyClicks(page.choosing.picker.name, "The one by")
    page.commit_drafts()
    page.hide()
    again = open_page()
    again.ask_for_new()
    assert again.choosing.title_edit.text() == "In the fog"
    assert again.choosing.picker.name.text() == "The one by"
    again.choosing.picker.set_selection([cast.door])
    again.choosing.begin_button.click()
    again.commit_drafts()
    again.ask_for_new()
    assert again.choosing.title_edit.text() == again.choosing.picker.name.text() == ""


def test_what_was_typed_while_choosing_goes_with_not_now(open_page: OpenPage, cast: Cast) -> None:
    page = open_page()
    page.ask_for_new()
    QTest.keyClicks(page.choosing.title_edit, "In the fog")
    page.commit_drafts()
    QTest.keyClick(page.choosing.title_edit, Qt.Key.Key_Escape)
    page.ask_for_new()
    assert page.choosing.title_edit.text() == ""
