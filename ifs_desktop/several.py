"""Several windows, each a process with a journal of its own: no journal is shown in two of them.

Each window holds a lock in ``<data>/windows``, named by a mark of the journal it shows: no path
is written there. Whoever wants that journal puts a file ``<mark>.raise`` beside the lock; the
window takes the file away and comes to the front. Light: the first window waits for this.
"""

from __future__ import annotations

import os
import sys
import time
from random import Random

from ifs_desktop.file_lock import FileLock, Held, remove

HANDED_ON = "IFS_DESKTOP_JOURNAL"  # the journal a new process is to show: command lines are public
NEW = "new"  # in place of a path: the form for a new journal. Paths are absolute
PATIENCE = 2.0  # s for a window to answer
STARTING = 60.0  # s in which a window is believed to be on its way to the screen
LOOK_EVERY = 0.02  # s


class Seat:
    """What this process's window shows, told to the others."""

    def __init__(self, data: str) -> None:
        self.folder = os.path.join(data, "windows")
        self.file = ""  # what was last taken
        self._lock: FileLock | None = None
        self._mark = ""
        self._ready = False

    def take(self, file: str) -> bool:
        """Show ``file`` ("": the form for a new one) from now on; False if another window does.

        What was shown before is free then. A folder that takes no lock keeps nobody out.
        """
        mark = mark_of(file)
        if self._lock is not None and mark == self._mark:
            return True
        try:
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            lock = FileLock(_lock_file(self.folder, mark))
            os.ftruncate(lock.descriptor, 0)
            os.utime(_lock_file(self.folder, mark))
        except Held:
            return False
        except OSError:
            self.leave()
            return True
        self.leave()
        self._lock, self._mark, self.file = lock, mark, file
        remove(_raise_file(self.folder, mark))  # whoever waits for this window sees it come
        if self._ready:
            self.be_ready()
        return True

    def has(self, file: str) -> bool:
        """Whether it is this window that shows ``file``."""
        return self._lock is not None and mark_of(file) == self._mark

    def be_ready(self) -> None:
        """The window is on the screen and listens."""
        self._ready = True
        if self._lock is not None:
            os.write(self._lock.descriptor, b"\n")  # a size is seen through any lock

    def is_asked(self) -> bool:
        """Whether somebody wants to see this window; answered by asking."""
        if self._lock is None:
            return False
        try:
            os.unlink(_raise_file(self.folder, self._mark))
        except OSError:
            return False
        return True

    def leave(self) -> None:
        """Show nothing that others might look for."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def find_place(seat: Seat, file: str) -> bool:
    """Take the seat for ``file``. False: another window shows it, and comes to the front.

    A window that does not answer is no reason to keep anybody from a journal.
    """
    end = time.monotonic() + PATIENCE
    looks = starting = 0
    while not seat.take(file):
        if not looks:
            if not ask(seat.folder, file):
                return True
        elif not is_asked(seat.folder, file):
            return False
        starting = starting + 1 if _is_starting(seat.folder, file) else 0
        if starting > 1:  # its first look comes with its window
            return False
        looks += 1
        # Counted, too: where all are slow, so is the window that is asked.
        if looks * LOOK_EVERY > PATIENCE and time.monotonic() > end:
            ask_no_more(seat.folder, file)
            return True
        time.sleep(LOOK_EVERY)
    return True


def ask(folder: str, file: str) -> bool:
    """Ask the window that shows ``file`` to come to the front; whether it can be asked."""
    try:
        os.close(os.open(_raise_file(folder, mark_of(file)), os.O_WRONLY | os.O_CREAT, 0o600))
    except OSError:
        return False
    return True


def is_asked(folder: str, file: str) -> bool:
    """Whether it was asked and has not come yet."""
    return os.path.exists(_raise_file(folder, mark_of(file)))


def ask_no_more(folder: str, file: str) -> None:
    """Take the question back."""
    remove(_raise_file(folder, mark_of(file)))


def is_shown(folder: str, file: str) -> bool:
    """Whether a window, of this process or another, shows ``file``."""
    try:
        FileLock(_lock_file(folder, mark_of(file)), make=False).release()
    except Held:
        return True
    except OSError:
        return False
    return False


def sweep(folder: str) -> None:
    """Remove what windows that crashed have left."""
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        mark, _, kind = name.rpartition(".")
        lock = _lock_file(folder, mark)
        try:
            # A lock just made may be held by nobody for a moment.
            if kind == "lock" and time.time() - os.stat(lock).st_mtime > STARTING:
                FileLock(lock, make=False).release()
        except OSError:
            continue
        if kind == "raise" and not os.path.exists(lock):
            remove(os.path.join(folder, name))


def open_in_new_window(path: str) -> None:
    """Show the journal at ``path``, or for "" the form for a new one, in a window of its own.

    A window that shows it already comes to the front instead.
    """
    from PySide6.QtCore import QProcess, QProcessEnvironment  # not needed for the first window

    environment = QProcessEnvironment.systemEnvironment()
    environment.insert(HANDED_ON, path or NEW)
    program, *arguments = command()
    process = QProcess()
    process.setProgram(program)
    process.setArguments(arguments)
    process.setProcessEnvironment(environment)
    process.startDetached()


def command() -> list[str]:
    """How this program is started."""
    return [sys.executable, *([] if getattr(sys, "frozen", False) else ["-m", "ifs_desktop"])]


def handed_on() -> str | None:
    """What the process before left to be shown ("": the form for a new one), once; else None."""
    file = os.environ.pop(HANDED_ON, None)
    return "" if file == NEW else file


def mark_of(file: str) -> str:
    """What stands for a journal's place, so that no path is kept in clear."""
    if not file:
        return NEW
    path = os.fsencode(os.path.normcase(os.path.realpath(file)))
    # Seeded by the SHA-512 of the path. PySide loads random anyway; hashlib costs the start 8 ms.
    return f"{Random(path).getrandbits(64):016x}"


def _is_starting(folder: str, file: str) -> bool:
    try:
        lock = os.stat(_lock_file(folder, mark_of(file)))
    except OSError:
        return False
    return lock.st_size == 0 and abs(time.time() - lock.st_mtime) < STARTING


def _lock_file(folder: str, mark: str) -> str:
    return os.path.join(folder, f"{mark}.lock")


def _raise_file(folder: str, mark: str) -> str:
    return os.path.join(folder, f"{mark}.raise")
