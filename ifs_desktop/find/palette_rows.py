"""How a goal looks in the palette: its sign, its name, what it is, and its key."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ifs_desktop.find.goals import Goal
from ifs_desktop.ui import glyph, icons, portrait, theme

Index = QModelIndex | QPersistentModelIndex
_TALL, _SIDE, _SIGN = 38, 12, 20  # design px


def fill(item: QListWidgetItem, goal: Goal) -> None:
    """Make a row show a goal, also to a screen reader."""
    item.setData(Qt.ItemDataRole.UserRole, goal)
    said = [goal.name, kind_name(goal), goal.keys]
    item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(one for one in said if one))


def kind_name(goal: Goal) -> str:
    """What it is, in a word."""
    if goal.part is not None:
        return glyph.role_name(goal.part.role)
    return {
        "dialogue": QCoreApplication.translate("Palette", "Dialogue"),
        "map": QCoreApplication.translate("Palette", "Map"),
        "entry": QCoreApplication.translate("Palette", "Journal"),
        "exercise": QCoreApplication.translate("Palette", "Exercise"),
        "action": QCoreApplication.translate("Palette", "Do this"),
    }.get(goal.kind, "")


class GoalRows(QStyledItemDelegate):
    """One line each."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, theme.px(_TALL))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        goal: Goal | None = index.data(Qt.ItemDataRole.UserRole)
        if goal is None:
            return
        box = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state, flag = option.state, QStyle.StateFlag
        chosen = bool(state & flag.State_Selected)
        if chosen or state & flag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(box), 8, 8)
        if chosen:  # not by a soft colour alone
            painter.setBrush(theme.colour("accent"))
            bar = QRect(box.left(), box.top() + theme.px(8), 3, box.height() - theme.px(16))
            painter.drawRoundedRect(QRectF(_placed(bar, option)), 1.5, 1.5)
        inner = box.adjusted(theme.px(_SIDE), 0, -theme.px(_SIDE), 0)
        side = theme.px(_SIGN)
        sign = QRect(inner.left(), box.top() + (box.height() - side) // 2, side, side)
        self._paint_sign(painter, QRectF(_placed(sign, option)), goal)
        self._paint_words(painter, inner.adjusted(side + theme.px(12), 0, 0, 0), goal, option)
        painter.restore()

    def _paint_sign(self, painter: QPainter, box: QRectF, goal: Goal) -> None:
        if goal.part is not None:
            portrait.paint(painter, box, goal.part)
        elif goal.icon:
            icons.paint(painter, box.adjusted(1, 1, -1, -1), goal.icon)

    def _paint_words(
        self, painter: QPainter, box: QRect, goal: Goal, option: QStyleOptionViewItem
    ) -> None:
        name, small = theme.font(14), theme.font(12)
        beside = " · ".join(one for one in (kind_name(goal), goal.keys) if one)
        far = QFontMetrics(small).horizontalAdvance(beside) + 2 if beside else 0
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        near, end = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if mirrored:
            near, end = end, near
        plain = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        single = int(Qt.TextFlag.TextSingleLine)
        painter.setFont(small)
        painter.setPen(theme.colour("secondary"))
        painter.drawText(_placed(box, option), int(plain | end) | single, beside)
        painter.setFont(name)
        painter.setPen(theme.colour("ink"))
        room = box.adjusted(0, 0, -far - theme.px(12), 0)
        shown = QFontMetrics(name).elidedText(
            " ".join(goal.name.split()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(_placed(room, option), int(plain | near) | single, shown)


def _placed(box: QRect, option: QStyleOptionViewItem) -> QRect:
    return QStyle.visualRect(option.direction, option.rect, box)
