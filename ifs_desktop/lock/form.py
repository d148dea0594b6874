"""What the cards of the lock page share: a password field with Caps Lock hint, a busy row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ifs_desktop.ui.widgets.card import Card
from ifs_desktop.ui.widgets.field import Field
from ifs_desktop.ui.widgets.reveal import RevealLineEdit

if TYPE_CHECKING:
    from ifs_desktop.lock.busy import BusyRow


class PasswordForm(Card):
    """A card that can be busy for a while."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, shadow=True)
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
