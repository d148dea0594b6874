"""“Show that window”: the way to the window that has the journal open."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout

from ifs_desktop import several
from ifs_desktop.lock.unlock import UnlockForm
from ifs_desktop.ui.other_window import OtherWindow
from ifs_desktop.ui.widgets.reveal import RevealLineEdit


class ShowOther(QPushButton):
    """Below the sentence, and gone with it."""

    @classmethod
    def put(cls, form: UnlockForm, folder: str, file: str) -> None:
        """Put it below the password and its sentence, if a window has ``file``."""
        for old in form.findChildren(cls):
            old.leave()
        layout = form.layout()
        if several.is_shown(folder, file) and isinstance(layout, QVBoxLayout):
            link = cls(form, folder, file)
            layout.insertWidget(1, link, 0, Qt.AlignmentFlag.AlignLeft)
            for line in form.findChildren(RevealLineEdit):
                form.setTabOrder(line.stops()[-1], link)

    def __init__(self, form: UnlockForm, folder: str, file: str) -> None:
        super().__init__(form)
        self._form, self._folder, self._file = form, folder, file
        self.setText(self.tr("Show that window"))
        self.setAccessibleName(self.text())
        self.setAutoDefault(False)
        self.setProperty("kind", "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._ask)
        for line in form.findChildren(QLineEdit):
            line.textEdited.connect(self.leave)
        form.submitted.connect(self.leave)

    def leave(self) -> None:
        """The sentence is gone, or another took its place."""
        self.hide()
        self.deleteLater()

    def _ask(self) -> None:
        other = OtherWindow(self._folder, self._file, self)
        other.silent.connect(self._tell)
        self.setEnabled(False)
        other.came.connect(self._came)
        other.ask()

    def _came(self) -> None:
        self.setEnabled(True)

    def _tell(self) -> None:
        self._form.refuse(
            self.tr(
                "The other window does not answer. Nothing was changed. Give it a moment, or close"
                " it, then type your password here again."
            )
        )
        self.leave()
