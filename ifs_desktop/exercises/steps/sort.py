"""Lines on one side, the parts on the other: a line is dragged onto a part, or given by key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.exercises.kinds import impressions, sort
from ifs_desktop.exercises.steps.step import Place, StepWidget
from ifs_desktop.parts import queries as parts
from ifs_desktop.parts.dropping import Dropping
from ifs_desktop.parts.noticed import kind_icon
from ifs_desktop.parts.picker import PartPicker
from ifs_desktop.parts.rows import PART, SECOND, PartRows
from ifs_desktop.store import Change
from ifs_desktop.ui import icons, theme, tip
from ifs_desktop.ui.line_draft import LineDraft
from ifs_desktop.ui.widgets import label

MIME = "application/x-ifs-noticed"  # carries nothing: what is dragged is what is selected
TALL = 290  # design px of the list
NARROW = 560  # design px; below it the two lists stand one under the other
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BACK = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class SortStep(StepWidget):
    """Nothing has to be sorted. Noting a line with an exile approaches nobody."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        about = place.step.about
        assert about is not None
        self._lines: impressions.Answer = place.run.answer(about)
        self._answer = sort.Answer()
        self.list = NoticedList(self)
        self.list.setAccessibleName(self.tr("Your lines"))
        self.list.entered_on.connect(self._ask_whom)
        self.list.back_requested.connect(self.take_back)
        self.list.itemSelectionChanged.connect(self._note_choice)
        for one in self._lines.lines:
            self.list.add(one)
        self.picker = PartPicker(place.store, place.bus, multiple=False, parent=self)
        self.picker.role.hide()  # a name is enough here
        self.picker.picked.connect(self._picked)
        Dropping(self.picker, MIME).dropped.connect(self.give)
        slug, key = place.run.exercise.slug, place.step.key
        self._draft = LineDraft(self.picker.name, place.store, f"exercise:{slug}:{key}:name")
        self.back = QPushButton(self.tr("Take back"), self)
        self.back.setProperty("kind", "quiet")
        self.back.setAccessibleDescription(self.tr("The chosen lines belong to nobody again"))
        self.back.clicked.connect(self.take_back)
        self._lay_out()
        self._note_choice()
        place.bus.changed.connect(self._changed)

    def answer(self) -> sort.Answer:
        return self._answer

    def show_answer(self, answer: sort.Answer) -> None:
        here = {one.number for one in self._lines.lines}
        self._answer = sort.Answer({n: p for n, p in answer.whose.items() if n in here})
        known = parts.cards(self.place.store, self._answer.parts)
        for item in self.list.rows():
            whose = known.get(self._answer.whose.get(item.data(PART), 0))
            self.list.tell(item, "" if whose is None else whose.name)
        self._note_choice()

    def take_focus(self) -> None:
        if self.list.count():
            if self.list.currentRow() < 0:
                self.list.setCurrentRow(0)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        self._draft.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back from the parts to the lines; Enter there does not go on.

        It may have led back to the lines by itself: whom it added or found has the line now.
        """
        if event.key() == Qt.Key.Key_Escape and not self.list.hasFocus():
            self.take_focus()
        elif event.key() in _ENTER and not isinstance(self.focusWidget(), QPushButton):
            event.accept()
        else:
            super().keyPressEvent(event)

    def give(self, part: int) -> None:
        """Sort what is chosen onto a part, and choose the next line that has none."""
        chosen = self._chosen()
        if not chosen:
            return
        self.show_answer(self._answer.given(chosen, part))
        self._to_next()
        self.changed.emit()

    def take_back(self) -> None:
        """What is chosen belongs to nobody again."""
        self.show_answer(self._answer.given(self._chosen(), None))
        self.take_focus()
        self.changed.emit()

    def _picked(self, ids: list[int]) -> None:
        self._draft.forget()
        if ids:
            self.picker.search.clear()
            self.give(ids[0])

    def _to_next(self) -> None:
        free = [n for n, i in enumerate(self.list.rows()) if i.data(PART) not in self._answer.whose]
        if free:
            self.list.setCurrentRow(free[0])
        self.take_focus()

    def _ask_whom(self) -> None:
        if self._chosen():
            self.picker.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self) -> tuple[int, ...]:
        return tuple(int(item.data(PART)) for item in self.list.selectedItems())

    def _note_choice(self) -> None:
        self.back.setEnabled(any(number in self._answer.whose for number in self._chosen()))

    def _changed(self, change: Change) -> None:
        if "part" in change.tables:
            self.show_answer(self._answer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = event.size().width() < theme.px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._sides.direction() != way:
            self._sides.setDirection(way)
            self.list.setFixedHeight(theme.px(170 if narrow else TALL))  # the parts stay in sight
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        if not self.list.count():
            self.list.hide()
            self.back.hide()
            self.picker.hide()
            words = self.tr("There are no lines to sort. That is fine.")
            self.column.addWidget(label(words, "subtitle", self, wrap=True))
        hint = self.tr("Drag a line onto a part, or press Enter and choose one.")
        left = QVBoxLayout()
        left.setSpacing(theme.px(6))
        left.addWidget(self.list, 1)
        left.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(theme.px(16))
        self._sides.addLayout(left, 3)
        self._sides.addWidget(self.picker, 2)
        if self.list.count():
            self.column.addWidget(label(hint, "hint", self, wrap=True))
        self.column.addLayout(self._sides)


class NoticedList(QListWidget):
    """The lines, each with its kind's sign and below it whose it is."""

    entered_on = Signal()
    back_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setItemDelegate(PartRows(self))
        self.setIconSize(QSize(theme.px(18), theme.px(18)))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setFixedHeight(theme.px(TALL))

    def add(self, one: impressions.Noticed) -> None:
        """One more line."""
        item = QListWidgetItem(icons.icon(kind_icon(one.kind)), one.text, self)
        item.setData(PART, one.number)
        self.tell(item, "")

    def tell(self, item: QListWidgetItem, whose: str) -> None:
        """Say whose a line is; empty: nobody's."""
        item.setData(SECOND, whose)
        words = f"{item.text()}, {whose}" if whose else item.text()
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        item.setToolTip(tip.plain(words))

    def rows(self) -> list[QListWidgetItem]:
        """All of them, from the top."""
        return [self.item(row) for row in range(self.count())]

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        data = QMimeData()
        data.setData(MIME, b"1")
        return data

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks whose the chosen lines are; Delete takes them back."""
        if event.key() in _ENTER and not event.modifiers():
            self.entered_on.emit()
        elif event.key() in _BACK:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)
