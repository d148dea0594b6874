"""What an empty map says, below Self."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QGraphicsTextItem

from ifs_desktop.map.geometry import Rect
from ifs_desktop.ui import theme

WIDTH = 300
GAP = 14


class Hint(QGraphicsTextItem):
    """How to begin."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(theme.font(14))
        self.setTextWidth(WIDTH)
        self.document().setDefaultTextOption(QTextOption(Qt.AlignmentFlag.AlignHCenter))
        self.setPlainText(
            QCoreApplication.translate(
                "Map",
                "Who is here with you today? Drag a shape onto the map, double-click anywhere, "
                "or press N. A name is enough.",
            )
        )
        self.setVisible(False)

    def stand_below(self, box: Rect) -> None:
        """Stand in the middle below what covers a box."""
        self.setPos((box.left + box.right - WIDTH) / 2, box.bottom + GAP)

    def recolour(self) -> None:
        """Take the colours of the present theme."""
        self.setDefaultTextColor(theme.colour("secondary"))
