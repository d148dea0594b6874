"""Pictures of parts come when they have been read: then the map is drawn anew where they stand."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from ifs_desktop.map.scene import MapScene
from ifs_desktop.ui import album


class Arriving(QObject):
    """Belongs to a scene."""

    def __init__(self, scene: MapScene) -> None:
        super().__init__(scene)
        self._scene = scene
        pictures = album.current()
        if pictures is not None:
            pictures.came.connect(self._came)

    @Slot(object)
    def _came(self, numbers: frozenset[int]) -> None:
        for item in self._scene.parts.values():
            if item.card().portrait in numbers:
                item.update()
                self._scene.spoil(item.rough())
