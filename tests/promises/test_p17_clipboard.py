"""P17: what is copied anywhere in the app is plain words that nobody keeps, and soon gone.

``tests/ui/test_clip.py`` shows the mechanism; this walks the running app, box by box, and lets
another program look at the clipboard from outside.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ifs_desktop.exercises.cards import EarlierCard
from ifs_desktop.store import Ref
from ifs_desktop.ui import clip
from ifs_desktop.ui.widgets import GrowingTextEdit
from tests.helpers import mouse
from tests.helpers.app import Person, rest, type_into
from tests.helpers.figures import Figures, Rounds
from tests.helpers.walk import back_at_the_window, choose_option, go_on, on_step, take_place

Control = Qt.KeyboardModifier.ControlModifier
COPIED, SELECTED = QClipboard.Mode.Clipboard, QClipboard.Mode.Selection
ALLOWED = {"text/plain", *clip.HINTS}
# Another program. "look": what it sees on the clipboard; "take": it copies something itself.
OTHER = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
app = QApplication([])
board = app.clipboard()
def act():
    if sys.argv[1] == "take":
        board.setText("somebody else's words")
        print("taken", flush=True)
    else:
        print(board.text(), *sorted(board.mimeData().formats()), sep="|", flush=True)
        app.quit()
QTimer.singleShot(50, act)
app.exec()
"""


@pytest.fixture
def person(qtbot: QtBot) -> Iterator[Person]:
    """In the sample journal, which has something of everything."""
    someone = Person()
    someone.look_around()
    yield someone
    someone.end()


# ---- every kind of box that holds words

Box = Callable[[Person], QWidget]


def composer(person: Person) -> QWidget:
    person.press("Dialogues")
    box: QWidget = person.window.page("dialogues").talk.composer.edit
    return box


def turn_editor(person: Person) -> QWidget:
    box = composer(person)
    QTest.keyClick(box, Qt.Key.Key_A, Control)
    QTest.keyClick(box, Qt.Key.Key_Delete)
    QTest.keyClick(box, Qt.Key.Key_Up)
    editor = person.window.page("dialogues").talk.view.editor()
    assert editor is not None
    edit: QWidget = editor[1].edit
    return edit


def choosing(person: Person) -> Any:
    person.press("Dialogues")
    person.press("New dialogue")
    return person.window.page("dialogues").choosing


def title(person: Person) -> QWidget:
    box: QWidget = choosing(person).title_edit
    return box


def picker_search(person: Person) -> QWidget:
    box: QWidget = choosing(person).picker.search
    return box


def picker_name(person: Person) -> QWidget:
    box: QWidget = choosing(person).picker.name
    return box


def part_pane(person: Person) -> Any:
    page = person.window.page("map")
    first = min(number for number in page.scene.parts if number > 0)
    person.window.open_ref(Ref("part", first))
    return page.inspector.part


def part_name(person: Person) -> QWidget:
    box: QWidget = part_pane(person).name
    return box


def fact(person: Person) -> QWidget:
    box: QWidget = part_pane(person).fields["job"].edit
    return box


def name_on_the_map(person: Person) -> QWidget:
    page = person.window.page("map")
    person.press("Place: Manager", within=page)
    box: QWidget = person.find("Name", QLineEdit, within=page.canvas)
    return box


def contacts(person: Person) -> QWidget:
    person.press("Help")
    box: QWidget = person.find("Whom I can turn to", QPlainTextEdit)
    return box


def answer(person: Person) -> QWidget:
    person.window.open_ref(Ref("page", None, "exercises"))
    person.press("Then or now?", within=person.window.page("exercises"))
    person.press("Begin", within=person.window.page("exercises"))
    take_place(person, Qt.Key.Key_5)
    go_on(person)
    choose_option(person, "about then")
    go_on(person)
    box: QWidget = on_step(person, GrowingTextEdit)
    return box


def side(person: Person) -> QWidget:
    type_into(answer(person), "something")
    go_on(person)
    box: QWidget = on_step(person, GrowingTextEdit, 3)
    return box


BOXES: tuple[Box, ...] = (
    *(composer, turn_editor, title, picker_search, picker_name, part_name, fact),
    *(name_on_the_map, contacts, answer, side),
)


def words(mode: QClipboard.Mode = COPIED) -> str:
    return QGuiApplication.clipboard().text(mode)


def formats(mode: QClipboard.Mode = COPIED) -> set[str]:
    return set(QGuiApplication.clipboard().mimeData(mode).formats())


