"""Uses the lock page by the names it gives its fields and buttons."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from ifs_desktop.lock.page import LockPage


class Door:
    """One lock page in a window."""

    def __init__(self, frame: QWidget, file: str, documents: Path) -> None:
        self.page = LockPage(file, str(documents), "", frame)
        self.page.resize(frame.size())
        self.page.show()
        self.page.take_focus()
        self.created: list[tuple[str, str]] = []
        self.unlocked: list[tuple[str, str]] = []
        self.page.create_requested.connect(self._created)
        self.page.unlock_requested.connect(self._unlocked)
        self.insisted: list[bool] = []

    def field(self, name: str) -> QLineEdit:
        """The visible line of this name."""
        return next(
            line
            for line in self.page.findChildren(QLineEdit)
            if line.accessibleName() == name and line.isVisible()
        )

    def button(self, text: str) -> QPushButton:
        """The visible button that says this."""
        return next(
            button
            for button in self.page.findChildren(QPushButton)
            if button.text() == text and button.isVisible()
        )

    def focus(self) -> QWidget | None:
        """Where one types, also while the test's window is not the active one."""
        return self.page.window().focusWidget()

    def press(self, text: str) -> None:
        QTest.mouseClick(self.button(text), Qt.MouseButton.LeftButton)

    def said(self) -> list[str]:
        """The words on the page that are shown as an error or a warning."""
        return [
            label.text()
            for label in self.page.findChildren(QLabel)
            if label.property("kind") in ("error", "warn") and label.isVisible()
        ]

    def words(self) -> list[str]:
        """All words on the page that are no button and no field."""
        return [label.text() for label in self.page.findChildren(QLabel) if label.isVisible()]

    def _created(self, path: str, password: str) -> None:
        self.created.append((path, password))

    def _unlocked(self, path: str, password: str, insist: bool) -> None:
        self.unlocked.append((path, password))
        self.insisted.append(insist)
