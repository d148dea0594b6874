"""The rail on the left: the places that work, and at its foot what is always needed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.mark import Mark
from ifs_desktop.ui.widgets.labels import ElidedLabel, KeyHint

WIDTH = 204  # design px


class Rail(QFrame):
    """Says where one is and where one can go. ``places``: (name, icon, text)."""

    place_requested = Signal(str)
    undo_requested = Signal()
    go_requested = Signal()
    activated_requested = Signal()
    ground_requested = Signal()
    lock_requested = Signal()

    def __init__(self, title: str, places: list[tuple[str, str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        theme.set_kind(self, "rail")
        self.setFixedWidth(theme.px(WIDTH))
        self.setAccessibleName(self.tr("Places"))
        column = QVBoxLayout(self)
        side = theme.px(12)
        column.setContentsMargins(side, theme.px(14), side, theme.px(14))
        column.setSpacing(theme.px(3))
        column.addLayout(self._head(title))
        column.addSpacing(theme.px(4))
        column.addWidget(self._go_to())
        column.addSpacing(theme.px(4))
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        for name, icon, text in places:
            column.addWidget(self._place(name, icon, text))
        column.addStretch(1)
        activated = self._button("zap", self.tr("I’m activated"))
        activated.setAccessibleDescription(self.tr("Half a minute with what is up. F9"))
        activated.setToolTip(self.tr("Half a minute with what is up, from anywhere (F9)"))
        activated.clicked.connect(self.activated_requested)
        self._hint(activated, "F9")
        column.addWidget(activated)
        ground = self._button("leaf", self.tr("Ground me"), "good")
        theme.set_kind(ground, "good", "tone")
        ground.setAccessibleDescription(self.tr("Back to the room. F8, from anywhere"))
        ground.setToolTip(self.tr("Back to the room (F8)"))
        ground.clicked.connect(self.ground_requested)
        column.addWidget(ground)
        column.addWidget(self._place("help", "help", self.tr("Help")))
        column.addWidget(self._place("settings", "settings", self.tr("Settings")))
        lock = self._button("lock", self.tr("Lock"))
        lock.setAccessibleDescription(self.tr("Locks at once and keeps what you wrote. Ctrl+L"))
        lock.clicked.connect(self.lock_requested)
        self._hint(lock, "Ctrl+L")
        column.addWidget(lock)

    def show_place(self, name: str) -> None:
        """Mark the place one is at; a name that is not on the rail marks none."""
        self._group.setExclusive(False)
        for other, button in self._buttons.items():
            button.setChecked(other == name)
        self._group.setExclusive(name in self._buttons)

    def first(self) -> QWidget:
        """Where F6 leads."""
        for button in self._buttons.values():
            if button.isChecked():
                return button
        return next(iter(self._buttons.values()))

    def _head(self, title: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(8), 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(Mark(theme.px(24), self))
        self._title = ElidedLabel(title, "strong", self)
        self._title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addWidget(self._title, 1)
        self._undo = QPushButton(icons.icon("undo"), "", self)
        theme.set_kind(self._undo, "quiet")
        theme.set_kind(self._undo, "icon", "tone")  # the name beside it needs the room
        self._undo.clicked.connect(self.undo_requested)
        row.addWidget(self._undo)
        return row

    def show_undo(self, text: str, possible: bool) -> None:
        """What the arrow beside the journal's name would take back."""
        self._undo.setAccessibleName(text)
        self._undo.setToolTip(text)
        self._undo.setEnabled(possible)

    def set_title(self, title: str) -> None:
        """The name of the journal."""
        self._title.setText(title)

    def _go_to(self) -> QPushButton:
        button = self._button("search", self.tr("Go to…"), "hint")
        theme.set_kind(button, "find", "tone")
        button.setAccessibleName(self.tr("Go to anything"))
        button.setAccessibleDescription(self.tr("Any part, dialogue, place or action. Ctrl+K"))
        button.clicked.connect(self.go_requested)
        self._hint(button, "Ctrl+K")
        return button

    def _hint(self, button: QPushButton, keys: str) -> None:
        row = QHBoxLayout(button)
        row.setContentsMargins(0, 0, theme.px(8), 0)
        row.addStretch(1)
        row.addWidget(KeyHint(keys, button))

    def _place(self, name: str, icon: str, text: str) -> QPushButton:
        button = self._button(icon, text)
        button.setCheckable(True)
        button.setProperty("place", name)
        button.clicked.connect(self._chosen)
        self._group.addButton(button)
        self._buttons[name] = button
        return button

    def _button(self, icon: str, text: str, token: str = "secondary") -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text)
        icons.beside(button, icon, token, size=18)
        theme.set_kind(button, "rail")
        return button

    def _chosen(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.place_requested.emit(str(button.property("place")))
