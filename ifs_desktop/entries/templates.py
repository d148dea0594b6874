"""Beginnings for entries, made by the writer: the button that offers them, and what it asks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ifs_desktop.entries import edits, queries
from ifs_desktop.entries.queries import TemplateRow
from ifs_desktop.store import Store
from ifs_desktop.ui import ask

NAME = "template:name"  # the place of a name half typed


class TemplatesButton(QPushButton):
    """A menu of all templates, and of what can be done with them."""

    chosen = Signal(object)  # TemplateRow

    def __init__(self, store: Store, more: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._more = list(more)
        self._rows: list[TemplateRow] = []
        self._wanted = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._open_wanted)
        self.setText(self.tr("Templates"))
        self.setProperty("kind", "quiet")
        self.setAccessibleName(self.tr("Templates"))
        self.setToolTip(self.tr("New entry from a template of your own"))
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        menu.triggered.connect(self._triggered)
        self.setMenu(menu)

    def lead_to(self, template_id: int) -> None:
        """Open the menu with one template chosen; Enter begins an entry from it."""
        self._wanted = template_id
        self._soon.start()  # a page that is only now shown has its place later

    def _open_wanted(self) -> None:
        menu = self.menu()
        assert menu is not None
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        for row, action in zip(self._rows, menu.actions(), strict=False):
            if row.id == self._wanted:
                menu.setActiveAction(action)

    def _fill(self) -> None:
        menu = self.menu()
        assert menu is not None
        menu.clear()
        self._rows = queries.templates(self._store)
        for number, row in enumerate(self._rows):
            menu.addAction(row.name.replace("&", "&&")).setData(number)
        if self._rows:
            menu.addSeparator()
        for action in self._more:
            menu.addAction(action)

    def _triggered(self, action: QAction) -> None:
        if isinstance(action.data(), int):
            self.chosen.emit(self._rows[action.data()])


def keep(parent: QWidget, store: Store, text: str) -> None:
    """Ask for a name and keep this text as a template."""
    name = ask.text(
        parent,
        parent.tr("Start a template from this entry"),
        parent.tr("Name"),
        draft=(store, NAME),
    )
    if name:
        edits.keep_template(store, name=name, text=text)


def rename(parent: QWidget, store: Store) -> None:
    """Ask which template gets another name, and which."""
    row = _which(parent, store, parent.tr("Rename a template"))
    if row is None:
        return
    title = parent.tr("Rename this template")
    name = ask.text(parent, title, parent.tr("Name"), row.name, draft=(store, NAME))
    if name:
        edits.rename_template(store, template_id=row.id, name=name)


def put_away(parent: QWidget, store: Store) -> None:
    """Ask which template is put away."""
    row = _which(parent, store, parent.tr("Put a template away"))
    if row is not None:
        edits.put_away_template(store, template_id=row.id)


def _which(parent: QWidget, store: Store, title: str) -> TemplateRow | None:
    rows = queries.templates(store)
    words = parent.tr("Which one?")
    found = ask.choose(parent, title, words, [row.name.replace("&", "&&") for row in rows])
    return None if found is None else rows[found]
