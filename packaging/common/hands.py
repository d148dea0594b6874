"""A person at an X11 screen: types, looks, and waits for what is to happen."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import dev
from PySide6.QtGui import QGuiApplication, QImage

PATIENCE = 60.0  # s, on a machine that does other things as well
_eyes: list[QGuiApplication] = []


def take_place(display: str) -> None:
    """Sit down at a screen; once in a process, since Qt keeps to its first."""
    os.environ.update({"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"})
    _eyes.append(QGuiApplication(["hands"]))


def look() -> QImage:
    """What is on the screen."""
    QGuiApplication.processEvents()
    return QGuiApplication.primaryScreen().grabWindow(0).toImage()


def keep(file: Path) -> QImage:
    """What is on the screen, kept for whoever wants to see it."""
    seen = look()
    file.parent.mkdir(parents=True, exist_ok=True)
    seen.save(str(file))
    return seen


def wait(what: str, happened: Callable[[], object], patience: float = PATIENCE) -> None:
    """Until something has happened, or Stop."""
    end = time.monotonic() + patience
    while not happened():
        if time.monotonic() > end:
            raise dev.Stop(f"In {patience:.0f} s this did not happen: {what}")
        time.sleep(0.05)


def wait_for_change(what: str, before: QImage) -> QImage:
    """Until the screen shows something else, and has come to rest."""
    wait(f"the screen shows {what}", lambda: look() != before)
    last, now = look(), look()
    for _ in range(40):
        time.sleep(0.1)
        last, now = now, look()
        if last == now:
            break
    return now


def focus(name: str) -> None:
    """Give the keyboard to the window of that class; here is no window manager that would."""
    xdotool("search", "--sync", "--onlyvisible", "--class", name, "windowfocus", "--sync")


def press(*keys: str) -> None:
    """Press keys one after the other, each as X11 calls it: ctrl+k, Return."""
    xdotool("key", "--delay", "60", *keys)


def write(text: str) -> None:
    """Type letters."""
    xdotool("type", "--delay", "20", text)


def xdotool(*arguments: str) -> None:
    """The program that has the hands."""
    ran = subprocess.run(
        ["xdotool", *arguments], capture_output=True, check=False, timeout=PATIENCE
    )
    if ran.returncode:
        raise dev.Stop(f"xdotool {' '.join(arguments)} did not work:\n{dev.tail(ran)}")
