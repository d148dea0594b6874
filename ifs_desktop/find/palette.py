"""Go to anything: a few letters lead to any part, dialogue, map, entry, exercise, place or action.

The shell opens it above the window and does what was chosen.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.find import goals
from ifs_desktop.find.goals import Goal
from ifs_desktop.find.palette_rows import GoalRows, fill
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import icons, rounded, theme

_WIDE, _TALL, _EDGE, _BETWEEN = 600, 460, 14, 10  # design px
_RECENT = 8
_LEAPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -6, Qt.Key.Key_PageDown: 6}


class Palette(QDialog):
    """Recent places while nothing is typed; Enter goes, Esc leaves. Nothing typed here is kept."""

    chosen = Signal(object)  # Ref
    action_chosen = Signal(str)  # its name

    def __init__(
        self,
        store: Store,
        goals: Sequence[Goal],
        recent: Sequence[Ref],
        parent: QWidget,
    ) -> None:
        """``goals``: places and actions, which only the shell knows, then all that has a name."""
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAccessibleName(self.tr("Go to anything"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        theme.set_kind(self, "palette")
        self._store = store
        self._goals = tuple(goals)
        self._recent = recent
        self.box = QLineEdit(self)
        self.box.setMaxLength(400)  # every key looks at all of it
        theme.set_kind(self.box, "search")
        self.box.setPlaceholderText(self.tr("Go to a part, a dialogue, a place, or do something"))
        self.box.setAccessibleName(self.tr("Go to anything"))
        self.box.setAccessibleDescription(self.tr("Up and Down choose, Enter goes there"))
        lens = self.box.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        lens.setText(self.box.accessibleName())
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Where to go"))
        self.list.setItemDelegate(GoalRows(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys stay with the letters
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setProperty("kind", "bare")
        self.list.itemClicked.connect(self._go)
        column = QVBoxLayout(self)
        side = theme.px(_EDGE)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(theme.px(_BETWEEN))
        column.addWidget(self.box)
        column.addWidget(self.list, 1)
        self.box.textChanged.connect(self._typed)
        self.box.installEventFilter(self)
        self._place(parent.window())
        self._typed("")
        self.box.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self.list.currentItem())
            return True
        leap = _LEAPS.get(key)
        if leap is None or not self.list.count():
            return False
        last = self.list.count() - 1
        at = self.list.currentRow() + leap
        if abs(leap) == 1:
            at %= last + 1  # from the end to the beginning
        self.list.setCurrentRow(min(max(at, 0), last))
        self._say_current()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        rounded.cut(self)

    def _place(self, window: QWidget) -> None:
        wide = min(theme.px(_WIDE), window.width() - 40)
        self._tallest = min(theme.px(_TALL), window.height() - 40)
        self.resize(wide, self._tallest)
        corner = window.mapToGlobal(window.rect().topLeft())
        below = (window.height() - self._tallest) // 4
        self.move(corner.x() + (window.width() - wide) // 2, corner.y() + below)

    def _fit(self, rows: int) -> None:
        """As tall as its rows, up to a limit."""
        bare = 2 * theme.px(_EDGE) + theme.px(_BETWEEN) + theme.px(4)
        tall = bare + self.box.sizeHint().height() + rows * self.list.sizeHintForRow(0)
        self.resize(self.width(), min(tall, self._tallest))

    def _typed(self, text: str) -> None:
        found = self._fitting(text) if text.strip() else self._before()
        if text.strip():
            words = self.tr("Search everything for “{words}”").format(words=text.strip())
            found = [*found, Goal(words, "search", Ref("find", None, text.strip()), "search")]
        self.list.setUpdatesEnabled(False)
        # Rows are filled anew, not made anew: that is what keeps up with the keys.
        while self.list.count() > len(found):
            self.list.takeItem(self.list.count() - 1)
        while self.list.count() < len(found):
            self.list.addItem(QListWidgetItem())
        for number, goal in enumerate(found):
            fill(self.list.item(number), goal)
        self.list.setCurrentRow(0)
        self.list.scrollToTop()
        self._fit(len(found))
        self.list.setUpdatesEnabled(True)
        self._say_current()

    def _fitting(self, text: str) -> list[Goal]:
        found = goals.fitting(self._goals, text)
        return [*found, *goals.older_entries(self._store, text, found)]

    def _before(self) -> list[Goal]:
        """Recent places, then the places of the rail."""
        by_ref = {goal.ref: goal for goal in self._goals if goal.ref is not None}
        recent = [by_ref[ref] for ref in self._recent if ref in by_ref][:_RECENT]
        places = [goal for goal in self._goals if goal.kind == "place" and goal not in recent]
        return [*recent, *places]

    def _go(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        goal: Goal = item.data(Qt.ItemDataRole.UserRole)
        self.accept()  # first: what is chosen may open something of its own
        if goal.action:
            self.action_chosen.emit(goal.action)
        elif goal.ref is not None:
            self.chosen.emit(goal.ref)

    def _say_current(self) -> None:
        item = self.list.currentItem()
        if item is not None and QAccessible.isActive():
            said = str(item.data(Qt.ItemDataRole.AccessibleTextRole))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.box, said))
