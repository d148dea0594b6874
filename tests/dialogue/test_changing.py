"""Turns get another speaker, place or time, are split and joined: by key, by menu, by mouse."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from ifs_desktop.dialogue import edits
from ifs_desktop.dialogue.page import DialoguePage
from ifs_desktop.dialogue.turns import TimeRole
from ifs_desktop.parts.edits import relate
from ifs_desktop.parts.permissions import Answer, record
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import Turn
from ifs_desktop.ui import ask, theme
from tests.dialogue.conftest import Cast, OpenPage
from tests.dialogue.test_turns import editor_of, fill, texts, walk_to
from tests.dialogue.test_writing import CTRL, press, said
from tests.helpers import mouse

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def speakers(page: DialoguePage) -> list[int | None]:
    model = page.talk.model
    return [model.turn(row).part_id for row in range(model.rowCount())]


def grip(page: DialoguePage, row: int) -> QPoint:
    """The middle of a turn's glyph."""
    view = page.talk.view
    rect = view.visualRect(page.talk.model.index(row))
    return view._delegate.handle(rect, row, view.layoutDirection()).center()


def between(page: DialoguePage, row: int) -> QPoint:
    """The upper end of a row: what is let go of here stands before it."""
    return page.talk.view.visualRect(page.talk.model.index(row)).topLeft() + QPoint(300, 3)


def carry(page: DialoguePage, row: int, to: QPoint) -> None:
    """Take hold of a turn and move there, in the view's pixels; the button stays down."""
    paper = page.talk.view.viewport()
    start = grip(page, row)
    mouse.press(paper, start)
    for step in range(1, 6):
        mouse.move(paper, start + (to - start) * step / 5)


