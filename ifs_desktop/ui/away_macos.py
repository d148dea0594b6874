"""macOS: notifications of the screen lock, of sleep and of fast user switching.

The Objective-C runtime is called through ctypes: a small class is made whose one method is ours.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from itertools import count
from typing import Any

from PySide6.QtWidgets import QWidget

from ifs_desktop.ui.away import OTHER_USER, SCREEN_LOCKED, SHUTDOWN, SLEEP, Away

SCREEN = {b"com.apple.screenIsLocked": SCREEN_LOCKED}  # told to all programs
WORKSPACE = {  # told by NSWorkspace
    b"NSWorkspaceWillSleepNotification": SLEEP,
    b"NSWorkspaceSessionDidResignActiveNotification": OTHER_USER,
    b"NSWorkspaceWillPowerOffNotification": SHUTDOWN,
}
_Pointer, _Text = ctypes.c_void_p, ctypes.c_char_p
_Method = ctypes.CFUNCTYPE(None, _Pointer, _Pointer, _Pointer)
_numbers = count(1)


def listen(away: Away, _window: QWidget) -> MacEars:
    """Ask for the notifications."""
    ears = MacEars(away)
    ears.start(Runtime())
    return ears


class Runtime:
    """The few messages this needs."""

    def __init__(self) -> None:
        self._objc = ctypes.CDLL(ctypes.util.find_library("objc"))
        for name, arguments in (
            ("objc_getClass", [_Text]),
            ("sel_registerName", [_Text]),
            ("objc_allocateClassPair", [_Pointer, _Text, ctypes.c_size_t]),
        ):
            function = getattr(self._objc, name)
            function.restype, function.argtypes = _Pointer, arguments
        self._objc.objc_registerClassPair.argtypes = [_Pointer]
        self._objc.class_addMethod.argtypes = [_Pointer, _Pointer, _Pointer, _Text]
        self._send = ctypes.cast(self._objc.objc_msgSend, _Pointer).value or 0

    def named(self, name: bytes) -> int:
        """A class."""
        return self._objc.objc_getClass(name) or 0

    def selector(self, name: bytes) -> int:
        """The name of a method, as the runtime knows it."""
        return self._objc.sel_registerName(name) or 0

    def send(self, receiver: int, selector: bytes, *arguments: int | bytes) -> int:
        """One message; on arm64 each is called by its own types, so they are spelled out."""
        kinds = [_Text if isinstance(one, bytes) else _Pointer for one in arguments]
        call = ctypes.CFUNCTYPE(_Pointer, _Pointer, _Pointer, *kinds)(self._send)
        return call(receiver, self.selector(selector), *arguments) or 0

    def observer(self, method: Any) -> int:
        """An object of a new class whose method ``told:`` is the one given."""
        made = self._objc.objc_allocateClassPair(
            self.named(b"NSObject"), b"IFSDesktopEars%d" % next(_numbers), 0
        )
        self._objc.class_addMethod(
            made, self.selector(b"told:"), ctypes.cast(method, _Pointer), b"v@:@"
        )
        self._objc.objc_registerClassPair(made)
        return self.send(self.send(made, b"alloc"), b"init")

    def string(self, text: bytes) -> int:
        """An NSString."""
        return self.send(self.named(b"NSString"), b"stringWithUTF8String:", text)

    def text(self, notification: int) -> bytes:
        """The name of a notification."""
        address = self.send(self.send(notification, b"name"), b"UTF8String")
        return ctypes.string_at(address) if address else b""

    def centres(self) -> tuple[int, int]:
        """The notification centres of all programs and of NSWorkspace."""
        workspace = self.send(self.named(b"NSWorkspace"), b"sharedWorkspace")
        shared = self.named(b"NSDistributedNotificationCenter")
        return self.send(shared, b"defaultCenter"), self.send(workspace, b"notificationCenter")


class MacEars:
    """Holds the observer as long as the journal is open."""

    def __init__(self, away: Away) -> None:
        self._away = away
        self._runtime: Runtime | None = None
        self._observer = 0
        self._method = _Method(self._told)  # the runtime has its address only: it is kept here

    def start(self, runtime: Runtime) -> None:
        """Observe both centres."""
        self._runtime = runtime
        self._observer = runtime.observer(self._method)
        for centre, names in zip(runtime.centres(), (SCREEN, WORKSPACE), strict=True):
            for name in names:
                runtime.send(
                    centre,
                    b"addObserver:selector:name:object:",
                    self._observer,
                    runtime.selector(b"told:"),
                    runtime.string(name),
                    0,
                )

    def stop(self) -> None:
        """Listen no longer."""
        if self._runtime is not None:
            for centre in self._runtime.centres():
                self._runtime.send(centre, b"removeObserver:", self._observer)
            self._runtime = None

    def hear(self, name: bytes) -> None:
        """A notification came."""
        reason = {**SCREEN, **WORKSPACE}.get(name)
        if reason is not None:
            self._away.left.emit(reason)

    def _told(self, _object: int, _selector: int, notification: int) -> None:
        if self._runtime is not None:
            self.hear(self._runtime.text(notification))