def copy_from(box: QWidget, text: str, key: Qt.Key = Qt.Key.Key_C) -> None:
    """Type over what stands in a box, and copy all of it by the keys."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_A, Control)
    type_into(box, text)
    QTest.keyClick(box, Qt.Key.Key_A, Control)
    QTest.keyClick(box, key, Control)


def test_whatever_box_it_comes_from_a_copy_is_plain_words_and_hints(
    person: Person, figures: Figures
) -> None:
    for number, make in enumerate(BOXES):
        text = f"words <b>of</b> box {number}"
        back_at_the_window(person)
        copy_from(make(person), text, (Qt.Key.Key_C, Qt.Key.Key_X)[number % 2])
        assert words() == text, make.__name__
        assert formats() == ALLOWED, make.__name__
    figures.note("P17", "kinds of box copied from", len(BOXES))


def test_turns_and_what_is_read_are_copied_as_plain_words_too(person: Person) -> None:
    person.press("Dialogues")
    view = person.window.page("dialogues").talk.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_C, Control)
    assert words() and formats() == ALLOWED
    person.press("Exercises")
    earlier = person.window.page("exercises").findChildren(EarlierCard)[0]
    QTest.mouseClick(earlier, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    label = next(
        label
        for label in person.window.page("exercises").findChildren(QLabel)
        if label.isVisible()
        and label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    )
    mouse.double_click(label, QPoint(10, 10))
    chosen = label.selectedText()
    assert chosen and chosen in label.text()
    QTest.keyClick(label, Qt.Key.Key_C, Control)
    assert words() == chosen and formats() == ALLOWED
    if sys.platform == "linux":
        assert words(SELECTED) == chosen and formats(SELECTED) == ALLOWED


def test_another_program_sees_the_words_until_it_locks_and_then_nothing(
    person: Person, figures: Figures
) -> None:
    copy_from(composer(person), "seen from outside")
    seen = look_from_outside()
    assert seen.startswith("seen from outside|")
    assert "text/html" not in seen and "richtext" not in seen
    assert "x-kde-passwordManagerHint" in seen
    person.key(Qt.Key.Key_L, Control)
    person.wait(lambda: person.relaunched != [])
    left = look_from_outside()
    figures.note("P17", "letters left for others after the lock", len(left))
    assert left == "" and words(SELECTED) == ""


def test_another_program_sees_nothing_of_it_after_the_end(person: Person, figures: Figures) -> None:
    copy_from(contacts(person), "seen from outside")
    person.app.quit()
    left = look_from_outside()
    figures.note("P17", "letters left for others after the end", len(left))
    assert left == ""


def test_what_another_program_copied_is_left_alone(person: Person) -> None:
    copy_from(composer(person), "ours")
    with other("take") as program:
        person.wait(lambda: words() == "somebody else's words")
        person.key(Qt.Key.Key_L, Control)
        person.wait(lambda: person.relaunched != [])
        rest(100)
        assert words() == "somebody else's words"
        assert program.poll() is None


def test_a_copy_and_a_selection_are_gone_after_half_a_minute(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, figures: Figures, rounds: Rounds
) -> None:
    really = bool(rounds(0, 1))
    assert clip.KEPT_FOR == 30_000
    if not really:
        monkeypatch.setattr(clip, "KEPT_FOR", 600)
    someone = Person()
    someone.look_around()
    box = composer(someone)
    begun = time.monotonic()
    copy_from(box, "soon gone")
    if sys.platform == "linux":
        paper = box.findChild(QWidget, "qt_scrollarea_viewport")
        assert paper is not None
        mouse.double_click(paper, paper.rect().center() / 8)
        assert words(SELECTED) in ("soon", "gone")
    rest(25_000 if really else 300)
    assert words() == "soon gone"
    someone.wait(lambda: words() == "" and words(SELECTED) == "", seconds=20)
    took = time.monotonic() - begun
    figures.note("P17", "seconds until a copy was gone", f"{took:.1f}")
    assert took >= clip.KEPT_FOR / 1000 * 0.95  # as near as Qt's timers keep to their time
    someone.end()


# ---- the other program


class other:
    """Another program at the clipboard, for as long as the block lasts."""

    def __init__(self, what: str) -> None:
        self._command = [sys.executable, "-c", OTHER, what]

    def __enter__(self) -> subprocess.Popen[str]:
        self._program = subprocess.Popen(self._command, stdout=subprocess.PIPE, text=True)
        return self._program

    def __exit__(self, *_: object) -> None:
        self._program.kill()
        self._program.communicate()


def look_from_outside() -> str:
    """The clipboard's words and formats as another program gets them. We have to answer it."""
    with other("look") as program:
        end = time.monotonic() + 60
        while program.poll() is None:
            assert time.monotonic() < end
            QApplication.processEvents()
            rest(20)
        assert program.stdout is not None
        return program.stdout.read().strip()