def menu_of(page: DialoguePage, row: int) -> QMenu:
    view = page.talk.view
    at = view.visualRect(page.talk.model.index(row)).center()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason, at, view.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_turns_are_given_to_another_speaker_by_key(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    fill(store, cast, ["a", "b", "c"])
    walk_to(page, 0)
    press(page, Qt.Key.Key_2, CTRL | SHIFT)
    assert speakers(page) == [cast.door, cast.watchful, cast.door]
    page.talk.view.selectAll()
    press(page, Qt.Key.Key_0, CTRL | SHIFT)
    assert speakers(page) == [None, None, None]
    store.undo()
    assert speakers(page) == [cast.door, cast.watchful, cast.door]
    press(page, Qt.Key.Key_7, CTRL | SHIFT)  # nobody has that key
    assert speakers(page) == [cast.door, cast.watchful, cast.door]


def test_the_menu_says_who_speaks_and_gives_a_turn_to_another(
    page: DialoguePage, store: Store, cast: Cast, qtbot: QtBot
) -> None:
    fill(store, cast, ["a", "b", "c"])
    menu = menu_of(page, 1)
    names = [action.text() for action in menu.actions()]
    assert "Join with the line before" in names and "Change its time…" in names
    said_by = next(a.menu() for a in menu.actions() if a.text() == "Said by…")
    assert isinstance(said_by, QMenu)
    choices = said_by.actions()
    assert [a.text() for a in choices] == ["Self", "The Watchful One", "Slam the Door"]
    assert [a.isChecked() for a in choices] == [False, True, False]
    choices[0].trigger()
    menu.close()
    assert speakers(page) == [None, None, cast.door]
    page.talk.view.selectAll()
    several = menu_of(page, 0)
    assert not any("Join" in action.text() for action in several.actions())
    several.close()
    page.talk.view.choose(page.talk.model.mark(0).id)
    first = menu_of(page, 0)
    joins = [action.text() for action in first.actions() if "Join" in action.text()]
    assert joins == ["Join with the line after"]
    first.close()


def test_a_turn_is_given_to_an_exile_only_past_its_gate(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    relate(store, source_id=cast.watchful, target_id=cast.little, kind="protects")
    edits.leave_out(store, dialogue_id=cast.dialogue, part_id=cast.watchful)
    (turn,) = fill(store, cast, ["a"])
    with ask.answer(None) as asked:
        page.talk.changing.give([turn], cast.little)
    assert len(asked) == 1
    assert speakers(page) == [None]
    with ask.answer([Answer(cast.little, cast.watchful, "not_now")]):
        page.talk.changing.give([turn], cast.little)
    assert speakers(page) == [None]
    assert page.talk.composer.speakers.current() == cast.watchful  # it is heard first
    with ask.answer([Answer(cast.little, cast.watchful, "yes")]):
        page.talk.changing.give([turn], cast.little)
    assert speakers(page) == [cast.little]


def test_turns_move_by_key_and_stay_chosen(page: DialoguePage, store: Store, cast: Cast) -> None:
    fill(store, cast, ["a", "b", "c", "d"])
    walk_to(page, 1)
    press(page, Qt.Key.Key_Down, SHIFT)
    press(page, Qt.Key.Key_Up, ALT)
    assert texts(page) == ["b", "c", "a", "d"]
    assert [page.talk.model.mark(row).id for row in page.talk.view._chosen_rows()] == [2, 3]
    press(page, Qt.Key.Key_Up, ALT)  # there is nothing above
    press(page, Qt.Key.Key_Down, ALT)
    press(page, Qt.Key.Key_Down, ALT)
    assert texts(page) == ["a", "d", "b", "c"]
    press(page, Qt.Key.Key_Down, ALT)
    assert [text for _, text in said(store, cast.dialogue)] == ["a", "d", "b", "c"]
    assert speakers(page) == [None, None, cast.watchful, cast.door]
    store.undo()
    assert texts(page) == ["a", "b", "c", "d"]


def test_a_turn_is_dragged_between_two_others(page: DialoguePage, store: Store, cast: Cast) -> None:
    fill(store, cast, ["a", "b", "c", "d"])
    view = page.talk.view
    to = between(page, 1)
    carry(page, 3, to)
    assert view._delegate.carried == {4}
    assert view._line_at(to) == view.visualRect(page.talk.model.index(1)).top()
    mouse.release(view.viewport(), to)
    assert texts(page) == ["a", "d", "b", "c"]
    assert view._delegate.carried == frozenset()
    view.selectAll()
    view.choose(4)
    press(page, Qt.Key.Key_Down, SHIFT)  # d and b
    end = QPoint(300, view.visualRect(page.talk.model.index(3)).bottom() - 2)
    carry(page, 1, end)
    mouse.release(view.viewport(), end)
    assert texts(page) == ["a", "c", "d", "b"]


def test_escape_ends_a_drag_and_a_click_only_chooses(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    fill(store, cast, ["a", "b", "c"])
    carry(page, 2, between(page, 0))
    press(page, Qt.Key.Key_Escape)
    mouse.release(page.talk.view.viewport(), between(page, 0))
    assert texts(page) == ["a", "b", "c"]
    page.talk.view.selectAll()
    mouse.click(page.talk.view.viewport(), grip(page, 1))
    assert page.talk.view._chosen_rows() == [1]


def test_a_turn_is_dragged_onto_another_speaker(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    fill(store, cast, ["a", "b"])
    view, chip = page.talk.view, page.talk.composer.speakers.chips()[2]
    to = view.viewport().mapFromGlobal(chip.mapToGlobal(chip.rect().center()))
    carry(page, 0, to)
    assert chip.isDown()
    mouse.release(view.viewport(), to)
    assert speakers(page) == [cast.door, cast.watchful]
    assert not chip.isDown()
    assert texts(page) == ["a", "b"]


def test_dragging_near_an_edge_scrolls_on(
    store: Store, cast: Cast, open_page: OpenPage, qtbot: QtBot
) -> None:
    fill(store, cast, [f"Line {n}" for n in range(80)])
    page = open_page()
    view = page.talk.view
    bar = view.verticalScrollBar()
    before = bar.value()
    row = view._seen().start + 2
    carry(page, row, QPoint(300, 4))
    qtbot.waitUntil(lambda: bar.value() < before - 60)
    page.talk.carrying.leave()
    resting = bar.value()
    QTest.qWait(60)
    assert bar.value() == resting


def test_ctrl_enter_splits_a_turn_at_the_cursor_with_what_was_typed(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    turn, _ = fill(store, cast, ["One 🌿 two", "after"])
    page.talk.rewording.begin(turn)
    editor = editor_of(page)
    button = editor._split_button
    assert not button.isEnabled()  # the cursor stands at the end
    press(page, Qt.Key.Key_Return, CTRL)
    assert page.talk.view.editor() is not None
    QTest.keyClicks(editor.edit, "!")
    for _ in range(4):
        editor.edit.moveCursor(QTextCursor.MoveOperation.Left)
    assert button.isEnabled()
    press(page, Qt.Key.Key_Return, CTRL)
    assert texts(page) == ["One 🌿", "two!", "after"]
    assert page.talk.view.editor() is None and page.talk.view.hasFocus()
    assert page.talk.view.currentIndex().row() == 1
    store.undo()
    assert texts(page) == ["One 🌿 two", "after"]


def test_lines_are_joined_by_key(page: DialoguePage, store: Store, cast: Cast) -> None:
    fill(store, cast, ["a", "b", "c"])
    walk_to(page, 1)
    press(page, Qt.Key.Key_Backspace, CTRL)
    assert texts(page) == ["a\n\nb", "c"]
    assert page.talk.view.currentIndex().row() == 0
    press(page, Qt.Key.Key_Backspace, CTRL)  # there is nothing before
    press(page, Qt.Key.Key_Delete, CTRL)
    assert texts(page) == ["a\n\nb\n\nc"]
    assert speakers(page) == [None]
    store.undo()
    store.undo()
    assert texts(page) == ["a", "b", "c"]
    assert page.talk.view.currentIndex().row() == 0


@pytest.mark.parametrize("row", [0, 1])
def test_words_typed_over_a_line_are_kept_when_it_is_joined(
    page: DialoguePage, store: Store, cast: Cast, row: int
) -> None:
    turns = fill(store, cast, ["a", "b"])
    page.talk.rewording.begin(turns[row])
    QTest.keyClicks(editor_of(page).edit, "!")
    walk_to(page, 0)
    press(page, Qt.Key.Key_Delete, CTRL)
    assert texts(page) == [["a!\n\nb", "a\n\nb!"][row]]
    assert page.talk.view.editor() is None


def test_a_late_entry_says_so_to_eyes_and_ears(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    fill(store, cast, ["a", "b", "c"])
    morning = datetime.now().astimezone() - timedelta(days=2)
    walk_to(page, 2)
    with ask.answer(morning) as asked:
        page.talk.view.ask_for_time()
    assert asked == ["Change its time"]
    assert texts(page) == ["c", "a", "b"]
    model = page.talk.model
    first = model.index(0)
    assert str(model.data(first, TimeRole)).endswith("· added later")
    assert ", added later: c" in str(model.data(first, Qt.ItemDataRole.AccessibleTextRole))
    assert model.has_head(0) and model.has_head(1)
    assert page.talk.view.currentIndex().row() == 0
    store.undo()
    assert not any("later" in str(model.data(model.index(n), TimeRole)) for n in range(3))


def test_a_very_long_turn_is_cut_in_the_list_and_whole_in_the_editor(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    long = "word " * 6000
    turn, _ = fill(store, cast, [long, "x"])
    delegate = page.talk.view._delegate
    shown = delegate.document(page.talk.model.turn(0)).toPlainText()
    assert len(shown) < 13_000 and shown.endswith("Enter opens all of it.")
    assert delegate.document(page.talk.model.turn(1)).toPlainText() == "x"
    page.talk.rewording.begin(turn)
    assert editor_of(page).words() == long.strip()


def test_what_is_laid_out_is_kept_within_bounds_and_let_go_with_the_dialogue(
    page: DialoguePage, store: Store, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ifs_desktop.dialogue.bubble.LETTERS", 200)
    fill(store, cast, [f"{n} " + "words " * 8 for n in range(30)])
    delegate = page.talk.view._delegate
    page.grab()
    assert 0 < delegate._letters <= 200
    assert delegate._letters == sum(len(laid.text) for laid in delegate._documents.values())
    page.talk.leave()
    assert not delegate._documents and not page.talk.model._loaded


def test_a_dialogue_in_another_direction_is_taken_hold_of_on_its_other_side(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    fill(store, cast, ["مرحبا", "守夜人"])
    view = page.talk.view
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert grip(page, 0).x() > view.viewport().width() - theme.px(200)
        assert view.handle_at(grip(page, 1)) == page.talk.model.mark(1).id
        assert view.handle_at(QPoint(view.viewport().width() // 2, 30)) is None
    finally:
        view.unsetLayoutDirection()


def test_turns_that_are_put_away_keep_their_place_among_those_that_move(
    store: Store, cast: Cast
) -> None:
    a, b, c = fill(store, cast, ["a", "b", "c"])
    edits.put_away_turn(store, turn_id=b)
    edits.move_turns(store, turn_ids=[c], before=a)
    with store.edit("Bring back") as session:
        session.get_one(Turn, b).put_away = None
    assert [text for _, text in said(store, cast.dialogue)] == ["c", "a", "b"]


def test_what_another_said_is_joined_to_an_exiles_line_only_past_its_gate(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    here = Ref("dialogue", cast.dialogue)
    relate(store, source_id=cast.watchful, target_id=cast.little, kind="protects")
    record(store, [Answer(cast.little, cast.watchful, "yes")], here)
    small = edits.say(store, dialogue_id=cast.dialogue, part_id=cast.little, text="small")
    record(store, [Answer(cast.little, cast.watchful, "not_now")], here)
    other = edits.say(store, dialogue_id=cast.dialogue, part_id=None, text="and tall")
    with pytest.raises(edits.NotAsked):
        edits.join_turns(store, first_id=small, second_id=other)
    with ask.answer([]):
        page.talk.changing.join(small, other)
    assert said(store, cast.dialogue)[-1] == (None, "and tall")
    with ask.answer([Answer(cast.little, cast.watchful, "yes")]):
        page.talk.changing.join(small, other)
    assert said(store, cast.dialogue)[-1] == (cast.little, "small\n\nand tall")
