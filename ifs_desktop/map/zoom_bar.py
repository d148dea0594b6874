"""The small bar for zooming, floating over the map."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ifs_desktop.map.view import LEAST, MOST, MapView
from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.widgets import Card

BEHIND = 60  # ms


class ZoomBar(Card):
    """Further, 100 %, nearer, whole map."""

    def __init__(self, view: MapView, parent: QWidget) -> None:
        super().__init__(parent, shadow=True)
        self._view = view
        self.out = self._button("", self.tr("Zoom out"), "minus")
        self.percent = self._button("100 %", self.tr("Zoom to 100 %"), "")
        self.nearer = self._button("", self.tr("Zoom in"), "plus")
        self.whole = self._button(self.tr("Fit"), self.tr("Show the whole map"), "fit")
        self.percent.setMinimumWidth(
            self.percent.fontMetrics().horizontalAdvance("400 %") + theme.px(26)
        )
        self.out.clicked.connect(view.zoom_out)
        self.percent.clicked.connect(view.zoom_actual)
        self.nearer.clicked.connect(view.zoom_in)
        self.whole.clicked.connect(view.fit)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(6), theme.px(5), theme.px(6), theme.px(5))
        row.setSpacing(theme.px(2))
        for button in (self.out, self.percent, self.nearer, self.whole):
            row.addWidget(button)
        # Behind a turning wheel: a new text has the bar laid out and painted anew.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(BEHIND)
        self._soon.timeout.connect(self._tell)
        view.zoomed.connect(self._zoomed)
        self._tell()

    def _button(self, text: str, name: str, icon: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("kind", "quiet")
        button.setAccessibleName(name)
        button.setToolTip(name)
        if icon and text:
            icons.beside(button, icon)
        elif icon:
            button.setIcon(icons.icon(icon))
        return button

    @Slot(float)
    def _zoomed(self, _: float) -> None:
        if not self._soon.isActive():
            self._soon.start()

    @Slot()
    def _tell(self) -> None:
        zoom = self._view.zoom()
        text = self.tr("{n} %").format(n=QLocale().toString(round(zoom * 100)))
        self.percent.setText(text)
        self.percent.setAccessibleDescription(text)
        self.out.setEnabled(zoom > LEAST + 1e-6)
        self.nearer.setEnabled(zoom < MOST - 1e-6)
