"""How a part looks in a list: its glyph, its name, its role below; and a choice for its role."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QStylePainter,
)

from ifs_desktop.parts.queries import PartCard
from ifs_desktop.ui import glyph, portrait, theme, tip

PART = Qt.ItemDataRole.UserRole  # the part's id
SECOND = Qt.ItemDataRole.UserRole + 1  # the quiet second line
_CARD = Qt.ItemDataRole.UserRole + 2
_RESTS = Qt.ItemDataRole.UserRole + 3

Index = QModelIndex | QPersistentModelIndex


def fill(item: QListWidgetItem, card: PartCard) -> None:
    """Make a list item show a part, also to a screen reader; Self has no second line."""
    role = "" if card.role == glyph.SELF else role_line(card)
    if item.data(_CARD) != card:
        item.setIcon(portrait.icon(card))
        item.setData(_CARD, card)
    item.setText(card.name)
    item.setData(PART, card.id)
    item.setData(SECOND, role)
    item.setData(_RESTS, card.resting)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{card.name}, {role}" if role else card.name)
    item.setToolTip(tip.plain(f"{card.name}\n{role}" if role else card.name))


def role_line(card: PartCard) -> str:
    """The role, and whether the part rests: "Manager · resting"."""
    role = glyph.role_name(card.shape)
    if not card.resting:
        return role
    return QCoreApplication.translate("Rows", "{role} · resting").format(role=role)


class PartRows(QStyledItemDelegate):
    """Draws the name in ink and the second line smaller and quieter."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = 2 if index.data(SECOND) else 1
        tall = _height(lines, theme.px(1000), option.fontMetrics.height())
        return QSize(120, max(tall, option.decorationSize.height()) + theme.px(12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        own = QStyleOptionViewItem(option)
        self.initStyleOption(own, index)
        style = own.widget.style()
        text_box = style.subElementRect(
            QStyle.SubElement.SE_ItemViewItemText, own, own.widget
        ).adjusted(theme.px(4), 0, -theme.px(4), 0)
        first, second = own.text, str(index.data(SECOND) or "")
        own.text = ""
        rests = bool(index.data(_RESTS))
        if rests:
            scale = own.widget.devicePixelRatioF()
            own.icon = QIcon(own.icon.pixmap(own.decorationSize, scale, QIcon.Mode.Disabled))
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, own, painter, own.widget)
        # Qt centres the icon and leaves no text box when there is no text: it is kept from before.
        name, below = self._fonts()
        tall, low = QFontMetrics(name).height(), QFontMetrics(below).height() if second else 0
        top = text_box.center().y() - (tall + low) // 2
        painter.save()
        ink = "secondary" if rests else "ink"
        lines = ((first, name, ink, top, tall), (second, below, "secondary", top + tall, low))
        for text, font, token, y, height in lines:
            if text:
                painter.setFont(font)
                painter.setPen(theme.colour(token))
                box = QRect(text_box.left(), y, text_box.width(), height)
                shown = QFontMetrics(font).elidedText(
                    text, Qt.TextElideMode.ElideRight, box.width()
                )
                left = own.direction == Qt.LayoutDirection.LeftToRight
                side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
                flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(box, int(flags) | int(Qt.TextFlag.TextSingleLine), shown)
        painter.restore()

    def _fonts(self) -> tuple[QFont, QFont]:
        return theme.font(14), theme.font(12)


@lru_cache(maxsize=16)
def _height(lines: int, _scale: int, _font: int) -> int:
    """How high the words of a row are, at a size of the app and of its font."""
    sizes = (14, 12)[:lines]
    return sum(QFontMetrics(theme.font(size)).height() for size in sizes)


class CalmCombo(QComboBox):
    """The wheel does not change it while a pane is scrolled over it; a long name ends in …"""

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        box = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, box.width() - 2
        )  # the style sheet moves the words beside the icon, and gives them as much room
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
