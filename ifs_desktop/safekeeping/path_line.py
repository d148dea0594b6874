"""A path to read and to copy. Nothing is opened by it: that would start another program."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from ifs_desktop.ui import clip, icons, theme


class PathLine(QWidget):
    """The whole path in a line that scrolls, with a button that copies it."""

    def __init__(self, name: str, path: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = QLineEdit(self)
        self._line.setReadOnly(True)
        self._line.setAccessibleName(name)
        self._copy = QPushButton(self)
        theme.set_kind(self._copy, "quiet")
        theme.set_kind(self._copy, "icon", "tone")
        self._copy.setIcon(icons.icon("copy"))
        says = self.tr("Copy the path: {what}").format(what=name)
        self._copy.setAccessibleName(says)
        self._copy.setToolTip(says)
        self._copy.clicked.connect(self._copied)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        row.addWidget(self._line, 1)
        row.addWidget(self._copy)
        self.set_path(path)

    def path(self) -> str:
        """What it shows."""
        return self._line.text()

    def set_path(self, path: str) -> None:
        """Show another path, from its beginning."""
        if path != self._line.text():
            self._line.setText(path)
            self._line.setToolTip(path)
            self._line.setCursorPosition(0)

    def _copied(self) -> None:
        clip.copy_plain(self._line.text())
