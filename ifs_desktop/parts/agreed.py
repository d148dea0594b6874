"""Below a link between two parts: what they agreed on, and the way to the room they sit in."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ifs_desktop.mediation import queries
from ifs_desktop.mediation.queries import AgreementRow
from ifs_desktop.parts.profile import isolated
from ifs_desktop.parts.queries import RelationCard
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.days import short_day
from ifs_desktop.ui.widgets.labels import label

LONGEST = 140  # letters of an agreement that are shown


class Agreed(QWidget):
    """A small line; for two who are polarised and agreed on nothing, only the way to the room."""

    open_requested = Signal(object)  # Ref

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._relation: RelationCard | None = None
        self._showing = False
        self._leads: Ref | None = None
        self.line = label("", "small", self, wrap=True)
        self.go = QPushButton(self)
        self.go.setProperty("kind", "link")
        self.go.setProperty("tone", "plain")
        self.go.clicked.connect(self._lead)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(self.line)
        column.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)

    def show_relation(self, relation: RelationCard, *, mediated: bool = True) -> None:
        """Show what holds for this link now; nothing was agreed on where they never sat."""
        self._relation, self._showing = relation, True
        agreements = queries.agreements_of(self._store, relation.id) if mediated else ()
        if agreements:
            self.line.setText(_sentence(agreements[0], date.today()))
            self._offer(self.tr("Open the mediation"), Ref("mediation", agreements[0].dialogue_id))
        elif relation.kind == "polarised":
            pair = f"{relation.source.id}:{relation.target.id}"
            self._offer(self.tr("Mediate between them…"), Ref("mediation", None, pair))
        self.line.setVisible(bool(agreements))
        self.setVisible(bool(agreements) or relation.kind == "polarised")
        self._showing = False

    def showEvent(self, event: QShowEvent) -> None:
        """Come back to: something may have been agreed on meanwhile."""
        super().showEvent(event)
        if self._relation is not None and not self._showing:
            self.show_relation(self._relation)

    def _offer(self, words: str, leads: Ref) -> None:
        self._leads = leads
        self.go.setText(words)
        self.go.setAccessibleName(words)
        self.go.setAccessibleDescription(self.line.text())

    def _lead(self) -> None:
        if self._leads is not None:
            self.open_requested.emit(self._leads)


def _sentence(agreement: AgreementRow, today: date) -> str:
    """ "Agreement: … · to be looked at again on 24 December"."""
    say = QCoreApplication.translate
    words = " ".join(agreement.text.split())
    words = isolated(words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…")
    if agreement.review_on is None:
        return say("Agreed", "Agreement: {words}").format(words=words)
    if agreement.is_due(today):
        return say("Agreed", "Agreement, to look at again: {words}").format(words=words)
    return say("Agreed", "Agreement: {words} · to be looked at again on {day}").format(
        words=words, day=short_day(agreement.review_on, today)
    )
