"""The .deb and the .tar.xz."""

from __future__ import annotations

from pathlib import Path

from common import bundle


def build(dist: Path) -> Path:
    """Make both from the bundle; the answer is the .deb."""
    return bundle.make()
