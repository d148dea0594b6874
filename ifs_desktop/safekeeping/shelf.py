"""A list of backups or versions, and what can be done with the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.safekeeping import words
from ifs_desktop.safekeeping.listed import Describe, Index, KeptDelegate, KeptModel, KeptRole
from ifs_desktop.safekeeping.path_line import PathLine
from ifs_desktop.safekeeping.queries import Kept
from ifs_desktop.ui import row_menu, theme
from ifs_desktop.ui.widgets.flow import FlowLayout
from ifs_desktop.ui.widgets.labels import paragraph

MOST_ROWS = 7  # seen at once; the list scrolls beyond


class KeptList(QListView):
    """As tall as its rows, up to a height that leaves the page calm."""

    walked = Signal()  # another row is the current one
    entered = Signal()  # Enter or a double click
    removal_asked = Signal()
    menu_asked = Signal(object)  # QPoint on the screen

    def __init__(self, model: KeptModel, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(KeptDelegate(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalScrollBar().setSingleStep(theme.px(24))
        self.doubleClicked.connect(self.entered)
        model.modelReset.connect(self.updateGeometry)
        model.dataChanged.connect(self._judged)

    def sizeHint(self) -> QSize:
        count = self.model().rowCount()
        tall = sum(self.sizeHintForRow(n) for n in range(min(count, MOST_ROWS)))
        return QSize(theme.px(320), tall + 2 * self.frameWidth() + theme.px(8))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), self.sizeHint().height())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.walked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, at = row_menu.asked_at(self, event)
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu_asked.emit(at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def _judged(self) -> None:
        self.scheduleDelayedItemsLayout()  # what is not whole has a line more
        self.updateGeometry()


class Shelf(QWidget):
    """The list, below it what the chosen file is called and the buttons for it."""

    use_requested = Signal(object)  # Kept: restore it, or open it
    removal_requested = Signal(object)  # Kept

    def __init__(
        self,
        name: str,
        use: str,
        describe: Describe,
        today: Callable[[], date],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.model = KeptModel(describe, today, self)
        self.list = KeptList(self.model, name, self)
        self._file = paragraph("", "hint", self)
        self.use_button = self._button(use)
        self.where_button = self._button(self.tr("Show where it is"))
        self.where_button.setCheckable(True)
        self.remove_button = self._button(self.tr("Remove…"))
        self._path = PathLine(self.tr("Where it is"), "", self)
        self._path.hide()
        buttons = QWidget(self)
        flow = FlowLayout(buttons)
        for button in (self.use_button, self.where_button, self.remove_button):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for widget in (self.list, self._file, buttons, self._path):
            column.addWidget(widget)
        self.list.walked.connect(self._walked)
        self.list.entered.connect(self._use)
        self.list.removal_asked.connect(self._remove)
        self.list.menu_asked.connect(self._open_menu)
        self.use_button.clicked.connect(self._use)
        self.where_button.toggled.connect(self._path.setVisible)
        self.remove_button.clicked.connect(self._remove)
        self.model.dataChanged.connect(self._walked)

    def show_rows(self, rows: Sequence[Kept]) -> None:
        """List these, and keep the choice where it was, or near."""
        before = self.current()
        near = self.list.currentIndex().row()
        self.model.show(rows)
        at = self.model.row_of(before.path) if before is not None else None
        if at is None:
            at = min(max(near, 0), len(rows) - 1)
        if rows:
            choose = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(self.model.index(at), choose)
        self._walked()

    def choose(self, path: Path) -> None:
        """Go to a file."""
        at = self.model.row_of(path)
        if at is not None:
            self.list.setCurrentIndex(self.model.index(at))

    def current(self) -> Kept | None:
        """The file that is chosen."""
        index = self.list.currentIndex()
        return index.data(KeptRole) if index.isValid() else None

    def may_use(self, row: Kept) -> bool:
        """Whether it is worth trying: what was found damaged cannot be used."""
        return self.model.whole(row) is not False

    def may_remove(self, row: Kept) -> bool:
        """Files with a name that we did not give are left to who gave it."""
        return bool(row.reason)

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text)
        return button

    def _walked(self) -> None:
        row = self.current()
        self.use_button.setEnabled(row is not None and self.may_use(row))
        self.where_button.setEnabled(row is not None)
        self.remove_button.setEnabled(row is not None and self.may_remove(row))
        if row is not None:
            verdict = self.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
            self._file.setText(self._said(row))
            self._file.setAccessibleName(row.path.name)
            self._path.set_path(str(row.path))
            for button in (self.use_button, self.where_button, self.remove_button):
                button.setAccessibleDescription(verdict)

    def _said(self, row: Kept) -> str:
        name = self.tr("File: {name}").format(name=words.breakable(row.path.name))
        lines = [name]
        if self.model.whole(row) is False:
            lines.append(self.model.verdict(row)[1])
        if not self.may_remove(row):
            lines.append(self.tr("Its name is not from this app, so removing it is left to you."))
        return "\n".join(lines)

    def _use(self) -> None:
        row = self.current()
        if row is not None and self.may_use(row) and not self.use_button.isHidden():
            self.use_requested.emit(row)

    def _remove(self) -> None:
        row = self.current()
        if row is not None and self.may_remove(row):
            self.removal_requested.emit(row)

    def _open_menu(self, at: object) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in (self.use_button, self.where_button, self.remove_button):
            if not button.isHidden():
                action = menu.addAction(button.text())
                action.setEnabled(button.isEnabled())
                action.triggered.connect(button.click)
        assert isinstance(at, QPoint)
        menu.popup(at)
