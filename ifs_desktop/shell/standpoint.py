"""Where exactly one was on a page: how far it was scrolled, where the keyboard and cursor stood.

Taken when the journal is locked, and found again after unlocking, for any page: what a widget is
called by is its kind and its place among its like. All of it is kept in the journal.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QPersistentModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QGraphicsView,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

TRIES, PAUSE = 20, 25  # how often, and after how many ms, a page that is still laying itself out


def take(page: QWidget) -> dict[str, Any]:
    """What is to be kept, as JSON can hold it."""
    kept: dict[str, Any] = {"scrolled": [_scrolled(area) for area in _areas(page)]}
    focus = page.window().focusWidget()  # also while another program has the keyboard
    if focus is not None:
        stops = _stops(page, type(focus).__name__)
        if focus in stops:
            kept["keyboard"] = [type(focus).__name__, stops.index(focus), _cursor(focus)]
    return kept


class Return(QObject):
    """Goes back to where one was, once the page stands; then it is gone."""

    def __init__(self, page: QWidget, kept: dict[str, Any]) -> None:
        super().__init__(page)
        self._page = page
        self._kept = kept
        self._tries = 0
        self._has_keyboard = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._try)
        self._timer.start(0)

    def _try(self) -> None:
        self._tries += 1
        self._timer.setInterval(PAUSE)
        there = self._has_keyboard or self._give_keyboard()
        far, areas = self._kept.get("scrolled", []), _areas(self._page)
        reached = [_scroll(area, *wanted) for area, wanted in zip(areas, far, strict=False)]
        if (there and len(areas) >= len(far) and all(reached)) or self._tries == TRIES:
            self._timer.stop()
            self.deleteLater()

    def _give_keyboard(self) -> bool:
        if "keyboard" not in self._kept:
            return True
        kind, place, cursor = self._kept["keyboard"]
        stops = _stops(self._page, kind)
        if place < len(stops):
            stops[place].setFocus(Qt.FocusReason.OtherFocusReason)
            _put_cursor(stops[place], cursor)
            self._has_keyboard = True
        return self._has_keyboard


def _areas(page: QWidget) -> list[QAbstractScrollArea]:
    found = page.findChildren(QAbstractScrollArea)
    # A map keeps its view itself.
    return [area for area in found if area.isVisible() and not isinstance(area, QGraphicsView)]


def _stops(page: QWidget, kind: str) -> list[QWidget]:
    """All that can have the keyboard, of one kind."""
    return [
        widget
        for widget in page.findChildren(QWidget)
        if type(widget).__name__ == kind
        and widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]


def _scrolled(area: QAbstractScrollArea) -> list[int]:
    """How far down, in pixels; in a list, which line is on top, from the end, and where it begins.

    A list guesses the height of lines it has not shown, and loads earlier ones as they are neared.
    """
    if not isinstance(area, QAbstractItemView):
        return [area.verticalScrollBar().value(), 0]
    bar, view = area.verticalScrollBar(), area.viewport()
    if bar.value() < bar.maximum():
        for y in range(0, view.height(), 4):
            index = area.indexAt(QPoint(view.width() // 2, y))
            if index.isValid():
                return [area.model().rowCount() - index.row(), area.visualRect(index).top()]
    return [0, 0]


def _scroll(area: QAbstractScrollArea, far: int, top: int) -> bool:
    """Whether it stands where it stood."""
    bar = area.verticalScrollBar()
    if not isinstance(area, QAbstractItemView):
        bar.setValue(far)
        return bar.value() == far
    if far == 0:
        bar.setValue(bar.maximum())
        return True
    row = area.model().rowCount() - far
    if row < 0:
        bar.setValue(0)  # asks for earlier lines
        return False
    # Persistent: near the beginning, scrolling itself puts earlier lines before this one.
    line = QPersistentModelIndex(area.model().index(row, 0))
    area.scrollTo(line, QAbstractItemView.ScrollHint.PositionAtTop)
    bar.setValue(bar.value() + area.visualRect(line).top() - top)
    return abs(area.visualRect(line).top() - top) < 2


def _cursor(widget: QWidget) -> list[int] | None:
    if isinstance(widget, QLineEdit):
        return [widget.cursorPosition(), widget.cursorPosition()]
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        cursor = widget.textCursor()
        return [cursor.anchor(), cursor.position()]
    return None


def _put_cursor(widget: QWidget, cursor: list[int] | None) -> None:
    if cursor is None:
        return
    anchor, position = cursor
    if isinstance(widget, QLineEdit):
        widget.setCursorPosition(position)
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        end = widget.document().characterCount() - 1
        placed = widget.textCursor()
        placed.setPosition(min(anchor, end))
        placed.setPosition(min(position, end), QTextCursor.MoveMode.KeepAnchor)
        widget.setTextCursor(placed)
