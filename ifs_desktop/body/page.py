"""The body map: the figure, whose places are shown, and what is said of each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.body import edits, queries, words
from ifs_desktop.body.actions import ROWS
from ifs_desktop.body.queries import MarkCard
from ifs_desktop.body.view import BodyView
from ifs_desktop.body.who import ALL, Who
from ifs_desktop.parts import rows
from ifs_desktop.parts.queries import all_cards
from ifs_desktop.settings import Settings
from ifs_desktop.store import Change, Ref, Store
from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.actions import build
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.widgets import label
from ifs_desktop.ui.widgets.header import PageHeader

TOUCHING = frozenset({"part", "body_mark"})
MIDDLE = ("front", 0.5, 0.225)  # where a place that was added by key begins: the chest
GROWS = 1.2
BESIDE, NARROW = 300, 250


class BodyPage(QWidget):
    """All parts together, or one of them; a click on the figure marks a place of that one."""

    open_requested = Signal(object)  # Ref

    def __init__(self, store: Store, bus: Bus, _settings: Settings, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._store = store
        self._marks: tuple[MarkCard, ...] = ()
        self._visit = 0  # letters typed in one visit of the line are one step
        self.setProperty("kind", "page")
        self._actions = build(ROWS, self)
        self.header = PageHeader(self.tr("Body map"), self)
        self.view = BodyView(self)
        self.who = Who(self)
        self.places = QListWidget(self)
        self.places.setAccessibleName(self.tr("Places in the body"))
        self.places.setItemDelegate(rows.PartRows(self.places))
        self.text = QLineEdit(self)
        self.text.setMaxLength(edits.LONGEST)
        self.text.setAccessibleName(self.tr("How does it feel there?"))
        self.text.setPlaceholderText(self.tr("How does it feel there?"))
        self.add = QPushButton(self.tr("Add a place"), self)
        self.add.setProperty("kind", "primary")
        icons.beside(self.add, "plus", "on_accent")
        self.add.setToolTip(self._actions["mark_body"].toolTip())
        self.hint = label("", "small", self, wrap=True)
        self._arrange()
        self._connect()
        bus.changed.connect(self._changed)
        self.refresh()

    def _arrange(self) -> None:
        back = QPushButton(self.tr("Parts map"), self)
        back.setProperty("kind", "quiet")
        icons.beside(back, "map")
        back.clicked.connect(self._to_map)
        self.header.add_action(back)
        self.header.add_action(self.add)
        self._side = QWidget(self)
        column = QVBoxLayout(self._side)
        edge = theme.px(16)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(8))
        column.addWidget(label(self.tr("Whose places?"), "label", self))
        column.addWidget(self.who, 3)
        column.addSpacing(theme.px(6))
        self._title = label(self.tr("Places in the body"), "label", self)
        column.addWidget(self._title)
        column.addWidget(self.places, 2)
        column.addWidget(self.text)
        figure = QVBoxLayout()
        figure.setContentsMargins(edge, edge, 0, edge)
        figure.addWidget(self.view, 1)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        figure.addWidget(self.hint)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(figure, 1)
        row.addWidget(self._side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addLayout(row, 1)
        self._side.setFixedWidth(theme.px(BESIDE))
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.who.chosen.connect(self._whose)
        self.view.pointed.connect(self._pointed)
        self.view.chosen.connect(self._chosen)
        self.view.moved.connect(self._moved)
        self.view.nudged.connect(self._nudged)
        self.view.opened.connect(self._opened)
        self.places.currentItemChanged.connect(self._picked)
        self.places.itemActivated.connect(self._opened)
        self.text.textEdited.connect(self._typed)
        self.text.editingFinished.connect(self._said)
        self.add.clicked.connect(self.add_place)

    # ---- what every page can do
    def open_ref(self, ref: Ref) -> None:
        """Show the places of one part (``body``), or one place (``body_mark``)."""
        if ref.kind == "body" and ref.id is not None:
            self.who.choose(ref.id)
        elif ref.kind == "body_mark" and ref.id is not None:
            mark = next((mark for mark in self._marks if mark.id == ref.id), None)
            if mark is not None:
                self.who.choose(mark.part.id)
                self._choose(mark.id)

    def here(self) -> Ref | None:
        part_id = self.who.current()
        return Ref("body", None if part_id == ALL else part_id)

    def commit_drafts(self) -> None:
        """Each letter is kept as it is typed."""

    def menu_actions(self) -> list[QAction]:
        return list(self._actions.values())

    def take_focus(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.view, self.who.list, *([] if self.places.isHidden() else [self.places])]

    # ---- actions (names in actions.py)
    @Slot()
    def add_place(self) -> None:
        """Mark the chest for the part that is chosen; arrow keys take it from there."""
        if self.who.current() == ALL:
            self.who.search.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._mark(*MIDDLE)
        self.take_focus()

    def to_words(self) -> None:
        """Type how it feels at the chosen place."""
        if self.view.current() is not None:
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            self.text.selectAll()

    def larger(self) -> None:
        """Make the chosen place larger."""
        self._grow(GROWS)

    def smaller(self) -> None:
        """Make the chosen place smaller."""
        self._grow(1 / GROWS)

    def put_away(self) -> None:
        """Take the chosen place off the figure."""
        mark = self.view.current()
        if mark is not None:
            edits.put_mark_away(self._store, mark_id=mark.id)

    def open_profile(self) -> None:
        """Go to the part whose place is chosen."""
        mark = self.view.current()
        part_id = mark.part.id if mark is not None else self.who.current()
        if part_id != ALL:
            self.open_requested.emit(Ref("profile", part_id))

    # ---- showing
    def refresh(self) -> None:
        """Read everything again."""
        self._marks = queries.marks(self._store)
        marked = {mark.part.id for mark in self._marks}
        self.who.show_parts(all_cards(self._store), marked)
        self._show()

    def _show(self) -> None:
        whose, current = self.who.current(), self.view.current()
        shown = [mark for mark in self._marks if whose in (ALL, mark.part.id)]
        self.view.show_marks(shown)
        blocked = self.places.blockSignals(True)
        self.places.clear()
        for mark in shown:
            self._row(mark)
        self.places.blockSignals(blocked)
        self._choose(current.id if current is not None else None)
        if not shown and (self.places.hasFocus() or self.text.hasFocus()):
            self.take_focus()
        for widget in (self._title, self.places, self.text):
            widget.setVisible(bool(shown))
        if whose != ALL:
            self.hint.setText(self.tr("Click where it is felt, on the front or the back."))
        elif self._marks:
            self.hint.setText(self.tr("Choose a part to mark where it is felt."))
        else:
            self.hint.setText(
                self.tr("Where in the body is a part felt? Choose it, then click the place.")
            )

    def _row(self, mark: MarkCard) -> None:
        item = QListWidgetItem(self.places)
        rows.fill(item, mark.part)
        line = words.mark_line(mark)
        item.setData(rows.PART, mark.id)
        item.setData(rows.SECOND, line)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{mark.part.name}: {line}")

    def _choose(self, mark_id: int | None) -> None:
        self.view.choose(mark_id)
        blocked = self.places.blockSignals(True)
        self.places.setCurrentRow(-1)
        for row in range(self.places.count()):
            if self.places.item(row).data(rows.PART) == mark_id:
                self.places.setCurrentRow(row)
        self.places.blockSignals(blocked)
        mark = self.view.current()
        if mark is None or self.text.text().strip() != mark.text.strip():
            self.text.setText("" if mark is None else mark.text)
        self.text.setEnabled(mark is not None)
        for name in ("describe_mark", "larger_mark", "smaller_mark", "put_mark_away"):
            self._actions[name].setEnabled(mark is not None)

    def resizeEvent(self, event: object) -> None:
        narrow = self.width() < theme.px(920)
        self._side.setFixedWidth(theme.px(NARROW if narrow else BESIDE))

    # ---- what was done
    @Slot(object)
    def _changed(self, change: Change) -> None:
        if change.tables & TOUCHING:
            self.refresh()

    @Slot(int)
    def _whose(self, _part_id: int) -> None:
        self._show()

    @Slot(str, float, float)
    def _pointed(self, side: str, x: float, y: float) -> None:
        if self.who.current() != ALL:
            self._mark(side, x, y)

    def _mark(self, side: str, x: float, y: float) -> None:
        part_id = self.who.current()
        mark_id = edits.mark(self._store, part_id=part_id, side=side, x=x, y=y)
        self._choose(mark_id)

    @Slot(object)
    def _chosen(self, mark_id: int | None) -> None:
        self._visit += 1
        self._choose(mark_id)

    @Slot()
    def _picked(self, *_: object) -> None:
        item = self.places.currentItem()
        self._chosen(None if item is None else int(item.data(rows.PART)))

    @Slot(int, str, float, float)
    def _moved(self, mark_id: int, side: str, x: float, y: float) -> None:
        edits.move_mark(self._store, mark_id=mark_id, side=side, x=x, y=y)

    @Slot(int, str, float, float)
    def _nudged(self, mark_id: int, side: str, x: float, y: float) -> None:
        merge = ("body", mark_id)
        edits.move_mark(self._store, mark_id=mark_id, side=side, x=x, y=y, merge=merge)

    @Slot()
    def _opened(self, *_: object) -> None:
        self.to_words()

    @Slot(str)
    def _typed(self, text: str) -> None:
        mark = self.view.current()
        if mark is not None:
            merge = ("body words", mark.id, self._visit)
            edits.describe_mark(self._store, mark_id=mark.id, text=text, merge=merge)

    @Slot()
    def _said(self) -> None:
        self._visit += 1

    def _grow(self, by: float) -> None:
        mark = self.view.current()
        if mark is not None:
            merge = ("body size", mark.id)
            edits.resize_mark(self._store, mark_id=mark.id, size=mark.size * by, merge=merge)

    @Slot()
    def _to_map(self) -> None:
        self.open_requested.emit(Ref("map"))
