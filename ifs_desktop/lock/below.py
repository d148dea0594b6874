"""A link below the password and what is said of it; it goes with the sentence."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout

from ifs_desktop.lock.unlock import UnlockForm
from ifs_desktop.ui.widgets.reveal import RevealLineEdit


class LinkBelow(QPushButton):
    """Next in the Tab order after the password's “Show”. Typing or unlocking takes it away."""

    def __init__(self, text: str, form: UnlockForm) -> None:
        super().__init__(form)
        for old in form.findChildren(type(self)):
            if old is not self:
                old.leave()
        self.setText(text)
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        self.setProperty("kind", "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        layout = form.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, self, 0, Qt.AlignmentFlag.AlignLeft)
        for revealing in form.findChildren(RevealLineEdit):
            form.setTabOrder(revealing.stops()[-1], self)
        for line in form.findChildren(QLineEdit):
            line.textEdited.connect(self.leave)
        form.submitted.connect(self.leave)

    def leave(self) -> None:
        """The sentence is gone, or another took its place."""
        self.hide()
        self.deleteLater()
