"""What holds in this process at this moment, asked of the system each time, never remembered."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from ifs_desktop.hardening import linux

# Parts of Python and Qt that could open a connection.
MODULES = (
    *("socket", "_socket", "ssl", "_ssl", "asyncio", "selectors", "http.client"),
    *("urllib.request", "PySide6.QtNetwork"),
)
# Beginnings of the names of shared libraries that could.
LIBRARIES = (
    *("libQt6Network", "libQt6WebSockets", "libqvnc", "libqtuiotouch"),
    *("libssl", "libcurl", "libgnutls", "libsoup", "_socket.", "_ssl."),
)


@dataclass(frozen=True)
class State:
    """None, in every field: this system cannot tell."""

    dumpable: bool | None  # whether others of the same user may read or dump the memory
    core_limit: int | None  # bytes of a core file; -1: any size
    seccomp_mode: int | None  # 0 none, 2 filtered
    seccomp_filters: int | None  # how many filters are on top of each other
    network_refused: bool | None  # whether a try, made now, to open a network socket was refused
    network_sockets: int | None  # open sockets that are not of this computer only
    network_modules: tuple[str, ...]  # loaded parts of Python and Qt that could connect
    network_libraries: tuple[str, ...] | None  # loaded shared libraries that could


def read() -> State:
    """Ask the system."""
    on_linux = sys.platform == "linux"
    status = _status() if on_linux else {}
    refused = attempt()
    return State(
        dumpable=linux.c_function("prctl")(linux.PR_GET_DUMPABLE) != 0 if on_linux else None,
        core_limit=_core_limit(),
        seccomp_mode=status.get("Seccomp"),
        seccomp_filters=status.get("Seccomp_filters"),
        network_refused=None if refused is None else refused != "",
        network_sockets=_network_sockets() if on_linux else None,
        network_modules=tuple(name for name in MODULES if name in sys.modules),
        network_libraries=_libraries() if on_linux else None,
    )


def attempt(family: int = linux.AF_INET) -> str | None:
    """Try to make a socket: the system's reason to refuse ("EACCES"), or "" if it let us.

    Nothing is connected or sent, and a socket that was made is closed at once.
    """
    if sys.platform != "linux":
        return None
    made = linux.c_function("socket")(family, linux.SOCK_DGRAM, 0)
    if made < 0:
        return errno.errorcode.get(-made, str(-made))
    os.close(made)
    return ""


def _status() -> dict[str, int]:
    found = {}
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text("ascii", "replace").splitlines():
            name, _, value = line.partition(":")
            if value.strip().isdecimal():
                found[name] = int(value)
    return found


def _core_limit() -> int | None:
    if sys.platform == "win32":
        return None
    import resource

    return resource.getrlimit(resource.RLIMIT_CORE)[0]


def _network_sockets() -> int | None:
    try:
        numbers = [int(name) for name in os.listdir("/proc/self/fd")]
    except OSError:
        return None
    return sum(_is_network_socket(number) for number in numbers)


def _is_network_socket(number: int) -> bool:
    import ctypes

    try:
        if not stat.S_ISSOCK(os.fstat(number).st_mode):
            return False
    except OSError:  # the one that listed the folder is closed by now
        return False
    # Asked of the socket itself: /proc/net lists only those that are bound or connected.
    sol_socket, so_domain = 1, 39
    family = ctypes.c_int(-1)
    size = ctypes.c_uint(ctypes.sizeof(family))
    ctypes.CDLL(None).getsockopt(
        number, sol_socket, so_domain, ctypes.byref(family), ctypes.byref(size)
    )
    return family.value != linux.AF_UNIX


def _libraries() -> tuple[str, ...] | None:
    try:
        maps = Path("/proc/self/maps").read_text("utf-8", "replace")
    except OSError:
        return None
    names = {line.rpartition("/")[2] for line in maps.splitlines() if "/" in line}
    return tuple(sorted(name for name in names if name.startswith(LIBRARIES)))
