"""Where the app's own files are: icons, themes, exercises. Standard library only."""

from __future__ import annotations

import os.path

_PACKAGE = os.path.dirname(os.path.abspath(__file__))


def folder() -> str:
    """The folder of resources: inside the installed package, or beside it in a source tree."""
    installed = os.path.join(_PACKAGE, "resources")
    if os.path.isdir(installed):
        return installed
    return os.path.join(os.path.dirname(_PACKAGE), "resources")


def path(*parts: str) -> str:
    """The path of one resource, such as ``path("themes", "light.toml")``; it may not exist."""
    return os.path.join(folder(), *parts)
