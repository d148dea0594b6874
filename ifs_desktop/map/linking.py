"""Linking two parts of a map: after a drag from the handle, or by the dialog."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QWidget

from ifs_desktop.map.linker import LinkDialog, LinkMenu
from ifs_desktop.map.queries import Picture
from ifs_desktop.parts import edits
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.store import Store
from ifs_desktop.ui import ask


class Linking(QObject):
    """Asks how the two stand to each other and writes the link. ``view`` gets the focus back."""

    def __init__(self, store: Store, view: QWidget, page: QWidget) -> None:
        super().__init__(page)
        self._store = store
        self._view = view
        self._page = page
        self.picture: Picture | None = None

    @Slot(int, int, QPoint)
    def offer(self, source: int, target: int, on_screen: QPoint) -> None:
        """A link was drawn: choose its kind from a menu."""
        cards = self._cards()
        if source in cards and target in cards:
            menu = LinkMenu(cards[source], cards[target], self._page)
            menu.chosen.connect(self._link)
            menu.popup(on_screen)

    @Slot(int)
    def ask(self, source: int) -> None:
        """Choose to whom and how in a dialog."""
        cards = self._cards()
        others = [card for part_id, card in cards.items() if part_id != source]
        if source not in cards or not others:
            ask.tell(
                self._page,
                self.tr("Nobody to link to yet"),
                self.tr("A link needs two parts on this map. Add another one first."),
            )
            return
        others.sort(key=lambda card: card.name.casefold())
        dialog = LinkDialog(cards[source], others, self._page)
        dialog.chosen.connect(self._link)
        dialog.finished.connect(self._back)
        dialog.open()

    def _cards(self) -> dict[int, PartCard]:
        return {p.part.id: p.part for p in self.picture.placed} if self.picture else {}

    @Slot(int, int, str)
    def _link(self, source: int, target: int, kind: str) -> None:
        edits.relate(self._store, source_id=source, target_id=target, kind=kind)

    @Slot()
    def _back(self) -> None:
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
