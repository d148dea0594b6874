"""An unlocked journal: the user's file, the private working copy, and publishing between them."""

from __future__ import annotations

import errno
import json
import os
import secrets
import threading
import time
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Literal

from sqlalchemy import Engine, event
from sqlcipher3.dbapi2 import OperationalError

from ifs_desktop.vault import connect, errors, files, header, key, working
from ifs_desktop.vault.header import Header, Slot
from ifs_desktop.vault.key import Kdf
from ifs_desktop.vault.working import WorkingFolder

Arrival = Literal["fresh", "resumed", "conflict", "older", "damaged"]
ENDING = ".ifsjournal"


@dataclass(frozen=True, slots=True)
class Health:
    """What a file says of itself, all of it verified without the password."""

    journal_id: bytes
    generation: int
    size: int
    written: datetime
    header_repaired: bool


class Vault:
    """Made by ``create``, ``unlock`` or ``create_temporary``."""

    def __init__(
        self,
        path: Path,
        data_dir: Path,
        folder: WorkingFolder,
        head: Header,
        data_key: bytes,
        *,
        temporary: bool = False,
    ) -> None:
        self.path = path
        self.temporary = temporary
        self.arrival: Arrival = "fresh"
        self.conflict_copy: Path | None = None
        self._data_dir = data_dir
        self._folder = folder
        self._header = head
        self._data_key = data_key
        self._one_at_a_time = threading.Lock()
        self._commits = 0
        self._published = 0
        self.engine: Engine = connect.writer(folder.database, data_key)
        self.reader: Engine = connect.reader(folder.database, data_key)
        event.listen(self.engine, "commit", self._committed)
        try:
            self.engine.connect().close()
        except BaseException:
            self.abandon()
            raise

    @property
    def journal_id(self) -> bytes:
        """16 bytes that stay with the journal through every copy."""
        return self._header.journal_id

    @property
    def generation(self) -> int:
        """How often this journal was published."""
        return self._header.generation

    @property
    def changed(self) -> bool:
        """Whether there are commits the user's file does not have."""
        return self._commits != self._published

    @property
    def folder_writable(self) -> bool:
        """Whether a publish has a chance."""
        return self.temporary or os.access(self.path.parent, os.W_OK)

    def publish(self) -> int:
        """Write the journal into the user's file, whole or not at all; the new generation.

        From any thread, while others read and write: it works on a snapshot. Raises what
        ``errors.for_writing`` sorts; the file is then the last complete one.
        """
        with self._one_at_a_time:
            if self.temporary or not self.changed:
                return self.generation
            commits = self._commits
            snapshot = self._folder.path / "snapshot.db"
            try:
                snapshot = self._snapshot(snapshot)
                self._write(snapshot)
            except OSError as error:
                raise errors.for_writing(error) from error
            finally:
                files.remove(snapshot)
            self._published = commits
            return self.generation

    def close(self) -> None:
        """Publish, then erase the working copy.

        If publishing is refused, the working copy stays, the journal is closed all the same, and
        the error is raised.
        """
        with self._one_at_a_time:
            self.reader.dispose()
            if self.temporary:
                self.engine.dispose()
                self._folder.erase()
                return
            try:
                self._checkpoint()
                self.engine.dispose()
                if self.changed:
                    self._write(self._folder.database)
                    self._published = self._commits
            except OSError as error:
                self._folder.leave()
                raise errors.for_writing(error) from error
            except BaseException:
                self.abandon()
                raise
            self._folder.erase()

    def abandon(self) -> None:
        """Let go without publishing, as a crash would; the working copy resumes next time."""
        self.reader.dispose()
        self.engine.dispose()
        self._folder.leave()

    def keep_as(self, path: str | Path, password: str, kdf: Kdf | None = None) -> None:
        """Make a temporary journal a real one at ``path``. It stays open."""
        target = Path(os.path.abspath(path))
        check_place(target)
        head, _ = _new_header(password, kdf, self._data_key)
        with self._one_at_a_time:
            self._header, self.path = head, target
            self.temporary = False
            self._commits += 1
        try:
            self.publish()
            _prove(target, password)
        except BaseException:
            self.temporary = True
            raise

    def backup(self, reason: str) -> Path:
        """A verified copy of the published file in the private folder; its path."""
        place = self._data_dir / "backups" / self.journal_id.hex()
        files.make_private(place)
        stamp = datetime.now().strftime("%Y-%m-%d %H.%M.%S")
        target = place / f"{stamp} {reason}{ENDING}"
        try:
            _copy(self.path, target)
        except OSError as error:
            raise errors.for_writing(error) from error
        check(target)
        return target

    # ---- inside
    def _committed(self, _connection: object) -> None:
        self._commits += 1

    def _checkpoint(self) -> None:
        with self.engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def _snapshot(self, place: Path) -> Path:
        """An encrypted copy as of now; beside the user's file if the private disk is full."""
        connection = connect.connect(self._folder.database, self._data_key, read_only=True)
        connection.execute("PRAGMA query_only=OFF")  # it would refuse VACUUM INTO as well
        beside = self.path.with_name(f".{self.path.name}.snapshot{files.TEMPORARY}")
        try:
            for target in (place, beside):
                files.remove(target)
                try:
                    connection.execute("VACUUM INTO ?", (str(target),))
                    return target
                except OperationalError:
                    files.remove(target)
            raise OSError(errno.ENOSPC, "no room for a snapshot")
        finally:
            connection.close()

    def _write(self, source: Path) -> None:
        self._keep_what_others_wrote()
        home = working.home_name(self.journal_id, self.path)
        before = self._header.body_hash
        head = self._header
        made: list[Header] = []

        def fill(file: BinaryIO) -> None:
            made.append(_fill(file, source, head, self._data_key))

        def note() -> None:
            self._folder.set_base(before, made[0].body_hash, home)

        files.write_whole(self.path, fill, note)
        self._header = made[0]
        self._folder.set_base(self._header.body_hash, None, home)
        _remember(self._data_dir, self._header)

    def _keep_what_others_wrote(self) -> None:
        """A file that is not the one we descend from is copied aside, never written over."""
        try:
            with open(self.path, "rb") as file:
                found = header.read(file)
        except (OSError, errors.JournalError):
            return  # gone or damaged: ours is the good one
        base = self._folder.base()
        known = {base.get("sha"), base.get("next"), self._header.body_hash.hex()}
        if found.body_hash.hex() not in known:
            self.conflict_copy = _conflict_name(self.path)
            _copy(self.path, self.conflict_copy)
            self.arrival = "conflict"


