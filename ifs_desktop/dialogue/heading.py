"""The bar over a dialogue: its title, who takes part, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ifs_desktop.dialogue.channels import CHANNELS, channel_name
from ifs_desktop.dialogue.queries import DialogueRow
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.store import Store
from ifs_desktop.ui import ask, icons
from ifs_desktop.ui.widgets.chip import Chip
from ifs_desktop.ui.widgets.header import PageHeader


class Heading(PageHeader):
    """Chips lead to the parts; the rest is in one menu."""

    part_chosen = Signal(int)
    leave_out_requested = Signal(int)
    channel_chosen = Signal(object)  # one of CHANNELS, or None

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
        self._channel_menu = self._build_channels()
        self._dialogue_menu.addAction(actions["invite_part"])
        self._dialogue_menu.addAction(actions["rename_dialogue"])
        self._dialogue_menu.addMenu(self._channel_menu)
        self._dialogue_menu.addMenu(self._leave_menu)
        self._dialogue_menu.addSeparator()
        self._dialogue_menu.addAction(actions["close_dialogue"])
        self._dialogue_menu.addAction(actions["put_away_dialogue"])
        self._close_button = QPushButton(self.tr("Close for today"), self)
        self._close_button.setAccessibleName(self.tr("Close for today"))
        self._close_button.setToolTip(actions["close_dialogue"].toolTip())
        self._close_button.clicked.connect(actions["close_dialogue"].trigger)
        self.add_action(self._close_button)
        self.add_action(button)
        self.show_dialogue(None)

    def chips(self) -> list[Chip]:
        """The chips of the parts, in the order of their keys."""
        return list(self._members)

    def show_dialogue(self, row: DialogueRow | None) -> None:
        """Name the dialogue and its parts; None where none is shown."""
        shown = None if row is None else (row.title, row.members)
        if row is not None:
            for action in self._channel_menu.actions():
                action.setChecked(action.data() == (row.channel or ""))
        if shown == self._shown and self._begun:
            return
        self._shown, self._begun = shown, True
        self.clear_chips()
        self._members.clear()
        self._leave_menu.clear()
        self._open_menu_button.setVisible(row is not None)
        self._close_button.setVisible(row is not None)
        if row is None:
            self.set_title(self.tr("Dialogues"))
            return
        self.set_title(row.title or self.tr("New dialogue"))
        for member in row.members:
            chip = Chip(member.name, self, look=member)
            chip.setAccessibleName(self.tr("Open {name}").format(name=member.name))
            chip.setProperty("part", member.id)
            chip.clicked.connect(self._chip_pressed)
            self.add_chip(chip)
            self._members.append(chip)
            self._leave_menu.addAction(member.name.replace("&", "&&")).setData(member.id)
        self._leave_menu.menuAction().setVisible(bool(row.members))

    def _build_channels(self) -> QMenu:
        menu = QMenu(self.tr("How parts are sensed here"), self._dialogue_menu)
        group = QActionGroup(menu)
        for channel in (None, *CHANNELS):
            action = menu.addAction(channel_name(channel))
            action.setCheckable(True)
            action.setData(channel or "")
            group.addAction(action)
        menu.triggered.connect(self._choose_channel)
        return menu

    def _choose_channel(self, action: QAction) -> None:
        self.channel_chosen.emit(str(action.data()) or None)

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


def ask_for_title(parent: QWidget, store: Store, row: DialogueRow) -> str | None:
    """Another title for a dialogue; None if it was left, or is blank."""
    title = ask.text(
        parent,
        QCoreApplication.translate("Heading", "Rename this dialogue"),
        QCoreApplication.translate("Heading", "Title"),
        row.title,
        draft=(store, f"dialogue:{row.id}:title"),
    )
    return title.strip() or None if title else None
