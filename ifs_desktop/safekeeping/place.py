"""Where backups go: on this computer, or to a folder of one's choice."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.safekeeping import words
from ifs_desktop.safekeeping.path_line import PathLine
from ifs_desktop.safekeeping.sign import Sign
from ifs_desktop.ui import ask, theme
from ifs_desktop.ui.widgets.labels import paragraph


class Place(QWidget):
    """Shows the place, and asks for another."""

    chosen = Signal(object)  # the Path of a folder, or None for this computer

    def __init__(self, own: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._own = own
        self._name = paragraph("", "subheading", self)
        self._path = PathLine(self.tr("The folder for backups"), "", self)
        self._gone = Sign(
            False,
            self.tr(
                "This folder cannot be found now. Until it is back, backups are made on this"
                " computer."
            ),
            self,
        )
        self._gone.hide()
        self._hint = paragraph("", "hint", self)
        self.choose_button = QPushButton(self.tr("Choose a folder…"), self)
        self.choose_button.clicked.connect(self._choose)
        self.back_button = QPushButton(self.tr("Back to this computer"), self)
        self.back_button.clicked.connect(self._go_back)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addWidget(self.choose_button)
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for widget in (self._name, self._path, self._gone, self._hint):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.show_place(None)

    def show_place(self, folder: Path | None, *, there: bool = True) -> None:
        """The folder that was chosen, and whether it is there now; None: our own."""
        self._name.setText(
            self.tr("On this computer")
            if folder is None
            else self.tr("In the folder “{name}”").format(
                name=words.breakable(folder.name or str(folder))
            )
        )
        self._path.set_path(str(folder or self._own))
        self._hint.setText(
            self.tr(
                "A backup on the same disk does not survive a lost or worn-out disk. You can choose"
                " a folder on a stick, or one that is synced: the files are encrypted."
            )
            if folder is None
            else self.tr(
                "The files there are encrypted, on a stick as in a synced folder. If the folder is"
                " not there, the backup is made on this computer instead."
            )
        )
        if self.back_button.hasFocus() and folder is None:
            self.choose_button.setFocus()
        self.back_button.setVisible(folder is not None)
        self._gone.setVisible(not there)

    def _choose(self) -> None:
        folder = ask.open_folder(self, self.tr("A folder for backups"), str(Path.home()))
        if folder:
            self.chosen.emit(Path(folder))

    def _go_back(self) -> None:
        self.chosen.emit(None)
