"""Above the list of dialogues: an agreement whose day to look at it again has come."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ifs_desktop.mediation import queries
from ifs_desktop.mediation.queries import Due
from ifs_desktop.parts.profile import isolated
from ifs_desktop.store import Change, Ref, Store
from ifs_desktop.ui import tip
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.widgets.notice import Notice

LONGEST = 64  # letters of the agreement that are shown
_TOLD = frozenset({"agreement", "mediation", "dialogue", "part"})


class DueAgreement(QWidget):
    """One at a time, for as long as nobody looked at it; it counts nothing and blocks nothing."""

    open_requested = Signal(object)  # Ref

    def __init__(self, store: Store, bus: Bus, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._due: Due | None = None
        self.notice = Notice("", self, dismissable=False)
        self.look = self.notice.add_link(self.tr("Look at it"))
        self.look.clicked.connect(self._lead)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notice)
        bus.changed.connect(self._changed)
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """It may be another day by now."""
        super().showEvent(event)
        self._refresh()

    def _changed(self, change: Change) -> None:
        said = {"dialogue"} if "turn" in change.tables else set()  # a line touches its dialogue
        if change.tables & _TOLD - said:
            self._refresh()

    def _refresh(self) -> None:
        found = queries.due(self._store, date.today())
        due = found[0] if found else None
        if due != self._due and due is not None:
            words = " ".join(due.agreement.text.split())
            words = words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
            self.notice.set_text(
                self.tr("“{words}”").format(words=isolated(words)),
                self.tr("An agreement to look at again:"),
            )
            names = self.tr("{left} & {right}").format(
                left=isolated(due.left.name), right=isolated(due.right.name)
            )
            self.look.setAccessibleDescription(names)
            self.look.setToolTip(tip.plain(names))
        self._due = due
        self.setHidden(due is None)

    def _lead(self) -> None:
        if self._due is not None:
            self.open_requested.emit(Ref("mediation", self._due.agreement.dialogue_id))
