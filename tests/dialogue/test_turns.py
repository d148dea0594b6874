"""The turns of a dialogue: shown, walked, edited in place, put away, loaded in pages."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QPaintEvent, QRegion, QTextDocument
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.dialogue import bubble, drafts, edits, turns
from ifs_desktop.dialogue.page import DialoguePage
from ifs_desktop.dialogue.turn_editor import TurnEditor
from ifs_desktop.dialogue.turns import HeadRole, TimeRole
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import Turn
from ifs_desktop.ui import theme
from ifs_desktop.ui.clip import HINTS
from tests.dialogue.conftest import Cast, OpenPage
from tests.dialogue.test_writing import CTRL, press, said, write


def fill(store: Store, cast: Cast, texts: list[str]) -> list[int]:
    """Many lines at once; saying each of them would take most of the test."""
    speakers = [cast.door, None, cast.watchful]
    rows = [
        Turn(dialogue_id=cast.dialogue, part_id=speakers[n % 3], text=text.strip(), position=n)
        for n, text in enumerate(texts, 1)
    ]
    with store.edit("Say lines") as session:
        session.add_all(rows)
        session.flush()
    return [row.id for row in rows]


def texts(page: DialoguePage) -> list[str]:
    return [page.talk.model.turn(row).text for row in range(page.talk.model.rowCount())]


def editor_of(page: DialoguePage) -> TurnEditor:
    editing = page.talk.view.editor()
    assert editing is not None
    return editing[1]


class Drawn(QObject):
    """Where a widget was drawn, each time."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.regions: list[QRegion] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.regions.append(QRegion(event.region()))
        return False


def walk_to(page: DialoguePage, row: int) -> None:
    page.talk.view.setFocus()
    page.talk.view.setCurrentIndex(page.talk.model.index(row))


