"""The card that asks for a journal's password."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.lock.form import PasswordForm, password_field
from ifs_desktop.ui import theme


class UnlockForm(PasswordForm):
    """One field and one button."""

    submitted = Signal(str)  # the password

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        side = theme.px(24)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(theme.px(14))
        self._field, self._password = password_field(self.tr("Password"), self)
        self._unlock = QPushButton(self)
        self._unlock.setText(self.tr("Unlock"))
        self._unlock.setAccessibleName(self.tr("Unlock"))
        theme.set_kind(self._unlock, "primary")
        column.addWidget(self._field)
        column.addWidget(self._unlock)
        self._password.returnPressed.connect(self._submit)
        self._password.textEdited.connect(self._edited)
        self._unlock.clicked.connect(self._submit)

    def take_focus(self) -> None:
        """Type at once."""
        self._password.setFocus()

    def set_busy(self, busy: bool, text: str = "") -> None:
        """While the key is derived; the field keeps the focus."""
        super().set_busy(busy, text)
        self._password.setReadOnly(busy)
        self._unlock.setEnabled(not busy)

    def refuse(self, sentence: str) -> None:
        """Say what happened; what was typed is selected, ready to be typed over."""
        self.set_busy(False)
        self._field.set_error(sentence)
        self._password.selectAll()
        self.take_focus()

    def forget(self) -> None:
        """Leave nothing typed behind."""
        _empty(self._password)

    def _edited(self) -> None:
        self._field.set_error("")

    def _submit(self) -> None:
        if self._password.isReadOnly():
            return
        if not self._password.text():
            self._field.set_error(self.tr("Type your password first."))
            self.take_focus()
            return
        self._field.set_error("")
        self.submitted.emit(self._password.text())


def _empty(field: QLineEdit) -> None:
    field.setText("")  # unlike clear(), this leaves nothing for undo
