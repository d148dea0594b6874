"""Who has a journal open, told to other computers and accounts by a small file beside it.

Within one account the guard of the working copy is certain; this file is a courtesy beyond it. It
holds the names of computer and account and a time, nothing of the journal. A synced folder may
bring it late or leave it behind after a crash, so it can be passed over.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import platform
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from ifs_desktop.vault import files
from ifs_desktop.vault.errors import HeldElsewhere

_MOST = 4096  # bytes; ours has about 150, and what a stranger put there is not worth more


@dataclass(frozen=True, slots=True)
class Holder:
    """One process on one computer."""

    computer: str
    account: str
    process: int
    since: str  # ISO 8601 with offset


def note_of(path: Path) -> Path:
    """The hidden file that tells who has the journal at ``path`` open."""
    return path.with_name(f".~{path.name}.open")


def me() -> Holder:
    """This process."""
    try:
        account = getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        account = str(os.getuid()) if sys.platform != "win32" else "?"
    since = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
    return Holder(platform.node() or "?", account, os.getpid(), since)


def claim(path: Path, *, insist: bool = False) -> Holder:
    """Tell others that the journal is open here. A folder that takes no file is no obstacle.

    Raises HeldElsewhere if somebody else has it open; ``insist`` takes their place.
    """
    mine = me()
    there = read(path)
    if there is not None and not insist and not _is_over(there, mine):
        raise HeldElsewhere(
            path,
            computer=_shown(there.computer),
            account=_shown(there.account),
            since=_in_words(there.since),
        )
    files.sweep(note_of(path))
    with contextlib.suppress(OSError):
        files.write_small(note_of(path), json.dumps(asdict(mine)).encode())
    return mine


def let_go(path: Path, mine: Holder) -> None:
    """Take our note away; one that somebody put in its place stays."""
    if read(path) == mine:
        files.remove(note_of(path))


def read(path: Path) -> Holder | None:
    """Who says to have it open; None for nobody, and for a note that cannot be read."""
    try:
        with files.read(note_of(path)) as file:
            told = json.loads(file.read(_MOST))
        holder = Holder(**told)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    names = (holder.computer, holder.account, holder.since)
    if type(holder.process) is not int or not all(isinstance(name, str) for name in names):
        return None
    return holder


def _is_over(there: Holder, mine: Holder) -> bool:
    """Whether its process has ended, as far as can be told: only on this very computer.

    Of our own account the guard knows better, but it looks into one data folder only.
    """
    if there.computer != mine.computer:
        return False
    return there.process == mine.process or not _lives(there.process)


def _shown(name: str) -> str:
    """A name fit to be read: whoever can write to the folder chose it."""
    return "".join(sign for sign in name if sign.isprintable())[:60] or "?"


def _lives(process: int) -> bool:
    if process <= 0:
        return False
    if sys.platform == "win32":
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, process)  # limited query
        if handle:
            ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True  # another account's
    return True


def _in_words(since: str) -> str:
    try:
        return datetime.fromisoformat(since).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError, OSError):  # a moment that no clock shows
        return "?"
