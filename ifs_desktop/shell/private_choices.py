"""The part of the settings that is about other people's eyes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ifs_desktop.settings import Settings
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets.labels import paragraph


class PrivateChoices(QWidget):
    """Three boxes to tick, all of them empty at first."""

    title_changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(paragraph(self.tr("Privacy"), "heading", self))
        minimised = self._box(
            "lock_when_minimised",
            self.tr("Lock when the window is minimised"),
            self.tr("Some desktops do not tell apps about it; there, nothing happens."),
        )
        covered = self._box(
            "cover_when_inactive",
            self.tr("Cover the window while another app is used"),
            self.tr("What you write stays open below, and is there again when you come back."),
        )
        neutral = self._box(
            "neutral_title",
            self.tr("Neutral window title"),
            self.tr(
                "The window is called “Notes”. After the next lock, the taskbar knows it by that"
                " name too."
            ),
        )
        minimised.toggled.connect(self._minimised_toggled)
        covered.toggled.connect(self._covered_toggled)
        neutral.toggled.connect(self._neutral_toggled)

    def _box(self, name: str, text: str, hint: str) -> QCheckBox:
        box = QCheckBox(text, self)
        box.setChecked(self._settings.on(name))
        box.setAccessibleDescription(hint)
        self._column.addSpacing(theme.px(8))  # each hint stands by its own box
        self._column.addWidget(box)
        self._column.addWidget(paragraph(hint, "hint", self))
        return box

    def _minimised_toggled(self, on: bool) -> None:
        self._settings.set(lock_when_minimised=on)

    def _covered_toggled(self, on: bool) -> None:
        self._settings.set(cover_when_inactive=on)

    def _neutral_toggled(self, on: bool) -> None:
        self._settings.set(neutral_title=on)
        self.title_changed.emit()
