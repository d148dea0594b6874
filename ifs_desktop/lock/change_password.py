"""The card that asks for the current password and a new one, and hands both to who uses them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.lock import sentences
from ifs_desktop.lock.form import PasswordForm, password_field
from ifs_desktop.lock.new_password import NewPassword
from ifs_desktop.ui import theme, work
from ifs_desktop.ui.widgets.labels import paragraph


class ChangePassword(PasswordForm):
    """The old password holds until ``change`` has returned."""

    changed = Signal(object)  # what came of it

    def __init__(
        self, do: str, doing: str, change: Callable[[str, str], object], parent: QWidget
    ) -> None:
        """``do`` are the button's words, ``doing`` those while ``change(current, new)`` runs.

        It runs in a worker thread.
        """
        super().__init__(parent, shadow=False)
        self._doing = doing
        self._use = change
        self._field, self._current = password_field(self.tr("Current password"), self)
        self._new = NewPassword(self.tr("New password"), self.tr("Repeat new password"), self)
        self._said = paragraph("", "error", self)
        self._said.hide()
        self._change = QPushButton(do, self)
        theme.set_kind(self._change, "primary")
        column = QVBoxLayout(self)
        side = theme.px(24)
        column.setContentsMargins(side, theme.px(20), side, theme.px(20))
        column.setSpacing(theme.px(12))
        column.addWidget(self._field)
        column.addWidget(self._new)
        column.addWidget(self._said)
        row = QHBoxLayout()
        row.addWidget(self._change)
        row.addStretch(1)
        column.addLayout(row)
        for before, after in pairwise([*self._current.stops(), *self._new.stops(), self._change]):
            QWidget.setTabOrder(before, after)
        self._current.returnPressed.connect(self._submit)
        self._current.textEdited.connect(self._edited)
        self._new.submitted.connect(self._submit)
        self._new.edited.connect(self._edited)
        self._change.clicked.connect(self._submit)

    def take_focus(self) -> None:
        """Begin at the current password."""
        self._current.setFocus()

    def last_stop(self) -> QWidget:
        """Where Tab stops last."""
        return self._change

    def forget(self) -> None:
        """Leave nothing typed behind."""
        self._current.setText("")  # unlike clear(), this leaves nothing for undo
        self._new.forget()
        self._edited()

    def set_busy(self, busy: bool, text: str = "") -> None:
        """While keys are derived and the file is written."""
        super().set_busy(busy, text)
        self._current.setReadOnly(busy)
        self._new.set_busy(busy)
        self._change.setEnabled(not busy)

    def _edited(self) -> None:
        self._field.set_error("")
        self._said.hide()

    def _submit(self) -> None:
        if self._current.isReadOnly():
            return
        self._edited()
        self._new.clear_errors()
        if not self._current.text():
            self._field.set_error(self.tr("Type the password that opens the journal now."))
            self._current.setFocus()
        elif not self._new.is_missing():
            self.set_busy(True, self._doing)
            work.start(
                self._use,
                *(self._current.text(), self._new.text()),
                done=self._done,
                failed=self._failed,
                parent=self,
            )

    def _done(self, result: object) -> None:
        self.set_busy(False)
        self.forget()
        self.changed.emit(result)

    def _failed(self, error: BaseException) -> None:
        self.set_busy(False)
        if sentences.is_wrong_secret(error):
            self._field.set_error(sentences.explain(error))
            self._current.setFocus()
            self._current.selectAll()
        else:
            words = self.tr("The password is still the old one. {why}")
            self._said.setText(words.format(why=sentences.explain(error)))
            self._said.show()
