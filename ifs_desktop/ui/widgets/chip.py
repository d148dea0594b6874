"""A chip: a short name in a pill, with a part's shape and a key hint where there are any."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from ifs_desktop.ui import glyph, icons, portrait, theme, tip
from ifs_desktop.ui.portrait import Look

_WIDEST = 240  # design px; longer names end in …
_OFFERS = frozenset({"plus", "clock"})  # beside what can be chosen: quieter than that


class Chip(QPushButton):
    """Paints itself, since its colours depend on the part it stands for."""

    def __init__(
        self,
        text: str,
        parent: QWidget | None = None,
        *,
        role: str = "",
        key: str = "",
        icon: str = "",
        look: Look | None = None,
        checkable: bool = False,
    ) -> None:
        """`key`: a hint such as "Ctrl 1"; `icon`: a line icon's name.

        `look` is a part, `role` a role or "self" without anybody's name.
        """
        super().__init__(parent)
        self._name = ""
        self._role = role
        self._key = key
        self._icon = icon
        self._look: Look | None = None
        self._colour: QColor | None = None
        self.setProperty("kind", "chip")
        self.setCheckable(checkable)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_name(text)
        if look is not None:
            self.set_look(look)

    def name(self) -> str:
        return self._name

    def set_name(self, text: str) -> None:
        """The whole name; what is painted may end in …"""
        self._name = " ".join(text.split())
        self.setText(self._name.replace("&", "&&"))
        self._describe()
        self.updateGeometry()
        self.update()

    def role(self) -> str:
        return self._role

    def set_look(self, look: Look) -> None:
        """Show a part as it looks everywhere; its name is not taken over."""
        self.set_role(look.shape)
        self._look = look
        self._colour = portrait.own_colour(look)

    def set_role(self, role: str) -> None:
        """Show a role's shape, of nobody in particular."""
        self._look = None
        self._colour = None
        self._role = role
        self._describe()
        self.updateGeometry()
        self.update()

    def set_key(self, key: str) -> None:
        self._key = key
        self._describe()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        name, key = self._metrics()
        width = min(name.horizontalAdvance(self._name) + 2, theme.px(_WIDEST))
        return QSize(self._left() + width + self._key_room(key) + theme.px(12), self._tall(name))

    def minimumSizeHint(self) -> QSize:
        name, key = self._metrics()
        width = min(name.horizontalAdvance(self._name) + 2, theme.px(40))
        return QSize(self._left() + width + self._key_room(key) + theme.px(12), self._tall(name))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            self._paint_pill(painter, option)
            self._paint_inside(painter, mirrored=True)
        else:
            self._paint_pill(painter, option)
            self._paint_inside(painter, mirrored=False)
        painter.end()

    def _paint_pill(self, painter: QPainter, option: QStyleOptionButton) -> None:
        line, soft = self._colours()
        down = bool(option.state & QStyle.StateFlag.State_Sunken)
        ground = soft if self.isChecked() else theme.colour("raised")
        if not self.isEnabled():
            ground = theme.colour("surface")
        elif down:
            ground = theme.mix(ground, theme.colour("edge"), 0.4)
        elif self.underMouse():
            ground = theme.mix(ground, theme.colour("edge"), 0.18)
        border = QPen(line if self.isChecked() else theme.colour("line"), 1)
        if self.hasFocus():
            border = QPen(theme.colour("accent"), 2)
        inset = border.widthF() / 2
        body = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setPen(border)
        painter.setBrush(ground)
        painter.drawRoundedRect(body, body.height() / 2, body.height() / 2)

    def _paint_inside(self, painter: QPainter, *, mirrored: bool) -> None:
        name, key = self._metrics()
        height = self.height()
        token = "ink" if self.isEnabled() else "hint"
        if self._icon in _OFFERS and not self.isChecked() and self.isEnabled():
            token = "secondary"
        side = self._glyph_side()
        if not self.isEnabled():
            painter.setOpacity(0.6)
        if self._role:
            box = self._placed(QRectF(theme.px(10), (height - side) / 2, side, side), mirrored)
            if self._look is None:
                glyph.paint(painter, box, self._role)
            else:
                portrait.paint(painter, box, self._look)
        elif self._icon:
            box = self._placed(QRectF(theme.px(10), (height - side) / 2, side, side), mirrored)
            icons.paint(painter, box, self._icon, token)
        painter.setOpacity(1)
        key_room = self._key_room(key)
        room = QRectF(self._left(), 0, 0, height)
        room.setRight(self.width() - theme.px(12) - key_room)
        shown = name.elidedText(self._name, Qt.TextElideMode.ElideRight, int(room.width()) + 1)
        painter.setPen(theme.colour(token))
        painter.setFont(theme.font(13))
        align = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        flags = int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        painter.drawText(self._placed(room, mirrored), flags, shown)
        if self._key:
            self._paint_key(painter, key, key_room, mirrored)

    def _paint_key(
        self, painter: QPainter, metrics: QFontMetrics, key_room: int, mirrored: bool
    ) -> None:
        tall = metrics.height() + 4
        wide = key_room - theme.px(8)
        cap = QRectF(self.width() - theme.px(8) - wide, (self.height() - tall) / 2, wide, tall)
        cap = self._placed(cap, mirrored)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("field"))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(theme.colour("secondary"))
        painter.setFont(theme.font(11))
        painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), self._key)

    def _placed(self, box: QRectF, mirrored: bool) -> QRectF:
        if mirrored:
            box.moveLeft(self.width() - box.right())
        return box

    def _colours(self) -> tuple[QColor, QColor]:
        if self._role and self._colour is None:
            return glyph.colours(self._role)
        if self._colour is not None:
            return self._colour, glyph.fill(self._role, self._colour)
        return theme.colour("accent"), theme.colour("accent_soft")

    def _metrics(self) -> tuple[QFontMetrics, QFontMetrics]:
        return QFontMetrics(theme.font(13)), QFontMetrics(theme.font(11))

    def _glyph_side(self) -> int:
        return theme.px(17 if self._role else 14)

    def _left(self) -> int:
        return (
            theme.px(10) + self._glyph_side() + theme.px(7)
            if self._role or self._icon
            else (theme.px(12))
        )

    def _key_room(self, metrics: QFontMetrics) -> int:
        return metrics.horizontalAdvance(self._key) + theme.px(20) if self._key else 0

    def _tall(self, metrics: QFontMetrics) -> int:
        return max(metrics.height() + theme.px(10), theme.px(28))

    def _describe(self) -> None:
        self.setAccessibleName(self._name)
        extra = [glyph.role_name(self._role)] if self._role else []
        if self._key:
            extra.append(self._key)
        self.setAccessibleDescription(", ".join(extra))
        name, _ = self._metrics()
        long = name.horizontalAdvance(self._name) > theme.px(_WIDEST)
        self.setToolTip(tip.plain(self._name) if long else "")
