"""The card for who forgot the password: the recovery code, and a new password."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ifs_desktop.lock.code_line import CodeField
from ifs_desktop.lock.form import OpeningForm
from ifs_desktop.lock.new_password import NewPassword
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets.labels import paragraph


class ForgotForm(OpeningForm):
    """A slip in the code is told before anything is tried."""

    submitted = Signal(object, str, bool)  # code (bytes), new password, whether to insist

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Open with this code"), parent)
        self._code = CodeField(self)
        self._new = NewPassword(self.tr("New password"), self.tr("Repeat new password"), self)
        column = QVBoxLayout(self)
        side = theme.px(24)
        column.setContentsMargins(side, theme.px(20), side, theme.px(20))
        column.setSpacing(theme.px(12))
        column.addWidget(
            paragraph(
                self.tr(
                    "Type the code from your sheet, and choose a new password. The old password"
                    " does not open the journal any more then; the code still does."
                ),
                "hint",
                self,
            )
        )
        column.addWidget(self._code)
        column.addWidget(self._new)
        column.addWidget(self._open)
        for before, after in pairwise([self._code.line(), *self._new.stops(), self._open]):
            QWidget.setTabOrder(before, after)
        self._code.line().returnPressed.connect(self._submit)
        self._new.submitted.connect(self._submit)

    def take_focus(self) -> None:
        """Begin at the code."""
        self._code.line().setFocus()

    def set_busy(self, busy: bool, text: str = "") -> None:
        """While the journal is opened and the new password is put to use."""
        super().set_busy(busy, text)
        self._code.line().setReadOnly(busy)
        self._new.set_busy(busy)

    def refuse(self, sentence: str) -> None:
        """Say what happened; everything typed stays."""
        self.set_busy(False)
        self._code.refuse(sentence)

    def _send(self, *, insist: bool) -> None:
        if self._code.line().isReadOnly():
            return
        self._new.clear_errors()
        code = self._code.read()
        if code is not None and not self._new.is_missing():
            self.submitted.emit(code, self._new.text(), insist)
