"""The guide's pane beside a dialogue, and keeping words of a turn, as a person meets them."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.dialogue import edits as dialogue
from ifs_desktop.dialogue.guide import Thread
from ifs_desktop.dialogue.guiding import edits, queries
from ifs_desktop.dialogue.guiding.body import Body
from ifs_desktop.dialogue.page import DialoguePage
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts import gate, permissions
from ifs_desktop.parts import queries as known
from ifs_desktop.parts.permissions import Answer
from ifs_desktop.settings import Settings
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import Reading
from ifs_desktop.ui import ask, theme
from ifs_desktop.ui.bus import Bus
from tests.dialogue.conftest import Cast, OpenPage
from tests.dialogue.test_writing import CTRL, press


def body(page: DialoguePage) -> Body:
    return page.guide.body


def click(button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def pick(found: list[QAbstractButton], words: str) -> None:
    """Press the one of these that says this."""
    click(next(b for b in found if words in (b.text(), b.accessibleName())))


def thread(store: Store, cast: Cast) -> Thread:
    found = queries.guide_of(store, cast.dialogue)
    assert found is not None
    return found.thread


def stack(store: Store, cast: Cast) -> list[tuple[int, str, str]]:
    return [(f.part_id, f.stage, f.state) for f in thread(store, cast).floors]


def feel(page: DialoguePage, word: str) -> None:
    click(body(page).stages.rows["toward"])
    toward = body(page).stages.below()
    pick(toward.chips, word)  # type: ignore[union-attr]


@pytest.fixture
def met(store: Store, cast: Cast) -> None:
    """The Watchful One is the target, found in the shoulders."""
    edits.begin_guide(store, dialogue_id=cast.dialogue, part_id=cast.watchful)
    edits.note_f(
        store, dialogue_id=cast.dialogue, part_id=cast.watchful, stage="find", words="shoulders"
    )


def test_an_answer_not_of_self_makes_the_part_that_answered_the_target_until_it_steps_back(
    met: None, page: DialoguePage, store: Store, cast: Cast
) -> None:
    feel(page, "annoyed")
    with store.read() as session:
        (reading,) = session.query(Reading).all()
    assert (reading.part_id, reading.kind, reading.word, reading.level) == (
        cast.watchful,
        "toward",
        "annoyed",
        1,
    )
    assert (reading.source_kind, reading.source_id) == ("dialogue", cast.dialogue)
    click(body(page).stages.rows["fears"])
    assert stack(store, cast) == [(cast.watchful, "toward", "open")]  # it waits
    who = body(page).who
    assert who is not None and who.isVisible()
    pick(list(who.chips()), "Slam the Door")
    assert stack(store, cast) == [
        (cast.watchful, "toward", "open"),
        (cast.door, "find", "open"),
    ]
    assert body(page).story.text() == (
        "You began with The Watchful One. Then Slam the Door asked to be heard."
    )
    assert [chip.name() for chip in body(page).line.chips] == ["Slam the Door", "The Watchful One"]
    click(body(page).steps.back)
    assert stack(store, cast) == [(cast.watchful, "toward", "open")]
    assert [chip.name() for chip in body(page).earlier.chips] == ["Slam the Door stepped back"]
    for _ in range(4):
        store.undo()
    assert stack(store, cast) == [(cast.watchful, "find", "open")]
    for _ in range(3):
        store.redo()
    assert len(stack(store, cast)) == 2
    assert len(body(page).line.chips) == 2


def test_tab_goes_through_the_page_as_it_stands_there(met: None, page: DialoguePage) -> None:
    feel(page, "annoyed")  # who is here is asked anew, and other things could be said
    QApplication.processEvents()
    last: QWidget = page.list_pane.new_button
    names: list[str] = []
    while last is not page.guide.body.channel.box:
        following = last.nextInFocusChain()
        assert following is not None
        last = following
        if last.isVisible() and last.focusPolicy() & Qt.FocusPolicy.TabFocus.value:
            names.append(last.accessibleName())
    order = [
        *("Search all dialogues", "Dialogues", "What was said", "Invite a part", "Say it"),
        *("Fold the six Fs", "Find", "Feel toward", "calm", "Slam the Door"),
        *("Name of the part that is here", "Befriend", "Would you like to be heard first?"),
        "I’m stuck",
    ]
    assert [name for name in names if name in order] == order


def test_a_word_of_ones_own_is_read_by_nobody_and_someone_just_noticed_is_written_as_a_part(
    met: None, page: DialoguePage, store: Store, cast: Cast
) -> None:
    click(body(page).stages.rows["toward"])
    toward = body(page).stages.below()
    assert not any(mark.isVisible() for mark in toward.marks)  # type: ignore[union-attr]
    QTest.keyClicks(toward.own, "a calm storm")  # type: ignore[union-attr]
    pick(list(toward.marks), "I can’t tell")  # type: ignore[union-attr]
    floor = thread(store, cast).floors[0]
    assert (floor.note("toward"), floor.answer) == ("a calm storm", "unsure")
    who = body(page).who
    assert who is not None
    who.name.setFocus()
    QTest.keyClicks(who.name, "The Frown")
    press(page, Qt.Key.Key_Return)
    assert body(page).stages.rows["find"].hasFocus()
    card = known.find_parts(store, "frown")[0]
    assert [f.part_id for f in thread(store, cast).floors] == [cast.watchful, card.id]
    assert store.draft(f"guide:{cast.dialogue}:who") == ""
    assert "The Frown" in [chip.name() for chip in page.heading.chips()]  # it can be heard
    store.undo()
    assert known.find_parts(store, "frown") == ()


def test_a_few_words_are_noted_and_survive_a_lock_at_any_moment(
    met: None, page: DialoguePage, store: Store, cast: Cast
) -> None:
    click(body(page).stages.rows["focus"])
    line = body(page).stages.line
    line.setFocus()
    assert line.hasFocus()
    QTest.keyClicks(line, "turned inw")
    page.commit_drafts()
    QTest.keyClicks(line, "ard")
    page.commit_drafts()
    assert thread(store, cast).floors[0].note("focus") == "turned inward"
    assert thread(store, cast).floors[0].note("find") == "shoulders"
    store.undo()  # one stay in the line is one step
    assert thread(store, cast).floors[0].note("focus") == ""
    assert line.text() == ""


def test_a_prompt_stands_in_the_composer_as_self_and_is_not_sent(
    met: None, page: DialoguePage, store: Store, cast: Cast
) -> None:
    page.talk.composer.speakers.choose(cast.door)
    first = body(page).prompts.buttons[0]
    assert first.prompt == "Is someone here who would like to be noticed?"  # nothing is known yet
    click(first)
    box = page.talk.composer
    assert (box.edit.toPlainText(), box.speakers.current()) == (first.prompt, None)
    assert box.edit.hasFocus() and page.talk.model.rowCount() == 0
    box.edit.setPlainText("Half a thought")
    click(body(page).prompts.buttons[1])
    assert box.edit.toPlainText() == "Half a thought"  # never written over
    click(body(page).steps.stuck)
    assert body(page).prompts.buttons[0].prompt.startswith("Is somebody here who would rather")
    words = body(page).channel.box
    words.setCurrentIndex(words.findData("body"))
    words.activated.emit(words.currentIndex())
    assert body(page).prompts.buttons[-1].prompt == (
        "I feel the floor and the chair. What is here now?"
    )


def test_a_second_protector_that_speaks_up_is_asked_to_wait_or_given_a_mediation(
    met: None, page: DialoguePage, store: Store, cast: Cast, qtbot: QtBot
) -> None:
    second = body(page).second
    dialogue.say(store, dialogue_id=cast.dialogue, part_id=cast.watchful, text="Here.")
    assert second.card is None
    dialogue.say(store, dialogue_id=cast.dialogue, part_id=cast.door, text="Pointless.")
    dialogue.say(store, dialogue_id=cast.dialogue, part_id=None, text="I hear you.")
    assert second.card is not None and second.card.isVisible()
    links = second.card.findChildren(QAbstractButton)
    with qtbot.waitSignal(page.open_requested) as asked:
        pick(links, "Open mediation")
    assert asked.args == [Ref("mediation", None, f"{cast.watchful}:{cast.door}")]
    pick(links, "Ask it to wait")
    assert second.card is None
    assert page.talk.composer.edit.toPlainText() == (
        "Thank you, Slam the Door. Would you be willing to wait while I listen to The Watchful One?"
    )
    dialogue.say(store, dialogue_id=cast.dialogue, part_id=cast.door, text="Fine.")
    assert second.card is not None


def test_one_returns_to_an_exile_past_its_protectors_only(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    older = parts.add_part(store, name="The Older One", role="exile")
    parts.relate(store, source_id=older, target_id=cast.little, kind="protects")
    here = Ref("dialogue", cast.dialogue)
    permissions.record(store, [Answer(cast.little, older, "yes")], here)
    edits.begin_guide(store, dialogue_id=cast.dialogue, part_id=cast.little)
    edits.turn_to(store, dialogue_id=cast.dialogue, part_id=cast.door)
    permissions.record(store, [Answer(cast.little, older, "not_now")], here)
    first = body(page).line.chips[0 if body(page).line.chips[0].name() == "Little One" else 1]
    with ask.answer([]) as asked:
        click(first)
    assert asked and stack(store, cast)[-1][0] == cast.door
    nobody = Answer(older, None, "nobody")
    with ask.answer([Answer(cast.little, older, "not_now")], [nobody]) as asked:
        click(first)  # who said "not now" is heard: an exile too, and nobody guards it
    assert len(asked) == 2
    assert stack(store, cast)[-1][0] == older


def test_stopping_for_today_keeps_the_whole_stack_to_be_continued(
    met: None, page: DialoguePage, store: Store, cast: Cast
) -> None:
    edits.turn_to(store, dialogue_id=cast.dialogue, part_id=cast.door)
    click(body(page).steps.aside)
    assert [state for _, _, state in stack(store, cast)] == ["open", "not_now"]
    assert body(page).take_up.isVisible() and not body(page).stages.isVisible()
    assert not body(page).prompts.isVisible()
    click(body(page).take_up)
    assert [state for _, _, state in stack(store, cast)] == ["open", "open"]
    click(body(page).line.chips[1])  # back to the first
    assert [part for part, _, _ in stack(store, cast)] == [cast.watchful]
    click(body(page).steps.met)
    assert stack(store, cast) == []
    click(body(page).earlier.chips[0])  # it is heard again, where it stood
    assert thread(store, cast).floors[0].note("find") == "shoulders"


def test_an_exile_becomes_the_target_past_its_protectors_only(
    met: None, page: DialoguePage, store: Store, cast: Cast
) -> None:
    parts.relate(store, source_id=cast.door, target_id=cast.little, kind="protects")
    exile = known.cards(store, [cast.little])[cast.little]
    click(body(page).steps.another)
    who = body(page).who
    assert who is not None
    who.name.setFocus()
    QTest.keyClicks(who.name, "Little One")
    with ask.answer(()) as asked:  # it was left open
        QTest.keyClick(who.name, Qt.Key.Key_Return)
    assert asked == [gate.title(exile)]
    assert [part for part, _, _ in stack(store, cast)] == [cast.watchful]
    with ask.answer([Answer(cast.little, cast.door, "not_now")]):
        QTest.keyClick(who.name, Qt.Key.Key_Return)
    assert [part for part, _, _ in stack(store, cast)] == [cast.watchful, cast.door]
    permissions.record_answer(
        store,
        exile_id=cast.little,
        protector_id=cast.door,
        answer="yes",
        where=Ref("dialogue", cast.dialogue),
    )
    page.guide.doing.turn_to(cast.little)
    assert [part for part, _, _ in stack(store, cast)][-1] == cast.little
    assert body(page).prompts.buttons[0].prompt.startswith("I know you are here.")
    permissions.record_answer(
        store,
        exile_id=cast.little,
        protector_id=cast.door,
        answer="not_now",
        where=Ref("dialogue", cast.dialogue),
    )
    assert body(page).ask.isVisible() and not body(page).stages.isVisible()
    assert not body(page).prompts.isVisible()


def test_the_guide_folds_into_a_line_that_names_the_stack_and_this_is_remembered(
    met: None, page: DialoguePage, store: Store, cast: Cast, open_page: OpenPage
) -> None:
    edits.turn_to(store, dialogue_id=cast.dialogue, part_id=cast.door)
    assert page.guide.isVisible() and not page.guide.strip.isVisible()
    press(page, Qt.Key.Key_G, CTRL)
    assert not page.guide.isVisible() and page.guide.strip.isVisible()
    assert page.guide.strip.words.text() == "Slam the Door ← The Watchful One · Find"
    assert page.talk.composer.edit.hasFocus()
    again = open_page()
    assert not again.guide.isVisible()
    click(again.guide.strip.button)
    assert again.guide.isVisible() and again.guide.body.stages.rows["find"].hasFocus()
    press(again, Qt.Key.Key_Down)
    press(again, Qt.Key.Key_Space)
    assert stack(store, cast)[-1][1] == "focus"  # by keys alone
    again.resize(theme.px(900), 700)
    assert not again.guide.isVisible() and again.guide.strip.isVisible()
    click(again.guide.strip.button)
    assert again.guide.isVisible() and not again.list_pane.isVisible()


# ---- words that are kept


def test_words_of_a_turn_are_kept_as_something_known_of_the_part_that_said_them(
    page: DialoguePage, store: Store, cast: Cast, qtbot: QtBot
) -> None:
    parts.state_fact(store, part_id=cast.door, kind="fear", text="An earlier fear")
    turn = dialogue.say(
        store, dialogue_id=cast.dialogue, part_id=cast.door, text="No. We would be found out."
    )
    page.talk.view.setFocus()
    press(page, Qt.Key.Key_D, CTRL)
    panel = page.talk.keeping.panel
    assert panel is not None and panel.reader.hasFocus()
    assert not page.talk.desk.isVisible()  # it takes its place
    press(page, Qt.Key.Key_End, CTRL)
    for _ in range(22):
        press(page, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert panel.words.toPlainText() == "We would be found out."
    assert (panel.part.currentText(), panel.said_by.currentText()) == ("Slam the Door", "the part")
    panel.words.setFocus()
    QTest.keyClicks(panel.words, "So ")
    page.commit_drafts()
    assert store.draft(f"keep:turn:{turn}") == "So We would be found out."
    click(panel.kinds["fear"])
    click(panel.keep_button)
    detail = known.part(store, cast.door)
    assert detail is not None
    assert [(f.kind, f.text, f.said_by, f.source) for f in detail.facts] == [
        ("fear", "So We would be found out.", "part", Ref("turn", turn)),
        ("fear", "An earlier fear", "me", None),
    ]
    assert page.talk.desk.isVisible()
    assert page.talk.keeping.panel is None and store.draft(f"keep:turn:{turn}") == ""
    assert page.talk.notice is not None
    with qtbot.waitSignal(page.open_requested) as asked:
        pick(page.talk.notice.findChildren(QAbstractButton), "Open")
    assert asked.args == [Ref("profile", cast.door, f"fact:{detail.facts[0].id}")]
    step = store.undo()
    assert step is not None and step.place == Ref("turn", turn)  # undo leads to where it was said


def test_what_self_said_is_kept_as_said_by_me_and_escape_keeps_nothing(
    page: DialoguePage, store: Store, cast: Cast
) -> None:
    dialogue.say(store, dialogue_id=cast.dialogue, part_id=None, text="I will not ask you to stop.")
    page.talk.view.setFocus()
    press(page, Qt.Key.Key_D, CTRL)
    panel = page.talk.keeping.panel
    assert panel is not None
    assert panel.said_by.currentText() == "me"
    press(page, Qt.Key.Key_Escape)
    assert page.talk.keeping.panel is None and page.talk.view.hasFocus()
    assert known.part(store, cast.watchful).facts == ()  # type: ignore[union-attr]


def test_the_guide_dies_with_its_page(
    met: None, store: Store, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    bus = Bus(store)
    page = DialoguePage(store, bus, Settings(str(tmp_path / "settings.txt")))
    page.resize(1100, 760)
    with qtbot.waitExposed(page):
        page.show()
    feel(page, "annoyed")
    kept = [weakref.ref(thing) for thing in (page.guide, page.guide.body, page.guide.body.who)]
    page.close()
    page.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    del page
    gc.collect()
    bus.close()
    assert [thing() for thing in kept] == [None] * 3
