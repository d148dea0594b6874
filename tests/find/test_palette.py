"""Go to anything: what fits a few letters, and the way there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from ifs_desktop.find.goals import Goal, fitting
from ifs_desktop.find.palette import Palette
from ifs_desktop.find.recent import Recent
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import Entry
from ifs_desktop.ui import ask
from tests.helpers.app import Person
from tests.helpers.walk import meanwhile

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def sample(qtbot: QtBot) -> Iterator[Person]:
    """In the sample journal."""
    person = Person()
    person.look_around()
    yield person
    person.end()


def names(palette: Palette) -> list[str]:
    """The rows as they are shown."""
    rows = (palette.list.item(n) for n in range(palette.list.count()))
    return [row.data(Qt.ItemDataRole.UserRole).name for row in rows]


def current(person: Person) -> Palette:
    """The palette that is open, with the keyboard."""
    palette = QApplication.activeModalWidget()
    assert isinstance(palette, Palette)
    palette.activateWindow()  # no window manager does it on a bare X server
    person.wait(palette.box.hasFocus)
    return palette


def closed(person: Person) -> None:
    """It is gone, and the window has the keyboard again."""
    person.wait(lambda: QApplication.activeModalWidget() is None)
    person.app.frame.activateWindow()
    person.wait(person.app.frame.isActiveWindow)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("watch", ["Watch", "Watchful One", "Asking the Watchful One"]),
        ("wo", ["Watchful One", "Asking the Watchful One"]),
        ("one wat", ["Watchful One", "Asking the Watchful One"]),
        ("ao", ["Asking One"]),
        ("zoe", ["Zoë"]),
        ("守夜", ["静かな守夜人"]),
        ("akone", ["Asking One", "Asking the Watchful One"]),
        ("xyz", []),
        ("…", []),
    ],
)
def test_letters_fit_beginnings_words_initials_and_letters_in_order(
    typed: str, expected: list[str]
) -> None:
    known = ["Asking the Watchful One", "Watchful One", "Watch", "Asking One", "Zoë"]
    goals = [Goal(name, "part", Ref("profile", 1)) for name in (*known, "静かな守夜人")]
    found = [goal.name for goal in fitting(goals, typed)]
    assert found[: len(expected)] == expected
    assert bool(found) == bool(expected)


def test_it_goes_to_parts_dialogues_entries_exercises_places_and_actions(sample: Person) -> None:
    store = sample.store
    with store.edit("Write") as session:
        old = datetime(2001, 5, 4, 9, 0, tzinfo=UTC)
        session.add(Entry(title="Quartz page", text="elsewhere", happened=old))
    window = sample.window
    for typed, first, place in (
        ("little", "Little One", "profile"),
        ("asking watchf", "Asking the Watchful One to step back", "dialogues"),
        ("then or", "Then or now?", "exercises"),
        ("after the b", "After the betrayal", "map"),
        ("sett", "Settings", "settings"),
        ("backu", "Backups", "backups"),
    ):
        sample.key(Key.Key_K, Control)
        palette = current(sample)
        sample.keys(typed)
        assert names(palette)[0] == first
        assert names(palette)[-1] == f"Search everything for “{typed}”"
        sample.key(Key.Key_Return)
        closed(sample)
        assert window.here() == place, typed
    sample.key(Key.Key_K, Control)
    palette = current(sample)
    sample.keys("quartz")
    assert names(palette)[0] == "Quartz page"
    sample.key(Key.Key_Up)  # from the first to the last
    sample.key(Key.Key_Return)
    sample.wait(lambda: window.here() == "find")
    page = window.page("find")
    sample.wait(lambda: page.model.rowCount() == 1)
    assert page.box.text() == "quartz"
    page.box.setText("kind:agreement")
    sample.wait(lambda: page.model.rowCount() == 2)
    QTest.keyClick(page.box, Key.Key_Return)
    assert window.here() == "mediation" and window.page("mediation").here().id is not None


def test_recent_places_come_first_and_actions_of_the_page_are_offered(sample: Person) -> None:
    window = sample.window
    window.open_ref(Ref("profile", 1))
    window.go("dialogues")
    sample.press("Go to anything")
    palette = current(sample)
    assert names(palette)[0] == "Dialogues" and "The Watchful One" in names(palette)[:4]
    sample.keys("new dia")
    assert names(palette)[0] == "New dialogue"
    sample.key(Key.Key_Return)
    closed(sample)
    page = window.page("dialogues")
    assert page.stack.currentWidget() is page.choosing
    sample.key(Key.Key_K, Control)
    palette = current(sample)
    sample.keys("rename")  # cannot be done now
    assert "Rename dialogue…" not in names(palette) and "Rename dialogue" not in names(palette)
    sample.key(Key.Key_Escape)
    closed(sample)
    assert window.here() == "dialogues" and page.isAncestorOf(QApplication.focusWidget())


def test_it_opens_above_no_question(sample: Person) -> None:
    seen: list[bool] = []

    def inside() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        sample.window.go_to_anything()
        QTest.keyClick(dialog, Key.Key_K, Control)
        seen.append(QApplication.activeModalWidget() is dialog)
        dialog.reject()

    meanwhile(inside)
    ask.confirm(sample.window, "Really?", "Yes or no.", "Yes", "No")
    assert seen == [True]


def test_recent_places_are_kept_inside_the_journal_alone(store: Store) -> None:
    recent = Recent(store)
    for ref in (Ref("profile", 1), Ref("turn", 9), Ref("dialogue", 2, "x"), Ref("profile", 1)):
        recent.note(ref)
    assert Recent(store).refs() == ()
    recent.keep()
    assert Recent(store).refs() == (Ref("profile", 1), Ref("dialogue", 2))
