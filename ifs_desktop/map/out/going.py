"""Sends the map that is shown out, and brings one in, for the map page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from ifs_desktop.map.out import edits, json_canvas, words
from ifs_desktop.map.out.dialog import OutDialog
from ifs_desktop.map.out.errors import CanvasRefused
from ifs_desktop.map.queries import Picture
from ifs_desktop.parts.names import UnusableName, clean_name
from ifs_desktop.store import Store
from ifs_desktop.ui import ask
from ifs_desktop.vault import JournalError
from ifs_desktop.vault.errors import sorted_at


class Going(QObject):
    """``came`` tells the id of a map that was brought in."""

    came = Signal(int)

    def __init__(self, store: Store, page: QWidget) -> None:
        super().__init__(page)
        self._store = store
        self._page = page
        self.picture: Picture | None = None

    def send_out(self) -> None:
        """Open the dialog for the map that is shown."""
        if self.picture is not None:
            OutDialog(self._store, self.picture, self._page).open()

    def bring_in(self) -> None:
        """Ask for a file, and add the map in it."""
        chosen = ask.open_file(
            self._page,
            self.tr("Bring a map in"),
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation),
            self.tr("JSON Canvas (*.canvas);;All files (*)"),
        )
        if not chosen:
            return
        path = Path(chosen)
        try:
            with sorted_at(path, writing=False), path.open("rb") as file:
                data = file.read(json_canvas.MOST_BYTES + 1)
            map_id = edits.bring_in(self._store, json_canvas.read(data, _name(path)))
        except (CanvasRefused, JournalError) as error:
            ask.tell(self._page, self.tr("The map stayed outside"), words.explain(error))
            return
        self.came.emit(map_id)


def _name(path: Path) -> str:
    try:
        return clean_name(path.stem)
    except UnusableName:
        return "Map"
