"""How parts are sensed in a dialogue, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ifs_desktop.store.schema import CHANNELS as CHANNELS


def channel_name(channel: str | None) -> str:
    """ "In the body"; None, and what only a later version knows, is "Not said"."""
    if channel == "image":
        return QCoreApplication.translate("Channels", "As an image")
    if channel == "voice":
        return QCoreApplication.translate("Channels", "As a voice")
    if channel == "body":
        return QCoreApplication.translate("Channels", "In the body")
    if channel == "feeling":
        return QCoreApplication.translate("Channels", "As a feeling")
    if channel == "words":
        return QCoreApplication.translate("Channels", "In words")
    return QCoreApplication.translate("Channels", "Not said")
