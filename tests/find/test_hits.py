"""Whatever is found, Enter leads to where its words are seen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ifs_desktop.entries import edits
from ifs_desktop.find.page import FindPage
from tests.helpers.app import Person

# What is typed, and words that are seen then.
HITS = (
    ('"quiet heron"', "quiet heron"),
    ("left shoulder came", "my left shoulder came down"),
    ("kind:fact small", "Small. It gave no number."),
    ("kind:answer Friday", "Nothing is decided. I don’t have to trust by Friday."),
    ("kind:part planner", "The Planner"),
    ("kind:map betrayal", "After the betrayal"),
    ("kind:impression song", "That song again"),
    ("kind:agreement writes", "The Watchful One writes down what it would ask."),
    ("kind:relation worry", "I worry about it more than I let on."),
    ("kind:permission shouting", "Ask me again when nobody is shouting"),
    ("kind:feeling impatient", "impatient"),
    ("kind:feeling wary", "wary"),
    ("kind:template meeting", "After meeting them"),
    ("kind:note kettle", "she has the blue kettle on"),
    ('kind:person "friend since"', "a friend since school"),
    ('kind:person "list open"', "Kind so far. I am keeping the list open."),
    ("kind:moment tram", "A man on the tram held the door until I had made it"),
    ("kind:step nobody knew", "Friday came. Nobody knew."),
    ("kind:step everyone", "She will tell somebody, and by Friday everyone knows"),
    ("kind:letter slept", "you have not slept since spring"),
    ("kind:promise kitchen", "Put the phone in the kitchen at ten"),
    ("kind:promise decide", "I will not decide anything after nine in the evening"),
    ("kind:belief seen coming", "I ought to have seen it coming"),
    ("kind:belief plan", "The lying, and the plan behind it."),
    ("kind:checkin cold water", "Cold water, then the window"),
    ("kind:fact cold stone", "A cold stone"),
)


def seen(person: Person) -> Iterator[str]:
    """All that stands on the screen; of a long text what is chosen, of a list the row one is at."""
    menu = QApplication.activePopupWidget()
    if isinstance(menu, QMenu) and menu.activeAction() is not None:
        yield menu.activeAction().text()
    page = person.window.page(person.window.here())
    for widget in page.findChildren(QWidget):
        if widget.visibleRegion().isEmpty():
            continue
        yield f"{widget.accessibleName()} {widget.accessibleDescription()}"
        if isinstance(widget, QLabel):
            yield widget.text()
        elif isinstance(widget, QPlainTextEdit):
            yield widget.toPlainText()
        elif isinstance(widget, QTextEdit):
            rect = widget.cursorRect()
            if widget.viewport().rect().contains(rect):
                yield widget.textCursor().selectedText().replace("\u2029", " ")
        elif isinstance(widget, QAbstractItemView):
            index = widget.currentIndex()
            if widget.viewport().rect().intersects(widget.visualRect(index)):
                yield str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data())


def in_sight(person: Person, words: str) -> bool:
    return any(words in one for one in seen(person))


def test_every_kind_of_hit_leads_to_where_its_words_are_seen(qtbot: QtBot) -> None:
    person = Person((1024, 700))
    person.look_around()
    text = "lean *words* 🌊 again\n\n" * 200 + "a quiet\nheron\n\n" + "and more\n\n" * 200
    edits.begin_entry(person.store, title="Long", text=text)
    page: FindPage = person.window.page("find")
    for typed, words in HITS:
        person.window.show_find()
        page.box.setText(typed)
        person.wait(lambda: not page.searching.under_way() and page.model.rowCount() > 0)
        QTest.keyClick(page.box, Qt.Key.Key_Return)
        qtbot.waitUntil(partial(in_sight, person, words))
        assert person.window.here() != "find"
        menu = QApplication.activePopupWidget()
        if menu is not None:
            menu.close()
    person.end()
