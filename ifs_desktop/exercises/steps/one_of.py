"""Several faces of a step of which one is seen; it takes no more room than that one needs."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


class OneOf(QWidget):
    """The first one added is the one that is seen at the beginning."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._faces: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def add(self, face: QWidget) -> None:
        """One more."""
        self._column.addWidget(face)
        face.setVisible(not self._faces)
        self._faces.append(face)

    def show_face(self, place: int) -> None:
        """See another one."""
        for number, face in enumerate(self._faces):
            face.setVisible(number == place)

    def shown(self) -> int:
        """Which one is seen."""
        return next(n for n, face in enumerate(self._faces) if not face.isHidden())
