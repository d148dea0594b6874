"""Choosing parts from a list that can be searched, or meeting someone new in place."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.parts import edits, queries, rows
from ifs_desktop.parts.names import LONGEST_NAME, UnusableName
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.store import Change, Store
from ifs_desktop.ui import glyph, icons, theme
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.widgets import label

Maker = Callable[[str, str], int]  # name, role -> part id


class PartPicker(QWidget):
    """A searchable list of parts with their glyphs, and "Someone new" below it.

    With ``multiple`` parts are ticked and ``picked`` tells the whole selection each time it
    changes; without it ``picked`` tells one part when it is chosen (Enter or a click).
    ``make`` adds a new part (by default to the journal); ``without`` are parts not offered.
    """

    picked = Signal(object)  # list[int]

    def __init__(
        self,
        store: Store,
        bus: Bus,
        *,
        multiple: bool,
        parent: QWidget,
        make: Maker | None = None,
        without: Iterable[int] = (),
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._multiple = multiple
        self._make = make
        self._without = frozenset(without)
        self._chosen: list[int] = []
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Find a part"))
        self.search.setAccessibleName(self.tr("Find a part"))
        self.search.setClearButtonEnabled(True)
        lens = self.search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        lens.setText(self.tr("Find a part"))  # what a screen reader says of the picture
        self.search.textChanged.connect(self._refill)
        self.search.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Parts"))
        self.list.setIconSize(QSize(theme.px(24), theme.px(24)))
        self.list.setItemDelegate(rows.PartRows(self.list))
        self.list.setUniformItemSizes(True)  # there may be thousands, and each has two lines
        self.list.setMinimumHeight(theme.px(132))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.installEventFilter(self)
        self.list.itemClicked.connect(self._clicked)
        self.list.itemChanged.connect(self._ticked)
        self._nobody = label("", "hint", self, wrap=True)
        self._build_new()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self._nobody)
        column.addWidget(self._new_label)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.name, 3)
        row.addWidget(self.role, 2)
        row.addWidget(self.add)
        column.addLayout(row)
        column.addWidget(self.problem)
        column.addStretch()  # takes the room of the list while there is none
        bus.changed.connect(self._changed)
        self._refill()

    def selection(self) -> list[int]:
        """The ids chosen, in the order of choosing."""
        return list(self._chosen)

    def set_selection(self, part_ids: Iterable[int]) -> None:
        """Choose these parts, and let them be seen; nothing is told."""
        self._chosen = list(dict.fromkeys(part_ids))
        self.list.blockSignals(True)
        for item in map(self.list.item, range(self.list.count())):
            self._tick(item)
        self.list.blockSignals(False)
        for row in reversed(range(self.list.count())):
            item = self.list.item(row)
            if item.data(rows.PART) in self._chosen:
                self.list.scrollToItem(item)

    def set_without(self, part_ids: Iterable[int]) -> None:
        """Parts not to offer."""
        without = frozenset(part_ids)
        if without != self._without:
            self._without = without
            self._refill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if watched is self.search and event.key() == Qt.Key.Key_Down and self.list.count():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            self.list.setCurrentRow(max(0, self.list.currentRow()))
            return True
        if watched is self.search and enter:
            self._search_entered()
            return True
        space = event.key() == Qt.Key.Key_Space
        item = self.list.currentItem()
        if watched is self.list and item is not None and (enter or space):
            self._clicked(item)
            return True
        return False

    def _build_new(self) -> None:
        self._new_label = label(self.tr("Someone new"), "label", self)
        self.name = QLineEdit(self)
        self.name.setPlaceholderText(self.tr("A name is enough"))
        self.name.setAccessibleName(self.tr("Name of someone new"))
        self.name.setMaxLength(LONGEST_NAME)
        self._new_label.setBuddy(self.name)
        self.role = rows.CalmCombo(self)
        self.role.setAccessibleName(self.tr("Role of someone new"))
        for role in reversed(glyph.ROLES):
            self.role.addItem(glyph.icon(role), glyph.role_name(role), role)
        self.add = QPushButton(self.tr("Add"), self)
        self.add.setAccessibleName(self.tr("Add someone new"))
        self.add.setEnabled(False)
        self.problem = label("", "hint", self, wrap=True)
        self.problem.hide()
        self.name.textChanged.connect(self._name_changed)
        self.name.returnPressed.connect(self._add_new)
        self.add.clicked.connect(self._add_new)

    @Slot()
    def _refill(self, *_: object) -> None:
        text = self.search.text()
        found = [c for c in queries.find_parts(self._store, text) if c.id not in self._without]
        row = self.list.currentItem()
        current = row.data(Qt.ItemDataRole.UserRole) if row is not None else None
        self.list.blockSignals(True)
        self.list.clear()
        for card in found:
            self.list.addItem(self._item(card))
            if card.id == current:
                self.list.setCurrentRow(self.list.count() - 1)
        if text and found and self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self.list.setVisible(bool(found))
        self._nobody.setVisible(not found)
        self.search.setVisible(bool(found or text))  # among nobody there is nothing to find
        self.setFocusProxy(self.search if found or text else self.name)
        self._nobody.setText(
            self.tr("Nobody by that name yet. Press Enter to add someone new.")
            if text
            else self.tr("Nobody to choose yet. Add someone new below.")
        )

    def _item(self, card: PartCard) -> QListWidgetItem:
        item = QListWidgetItem()
        rows.fill(item, card)
        if self._multiple:
            # A click anywhere on the row ticks it: Qt's own box would tick it a second time.
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        self._tick(item)
        return item

    def _tick(self, item: QListWidgetItem) -> None:
        if self._multiple:
            ticked = item.data(rows.PART) in self._chosen
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    @Slot(QListWidgetItem)
    def _clicked(self, item: QListWidgetItem) -> None:
        if self._multiple:
            on = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
        else:
            self._chosen = [item.data(Qt.ItemDataRole.UserRole)]
            self.picked.emit(self.selection())

    @Slot(QListWidgetItem)
    def _ticked(self, item: QListWidgetItem) -> None:
        part_id = item.data(Qt.ItemDataRole.UserRole)
        on = item.checkState() == Qt.CheckState.Checked
        if on == (part_id in self._chosen):
            return
        if on:
            self._chosen.append(part_id)
        else:
            self._chosen.remove(part_id)
        self.picked.emit(self.selection())

    def _search_entered(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._clicked(item)
        elif self.search.text().strip():
            self.name.setText(self.search.text())
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _name_changed(self, text: str) -> None:
        self.add.setEnabled(bool(text.strip()))
        self.problem.hide()

    @Slot()
    def _add_new(self) -> None:
        name, role = self.name.text(), str(self.role.currentData())
        try:
            if self._make is not None:
                part_id = self._make(name, role)
            else:
                part_id = edits.add_part(self._store, name=name, role=role)
        except UnusableName:
            self.problem.setText(self.tr("A name needs at least one letter or sign."))
            self.problem.show()
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.name.clear()
        self.search.clear()
        self._chosen = [*self._chosen, part_id] if self._multiple else [part_id]
        self._refill()
        self.picked.emit(self.selection())

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if "part" in change.tables:
            known = {card.id for card in queries.find_parts(self._store)}
            left = [i for i in self._chosen if i in known]
            lost = left != self._chosen
            self._chosen = left
            self._refill()
            if lost and self._multiple:
                self.picked.emit(self.selection())
