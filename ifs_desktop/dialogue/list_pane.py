"""The pane at the side: all dialogues, and the way to a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.dialogue.actions import LIST_ROWS
from ifs_desktop.dialogue.listed import DialogueDelegate, DialogueRole, DialoguesModel, Index
from ifs_desktop.dialogue.queries import DialogueRow
from ifs_desktop.parts.named import folded
from ifs_desktop.store import Ref
from ifs_desktop.ui import actions, icons, row_menu, theme
from ifs_desktop.ui.widgets.labels import label


class DialogueList(QListView):
    """Walking it opens what it stands on; a mediation, which has a page of its own, on demand."""

    chosen = Signal(int)
    mediation_requested = Signal(int)  # its dialogue
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
        self._delegate = DialogueDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setSingleStep(theme.px(24))
        self.clicked.connect(self._asked)
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
            if current.data(DialogueRole).kind != "mediation":
                self.chosen.emit(self._id(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._asked(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt would move to the first row by itself, and so open another dialogue.
        self._following = True
        super().focusInEvent(event)
        self._following = False

    def doItemsLayout(self) -> None:
        self._delegate.fit()
        super().doItemsLayout()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        # Qt would ask each row for its height again, though nearly always the day alone changed.
        tall = self._delegate.measure(first.data())
        if first == last and tall == self.visualRect(first).height():
            self.viewport().update(self.visualRect(first))
        else:
            super().dataChanged(first, last, roles)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.scheduleDelayedItemsLayout()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row_menu.pop_up(self, event, self.row_actions.values())

    def rename_current(self) -> None:
        """Ask for another title."""
        if self.currentIndex().isValid():
            self.rename_requested.emit(self._id(self.currentIndex()))

    def put_away_current(self) -> None:
        """Ask to put it away."""
        if self.currentIndex().isValid():
            self.put_away_requested.emit(self._id(self.currentIndex()))

    def _asked(self, index: Index) -> None:
        if index.isValid() and index.data(DialogueRole).kind == "mediation":
            self.mediation_requested.emit(self._id(index))

    def _id(self, index: Index) -> int:
        row: DialogueRow = index.data(DialogueRole)
        return row.id


class ListPane(QFrame):
    """The button, a search and the list, as wide as the page gives it."""

    new_requested = Signal()
    open_requested = Signal(object)  # Ref

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "list-pane")
        self._rows: Sequence[DialogueRow] = ()
        self._current: int | None = None
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search all dialogues"))
        self.search.setAccessibleName(self.tr("Search all dialogues"))
        self.search.setClearButtonEnabled(True)
        lens = self.search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        lens.setText(self.tr("Search all dialogues"))  # what a screen reader says of the picture
        self.search.textChanged.connect(self._search_changed)
        self.search.installEventFilter(self)
        self.nobody = label(self.tr("No title or part by that name."), "hint", self, wrap=True)
        self.nobody.hide()
        self.words_button = QPushButton(self.tr("Search what was said"), self)
        self.words_button.setProperty("kind", "link")
        self.words_button.setAccessibleName(self.tr("Search what was said"))
        self.words_button.clicked.connect(self._search_words)
        self.words_button.hide()
        self.list = DialogueList(self)
        self.list.mediation_requested.connect(self._open_mediation)
        self.new_button = QPushButton(self.tr("New dialogue"), self)
        self.new_button.setProperty("kind", "primary")
        icons.beside(self.new_button, "plus", "on_accent")
        self.new_button.setAccessibleName(self.tr("New dialogue"))
        self.new_button.clicked.connect(self.new_requested)
        self.mediate_button = QPushButton(self.tr("Mediate two parts…"), self)
        self.mediate_button.setProperty("kind", "link")
        self.mediate_button.setProperty("tone", "plain")
        self.mediate_button.setAccessibleName(self.tr("Mediate between two parts…"))
        self.mediate_button.clicked.connect(self._begin_mediation)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(14), theme.px(14), theme.px(14), theme.px(14))
        layout.setSpacing(theme.px(12))
        self._layout = layout
        begin = QVBoxLayout()
        begin.setSpacing(theme.px(4))
        begin.addWidget(self.new_button)
        begin.addWidget(self.mediate_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(begin)
        layout.addWidget(self.search)
        layout.addWidget(self.nobody)
        layout.addWidget(self.words_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.list, 1)

    def show_rows(self, rows: Sequence[DialogueRow], current: int | None) -> None:
        """Bring the list up to date; ``current`` is the dialogue that is open."""
        self._rows, self._current = rows, current
        shown = matching(rows, self.search.text())
        self.list.show_rows(shown, current)
        self.nobody.setVisible(bool(rows) and not shown)

    def put_on_top(self, card: QWidget) -> None:
        """Let something to know stand above everything."""
        self._layout.insertWidget(0, card)

    def any(self) -> bool:
        """Whether there is a dialogue, also one that the search leaves out."""
        return bool(self._rows)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.search or not isinstance(event, QKeyEvent):
            return False
        if event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return True
        if event.key() == Qt.Key.Key_Down and self.list.dialogues().rowCount():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.list.dialogues().index(0))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._search_words()
            return True
        return False

    def _search_changed(self, text: str) -> None:
        self.words_button.setVisible(bool(text.strip()))
        self.show_rows(self._rows, self._current)

    def _search_words(self) -> None:
        words = " ".join(self.search.text().split())
        if words:
            self.open_requested.emit(Ref("find", None, f"kind:turn {words}"))

    def _begin_mediation(self) -> None:
        self.open_requested.emit(Ref("mediation"))

    def _open_mediation(self, dialogue_id: int) -> None:
        self.open_requested.emit(Ref("mediation", dialogue_id))

    def fit(self, page_width: int) -> None:
        """Narrow with the page."""
        wide = 264 if page_width >= theme.px(1000) else 220
        if page_width < theme.px(640):
            wide = 176
        self.setFixedWidth(theme.px(wide))


def matching(rows: Sequence[DialogueRow], text: str) -> list[DialogueRow]:
    """Those in whose title or members' names each word stands, whatever its case and accents."""
    words = folded(text).split()
    if not words:
        return list(rows)
    return [row for row in rows if all(word in _key(row) for word in words)]


def _key(row: DialogueRow) -> str:
    return folded(" ".join([row.title, *(member.name for member in row.members)]))
