"""Line icons, tinted when they are painted, so they follow the theme and the screen's scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from ifs_desktop.ui import resources, svg, theme
from ifs_desktop.ui.engine import drawn, kept

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton

_pictures: dict[tuple[str, str], str] = {}


def icon(name: str, token: str = "secondary", checked: str = "") -> QIcon:
    """An icon of resources/icons in a theme colour; `checked` names the colour of the on state."""
    return QIcon(_LineEngine(name, token, checked or token))


def beside(button: QAbstractButton, name: str, token: str = "secondary", size: int = 16) -> None:
    """Give a button an icon with some room to its words: Fusion leaves 4 px, whatever the font.

    The icon's area is wider than high, and the engine draws into the middle of it.
    """
    button.setIcon(icon(name, token))
    button.setIconSize(QSize(theme.px(size) + 8, theme.px(size)))


def paint(painter: QPainter, rect: QRectF, name: str, token: str = "secondary") -> None:
    """Draw an icon into `rect`, for widgets that paint themselves."""
    svg.paint(painter, rect, _picture(name, theme.value(token)))


class _LineEngine(QIconEngine):
    def __init__(self, name: str, token: str, checked: str) -> None:
        super().__init__()
        self._name = name
        self._token = token
        self._checked = checked

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        token = self._checked if state == QIcon.State.On else self._token
        if mode == QIcon.Mode.Disabled:
            token = "hint"
            painter.setOpacity(painter.opacity() * 0.7)
        side = min(rect.width(), rect.height())
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(rect).center())
        paint(painter, box, self._name, token)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        look = ("icon", self._name, self._token, self._checked)
        return drawn(self, size, mode, state, look)

    def clone(self) -> QIconEngine:
        return kept(_LineEngine(self._name, self._token, self._checked))


def _picture(name: str, tint: str) -> str:
    found = _pictures.get((name, tint))
    if found is None:
        found = resources.text("icons", name + ".svg").replace("currentColor", tint)
        _pictures[name, tint] = found
    return found
