"""The calm sign with a few words beside it, while a key is derived or a journal is made."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets.busy import BusySign
from ifs_desktop.ui.widgets.labels import label


class BusyRow(QWidget):
    """Centred in the width it is given."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        self._sign = BusySign("", self)
        self._words = label("", "hint", self)
        row.addStretch(1)
        row.addWidget(self._sign)
        row.addWidget(self._words)
        row.addStretch(1)

    def set_text(self, text: str) -> None:
        """Say what is being done; "" leaves the words as they are."""
        if text:
            self._sign.set_text(text)
            self._words.setText(text)
