"""What any other program on an X11 screen can read about our windows."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

ANY_TYPE = 0
# A window of somebody else's that takes the keyboard, as a click on it would.
ELSEWHERE = """
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.resize(80, 60)
window.show()
QTest.qWaitForWindowExposed(window)
window.activateWindow()
QTest.qWaitForWindowActive(window)
print("taken", flush=True)
app.exec()
"""


def read_property(window: int, name: str) -> bytes:
    """A property of a window as its bytes; b"" if it is not set."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    display = ctypes.c_void_p(x11.XOpenDisplay(None))
    kind, shape = ctypes.c_ulong(), ctypes.c_int()
    count, left = ctypes.c_ulong(), ctypes.c_ulong()
    value = ctypes.POINTER(ctypes.c_char)()
    x11.XGetWindowProperty(
        display,
        ctypes.c_ulong(window),
        ctypes.c_ulong(x11.XInternAtom(display, name.encode(), 0)),
        *(ctypes.c_long(0), ctypes.c_long(1024), 0, ctypes.c_ulong(ANY_TYPE)),
        *(ctypes.byref(kind), ctypes.byref(shape), ctypes.byref(count), ctypes.byref(left)),
        ctypes.byref(value),
    )
    found = value[: count.value] if shape.value == 8 else b""
    x11.XCloseDisplay(display)
    assert isinstance(found, bytes)
    return found


def names(window: int) -> list[str]:
    """Everything a window is called by, for title bars, taskbars and lists of windows."""
    found = [read_property(window, one) for one in ("WM_NAME", "_NET_WM_NAME", "WM_ICON_NAME")]
    found += [read_property(window, "_NET_WM_ICON_NAME"), read_property(window, "WM_CLASS")]
    return [text for one in found for text in one.decode("utf-8", "replace").split("\0") if text]


@contextmanager
def someone_elses_window() -> Iterator[None]:
    """Within the block, another program's window has the keyboard."""
    other = subprocess.Popen([sys.executable, "-c", ELSEWHERE], stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "taken\n"
        yield
    finally:
        other.kill()
        other.communicate()
