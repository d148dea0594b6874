"""Windows: session and power messages to the window (WM_WTSSESSION_CHANGE, WM_POWERBROADCAST)."""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtWidgets import QWidget

from ifs_desktop.ui.away import OTHER_USER, SCREEN_LOCKED, SHUTDOWN, SLEEP, Away

# winuser.h and wtsapi32.h
WM_QUERYENDSESSION, WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0011, 0x0218, 0x02B1
PBT_APMSUSPEND = 0x4
WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT = 0x2, 0x4
WTS_SESSION_LOGOFF, WTS_SESSION_LOCK = 0x6, 0x7
NOTIFY_FOR_THIS_SESSION = 0

_SESSION = {
    WTS_SESSION_LOCK: SCREEN_LOCKED,
    WTS_CONSOLE_DISCONNECT: OTHER_USER,
    WTS_REMOTE_DISCONNECT: OTHER_USER,
    WTS_SESSION_LOGOFF: SHUTDOWN,
}


def listen(away: Away, window: QWidget) -> WindowsEars:
    """Have Windows tell the window about its session, and listen to what it is told."""
    return WindowsEars(away, int(window.winId()))


def reason(message: int, detail: int) -> str:
    """What a window message says about the person; "" if nothing."""
    if message == WM_WTSSESSION_CHANGE:
        return _SESSION.get(detail, "")
    if message == WM_POWERBROADCAST and detail == PBT_APMSUSPEND:
        return SLEEP
    return SHUTDOWN if message == WM_QUERYENDSESSION else ""


class WindowsEars(QAbstractNativeEventFilter):
    """Looks at every native message on its way to a window, and keeps none from it."""

    def __init__(self, away: Away, window: int) -> None:
        super().__init__()
        self._away = away
        self._window = window
        if sys.platform == "win32":
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(window, NOTIFY_FOR_THIS_SESSION)
        _application().installNativeEventFilter(self)

    def stop(self) -> None:
        """Listen no longer."""
        _application().removeNativeEventFilter(self)
        if sys.platform == "win32":
            ctypes.windll.wtsapi32.WTSUnRegisterSessionNotification(self._window)

    def nativeEventFilter(
        self, eventType: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> Any:
        """A message, as the address of a MSG."""
        if QByteArray(eventType).startsWith(b"windows_"):
            told = wintypes.MSG.from_address(int(message))
            if told.hWnd == self._window and (why := reason(told.message, told.wParam)):
                self._away.left.emit(why)
        return False, 0


def _application() -> QCoreApplication:
    qt = QCoreApplication.instance()
    assert qt is not None
    return qt