def create(
    path: str | Path, password: str, *, data_dir: str | Path, kdf: Kdf | None = None
) -> Vault:
    """A new journal, unlocked. Nothing is derived before the place is known to be good."""
    target, data = Path(os.path.abspath(path)), Path(data_dir)
    check_place(target)
    head, data_key = _new_header(password, kdf)
    folder = working.find(data, working.home_name(head.journal_id, target))
    folder.take()
    try:
        made = Vault(target, data, folder, head, data_key)
        made._commits += 1
        made.publish()
        _prove(target, password)
    except BaseException:
        folder.erase()
        raise
    return made


def unlock(path: str | Path, password: str, *, data_dir: str | Path) -> Vault:
    """Unlock a journal, resuming a working copy that was not published.

    Raises the classes of ``errors``; the file is only ever read here.
    """
    target, data = Path(os.path.abspath(path)), Path(data_dir)
    working.sweep(data)
    try:
        with open(target, "rb") as file:
            head = header.read(file)
            data_key = head.unlock(header.PASSWORD_SLOT, key.password_bytes(password))
            folder = working.find(data, working.home_name(head.journal_id, target))
            folder.take()
            try:
                return _enter(target, data, folder, head, data_key, file)
            except BaseException:
                folder.leave()
                raise
    except OSError as error:
        raise errors.for_reading(error) from error


def create_temporary(*, data_dir: str | Path) -> Vault:
    """A journal without a file, under a key that exists in memory only; ``close`` erases it."""
    data = Path(data_dir)
    working.sweep(data)
    folder = working.temporary(data)
    folder.take()
    head = Header(secrets.token_bytes(16), 0, 0, bytes(32), 0, ())
    return Vault(Path(), data, folder, head, secrets.token_bytes(key.KEY_BYTES), temporary=True)


def check(path: str | Path) -> Health:
    """Verify a whole file, journal or backup, without its password."""
    try:
        with open(path, "rb") as file:
            head = header.read(file)
            header.copy_body(file, head)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise errors.for_reading(error) from error
    written = datetime.fromtimestamp(head.written).astimezone()
    return Health(head.journal_id, head.generation, size, written, head.repaired)


def check_place(target: Path) -> None:
    """Raise why a new journal cannot be made at ``target``; quick."""
    if not target.parent.is_dir():
        raise errors.FolderMissing
    if os.path.lexists(target):
        raise errors.AlreadyExists
    if not os.access(target.parent, os.W_OK | os.X_OK):
        raise errors.ReadOnlyFolder


