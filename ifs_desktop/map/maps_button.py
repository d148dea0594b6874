"""The small button beside the map's name: other maps, a new one, another name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ifs_desktop.map import queries
from ifs_desktop.store import Store
from ifs_desktop.ui import icons


class MapsButton(QPushButton):
    """Opens a menu of all maps, with ``more`` actions below them."""

    chosen = Signal(int)

    def __init__(self, store: Store, more: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._more = list(more)
        self.current: int | None = None
        self.setProperty("kind", "quiet")
        self.setIcon(icons.icon("chevron-down"))
        self.setAccessibleName(self.tr("Maps"))
        self.setToolTip(self.tr("Other maps, a new map, this map's name"))
        self.setStyleSheet("QPushButton { padding-left: 6px; padding-right: 6px; }")
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._triggered)
        self.clicked.connect(self._open)

    @Slot()
    def _open(self) -> None:
        self._menu.clear()
        self._add(queries.maps(self._store))
        places = queries.maps(self._store, "place")
        if places:
            self._menu.addSection(self.tr("Places to rest"))
            self._add(places)
        self._menu.addSeparator()
        self._menu.addActions(self._more)
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _add(self, cards: Sequence[queries.MapCard]) -> None:
        for card in cards:
            action = self._menu.addAction(card.name.replace("&", "&&"))
            action.setData(card.id)
            action.setCheckable(True)
            action.setChecked(card.id == self.current)

    @Slot(QAction)
    def _triggered(self, action: QAction) -> None:
        if isinstance(action.data(), int) and action.data() != self.current:
            self.chosen.emit(action.data())
