"""Small widgets, one file each; a name is loaded when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ifs_desktop.ui.widgets.busy import BusySign
    from ifs_desktop.ui.widgets.card import Card
    from ifs_desktop.ui.widgets.chip import Chip
    from ifs_desktop.ui.widgets.chip_choice import ChipChoice
    from ifs_desktop.ui.widgets.day_pick import DayPick
    from ifs_desktop.ui.widgets.field import Field
    from ifs_desktop.ui.widgets.flow import FlowLayout
    from ifs_desktop.ui.widgets.growing import GrowingTextEdit
    from ifs_desktop.ui.widgets.header import PageHeader
    from ifs_desktop.ui.widgets.labels import ElidedLabel, KeyHint, label
    from ifs_desktop.ui.widgets.notice import Notice
    from ifs_desktop.ui.widgets.reveal import RevealLineEdit
    from ifs_desktop.ui.widgets.scroll import CalmScroll

_HOME = {
    "BusySign": "busy",
    "CalmScroll": "scroll",
    "Card": "card",
    "Chip": "chip",
    "ChipChoice": "chip_choice",
    "DayPick": "day_pick",
    "ElidedLabel": "labels",
    "Field": "field",
    "FlowLayout": "flow",
    "GrowingTextEdit": "growing",
    "KeyHint": "labels",
    "Notice": "notice",
    "PageHeader": "header",
    "RevealLineEdit": "reveal",
    "label": "labels",
}

__all__ = [
    "BusySign",
    "CalmScroll",
    "Card",
    "Chip",
    "ChipChoice",
    "DayPick",
    "ElidedLabel",
    "Field",
    "FlowLayout",
    "GrowingTextEdit",
    "KeyHint",
    "Notice",
    "PageHeader",
    "RevealLineEdit",
    "label",
]


def __getattr__(name: str) -> object:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(name)
    found = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = found
    return found
