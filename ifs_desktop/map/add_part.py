"""The small dialog behind "Add part": someone known who is not on this map, or someone new."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.parts.picker import Maker, PartPicker
from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.line_draft import LineDraft
from ifs_desktop.ui.widgets import label


class AddPartDialog(QDialog):
    """Tells the part that was picked and closes."""

    picked = Signal(int)

    def __init__(
        self, store: Store, bus: Bus, *, here: Iterable[int], make: Maker, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Add part"))
        self.picker = PartPicker(store, bus, multiple=False, parent=self, make=make, without=here)
        self.picker.picked.connect(self._picked)
        self._draft = LineDraft(self.picker.name, store, "map:add:name")
        self.finished.connect(self._draft.forget)
        self.leave = QPushButton(self.tr("Close"), self)
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self.reject)
        self.picker.add.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        column.setSpacing(theme.px(10))
        column.addWidget(label(self.tr("Who belongs on this map?"), "heading", self, wrap=True))
        column.addWidget(self.picker, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        column.addLayout(row)
        self.picker.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resize(theme.px(460), theme.px(420))

    @Slot(object)
    def _picked(self, ids: list[int]) -> None:
        if ids:
            self.picked.emit(ids[0])
            self.accept()
