"""The card that asks for a journal's password."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.lock.form import OpeningForm, password_field
from ifs_desktop.ui import theme

LINK_HEIGHT = 26  # design px


class UnlockForm(OpeningForm):
    """One field, one button and a way for who forgot the password."""

    submitted = Signal(str, bool)  # the password; whether to open it although others have it open
    forgotten = Signal()

    def __init__(self, parent: QWidget, *, forgot: bool = True) -> None:
        """Without ``forgot`` the way for who forgot has its room, and comes by ``show_forgot``."""
        super().__init__(self.tr("Unlock"), parent)
        column = QVBoxLayout(self)
        side = theme.px(24)
        column.setContentsMargins(side, side, side, theme.px(16))
        column.setSpacing(theme.px(14))
        self._field, self._password = password_field(self.tr("Password"), self)
        column.addWidget(self._field)
        column.addWidget(self._open)
        self._forgot: QPushButton | None = None
        self._column = column
        column.addSpacing(theme.px(LINK_HEIGHT) + column.spacing())  # room for the link
        QWidget.setTabOrder(self._password.stops()[1], self._open)
        self._password.returnPressed.connect(self._submit)
        self._password.textEdited.connect(self._edited)
        if forgot:
            self.show_forgot()

    def show_forgot(self) -> None:
        """Add the link. On the first page that waits until it is on the screen."""
        self._forgot = QPushButton(self)
        self._forgot.setText(self.tr("I forgot my password"))
        self._forgot.setAutoDefault(False)
        theme.set_kind(self._forgot, "link")
        theme.set_kind(self._forgot, "plain", "tone")
        self._forgot.setEnabled(not self._password.isReadOnly())
        self._forgot.clicked.connect(self.forgotten)
        row = QHBoxLayout()
        row.addStrut(theme.px(LINK_HEIGHT))
        row.addStretch(1)
        row.addWidget(self._forgot)
        row.addStretch(1)
        at = self._column.indexOf(self._open) + 1
        self._column.takeAt(at)
        self._column.insertLayout(at, row)
        QWidget.setTabOrder(self._open, self._forgot)

    def last_stop(self) -> QWidget:
        """The way for who forgot, once it is there."""
        return self._forgot or self._open

    def take_focus(self) -> None:
        """Type at once."""
        self._password.setFocus()

    def set_busy(self, busy: bool, text: str = "") -> None:
        """The field keeps the focus."""
        super().set_busy(busy, text)
        self._password.setReadOnly(busy)
        if self._forgot is not None:
            self._forgot.setEnabled(not busy)

    def refuse(self, sentence: str) -> None:
        """Say what happened; what was typed is selected, ready to be typed over."""
        self.set_busy(False)
        self._field.set_error(sentence)
        self._password.selectAll()
        self.take_focus()

    def forget(self) -> None:
        """Leave nothing typed behind."""
        self._password.setText("")  # unlike clear(), this leaves nothing for undo

    def _edited(self) -> None:
        self._field.set_error("")

    def _send(self, *, insist: bool) -> None:
        if self._password.isReadOnly():
            return
        if not self._password.text():
            self._field.set_error(self.tr("Type your password first."))
            self.take_focus()
            return
        self._field.set_error("")
        self.submitted.emit(self._password.text(), insist)
