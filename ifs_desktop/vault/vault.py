"""An open journal: engines on its working copy, and publishing that into the user's file."""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Literal

from sqlcipher3 import dbapi2

from ifs_desktop.vault import (
    backup,
    conflict,
    connect,
    container,
    errors,
    examine,
    files,
    header,
    holder,
    renewal,
)
from ifs_desktop.vault import key as keys
from ifs_desktop.vault.backup import Backup
from ifs_desktop.vault.connect import Halt, Halted
from ifs_desktop.vault.errors import (
    JournalError,
    PublishFailed,
    WorkingCopyDamaged,
    sorted_at,
)
from ifs_desktop.vault.header import Header
from ifs_desktop.vault.key import Kdf
from ifs_desktop.vault.renewal import Renewal
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

Arrival = Literal["fresh", "resumed", "conflict", "older", "damaged", "orphan"]
NO_COST = Kdf(0, 0, 0)  # of a recovery code, which is random and needs no stretching


class Vault:
    """From ``create``, ``unlock`` and ``create_temporary``; usable from any thread.

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
        held: holder.Holder | None = None,
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
        self._holder = held
        self._halt = Halt()
        self._head = head
        self._dek = dek
        self._seen = Seen(data_dir)
        self._unpublished = Unpublished(working.marker)
        self._publishing = threading.RLock()
        self._backing_up = threading.Lock()  # no backup is finished with slots that were changed
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

    @property
    def has_code(self) -> bool:
        """Whether a recovery code opens the journal too."""
        return self._head.has_code

    def publish(self) -> int:
        """Write what is committed into the user's file, all or nothing; the new generation.

        Blocks the caller, never the writer. Does nothing if nothing changed. Raises
        ReadOnlyFolder, FolderMissing, DiskFull, PublishFailed or WorkingCopyDamaged; the file is
        then as it was, and the working copy keeps everything. Closing meanwhile stops it and
        publishes itself.
        """
        with self._publishing, suppress(Halted):
            if not self.temporary and self.changed:
                self._publish(self._head.slots)
        return self.generation

    def _publish(self, slots: tuple[header.Slot, ...]) -> None:
        count = self._unpublished.count()
        with sorted_at(self.path, writing=True), self._snapshot() as body:
            self._put(body, slots)
        self._unpublished.settle(count)

    # ---- what opens it
    def prove(self, secret: str | bytes) -> None:
        """Raise WrongPassword, WrongCode or NoCode unless this secret opens the journal."""
        self._head.opened_by(secret, self.path)

    def change_password(
        self, password: str, *, current: str | bytes, kdf: Kdf | None = None
    ) -> None:
        """Have ``password`` open the journal from now on, and the old one no longer.

        ``current`` is the old password, or the bytes of the recovery code, which stays as it is.
        Returns once the file on the disk was opened with the new one. Backups made before still
        open with the old one. Raises WrongPassword, WrongCode, NoCode or what ``publish`` raises;
        the old password holds then.
        """
        self.prove(current)
        self._give_slot(password, kdf or keys.calibrate())

    def change_code(self, code: bytes) -> None:
        """Have this recovery code open the journal from now on, and any earlier one no longer.

        Returns once the file on the disk was opened with it. Raises what ``publish`` raises.
        """
        self._give_slot(code, NO_COST)

    def prepare_renewal(
        self, password: str, code: bytes, *, current: str | bytes, kdf: Kdf | None = None
    ) -> Renewal:
        """A new key, password and recovery code, to be put in force by ``close``.

        A password change keeps the key: who has an old copy of the file and its old password can
        read later ones with it. After a renewal they can not. Raises WrongPassword, WrongCode or
        NoCode for ``current``.
        """
        self.prove(current)
        return renewal.prepare(password, code, kdf or keys.calibrate(), self.journal_id)

    def _give_slot(self, secret: str | bytes, kdf: Kdf) -> None:
        """All that costs time is done while the journal may be closed: locking does not wait."""
        slot = header.wrap(self._dek, secret, kdf, self.journal_id)
        opens = header.unwrap(slot, secret, self.journal_id) == self._dek
        with self._backing_up, self._publishing:
            if self.temporary or self._closed.is_set() or not opens:
                raise RuntimeError("only an open journal with a file gets another key slot")
            others = (one for one in self._head.slots if one.type != slot.type)
            try:
                self._publish((*others, slot))
            except JournalError:
                if slot not in self._head.slots:
                    raise
                self._mend = True  # it is in its place, though perhaps not for good: once more
            head = self._head
        try:
            found = container.look(self.path)
        except JournalError:
            return  # not readable right now; it read back as written before it was put in place
        if found.header == head and found.unlock(secret) != self._dek:
            raise PublishFailed(self.path)

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
            with suppress(JournalError):
                self._holder = holder.claim(path, insist=True)
            self._settle_in()
            self._unpublished.settle(count)

    # ---- backups and looking closely
    @property
    def working_folder(self) -> Path:
        """Our own folder for the working copy, while the journal is open."""
        return self._working.folder

    @property
    def backup_folder(self) -> Path:
        """Our own folder for the backups of this journal."""
        return backup.own_folder(self._data_dir, self.journal_id)

    def backup(self, reason: str, folder: Path | None = None) -> Path:
        """A verified file of all that is committed, in ``folder`` or our own.

        Opens with the journal's password. Raises DiskFull and its like, naming the backup's
        folder, or Halted when the journal is closed meanwhile.
        """
        if self.temporary:
            raise RuntimeError("a temporary journal has no password to open a backup with")
        place = folder or self.backup_folder
        label = files.shortened(self.path.stem) if folder is not None else ""
        with self._backing_up, sorted_at(place / self.path.name, writing=True):
            head, dek, halt = self._head, bytes(self._dek), self._halt  # closing waits for no stick
            with self._snapshot() as body:
                return backup.write(body, head, dek, place, reason, label, halt)

    def backups(self, folder: Path | None = None) -> list[Backup]:
        """The backups in our own folder and in another one, the newest first."""
        folders = [self.backup_folder, *([folder] if folder is not None else [])]
        return [one for one in backup.find(folders, self.journal_id) if one.path != self.path]

    def conflict_copies(self) -> list[Path]:
        """Other versions of this journal that were kept beside it, each a journal of its own."""
        return conflict.find(self.path, self._data_dir)

    def examine(
        self, told: examine.Told, halt: Halt | None = None, *, quick: bool = False
    ) -> list[examine.Finding]:
        """Look at everything in the journal; ``told`` hears what is looked at, and how far it is.

        ``quick`` looks at the tables alone. Reads from its own connections, so writing goes on.
        Raises Halted when ``halt`` was interrupted or the journal closed, and OSError.
        """
        halt = halt or Halt()
        database = self._working.database
        with self._halt.stopping(halt):
            if quick:
                return list(examine.look_quickly(self.path, database, self._dek, told, halt))
            return list(
                examine.look_at_all(self.path, database, self._dek, self._snapshot, told, halt)
            )

    # ---- the end
    def close(self, renewed: Renewal | None = None) -> None:
        """Publish, then remove the working copy. A temporary journal is gone.

        With a renewal the file is written under its key. Raises what ``publish`` raises;
        connections are closed, the working copy is kept and an old key still holds.
        """
        self._halt.interrupt()  # a publish under way would only be done again
        with self._publishing:
            if self._closed.is_set():
                return
            self._halt = Halt()
            try:
                self._disconnect()  # first: until then another thread may commit
                if renewed is not None:
                    if not self._renew(renewed):
                        return
                elif not self.temporary and (
                    self._unpublished.any or self._mend or self._is_gone()
                ):
                    with sorted_at(self.path, writing=True), self._at_rest() as body:
                        self._put(body, self._head.slots)
                self._working.erase()
            finally:
                self._let_go()

    def _renew(self, renewed: Renewal) -> bool:
        """Write the file under another key; False if it is there, but perhaps not for good."""
        try:
            with sorted_at(self.path, writing=True), self._snapshot(renewed.dek) as body:
                self._put(body, renewed.slots, renewed.dek)
        except JournalError:
            if self._head.slots != renewed.slots:
                raise
            return False
        finally:
            renewed.dek[:] = bytes(keys.KEY_SIZE)
        return True

    def abandon(self) -> None:
        """Close the connections and publish nothing, as a crash would; the working copy stays."""
        self._halt.interrupt()
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
        if self._holder is not None:
            holder.let_go(self.path, self._holder)
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
    def _snapshot(self, new_dek: bytearray | None = None) -> Iterator[Path]:
        """What is committed at this moment, as a file; in the user's folder if ours is full."""
        database = self._working.database
        here = database.with_name(f"snapshot-{secrets.token_hex(6)}")
        halt = None if self.temporary else self._halt  # what is being kept has no other copy
        try:
            try:
                connect.snapshot(database, self._dek, here, halt, new_dek=new_dek)
            except OSError as error:
                files.remove(here)
                if self.temporary or error.errno not in errors.FULL:
                    raise
                here = files.beside(self.path)
                connect.snapshot(database, self._dek, here, halt, new_dek=new_dek)
            yield here
        except dbapi2.OperationalError as error:
            raise PublishFailed(self.path) from error  # busy, say: no sign of damage
        except (dbapi2.DatabaseError, MemoryError) as error:
            raise WorkingCopyDamaged(self.path) from error
        finally:
            files.remove(here)

    def _put(
        self, body: Path, slots: tuple[header.Slot, ...], new_dek: bytearray | None = None
    ) -> None:
        """Replace the user's file by ``body``, which may have a new key."""
        dek = new_dek or self._dek
        last = max(self.generation, self._seen.generation(self.journal_id))
        what = replace(self._head, generation=last + 1, slots=slots)
        base = self._descent(self._head)
        with container.prepared(body, what, dek, self.path, self._halt) as (name, what):
            self._keep_foreign()
            # Noted before and after: a crash in between is then not taken for a conflict.
            self._note(about_to_publish(base, what.body_hash, renewed=new_dek is not None))
            files.replace(name, self.path)
            self._head = what
            self._mend = self.header_repaired = False
        # Before the second note: a power cut may take the new name back, but not the note.
        files.sync_folder(self.path.parent)
        if new_dek is None:  # else the working copy, under the old key, is erased right after
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
        block = head.pack(self._dek).hex()
        return Origin(name, head.body_hash.hex(), head.generation, head=block)

    def _keep_foreign(self) -> None:
        """Keep a copy of what somebody else put in place of our file, as a synced folder may."""
        state = conflict.foreign(self.path, self._head)
        if state is not None and state != self._kept:
            place = partial(files.duplicate, self.path)
            self.conflict_copy = conflict.keep_copy(self.path, self._data_dir, place)
            self.arrival = "conflict"
            self._kept = state

    def _write_new(self, path: Path, what: Header, password: str) -> None:
        """Write a new file, and prove that the password opens it, by really opening it."""
        with (
            self._snapshot() as body,
            container.prepared(body, what, self._dek, path) as (name, what),
        ):
            with name.open("rb") as file:  # not by ``look``: errors are to name the journal
                opened = header.read(file, path).unlock(password)
            if opened != self._dek:
                raise JournalError(path)
            origin = replace(self._descent(what), name=name_of(what.journal_id, path))
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
