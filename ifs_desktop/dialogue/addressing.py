"""``@name`` at the very beginning of the composer: it says who speaks, and goes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Slot

from ifs_desktop.dialogue.writing import WritingEdit
from ifs_desktop.parts.mention import Mentions, units
from ifs_desktop.parts.named import Named, addressed, folded
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.store import Store
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.glyph import SELF

Allow = Callable[[int | None], bool]
_SELF_ID = 0  # no part has it


class Addressing(QObject):
    """Belongs to the box. ``allow`` lets a part (None: Self) speak, and says whether it does.

    Who was not let in is asked for once; the name then stays in the text.
    """

    def __init__(self, box: WritingEdit, store: Store, bus: Bus, allow: Allow) -> None:
        super().__init__(box)
        self._box, self._allow = box, allow
        self._not_let_in: int | None = None
        self._at_work = False
        self.mentions = Mentions(box, store, bus, with_self=True)
        self.mentions.chosen.connect(self._chosen)

    @Slot(object, str)
    def _chosen(self, _part_id: object, name: str) -> None:
        if self._box.toPlainText().startswith(f"@{name} "):
            self._not_let_in = None  # asked for again, on purpose
            self.settle()

    def typed(self) -> None:
        """Something was typed: take a name that is complete and is followed by something."""
        text = self._box.toPlainText()
        if not text.startswith("@"):
            self._not_let_in = None
            return
        found = addressed(text, self._people())
        if found is None or (not found[1] and not text.rstrip().endswith((":", ","))):
            return
        wanted = folded(text[1:])
        if not any(one.key.startswith(wanted) for one in self._people()):
            self.settle()

    def ask_again(self) -> None:
        """Who was not let in may be by now."""
        self._not_let_in = None
        self.settle()

    def settle(self) -> bool:
        """Take the name off and let its owner speak. False if somebody named may not speak."""
        if self._at_work:
            return False
        if not self._box.toPlainText().startswith("@"):
            return True  # without a look at everybody's names
        found = addressed(self._box.toPlainText(), self._people())
        if found is None or found[0].id == self._not_let_in:
            return True
        card, rest = found
        self._at_work = True
        try:
            allowed = self._allow(None if card.id == _SELF_ID else card.id)
        finally:
            self._at_work = False
        if not allowed:
            self._not_let_in = card.id
            return False
        cursor = self._box.textCursor()
        cursor.setPosition(0)
        text = self._box.toPlainText()
        end = units(text[: len(text) - len(rest)])
        cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        return True

    def _people(self) -> list[Named]:
        name = QCoreApplication.translate("Addressing", "Self")
        own = Named(PartCard(_SELF_ID, name, SELF, None), folded(name))
        return [own, *self.mentions.people()]
