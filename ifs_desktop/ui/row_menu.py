"""The menu of a row of a list, asked for by mouse or by key: which row, where, and the menu."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu


def asked_at(view: QAbstractItemView, event: QContextMenuEvent) -> tuple[QModelIndex, QPoint]:
    """The row that is meant, perhaps none, and the point of the screen to show a menu at."""
    if event.reason() != QContextMenuEvent.Reason.Keyboard:
        return view.indexAt(event.pos()), event.globalPos()
    index = view.currentIndex()
    row = view.visualRect(index)
    seen = row.intersected(view.viewport().rect())
    return index, view.viewport().mapToGlobal((row if seen.isEmpty() else seen).center())


def pop_up(view: QAbstractItemView, event: QContextMenuEvent, actions: Iterable[QAction]) -> None:
    """Stand on the row that is meant and offer these; nothing beside the rows."""
    index, at = asked_at(view, event)
    if not index.isValid():
        return
    view.setCurrentIndex(index)
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addActions(list(actions))
    menu.popup(at)
