"""The real program for tests with several windows: it tells what its window does, and obeys.

    IFS_TELL=folder python tests/tools/window.py [FILE]

Lines are added to ``folder/<pid>``: "qt" when Qt begins, "shown <mark>" when the window is on the
screen, "front" when it was brought to the front. A file ``folder/<pid>.close`` closes the window,
``folder/<pid>.lock`` has the process replaced by a new one, as a lock does.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ifs_desktop import app, several
from ifs_desktop.__main__ import main
from ifs_desktop.ui import theme

NOTES = Path(os.environ["IFS_TELL"])


def tell(word: str) -> None:
    with (NOTES / str(os.getpid())).open("a") as notes:
        notes.write(f"{word}\n")


def command() -> list[str]:
    """A new process tells, too."""
    return [sys.executable, str(Path(__file__).resolve())]


class Frame(app.Frame):
    """Tells that it came to the front."""

    def come_to_front(self) -> None:
        super().come_to_front()
        tell("front")


class App(app.App):
    """Tells that it is on the screen; loads nothing more, as nothing is unlocked here."""

    def _preload(self) -> None:
        tell(f"shown {several.mark_of(self._seat.file) if self._seat.file else several.NEW}")
        self._be_found()
        self._orders = QTimer(self)
        self._orders.timeout.connect(self._obey)
        self._orders.start(20)

    def _obey(self) -> None:
        if (NOTES / f"{os.getpid()}.close").exists():
            self.quit()
        again = NOTES / f"{os.getpid()}.lock"
        if again.exists():
            again.unlink()
            file = self._seat.file
            self._seat.leave()
            app.relaunch(file, "")


def begin(name: str) -> QApplication:
    """Qt's application, told."""
    tell("qt")
    return _application(name)


_application = theme.application
if __name__ == "__main__":
    tell("begun")
    for module, name, value in (
        (theme, "application", begin),
        (several, "command", command),
        (app, "Frame", Frame),
        (app, "App", App),
    ):
        setattr(module, name, value)
    sys.exit(main())
