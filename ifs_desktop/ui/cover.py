"""A calm cover over a window whose content is not to be seen while nobody works in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ifs_desktop.ui import mark, theme
from ifs_desktop.ui.title import is_neutral
from ifs_desktop.ui.widgets.labels import paragraph


class Cover(QWidget):
    """Lies over all of a window and keeps its size; it takes no focus and changes nothing below."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAccessibleName(self.tr("Covered"))
        column = QVBoxLayout(self)
        column.addStretch(3)
        column.addWidget(
            paragraph(self.tr("Covered while you are elsewhere"), "subtitle", self, centred=True)
        )
        column.addStretch(2)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size, and stay above what is added to it."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.ChildAdded):
            window = self.parentWidget()
            if window is not None:
                self.setGeometry(window.rect())
                self.raise_()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """The plain ground of the app, with its mark where the app goes by its own name."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("background"))
        if not is_neutral():
            side = min(theme.px(72), self.height() // 4)
            middle = self.rect().center()
            mark.paint(painter, QRectF(middle.x() - side / 2, middle.y() - side, side, side))
        painter.end()


def cover_all() -> list[Cover]:
    """Cover every window of the app that is on the screen."""
    windows = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    return [Cover(window) for window in windows if window.findChild(Cover) is None]
