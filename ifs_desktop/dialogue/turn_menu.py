"""The menu of a turn, and in it whom the turn can be given to."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ifs_desktop.dialogue.actions import GIVE_ROWS
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.ui import icons


def menu(owner: QWidget, actions: Sequence[QAction]) -> QMenu:
    """A menu that goes when it is closed."""
    made = QMenu(owner)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.addActions(list(actions))
    return made


def add_said_by(
    to: QMenu, parts: Sequence[PartCard], speakers: Collection[int | None]
) -> list[QAction]:
    """Self and the parts, each action with the part's id; who speaks now has a tick."""
    said_by = QMenu(QCoreApplication.translate("Actions", "Said by…"), to)
    said_by.setIcon(icons.icon("users"))
    names: list[tuple[int | None, str]] = [(None, QCoreApplication.translate("Actions", "Self"))]
    names += [(part.id, part.name) for part in parts]
    made = []
    for number, (part_id, name) in enumerate(names):
        action = said_by.addAction(name.replace("&", "&&"))
        action.setData(part_id)
        action.setCheckable(True)
        action.setChecked(set(speakers) == {part_id})
        if number < len(GIVE_ROWS):
            action.setShortcut(GIVE_ROWS[number].keys()[0])  # to be seen: the list's own answers
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        made.append(action)
    to.insertMenu(to.actions()[1], said_by)
    return made
