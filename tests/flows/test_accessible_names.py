"""Every control of every page has a name that a screen reader can say."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.parts import queries as parts
from ifs_desktop.store import Ref
from ifs_desktop.vault import key
from tests.helpers.app import CHEAP, Person
from tests.helpers.codes import choose_code, keep_code

Role = QAccessible.Role
SPOKEN = {
    Role.Button,
    Role.ButtonMenu,
    Role.CheckBox,
    Role.RadioButton,
    Role.EditableText,
    Role.ComboBox,
    Role.Slider,
    Role.SpinBox,
    Role.List,
    Role.ListItem,
    Role.Tree,
    Role.Table,
    Role.MenuItem,
    Role.PageTab,
    Role.Link,
}
# Parts of a control that Qt makes and that never take the focus themselves.
INSIDE = {Role.ScrollBar, Role.Indicator, Role.Grip, Role.MenuBar, Role.PopupMenu, Role.Window}


def unnamed(widget: QWidget) -> list[str]:
    """Where a control without a name stands, as the path of roles and names down to it."""
    found: list[str] = []

    def walk(item: QAccessibleInterface | None, path: str) -> None:
        if item is None or not item.isValid() or item.state().invisible:
            return
        name = item.text(QAccessible.Text.Name)
        kind = type(item.object()).__name__ if item.object() is not None else ""
        path = f"{path} > {item.role().name}:{name or kind}"
        wanted = item.role() in SPOKEN or bool(item.state().focusable)
        if wanted and not name and item.role() not in INSIDE and not _viewport(item):
            found.append(path)
        for number in range(item.childCount()):
            walk(item.child(number), path)

    walk(QAccessible.queryAccessibleInterface(widget), "")
    return found


def _viewport(item: QAccessibleInterface) -> bool:
    """A scrolled area's inner widget: its view carries the name."""
    widget = item.object()
    area = widget.parent() if isinstance(widget, QWidget) else None
    return isinstance(area, QAbstractScrollArea) and area.viewport() is widget


@pytest.fixture
def person(qtbot: QtBot) -> Iterator[Person]:
    someone = Person()
    yield someone
    someone.end()


def test_the_lock_page_can_be_heard(person: Person) -> None:
    assert unnamed(person.app.frame) == []
    for name in ("Name", "Where it is kept", "Password", "Repeat password", "Create journal"):
        person.find(name)
    person.lock_page.open_file("/nowhere/My journal.ifsjournal")
    QApplication.processEvents()
    assert unnamed(person.app.frame) == []
    for name in ("Password", "Unlock", "I forgot my password"):
        person.find(name)
    choose_code(person)
    assert unnamed(person.app.frame) == []
    for name in ("New password", "Repeat new password", "Open with this code"):
        person.find(name)


def test_what_opens_a_journal_can_be_heard(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key, "calibrate", lambda *_: CHEAP)  # else seconds for each password
    password = "a lamp in the hall"  # noqa: S105
    person.create(password, code=True)
    assert unnamed(person.app.frame) == []
    keep_code(person)
    assert unnamed(person.app.frame) == []
    assert person.app.opened is not None
    person.app.opened.vault.backup("daily")
    person.window.go("keys")
    QApplication.processEvents()
    assert unnamed(person.app.frame) == []
    for name in ("Current password", "New password", "Password", "Make a new recovery code"):
        person.find(name)
    person.type("Current password", password)
    person.type("New password", password)
    person.type("Repeat new password", password)
    person.press("Change the password")
    person.wait(lambda: "Keep them" in person.names())
    person.type("Password", password)
    person.press("Make a new recovery code")
    person.wait(lambda: "Group 1" in person.names())
    assert unnamed(person.app.frame) == []
    person.press("I have it safe")
    QApplication.processEvents()
    assert unnamed(person.app.frame) == []


def test_every_page_can_be_heard(person: Person) -> None:
    person.look_around()
    window = person.window
    for name in (
        *("Parts map", "Dialogues", "Journal", "Exercises", "Help", "Ground me", "Settings"),
        "Lock",
    ):
        person.find(name)
    silent: dict[str, list[str]] = {}

    def listen(place: str) -> None:
        QApplication.processEvents()
        shown = QApplication.activeModalWidget() or person.app.frame
        silent[place] = unnamed(shown)

    for place in (
        *("map", "dialogues", "entries", "exercises", "help", "honest", "settings"),
        *("backups", "privacy", "inbox", "trash"),
    ):
        window.go(place)
        listen(place)
    window.open_ref(Ref("part", parts.find_parts(person.store, "Watchful")[0].id))
    listen("a part")
    window.open_ref(Ref("find", None, "watch"))
    person.wait(lambda: window.page("find").model.rowCount() > 0)
    listen("results")
    window.page("find").box.clear()
    listen("an empty search")
    window.go_to_anything()
    listen("the way to anything")
    person.key(Qt.Key.Key_Escape)
    window.go("dialogues")
    person.press("New dialogue")
    listen("a new dialogue")
    page = window.page("dialogues")
    page.open_ref(page.here())
    page.guide.body.steps.another.click()
    listen("someone else is here")
    page.talk.view.setFocus()
    page.talk.view.keep_current()
    listen("words being kept")
    window.go("exercises")
    page = window.page("exercises")
    page.begin("then-or-now")
    for step in ("alarm", "unsafe", "trigger", "sides", "who", "age"):
        listen(step)
        page.runner.skip()
    page.stop()
    window.jot()
    listen("a jotting")
    card = QApplication.activeModalWidget()
    assert card is not None
    QTest.keyClick(card, Qt.Key.Key_Escape)
    window.ground()
    listen("ground me")
    person.press("Back to where I was")
    person.press("Keep as mine…")
    listen("keep as mine")
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not any(silent.values()), "\n".join(
        f"{place}: {path}" for place, paths in silent.items() for path in paths
    )
