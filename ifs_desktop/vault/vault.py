"""An open journal: engines on its working copy, and publishing that into the user's file."""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Literal

from sqlcipher3 import dbapi2

from ifs_desktop.vault import backup, conflict, connect, container, errors, files, header
from ifs_desktop.vault import key as keys
from ifs_desktop.vault.errors import (
    JournalError,
    PublishFailed,
    WorkingCopyDamaged,
    sorted_at,
)
from ifs_desktop.vault.header import Header
from ifs_desktop.vault.key import Kdf
from ifs_desktop.vault.working import (
    Guard,
    Origin,
    Seen,
    Unpublished,
    Working,
    about_to_publish,
    lock_of,
    name_of,
    path_lock,
)

Arrival = Literal["fresh", "resumed", "conflict", "older", "damaged"]


class Vault:
    """Made by ``create``, ``unlock`` and ``create_temporary``; usable from any thread.

    ``engine`` is the one writer: its transactions begin with BEGIN IMMEDIATE and belong to one
    thread at a time. ``reader`` is for reading from any thread.
    """

    def __init__(
        self,
        path: Path,
        data_dir: Path,
        working: Working,
        guard: Guard,
        head: Header,
        dek: bytearray,
        *,
        arrival: Arrival = "fresh",
        conflict_copy: Path | None = None,
        header_repaired: bool = False,
        mend: bool = False,
    ) -> None:
        self.path = path
        self.temporary = not head.slots
        self.arrival = arrival
        self.conflict_copy = conflict_copy
        self.header_repaired = header_repaired
        self.folder_writable = True
        self._kept: tuple[int, ...] = ()  # the foreign file a copy was made of
        self._mend = mend  # the user's file is damaged, and we hold what it held
        self._data_dir = data_dir
        self._working = working
        self._guards = [guard]
        self._head = head
        self._dek = dek
        self._seen = Seen(data_dir)
        self._unpublished = Unpublished(working.marker)
        self._publishing = threading.RLock()
        self._closed = threading.Event()
        self.engine = connect.writer(working.database, dek, self._unpublished, self._closed)
        self.reader = connect.reader(working.database, dek, self._closed)
        if not self.temporary:
            self._settle_in()

    @property
    def journal_id(self) -> bytes:
        """16 random bytes, the same in every copy of a journal."""
        return self._head.journal_id

    @property
    def generation(self) -> int:
        """Grows with every publish."""
        return self._head.generation

    @property
    def changed(self) -> bool:
        """Whether there are commits that the user's file does not hold, or damage to mend there."""
        return not self._closed.is_set() and (self._unpublished.any or self._mend)

    def publish(self) -> int:
        """Write what is committed into the user's file, all or nothing; the new generation.

        Blocks the caller, never the writer. Does nothing if nothing changed. Raises
        ReadOnlyFolder, FolderMissing, DiskFull, PublishFailed or WorkingCopyDamaged; the file is
        then as it was, and the working copy keeps everything.
        """
        with self._publishing:
            if not self.temporary and self.changed:
                count = self._unpublished.count()
                with sorted_at(self.path, writing=True), self._snapshot() as body:
                    self._put(body)
                self._unpublished.settle(count)
            return self.generation

    def keep_as(self, path: str | os.PathLike[str], password: str, kdf: Kdf | None = None) -> None:
        """Make a temporary journal a real one, in place; engines and what reads them go on.

        Raises AlreadyExists, FolderMissing, ReadOnlyFolder, AlreadyOpen or what ``publish``
        raises; the journal is then still temporary.
        """
        path = container.canonical(path)
        container.refuse_place(path)
        with self._publishing, sorted_at(path, writing=True):
            if not self.temporary or self._closed.is_set():
                raise RuntimeError("only an open temporary journal can be kept")
            lock = path_lock(self._working.folder.parent, path)
            if lock != lock_of(self._working.folder):
                self._guards.append(Guard(lock, path))
            try:
                files.sweep(path)  # what a crash while creating this very file may have left
                slot = header.wrap(self._dek, password, kdf or keys.calibrate(), self.journal_id)
                count = self._unpublished.count()
                self._write_new(path, replace(self._head, generation=1, slots=(slot,)), password)
            except BaseException:
                self._working.forget()
                for guard in self._guards[1:]:
                    guard.release()
                del self._guards[1:]
                raise
            self.path = path
            self.temporary = False
            self._settle_in()
            self._unpublished.settle(count)

    def backup(self, reason: str) -> Path:
        """A verified file of all that is committed, in our own folder; the way back from a change.

        Opens with the journal's password. Raises DiskFull and its like.
        """
        if self.temporary:
            raise RuntimeError("a temporary journal has no password to open a backup with")
        with self._publishing, sorted_at(self.path, writing=True), self._snapshot() as body:
            return backup.write(body, self._head, self._dek, self._data_dir, reason)

    def close(self) -> None:
        """Publish, then remove the working copy. A temporary journal is gone.

        Raises what ``publish`` raises; connections are closed and the working copy is kept.
        """
        with self._publishing:
            if self._closed.is_set():
                return
            try:
                self._disconnect()  # first: until then another thread may commit
                if not self.temporary and (self._unpublished.any or self._mend or self._is_gone()):
                    with sorted_at(self.path, writing=True), self._at_rest() as body:
                        self._put(body)
                self._working.erase()
            finally:
                self._let_go()

    def abandon(self) -> None:
        """Close the connections and publish nothing, as a crash would; the working copy stays."""
        with self._publishing:
            if not self._closed.is_set():
                self._disconnect()
                self._let_go()

    def _settle_in(self) -> None:
        self._seen.note(self.journal_id, self.generation)
        try:
            files.probe(self.path)
        except OSError:
            self.folder_writable = False

    def _is_gone(self) -> bool:
        """Whether somebody removed the file, and not the drive it is on: ours is the last then."""
        return self.path.parent.is_dir() and not self.path.exists()

    def _disconnect(self) -> None:
        self._closed.set()
        self.reader.dispose()
        self.engine.dispose()

    def _let_go(self) -> None:
        self._dek[:] = bytes(len(self._dek))
        for guard in reversed(self._guards):
            guard.release()

    @contextmanager
    def _at_rest(self) -> Iterator[Path]:
        """The database as a file, once nobody is connected: the log is merged and removed then."""
        database = self._working.database
        if database.with_name(f"{database.name}-wal").exists():  # a worker is still reading
            with self._snapshot() as body:
                yield body
        else:
            yield database

    @contextmanager
    def _snapshot(self) -> Iterator[Path]:
        """What is committed at this moment, as a file; in the user's folder if ours is full."""
        database = self._working.database
        here = database.with_name(f"snapshot-{secrets.token_hex(6)}")
        try:
            try:
                connect.snapshot(database, self._dek, here)
            except OSError as error:
                files.remove(here)
                if self.temporary or not isinstance(
                    errors.sort(error, self.path, writing=True), errors.DiskFull
                ):
                    raise
                here = files.beside(self.path)
                connect.snapshot(database, self._dek, here)
            yield here
        except dbapi2.OperationalError as error:
            raise PublishFailed(self.path) from error  # busy, say: no sign of damage
        except (dbapi2.DatabaseError, MemoryError) as error:
            raise WorkingCopyDamaged(self.path) from error
        finally:
            files.remove(here)

    def _put(self, body: Path) -> None:
        """Replace the user's file by ``body``."""
        last = max(self.generation, self._seen.generation(self.journal_id))
        what = replace(self._head, generation=last + 1)
        base = self._descent(self._head)
        with container.prepared(body, what, self._dek, self.path) as (name, what):
            self._keep_foreign()
            # Noted before and after: a crash in between is then not taken for a conflict.
            self._note(about_to_publish(base, what.body_hash))
            files.replace(name, self.path)
            self._head = what
            self._mend = self.header_repaired = False
        # Before the second note: a power cut may take the new name back, but not the note.
        files.sync_folder(self.path.parent)
        self._note(self._descent(what))
        self._seen.note(self.journal_id, self.generation)
        self.folder_writable = True

    def _note(self, base: Origin) -> None:
        """Our disk may be full, which is no reason to keep the file from another disk.

        Without the note a crash is taken for a conflict: both are kept.
        """
        with suppress(OSError):
            self._working.descend(base)

    def _descent(self, head: Header) -> Origin:
        name = name_of(head.journal_id, self.path)
        return Origin(name, head.body_hash.hex(), head.generation)

    def _keep_foreign(self) -> None:
        """Keep a copy of what somebody else put in place of our file, as a synced folder may."""
        try:
            with self.path.open("rb") as file:
                there = os.fstat(file.fileno())
                foreign = header.read(file, self.path).header != self._head
        except FileNotFoundError:
            return
        except JournalError:
            foreign = True
        state = (there.st_dev, there.st_ino, there.st_size, there.st_mtime_ns)
        if foreign and state != self._kept:
            self.conflict_copy = conflict.keep_copy(self.path, self._data_dir, self._duplicate)
            self.arrival = "conflict"
            self._kept = state

    def _duplicate(self, copy: Path) -> None:
        conflict.duplicate(self.path, copy)

    def _write_new(self, path: Path, what: Header, password: str) -> None:
        """Write a new file, and prove that the password opens it, by really opening it."""
        with (
            self._snapshot() as body,
            container.prepared(body, what, self._dek, path) as (
                name,
                what,
            ),
        ):
            if container.look(name).unlock(password) != self._dek:
                raise JournalError(path)
            origin = Origin(name_of(what.journal_id, path), what.body_hash.hex(), what.generation)
            # Until the file is in its place the copy descends from none: a crash leaves nothing
            # that could ever be opened, and it may be swept.
            self._working.descend(replace(origin, file="", next=origin.file))
            files.place_new(name, path)
            try:
                files.sync_folder(path.parent)
                self._working.descend(origin)
            except BaseException:
                files.remove(path)
                raise
        self._head = what