def _enter(
    target: Path, data: Path, folder: WorkingFolder, head: Header, data_key: bytes, file: BinaryIO
) -> Vault:
    files.sweep(target)
    conflict: Path | None = None
    base = folder.base() if folder.used() else {}
    mine = (base.get("sha"), base.get("next"))
    if base and head.body_hash.hex() in mine:
        try:
            resumed = Vault(target, data, folder, head, data_key)
        except errors.WorkingCopyDamaged:
            folder.take()
            folder.put_aside("damaged")
        else:
            resumed.arrival = "resumed"
            resumed._commits += 1  # there may be commits the file does not have
            return resumed
    elif base:
        conflict = _keep_conflict(target, data, folder, head, data_key)
    older = head.generation < _seen(data).get(head.journal_id.hex(), 0)
    if folder.database.exists():
        folder.put_aside("unused")
    files.write_whole(folder.database, partial(header.copy_body, file, head))
    folder.set_base(head.body_hash, None, working.home_name(head.journal_id, target))
    opened = Vault(target, data, folder, head, data_key)
    if conflict is not None:
        opened.arrival, opened.conflict_copy = "conflict", conflict
    elif base:
        opened.arrival = "damaged"
    elif older:
        opened.arrival = "older"
    _remember(data, head)
    return opened


def _keep_conflict(
    target: Path, data: Path, folder: WorkingFolder, head: Header, data_key: bytes
) -> Path | None:
    """Publish the working copy beside a file that someone else went on with."""
    try:
        connection = connect.connect(folder.database, data_key)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        connection.close()
    except errors.WorkingCopyDamaged:
        folder.put_aside("damaged")
        return None
    write = partial(_fill, source=folder.database, head=head, data_key=data_key)
    copy = _conflict_name(target)
    try:
        files.write_whole(copy, write)
    except OSError:
        files.make_private(data / "conflicts")
        copy = data / "conflicts" / copy.name
        files.write_whole(copy, write)
    folder.put_aside("conflict")
    return copy


def _conflict_name(path: Path) -> Path:
    stamp = datetime.now().strftime("%Y-%m-%d %H.%M.%S")
    return path.with_name(f"{path.stem} (conflict {stamp}){path.suffix}")


def _new_header(
    password: str, kdf: Kdf | None, data_key: bytes | None = None
) -> tuple[Header, bytes]:
    data_key = data_key or secrets.token_bytes(key.KEY_BYTES)
    journal_id = secrets.token_bytes(16)
    slot = Slot.seal(
        header.PASSWORD_SLOT,
        key.password_bytes(password),
        data_key,
        journal_id,
        kdf or key.calibrate(),
    )
    return Header(journal_id, 0, 0, bytes(32), 0, (slot,)), data_key


def _prove(path: Path, password: str) -> None:
    """No password counts as set before it has opened the file on disk."""
    with open(path, "rb") as file:
        header.read(file).unlock(header.PASSWORD_SLOT, key.password_bytes(password))


def _fill(file: BinaryIO, source: Path, head: Header, data_key: bytes) -> Header:
    """Write headers and body into an empty file, and read the body back from it."""
    with open(source, "rb") as body:
        length, digest = header.hash_into(body, file)
    made = replace(
        head,
        generation=head.generation + 1,
        body_length=length,
        body_hash=digest,
        written=int(time.time()),
        repaired=False,
    )
    file.seek(0)
    file.write(made.pack(data_key))
    file.flush()
    os.fsync(file.fileno())
    header.copy_body(file, header.read(file))
    return made


def _copy(source: Path, target: Path) -> None:
    def fill(file: BinaryIO) -> None:
        with open(source, "rb") as original:
            while piece := original.read(1 << 20):
                file.write(piece)

    files.write_whole(target, fill)


def _seen(data: Path) -> dict[str, int]:
    try:
        found = json.loads((data / "seen.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(k): v for k, v in found.items() if isinstance(v, int)}


def _remember(data: Path, head: Header) -> None:
    """The newest generation seen of a journal, so that an older file can be announced."""
    seen = _seen(data)
    name = head.journal_id.hex()
    seen[name] = max(head.generation, seen.get(name, 0))
    text = json.dumps(seen).encode()
    files.write_whole(data / "seen.json", lambda file: _put(file, text))


def _put(file: BinaryIO, data: bytes) -> None:
    file.write(data)
