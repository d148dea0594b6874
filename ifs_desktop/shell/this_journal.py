"""The part of Settings that is about the open journal: the ways to its own pages."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ifs_desktop.store import Ref
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets.labels import paragraph

# place, text; a page is listed from the day it works.
LINKS = (
    ("keys", str(QT_TRANSLATE_NOOP("ThisJournal", "Password and recovery code"))),
    ("backups", str(QT_TRANSLATE_NOOP("ThisJournal", "Backups"))),
    ("privacy", str(QT_TRANSLATE_NOOP("ThisJournal", "Privacy"))),
)


class ThisJournal(QWidget):
    """A heading with a button for each page."""

    open_requested = Signal(object)  # Ref

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(paragraph(self.tr("This journal"), "heading", self))
        for place, text in LINKS:
            button = QPushButton(QCoreApplication.translate("ThisJournal", text), self)
            button.setProperty("place", place)
            button.clicked.connect(self._open)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _open(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.open_requested.emit(Ref("page", None, str(button.property("place"))))
