"""The first page of a new journal: its recovery code."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ifs_desktop.lock.give_code import GiveCode
from ifs_desktop.settings import Settings
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.column import Column
from ifs_desktop.ui.widgets.labels import paragraph
from ifs_desktop.ui.widgets.notice import Notice
from ifs_desktop.vault import Vault

DECLINED = "code_declined"  # view state: it was left for later in so many words


class CodePage(QWidget):
    """Every visit shows a new code, and leaving forgets it: only one that was kept opens."""

    open_requested = Signal(object)  # Ref
    _given: GiveCode | None = None  # of the class: a page that is cleared away is still hidden

    def __init__(
        self, store: Store, bus: Bus, settings: Settings, parent: QWidget, vault: Vault
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._vault = vault
        self._column = Column(self.tr("Your recovery code"), self)
        self._column.add(
            paragraph(
                self.tr(
                    "If you forget your password one day, this code opens your journal and lets you"
                    " choose a new one. Nothing else can: nobody brings a password back, not us,"
                    " not this computer."
                ),
                "reading",
                self,
            )
        )
        self._column.gap(8)
        self._room = QVBoxLayout()
        holder = QWidget(self)
        holder.setLayout(self._room)
        self._room.setContentsMargins(0, 0, 0, 0)
        self._room.setSpacing(theme.px(16))
        self._column.add(holder)
        self._kept = Notice(
            self.tr("Your code opens this journal from now on, beside your password."),
            self,
            tone="good",
            dismissable=False,
        )
        self._on = QPushButton(self.tr("Go on"), self)
        theme.set_kind(self._on, "primary")
        self._on.clicked.connect(self._leave)
        self._column.add(self._kept)
        self._column.add_row(self._on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._column)

    def open_ref(self, ref: Ref) -> None:
        """There is one place only."""

    def here(self) -> Ref | None:
        """No place to come back to."""
        return None

    def commit_drafts(self) -> None:
        """Nothing typed here is kept."""

    def menu_actions(self) -> list[QAction]:
        """No actions of its own."""
        return []

    def take_focus(self) -> None:
        """Begin with the code."""
        if self._given is not None:
            self._given.take_focus()
        else:
            self._on.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Make a code, unless the window was only out of sight."""
        super().showEvent(event)
        if self._given is None and not event.spontaneous():
            without = self.tr("Goes on without a code. You can make one later, in Settings.")
            self._given = GiveCode(self._vault, self, not_now=without)
            self._given.kept.connect(self._code_kept)
            self._given.left.connect(self._decline)
            self._room.addWidget(self._given)
            self._given.show()
            self._kept.hide()
            self._on.hide()
            self._given.take_focus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget the code when another page is shown."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._drop()

    def _drop(self) -> None:
        if self._given is not None:
            self._given.hide()
            self._given.deleteLater()
            self._given = None

    def _code_kept(self) -> None:
        self._drop()
        self._kept.show()
        self._on.show()
        self._on.setFocus()

    def _decline(self) -> None:
        self._store.set_state(DECLINED, True)
        self._leave()

    def _leave(self) -> None:
        self.open_requested.emit(Ref("honest"))
