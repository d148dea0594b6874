"""Copying words, and nothing but words; and taking from the clipboard what we put there."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication


def copy_plain(text: str) -> None:
    """Put plain text on the clipboard."""
    data = QMimeData()
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)


def forget() -> None:
    """Take back what this app copied, from any box too; what others copied stays."""
    clipboard = QGuiApplication.clipboard()
    for mode, ours in (
        (QClipboard.Mode.Clipboard, clipboard.ownsClipboard()),
        (QClipboard.Mode.Selection, clipboard.ownsSelection()),
    ):
        if ours:
            clipboard.clear(mode)
