"""Bringing a journal's tables to this version: all of it or nothing, with a backup before."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import event, inspect
from sqlalchemy.engine import Connection

from ifs_desktop.store import endings, search
from ifs_desktop.vault import Vault
from ifs_desktop.vault.errors import JournalError, NewerSchema

SCRIPTS = Path(__file__).parent
REVISIONS = ("0001", "0002", "0003", "0004")  # oldest first; a test holds them against the scripts


class MigrationStopped(JournalError):
    """The tables could not be brought to this version; the journal is as it was."""

    def __str__(self) -> str:
        """What happened, what is safe, what to do next."""
        return (
            "This journal was written by an earlier version, and bringing it up to date did not"
            " work. The journal is unchanged and everything in it is safe. It still opens with"
            " the version you used before."
        )


def revision(connection: Connection) -> str | None:
    """The revision a journal's tables have, or None for a new journal."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def upgrade(
    vault: Vault, *, scripts: Path = SCRIPTS, revisions: tuple[str, ...] = REVISIONS
) -> None:
    """Bring the tables to the last of ``revisions``.

    Raises NewerSchema for a revision this version does not know, MigrationStopped when a script
    fails. Alembic is imported only when there is work to do: it costs more than an unlock has.
    """
    # Here, as the first connection for reading is made below; a second time changes nothing.
    event.listen(vault.reader, "connect", endings.prepare)
    with vault.reader.connect() as connection:
        found = revision(connection)
    if found == revisions[-1]:
        return
    if found is not None and found not in revisions:
        raise NewerSchema
    if found is not None:
        vault.backup("before-update")
    _run(vault, scripts)


def _run(vault: Vault, scripts: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    connection = vault.engine.raw_connection()
    cursor = connection.cursor()
    # A table that is rebuilt is dropped on the way; with foreign keys on, that would delete the
    # rows that point at it. The pragma does nothing inside a transaction, so it stands before.
    cursor.execute("PRAGMA foreign_keys=OFF")
    try:
        with vault.engine.begin() as work:
            config.attributes["connection"] = work
            command.upgrade(config, "head")
            if work.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise RuntimeError("rows point at rows that are not there")
            search.rebuild(work)  # scripts may change the index, or what words it is made of
    except Exception as error:
        raise MigrationStopped from error
    finally:
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()
        connection.close()
