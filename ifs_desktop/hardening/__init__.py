"""What the program closes off about itself before anything else runs, and what holds right now.

No Qt, and as little of Python as can be: this is part of every start, and costs it about 1 ms.
The way to other computers is closed twice: nothing of ours knows how to open a connection, and on
Linux the kernel refuses one to this process and all it starts, whoever asks.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ifs_desktop.hardening.live import State

# Qt's ways to show a window, or to take touches, over a network.
NETWORK_PLATFORMS = ("vnc", "webgl")
NETWORK_INPUTS = ("tuio",)


def close_up() -> None:
    """New files for their owner only, no memory dumps, no look inside from outside, no network.

    What a system does not offer is left out: ``state`` tells what holds.
    """
    os.umask(0o077)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        from ifs_desktop.hardening import linux

        linux.close_up()
    elif sys.platform == "darwin":
        from ifs_desktop.hardening import macos

        macos.close_up()
    elif sys.platform == "win32":
        from ifs_desktop.hardening import windows

        windows.close_up()


def state() -> State:
    """What holds in this process, read from the system at this moment."""
    from ifs_desktop.hardening import live

    return live.read()


def refusal(environment: Mapping[str, str]) -> str:
    """Why Qt is not to start here, in a sentence; "" if it may.

    Some of Qt's screens are reached over a network: that would send a journal's words there.
    """
    for item in environment.get("QT_QPA_PLATFORM", "").split(";"):
        if item.strip().lower().startswith(NETWORK_PLATFORMS):
            return (
                f"QT_QPA_PLATFORM asks for the screen “{item}”, which sends what it shows over a"
                " network. IFS Desktop opens no connection, so it does not start there."
                " Please start it without QT_QPA_PLATFORM."
            )
    for item in environment.get("QT_QPA_GENERIC_PLUGINS", "").split(","):
        if item.strip().lower().startswith(NETWORK_INPUTS):
            return (
                f"QT_QPA_GENERIC_PLUGINS asks for “{item}”, which listens on a network."
                " IFS Desktop opens no connection, so it does not start with it."
                " Please start it without QT_QPA_GENERIC_PLUGINS."
            )
    screen = environment.get("DISPLAY", "")
    if sys.platform == "linux" and uses_x11(environment) and over_network(screen):
        return (
            f"The screen here (DISPLAY is “{screen}”) is reached over a network, and IFS Desktop"
            " opens no connection. Please start it in a desktop session on this computer."
        )
    return ""


def uses_x11(environment: Mapping[str, str]) -> bool:
    """Whether Qt's window would appear on an X11 screen."""
    chosen = environment.get("QT_QPA_PLATFORM", "")
    if chosen:
        return chosen.lower().startswith("xcb")
    return not environment.get("WAYLAND_DISPLAY")


def over_network(display: str) -> bool:
    """Whether an X11 screen such as ``:0`` or ``localhost:10.0`` is on the far side of a socket."""
    host = display.rpartition(":")[0]
    return bool(host) and not host.startswith(("/", "unix"))
