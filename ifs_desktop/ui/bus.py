"""The one signal that tells every page what changed in the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from ifs_desktop.store import Change, Store


class Bus(QObject):
    """Carries each ``Change`` of the store to whoever is connected; dies with the journal."""

    changed = Signal(object)  # Change

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unsubscribe = store.subscribe(self._tell)

    def close(self) -> None:
        """Stop listening to the store."""
        self._unsubscribe()

    def _tell(self, change: Change) -> None:
        self.changed.emit(change)