def test_a_new_turn_is_inserted_and_nothing_is_reset(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    fill(store, cast, ["a", "b"])
    resets = QSignalSpy(page.talk.model.modelReset)
    inserts = QSignalSpy(page.talk.model.rowsInserted)
    write(page, "c")
    press(page, Qt.Key.Key_Return)
    assert (resets.count(), inserts.count()) == (0, 1)
    assert texts(page) == ["a", "b", "c"]


def test_a_line_that_is_said_is_drawn_alone_and_looks_as_if_all_were_drawn(
    store: Store, cast: Cast, open_page: OpenPage, qtbot: QtBot
) -> None:
    fill(store, cast, [f"Line {n}" for n in range(60)])
    page = open_page()
    view = page.talk.view
    qtbot.waitUntil(lambda: not view._ahead.isActive())
    QTest.qWait(50)
    drawn = Drawn(view.viewport())
    edits.say(store, dialogue_id=cast.dialogue, part_id=None, text="the last")
    qtbot.waitUntil(lambda: bool(drawn.regions))
    first = drawn.regions[0]  # Qt's own list has all of it drawn once more later
    assert first.contains(view.visualRect(page.talk.model.index(60)))
    assert not first.intersects(QRect(0, 0, view.viewport().width(), 60))
    bar = view.verticalScrollBar()
    assert bar.value() == bar.maximum()
    on_screen = page.screen().grabWindow(page.winId()).toImage()
    at = QRect(view.viewport().mapTo(page, QPoint()), view.viewport().size())
    view.viewport().repaint()
    anew = page.screen().grabWindow(page.winId()).toImage()
    assert anew.copy(at) == on_screen.copy(at)
    page.commit_drafts()


def test_rewording_touches_one_row(page: DialoguePage, store: Store, cast: Cast) -> None:
    turns = fill(store, cast, ["a", "b", "c"])
    changes: list[int] = []
    page.talk.model.dataChanged.connect(lambda first, last: changes.append(first.row()))
    edits.reword(store, turn_id=turns[1], text="B")
    assert changes == [1]
    assert texts(page) == ["a", "B", "c"]


def test_a_turn_is_said_aloud_with_its_speaker_and_time(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    fill(store, cast, ["I notice", "Only if"])
    model = page.talk.model
    aloud = model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert aloud.startswith("The Watchful One, ")
    assert aloud.endswith(": Only if")
    assert str(model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)).startswith("Self, ")


def test_time_is_shown_first_and_after_a_pause_and_a_name_once_for_a_run(
    store: Store, cast: Cast, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = datetime.now().astimezone().replace(hour=9, minute=14)
    for minutes, part in ((0, None), (1, None), (2, cast.door), (50, cast.door)):
        monkeypatch.setattr(edits, "now", lambda m=minutes: moment + timedelta(minutes=m))
        edits.say(store, dialogue_id=cast.dialogue, part_id=part, text="x")
    page = open_page()
    model = page.talk.model
    rows = [model.index(row) for row in range(4)]
    assert [bool(model.data(row, TimeRole)) for row in rows] == [True, False, False, True]
    assert [model.data(row, HeadRole) for row in rows] == [True, False, True, True]


def test_hostile_text_stays_words(page: DialoguePage, store: Store, cast: Cast) -> None:
    hostile = (
        "<script>alert(1)</script> <img src='file:///etc/passwd'> "
        "[go](https://example.org) ![pic](http://example.org/x.png) <b>raw</b>"
    )
    (turn,) = fill(store, cast, [hostile])
    delegate = page.talk.view.itemDelegate()
    assert isinstance(delegate, bubble.TurnDelegate)
    document: QTextDocument = delegate.document(page.talk.model.turn(0))
    assert "<script>alert(1)</script>" in document.toPlainText()
    assert "<b>raw</b>" in document.toPlainText()
    assert "<img" not in document.toHtml().lower().split("<body", 1)[1]
    assert "href" not in document.toHtml().lower()
    assert page.talk.model.turn(0).id == turn


def test_enter_edits_a_turn_in_its_place(page: DialoguePage, store: Store, cast: Cast) -> None:
    fill(store, cast, ["a", "b", "c"])
    walk_to(page, 1)
    press(page, Qt.Key.Key_Return)
    editor = editor_of(page)
    assert editor.edit.hasFocus()
    assert editor.edit.toPlainText() == "b"
    QTest.keyClicks(editor.edit, " and more")
    press(page, Qt.Key.Key_Return)
    assert texts(page) == ["a", "b and more", "c"]
    assert page.talk.view.editor() is None
    assert page.talk.view.hasFocus()
    assert store.undo_label == "Edit a line"
    store.undo()
    assert texts(page) == ["a", "b", "c"]


def test_up_in_an_empty_composer_edits_the_last_turn(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    fill(store, cast, ["a", "b"])
    press(page, Qt.Key.Key_Up)
    assert editor_of(page).edit.toPlainText() == "b"


def test_escape_leaves_a_turn_as_it_was_and_the_words_can_come_back(
    page: DialoguePage, store: Store, cast: Cast, qtbot: QtBot
) -> None:
    (turn,) = fill(store, cast, ["a"])
    page.talk.rewording.begin(turn)
    QTest.keyClicks(editor_of(page).edit, "bc")
    press(page, Qt.Key.Key_Escape)
    assert page.talk.view.editor() is None
    assert said(store, cast.dialogue) == [(None, "a")]
    assert store.draft(drafts.of_turn(turn)) == ""
    assert page.talk.notice is not None
    page.talk.bring_back()
    assert editor_of(page).edit.toPlainText() == "abc"
    assert store.draft(drafts.of_turn(turn)) == "abc"


def test_an_edit_that_is_under_way_survives_the_lock_and_opens_again(
    page: DialoguePage, store: Store, cast: Cast, open_page: OpenPage
) -> None:
    first, _ = fill(store, cast, ["a", "b"])
    page.talk.rewording.begin(first)
    QTest.keyClicks(editor_of(page).edit, " changed")
    page.commit_drafts()
    assert store.draft(drafts.of_turn(first)) == "a changed"
    again = open_page()
    assert editor_of(again).edit.toPlainText() == "a changed"
    again.talk.view.editor()
    editor_of(again).edit.setFocus()
    press(again, Qt.Key.Key_Return)
    assert said(store, cast.dialogue)[0] == (None, "a changed")
    assert store.draft(drafts.of_turn(first)) == ""


def test_an_edit_stays_when_another_dialogue_is_looked_at(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    other = edits.start_dialogue(store, title="Other", part_ids=[])
    (turn,) = fill(store, cast, ["a"])
    page.talk.rewording.begin(turn)
    QTest.keyClicks(editor_of(page).edit, "b")
    page.open_ref(Ref("dialogue", other))
    assert page.talk.view.editor() is None
    page.open_ref(Ref("dialogue", cast.dialogue))
    assert editor_of(page).edit.toPlainText() == "ab"


def test_an_edit_whose_turn_goes_by_undo_stays_as_a_draft(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    (turn,) = fill(store, cast, ["a"])
    page.talk.rewording.begin(turn)
    QTest.keyClicks(editor_of(page).edit, "b")
    store.undo()
    assert page.talk.view.editor() is None
    assert store.draft(drafts.of_turn(turn)) == "ab"
    store.redo()
    page.talk.rewording.begin(turn)
    assert editor_of(page).edit.toPlainText() == "ab"


def test_an_emptied_edit_leaves_the_turn_and_editing_another_keeps_the_first(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    first, second = fill(store, cast, ["a", "b"])
    page.talk.rewording.begin(first)
    editor_of(page).edit.clear()
    press(page, Qt.Key.Key_Return)
    assert page.talk.view.editor() is not None
    page.talk.rewording.begin(second)
    assert [text for _, text in said(store, cast.dialogue)] == ["a", "b"]
    QTest.keyClicks(editor_of(page).edit, "!")
    page.talk.rewording.begin(first)
    assert [text for _, text in said(store, cast.dialogue)] == ["a", "b!"]


def test_the_row_makes_room_for_what_is_typed_over_it(
    page: DialoguePage, store: Store, cast: Cast, qtbot: QtBot
) -> None:
    first, _ = fill(store, cast, ["a", "b"])
    page.talk.rewording.begin(first)
    editor = editor_of(page)
    before = editor.height()
    for _ in range(5):
        QTest.keyClick(editor.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: editor.height() > before + 60)
    view = page.talk.view
    assert view.visualRect(page.talk.model.index(0)).height() == editor.height()
    assert view.visualRect(page.talk.model.index(1)).top() >= editor.geometry().bottom()


def test_delete_puts_a_turn_away_and_the_notice_brings_it_back(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    fill(store, cast, ["a", "b", "c"])
    walk_to(page, 1)
    press(page, Qt.Key.Key_Delete)
    assert texts(page) == ["a", "c"]
    assert page.talk.notice is not None
    page.talk.take_back()
    assert texts(page) == ["a", "b", "c"]
    assert page.talk.notice is None


def test_the_offer_to_take_back_goes_when_something_else_was_done(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    fill(store, cast, ["a", "b"])
    walk_to(page, 0)
    press(page, Qt.Key.Key_Delete)
    edits.rename_dialogue(store, dialogue_id=cast.dialogue, title="Another")
    assert page.talk.notice is None


def test_copying_gives_plain_words(page: DialoguePage, store: Store, cast: Cast) -> None:
    fill(store, cast, ["**a**", "b"])
    walk_to(page, 0)
    press(page, Qt.Key.Key_C, CTRL)
    clip = QGuiApplication.clipboard()
    assert clip.text() == "**a**"
    assert set(clip.mimeData().formats()) == {"text/plain", *HINTS}
    page.talk.view.selectAll()
    press(page, Qt.Key.Key_C, CTRL)
    assert clip.text() == "Self: **a**\n\nThe Watchful One: b"
    clip.clear()


def test_the_scroll_bar_spans_the_whole_dialogue_and_words_are_loaded_where_it_stands(
    store: Store, cast: Cast, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "LOADED", 120)
    everything = [f"Line {n} " + "with words " * (n % 7) + "." for n in range(600)]
    fill(store, cast, everything)
    page = open_page()
    view, model = page.talk.view, page.talk.model
    bar = view.verticalScrollBar()
    assert model.rowCount() == 600
    assert len(model._loaded) <= 120
    assert bar.value() == bar.maximum()
    bar.setValue(bar.maximum() // 2)
    middle = view.indexAt(view.viewport().rect().center()).row()
    assert abs(middle - 300) < 20
    assert model.turn(middle).text == everything[middle]
    bar.setValue(0)
    assert view.indexAt(QPoint(100, 10)).row() == 0
    assert len(model._loaded) <= 120
    assert texts(page) == everything


def test_what_is_measured_out_of_sight_moves_nothing_that_is_being_read(
    store: Store, cast: Cast, open_page: OpenPage, qtbot: QtBot
) -> None:
    fill(store, cast, [f"Line {n}\n\n" * (1 + n % 9) for n in range(220)])  # guessed too low
    page = open_page()
    view = page.talk.view
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    index = view.indexAt(view.viewport().rect().center())
    top, total = view.visualRect(index).top(), view._heights.total()
    screen = view.viewport().height()
    qtbot.waitUntil(lambda: all(map(view._heights.known, view._seen(screen))))
    assert view._heights.total() > total
    assert view.visualRect(index).top() == top
    seen = [view.visualRect(index).top()]
    for _ in range(30):  # a wheel turned upwards meets rows that are measured already
        bar.setValue(bar.value() - 40)
        QApplication.processEvents()
        seen.append(view.visualRect(index).top())
    assert {b - a for a, b in pairwise(seen)} == {40}


def test_every_row_in_sight_has_its_true_height(
    store: Store, cast: Cast, open_page: OpenPage
) -> None:
    fill(
        store, cast, ["見張り" * 60, "# Head\n\n- one\n- two", "x" * 900, "a\n\n\nb", "short"] * 20
    )
    page = open_page()
    view, model = page.talk.view, page.talk.model
    delegate = view.itemDelegate()
    assert isinstance(delegate, bubble.TurnDelegate)
    bar = view.verticalScrollBar()
    for share in (1.0, 0.7, 0.31, 0.0):
        bar.setValue(round(bar.maximum() * share))
        top = view.indexAt(view.viewport().rect().topLeft() + view.viewport().rect().center() / 50)
        row = max(top.row(), 0)
        while row < model.rowCount():
            rect = view.visualRect(model.index(row))
            if rect.top() >= view.viewport().height():
                break
            words = delegate.document(model.turn(row)).size().height()
            assert abs(rect.height() - words - delegate.words_top(row)) <= 10
            row += 1


def test_a_turn_is_led_to_however_far_back_it_is(
    store: Store, cast: Cast, open_page: OpenPage
) -> None:
    turns = fill(store, cast, [f"Line {n}" for n in range(250)])
    page = open_page()
    page.open_ref(Ref("turn", turns[10]))
    row = page.talk.model.row_of(turns[10])
    assert row is not None
    rect = page.talk.view.visualRect(page.talk.model.index(row))
    assert page.talk.view.viewport().rect().contains(rect)
    assert page.talk.view.currentIndex().row() == row


def test_undo_leads_to_the_turn_it_changed(store: Store, cast: Cast, open_page: OpenPage) -> None:
    turns = fill(store, cast, [f"Line {n}" for n in range(150)])
    page = open_page()
    edits.put_away_turn(store, turn_id=turns[60])
    assert page.talk.model.row_of(turns[60]) is None
    store.undo()
    row = page.talk.model.row_of(turns[60])
    assert row is not None
    rect = page.talk.view.visualRect(page.talk.model.index(row))
    assert page.talk.view.viewport().rect().intersects(rect)


def test_walking_up_and_down_follows_in_the_view(
    store: Store, cast: Cast, open_page: OpenPage
) -> None:
    fill(store, cast, [f"Line {n}\n\nmore\n\nmore" for n in range(60)])
    page = open_page()
    page.talk.view.setFocus()
    for _ in range(40):
        press(page, Qt.Key.Key_Up)
    view = page.talk.view
    assert view.currentIndex().row() == 19
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))


def test_a_turn_of_ten_thousand_letters_can_be_read_by_keys(
    store: Store, cast: Cast, open_page: OpenPage
) -> None:
    fill(store, cast, ["before", "long " * 2000, "after"])
    page = open_page()
    view = page.talk.view
    walk_to(page, 0)
    assert view.verticalScrollBar().value() == 0
    press(page, Qt.Key.Key_Down)
    seen = [view.verticalScrollBar().value()]
    while view.currentIndex().row() == 1 and len(seen) < 400:
        press(page, Qt.Key.Key_Down)
        seen.append(view.verticalScrollBar().value())
    assert view.currentIndex().row() == 2
    assert max(b - a for a, b in pairwise(seen)) <= view.viewport().height()


def test_a_change_of_theme_draws_the_words_anew(
    page: DialoguePage, store: Store, cast: Cast, qapp: QApplication
) -> None:
    fill(store, cast, ["a"])
    delegate = page.talk.view.itemDelegate()
    assert isinstance(delegate, bubble.TurnDelegate)
    light = delegate.document(page.talk.model.turn(0))
    theme.apply(qapp, "dark")
    try:
        page.grab()
        assert delegate.document(page.talk.model.turn(0)) is not light
        assert not page.talk.composer.clock.running()  # nothing was typed
    finally:
        theme.apply(qapp, "light")


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_speakers_name_can_be_read_in_every_colour(qapp: QApplication, name: str) -> None:
    theme.apply(qapp, name)
    ground, ink = theme.colour("background"), theme.colour("ink")
    for role in ("self", "manager", "firefighter", "exile", "protector", "not_sure"):
        shade = bubble.readable(theme.role_colours(role)[0], ground, ink)
        assert bubble.contrast(shade, ground) >= 4.5
    theme.apply(qapp, "light")
