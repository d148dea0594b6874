"""Ways through the app that several tests take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ifs_desktop.exercises.steps.choose import OptionRow
from ifs_desktop.ui.widgets.line import PositionLine
from tests.helpers.app import Person, centre
from tests.helpers.mouse import drag

Control = Qt.KeyboardModifier.ControlModifier


def place_part(person: Person, role: str, name: str, at: QPoint) -> None:
    """Drag a role from the palette onto the map and name it in place."""
    page = person.window.page("map")
    canvas = person.find("Parts map", within=page)
    entry = person.find(f"Place: {role}", within=page)
    drag(entry, centre(entry), entry.mapFromGlobal(canvas.mapToGlobal(at)))
    field = person.find("Name", QLineEdit, within=canvas)
    person.wait(field.hasFocus)
    person.keys(name)
    person.key(Qt.Key.Key_Return)


def part_at(person: Person, part_id: int) -> QPoint:
    """Where a part stands, in the map's pixels."""
    page = person.window.page("map")
    x, y = page.canvas.scene.parts[part_id].place()
    return QPoint(page.view.mapFromScene(x, y))


def on_step(person: Person, kind: type[QWidget], place: int = 0) -> Any:
    """A control on the exercise's step that is on the screen."""
    QApplication.processEvents()  # lets the layout place what was made
    runner = person.window.page("exercises").runner
    return [widget for widget in runner.findChildren(kind) if widget.isVisible()][place]


def go_on(person: Person) -> None:
    """To the next step, by its key."""
    person.key(Qt.Key.Key_Return, Control)


def take_place(person: Person, digit: Qt.Key) -> None:
    """Take a place on the line of a scale."""
    line = on_step(person, PositionLine)
    line.setFocus()
    QTest.keyClick(line, digit)


def choose_option(person: Person, words: str) -> None:
    """Choose the option with these words."""
    runner = person.window.page("exercises").runner
    option = next(row for row in runner.findChildren(OptionRow) if words in row.text())
    QTest.mouseClick(option, Qt.MouseButton.LeftButton)


def back_at_the_window(person: Person) -> None:
    """After a dialog: a bare X server has no window manager to give the keyboard back."""
    person.app.frame.activateWindow()
    person.wait(person.app.frame.isActiveWindow)


def meanwhile(act: Callable[[], None]) -> None:
    """Do something in the dialog that the next line opens, and that holds it up."""

    left = iter(range(1000))  # tries

    def go() -> None:
        dialog, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
        if dialog is not None and focus is not None and dialog.isAncestorOf(focus):
            act()
            return
        if dialog is not None:
            dialog.activateWindow()  # no window manager does it on a bare X server
        if next(left, None) is not None:
            QTimer.singleShot(10, go)

    QTimer.singleShot(10, go)
