"""How the disk image looks, as dmgbuild reads it: the app, and an arrow's way to Applications."""

from __future__ import annotations

import os.path

app: str = defines["app"]  # type: ignore[name-defined]  # noqa: F821  dmgbuild brings it
format = "ULFO"  # lzfse; every macOS the app runs on reads it
filesystem = "HFS+"
files = [app]
symlinks = {"Applications": "/Applications"}
icon: str = defines["icon"]  # type: ignore[name-defined]  # noqa: F821
icon_locations = {os.path.basename(app): (170, 170), "Applications": (430, 170)}
window_rect = ((200, 160), (600, 360))
default_view = "icon-view"
icon_size = 112
text_size = 13
show_sidebar = False
show_status_bar = False
