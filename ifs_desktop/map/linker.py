"""Choosing how two parts stand to each other: a menu after a drag, a dialog by keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.map import lines, words
from ifs_desktop.parts import rows
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.ui import theme, tip
from ifs_desktop.ui.widgets import label


class LinkMenu(QMenu):
    """The eight kinds, each with its line and a sentence with both names."""

    chosen = Signal(int, int, str)  # source and target part, kind

    def __init__(self, source: PartCard, target: PartCard, parent: QWidget) -> None:
        super().__init__(parent)
        self._ends = (source.id, target.id)
        self.setAccessibleName(self.tr("How do they stand to each other?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setStyleSheet(f"QMenu {{ icon-size: {lines.ICON_SIZE.width()}px; }}")
        for kind in words.KINDS:
            sentence = words.sentence(kind, _short(source.name), _short(target.name))
            action = self.addAction(lines.icon(kind), sentence.replace("&", "&&"))
            action.setData(kind)
            action.setIconVisibleInMenu(True)
        self.triggered.connect(self._chosen)

    @Slot(QAction)
    def _chosen(self, action: QAction) -> None:
        self.chosen.emit(*self._ends, str(action.data()))


class LinkDialog(QDialog):
    """Links a part to another without a mouse: who, how, and which way round."""

    chosen = Signal(int, int, str)

    def __init__(self, source: PartCard, others: Sequence[PartCard], parent: QWidget) -> None:
        super().__init__(parent)
        self._source = source
        self._others = {card.id: card for card in others}
        self._turned = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Link to another part"))
        self.who = self._list(self.tr("To whom?"))
        for card in others:
            item = QListWidgetItem(self.who)
            rows.fill(item, card)
        self.who.setItemDelegate(rows.PartRows(self.who))
        self.how = self._list(self.tr("How do they stand to each other?"))
        self.how.setIconSize(lines.ICON_SIZE)
        for kind in words.KINDS:
            item = QListWidgetItem(lines.icon(kind), words.kind_name(kind), self.how)
            item.setData(Qt.ItemDataRole.UserRole, kind)
        self.how.setItemDelegate(rows.PartRows(self.how))
        self._name = label(
            self.tr("Link {name}").format(name=words.isolated(source.name)), "heading", self
        )
        self._name.setWordWrap(True)
        self.turn = QPushButton(self.tr("The other way round"), self)
        self.turn.setCheckable(True)
        self.turn.toggled.connect(self._turn)
        self.link = QPushButton(self.tr("Link"), self)
        self.link.setProperty("kind", "primary")
        self.link.setDefault(True)
        self.leave = QPushButton(self.tr("Leave it"), self)
        self.link.clicked.connect(self._choose)
        self.leave.clicked.connect(self.reject)
        self.who.currentRowChanged.connect(self._say)
        self.how.itemDoubleClicked.connect(self._choose)  # Enter presses the default button
        self.who.setCurrentRow(0)
        self.how.setCurrentRow(0)
        self._arrange()
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list(self, name: str) -> QListWidget:
        chooser = QListWidget(self)
        chooser.setAccessibleName(name)
        chooser.setIconSize(QSize(theme.px(22), theme.px(22)))
        chooser.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        chooser.setTextElideMode(Qt.TextElideMode.ElideRight)
        return chooser

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        column.setSpacing(theme.px(8))
        column.addWidget(self._name)
        sides = QHBoxLayout()
        sides.setSpacing(theme.px(16))
        for chooser, share in ((self.who, 2), (self.how, 3)):
            side = QVBoxLayout()
            side.setSpacing(theme.px(4))
            title = label(chooser.accessibleName(), "label", self)
            title.setBuddy(chooser)
            side.addWidget(title)
            side.addWidget(chooser)
            sides.addLayout(side, share)
        column.addLayout(sides, 1)
        row = QHBoxLayout()
        row.addWidget(self.turn)
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.link)
        column.addLayout(row)
        self.resize(theme.px(700), theme.px(540))

    def _ends(self) -> tuple[PartCard, PartCard] | None:
        item = self.who.currentItem()
        if item is None:
            return None
        other = self._others[item.data(Qt.ItemDataRole.UserRole)]
        return (other, self._source) if self._turned else (self._source, other)

    @Slot()
    def _say(self, *_: object) -> None:
        ends = self._ends()
        self.link.setEnabled(ends is not None)
        if ends is None:
            return
        for row in range(self.how.count()):
            item = self.how.item(row)
            sentence = words.sentence(
                item.data(Qt.ItemDataRole.UserRole), ends[0].name, ends[1].name
            )
            item.setData(rows.SECOND, sentence)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, sentence)
            item.setToolTip(tip.plain(sentence))

    @Slot(bool)
    def _turn(self, turned: bool) -> None:
        self._turned = turned
        self._say()

    @Slot()
    def _choose(self, *_: object) -> None:
        ends, item = self._ends(), self.how.currentItem()
        if ends is not None and item is not None:
            self.chosen.emit(ends[0].id, ends[1].id, str(item.data(Qt.ItemDataRole.UserRole)))
            self.accept()


def _short(name: str) -> str:
    return name if len(name) <= 32 else name[:31].rstrip() + "…"
