"""The pane beside the inbox: the parts, to drag impressions onto or to choose by name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ifs_desktop.parts.dropping import Dropping
from ifs_desktop.parts.picker import Maker, PartPicker
from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.day_list import MIME
from ifs_desktop.ui.line_draft import LineDraft
from ifs_desktop.ui.widgets import label


class Sorting(QFrame):
    """Tells onto whom. Noting something with an exile approaches nobody, so all parts are here."""

    picked = Signal(int)

    def __init__(self, store: Store, bus: Bus, parent: QWidget, make: Maker) -> None:
        super().__init__(parent)
        self.setProperty("kind", "pane")
        self.picker = PartPicker(store, bus, multiple=False, parent=self, make=make)
        self.picker.role.hide()  # a name is enough here
        self.picker.picked.connect(self._picked)
        self._draft = LineDraft(self.picker.name, store, "inbox:new:name")
        Dropping(self.picker, MIME).dropped.connect(self.picked)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(18), theme.px(18), theme.px(18), theme.px(18))
        column.setSpacing(theme.px(8))
        column.addWidget(label(self.tr("Whose is it?"), "heading", self, wrap=True))
        words = self.tr("Drag what you chose onto a part, or press Enter and choose one.")
        column.addWidget(label(words, "hint", self, wrap=True))
        column.addWidget(self.picker, 1)

    def _picked(self, ids: list[int]) -> None:
        self._draft.forget()
        if ids:
            self.picked.emit(ids[0])
