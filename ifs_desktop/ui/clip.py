"""Copying words, and nothing but words; and taking from the clipboard what we put there."""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication, QImage

KEPT_FOR = 30_000  # ms

# What asks the system's clipboard to show a copy to the app it is pasted into, and to keep it
# nowhere else. Each system reads its own: KDE's Klipper and others, Windows (three names, of which
# two hold a number that says no). macOS: ``clip_macos``.
_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
HINTS = {
    "x-kde-passwordManagerHint": b"secret",
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"1",
    _WINDOWS.format("CanIncludeInClipboardHistory"): bytes(4),
    _WINDOWS.format("CanUploadToCloudClipboard"): bytes(4),
}
_OURS = "x-kde-passwordManagerHint"


class ClipboardGuard(QObject):
    """Makes every copy of this app, from whatever box, plain, unwatched and short-lived.

    The same for what X11 takes to be copied as soon as it is selected. What other programs copy is
    not looked at.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        clipboard = QGuiApplication.clipboard()
        clipboard.dataChanged.connect(self._copied)
        clipboard.selectionChanged.connect(self._selected)
        self._copy_timer = self._timer(KEPT_FOR)
        self._copy_timer.timeout.connect(self._forget_copy)
        self._selection_timer = self._timer(KEPT_FOR)
        self._selection_timer.timeout.connect(self._forget_selection)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        return timer

    def _copied(self) -> None:
        if _make_plain(QClipboard.Mode.Clipboard):
            self._copy_timer.start()

    def _selected(self) -> None:
        if _make_plain(QClipboard.Mode.Selection):
            self._selection_timer.start()

    def _forget_copy(self) -> None:
        _forget(QClipboard.Mode.Clipboard)

    def _forget_selection(self) -> None:
        _forget(QClipboard.Mode.Selection)


def copy_plain(text: str) -> None:
    """Put plain text on the clipboard."""
    QGuiApplication.clipboard().setMimeData(_plain(text))


def copy_picture(picture: QImage) -> None:
    """Put a picture on the clipboard, as unwatched and short-lived as words."""
    data = QMimeData()
    data.setImageData(picture)
    for name, value in HINTS.items():
        data.setData(name, value)
    QGuiApplication.clipboard().setMimeData(data)


def forget() -> None:
    """Take back what this app copied, from any box too; what others copied stays."""
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        _forget(mode)


def _plain(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    for name, value in HINTS.items():
        data.setData(name, value)
    return data


def _make_plain(mode: QClipboard.Mode) -> bool:
    """Whether something of ours was put there that was not yet as it is to be."""
    clipboard = QGuiApplication.clipboard()
    if not _ours(mode):
        return False
    data = clipboard.mimeData(mode)
    if not data.formats():  # we took it back
        return False
    if not data.hasFormat(_OURS):
        # This signals again: what is there then is our own copy, and the clock is started for it.
        clipboard.setMimeData(_plain(data.text()), mode)
        return False
    if sys.platform == "darwin" and mode == QClipboard.Mode.Clipboard:
        from ifs_desktop.ui import clip_macos

        clip_macos.conceal()
    return True


def _ours(mode: QClipboard.Mode) -> bool:
    clipboard = QGuiApplication.clipboard()
    if mode == QClipboard.Mode.Selection:
        return clipboard.ownsSelection()
    return clipboard.ownsClipboard()


def _forget(mode: QClipboard.Mode) -> None:
    if _ours(mode):
        QGuiApplication.clipboard().clear(mode)
