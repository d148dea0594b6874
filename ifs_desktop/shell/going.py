"""Going to anything: what the palette offers of the shell, and where one was last."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from ifs_desktop.find.goals import Goal, known
from ifs_desktop.find.recent import Recent
from ifs_desktop.shell import places
from ifs_desktop.store import Change, Ref, Store

_NAMED = frozenset({"part", "dialogue", "map", "entry"})
_NOT_OFFERED = {"go_to", "next_pane"}  # one is there already


class Going(QObject):
    """Opens the palette above the window, and nothing else."""

    chosen = Signal(object)  # Ref
    left = Signal()  # the palette is gone, nothing was chosen

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._window = parent
        self._actions: dict[str, QAction] = {}
        self._named: tuple[Goal, ...] | None = None  # there may be thousands
        self.recent = Recent(store)

    def open(self, actions: Iterable[QAction]) -> None:
        """Offer places, these actions (those that can be done now) and everything with a name."""
        from ifs_desktop.find.palette import Palette

        if QApplication.activeModalWidget() is not None:
            return
        offered = [one for one in actions if one.isEnabled() and one.isVisible()]
        self._actions = {
            one.objectName(): one for one in offered if one.objectName() not in _NOT_OFFERED
        }
        if self._named is None:
            self._named = known(self._store)
        beside = (_goal(name, action) for name, action in self._actions.items())
        goals = [*_places(), *beside, *self._named]
        palette = Palette(self._store, goals, self.recent.refs(), self._window)
        palette.chosen.connect(self.chosen)
        palette.action_chosen.connect(self._do)
        palette.rejected.connect(self.left)
        palette.open()

    def note(self, change: Change) -> None:
        """What has a name may have another now."""
        if change.tables & _NAMED:
            self._named = None

    def _do(self, name: str) -> None:
        action = self._actions.get(name)
        if action is not None:
            self.left.emit()  # the keyboard goes where the action looks for it
            action.trigger()


def _places() -> list[Goal]:
    return [
        Goal(text, "place", Ref("page", None, name), icon)
        for name, icon, text in (*places.on_rail(), *places.beside())
    ]


def _goal(name: str, action: QAction) -> Goal:
    text = action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return Goal(text.removesuffix("…"), "action", None, "arrow-right", action=name, keys=keys)
