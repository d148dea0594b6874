"""Whatever goes wrong, and wherever: neither a terminal nor a log is told what a person wrote."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap

import pytest

from ifs_desktop import broken

CANARY = "the canary sings at the harbour"
# The real program at its first page; what is given to it happens there, with a canary at hand.
PROGRAM = """
import os, sys
import ifs_desktop.app
from ifs_desktop import unforeseen
from ifs_desktop.__main__ import main
def look(app):
    from PySide6.QtCore import QTimer
    app.frame.hide()
    namespace = {"canary": sys.argv[1], "app": app}
    code = compile(sys.argv[2], "ifs_desktop/given.py", "exec")
    QTimer.singleShot(0, lambda: exec(code, namespace))
    QTimer.singleShot(400, lambda: (sys.stderr.flush(), os._exit(0)))
ifs_desktop.app.App._preload = look
sys.exit(main([]))
"""
WAYS = {
    "a slot": ("raise ValueError(canary)", "unforeseen ValueError at given.py:"),
    "an error with notes and a cause": (
        """
        try:
            raise KeyError(canary)
        except KeyError as first:
            second = OSError(canary)
            second.add_note(canary)
            raise second from first
        """,
        "unforeseen OSError at given.py:",
    ),
    "a syntax error in text": ("compile(canary, canary, 'exec')", "unforeseen SyntaxError at"),
    "a thread": (
        """
        import threading
        def work():
            raise ValueError(canary)
        threading.Thread(target=work, name=canary).start()
        """,
        "unforeseen ValueError at given.py:",
    ),
    "a page that is let go of": (
        """
        class Page:
            words = canary
            def __del__(self):
                raise ValueError(self.words)
        Page()
        """,
        "unforeseen ValueError at given.py:",
    ),
    "Qt": (
        """
        from PySide6.QtCore import qCritical, qWarning, qDebug, qInfo
        for say in (qWarning, qCritical, qDebug, qInfo):
            say(canary)
        """,
        "Qt warns about default",
    ),
    "a library's log": (
        """
        import logging
        from ifs_desktop.app import import_without_qt
        import_without_qt()
        for name in ("sqlalchemy.pool", "alembic", "asyncio", canary):
            logging.getLogger(name).error(canary, exc_info=ValueError(canary))
        raise LookupError
        """,
        "unforeseen LookupError",
    ),
    "a library's warning": (
        """
        import warnings
        from ifs_desktop.app import import_without_qt
        import_without_qt()
        warnings.warn(canary)
        """,
        "a library warns: UserWarning",
    ),
    "a slot of Qt's": (
        """
        from PySide6.QtCore import QObject, Signal
        class Box(QObject):
            typed = Signal(str)
            def keep(self, words):
                raise ValueError(words)
        box = Box()
        box.typed.connect(box.keep)
        box.typed.emit(canary)
        """,
        "unforeseen ValueError at given.py:",
    ),
    "something that cannot be painted": (
        """
        from PySide6.QtWidgets import QLabel
        class Sheet(QLabel):
            def paintEvent(self, event):
                raise ValueError(self.text())
        app.sheet = Sheet(canary)
        app.sheet.show()
        """,
        "unforeseen ValueError at given.py:",
    ),
}


def program(code: str, *python: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *python, "-c", PROGRAM, CANARY, textwrap.dedent(code).strip("\n")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("way", WAYS)
def test_an_error_is_told_without_what_a_person_wrote(way: str) -> None:
    code, told = WAYS[way]
    ran = program(code)
    assert ran.returncode == 0, ran.stderr
    assert told in ran.stderr
    assert CANARY not in ran.stderr + ran.stdout
    assert "Traceback" not in ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_a_crash_is_told_without_what_a_person_wrote() -> None:
    """Even where somebody has asked Python for a trace of crashes."""
    code = "import os, signal\nkept = [canary]\nos.kill(os.getpid(), signal.SIGSEGV)"
    ran = program(code, "-X", "faulthandler")
    assert ran.returncode < 0
    assert "Segmentation fault" in ran.stderr
    assert CANARY not in ran.stderr + ran.stdout


def test_why_qt_cannot_start_is_told_in_full() -> None:
    code = "import sys; from ifs_desktop.__main__ import main; main([])"
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "QT_QPA_PLATFORM": "nosuchscreen", "PATH": ""},  # no box is shown
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == broken.CODE
    assert "cannot show its window" in ran.stderr
    assert "no Qt platform plugin could be initialized" in ran.stderr
