"""The card that asks for a journal's password."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.lock.form import OpeningForm, password_field
from ifs_desktop.ui import theme


class UnlockForm(OpeningForm):
    """One field, one button and a way for who forgot the password."""

    submitted = Signal(str, bool)  # the password; whether to open it although others have it open
    forgotten = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Unlock"), parent)
        column = QVBoxLayout(self)
        side = theme.px(24)
        column.setContentsMargins(side, side, side, theme.px(16))
        column.setSpacing(theme.px(14))
        self._field, self._password = password_field(self.tr("Password"), self)
        self._forgot = QPushButton(self)
        self._forgot.setText(self.tr("I forgot my password"))
        self._forgot.setAutoDefault(False)
        theme.set_kind(self._forgot, "link")
        theme.set_kind(self._forgot, "plain", "tone")
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self._forgot)
        last.addStretch(1)
        column.addWidget(self._field)
        column.addWidget(self._open)
        column.addLayout(last)
        QWidget.setTabOrder(self._password.stops()[1], self._open)
        QWidget.setTabOrder(self._open, self._forgot)
        self._password.returnPressed.connect(self._submit)
        self._password.textEdited.connect(self._edited)
        self._forgot.clicked.connect(self.forgotten)

    def take_focus(self) -> None:
        """Type at once."""
        self._password.setFocus()

    def set_busy(self, busy: bool, text: str = "") -> None:
        """The field keeps the focus."""
        super().set_busy(busy, text)
        self._password.setReadOnly(busy)
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
