"""Looks through a bundle: nothing that could reach a network, nothing that nobody expects."""

from __future__ import annotations

import re
from pathlib import Path

import dev
from common import facts

ALLOWED = facts.PACKAGING / "allowed.txt"
# Never, whatever the list says: ways to a network, another toolkit, other databases, and what is
# otherwise on another machine or tells of this one.
FORBIDDEN = re.compile(
    r"Qt6?Network|/tls/|vnc|tuio|libssl|_ssl\.|_socket\.|gnutls|libcurl|Qt6?WebSockets"
    r"|gtk|gdk|Qt6?Sql\b|sqldrivers|libsqlite3|Qt6?Qml|Qt6?Quick|Qt6?WebEngine"
    r"|__pycache__/|dist-info/(RECORD|direct_url\.json)$",
    re.IGNORECASE,
)
# Without these, letters of many languages could not be typed, or a desktop's own colours and
# file dialogs would not be used.
NEEDED = {
    "linux": (
        "platforms/libqxcb.so",
        "platforms/libqwayland.so",
        "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
        "platforminputcontexts/libibusplatforminputcontextplugin.so",
        "platformthemes/libqxdgdesktopportal.so",
    ),
    "windows": ("platforms/qwindows.dll",),
    "macos": ("platforms/libqcocoa.dylib",),
}


def check(bundle: Path, system: str = "linux") -> None:
    """Stop if the bundle holds what it must not, or lacks what it needs."""
    names = sorted(
        path.relative_to(bundle).as_posix() for path in bundle.rglob("*") if path.is_file()
    )
    if wrong := [name for name in names if FORBIDDEN.search(name)]:
        raise dev.Stop("The bundle holds what it must never hold: " + ", ".join(wrong))
    if wrong := unexpected(names, system):
        raise dev.Stop(
            f"The bundle holds what {ALLOWED.name} does not allow: {', '.join(wrong)}.\n"
            "Please leave it out in app.spec, or add it to the list with its reason."
        )
    if missing := [name for name in NEEDED[system] if not any(n.endswith(name) for n in names)]:
        raise dev.Stop("The bundle lacks " + ", ".join(missing))


def unexpected(names: list[str], system: str) -> list[str]:
    """Machine code that the list does not allow."""
    allowed = [re.compile(pattern) for pattern in patterns(system)]
    code = [name for name in names if re.search(r"\.(so|dll|pyd|dylib)(\.[0-9.]+)?$", name)]
    return [name for name in code if not any(one.fullmatch(name) for one in allowed)]


def patterns(system: str) -> list[str]:
    """The list's lines for a system: each a pattern of names in the bundle."""
    part, found = "", []
    for line in ALLOWED.read_text("utf-8").splitlines():
        if line.startswith("["):
            part = line.strip("[]")
        elif line.strip() and not line.startswith("#") and part in ("all", system):
            found.append(line.strip())
    return found
