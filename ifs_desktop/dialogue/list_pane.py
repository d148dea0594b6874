"""The pane at the side: all dialogues, and the way to a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.dialogue.actions import LIST_ROWS
from ifs_desktop.dialogue.listed import DialogueDelegate, DialogueRole, DialoguesModel, Index
from ifs_desktop.dialogue.queries import DialogueRow
from ifs_desktop.ui import actions, icons, theme


class DialogueList(QListView):
    """Walking it opens what it stands on."""

    chosen = Signal(int)
    rename_requested = Signal(int)
    put_away_requested = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = DialoguesModel(self)
        self._following = False
        self.setProperty("kind", "bare")
        self.setAccessibleName(self.tr("Dialogues"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setModel(self._model)
        self.setItemDelegate(DialogueDelegate(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setSingleStep(theme.px(24))
        self.row_actions = actions.build(LIST_ROWS, self)

    def show_rows(self, rows: Sequence[DialogueRow], current: int | None) -> None:
        """Bring the list up to date; ``current`` is the dialogue that is open."""
        self._following = True
        self._model.show(rows)
        row = self._model.row_of(current)
        if row is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        elif row != self.currentIndex().row() or not self.selectedIndexes():
            choose = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self._model.index(row), choose)
        if row is not None:
            self.scrollTo(self._model.index(row))
        self._following = False

    def dialogues(self) -> DialoguesModel:
        """The rows as they are shown."""
        return self._model

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self._following:
            self.scrollTo(current)
            self.chosen.emit(self._id(current))

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt would move to the first row by itself, and so open another dialogue.
        self._following = True
        super().focusInEvent(event)
        self._following = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.scheduleDelayedItemsLayout()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            at = self.viewport().mapToGlobal(self.visualRect(index).center())
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(list(self.row_actions.values()))
        menu.popup(at)

    def rename_current(self) -> None:
        """Ask for another title."""
        if self.currentIndex().isValid():
            self.rename_requested.emit(self._id(self.currentIndex()))

    def put_away_current(self) -> None:
        """Ask to put it away."""
        if self.currentIndex().isValid():
            self.put_away_requested.emit(self._id(self.currentIndex()))

    def _id(self, index: Index) -> int:
        row: DialogueRow = index.data(DialogueRole)
        return row.id


class ListPane(QFrame):
    """The list with its button below, as wide as the page gives it."""

    new_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "list-pane")
        self.list = DialogueList(self)
        self.new_button = QPushButton(self.tr("New dialogue"), self)
        self.new_button.setProperty("kind", "primary")
        icons.beside(self.new_button, "plus", "on_accent")
        self.new_button.setAccessibleName(self.tr("New dialogue"))
        self.new_button.clicked.connect(self.new_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(14), theme.px(14), theme.px(14), theme.px(14))
        layout.setSpacing(theme.px(12))
        layout.addWidget(self.new_button)
        layout.addWidget(self.list, 1)

    def fit(self, page_width: int) -> None:
        """Narrow with the page."""
        wide = 264 if page_width >= theme.px(1000) else 220
        if page_width < theme.px(640):
            wide = 176
        self.setFixedWidth(theme.px(wide))
