"""What the cards of the lock page share: a password field with Caps Lock hint, a busy row."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets.busy import BusySign
from ifs_desktop.ui.widgets.card import Card
from ifs_desktop.ui.widgets.field import Field
from ifs_desktop.ui.widgets.labels import label
from ifs_desktop.ui.widgets.reveal import RevealLineEdit


class PasswordForm(Card):
    """A card that can be busy for a while."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, shadow=True)
        self.busy_row = QWidget(self)
        row = QHBoxLayout(self.busy_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        self._sign = BusySign("", self.busy_row)
        self._words = label("", "hint", self.busy_row)
        row.addStretch(1)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words)
        row.addStretch(1)
        self.busy_row.hide()

    def set_busy(self, busy: bool, text: str = "") -> None:
        """Show or hide the calm sign; ``text`` says what is being done."""
        if text:
            self._sign.set_text(text)
            self._words.setText(text)
        self.busy_row.setVisible(busy)


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
