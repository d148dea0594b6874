"""What a profile says of a part that is veiled, and how the veil is lifted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ifs_desktop.parts.profile_group import link
from ifs_desktop.parts.veiling import edits
from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets import Card, label


class Veil(Card):
    """Nothing is asked of who is behind it; only the writer can say that they showed themselves."""

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._part_id = 0
        self.set_tone("quiet")
        words = self.tr(
            "Someone is protected here. More is not known, and nothing is asked of them."
        )
        self.setAccessibleName(words)
        self.lift = link(self.tr("They have shown themselves"), self)
        self.lift.setAccessibleDescription(
            self.tr("Lifts the veil. The parts that protect them are still asked first.")
        )
        self.lift.setToolTip(self.lift.accessibleDescription())
        self.lift.clicked.connect(self._lift)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (20, 14, 18, 12)))
        column.setSpacing(theme.px(4))
        column.addWidget(label(words, "", self, wrap=True))
        column.addWidget(self.lift, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_part(self, part_id: int, *, veiled: bool) -> None:
        """Stand over this part, if it is veiled."""
        self._part_id = part_id
        self.setVisible(veiled)

    def stops(self) -> list[QWidget]:
        """Where Tab goes."""
        return [self.lift]

    @Slot()
    def _lift(self) -> None:
        edits.lift_veil(self._store, part_id=self._part_id)
