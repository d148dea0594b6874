"""The whole app in the test's own process, driven as a person drives it: by name, key and mouse."""

from __future__ import annotations

import gc
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QRadioButton, QWidget

from ifs_desktop.app import App, Folders, standard_folders
from ifs_desktop.lock.page import LockPage
from ifs_desktop.settings import Settings
from ifs_desktop.shell.window import Window
from ifs_desktop.store import Store
from ifs_desktop.vault import Kdf

CHEAP = Kdf(memory_kib=64, passes=1, lanes=1)
W = TypeVar("W", bound=QWidget)
Left = Qt.MouseButton.LeftButton


class Person:
    """Starts the app, finds things by their accessible names, and uses them."""

    def __init__(self, size: tuple[int, int] = (1280, 820), theme: str = "light") -> None:
        self.relaunched: list[tuple[str, str]] = []
        found = standard_folders()
        documents = Path(found.documents)
        documents.mkdir(parents=True, exist_ok=True)
        self.folders = Folders(found.config, found.data, str(documents))
        self._size, self._theme = size, theme
        self.app: App
        self.start()

    def start(self, file: str = "", notice: str = "") -> None:
        """A new start of the app: nothing of an earlier one is used but its files."""
        settings = Settings(str(Path(self.folders.config) / "settings.txt"))
        if self._size != (0, 0):
            settings.set(window_width=self._size[0], window_height=self._size[1])
        settings.set(theme=self._theme)
        self.app = App(settings, self.folders, relaunch=self._relaunch, kdf=CHEAP)
        self.app.start(file or None, notice)
        QTest.qWaitForWindowExposed(self.app.frame)
        self.app.frame.activateWindow()  # no window manager does it on a bare X server
        QTest.qWaitForWindowActive(self.app.frame)

    def start_anew(self) -> None:
        """A new start, with the window as it was left."""
        self._size = (0, 0)
        self.start()

    def _relaunch(self, file: str, notice: str) -> None:
        self.relaunched.append((file, notice))

    @property
    def documents(self) -> Path:
        """The folder where journals are kept."""
        return Path(self.folders.documents)

    @property
    def window(self) -> Window:
        """The unlocked journal's window."""
        assert self.app.window is not None
        return self.app.window

    @property
    def store(self) -> Store:
        """The unlocked journal's store."""
        assert self.app.opened is not None
        store: Store = self.app.opened.store
        return store

    @property
    def lock_page(self) -> LockPage:
        """The page before a journal is open."""
        assert self.app.lock_page is not None
        return self.app.lock_page

    def opened(self) -> bool:
        """Whether a journal is on the screen."""
        return self.app.window is not None and self.app.window.isVisible()

    def create(self, password: str, *, code: bool = False) -> None:
        """Fill in the first page and create the journal; a recovery code is left for later.

        With ``code`` the page of the recovery code stays.
        """
        self.type("Password", password)
        self.type("Repeat password", password)
        self.press("Create journal")
        self.wait(self.opened)
        if not code:
            self.press("Not now")

    def open(self, journal: Path, password: str) -> None:
        """Unlock a copy of a journal, kept where it is offered; from Today go on to its map."""
        self.lock_page.open_file(str(shutil.copy(journal, self.documents)))
        QApplication.processEvents()
        self.unlock(password)
        self.wait(self.opened)
        if self.window.here() == "today":
            self.window.go("map")
            self.window.take_focus()

    def unlock(self, password: str) -> None:
        """Type the password and press Enter."""
        self.type("Password", password)
        QTest.keyClick(self.find("Password"), Qt.Key.Key_Return)

    def look_around(self) -> None:
        """Open the sample journal."""
        self.press("Look around first")
        self.wait(self.opened)

    def end(self) -> None:
        """Close the program and let go of its window."""
        self.app.quit()
        self.app.frame.deleteLater()
        self.app.deleteLater()
        drop_deleted(collect=False)  # a collection among all of pytest's objects takes 0.3 s

    # ---- by name
    def find(self, name: str, kind: type[W] | None = None, within: QWidget | None = None) -> Any:
        """The one visible widget with this accessible name (or text, for buttons)."""
        root = within or QApplication.activeModalWidget() or self.app.frame
        wanted = kind or QWidget
        found = [
            widget
            for widget in root.findChildren(wanted)
            if widget.isVisible() and name in (widget.accessibleName(), _text(widget))
        ]
        assert found, f"nothing visible is called {name!r}; there is {self._names(root)}"
        return found[0]

    def press(self, name: str, within: QWidget | None = None) -> None:
        """Click a button with the mouse."""
        button = self.find(name, QAbstractButton, within)
        boxed = isinstance(button, QCheckBox | QRadioButton)
        at = QPoint(8, button.height() // 2) if boxed else centre(button)
        QTest.mouseClick(button, Left, pos=at)

    def type(self, name: str, text: str) -> None:
        """Click into a field and type over what stands there."""
        field = self.find(name)
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        type_into(field, text)

    def key(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Press a key where the keyboard is."""
        how = Qt.KeyboardModifier.NoModifier
        for one in modifiers:
            how |= one
        QTest.keyClick(QApplication.focusWidget() or self.app.frame, key, how)

    def keys(self, text: str) -> None:
        """Type where the keyboard is."""
        focus = QApplication.focusWidget()
        assert focus is not None
        type_into(focus, text)

    def wait(self, until: Callable[[], bool], seconds: float = 20) -> None:
        """Let the app work until something is so."""
        end = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < end, "it did not happen in time"
            rest(10)

    def names(self) -> list[str]:
        """What everything visible is called."""
        return self._names(self.app.frame)

    def lock_and_unlock(self, password: str, *, start_anew: bool = False) -> None:
        """Lock, see the new process's lock page, unlock again."""
        self.app.lock()
        self.end()
        if start_anew:
            self.start_anew()
        else:
            self.start()
        self.unlock(password)
        self.wait(self.opened)

    def _names(self, root: QWidget) -> list[str]:
        return sorted(
            {
                widget.accessibleName() or _text(widget)
                for widget in root.findChildren(QWidget)
                if widget.isVisible()
            }
        )


def rest(ms: int) -> None:
    """Let the app work. QTest.qWait would hold the interpreter's lock and starve its workers."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def type_into(widget: QWidget, text: str) -> None:
    """Type any script, letter by letter; QTest.keyClicks aborts outside Latin-1."""
    none = Qt.KeyboardModifier.NoModifier
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, none, letter))


def drop_deleted(*, collect: bool = True) -> None:
    """Carry out what was left for later, so that what is still alive is alive for a reason."""
    for _ in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()
        if collect:
            gc.collect()


def centre(widget: QWidget) -> QPoint:
    """The middle of a widget, in its own pixels."""
    return widget.rect().center()


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""
