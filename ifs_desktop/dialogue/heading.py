"""The bar over a dialogue: its title, who takes part, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ifs_desktop.dialogue.queries import DialogueRow
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.ui import icons
from ifs_desktop.ui.widgets.chip import Chip
from ifs_desktop.ui.widgets.header import PageHeader


class Heading(PageHeader):
    """Chips lead to the parts; the rest is in one menu."""

    part_chosen = Signal(int)
    leave_out_requested = Signal(int)

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget) -> None:
        super().__init__("", parent)
        self._members: list[Chip] = []
        self._shown: tuple[str, tuple[PartCard, ...]] | None = None
        self._begun = False
        self._open_menu_button = QPushButton(self)
        button = self._open_menu_button
        button.setIcon(icons.icon("more"))
        button.setAccessibleName(self.tr("More about this dialogue"))
        button.setToolTip(self.tr("More about this dialogue"))
        button.clicked.connect(self._show_menu)
        self._dialogue_menu = QMenu(button)
        self._leave_menu = QMenu(self.tr("Leave out"), self._dialogue_menu)
        self._leave_menu.triggered.connect(self._leave_out)
        self._dialogue_menu.addAction(actions["invite_part"])
        self._dialogue_menu.addAction(actions["rename_dialogue"])
        self._dialogue_menu.addMenu(self._leave_menu)
        self._dialogue_menu.addSeparator()
        self._dialogue_menu.addAction(actions["put_away_dialogue"])
        self.add_action(button)
        self.show_dialogue(None)

    def chips(self) -> list[Chip]:
        """The chips of the parts, in the order of their keys."""
        return list(self._members)

    def show_dialogue(self, row: DialogueRow | None) -> None:
        """Name the dialogue and its parts; None where none is shown."""
        shown = None if row is None else (row.title, row.members)
        if shown == self._shown and self._begun:
            return
        self._shown, self._begun = shown, True
        self.clear_chips()
        self._members.clear()
        self._leave_menu.clear()
        self._open_menu_button.setVisible(row is not None)
        if row is None:
            self.set_title(self.tr("Dialogues"))
            return
        self.set_title(row.title or self.tr("New dialogue"))
        for member in row.members:
            chip = Chip(member.name, self, role=member.role)
            chip.set_colour(QColor(member.colour) if member.colour else None)
            chip.setAccessibleName(self.tr("Open {name}").format(name=member.name))
            chip.setProperty("part", member.id)
            chip.clicked.connect(self._chip_pressed)
            self.add_chip(chip)
            self._members.append(chip)
            self._leave_menu.addAction(member.name.replace("&", "&&")).setData(member.id)
        self._leave_menu.menuAction().setVisible(bool(row.members))

    def _show_menu(self) -> None:
        button = self._open_menu_button
        corner = button.mapToGlobal(button.rect().bottomRight())
        corner.setX(corner.x() - self._dialogue_menu.sizeHint().width())
        self._dialogue_menu.popup(corner)

    def _leave_out(self, action: QAction) -> None:
        self.leave_out_requested.emit(int(action.data()))

    def _chip_pressed(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self.part_chosen.emit(int(chip.property("part")))
