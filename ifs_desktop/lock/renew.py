"""A new key for the journal: a new password, a new recovery code, and the journal locks."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.lock.change_password import ChangePassword
from ifs_desktop.lock.give_code import GiveCode
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets.labels import paragraph
from ifs_desktop.ui.widgets.notice import Notice
from ifs_desktop.vault import Vault
from ifs_desktop.vault.renewal import Renewal


class RenewPart(QWidget):
    """Says what a new key is for; once begun, it asks first for passwords, then for the code."""

    grown = Signal(object)  # the widget that came
    begun = Signal()
    left = Signal()  # nothing was changed
    renewed = Signal(object)  # Renewal: to be put in force by closing the journal

    def __init__(self, vault: Vault, parent: QWidget) -> None:
        super().__init__(parent)
        self._vault = vault
        self._form: ChangePassword | None = None
        self._given: GiveCode | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(10))
        self._column.addWidget(paragraph(self.tr("A new key"), "heading", self))
        self._column.addWidget(
            paragraph(
                self.tr(
                    "Perhaps somebody has an old copy of this journal and knew its password. A new"
                    " password alone does not shut them out of what you write later. A new key"
                    " does: you choose a new password, you get a new recovery code, and then the"
                    " journal locks. Copies made before still show what was in them."
                ),
                "",
                self,
            )
        )
        self._said = Notice(
            self.tr(
                "No new key was made, and nothing was changed: your password and your recovery"
                " code are the ones you had before."
            ),
            self,
            tone="quiet",
            dismissable=False,
        )
        self._said.hide()
        self._begin = QPushButton(self.tr("Make a new key…"), self)
        self._begin.clicked.connect(self._ask)
        self._not_now = QPushButton(self.tr("Not now"), self)
        as_it_is = self.tr("Leaves password, code and key as they are.")
        self._not_now.setAccessibleDescription(as_it_is)
        theme.set_kind(self._not_now, "quiet")
        self._not_now.clicked.connect(self._leave)
        self._not_now.hide()
        self._row = QHBoxLayout()
        self._row.addWidget(self._begin)
        self._row.addWidget(self._not_now)
        self._row.addStretch(1)
        self._column.addLayout(self._row)
        self._column.addWidget(self._said)

    def is_begun(self) -> bool:
        """Whether it is under way."""
        return self._form is not None or self._given is not None

    def take_focus(self) -> None:
        """Where it goes on."""
        (self._given or self._form or self._begin).setFocus()
        if self._given is not None:
            self._given.take_focus()
        elif self._form is not None:
            self._form.take_focus()

    def _ask(self) -> None:
        self._begin.hide()
        self._said.hide()
        self._not_now.show()
        self._form = ChangePassword(
            self.tr("Go on to the code"),
            self.tr("Looking whether it is you…"),
            partial(proven, self._vault),
            self,
        )
        self._form.changed.connect(self._give)
        self._put(self._form)
        QWidget.setTabOrder(self._form.last_stop(), self._not_now)  # below it, though made before
        self.begun.emit()
        self._form.take_focus()

    def _give(self, passwords: tuple[str, str]) -> None:
        self._drop()
        self._not_now.hide()  # the code has its own
        current, new = passwords
        self._given = GiveCode(
            self._vault,
            self,
            not_now=self._not_now.accessibleDescription(),
            keep=partial(renewal, self._vault, current, new),
        )
        self._given.kept.connect(self.renewed)
        self._given.left.connect(self._leave)
        self._put(self._given)
        self._given.take_focus()

    def _leave(self) -> None:
        self._drop()
        self._not_now.hide()
        self._begin.show()
        self._said.show()
        self.left.emit()
        self._begin.setFocus()
        self.grown.emit(self._said)

    def _put(self, widget: QWidget) -> None:
        self._column.insertWidget(self._column.indexOf(self._said) - 1, widget)
        widget.show()
        self.grown.emit(widget)

    def _drop(self) -> None:
        for widget in (self._form, self._given):
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._form = self._given = None


def proven(vault: Vault, current: str, new: str) -> tuple[str, str]:
    """Both passwords, once the current one was proven (worker thread)."""
    vault.prove(current)
    return current, new


def renewal(vault: Vault, current: str, new: str, code: bytes) -> Renewal:
    """The new key, opened by the new password and the code (worker thread)."""
    return vault.prepare_renewal(new, code, current=current)
