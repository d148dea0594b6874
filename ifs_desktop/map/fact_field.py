"""One thing known of a part, to be written: a growing field with who said it below."""

from __future__ import annotations

from itertools import count

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.map import words
from ifs_desktop.parts.queries import FactCard
from ifs_desktop.ui import theme
from ifs_desktop.ui.draft_clock import DraftClock
from ifs_desktop.ui.widgets import GrowingTextEdit, label

SAYERS = ("me", "part", "guess")
new_visit = count(1).__next__  # one number for each stay in a field


class FactField(QWidget):
    """Tells what was written a second after the first new key, and when it is left."""

    written = Signal(str, str, str, int)  # kind, text, sayer, visit
    sayer_changed = Signal(int, str)  # fact id, sayer

    def __init__(self, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        self._fact: FactCard | None = None
        self._sayer = "me"
        self._visit = 0
        self._loading = False
        title = words.fact_title(kind)
        self.edit = GrowingTextEdit(self, least=1, most=8)
        self.edit.setAccessibleName(title)
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self._typed)
        self.edit.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        heading = label(title, "label", self, wrap=True)
        heading.setBuddy(self.edit)
        self.said = QPushButton(self)
        self.said.setProperty("kind", "link")
        self.said.setProperty("tone", "plain")
        self.said.setFont(theme.font(12))
        self.said.setToolTip(self.tr("Who said it?"))
        self.menu = self._sayer_menu()
        self.said.clicked.connect(self._open_menu)
        self._clock = DraftClock(self)
        self._clock.due.connect(self._tell)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.said)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(heading)
        column.addWidget(self.edit)
        column.addLayout(row)
        self._show_sayer()

    def show_fact(self, fact: FactCard | None, *, anew: bool) -> None:
        """Show a fact. ``anew`` replaces what is being typed (another part, or undo)."""
        if self._clock.running() and not anew:
            return
        self._clock.drop()
        self._fact = fact
        if fact is not None:
            self._sayer = fact.said_by
        elif anew:
            self._sayer = "me"
        text = "" if fact is None else fact.text
        if self.edit.toPlainText().strip() != text:
            self._loading = True
            self.edit.setPlainText(text)
            self._loading = False
        self._show_sayer()

    @Slot()
    def commit(self) -> None:
        """Tell now what was typed, if it was not told yet."""
        self._clock.flush()

    @Slot()
    def _tell(self) -> None:
        text = self.edit.toPlainText()
        if text.strip() != ("" if self._fact is None else self._fact.text):
            self.written.emit(self.kind, text, self._sayer, self._visit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._visit = new_visit()
        elif event.type() == QEvent.Type.FocusOut:
            self.commit()
        return False

    @Slot()
    def _typed(self) -> None:
        self._show_sayer()
        if not self._loading:
            self._clock.touch()

    def _sayer_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for sayer in SAYERS:
            action = menu.addAction(words.sayer_name(sayer))
            action.setData(sayer)
            action.setCheckable(True)
            group.addAction(action)
        menu.triggered.connect(self._sayer_chosen)
        return menu

    @Slot()
    def _open_menu(self) -> None:
        for action in self.menu.actions():
            action.setChecked(action.data() == self._sayer)
        self.menu.popup(self.said.mapToGlobal(self.said.rect().bottomLeft()))

    @Slot(QAction)
    def _sayer_chosen(self, action: QAction) -> None:
        self.commit()  # what is typed belongs to who was said to say it till now
        self._sayer = str(action.data())
        self._show_sayer()
        if self._fact is not None and self._fact.said_by != self._sayer:
            self.sayer_changed.emit(self._fact.id, self._sayer)

    def _show_sayer(self) -> None:
        line = words.said_line(self._sayer, self._fact)
        self.said.setText(line)
        self.said.setAccessibleName(
            self.tr("{what}: {who}").format(what=words.fact_title(self.kind), who=line)
        )
        self.said.setVisible(self._fact is not None or bool(self.edit.toPlainText()))
