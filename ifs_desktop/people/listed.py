"""The list of people at the side: everybody by name, or those to reach out to in their order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QListWidgetItem, QWidget

from ifs_desktop.parts import rows
from ifs_desktop.people.queries import PersonCard
from ifs_desktop.ui import theme, tip

PERSON = Qt.ItemDataRole.UserRole
NAMELESS = 0  # the line for strangers; no person has this id
MIME = "application/x-ifs-people"  # carries nothing: what is dragged is what is chosen


class PeopleList(QListWidget):
    """Walking it shows whom it stands on. Where the order is one's own, lines can be dragged."""

    chosen = Signal(int)
    moved = Signal(int, int)  # a person, and the place among the others

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("People"))
        self.setItemDelegate(rows.PartRows(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(theme.px(24))
        self.currentItemChanged.connect(self._current)

    def set_ordered(self, on: bool) -> None:
        """Whether lines can be dragged."""
        mode = QAbstractItemView.DragDropMode
        self.setDragDropMode(mode.InternalMove if on else mode.NoDragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    def show_people(self, cards: Sequence[PersonCard], nameless: str, current: int | None) -> None:
        """Show these; ``nameless`` is the line for strangers, if it is needed."""
        blocked = self.blockSignals(True)
        while self.count() > len(cards) + bool(nameless):
            self.takeItem(self.count() - 1)
        while self.count() < len(cards) + bool(nameless):
            self.addItem(QListWidgetItem())
        for number, card in enumerate(cards):
            self._fill(self.item(number), card.id, card.shown, card.who)
        if nameless:
            self._fill(self.item(len(cards)), NAMELESS, nameless, "")
        self.choose(current)
        self.blockSignals(blocked)

    def choose(self, person: int | None) -> None:
        """Stand on somebody, or on nobody."""
        blocked = self.blockSignals(True)
        found = [row for row in range(self.count()) if self.item(row).data(PERSON) == person]
        self.setCurrentRow(found[0] if found else -1)
        self.blockSignals(blocked)

    def ids(self) -> list[int]:
        """Who is shown, from top to bottom."""
        return [int(self.item(row).data(PERSON)) for row in range(self.count())]

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, _items: Sequence[QListWidgetItem]) -> QMimeData:
        data = QMimeData()
        data.setData(MIME, b"1")
        return data

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)  # shows where it would be put
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Before the line in whose upper half it is dropped, after the one in the lower half."""
        was = self.currentRow()
        if not event.mimeData().hasFormat(MIME) or was < 0:
            return
        at = event.position().toPoint()
        item = self.itemAt(at)
        place = self.count()
        if item is not None:
            place = self.row(item) + (at.y() > self.visualItemRect(item).center().y())
        # Copied, not moved: else Qt takes the line out that the journal has moved already.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.moved.emit(int(self.item(was).data(PERSON)), place - 1 if place > was else place)

    def _fill(self, item: QListWidgetItem, person: int, name: str, who: str) -> None:
        if (item.data(PERSON), item.text(), item.data(rows.SECOND)) == (person, name, who):
            return  # telling the view about hundreds of lines takes longer than a frame
        item.setText(name)
        item.setData(PERSON, person)
        item.setData(rows.SECOND, who)
        said = f"{name}, {who}" if who else name
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        item.setToolTip(tip.plain(f"{name}\n{who}" if who else name))

    def _current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(int(item.data(PERSON)))
