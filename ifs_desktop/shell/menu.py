"""The quiet menu bar: every action of the app and of the page that is shown."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from ifs_desktop.shell import places
from ifs_desktop.ui.actions import UNDER


class Menu(QObject):
    """Fills the frame's menu bar while a journal is open."""

    place_requested = Signal(str)

    def __init__(self, bar: QMenuBar, named: Mapping[str, QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self._bar = bar
        self._inside: list[QMenu] = []  # menus inside the page's own
        bar.clear()
        journal = bar.addMenu(self.tr("&Journal"))
        edit = bar.addMenu(self.tr("&Edit"))
        go = bar.addMenu(self.tr("&Go"))
        self._page = bar.addMenu(self.tr("&Page"))
        helping = bar.addMenu(self.tr("&Help"))
        for name in ("open_another", "new_journal"):
            journal.addAction(named[name])
        journal.addSeparator()
        for name in ("trash", "keys", "backups", "exchange", "privacy"):
            journal.addAction(named[name])
        journal.addSeparator()
        for name in ("lock", "close", "quit"):
            journal.addAction(named[name])
        for name in ("undo", "redo"):
            edit.addAction(named[name])
        for name, _icon, text in places.on_rail():
            action = go.addAction(text)
            action.setData(name)
            action.triggered.connect(self._chosen)
        settings = go.addAction(self.tr("Settings"))
        settings.setData("settings")
        settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        settings.triggered.connect(self._chosen)
        go.addSeparator()
        for name in ("check_in", "inbox", "jot", "go_to", "find", "next_pane"):
            go.addAction(named[name])
        for name in ("activated", "ground"):
            go.addAction(named[name])
        for name in ("help", "honest", "about"):
            helping.addAction(named[name])
        named["quit"].setMenuRole(QAction.MenuRole.QuitRole)
        named["about"].setMenuRole(QAction.MenuRole.AboutRole)

    def show_page(self, rows: list[QAction], name: str) -> None:
        """Offer the actions of the page that is shown."""
        for inside in self._inside:
            inside.deleteLater()
        self._inside.clear()
        self._page.clear()
        named: dict[str, QMenu] = {}
        before: str | None = None
        for action in rows:
            title = str(action.property(UNDER) or "")
            if before is not None and bool(title) != bool(before):
                self._page.addSeparator()
            before = title
            if title and title not in named:
                named[title] = self._page.addMenu(title)
            named.get(title, self._page).addAction(action)
        self._inside += named.values()
        self._page.menuAction().setVisible(bool(rows))

    def clear(self) -> None:
        """Leave an empty bar."""
        self._bar.clear()

    def _chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.place_requested.emit(str(action.data()))
