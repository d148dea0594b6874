"""A person at an X11 screen: types, looks, and waits for what is to happen."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import dev
from PySide6.QtGui import QGuiApplication, QImage

GREY = QImage.Format.Format_Grayscale8
BLINK = 60  # of the 64,000 points that are compared
PATIENCE = 90.0  # s, on a machine that does other things as well
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
    """Until the screen shows something else, and has come to rest; what is shown then."""
    wait(f"the screen shows {what}", lambda: differ(before, look()))
    return wait_for_rest()


def wait_for_rest() -> QImage:
    """Until nothing moves on the screen; what is shown then."""
    last = look()
    time.sleep(0.1)
    now = look()
    for _ in range(50):
        last, now = now, look()
        if not differ(last, now):
            break
        time.sleep(0.1)
    return now


def differ(one: QImage, other: QImage) -> bool:
    """Whether two looks differ by more than a cursor that blinks."""
    before, now = (
        bytes(image.scaled(320, 200).convertToFormat(GREY).constBits()) for image in (one, other)
    )
    return sum(map(int.__ne__, before, now)) > BLINK


def find_colour(image: QImage, colour: str, x: int) -> range:
    """From where to where a colour goes in a column of pixels, at its first place."""
    here = [y for y in range(image.height()) if image.pixelColor(x, y).name() == colour]
    return range(here[0], here[-1] + 1) if here else range(0)


def click(x: int, y: int) -> None:
    """With the mouse."""
    xdotool("mousemove", "--sync", str(x), str(y), "click", "1")


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
