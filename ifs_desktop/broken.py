"""What is said when a part of the program itself is missing, and where: before any journal is open.

In a terminal, and in a plain box of the system's: Qt's own may be what is missing.
"""

from __future__ import annotations

import os
import sys

from ifs_desktop import resources_path

CODE = 3  # the process's exit code
NAME = "IFS Desktop"
# Programs that show a box on Linux, the first that is there; the text is their last word.
BOXES = (
    ("zenity", "--error", "--no-markup", f"--title={NAME}", "--text"),
    ("kdialog", "--title", NAME, "--error"),
    ("xmessage", "-center"),
    ("notify-send", NAME),
)


def part(error: BaseException) -> str:
    """Which part of the program an error found missing; "" for any other error."""
    if isinstance(error, ImportError):
        return error.name or str(error).partition(":")[0]
    ours = os.path.dirname(resources_path.__file__)
    file = error.filename if isinstance(error, FileNotFoundError) else None
    if isinstance(file, str) and file.startswith((ours, resources_path.folder())):
        return os.path.basename(file)
    return ""


def tell_missing(what: str) -> int:
    """Say what is missing; the answer is the exit code."""
    show(
        f"{NAME} cannot start, because a part of the program is missing: {what}.\n"
        "Your journals are files of their own, and nothing happened to them.\n"
        f"Please install {NAME} again."
    )
    return CODE


def end_without_window(reason: str) -> None:
    """Say why Qt cannot show a window, and end: Qt itself would crash."""
    show(
        f"{NAME} cannot show its window.\n{reason}\n"
        "Your journals are files of their own, and nothing happened to them."
    )
    os._exit(CODE)


def show(text: str) -> None:
    """Write to the terminal; whoever started the program without one sees a box."""
    if sys.stderr is not None:  # a windowed program on Windows has none
        print(f"ifs-desktop: {text}", file=sys.stderr, flush=True)
        if sys.stderr.isatty():
            return
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, text, NAME, 0x10)  # with the sign for an error
        return
    import shutil
    import subprocess

    if sys.platform == "darwin":
        script = "on run told\ndisplay alert (item 1 of told) message (item 2 of told)\nend run"
        box: tuple[str, ...] = ("osascript", "-e", script, NAME)
    else:
        box = next((one for one in BOXES if shutil.which(one[0])), ())
    if box:  # it stays when this process is gone
        silent = subprocess.DEVNULL
        subprocess.Popen(  # noqa: S603
            [*box, text], env=environment(), stdin=silent, stdout=silent, stderr=silent
        )


def environment() -> dict[str, str]:
    """What other programs are started with: with their own libraries, not the bundle's."""
    result = dict(os.environ)
    before = result.pop("LD_LIBRARY_PATH_ORIG", None)  # PyInstaller keeps it there
    if getattr(sys, "frozen", False):
        result.pop("LD_LIBRARY_PATH", None)
        if before is not None:
            result["LD_LIBRARY_PATH"] = before
    return result
