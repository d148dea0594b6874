"""What a state of the open journal can do on its way there, and how it is locked from it.

A state is a function with one argument, a ``Scene``: it goes somewhere by keys and mouse, types by
``write`` what is to be kept, and says ``lock`` when it is there. A page that lands later adds its
states to a module of this folder; ``test_p13_locked_means_locked.py`` walks all of them.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget

from ifs_desktop.ui import ask
from ifs_desktop.ui.away import SCREEN_LOCKED
from tests.helpers.app import Person, rest, type_into
from tests.helpers.walk import back_at_the_window, meanwhile

Control = Qt.KeyboardModifier.ControlModifier
Left = Qt.MouseButton.LeftButton
ALL_WAYS = ("key", "idle", "away", "button", "menu")
OVER_ANYTHING = ("key", "idle", "away")  # a mouse cannot reach what a dialog or popup covers


@dataclass
class Locked:
    """How a lock went."""

    way: str
    wall: float  # seconds from the key, click or signal until the journal was closed
    cpu: float  # the same, of this process alone
    left: list[str]  # what was still there at that moment


class Keeper(Person):
    """Notes when the lock was done, and what was left on the screen and open then."""

    def start(self, file: str = "", notice: str = "") -> None:
        self.done: tuple[float, float, list[str]] | None = None
        super().start(file, notice)

    def _relaunch(self, file: str, notice: str) -> None:
        self.done = (time.perf_counter(), time.process_time(), self._left(notice))
        super()._relaunch(file, notice)

    def _left(self, notice: str) -> list[str]:
        left = [f"notice {notice}"] if notice else []
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible() and widget is not self.app.frame:
                left.append(f"window {type(widget).__name__}")
        if QApplication.activeModalWidget() is not None:
            left.append("a modal dialog")
        if self.app.opened is not None or self.app.window is not None:
            left.append("the journal")
        inside = self.app.frame.findChildren(QWidget)
        left += [type(w).__name__ for w in inside if w.isVisible() and w.accessibleName()]
        if os.path.isdir("/proc/self/fd"):
            held = [os.path.realpath(link) for link in Path("/proc/self/fd").iterdir()]
            left += [name for name in held if "work.db" in name or name.endswith(".ifsjournal")]
        return left


class Scene:
    """One state on the way to a lock."""

    _numbers = count(1)

    def __init__(self, person: Keeper, way: str) -> None:
        self.person = person
        self.way = way
        self.kept: list[str] = []
        self.locked: Locked | None = None
        self.error: BaseException | None = None

    # ---- what states use
    def go(self, place: str) -> QWidget:
        """To a place by its button on the rail; its page."""
        back_at_the_window(self.person)
        self.person.press(place, within=self.person.app.frame)
        page: QWidget = self.person.window.page(self.person.window.here())
        return page

    def words(self) -> str:
        """Words that stand nowhere else, half a sentence."""
        return f"half a wort{next(self._numbers):04}"

    def write(self, box: QWidget, *, kept: bool = True) -> str:
        """Type into a box, letter by letter, what is to be there after the lock."""
        words = self.words()
        if box.isEnabled() and not box.hasFocus():
            box.setFocus()
        type_into(box, words)
        if kept:
            self.kept.append(words)
        return words

    def within(self, open_it: Callable[[], None], act: Callable[[], None]) -> None:
        """For a dialog that holds the program up: open it, act in it, and lock from there."""

        def inside() -> None:
            try:
                act()
                self.lock()
            except BaseException as error:
                self.error = error
                self.person.app.lock()  # so that the program is not held up for ever

        meanwhile(inside)
        open_it()

    def lock(self) -> None:
        """Lock in this scene's way, and wait until it is done."""
        QApplication.processEvents()
        person = self.person
        wall, cpu = time.perf_counter(), time.process_time()
        with ask.answer() as asked:  # from here on, a question has no answer
            WAYS[self.way](person)
            end = time.monotonic() + 60
            while person.done is None:
                assert time.monotonic() < end, "it did not lock"
                rest(1)
        done = person.done
        left = [*done[2], *(f"the question {title!r}" for title in asked)]
        self.locked = Locked(self.way, done[0] - wall, done[1] - cpu, left)


# ---- the ways to lock


def by_key(person: Person) -> None:
    """Ctrl+L, wherever the keyboard is."""
    over = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    focus = over or QApplication.focusWidget() or person.app.frame
    if over is not None and over.focusWidget() is not None:
        focus = over.focusWidget()
    QTest.keyClick(focus, Qt.Key.Key_L, Control)


def by_idle(person: Person) -> None:
    """Nobody was here for longer than the settings say."""
    person.window.watch.look(after=24 * 3600)


def by_away(person: Person) -> None:
    """The system says that its screen was locked."""
    away = person.app._away
    assert away is not None
    away.left.emit(SCREEN_LOCKED)


def by_button(person: Person) -> None:
    """The button at the rail's foot."""
    person.press("Lock", within=person.app.frame)


def by_menu(person: Person) -> None:
    """The menu bar's first menu."""
    bar = person.app.frame.menuBar()
    menu = open_menu(bar, bar.actions()[0])
    lock = next(action for action in menu.actions() if action.text() == "Lock")
    QTest.mouseClick(menu, Left, pos=menu.actionGeometry(lock).center())


def open_menu(bar: QMenuBar, action: QAction) -> QMenu:
    """Open a menu of the bar with the mouse."""
    QTest.mouseClick(bar, Left, pos=bar.actionGeometry(action).center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


WAYS: dict[str, Callable[[Person], None]] = {
    "key": by_key,
    "idle": by_idle,
    "away": by_away,
    "button": by_button,
    "menu": by_menu,
}


# ---- the tables of states

Reach = Callable[[Scene], None]


@dataclass(frozen=True)
class State:
    """A state by its name, and the ways in which one can lock from there."""

    name: str
    reach: Reach
    ways: tuple[str, ...]


class Table(list[State]):
    """The states of one part of the app, in the order in which they are written down."""

    def state(self, reach: Reach) -> Reach:
        """A state over which nothing lies: every way to lock can be taken."""
        self.append(State(reach.__name__.replace("_", " "), reach, ALL_WAYS))
        return reach

    def covered(self, reach: Reach) -> Reach:
        """A state under a dialog, a menu or a mouse that is held."""
        self.append(State(reach.__name__.replace("_", " "), reach, OVER_ANYTHING))
        return reach
