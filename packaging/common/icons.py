"""Makes the pictures of packaging/icons into what each system wants."""

from __future__ import annotations

from pathlib import Path


def make(folder: Path) -> None:
    """PNGs for Linux, app.ico and journal.ico for Windows, app.icns and journal.icns for macOS."""
    raise NotImplementedError
