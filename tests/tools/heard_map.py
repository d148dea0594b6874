"""A map in a window, for a screen reader to hear; does as it is told on its standard input."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication, QMainWindow

from ifs_desktop import vault
from ifs_desktop.map import areas, edits
from ifs_desktop.map.page import MapPage
from ifs_desktop.parts import edits as parts
from ifs_desktop.settings import Settings
from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus
from ifs_desktop.vault import Kdf


def main(folder: Path) -> None:
    """Show three parts and say so; then follow orders until the end of the input."""
    app = QApplication(["heard"])
    app.setApplicationName("heard-map")
    theme.apply(app, "light")
    opened = vault.create(
        folder / "a.ifsjournal", "a lamp in the hall", data_dir=folder / "data", kdf=Kdf(64, 1, 1)
    )
    store = Store.open(opened)
    map_id = edits.ensure_map(store)
    ids = {
        name: edits.new_part_on_map(store, map_id=map_id, name=name, role=role, at=at)
        for name, role, at in (
            ("Watchful", "manager", (-200, -90)),
            ("השקט", "firefighter", (200, -80)),
            ("Little", "exile", (0, 200)),
        )
    }
    parts.relate(store, source_id=ids["Watchful"], target_id=ids["Little"], kind="protects")
    areas.add_area(store, map_id=map_id, kind="note", text="Sundays", box=(300, 200, 90, 60))
    bus = Bus(store)
    window = QMainWindow()
    page = MapPage(store, bus, Settings(str(folder / "settings.txt")), window)
    window.setCentralWidget(page)
    window.resize(1100, 760)
    window.show()
    window.activateWindow()
    page.view.setFocus()

    def follow(_socket: object) -> None:
        order = sys.stdin.readline().strip()
        if order == "select":
            page.scene.select((ids["Little"],))
        elif order == "rename":
            parts.rename_part(store, part_id=ids["Little"], name="Little One")
        elif order == "take off":
            placed = page.scene.parts[ids["Watchful"]].placement_id
            edits.put_away_placements(store, map_id=map_id, placement_ids=[placed])
        else:
            app.quit()
        print("done", order, flush=True)

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(follow)
    print("ready", flush=True)
    app.exec()
    window.hide()
    page.setParent(None)
    page.deleteLater()
    app.processEvents()
    store.close()
    opened.abandon()
    print("ended", flush=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        main(Path(made))
