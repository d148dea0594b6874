"""Pipes and devices where files are expected: whoever can write to a folder can put them there."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from ifs_desktop import vault
from ifs_desktop.vault import Vault, backup, container, examine, files, holder
from ifs_desktop.vault.errors import NotAJournal
from tests.vault.journals import PASSWORD, beside, texts_in, write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a folder holds only files there")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def at_once(function: Callable[[], object]) -> None:
    """Fail, rather than wait for ever, if it is not done soon."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            function()
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(20)
    assert not thread.is_alive()
    if failed:
        raise failed[0]


@pytest.mark.parametrize("put", [pipe, endless])
def test_in_place_of_a_journal_they_are_no_journal(
    path: Path, data_dir: Path, put: Callable[[Path], None]
) -> None:
    put(path)

    def open_it() -> None:
        vault.unlock(path, PASSWORD, data_dir=data_dir)

    for look in (open_it, lambda: container.check(path), lambda: backup.restore(path, path)):
        with pytest.raises(NotAJournal):
            at_once(look)
    assert beside(path) == []


@pytest.mark.parametrize("put", [pipe, endless])
def test_in_place_of_the_open_journal_they_give_way_to_it(
    journal: Vault, path: Path, data_dir: Path, put: Callable[[Path], None]
) -> None:
    write(journal, "second")
    path.unlink()
    put(path)
    found: list[examine.Finding] = []
    at_once(lambda: found.extend(journal.examine(lambda _what, _done: None)))
    assert [one.what for one in found if not one.sound] == ["file"]
    at_once(journal.publish)
    assert beside(path) == []  # nothing that could be a version was kept
    at_once(journal.close)
    assert not path.is_symlink()
    assert texts_in(path, data_dir) == ["first", "second"]


@pytest.mark.parametrize("put", [pipe, endless])
def test_in_place_of_the_note_of_who_has_it_open_they_keep_nobody_out(
    closed: Path, data_dir: Path, put: Callable[[Path], None]
) -> None:
    put(holder.note_of(closed))
    at_once(lambda: vault.unlock(closed, PASSWORD, data_dir=data_dir).close())


@pytest.mark.parametrize("put", [pipe, endless])
def test_among_backups_they_are_passed_over(
    journal: Vault, tmp_path: Path, put: Callable[[Path], None]
) -> None:
    stick = tmp_path / "Stick"
    stick.mkdir()
    put(stick / "2026-01-01 10.00.00 daily.ifsjournal")
    kept = journal.backup(backup.DAILY, stick)
    found: list[backup.Backup] = []
    at_once(lambda: found.extend(journal.backups(stick)))
    assert [one.path for one in found] == [kept]


def test_a_folder_with_the_name_of_a_temporary_file_keeps_none_from_being_swept(
    closed: Path, data_dir: Path
) -> None:
    for name in (files.beside(closed), files.beside(closed.with_name("of another"))):
        for left in (name, name.with_name(f"{name.name[:14]}{'f' * 12}.tmp")):
            left.write_bytes(b"torn")
            os.utime(left, (1, 1))
        name.unlink()
        name.mkdir()
        os.utime(name, (1, 1))
    vault.unlock(closed, PASSWORD, data_dir=data_dir).close()
    assert [one for one in beside(closed) if one.is_file()] == []


LEASE = """
import fcntl, os, signal, sys
file = os.open(sys.argv[1], os.O_RDWR)
def give_up(*_):
    fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
signal.signal(signal.SIGIO, give_up)
fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_WRLCK)
print("held", flush=True)
signal.pause()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has leases")
def test_a_journal_that_a_file_server_has_on_loan_is_waited_for(
    closed: Path, data_dir: Path
) -> None:
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", LEASE, str(closed)], stdout=subprocess.PIPE
    ) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == b"held\n"
        at_once(lambda: vault.unlock(closed, PASSWORD, data_dir=data_dir).close())
        server.kill()
