"""What the cards of the way in share: a password field with Caps Lock hint, a busy row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets.card import Card
from ifs_desktop.ui.widgets.field import Field
from ifs_desktop.ui.widgets.reveal import RevealLineEdit

if TYPE_CHECKING:
    from ifs_desktop.lock.busy import BusyRow


class PasswordForm(Card):
    """A card that can be busy for a while."""

    def __init__(self, parent: QWidget, *, shadow: bool = True) -> None:
        super().__init__(parent, shadow=shadow)
        self._busy_row: BusyRow | None = None  # made when it is first needed, the start is quicker

    def set_busy(self, busy: bool, text: str = "") -> None:
        """Show or hide the calm sign; ``text`` says what is being done."""
        layout = self.layout()
        if busy and self._busy_row is None and layout is not None:
            from ifs_desktop.lock.busy import BusyRow

            self._busy_row = BusyRow(self)
            layout.addWidget(self._busy_row)
        if self._busy_row is not None:
            self._busy_row.set_text(text)
            self._busy_row.setVisible(busy)


class OpeningForm(PasswordForm):
    """A card that opens a journal, also one that seems to be open somewhere else."""

    def __init__(self, do: str, parent: QWidget) -> None:
        """``do`` are the words of the button that opens it."""
        super().__init__(parent)
        self._open = QPushButton(self)
        self._open.setText(do)
        self._open.setAccessibleName(do)
        theme.set_kind(self._open, "primary")
        self._open.clicked.connect(self._submit)
        self._anyway: QPushButton | None = None

    def last_stop(self) -> QWidget:
        """The button that opens it."""
        return self._open

    def set_busy(self, busy: bool, text: str = "") -> None:
        """While the key is derived."""
        super().set_busy(busy, text)
        self._open.setEnabled(not busy)
        if busy:
            self.offer_anyway(False)

    def offer_anyway(self, offered: bool) -> None:
        """Show or hide the button that opens it although somebody else says to have it open."""
        layout = self.layout()
        if offered and self._anyway is None and isinstance(layout, QBoxLayout):
            words = QCoreApplication.translate("PasswordForm", "Open it here anyway")
            self._anyway = QPushButton(words, self)
            self._anyway.setAccessibleName(words)
            self._anyway.clicked.connect(self._submit_anyway)
            layout.insertWidget(layout.indexOf(self._open) + 1, self._anyway)
            QWidget.setTabOrder(self._open, self._anyway)
        if self._anyway is not None:
            self._anyway.setVisible(offered)

    def _submit(self) -> None:
        self._send(insist=False)

    def _submit_anyway(self) -> None:
        self._send(insist=True)

    def _send(self, *, insist: bool) -> None:
        """Emit what is typed, or say what is missing."""
        raise NotImplementedError


class PasswordField(Field):
    """Says below itself when Caps Lock is on."""

    def watch_caps(self, line: RevealLineEdit) -> None:
        """Listen to the field's own look at the letters typed."""
        line.caps_lock_changed.connect(self._caps)

    def _caps(self, on: bool) -> None:
        self.set_warning(
            QCoreApplication.translate("PasswordForm", "Caps Lock is on") if on else ""
        )


def password_field(name: str, parent: QWidget) -> tuple[Field, RevealLineEdit]:
    """A named password field and its line."""
    line = RevealLineEdit(parent)
    field = PasswordField(name, line, parent)
    field.watch_caps(line)
    return field, line
