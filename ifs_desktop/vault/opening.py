"""The ways in: a new journal, an existing one, and one that leaves nothing behind."""

from __future__ import annotations

import io
import os
import secrets
from contextlib import suppress
from pathlib import Path

from sqlcipher3 import dbapi2

from ifs_desktop.vault import conflict, connect, container, files, header, holder
from ifs_desktop.vault.errors import (
    DamagedBody,
    FolderMissing,
    JournalError,
    JournalMissing,
    NoCode,
    UnreadableFile,
    WorkingCopyDamaged,
    WrongCode,
    WrongPassword,
    sorted_privately,
)
from ifs_desktop.vault.header import Found, Header
from ifs_desktop.vault.key import KEY_SIZE, Kdf
from ifs_desktop.vault.vault import Arrival, Vault
from ifs_desktop.vault.working import (
    TEMPORARY,
    Guard,
    Origin,
    Seen,
    Working,
    bring_along,
    find,
    lock_of,
    name_of,
    orphans,
    path_lock,
    sweep,
)

AnyPath = str | os.PathLike[str]


def create(path: AnyPath, password: str, *, data_dir: AnyPath, kdf: Kdf | None = None) -> Vault:
    """A new journal at ``path``, written, proven to open with the password, and open.

    ``kdf`` is for tests; a real journal gets what ``calibrate`` finds. It has no recovery code
    until it is given one. Raises AlreadyExists,
    FolderMissing, ReadOnlyFolder, DiskFull or PublishFailed.
    """
    path = container.canonical(path)
    container.refuse_place(path)
    journal_id = secrets.token_bytes(16)
    vault = _begin(path, Path(data_dir), name_of(journal_id, path), journal_id)
    try:
        vault.keep_as(path, password, kdf)
    except BaseException:
        vault.close()
        raise
    return vault


def create_temporary(*, data_dir: AnyPath) -> Vault:
    """A journal to look around in: its key is in memory only, and ``close`` erases it."""
    name = f"{TEMPORARY}{secrets.token_hex(8)}"
    return _begin(Path(name), Path(data_dir), name, secrets.token_bytes(16))


def _begin(path: Path, data_dir: Path, name: str, journal_id: bytes) -> Vault:
    """An empty journal with a random key and no file yet."""
    root = data_dir / "working"
    with sorted_privately(path):
        files.make_folder(root)
        sweep(root)
        working = Working(root / name)
        guard = Guard(lock_of(working.folder), path)
        try:
            dek = bytearray(secrets.token_bytes(KEY_SIZE))
            files.make_folder(working.folder)
            with connect.raising_os_errors():
                connect.make(working.database, dek)
            head = Header(journal_id, 0, 0, bytes(32), 0, ())
            return Vault(path, data_dir, working, guard, head, dek)
        except BaseException:
            working.erase()
            guard.release()
            raise


def unlock(path: AnyPath, secret: str | bytes, *, data_dir: AnyPath, insist: bool = False) -> Vault:
    """Open a journal, going on from the working copy if a crash left one.

    ``secret`` is the password, or the bytes of the recovery code. ``insist`` opens it although
    another computer or account says to have it open. A file that is gone is made up for by the
    working copy that a crash left.

    Raises JournalMissing, FolderMissing, UnreadableFile, NotAJournal, Truncated, DamagedHeader,
    DamagedBody, Tampered, TooNew, WrongPassword, WrongCode, NoCode, AlreadyOpen, HeldElsewhere,
    NoPrivateFolder or DiskFull. The file is untouched.
    """
    path, data_dir = container.canonical(path), Path(data_dir)
    root = data_dir / "working"
    try:
        container.look(path)
    except (JournalMissing, FolderMissing):
        if not orphans(root, path):
            raise
    with sorted_privately(path):
        files.make_folder(root)
        guard = Guard(path_lock(root, path), path)
        mine = None
        try:
            mine = holder.claim(path, insist=insist)
            return _open(path, secret, guard, mine, data_dir)
        except BaseException:
            if mine is not None:
                holder.let_go(path, mine)
            guard.release()
            raise
        finally:
            sweep(root)


def _open(
    path: Path, secret: str | bytes, guard: Guard, mine: holder.Holder, data_dir: Path
) -> Vault:
    root = data_dir / "working"
    try:
        found = container.look(path)  # again: who had it open until now may have published
    except (JournalMissing, FolderMissing) as missing:
        return _go_on_without_file(path, secret, guard, mine, data_dir, missing)
    working = find(root, name_of(found.header.journal_id, path))
    alone = not _descends(working, found)
    if alone:
        container.measure(path)  # a shortened file is said before a password is tried
    try:
        dek = found.unlock(secret)
    except (WrongPassword, WrongCode, NoCode):
        if alone:
            container.check(path)  # damage is said first, whatever the password
        raise
    files.sweep(path)
    files.sweep_old(path.parent)
    files.sweep_old(data_dir)
    with suppress(WorkingCopyDamaged):
        if working.base() is None:
            bring_along(root, working, found.header.journal_id, found.header.body_hash)
    return _enter(found, dek, working, guard, mine, data_dir)


