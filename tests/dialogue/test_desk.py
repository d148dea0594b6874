"""Below the turns: who is addressed by @, lines of earlier, pictures, closing and coming back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.dialogue import drafts, edits, queries
from ifs_desktop.dialogue.listed import BelowRole
from ifs_desktop.dialogue.page import DialoguePage
from ifs_desktop.dialogue.speakers import SpeakerRoom, Speakers
from ifs_desktop.parts.edits import add_part, relate
from ifs_desktop.parts.permissions import Answer
from ifs_desktop.parts.queries import cards
from ifs_desktop.store import Ref, Store, images
from ifs_desktop.store.schema import Dialogue, Target, Turn
from ifs_desktop.ui import ask
from tests.dialogue.conftest import Cast, OpenPage
from tests.dialogue.test_page import listed
from tests.dialogue.test_writing import CTRL, SHIFT, press, said, write
from tests.helpers.app import type_into

Key = Qt.Key


def kept(store: Store, dialogue_id: int) -> Dialogue:
    with store.read() as session:
        return session.get_one(Dialogue, dialogue_id)


def leave_days_ago(store: Store, dialogue_id: int, **changes: object) -> None:
    with store.edit("Days ago", undoable=False) as session:
        row = session.get_one(Dialogue, dialogue_id)
        row.touched -= timedelta(days=3)
        for name, value in changes.items():
            setattr(row, name, value)


# ---- @name at the beginning


def test_a_name_after_at_takes_the_seat_and_leaves_the_line(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    speakers = page.talk.composer.speakers
    write(page, "@slam")
    press(page, Key.Key_Return)  # from the list
    assert speakers.current() == cast.door
    assert page.talk.composer.edit.toPlainText() == ""
    write(page, "@self: I am here")  # written out
    assert speakers.current() is None
    assert page.talk.composer.edit.toPlainText() == "I am here"
    press(page, Key.Key_Return)
    write(page, "@The Watchful One")
    press(page, Key.Key_Escape)
    press(page, Key.Key_Return)  # nothing but a name: the seat is taken, nothing is said
    assert speakers.current() == cast.watchful
    write(page, "Are you, @Slam the Door? ")
    press(page, Key.Key_Return)
    assert said(store, cast.dialogue) == [
        (None, "I am here"),
        (cast.watchful, "Are you, @Slam the Door?"),
    ]


def test_who_is_not_here_yet_is_invited_and_someone_new_is_made(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    kind = add_part(store, name="The Kind Voice 🌿", role="protector")
    type_into(page.talk.composer.edit, "@The Kind Voice 🌿, hello")
    assert page.talk.composer.speakers.current() == kind
    assert page.talk.composer.edit.toPlainText() == "hello"
    page.talk.composer.edit.clear()
    write(page, "@The Fog")
    press(page, Key.Key_Down)
    press(page, Key.Key_Return)
    row = queries.dialogue(store, cast.dialogue)
    assert row is not None
    assert [member.name for member in row.members][2:] == ["The Kind Voice 🌿", "The Fog"]
    assert page.talk.composer.speakers.current_name() == "The Fog"


def test_a_longer_name_is_waited_for(page: DialoguePage, store: Store, cast: Cast) -> None:
    slam = add_part(store, name="Slam", role="protector")
    write(page, "@Slam the")
    assert page.talk.composer.speakers.current() is None
    write(page, " Door stays")
    assert page.talk.composer.speakers.current() == cast.door
    page.talk.composer.edit.clear()
    write(page, "@Slam: hey")
    assert page.talk.composer.speakers.current() == slam


def test_a_draft_that_begins_with_a_name_chooses_nobody_by_itself(
    page: DialoguePage, store: Store, cast: Cast, open_page: OpenPage
) -> None:
    store.keep_draft(drafts.of_dialogue(cast.dialogue), "@Slam the Door: wait")
    again = open_page()
    assert again.talk.composer.speakers.current() is None
    assert again.talk.composer.edit.toPlainText() == "@Slam the Door: wait"


def test_an_exile_named_by_at_waits_for_its_protectors(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    fog = add_part(store, name="The Fog", role="protector")
    relate(store, source_id=fog, target_id=cast.little, kind="protects")
    speakers, edit = page.talk.composer.speakers, page.talk.composer.edit
    with ask.answer([]) as asked:  # left without an answer
        write(page, "@Little One: are")
        write(page, " you there?")  # asked for once, not at every letter
        assert asked == ["First, who protects Little One?"]
        assert speakers.current() is None
    assert edit.toPlainText() == "@Little One: are you there?"
    edit.clear()
    with ask.answer([Answer(cast.little, fog, "not_now")]):
        write(page, "@little")
        press(page, Key.Key_Tab)
    assert speakers.current() == fog
    assert page.talk.notice is not None
    assert page.talk.notice.accessibleName() == "The Fog would like to be heard first."
    assert edit.toPlainText() == "@Little One "
    edit.clear()
    with ask.answer([Answer(cast.little, fog, "yes")]):
        write(page, "@Little One: hello")
    assert speakers.current() == cast.little
    press(page, Key.Key_Return)
    assert said(store, cast.dialogue) == [(cast.little, "hello")]


def test_an_exile_that_guards_another_is_itself_heard_past_its_own_protectors(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    older = add_part(store, name="The Older One", role="exile")
    fog = add_part(store, name="The Fog", role="protector")
    relate(store, source_id=older, target_id=cast.little, kind="protects")
    relate(store, source_id=fog, target_id=older, kind="protects")
    refusing, willing = Answer(cast.little, older, "not_now"), Answer(older, fog, "yes")
    speakers = page.talk.composer.speakers
    with ask.answer([refusing], []) as asked:
        write(page, "@Little One: hi")
    assert asked == ["First, who protects Little One?", "First, who protects The Older One?"]
    assert speakers.current() is None
    page.talk.composer.edit.clear()
    with ask.answer([refusing], [willing]):
        write(page, "@Little One: hi")
    assert speakers.current() == older


# ---- a line of earlier


def test_a_line_of_earlier_has_its_own_time_which_is_part_of_the_draft(
    page: DialoguePage, store: Store, cast: Cast, open_page: OpenPage
) -> None:
    earlier = datetime.now(UTC).astimezone() - timedelta(hours=3)
    write(page, "This morning")
    with ask.answer(earlier) as asked:
        press(page, Key.Key_T, CTRL | SHIFT)
    assert asked == ["Said earlier"]
    page.commit_drafts()
    again = open_page()
    chip = again.talk.composer.earlier
    assert chip.moment() == earlier
    assert chip.isVisible()
    again.talk.write()
    press(again, Key.Key_Return)
    turn = queries.turns(store, cast.dialogue).rows[-1]
    assert (turn.text, turn.said_at) == ("This morning", earlier)
    assert chip.moment() is None
    assert store.draft(drafts.of_time(cast.dialogue)) == ""


def test_the_time_can_be_taken_off_and_one_to_come_is_none(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    now = datetime.now(UTC).astimezone()
    composer = page.talk.composer
    with ask.answer(now - timedelta(days=1), now + timedelta(days=1)):
        QTest.mouseClick(composer.clock_button, Qt.MouseButton.LeftButton)
        assert composer.earlier.moment() is not None
        QTest.mouseClick(composer.earlier.off, Qt.MouseButton.LeftButton)
        assert not composer.earlier.isVisible()
        assert store.draft(drafts.of_time(cast.dialogue)) == ""
        page.say_earlier()
    assert composer.earlier.moment() is None
    assert composer.edit.hasFocus()


# ---- pictures


def test_a_picture_is_pasted_or_picked_and_named_where_the_cursor_is(
    page: DialoguePage, store: Store, cast: Cast, qtbot: QtBot, tmp_path: Path
) -> None:
    picture = QImage(8, 6, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    edit = page.talk.composer.edit
    data = QMimeData()
    data.setImageData(picture)
    assert edit.canInsertFromMimeData(data)
    edit.insertFromMimeData(data)
    qtbot.waitUntil(lambda: edit.toPlainText() == "![picture](image:1)")
    found = images.image(store, 1)
    assert found is not None
    assert (found.width, found.height) == (8, 6)
    file = tmp_path / "lamp.png"
    assert picture.save(str(file))
    with ask.answer(str(file)):
        page.add_picture()
    qtbot.waitUntil(lambda: edit.toPlainText() == "![picture](image:1)![picture](image:2)")
    page.commit_drafts()
    assert "image:2" in store.draft(drafts.of_dialogue(cast.dialogue))


def test_what_is_no_picture_is_said_kindly_and_copied_words_stay_words(
    page: DialoguePage, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "words.png"
    file.write_text("words")
    edit, data = page.talk.composer.edit, QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    edit.insertFromMimeData(data)
    qtbot.waitUntil(lambda: page.talk.notice is not None)
    assert edit.toPlainText() == ""
    both = QMimeData()
    both.setText("from a table")
    both.setImageData(QImage(2, 2, QImage.Format.Format_RGB32))
    edit.insertFromMimeData(both)
    assert edit.toPlainText() == "from a table"


# ---- closing


def test_closing_thanks_the_parts_and_keeps_what_waits_in_one_step(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    edits.say(store, dialogue_id=cast.dialogue, part_id=cast.door, text="Enough.")
    press(page, Key.Key_W, CTRL | SHIFT)
    closing = page.talk.desk.closing
    assert closing is not None
    assert closing.thanks.hasFocus()
    assert not page.talk.composer.isVisible()
    assert not closing.continued.isChecked()
    write_line = QTest.keyClicks
    write_line(closing.thanks, "Thank you both.")
    write_line(closing.waiting, "What Friday is about")
    assert closing.continued.isChecked()
    QTest.mouseClick(closing.close_button, Qt.MouseButton.LeftButton)
    row = kept(store, cast.dialogue)
    assert (row.unfinished, row.closed is not None) == ("What Friday is about", True)
    assert said(store, cast.dialogue)[-1] == (None, "Thank you both.")
    assert page.talk.composer.edit.hasFocus()
    assert listed(page) == ["Asking"]
    index = page.list_pane.list.dialogues().index(0)
    assert index.data(BelowRole) == "Today · to be continued"
    assert "to be continued" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    store.undo()
    assert kept(store, cast.dialogue).closed is None
    assert said(store, cast.dialogue) == [(cast.door, "Enough.")]
    store.redo()
    write(page, "One more thing")
    press(page, Key.Key_Return)
    assert kept(store, cast.dialogue).unfinished is None  # it is being continued


def test_each_part_of_closing_can_be_left_out(page: DialoguePage, store: Store, cast: Cast) -> None:
    desk = page.talk.desk
    page.close_for_today()
    assert desk.closing is not None
    QTest.keyClicks(desk.closing.thanks, "not now")
    QTest.mouseClick(desk.closing.skip, Qt.MouseButton.LeftButton)
    row = kept(store, cast.dialogue)
    assert (row.closed is not None, row.unfinished) == (True, None)
    page.close_for_today()
    assert desk.closing is not None
    assert desk.closing.thanks.text() == ""
    desk.closing.continued.setChecked(True)
    QTest.keyClick(desk.closing.waiting, Key.Key_Return)
    assert kept(store, cast.dialogue).unfinished == ""  # it waits, without words
    assert said(store, cast.dialogue) == []


def test_half_a_closing_is_there_after_a_lock_and_not_yet_leads_back(
    page: DialoguePage, cast: Cast, open_page: OpenPage, store: Store
) -> None:
    write(page, "half a line")
    page.close_for_today()
    closing = page.talk.desk.closing
    assert closing is not None
    QTest.keyClicks(closing.thanks, "Thank y")
    page.commit_drafts()
    again = open_page()
    closing = again.talk.desk.closing
    assert closing is not None
    assert closing.thanks.text() == "Thank y"
    QTest.keyClick(closing.thanks, Key.Key_Escape)
    assert again.talk.desk.closing is None
    assert again.talk.composer.edit.toPlainText() == "half a line"
    assert again.talk.composer.edit.hasFocus()
    assert open_page().talk.desk.closing is None
    again.close_for_today()
    assert again.talk.desk.closing is not None
    assert again.talk.desk.closing.thanks.text() == "Thank y"
    assert kept(store, cast.dialogue).closed is None


# ---- coming back


def test_who_comes_back_sees_when_it_was_what_waits_and_who_spoke_last(
    page: DialoguePage, store: Store, cast: Cast, open_page: OpenPage
) -> None:
    edits.say(store, dialogue_id=cast.dialogue, part_id=cast.door, text="Not *today*.")
    edits.say(store, dialogue_id=cast.dialogue, part_id=None, text="I hear you.")
    with store.edit("Someone stands before it") as session:
        session.add(Target(dialogue_id=cast.dialogue, part_id=cast.watchful, depth=1))
        session.add(Target(dialogue_id=cast.dialogue, part_id=cast.door, depth=0))
    leave_days_ago(store, cast.dialogue, unfinished="What Friday is about", channel="body")
    assert page.talk.desk.resume is None  # it was not left: one is here
    again = open_page()
    card = again.talk.desk.resume
    assert card is not None
    first, *rest = card.words()
    assert first.startswith("To be continued, from ")
    assert rest == [
        "What Friday is about",
        "Slam the Door: “Not *today*.”",
        "Had not stepped back yet: The Watchful One",
        "How parts are sensed here: In the body",
    ]
    again.talk.write()
    write(again, "I am back")
    assert again.talk.desk.resume is not None
    press(again, Key.Key_Return)
    assert again.talk.desk.resume is None
    assert open_page().talk.desk.resume is None


def test_another_day_is_told_too_and_the_card_can_be_put_aside(
    page: DialoguePage, store: Store, cast: Cast, open_page: OpenPage
) -> None:
    empty = edits.start_dialogue(store, title="Nothing said", part_ids=[])
    leave_days_ago(store, empty)
    edits.say(store, dialogue_id=cast.dialogue, part_id=None, text="I hear you.")
    assert open_page().talk.desk.resume is None  # today, and nothing waits
    leave_days_ago(store, cast.dialogue)
    again = open_page()
    card = again.talk.desk.resume
    assert card is not None
    assert card.words()[0].startswith("Last here: ")
    assert card.words()[1:] == ["Self: “I hear you.”"]
    card.put_aside.emit()
    assert again.talk.desk.resume is None
    again.list_pane.list.chosen.emit(empty)
    assert again.talk.desk.resume is None
    again.list_pane.list.chosen.emit(cast.dialogue)
    assert again.talk.desk.resume is None


def test_how_parts_are_sensed_is_chosen_in_the_menu(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    def choices() -> dict[str, bool]:
        menu = page.heading._channel_menu
        return {action.text(): action.isChecked() for action in menu.actions()}

    assert choices()["Not said"]
    page.heading._channel_menu.actions()[2].trigger()
    assert kept(store, cast.dialogue).channel == "voice"
    assert [name for name, on in choices().items() if on] == ["As a voice"]
    store.undo()
    assert [name for name, on in choices().items() if on] == ["Not said"]


# ---- the list


def test_the_search_over_the_list_filters_as_it_is_typed(
    page: DialoguePage, store: Store, cast: Cast, qtbot: QtBot
) -> None:
    edits.start_dialogue(store, title="Éloïse and the lamp", part_ids=[cast.door])
    pane = page.list_pane
    QTest.keyClicks(pane.search, "eloise")
    assert listed(page) == ["Éloïse and the lamp"]
    assert page.here() == Ref("dialogue", cast.dialogue)  # nothing is opened by it
    pane.search.setText("watchful")
    assert listed(page) == ["Asking"]
    pane.search.setText("xyz")
    assert listed(page) == []
    assert pane.isVisible()
    assert pane.nobody.isVisible()
    with qtbot.waitSignal(page.open_requested) as asked:
        QTest.keyClick(pane.search, Key.Key_Return)
    assert asked.args == [Ref("find", None, "kind:turn xyz")]
    QTest.keyClick(pane.search, Key.Key_Escape)
    assert len(listed(page)) == 2
    assert not pane.words_button.isVisible()
    QTest.keyClick(pane.search, Key.Key_Down)
    assert pane.list.hasFocus()


def test_a_mediation_stands_in_the_list_and_is_opened_on_its_own_page(
    page: DialoguePage, store: Store, cast: Cast, qtbot: QtBot
) -> None:
    other = edits.start_dialogue(store, title="Both sides", part_ids=[cast.door])
    with store.edit("It is a mediation") as session:
        session.get_one(Dialogue, other).kind = "mediation"
        session.add(Turn(dialogue_id=other, text="I listen", position=1.0))
    view = page.list_pane.list
    assert view.dialogues().index(0).data(BelowRole) == "Today · mediation"
    view.setFocus()
    with qtbot.assertNotEmitted(page.open_requested):
        press(page, Key.Key_Up)  # walking past it opens nothing
    assert page.here() == Ref("dialogue", cast.dialogue)
    with qtbot.waitSignal(page.open_requested) as asked:
        press(page, Key.Key_Return)
    assert asked.args == [Ref("mediation", other)]
    with qtbot.waitSignal(page.open_requested) as asked:
        page.open_ref(Ref("turn", 1))
    assert asked.args == [Ref("mediation", other)]


def test_a_channel_that_is_none_is_refused(store: Store, cast: Cast) -> None:
    with pytest.raises(ValueError, match="channel"):
        edits.set_channel(store, dialogue_id=cast.dialogue, channel="smell")


def test_inviting_stays_in_sight_where_all_speakers_fit_in_a_line(
    qtbot: QtBot, store: Store, cast: Cast
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    speakers = Speakers(window)
    speakers.show_parts(list(cards(store, [cast.watchful, cast.door]).values()), None)
    room, needed = SpeakerRoom(speakers, window), speakers.sizeHint().width()
    room.set_most_lines(1)
    window.resize(needed, 300)
    window.show()
    for width in (needed - 60, needed):  # the bar that was there takes no room any more
        room.resize(width, 28)
        QApplication.processEvents()
    assert speakers.heightForWidth(room.viewport().width()) <= room.viewport().height()
