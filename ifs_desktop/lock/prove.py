"""Asking for the password once more, before something is done that only its owner may do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.lock import sentences
from ifs_desktop.lock.form import PasswordForm, password_field
from ifs_desktop.ui import theme, work
from ifs_desktop.vault import Vault


class ProveForm(PasswordForm):
    """One field, and a button that says what it is for."""

    proved = Signal()

    def __init__(self, vault: Vault, do: str, parent: QWidget) -> None:
        super().__init__(parent, shadow=False)
        self._vault = vault
        self._field, self._password = password_field(self.tr("Password"), self)
        self._do = QPushButton(do, self)
        column = QVBoxLayout(self)
        side = theme.px(24)
        column.setContentsMargins(side, theme.px(20), side, theme.px(20))
        column.setSpacing(theme.px(12))
        column.addWidget(self._field)
        row = QHBoxLayout()
        row.addWidget(self._do)
        row.addStretch(1)
        column.addLayout(row)
        QWidget.setTabOrder(self._password.stops()[1], self._do)
        self._password.returnPressed.connect(self._submit)
        self._password.textEdited.connect(self._edited)
        self._do.clicked.connect(self._submit)

    def take_focus(self) -> None:
        """Type at once."""
        self._password.setFocus()

    def set_busy(self, busy: bool, text: str = "") -> None:
        """While the key is derived."""
        super().set_busy(busy, text)
        self._password.setReadOnly(busy)
        self._do.setEnabled(not busy)

    def _edited(self) -> None:
        self._field.set_error("")

    def _submit(self) -> None:
        if self._password.isReadOnly():
            return
        if not self._password.text():
            self._point(self.tr("Type the password of this journal first."))
            return
        self._edited()
        self.set_busy(True, self.tr("Looking whether it is you…"))
        work.start(
            self._vault.prove,
            self._password.text(),
            done=self._done,
            failed=self._failed,
            parent=self,
        )

    def _done(self, _nothing: object) -> None:
        self.set_busy(False)
        self._password.setText("")  # unlike clear(), this leaves nothing for undo
        self.proved.emit()

    def _failed(self, error: BaseException) -> None:
        self.set_busy(False)
        self._point(sentences.explain(error))
        self._password.selectAll()

    def _point(self, sentence: str) -> None:
        self._field.set_error(sentence)
        self._password.setFocus()
