"""A layout that sets its items in lines, like words, and wraps them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget


class FlowLayout(QLayout):
    """Items in reading order; a line ends where the width ends. Gaps in px."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8, line_gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._line_gap = line_gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert_widget(self, index: int, widget: QWidget) -> None:
        """Put a widget before the item at `index`; beyond the end it comes last."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def clear(self) -> None:
        """Take all widgets out and let them go."""
        while self._items:
            widget = self._items.pop().widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        width, height = 0, 0
        for item in self._shown():
            hint = item.sizeHint()
            width += hint.width() + (self._gap if width else 0)
            height = max(height, hint.height())
        return QSize(
            width + margins.left() + margins.right(), height + margins.top() + margins.bottom()
        )

    def minimumSize(self) -> QSize:
        margins = self.contentsMargins()
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Set the lines into `rect`; the height they need, margins included."""
        margins = self.contentsMargins()
        room = rect.marginsRemoved(margins)
        x, y = room.x(), room.y()
        line: list[tuple[QLayoutItem, int, QSize]] = []
        tall = 0
        for item in self._shown():
            hint = item.sizeHint()
            width = max(min(hint.width(), room.width()), item.minimumSize().width())
            if line and x + width > room.x() + room.width():
                self._set_line(line, room, y, tall, move)
                x, y, tall, line = room.x(), y + tall + self._line_gap, 0, []
            line.append((item, x, QSize(width, hint.height())))
            x += width + self._gap
            tall = max(tall, hint.height())
        self._set_line(line, room, y, tall, move)
        return y + tall + margins.bottom() - rect.y()

    def _set_line(
        self,
        line: list[tuple[QLayoutItem, int, QSize]],
        room: QRect,
        y: int,
        tall: int,
        move: bool,
    ) -> None:
        if not move:
            return
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        for item, x, size in line:
            box = QRect(QPoint(x, y + (tall - size.height()) // 2), size)
            item.setGeometry(QStyle.visualRect(direction, room, box))
