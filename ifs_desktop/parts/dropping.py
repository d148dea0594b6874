"""Lines dragged onto a part in a picker's list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent

from ifs_desktop.parts.picker import PartPicker
from ifs_desktop.parts.rows import PART

_MOVING = frozenset({QEvent.Type.DragEnter, QEvent.Type.DragMove})


class Dropping(QObject):
    """Belongs to a picker, and tells onto whom something of the type ``mime`` was let go."""

    dropped = Signal(int)  # the part

    def __init__(self, picker: PartPicker, mime: str) -> None:
        super().__init__(picker)
        self._list, self._mime = picker.list, mime
        view = self._list.viewport()
        view.setAcceptDrops(True)
        view.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragMoveEvent) and event.type() in _MOVING:
            self._hover(event)
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            item = self._list.itemAt(event.position().toPoint())
            if item is not None and event.mimeData().hasFormat(self._mime):
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
                self.dropped.emit(int(item.data(PART)))
            return True
        return False

    def _hover(self, event: QDragMoveEvent) -> None:
        ours = event.mimeData().hasFormat(self._mime)
        item = self._list.itemAt(event.position().toPoint()) if ours else None
        if item is not None:
            self._list.setCurrentItem(item)
        if item is not None or (ours and event.type() == QEvent.Type.DragEnter):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()
