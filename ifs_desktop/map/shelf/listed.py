"""The list of all maps: those in use in the order one gives them, the archive, places to rest."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from ifs_desktop.map.queries import MapCard
from ifs_desktop.parts import rows
from ifs_desktop.parts.named import folded
from ifs_desktop.ui import icons, row_menu, theme, tip

GROUP = Qt.ItemDataRole.UserRole + 8  # "use", "archive" or "place"; a heading has none
_SOUGHT = Qt.ItemDataRole.UserRole + 9  # what is searched
Groups = tuple[tuple[str, str, tuple[MapCard, ...]], ...]


class MapRows(rows.PartRows):
    """A map's name with what it is about below; a heading smaller; the way to its menu."""

    def sizeHint(self, option: QStyleOptionViewItem, index: rows.Index) -> QSize:
        hint = super().sizeHint(option, index)
        if index.data(GROUP) is None:
            return QSize(hint.width(), QFontMetrics(theme.font(12)).height() + theme.px(14))
        return hint

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: rows.Index) -> None:
        if index.data(GROUP) is None:
            painter.save()
            painter.setFont(theme.font(12, bold=True))
            painter.setPen(theme.colour("secondary"))
            box = option.rect.adjusted(theme.px(8), 0, -theme.px(8), -theme.px(2))
            bottom = int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading)
            painter.drawText(box, bottom, str(index.data()))
            painter.restore()
            return
        super().paint(painter, option, index)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if index.data(GROUP) != "place" and (
            chosen or option.state & QStyle.StateFlag.State_MouseOver
        ):
            spot = more_spot(option.rect, option.direction)
            ground = theme.colour("accent_soft" if chosen else "hover")
            painter.fillRect(spot, ground)
            _fade(painter, spot, ground, option.direction)
            side = theme.px(16)
            sign = QRect(0, 0, side, side)
            sign.moveCenter(spot.center())
            icons.paint(painter, QRectF(sign), "more")


def _fade(painter: QPainter, spot: QRect, ground: QColor, direction: Qt.LayoutDirection) -> None:
    """Let words that go on below the sign end softly before it."""
    wide = theme.px(28)
    clear = QColor(ground)
    clear.setAlpha(0)
    mirrored = direction == Qt.LayoutDirection.RightToLeft
    left = spot.right() + 1 if mirrored else spot.left() - wide
    shade = QLinearGradient(left, 0, left + wide, 0)
    shade.setColorAt(0, ground if mirrored else clear)
    shade.setColorAt(1, clear if mirrored else ground)
    painter.fillRect(QRect(left, spot.top(), wide, spot.height()), shade)


def more_spot(row: QRect, direction: Qt.LayoutDirection) -> QRect:
    """Where in a row the sign is that opens its menu."""
    wide, edge = theme.px(28), theme.px(6)
    spot = row.adjusted(0, theme.px(4), 0, -theme.px(4))
    if direction == Qt.LayoutDirection.RightToLeft:
        spot.setRight(row.left() + edge + wide)
        spot.setLeft(row.left() + edge)
    else:
        spot.setLeft(row.right() - edge - wide)
        spot.setRight(row.right() - edge)
    return spot


