"""Small journals for the vault's tests: real files, cheap keys."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ifs_desktop import vault
from ifs_desktop.vault import Kdf, Vault, container, holder
from ifs_desktop.vault.errors import NoCode, WrongCode, WrongPassword

PASSWORD = "four quiet birds outside"  # noqa: S105
NEW = "nine slow clouds over there"  # the password it is changed to
CODE = bytes(range(20))  # a recovery code
CHEAP = Kdf(memory_kib=64, passes=1, lanes=1)
NOBODY = 65534


def new(path: Path, data_dir: Path, *texts: str) -> Vault:
    """A new journal, published, with one table of texts."""
    made = vault.create(path, PASSWORD, data_dir=data_dir, kdf=CHEAP)
    add_table(made)
    write(made, *texts)
    made.publish()
    return made


def add_table(opened: Vault) -> None:
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE line (id INTEGER PRIMARY KEY, text TEXT)")


def write(opened: Vault, *texts: str) -> None:
    """One commit for each text."""
    for text in texts:
        with opened.engine.begin() as connection:
            connection.exec_driver_sql("INSERT INTO line (text) VALUES (?)", (text,))


def texts(opened: Vault) -> list[str]:
    with opened.reader.connect() as connection:
        return list(connection.exec_driver_sql("SELECT text FROM line ORDER BY id").scalars())


def beside(path: Path) -> list[Path]:
    """What else lies in the folder, but for the note that tells who has the journal open."""
    return sorted({*path.parent.iterdir()} - {path, holder.note_of(path)})


def texts_in(path: Path, data_dir: Path) -> list[str]:
    """What the file alone holds, opened on another computer (``data_dir``)."""
    opened = vault.unlock(path, PASSWORD, data_dir=data_dir)
    try:
        return texts(opened)
    finally:
        opened.close()


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may write anywhere; give that up for a moment."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def opens(path: Path, secret: str | bytes) -> bool:
    """Whether the file itself opens by this secret."""
    try:
        container.look(path).unlock(secret)
    except (WrongPassword, WrongCode, NoCode):
        return False
    return True
