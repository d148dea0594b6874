"""The foot of a profile: rest and wake, put away, delete for good."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ifs_desktop.parts.profile_group import link
from ifs_desktop.ui import theme


class Foot(QWidget):
    """Quiet, at the end of the page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rest = link(self.tr("Let it rest"), self)
        self.rest.setToolTip(self.tr("It stays in every list, quietly. You can wake it any time."))
        self.wake = link(self.tr("Wake it"), self)
        self.away = link(self.tr("Put part away…"), self)
        self.gone = link(self.tr("Delete for good…"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(8), theme.px(12), 0, 0)
        row.setSpacing(theme.px(6))
        for widget in (self.rest, self.wake, self.away, self.gone):
            row.addWidget(widget)
        row.addStretch(1)

    def show_part(self, *, resting: bool) -> None:
        """Offer what can be done with this part."""
        self.rest.setVisible(not resting)
        self.wake.setVisible(resting)

    def stops(self) -> list[QWidget]:
        """Where Tab goes."""
        return [self.rest, self.wake, self.away, self.gone]
