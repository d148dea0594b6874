"""Opens the map over time for the map page, and writes names of moments."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from ifs_desktop.map.history import edits, queries
from ifs_desktop.map.history.overlay import TimeView
from ifs_desktop.parts.names import UnusableName, clean_name
from ifs_desktop.store import Change, Store
from ifs_desktop.ui import ask
from ifs_desktop.ui.bus import Bus

NOW = frozenset({"part", "map", "placement", "relation", "area", "trace"})


class Remembering(QObject):
    """``map_id`` is the map shown. What lies below cannot be reached meanwhile."""

    def __init__(
        self, store: Store, bus: Bus, page: QWidget, canvas: QWidget, beside: QWidget
    ) -> None:
        super().__init__(page)
        self._store = store
        self._page = page
        self._canvas = canvas
        self._below = (canvas, beside)
        self.map_id = 0
        self.view: TimeView | None = None
        bus.changed.connect(self._changed)

    @Slot()
    def toggle(self) -> None:
        """Show how the map was, or go back to now."""
        if self.view is not None:
            self.end()
        else:
            self._begin()

    def show_moment(self, moment_id: int) -> None:
        """Show how the map was at a moment with a name."""
        self.end()
        self._begin()
        if self.view is not None:
            self.view.go_to(moment_id)

    def _begin(self) -> None:
        past = queries.past(self._store, self.map_id)
        if past is None:
            return
        self.view = view = TimeView(self._page, self._canvas)
        view.left.connect(self.end)
        view.name_requested.connect(self._name)
        view.rename_requested.connect(self._rename)
        view.put_away_requested.connect(self._put_away)
        for widget in self._below:
            widget.setEnabled(False)
        view.show()
        view.raise_()
        view.show_past(past)
        (view.slider if past.last else view.back).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def end(self) -> None:
        """Back to now."""
        if self.view is None:
            return
        view, self.view = self.view, None
        view.hide()
        view.deleteLater()
        for widget in self._below:
            widget.setEnabled(True)
        self._page.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def name_now(self) -> None:
        """Name the map as it is now, or the moment that is shown."""
        if self.view is not None:
            self.view.name.click()
        else:
            self._name(None)

    @Slot(object)
    def _name(self, when: datetime | None) -> None:
        name = self._ask(self.tr("Name this moment"), "", f"map:{self.map_id}:moment")
        if name is not None:
            edits.name_moment(self._store, map_id=self.map_id, name=name, at=when)

    @Slot(int)
    def _rename(self, moment_id: int) -> None:
        past = queries.past(self._store, self.map_id)
        known = {named.id: named.name for named in past.named} if past is not None else {}
        place = f"map_moment:{moment_id}:name"
        name = self._ask(self.tr("Another name"), known.get(moment_id, ""), place)
        if name is not None:
            edits.rename_moment(self._store, moment_id=moment_id, name=name)

    @Slot(int)
    def _put_away(self, moment_id: int) -> None:
        edits.put_moment_away(self._store, moment_id=moment_id)

    def _ask(self, title: str, now: str, place: str) -> str | None:
        draft = (self._store, place)
        name = ask.text(self._page, title, self.tr("What was this moment?"), now, draft=draft)
        if name is None:
            return None
        try:
            return clean_name(name)
        except UnusableName:
            ask.tell(
                self._page,
                self.tr("No name yet"),
                self.tr("A name needs at least one letter or sign, and not more than a line."),
            )
            return None

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self.view is None:
            return
        if change.tables & NOW:
            self.end()  # something is done to the map of now: that is what is to be seen
        elif "map_moment" in change.tables:
            past = queries.past(self._store, self.map_id)
            if past is not None:
                self.view.show_past(past, self.view.position)