class MapsList(QListWidget):
    """Enter or a click chooses; a drag or Alt with Up and Down orders the maps in use."""

    chosen = Signal(int)
    ordered = Signal(object)  # the ids of the maps in use, in their new order
    menu_requested = Signal(int, str, QPoint)  # map, group, where on the screen

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pressed: QPoint | None = None
        self._gap: int | None = None  # the row a dragged map would come before
        self._shown: tuple[Groups, int | None] | None = None
        self._words: list[str] = []
        self._icons = (icons.icon("map", "hint"), icons.icon("check", "accent"))
        self.setProperty("kind", "bare")
        self.setAccessibleName(self.tr("Maps"))
        self.setAccessibleDescription(
            self.tr("Enter opens a map, Alt with Up and Down orders, the menu key offers more")
        )
        self.setItemDelegate(MapRows(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIconSize(QSize(theme.px(18), theme.px(18)))
        self.setMouseTracking(True)

    def show_maps(self, groups: Groups, current: int | None) -> None:
        """Show groups of maps: what they are, their heading ("" for none) and the maps."""
        if self._shown == (groups, current):
            self._narrow()
            return
        self._shown = (groups, current)
        standing = self.map_id()
        self.blockSignals(True)
        self.clear()
        for group, heading, cards in groups:
            if not cards:
                continue
            if heading:
                title = QListWidgetItem(heading, self)
                title.setFlags(Qt.ItemFlag.NoItemFlags)
            for card in cards:
                self._add(card, group, current)
        for wanted in (standing, current):
            row = self._row_of(wanted)
            if row is not None:
                self.setCurrentRow(row)
                break
        self.blockSignals(False)
        self._narrow()

    def narrow(self, words: list[str]) -> None:
        """Show only the maps that have all these words, and stand on one of them."""
        self._words = words
        self._narrow()

    def nothing_shown(self) -> bool:
        """Whether no map has the words."""
        return all(self.isRowHidden(row) for row in range(self.count()))

    def map_id(self) -> int | None:
        """The map the list stands on."""
        item = self.currentItem()
        return None if item is None else int(item.data(rows.PART))

    def in_use(self) -> list[int]:
        """The maps in use as they are listed."""
        items = (self.item(row) for row in range(self.count()))
        return [item.data(rows.PART) for item in items if item.data(GROUP) == "use"]

    def walk(self, step: int) -> None:
        """Stand on the next map, or the one before."""
        row = self.currentRow() + step
        while 0 <= row < self.count():
            enabled = self.item(row).flags() & Qt.ItemFlag.ItemIsEnabled
            if enabled and not self.isRowHidden(row):
                self.setCurrentRow(row)
                return
            row += step

    def choose_current(self) -> None:
        """Open the map the list stands on."""
        map_id = self.map_id()
        if map_id is not None:
            self.chosen.emit(map_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose_current()
        elif alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._shift(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Escape and self._gap is not None:
            self._end_drag()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, at = row_menu.asked_at(self, event)
        if index.data(GROUP) is not None:
            self.setCurrentIndex(index)
            self.menu_requested.emit(index.data(rows.PART), index.data(GROUP), at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        item = self.itemAt(event.position().toPoint())
        self._pressed = event.position().toPoint() if left and item is not None else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        item = self.currentItem()
        if item is None or item.data(GROUP) != "use" or self._words:
            return
        far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if far or self._gap is not None:
            self._gap = self._gap_at(at)
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.scrollTo(self.model().index(min(self._gap, self.count() - 1), 0))
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, gap = self._pressed, self._gap
        self._end_drag()
        if pressed is None:
            return
        if gap is not None:
            self._put(self.currentRow(), gap)
        elif self.itemAt(event.position().toPoint()) is self.currentItem():
            spot = more_spot(self._box(self.currentRow()), self.layoutDirection())
            group = self.currentItem().data(GROUP)
            if spot.contains(pressed) and group != "place":
                at = self.viewport().mapToGlobal(spot.bottomLeft())
                self.menu_requested.emit(self.map_id(), group, at)
            else:
                self.choose_current()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._gap is None:
            return
        at_end = self._gap >= self.count()
        box = self.visualItemRect(self.item(self.count() - 1 if at_end else self._gap))
        y = box.bottom() if at_end else box.top()
        painter = QPainter(self.viewport())
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawLine(box.left() + theme.px(6), y, box.right() - theme.px(6), y)
        painter.end()

    def _add(self, card: MapCard, group: str, current: int | None) -> None:
        item = QListWidgetItem(card.name, self)
        about = " ".join(card.about.split())[:200]
        item.setData(rows.PART, card.id)
        item.setData(rows.SECOND, about)
        item.setData(GROUP, group)
        here = card.id == current
        item.setData(_SOUGHT, folded(f"{card.name} {card.about}"))
        item.setIcon(self._icons[here])
        spoken = [card.name, about, self.tr("shown now") if here else ""]
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, spoken)))
        item.setToolTip(tip.plain(f"{card.name}\n{about}" if about else card.name))

    def _narrow(self) -> None:
        heading: int | None = None
        for row in range(self.count()):
            item = self.item(row)
            if item.data(GROUP) is None:
                heading = row
                self.setRowHidden(row, True)  # until a map below it is shown
                continue
            fits = all(word in item.data(_SOUGHT) for word in self._words)
            self.setRowHidden(row, not fits)
            if fits and heading is not None:
                self.setRowHidden(heading, False)
                heading = None
        here = self.currentRow()
        if here >= 0 and self.isRowHidden(here):
            self.setCurrentRow(-1)
            self.walk(1)

    def _row_of(self, map_id: int | None) -> int | None:
        found = (r for r in range(self.count()) if self.item(r).data(rows.PART) == map_id)
        return None if map_id is None else next(found, None)

    def _gap_at(self, at: QPoint) -> int:
        """The row of those in use that something let go there comes before."""
        rows_in_use = [r for r in range(self.count()) if self.item(r).data(GROUP) == "use"]
        for row in rows_in_use:
            if at.y() < self._box(row).center().y():
                return row
        return rows_in_use[-1] + 1

    def _box(self, row: int) -> QRect:
        return self.visualItemRect(self.item(row))

    def _shift(self, step: int) -> None:
        row = self.currentRow()
        if row >= 0 and self.item(row).data(GROUP) == "use" and not self._words:
            self._put(row, row + (step if step < 0 else 2))

    def _put(self, row: int, gap: int) -> None:
        """Have the map of a row come before another row."""
        wanted = self.in_use()
        first = next(r for r in range(self.count()) if self.item(r).data(GROUP) == "use")
        at, to = row - first, min(max(gap - first, 0), len(wanted))
        moved = wanted.pop(at)
        wanted.insert(to - (to > at), moved)
        if wanted != self.in_use():
            self.ordered.emit(wanted)

    def _end_drag(self) -> None:
        self._pressed = self._gap = None
        self.viewport().unsetCursor()
        self.viewport().update()
