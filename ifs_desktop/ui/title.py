"""What windows are called, for whoever reads a title bar, a taskbar or a list of windows.

Always the same name and nothing else: a title with a part's name in it would be read over a
shoulder, and kept by window managers. On wish the name is one that says nothing.
"""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

# For people, for X11, and the file in which a desktop finds the app's icon.
OWN = ("IFS Desktop", "ifs-desktop", "org.ifsdesktop.IFSDesktop")
NEUTRAL = ("Notes", "notes", "notes")


def program(neutral: bool) -> str:
    """The name X11 gives to the window's class; it holds from the start to the next lock."""
    return (NEUTRAL if neutral else OWN)[1]


def wear(neutral: bool) -> None:
    """Call all windows, open ones too, by the app's own name or by the neutral one."""
    shown, _, desktop = NEUTRAL if neutral else OWN
    QApplication.setApplicationDisplayName(shown)
    QApplication.setDesktopFileName(desktop)
    for window in QApplication.topLevelWidgets():
        if not window.windowTitle():  # Qt fills in the app's name, but does not do it again
            window.setWindowTitle("")


def is_neutral() -> bool:
    """Whether the neutral name is worn."""
    return QApplication.applicationDisplayName() == NEUTRAL[0]
