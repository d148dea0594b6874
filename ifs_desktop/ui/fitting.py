"""Pictures at the size they are shown in: sharp on every screen, never larger than they are."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage

from ifs_desktop.ui import theme

WIDEST, TALLEST = 480, 360  # design px


def fitted(image: QImage, *, width: int = WIDEST, height: int = TALLEST) -> QImage:
    """The picture, small enough for ``width`` x ``height`` design px, for this app's screen."""
    app = QGuiApplication.instance()
    dots = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    room = QSize(round(theme.px(width) * dots), round(theme.px(height) * dots))
    size = image.size()
    if size.width() > room.width() or size.height() > room.height():
        size.scale(room, Qt.AspectRatioMode.KeepAspectRatio)
        smooth = Qt.TransformationMode.SmoothTransformation
        ignore = Qt.AspectRatioMode.IgnoreAspectRatio  # ``size`` has it already
        image = image.scaled(size.expandedTo(QSize(1, 1)), ignore, smooth)
    else:
        image = QImage(image)
    image.setDevicePixelRatio(dots)
    return image
