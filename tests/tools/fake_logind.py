"""A logind that says what it is told to, and a screen saver, on a private bus.

    DBUS_SYSTEM_BUS_ADDRESS=unix:path=… python tests/tools/fake_logind.py [nobody]

Reads a line at a time: ``sleep``, ``shutdown``, ``lock``, ``inactive``, ``saver``, ``other-lock``,
``woken``. Prints what is asked of it and ``let go`` when whom it waits for lets it go on.
``nobody``: it knows no session of anyone, as on a machine without seats.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVariant,
    QDBusVirtualObject,
)

NAME, PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
OURS, OTHERS = PATH + "/session/_31", PATH + "/session/_32"
PROPERTIES = "org.freedesktop.DBus.Properties"


class Logind(QDBusVirtualObject):
    """Answers every call below its path."""

    def __init__(self, bus: QDBusConnection, nobody: bool) -> None:
        super().__init__()
        self._bus = bus
        self._nobody = nobody
        self.properties: dict[str, object] = {"Active": True, "LockedHint": False}
        self._notifiers: list[QSocketNotifier] = []

    def introspect(self, path: str) -> str:
        """Nobody looks."""
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        """A call."""
        name, arguments = message.member(), message.arguments()
        say(name, *arguments)
        if name == "Inhibit":
            answer(connection, message, self._inhibitor())
        elif name.startswith("GetSession") and not self._nobody:
            answer(connection, message, QDBusObjectPath(OURS))
        elif name == "Get":
            answer(connection, message, QDBusVariant(self.properties[arguments[1]]))
        else:
            connection.send(message.createErrorReply(NAME + ".NoSuchSession", "no"))
        return True

    def _inhibitor(self) -> QDBusUnixFileDescriptor:
        ours, theirs = os.pipe()
        notifier = QSocketNotifier(ours, QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._let_go)
        self._notifiers.append(notifier)
        given = QDBusUnixFileDescriptor(theirs)
        os.close(theirs)
        return given

    def _let_go(self) -> None:
        for notifier in self._notifiers:
            notifier.setEnabled(False)
        say("let go")

    def signal(self, path: str, interface: str, name: str, *arguments: Any) -> None:
        """Tell everyone."""
        message = QDBusMessage.createSignal(path, interface, name)
        message.setArguments(list(arguments))
        self._bus.send(message)

    def change(self, name: str, value: object) -> None:
        """Change a property of our session."""
        self.properties[name] = value
        self.signal(OURS, PROPERTIES, "PropertiesChanged", NAME + ".Session", {name: value}, [])


class Orders(QObject):
    """Carries out what comes by standard input."""

    def __init__(self, logind: Logind) -> None:
        super().__init__()
        self._logind = logind
        self._input = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._input.activated.connect(self.read)

    def read(self) -> None:
        """One line."""
        order, logind = sys.stdin.readline().strip(), self._logind
        manager = NAME + ".Manager"
        if order in ("sleep", "woken"):
            logind.signal(PATH, manager, "PrepareForSleep", order == "sleep")
        elif order == "shutdown":
            logind.signal(PATH, manager, "PrepareForShutdown", True)
        elif order in ("lock", "other-lock"):
            logind.signal(OURS if order == "lock" else OTHERS, NAME + ".Session", "Lock")
        elif order == "inactive":
            logind.change("Active", False)
        elif order == "hint":
            logind.change("LockedHint", True)
        elif order in ("saver", "saver-gone"):
            logind.signal(
                "/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", order == "saver"
            )
        elif not order:
            QCoreApplication.quit()


def answer(connection: QDBusConnection, message: QDBusMessage, value: object) -> None:
    """Reply with one value. (What createReply is given arrives as an array of variants.)"""
    reply = message.createReply()
    reply.setArguments([value])
    connection.send(reply)


def say(*words: object) -> None:
    """One line to whoever started this."""
    print(*words, flush=True)


def main(arguments: list[str]) -> int:
    """Run until standard input ends."""
    app = QCoreApplication(["fake-logind"])
    bus = QDBusConnection.connectToBus(os.environ["DBUS_SYSTEM_BUS_ADDRESS"], "logind")
    logind = Logind(bus, "nobody" in arguments)
    option = QDBusConnection.VirtualObjectRegisterOption.SubPath
    assert bus.registerVirtualObject(PATH, logind, option)
    assert bus.registerService(NAME)
    orders = Orders(logind)
    say("ready")
    code = app.exec()
    del orders
    return code


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
