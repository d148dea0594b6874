"""The user's file as a whole: two headers and a body, written and verified."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from ifs_desktop.vault import connect, files, header
from ifs_desktop.vault.errors import AlreadyExists, DamagedBody, Truncated, sorted_at
from ifs_desktop.vault.header import BODY, Found, Header

LAST_MOMENT = 32_503_680_000  # the beginning of the year 3000


@dataclass(frozen=True, slots=True)
class Health:
    """What a whole file says about itself; anyone may know this, without the password."""

    journal_id: bytes
    generation: int
    saved_at: datetime
    size: int
    header_repaired: bool  # one copy of the header is damaged; the next publish mends it


def canonical(path: str | os.PathLike[str]) -> Path:
    """The one absolute name of a file, behind every link."""
    return Path(os.path.realpath(path))


def refuse_place(path: Path) -> None:
    """Raise AlreadyExists, FolderMissing or ReadOnlyFolder if no new journal can be put there."""
    with sorted_at(path, writing=True):
        if os.path.lexists(path):
            raise AlreadyExists(path)
        files.probe(path)


def look(path: Path) -> Found:
    """The header of a file. Raises what ``header.read`` does."""
    with sorted_at(path, writing=False), files.read(path) as file:
        return header.read(file, path)


def measure(path: Path) -> Found:
    """The header of a file that has the size it says. Raises Truncated or DamagedBody too."""
    with _opened(path) as (_, found):
        return found


def check(path: str | os.PathLike[str], during: Callable[[bytes], object] | None = None) -> Health:
    """Verify a whole file, or a backup, without the password.

    ``during`` is called with each piece that was read, and may raise to stop.

    Raises NotAJournal, Truncated, DamagedHeader, DamagedBody, Tampered, TooNew, JournalMissing,
    FolderMissing or UnreadableFile.
    """
    path = canonical(path)
    found = copy_body(path, during or _ignore)
    what = found.header
    return Health(
        what.journal_id,
        what.generation,
        saved(what),
        BODY + what.body_length,
        found.repaired,
    )


def saved(what: Header) -> datetime:
    """When it was saved, in UTC."""
    return moment(what.saved_at)


def moment(seconds: float) -> datetime:
    """A Unix time, in UTC; from 1970 to 3000, the years that each system has a local time for.

    Whoever can write to a folder chooses what its files say of themselves.
    """
    return datetime.fromtimestamp(min(max(0, seconds), LAST_MOMENT), UTC)


def copy_body(path: Path, write: Callable[[bytes], object]) -> Found:
    """Pass the body on, piece by piece. Raises DamagedBody at the end if it is not whole."""
    with _opened(path) as (file, found):
        _, digest = files.copy(file, found.header.body_length, write)
    if digest != found.header.body_hash:
        raise DamagedBody(path)
    return found


@contextmanager
def _opened(path: Path) -> Iterator[tuple[BinaryIO, Found]]:
    with sorted_at(path, writing=False), files.read(path) as file:
        found = header.read(file, path)
        size = os.fstat(file.fileno()).st_size
        if size < BODY + found.header.body_length:
            raise Truncated(path)
        if size > BODY + found.header.body_length:
            raise DamagedBody(path)
        yield file, found


def halting(halt: connect.Halt | None) -> Callable[[bytes], object]:
    """For ``check``: stops it once ``halt`` was interrupted."""
    return _halting(_ignore, halt or connect.Halt())


def _ignore(_: bytes) -> None:
    pass


@contextmanager
def prepared(
    body: Path,
    what: Header,
    dek: bytes | bytearray,
    path: Path,
    halt: connect.Halt | None = None,
) -> Iterator[tuple[Path, Header]]:
    """A verified file beside ``path``, to be put in place, and the header it got.

    ``what`` gives the journal id, the generation and the slots. Raises OSError, or Halted if
    ``halt`` was interrupted meanwhile.
    """
    halt = halt or connect.Halt()
    if connect.looks_plain(body):
        raise connect.Unsafe("an empty or unencrypted database is never published")
    with files.temporary(path) as name:
        with files.create(name) as file, body.open("rb") as source:
            file.seek(BODY)
            length, digest = files.copy(source, sys.maxsize, _halting(file.write, halt))
            what = replace(
                what, body_length=length, body_hash=digest, saved_at=max(0, int(time.time()))
            )
            file.seek(0)
            file.write(what.pack(dek) * 2)
            files.sync(file)
        _read_back(name, what.pack(dek) * 2, what, halt)
        halt.check()
        yield name, what


def _halting(write: Callable[[bytes], object], halt: connect.Halt) -> Callable[[bytes], object]:
    def written(chunk: bytes) -> None:
        halt.check()
        write(chunk)

    return written


def _read_back(name: Path, blocks: bytes, what: Header, halt: connect.Halt) -> None:
    """Raise OSError unless the file holds what was written."""
    with name.open("rb") as file:
        same = file.read(BODY) == blocks
        length, digest = files.copy(file, sys.maxsize, _halting(_ignore, halt))
    if not same or (length, digest) != (what.body_length, what.body_hash):
        raise OSError(errno.EIO, "what was written reads back differently")
