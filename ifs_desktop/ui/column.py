"""A page of reading: header bar, and one calm column that scrolls."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets.header import PageHeader
from ifs_desktop.ui.widgets.scroll import CalmScroll

WIDTH = 680  # design px: about 80 letters a line
_ROUNDS = 6  # as many layouts lie within each other at most


class Column(QWidget):
    """A PageHeader over a centred column; widgets are added from top to bottom."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.header = PageHeader(title, self)
        self._wanted: QWidget | None = None
        self._soon = QTimer(self)  # QTimer.singleShot would keep us alive if we go before it fires
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show_wanted)
        self._scroll = scroll = CalmScroll(None, self)
        scroll.setAccessibleName(title)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that the arrow keys scroll
        outer = self._outer = _Sheet(scroll)
        sides = QHBoxLayout(outer)
        sides.setContentsMargins(theme.px(28), theme.px(32), theme.px(28), theme.px(40))
        inner = QWidget(outer)
        inner.setMaximumWidth(theme.px(WIDTH))
        sides.addStretch(1)
        sides.addWidget(inner, 100)
        sides.addStretch(1)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))
        self._column.addStretch(1)
        scroll.set_content(outer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(scroll, 1)

    def set_title(self, title: str) -> None:
        """Another title; what is read is called by it, too."""
        self.header.set_title(title)
        self._scroll.setAccessibleName(title)

    def add(self, widget: QWidget) -> None:
        """A widget over the whole width."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def add_row(self, *widgets: QWidget) -> None:
        """Widgets beside each other, at the beginning of the line."""
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        self._column.insertLayout(self._column.count() - 1, row)

    def show_child(self, child: QWidget) -> None:
        """Scroll so that this one, which may be new, is in sight."""
        self._wanted = child
        self._soon.start()  # once it has its place

    def _show_wanted(self) -> None:
        child, self._wanted = self._wanted, None
        self.settle()
        if child is not None and shiboken6.isValid(child):
            self._scroll.show_child(child)

    def to_top(self) -> None:
        """Scroll to the beginning."""
        self._scroll.verticalScrollBar().setValue(0)

    def settle(self) -> None:
        """Give everything its place now, before it is painted: see ``_Sheet``.

        Layouts within layouts pass on one after the other, by events, that they have grown.
        """
        sheet = self._outer
        for _ in range(_ROUNDS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            if sheet.height() >= sheet.heightForWidth(sheet.width()):
                break
            sheet.updateGeometry()

    def gap(self, px: int) -> None:
        """Room, in design px."""
        self._column.insertSpacing(self._column.count() - 1, theme.px(px))


class _Sheet(QWidget):
    """What is scrolled: as tall as its words are at its width, and no taller.

    Left to itself, it would keep the height they have in lines of 40 letters.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self._look_again)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._again.start()
        return super().event(event)

    def _look_again(self) -> None:
        """What grows deep inside while layouts are at work is not always told up to here."""
        if self.height() < self.heightForWidth(self.width()):
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        least, layout = super().minimumSizeHint(), self.layout()
        asked = layout is not None and layout.hasHeightForWidth()  # then the scroll area asks
        return QSize(least.width(), 0) if asked else least
