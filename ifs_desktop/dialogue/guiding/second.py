"""The quiet card that says a part beside the target spoke up, and what one could do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ifs_desktop.dialogue.guiding.queries import Guide, SpokeUp
from ifs_desktop.parts.profile import isolated
from ifs_desktop.store import Ref
from ifs_desktop.ui.widgets.notice import Notice

PROTECTORS = ("manager", "firefighter", "protector")


class SecondVoice(QWidget):
    """Ask it to wait, hear it first, or open a mediation for both; or put the card aside."""

    wait_requested = Signal()
    hear_requested = Signal(int)
    open_requested = Signal(object)  # Ref
    put_aside = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.card: Notice | None = None
        self._spoke: SpokeUp | None = None
        self._target = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_voice(self, guide: Guide, spoke: SpokeUp | None) -> None:
        """Show the card for who spoke up, or none."""
        top = guide.top
        if spoke == self._spoke and (top is None or top.id == self._target):
            return
        self._spoke = spoke
        if self.card is not None:
            self._column.removeWidget(self.card)
            self.card.hide()
            self.card.deleteLater()
            self.card = None
        self.setVisible(spoke is not None)
        if spoke is None or top is None:
            return
        self._target = top.id
        protectors = spoke.part.role in PROTECTORS and top.role in PROTECTORS
        lead = self.tr("{name} spoke up, too.").format(name=isolated(spoke.part.name))
        if protectors:
            lead = self.tr("A second protector spoke up: {name}.")
            lead = lead.format(name=isolated(spoke.part.name))
        words = self.tr("You could thank it, and then choose.")
        self.card = Notice(words, self, lead=lead)
        for text, slot in (
            (self.tr("Ask it to wait"), self.wait_requested),
            (self.tr("Hear it first"), self._hear),
            (self.tr("Open mediation"), self._mediate),
        ):
            self.card.add_link(text).clicked.connect(slot)
        self.card.closed.connect(self.put_aside)
        self._column.addWidget(self.card)
        self.card.show()

    def _hear(self) -> None:
        if self._spoke is not None:
            self.hear_requested.emit(self._spoke.part.id)

    def _mediate(self) -> None:
        if self._spoke is not None:
            pair = f"{self._target}:{self._spoke.part.id}"
            self.open_requested.emit(Ref("mediation", None, pair))
