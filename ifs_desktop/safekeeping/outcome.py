"""What came of something one did, said where one did it, to eyes and to screen readers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ifs_desktop.ui.widgets.notice import Notice


class Outcome(QWidget):
    """One notice at a time, or nothing."""

    followed = Signal(str)  # what the link was made for

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._notice: Notice | None = None
        self._follows = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def say(self, text: str, tone: str, *, link: str = "", follows: str = "") -> None:
        """Say this instead; with ``link``, a way to go on, which hands over ``follows``."""
        self.clear()
        self._notice = Notice(text, self, tone=tone)
        self._notice.closed.connect(self.clear)
        self._follows = follows
        if link:
            self._notice.add_link(link).clicked.connect(self._follow)
        self._column.addWidget(self._notice)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._notice, text))

    def clear(self) -> None:
        """Say nothing."""
        if self._notice is not None:
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None
        self.hide()

    def _follow(self) -> None:
        self.followed.emit(self._follows)
