"""A password field with Show and Hide that notices Caps Lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent

# ImhSensitiveData, ImhNoPredictiveText and ImhNoAutoUppercase. By value and property, since the
# first use of the Qt namespace costs the start 15 ms (see labels.py).
_SECRET = 0x2 | 0x4 | 0x40
_BY_TAB = 0x1  # TabFocus: a click goes to the field around the button, where one types on


class RevealLineEdit(QLineEdit):
    """`caps_lock_changed(bool)` tells when typed letters show that Caps Lock went on or off."""

    caps_lock_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caps: bool | None = None
        self._button = _ShowButton(self)
        self._button.clicked.connect(self._toggle)
        self.conceal()
        self.setProperty("inputMethodHints", _SECRET)

    def caps_lock(self) -> bool:
        """Whether Caps Lock is known to be on."""
        return bool(self._caps)

    def conceal(self) -> None:
        """Back to dots."""
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._button.setText(self.tr("Show"))
        self._button.setAccessibleName(self.tr("Show what is typed"))
        self._place()

    def reveal(self) -> None:
        """Show the letters."""
        self.setEchoMode(QLineEdit.EchoMode.Normal)
        self._button.setText(self.tr("Hide"))
        self._button.setAccessibleName(self.tr("Hide what is typed"))
        self._place()

    def stops(self) -> tuple[QWidget, QWidget]:
        """Where Tab stops: the field, then its button."""
        return self, self._button

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + self._button.sizeHint().width(), hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._notice_caps(event)
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._caps is not None:
            self._set_caps(None)  # it may be switched where we do not see it
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.conceal()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _notice_caps(self, event: QKeyEvent) -> None:
        """Qt cannot tell, but an upper-case letter without Shift can, and so can its reverse."""
        from PySide6.QtCore import Qt

        if event.key() == Qt.Key.Key_CapsLock:
            if self._caps is not None and not event.isAutoRepeat():
                self._set_caps(not self._caps)
            return
        typed = event.text()
        if len(typed) != 1 or typed.lower() == typed.upper():
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._set_caps(typed.isupper() != shift)

    def _set_caps(self, on: bool | None) -> None:
        before, self._caps = bool(self._caps), on
        if before != bool(on):
            self.caps_lock_changed.emit(bool(on))

    @Slot()
    def _toggle(self) -> None:
        if self.echoMode() == QLineEdit.EchoMode.Password:
            self.reveal()
        else:
            self.conceal()

    def _place(self) -> None:
        size = self._button.sizeHint()
        margin = 4
        rtl = self.isRightToLeft()
        x = margin if rtl else self.width() - size.width() - margin
        self._button.setGeometry(
            x, (self.height() - size.height()) // 2, size.width(), size.height()
        )
        room = size.width()
        self.setTextMargins(room if rtl else 0, 0, 0 if rtl else room, 0)


class _ShowButton(QPushButton):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "link")
        self.setProperty("tone", "plain")
        self.setAutoDefault(False)
        self.setProperty("focusPolicy", _BY_TAB)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep every key but Tab: what the button leaves would be typed into the field."""
        from PySide6.QtCore import Qt

        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)
        if not event.isAccepted() and event.text().isprintable() and event.text():
            event.accept()
