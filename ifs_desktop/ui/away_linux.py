"""Linux: logind on the system's D-Bus, and the desktop's screen savers on the session's.

logind waits with sleep and shutdown for those who asked it to (org.freedesktop.login1(5)): we do,
so that the journal is in its file before the computer sleeps.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any, cast

from PySide6.QtCore import SIGNAL, SLOT, QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
    QDBusVariant,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ifs_desktop.ui.away import OTHER_USER, SCREEN_LOCKED, SHUTDOWN, SLEEP, Away

LOGIND = "org.freedesktop.login1"
MANAGER, MANAGER_PATH = LOGIND + ".Manager", "/org/freedesktop/login1"
SESSION = LOGIND + ".Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
# Property of our session: (the value that says the person has left, what that is called).
LEAVING = {"LockedHint": (True, SCREEN_LOCKED), "Active": (False, OTHER_USER)}
END = SIGNAL("destroyed(QObject*)")
_numbers = count(1)

Told = Callable[[QDBusMessage], None]


def listen(away: Away, _window: QWidget) -> LinuxEars | None:
    """Listen on the buses that are there; none is started for it."""
    system = bus_address("DBUS_SYSTEM_BUS_ADDRESS", "/run/dbus/system_bus_socket")
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    session = bus_address("DBUS_SESSION_BUS_ADDRESS", f"{runtime}/bus" if runtime else "")
    return LinuxEars(away, system, session) if system or session else None


def bus_address(variable: str, usual: str) -> str:
    """Where a bus of this computer listens; "" if there is none (a network's is none)."""
    address = os.environ.get(variable, "")
    if address:
        return address if address.startswith("unix:") else ""
    return f"unix:path={usual}" if usual and os.path.exists(usual) else ""


class LinuxEars(QObject):
    """Connected to both buses by connections of its own, which end with it."""

    def __init__(self, away: Away, system: str, session: str) -> None:
        super().__init__(away)
        self._away = away
        self._session_path = ""  # unknown: what any session says is taken for ours
        self._inhibitor = -1
        self._waiting: dict[QDBusPendingCallWatcher, tuple[Told, Told | None]] = {}
        self._names: list[str] = []
        self._heard: list[tuple[QDBusConnection, tuple[str, str, str, str], bytes]] = []
        self._system = self._connect(system)
        self._desktop = self._connect(session)
        if self._system is not None:
            self._hear_logind(self._system)
        if self._desktop is not None:
            for name in SCREEN_SAVERS:
                self._hear(self._desktop, ("", "", name, "ActiveChanged"), "saver_changed")

    def stop(self) -> None:
        """Leave the buses; let the computer sleep."""
        self._waiting.clear()
        with _no_collection():
            for bus, signal, slot in self._heard:
                bus.disconnect(*signal, self, slot)
        self._heard.clear()
        # Each bus also heard of our end. Qt's D-Bus thread would part from that when the bus goes:
        # it holds a lock then and asks Python, and who has Python now may wait for that lock.
        if self.receivers(END):
            self.destroyed.disconnect()
        self._system = self._desktop = None
        for name in self._names:
            QDBusConnection.disconnectFromBus(name)
        self._names.clear()
        self._let_go()
        self.deleteLater()

    def _connect(self, address: str) -> QDBusConnection | None:
        if not address:
            return None
        name = f"away-{next(_numbers)}"
        bus = QDBusConnection.connectToBus(address, name)
        if not bus.isConnected():
            QDBusConnection.disconnectFromBus(name)
            return None
        self._names.append(name)
        return bus

    def _hear_logind(self, bus: QDBusConnection) -> None:
        for path, interface, name, slot in (
            (MANAGER_PATH, MANAGER, "PrepareForSleep", "sleep_prepared"),
            (MANAGER_PATH, MANAGER, "PrepareForShutdown", "shutdown_prepared"),
            ("", SESSION, "Lock", "session_locked"),
            ("", PROPERTIES, "PropertiesChanged", "session_changed"),
        ):
            self._hear(bus, (LOGIND, path, interface, name), slot)
        self._ask_to_wait()
        # "auto": the session this process is in, or else the one its person sits at.
        self._ask("GetSession", ["auto"], self._session_found, self._look_by_name)

    def _hear(self, bus: QDBusConnection, signal: tuple[str, str, str, str], name: str) -> None:
        slot = cast("bytes", SLOT(f"{name}(QDBusMessage)"))  # a str, whatever the stub says
        with _no_collection():
            bus.connect(*signal, self, slot)
        self._heard.append((bus, signal, slot))

    # ---- what is heard
    @Slot(QDBusMessage)
    def sleep_prepared(self, message: QDBusMessage) -> None:
        """The computer is about to sleep, or woke up."""
        if message.arguments() == [True]:
            self._away.left.emit(SLEEP)
        elif self._inhibitor < 0:
            self._ask_to_wait()

    @Slot(QDBusMessage)
    def shutdown_prepared(self, message: QDBusMessage) -> None:
        """The computer is about to be switched off."""
        if message.arguments() == [True]:
            self._away.left.emit(SHUTDOWN)

    @Slot(QDBusMessage)
    def session_locked(self, message: QDBusMessage) -> None:
        """logind asks the session to lock its screen."""
        if self._is_ours(message):
            self._away.left.emit(SCREEN_LOCKED)

    @Slot(QDBusMessage)
    def session_changed(self, message: QDBusMessage) -> None:
        """Something about a session changed: ask whether its person has left."""
        if self._is_ours(message) and message.arguments()[:1] == [SESSION]:
            self._look(message.path())

    @Slot(QDBusMessage)
    def saver_changed(self, message: QDBusMessage) -> None:
        """The desktop's screen saver or lock came or went."""
        if message.arguments() == [True]:
            self._away.left.emit(SCREEN_LOCKED)

    def _is_ours(self, message: QDBusMessage) -> bool:
        return self._session_path in ("", message.path())

    # ---- which session is ours
    def _session_found(self, reply: QDBusMessage) -> None:
        path = _first(reply)
        if not isinstance(path, QDBusObjectPath):
            return
        self._session_path = path.path()
        self._look(self._session_path)  # it may have been locked while the journal was opened

    def _look_by_name(self, _reply: QDBusMessage) -> None:
        name = os.environ.get("XDG_SESSION_ID", "")
        if name:  # a logind that does not know "auto"
            self._ask("GetSession", [name], self._session_found)

    def _look(self, path: str) -> None:
        for name, listener in (("LockedHint", self._hint_read), ("Active", self._activity_read)):
            self._call(path, PROPERTIES, "Get", [SESSION, name], listener)

    def _hint_read(self, reply: QDBusMessage) -> None:
        self._weigh("LockedHint", reply)

    def _activity_read(self, reply: QDBusMessage) -> None:
        self._weigh("Active", reply)

    def _weigh(self, name: str, reply: QDBusMessage) -> None:
        value = _first(reply)
        leaving, reason = LEAVING[name]
        if isinstance(value, QDBusVariant) and value.variant() is leaving:
            self._away.left.emit(reason)

    # ---- holding sleep up until the journal is closed
    def _ask_to_wait(self) -> None:
        who = QGuiApplication.applicationDisplayName()
        self._ask("Inhibit", ["sleep:shutdown", who, "Saving", "delay"], self._waiting_granted)

    def _waiting_granted(self, reply: QDBusMessage) -> None:
        granted = _first(reply)
        if isinstance(granted, QDBusUnixFileDescriptor) and granted.isValid():
            self._let_go()
            self._inhibitor = os.dup(granted.fileDescriptor())  # not passed on by exec

    def _let_go(self) -> None:
        if self._inhibitor >= 0:
            os.close(self._inhibitor)
            self._inhibitor = -1

    # ---- asking
    def _ask(
        self,
        method: str,
        arguments: list[Any],
        done: Told,
        refused: Told | None = None,
    ) -> None:
        self._call(MANAGER_PATH, MANAGER, method, arguments, done, refused)

    def _call(
        self,
        path: str,
        interface: str,
        method: str,
        arguments: list[Any],
        done: Told,
        refused: Told | None = None,
    ) -> None:
        if self._system is None:
            return
        message = QDBusMessage.createMethodCall(LOGIND, path, interface, method)
        message.setArguments(arguments)
        watcher = QDBusPendingCallWatcher(self._system.asyncCall(message), self)
        self._waiting[watcher] = (done, refused)
        watcher.finished.connect(self._answered)

    @Slot(QDBusPendingCallWatcher)
    def _answered(self, watcher: QDBusPendingCallWatcher) -> None:
        done, refused = self._waiting.pop(watcher, (None, None))
        reply = watcher.reply()
        told = refused if watcher.isError() else done
        watcher.deleteLater()
        if told is not None:
            told(reply)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Qt's D-Bus thread asks Python about the receiver when a signal is joined or parted.

    Before Python 3.12 that can set off a collection of garbage there, and a widget that dies in
    another thread than its own takes the program with it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _first(reply: QDBusMessage) -> object:
    return next(iter(reply.arguments()), None)
