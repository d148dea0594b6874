"""The open journal's window: places, keys, undo, lock; with real keys and clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QMenu, QPlainTextEdit

from ifs_desktop.care.grounding import Grounding, MyPlace
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts import queries as known
from ifs_desktop.rest import edits as rest
from ifs_desktop.shell import places
from ifs_desktop.store import Ref
from ifs_desktop.ui import ask, theme
from tests.helpers.app import Person, type_into
from tests.helpers.mouse import click
from tests.shell.conftest import PASSWORD

Control = Qt.KeyboardModifier.ControlModifier


def words_on(person: Person) -> str:
    root = QApplication.activeModalWidget() or person.app.frame
    return "\n".join(label.text() for label in root.findChildren(QLabel) if label.isVisible())


def test_the_rail_shows_only_places_that_work(inside: Person) -> None:
    for name, place in (
        ("Parts map", "map"),
        ("Dialogues", "dialogues"),
        ("Exercises", "exercises"),
        ("People", "people"),
        ("Help", "help"),
        ("Settings", "settings"),
    ):
        inside.press(name)
        assert inside.window.here() == place
    assert "Today" not in inside.names()


def test_a_journal_begins_with_the_honest_page_and_only_once(person: Person) -> None:
    person.create(PASSWORD)
    assert person.window.here() == "honest"
    assert "not therapy" in words_on(person)
    person.press("Rather not say")
    person.press("Go to my map")
    assert person.store.state("therapist") == "rather_not_say"
    person.lock_and_unlock(PASSWORD)
    assert person.window.here() == "map"
    person.press("Help")
    person.press("Read the first page again")
    assert person.window.here() == "honest"
    assert person.find("Rather not say").isChecked()


def test_the_keys_are_heard_also_when_a_page_could_not_be_made(
    inside: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(places, "make", refuse)
    with pytest.raises(RuntimeError):
        inside.window.go("help")
    watch = inside.window.watch
    watch._active -= 1000
    inside.key(Qt.Key.Key_Shift)
    assert watch.still() < 500


def test_enter_goes_on_from_the_honest_page_to_the_map_itself(person: Person) -> None:
    person.create(PASSWORD)
    QTest.keyClick(person.find("Go to my map"), Qt.Key.Key_Return)
    assert person.window.here() == "map"
    assert QApplication.focusWidget() is person.window.page("map").view  # so that N adds a part


def test_enter_presses_a_button_that_has_the_focus(inside: Person) -> None:
    button = inside.find("Help")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert inside.window.here() == "help"


def test_caps_lock_is_told_below_the_password(person: Person) -> None:
    line = person.find("Password")
    for modifier, told in (
        (Qt.KeyboardModifier.ShiftModifier, False),
        (Qt.KeyboardModifier.NoModifier, True),
    ):
        letter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_V, modifier, "V")
        QApplication.sendEvent(line, letter)
        assert ("Caps Lock is on" in words_on(person)) == told


def test_unlocking_at_a_dialogue_one_writes_on_at_once(sample: Person) -> None:
    sample.press("Dialogues")
    sample.window.take_focus()  # as is done after unlocking
    focus = QApplication.focusWidget()
    assert focus is not None and focus.accessibleName() == "Write as Self"


def test_help_from_ground_me_is_not_hidden_by_an_open_dialog(inside: Person) -> None:
    view = inside.window.page("map").view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_N)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_F8)
    inside.press("Help")
    assert inside.window.here() == "help"
    assert QApplication.activeModalWidget() is None


def test_ground_me_is_one_key_away_and_nothing_written_is_lost(sample: Person) -> None:
    sample.press("Dialogues")
    composer = sample.find("Write as Self", QPlainTextEdit)
    composer.setFocus()
    type_into(composer, "in the middle of a word")
    sample.key(Qt.Key.Key_F8)
    sample.wait(lambda: isinstance(QApplication.activeModalWidget(), Grounding))
    sample.key(Qt.Key.Key_F8)  # a second one is not laid over the first
    assert len(sample.app.frame.findChildren(Grounding)) == 1
    sample.press("Eyes open")
    assert "Five things you can see" in words_on(sample)
    sample.press("Go on")
    assert "Four things you can touch" in words_on(sample)
    sample.press("Still")
    assert "nothing to answer" in words_on(sample)
    sample.press("Back to where I was")
    assert QApplication.activeModalWidget() is None
    assert composer.toPlainText() == "in the middle of a word"


def test_ground_me_shows_the_place_to_rest_that_was_built_last(inside: Person) -> None:
    for name in ("", "An older one", "The cove"):
        if name:
            rest.build(inside.store, name=name)
        inside.window.ground()
        page = inside.app.frame.findChild(Grounding)
        assert page is not None
        shown = page.findChild(MyPlace)
        assert (shown is None) == (not name)
        if shown is not None:
            inside.press("My place to rest")
            assert name in [one.text() for one in shown.findChildren(QLabel)]
        page.accept()
        inside.wait(lambda: inside.app.frame.findChild(Grounding) is None)


def test_it_locks_from_ground_me_too(inside: Person) -> None:
    inside.key(Qt.Key.Key_F8)
    page = QApplication.activeModalWidget()
    assert isinstance(page, Grounding)
    QTest.keyClick(page, Qt.Key.Key_L, Control)
    inside.wait(lambda: inside.relaunched != [])


def test_ground_me_opens_over_a_dialog_and_goes_back_to_it(sample: Person) -> None:
    seen: list[str] = []

    def press_f8() -> None:
        sample.key(Qt.Key.Key_F8)
        page = QApplication.activeModalWidget()
        seen.append(type(page).__name__)
        for _ in range(2):
            top = QApplication.activeModalWidget()
            assert top is not None
            QTest.keyClick(top, Qt.Key.Key_Escape)

    QTimer.singleShot(300, press_f8)
    assert not ask.confirm(sample.window, "A question", "Will you?", "Yes", "No")
    assert seen == ["Grounding"]


def test_the_rail_and_menu_say_what_undo_takes_back(inside: Person) -> None:
    undo = inside.window.actions_by_name["undo"]
    assert not undo.isEnabled()
    parts.add_part(inside.store, name="Lookout", role="manager")
    assert undo.text() == "Undo: Add part"
    inside.press("Undo: Add part")
    assert known.find_parts(inside.store) == ()
    assert inside.window.actions_by_name["redo"].text() == "Redo: Add part"
    inside.key(Qt.Key.Key_Z, Control, Qt.KeyboardModifier.ShiftModifier)
    assert [part.name for part in known.find_parts(inside.store)] == ["Lookout"]


def test_undo_in_an_empty_text_box_is_the_journals_own(sample: Person) -> None:
    sample.press("Dialogues")
    composer = sample.find("Write as Self", QPlainTextEdit)
    composer.setFocus()
    type_into(composer, "one line")
    sample.key(Qt.Key.Key_Return)
    assert sample.store.undo_label == "Say a line"
    type_into(composer, "x")
    sample.key(Qt.Key.Key_Z, Control)  # the box's own
    assert composer.toPlainText() == ""
    assert sample.store.undo_label == "Say a line"
    sample.key(Qt.Key.Key_Z, Control)
    assert sample.store.redo_label == "Say a line"


def test_undo_goes_to_the_place_it_changed(sample: Person) -> None:
    sample.press("Dialogues")
    composer = sample.find("Write as Self", QPlainTextEdit)
    composer.setFocus()
    type_into(composer, "one line")
    sample.key(Qt.Key.Key_Return)
    sample.press("Exercises")
    sample.window.undo()
    assert sample.window.here() == "dialogues"


def test_f6_walks_between_rail_and_page(inside: Person) -> None:
    inside.key(Qt.Key.Key_F6)
    assert QApplication.focusWidget() is inside.find("Parts map", within=inside.window)
    inside.key(Qt.Key.Key_F6)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert inside.window.page("map").isAncestorOf(focus)


def test_f6_walks_through_every_pane_of_a_dialogue(sample: Person) -> None:
    sample.press("Dialogues")
    sample.key(Qt.Key.Key_F6)
    stops = []
    for _ in range(5):
        sample.key(Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        stops.append(focus.accessibleName())
    guide = sample.window.page("dialogues").guide.body.stages.rows["toward"]
    assert stops[:3] == ["What was said", "Write as Self", guide.accessibleName()]
    assert stops[3:] == ["Dialogues", "Dialogues"]


def test_undo_leaves_the_keyboard_where_it_is_on_the_same_page(sample: Person) -> None:
    sample.press("Dialogues")
    turns = sample.find("What was said")
    turns.setFocus()
    sample.key(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    sample.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is turns


def test_the_theme_changes_at_once_and_is_kept(inside: Person) -> None:
    inside.press("Settings")
    choice: QComboBox = inside.find("Light or dark", QComboBox)
    choice.setCurrentIndex(choice.findData("dark"))
    assert theme.is_dark()
    assert inside.app.settings.text("theme") == "dark"
    choice.setCurrentIndex(choice.findData("light"))
    assert not theme.is_dark()


def test_it_locks_when_nobody_is_here(inside: Person) -> None:
    inside.press("Settings")
    minutes: QComboBox = inside.find("Lock when nobody is here", QComboBox)
    minutes.setCurrentIndex(minutes.findData(1))
    watch = inside.window.watch
    click(inside.window, QPoint(5, 5))
    watch.look(after=59)
    QTest.qWait(50)
    assert inside.relaunched == []
    watch.look(after=61)
    inside.wait(lambda: inside.relaunched != [])


def test_the_path_is_forgotten_when_it_is_not_to_be_remembered(inside: Person) -> None:
    assert inside.app.settings.text("last_journal").endswith("My journal.ifsjournal")
    inside.press("Settings")
    inside.press("Offer the last journal when the app starts")
    assert inside.app.settings.text("last_journal") == ""
    inside.window.request_lock()
    inside.wait(lambda: inside.relaunched != [])
    file, notice = inside.relaunched[0]
    assert file.endswith("My journal.ifsjournal")  # handed on, since nothing remembers it
    assert notice == ""


def test_the_size_of_the_window_is_kept(inside: Person) -> None:
    inside.app.frame.resize(1111, 777)
    inside.lock_and_unlock(PASSWORD, start_anew=True)
    assert (inside.app.frame.width(), inside.app.frame.height()) == (1111, 777)


def test_the_title_says_nothing_about_the_journal(inside: Person) -> None:
    assert "My journal" not in inside.app.frame.windowTitle()


def test_every_action_of_a_page_is_in_the_menu(sample: Person) -> None:
    for name in ("map", "dialogues", "exercises"):
        sample.window.go(name)
        bar = sample.app.frame.menuBar()
        menus = [m for m in bar.findChildren(QMenu) if m.menuAction().isVisible()]
        listed = {action for menu in menus for action in menu.actions()}
        assert set(sample.window.page(name).menu_actions()) <= listed


def test_help_lists_every_shortcut_of_the_action_tables(sample: Person) -> None:
    sample.press("Help")
    shown = words_on(sample)
    groups = sample.window.all_keys()
    assert {where for where, _ in groups} < set(shown.split("\n"))
    rows = [row for _, group in groups for row in group]
    assert ("Ground me", "F8") in rows
    assert ("Lock", "Ctrl+L") in rows
    for name, key in rows:
        assert name in shown, name
        assert key in shown, key
    for name in places.PAGES:
        sample.window.page(name)
    made = {action.text().replace("&", "") for action in sample.window.findChildren(QAction)}
    assert {name for name, _ in rows} - made == set()


def test_a_ref_leads_to_the_very_place(sample: Person) -> None:
    part = known.find_parts(sample.store, "Watchful")[0]
    sample.window.open_ref(Ref("part", part.id))
    assert sample.window.here() == "map"
    assert sample.find("Name", within=sample.window.page("map")).text() == "The Watchful One"


def test_undo_on_the_same_page_leaves_the_keyboard_where_it_is(sample: Person) -> None:
    sample.press("Journal")
    page = sample.window.page("entries")
    page.list_pane.list.setFocus()
    sample.key(Qt.Key.Key_Delete)
    sample.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.list_pane.list.hasFocus()