def _go_on_without_file(
    path: Path,
    secret: str | bytes,
    guard: Guard,
    mine: holder.Holder,
    data_dir: Path,
    missing: JournalError,
) -> Vault:
    """Open what a crash left of a journal whose file is gone; the next publish writes it anew."""
    for working in orphans(data_dir / "working", path):
        base = working.base()
        assert base is not None  # or it were no orphan
        found = header.read(io.BytesIO(bytes.fromhex(base.head) * 2), path)
        dek = found.unlock(secret)
        if connect.is_sound(working.database, dek):
            working.tidy()
            return Vault(
                path,
                data_dir,
                working,
                guard,
                found.header,
                dek,
                held=mine,
                arrival="orphan",
                mend=True,
            )
    raise missing


def _descends(working: Working, found: Found) -> bool:
    """Whether there is a working copy, and it was made from this very file."""
    try:
        base = working.base()
    except WorkingCopyDamaged:
        return False
    return base is not None and found.header.body_hash.hex() in (base.file, base.next)


def _is_outdated(working: Working, found: Found) -> bool:
    """Whether a renewal was cut off after the file had its new key: it holds all there was."""
    base = working.base()
    return base is not None and base.renewed and base.next == found.header.body_hash.hex()


def _enter(
    found: Found,
    dek: bytearray,
    working: Working,
    guard: Guard,
    mine: holder.Holder,
    data_dir: Path,
) -> Vault:
    head = found.header
    older = head.generation < Seen(data_dir).generation(head.journal_id)
    arrival: Arrival = "older" if older else "fresh"
    copy = None
    descends = _descends(working, found)
    if descends and _is_outdated(working, found):
        working.erase()
        descends = False
    try:
        base = working.base()
        if base is not None and not connect.is_sound(working.database, dek):
            raise WorkingCopyDamaged(found.path)
        # What no file has, or only one that was later than this one.
        if base and (working.marker.exists() or base.generation > head.generation):
            arrival = "resumed" if descends else "conflict"
            copy = None if descends else _keep_both(found, dek, working, data_dir)
    except WorkingCopyDamaged:
        arrival, descends = "damaged", False
        working.put_aside(data_dir / "damaged")
    if not descends:
        working.erase()
        working = Working(data_dir / "working" / name_of(head.journal_id, found.path))
        try:
            _load(found, working, dek)
        except BaseException:
            working.erase()
            raise
    working.descend(_base(found))
    working.tidy()
    return Vault(
        found.path,
        data_dir,
        working,
        guard,
        head,
        dek,
        held=mine,
        arrival=arrival,
        conflict_copy=copy,
        header_repaired=found.repaired,
        mend=found.repaired or (descends and not _is_whole(found.path)),
    )


def _base(found: Found) -> Origin:
    head = found.header
    name = name_of(head.journal_id, found.path)
    return Origin(name, head.body_hash.hex(), head.generation, head=found.block.hex())


def _is_whole(path: Path) -> bool:
    try:
        container.check(path)
    except DamagedBody:
        return False
    return True


def _keep_both(found: Found, dek: bytearray, working: Working, data_dir: Path) -> Path:
    """Publish a working copy that descends from another file as a copy; the password opens it."""

    with files.temporary(working.database) as body:
        connect.snapshot(working.database, dek, body)

        def place(copy: Path) -> None:
            with container.prepared(body, found.header, dek, copy) as (name, _):
                files.place_new(name, copy)
            files.sync_folder(copy.parent)

        return conflict.keep_copy(found.path, data_dir, place)


def _load(found: Found, working: Working, dek: bytearray) -> None:
    """Make the working copy from the user's file."""
    files.make_folder(working.folder)
    # The note comes first, so a database without one is never something a person wrote in.
    working.descend(_base(found))
    with files.temporary(working.database) as temporary:
        with files.create(temporary) as file:
            if container.copy_body(found.path, file.write).header != found.header:
                raise UnreadableFile(found.path)  # a newer one came in between: try again
            files.sync(file)
        files.replace(temporary, working.database)
    try:
        connect.connect(working.database, dek).close()
    except dbapi2.DatabaseError as error:
        raise DamagedBody(found.path) from error
