"""Writing in a dialogue: speakers by key, saying it, and drafts that are never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop import vault
from ifs_desktop.dialogue import drafts, edits, queries
from ifs_desktop.dialogue.page import DialoguePage
from ifs_desktop.parts.edits import add_part, relate, rename_part, set_role
from ifs_desktop.parts.permissions import Answer
from ifs_desktop.settings import Settings
from ifs_desktop.store import Store
from ifs_desktop.ui import ask
from ifs_desktop.ui.bus import Bus
from tests.conftest import CHEAP, PASSWORD
from tests.dialogue.conftest import Cast, OpenPage

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def said(store: Store, dialogue_id: int) -> list[tuple[int | None, str]]:
    return [(turn.part_id, turn.text) for turn in queries.turns(store, dialogue_id).rows]


def press(
    page: DialoguePage,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    focus = page.window().focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)


def write(page: DialoguePage, text: str) -> None:
    QTest.keyClicks(page.talk.composer.edit, text)


def inside(widget: QWidget, outer: QWidget) -> bool:
    return widget is outer or outer.isAncestorOf(widget)


def test_a_line_typed_as_a_part_lands_in_the_store_with_that_part(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    press(page, Qt.Key.Key_2, CTRL)
    write(page, "Block her and be done.")
    press(page, Qt.Key.Key_Return)
    press(page, Qt.Key.Key_0, CTRL)
    write(page, "I hear you.")
    press(page, Qt.Key.Key_Return)
    assert said(store, cast.dialogue) == [
        (cast.door, "Block her and be done."),
        (None, "I hear you."),
    ]
    assert page.talk.model.rowCount() == 2
    assert page.talk.composer.edit.blank()


def test_the_button_says_it_too(page: DialoguePage, store: Store, cast: Cast) -> None:
    write(page, "Hello")
    QTest.mouseClick(page.talk.composer.say_button, Qt.MouseButton.LeftButton)
    assert said(store, cast.dialogue) == [(None, "Hello")]


def test_a_speakers_chip_is_pressed_with_the_mouse(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    chips = page.talk.composer.speakers.chips()
    QTest.mouseClick(chips[1], Qt.MouseButton.LeftButton)
    assert page.talk.composer.speakers.current() == cast.watchful
    assert [chip.isChecked() for chip in chips] == [False, True, False]


def test_speakers_answer_to_ctrl_and_a_digit_from_anywhere_on_the_page(
    page: DialoguePage, cast: Cast
) -> None:
    speakers = page.talk.composer.speakers
    for place in (page.talk.composer.edit, page.talk.view, page.list_pane.list):
        place.setFocus()
        press(page, Qt.Key.Key_1, CTRL)
        assert speakers.current() == cast.watchful
        assert page.talk.composer.edit.hasFocus()
        place.setFocus()
        press(page, Qt.Key.Key_0, CTRL)
        assert speakers.current() is None
    press(page, Qt.Key.Key_9, CTRL)  # nobody there
    assert speakers.current() is None


def test_shift_enter_is_a_new_line_and_blank_text_is_not_sent(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    press(page, Qt.Key.Key_Return)
    write(page, "  ")
    press(page, Qt.Key.Key_Return, SHIFT)
    press(page, Qt.Key.Key_Return)
    assert said(store, cast.dialogue) == []
    page.talk.composer.edit.clear()
    write(page, "one")
    press(page, Qt.Key.Key_Return, SHIFT)
    write(page, "two")
    press(page, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert said(store, cast.dialogue) == [(None, "one\ntwo")]


def test_the_words_who_writes_are_painted_anew_for_another_speaker(
    page: DialoguePage, qtbot: QtBot
) -> None:
    edit = page.talk.composer.edit

    def seen() -> QImage:
        screen = edit.screen().grabWindow(page.winId())
        corner = edit.viewport().mapTo(page, QPoint(0, 0))
        return screen.copy(QRect(corner + QPoint(8, 0), edit.viewport().size())).toImage()

    QTest.qWait(200)
    before = seen()
    press(page, Qt.Key.Key_1, CTRL)
    assert edit.placeholderText() != "Write as Self…"
    qtbot.waitUntil(lambda: seen() != before, timeout=2000)


def test_tab_goes_on_to_the_next_speaker_only_while_nothing_is_typed(
    page: DialoguePage, cast: Cast
) -> None:
    edit, speakers = page.talk.composer.edit, page.talk.composer.speakers
    seen = []
    for _ in range(3):
        press(page, Qt.Key.Key_Tab)
        seen.append(speakers.current())
        assert edit.hasFocus()
    assert seen == [cast.watchful, cast.door, None]
    write(page, "a")
    press(page, Qt.Key.Key_Tab)
    assert speakers.current() is None
    assert not edit.hasFocus()
    assert edit.toPlainText() == "a"


@pytest.mark.parametrize("typed", ["", "words"])
def test_shift_tab_always_leaves_and_f6_is_left_to_the_window(
    page: DialoguePage, typed: str
) -> None:
    write(page, typed)
    press(page, Qt.Key.Key_F6)
    assert page.talk.composer.edit.toPlainText() == typed
    press(page, Qt.Key.Key_Tab, SHIFT)
    assert not page.talk.composer.edit.hasFocus()


def test_tab_leaves_a_composer_in_which_self_is_alone(store: Store, open_page: OpenPage) -> None:
    edits.start_dialogue(store, title="Alone", part_ids=[])
    page = open_page()
    page.talk.write()
    press(page, Qt.Key.Key_Tab)
    assert not page.talk.composer.edit.hasFocus()


def test_the_last_speaker_is_remembered_for_each_dialogue(
    page: DialoguePage, store: Store, cast: Cast, open_page: OpenPage
) -> None:
    other = edits.start_dialogue(store, title="Other", part_ids=[cast.door])
    press(page, Qt.Key.Key_1, CTRL)
    page.list_pane.list.chosen.emit(other)
    assert page.talk.composer.speakers.current() is None
    page.list_pane.list.chosen.emit(cast.dialogue)
    assert page.talk.composer.speakers.current() == cast.watchful
    again = open_page()
    assert again.talk.open_id() == cast.dialogue
    assert again.talk.composer.speakers.current() == cast.watchful


def test_a_draft_is_in_the_store_within_two_seconds_of_a_keystroke(
    page: DialoguePage, store: Store, cast: Cast, qtbot: QtBot
) -> None:
    place = drafts.of_dialogue(cast.dialogue)
    write(page, "I would like")
    qtbot.waitUntil(lambda: store.draft(place) == "I would like", timeout=2000)
    qtbot.waitUntil(lambda: page.talk.composer.hints.status.text() != "", timeout=500)
    write(page, " to know")
    assert page.talk.composer.hints.status.text() == ""
    qtbot.waitUntil(lambda: store.draft(place) == "I would like to know", timeout=2000)


def test_typing_without_a_pause_does_not_put_the_draft_off(
    page: DialoguePage, store: Store, cast: Cast, qtbot: QtBot
) -> None:
    for _ in range(16):
        write(page, "a")
        qtbot.wait(100)
    assert len(store.draft(drafts.of_dialogue(cast.dialogue))) >= 5


def test_a_draft_is_kept_at_once_when_the_focus_goes_or_the_app_locks(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    place = drafts.of_dialogue(cast.dialogue)
    write(page, "half a")
    page.talk.view.setFocus()
    assert store.draft(place) == "half a"
    page.talk.write()
    write(page, " line")
    page.commit_drafts()
    assert store.draft(place) == "half a line"


def test_each_dialogue_has_its_own_draft_and_it_comes_back(
    page: DialoguePage, store: Store, cast: Cast, open_page: OpenPage
) -> None:
    other = edits.start_dialogue(store, title="Other", part_ids=[cast.door])
    write(page, "for Asking")
    page.list_pane.list.chosen.emit(other)
    assert page.talk.composer.edit.toPlainText() == ""
    page.talk.write()
    write(page, "for Other")
    page.list_pane.list.chosen.emit(cast.dialogue)
    assert page.talk.composer.edit.toPlainText() == "for Asking"
    assert store.draft(drafts.of_dialogue(other)) == "for Other"
    again = open_page()
    assert again.talk.composer.edit.toPlainText() == "for Asking"


def test_a_draft_that_was_emptied_is_forgotten(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    write(page, "no")
    page.commit_drafts()
    page.talk.composer.edit.selectAll()
    press(page, Qt.Key.Key_Backspace)
    page.commit_drafts()
    assert store.draft(drafts.of_dialogue(cast.dialogue)) == ""


def test_a_draft_is_cleared_only_after_it_was_said(
    page: DialoguePage, store: Store, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = drafts.of_dialogue(cast.dialogue)
    write(page, "Not lost")
    page.commit_drafts()
    seen: list[tuple[str, str]] = []
    real = edits.say

    def watched(store: Store, **kept: object) -> int:
        seen.append((store.draft(place), page.talk.composer.edit.toPlainText()))
        turn = real(store, **kept)  # type: ignore[arg-type]
        seen.append((store.draft(place), page.talk.composer.edit.toPlainText()))
        return turn

    monkeypatch.setattr(edits, "say", watched)
    press(page, Qt.Key.Key_Return)
    assert seen == [("Not lost", "Not lost"), ("", "Not lost")]
    assert page.talk.composer.edit.toPlainText() == ""


def test_words_that_could_not_be_said_stay_in_the_composer_and_the_draft(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    press(page, Qt.Key.Key_2, CTRL)
    write(page, "Someone asked me to wait")
    page.commit_drafts()
    with store.edit("Change role", undoable=False):
        set_role(store, part_id=cast.door, role="exile")
    page.talk.composer.submitted.emit(cast.door, "Someone asked me to wait")
    assert said(store, cast.dialogue) == []
    assert page.talk.composer.edit.toPlainText() == "Someone asked me to wait"
    assert store.draft(drafts.of_dialogue(cast.dialogue)) == "Someone asked me to wait"
    assert page.talk.notice is not None
    (ask_them,) = (link for link in page.talk.notice.findChildren(QPushButton) if link.text())
    with ask.answer([Answer(cast.door, None, "nobody")]) as asked:
        ask_them.click()
    assert asked == ["First, who protects Slam the Door?"]
    assert page.talk.composer.speakers.current() == cast.door
    assert page.talk.composer.edit.toPlainText() == "Someone asked me to wait"
    press(page, Qt.Key.Key_Return)
    assert said(store, cast.dialogue) == [(cast.door, "Someone asked me to wait")]


def test_an_exile_addressed_by_its_name_speaks_once_its_protectors_agreed(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    relate(store, source_id=cast.watchful, target_id=cast.little, kind="protects")
    with ask.answer([Answer(cast.little, cast.watchful, "not_now")]):
        write(page, "@Little One, hi")
    assert page.talk.composer.speakers.current() == cast.watchful  # that one is heard first
    assert page.talk.composer.edit.toPlainText() == "@Little One, hi"
    page.talk.composer.edit.clear()
    with ask.answer([Answer(cast.little, cast.watchful, "yes")]):
        write(page, "@Little One, hi")
    assert page.talk.composer.speakers.current() == cast.little
    assert page.talk.composer.edit.toPlainText() == "hi"
    assert queries.dialogues(store)[0].speakers[-1].id == cast.little


def test_a_part_that_is_renamed_is_renamed_in_chips_turns_and_composer(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    press(page, Qt.Key.Key_1, CTRL)
    write(page, "Watching")
    press(page, Qt.Key.Key_Return)
    rename_part(store, part_id=cast.watchful, name="The Lookout")
    assert page.talk.model.turn(0).name == "The Lookout"
    assert page.talk.composer.speakers.current_name() == "The Lookout"
    assert "The Lookout" in page.talk.composer.edit.placeholderText()


def test_a_very_long_line_is_said_whole(page: DialoguePage, store: Store, cast: Cast) -> None:
    long = "Überlänge 🌿 " * 800
    page.talk.composer.edit.setPlainText(long)
    press(page, Qt.Key.Key_Return)
    assert said(store, cast.dialogue) == [(None, long.rstrip())]
    assert page.talk.composer.edit.height() < 60


def test_the_tenth_part_has_no_key_but_can_be_chosen(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    for number in range(8):
        part = add_part(store, name=f"Part {number}", role="not_sure")
        edits.invite(store, dialogue_id=cast.dialogue, part_id=part)
    speakers = page.talk.composer.speakers
    press(page, Qt.Key.Key_9, CTRL)
    assert speakers.current_name() == "Part 6"
    press(page, Qt.Key.Key_Tab)
    assert speakers.current_name() == "Part 7"
    assert "Ctrl" not in speakers.current_chip().accessibleDescription()


def test_what_was_said_and_what_was_being_typed_outlive_a_crash(
    tmp_path: Path, data_dir: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    file = tmp_path / "Crash.ifsjournal"
    opened = vault.create(file, PASSWORD, data_dir=data_dir, kdf=CHEAP)
    store = Store.open(opened)
    talk = edits.start_dialogue(store, title="Before the crash", part_ids=[])
    bus = Bus(store)
    page = DialoguePage(store, bus, Settings(str(tmp_path / "settings.json")))
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.talk.write()
    write(page, "This was said")
    press(page, Qt.Key.Key_Return)
    write(page, "This was being typed")
    qtbot.waitUntil(lambda: store.draft(drafts.of_dialogue(talk)) != "", timeout=2000)
    page.hide()
    bus.close()
    opened.abandon()  # nothing was published, nobody said goodbye
    resumed = vault.unlock(file, PASSWORD, data_dir=data_dir)
    try:
        again = Store.open(resumed)
        assert said(again, talk) == [(None, "This was said")]
        assert again.draft(drafts.of_dialogue(talk)) == "This was being typed"
    finally:
        resumed.abandon()
