"""The action table: each page lists its actions as rows; shortcuts and Help read the same rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ifs_desktop.ui import icons

UNDER = "under"  # a property of an action: the title of the menu inside the menu
Shortcut = str | QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class Row:
    """One action. `label`, `menu`, `tip` and `under` are marked QT_TRANSLATE_NOOP("Actions", "…").

    ``under`` is the title of a menu inside the menu.
    """

    name: str
    label: str
    shortcut: Shortcut | tuple[Shortcut, ...]
    handler: str  # the name of a method of the doer, called without arguments
    icon: str = ""
    menu: str = ""
    tip: str = ""
    checkable: bool = False
    under: str = ""

    def title(self) -> str:
        """The label in the user's language."""
        return translated(self.label)

    def keys(self) -> list[QKeySequence]:
        """All its shortcuts; a standard key may stand for none or several on a platform."""
        given = self.shortcut if isinstance(self.shortcut, tuple) else (self.shortcut,)
        found: list[QKeySequence] = []
        for one in given:
            if isinstance(one, str):
                found += [QKeySequence(one)] if one else []
            else:
                found += QKeySequence.keyBindings(one)
        return found

    def keys_text(self) -> str:
        """Its first shortcut as the platform writes it, or ""."""
        keys = self.keys()
        text = keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
        return text.replace("Return", "Enter")  # as it is called everywhere else in the app


def build(rows: Iterable[Row], owner: QWidget, doer: QObject | None = None) -> dict[str, QAction]:
    """Make the actions of `owner`, by name. They answer while focus is on or inside of it.

    What they do stands in `doer`, which is the owner itself if none is given.
    """
    made: dict[str, QAction] = {}
    for row in rows:
        if row.name in made:
            raise ValueError(f"two actions are called {row.name}")
        action = QAction(row.title(), owner)
        action.setObjectName(row.name)
        action.setShortcuts(row.keys())
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setCheckable(row.checkable)
        if row.icon:
            action.setIcon(icons.icon(row.icon))
        tip = translated(row.tip) if row.tip else row.title().replace("…", "")
        keys = row.keys_text()
        action.setToolTip(f"{tip} ({keys})" if keys else tip)
        action.setProperty(UNDER, translated(row.under) if row.under else "")
        action.triggered.connect(getattr(doer or owner, row.handler))
        owner.addAction(action)
        made[row.name] = action
    return made


def translated(text: str) -> str:
    """A text of an action table in the user's language."""
    return QCoreApplication.translate("Actions", text)
