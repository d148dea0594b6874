"""Who has a journal open, as other computers and accounts are told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from ifs_desktop import vault
from ifs_desktop.vault import Vault, holder
from ifs_desktop.vault.errors import HeldElsewhere, WrongPassword
from tests.vault.journals import PASSWORD, as_nobody, beside, new, texts, write


def put(path: Path, **other: object) -> bytes:
    """A note of somebody else's beside the journal."""
    told = {**asdict(holder.me()), **other}
    note = json.dumps(told).encode()
    holder.note_of(path).write_bytes(note)
    return note


def test_an_open_journal_tells_who_has_it_and_stops_telling_when_closed(
    journal: Vault, path: Path
) -> None:
    there = holder.read(path)
    assert there is not None
    assert there.process == os.getpid()
    assert there.computer
    assert there.account
    assert holder.note_of(path).stat().st_mode & 0o777 == 0o600
    journal.close()
    assert not holder.note_of(path).exists()


def test_another_computer_is_named_and_nothing_is_changed(closed: Path, data_dir: Path) -> None:
    note = put(closed, computer="kitchen", account="anna", since="2026-11-25T08:30:00+00:00")
    before = closed.read_bytes()
    with pytest.raises(HeldElsewhere) as told:
        vault.unlock(closed, PASSWORD, data_dir=data_dir)
    assert "“kitchen”" in str(told.value)
    assert "“anna”" in str(told.value)
    assert "2026-11-2" in str(told.value)
    assert closed.read_bytes() == before
    assert holder.note_of(closed).read_bytes() == note


def test_it_is_named_before_a_key_is_derived(closed: Path, data_dir: Path) -> None:
    put(closed, computer="kitchen")
    with pytest.raises(HeldElsewhere):
        vault.unlock(closed, "not this one", data_dir=data_dir)


def test_who_insists_opens_it_and_takes_the_note_over(closed: Path, data_dir: Path) -> None:
    put(closed, computer="kitchen")
    opened = vault.unlock(closed, PASSWORD, data_dir=data_dir, insist=True)
    assert holder.read(closed) == opened._holder
    opened.close()
    assert not holder.note_of(closed).exists()


def test_both_versions_are_kept_when_both_write(journal: Vault, path: Path, tmp_path: Path) -> None:
    put(path, computer="kitchen")
    there = vault.unlock(path, PASSWORD, data_dir=tmp_path / "kitchen", insist=True)
    write(there, "in the kitchen")
    there.close()
    write(journal, "here")
    journal.close()
    assert journal.conflict_copy is not None
    copy = vault.unlock(journal.conflict_copy, PASSWORD, data_dir=tmp_path / "third")
    assert texts(copy) == ["first", "in the kitchen"]
    copy.close()


def test_the_note_of_somebody_else_stays_when_we_close(journal: Vault, path: Path) -> None:
    note = put(path, computer="kitchen")
    journal.close()
    assert holder.note_of(path).read_bytes() == note


def test_a_process_of_this_computer_that_ended_holds_nothing(closed: Path, data_dir: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    put(closed, process=ended.pid)
    vault.unlock(closed, PASSWORD, data_dir=data_dir).close()


def test_a_living_process_of_this_computer_holds_it(closed: Path, tmp_path: Path) -> None:
    """Another data folder: another account, or another installation."""
    code = (
        "import sys; from ifs_desktop import vault; "
        f"v = vault.unlock({str(closed)!r}, {PASSWORD!r}, data_dir={str(tmp_path / 'one')!r}); "
        "print('open', flush=True); sys.stdin.readline(); v.close()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(HeldElsewhere):
            vault.unlock(closed, PASSWORD, data_dir=tmp_path / "two")
        other.stdin.write("\n")
        other.stdin.flush()
        assert other.wait(20) == 0
    vault.unlock(closed, PASSWORD, data_dir=tmp_path / "two").close()


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"{",
        b"[]",
        b'"kitchen"',
        b'{"computer": "kitchen"}',
        b'{"computer": 1, "account": "a", "process": 1, "since": "x"}',
        b'{"computer": "kitchen", "account": "a", "process": "1", "since": "x"}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_a_note_that_cannot_be_read_holds_nothing(
    closed: Path, data_dir: Path, note: bytes
) -> None:
    holder.note_of(closed).write_bytes(note)
    vault.unlock(closed, PASSWORD, data_dir=data_dir).close()


@pytest.mark.parametrize("process", [0, -1, 2**70])
def test_a_forged_process_number_disturbs_nobody(
    closed: Path, data_dir: Path, process: int
) -> None:
    put(closed, process=process)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "killpg", None)
        try:
            vault.unlock(closed, PASSWORD, data_dir=data_dir).close()
        except HeldElsewhere:
            assert process == 2**70  # cannot be asked for, so it is not known to have ended


def test_names_that_are_no_names_are_shown_safely(closed: Path, data_dir: Path) -> None:
    put(closed, computer="a\n\x1b[31m" + "b" * 500, account="\u202e", since="yesterday")
    with pytest.raises(HeldElsewhere) as told:
        vault.unlock(closed, PASSWORD, data_dir=data_dir)
    text = str(told.value)
    assert "\n" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert len(text) < 400


def test_a_wrong_password_leaves_no_note(closed: Path, data_dir: Path) -> None:
    with pytest.raises(WrongPassword):
        vault.unlock(closed, "not this one", data_dir=data_dir)
    assert not holder.note_of(closed).exists()


def test_a_folder_that_takes_no_note_is_no_obstacle(open_to_all: Path) -> None:
    path = open_to_all / "My journal.ifsjournal"
    data_dir = open_to_all / "data"
    with as_nobody():
        new(path, data_dir, "first").close()
    open_to_all.chmod(0o555)
    with as_nobody():
        opened = vault.unlock(path, PASSWORD, data_dir=data_dir)
        assert not holder.note_of(path).exists()
        opened.close()


def test_a_kept_sample_tells_too(path: Path, data_dir: Path) -> None:
    from tests.vault.journals import CHEAP

    sample = vault.create_temporary(data_dir=data_dir)
    assert not beside(path)
    sample.keep_as(path, PASSWORD, CHEAP)
    assert holder.read(path) == replace(holder.me(), since=sample._holder.since)  # type: ignore[union-attr]
    sample.close()
    assert not holder.note_of(path).exists()


@pytest.mark.parametrize("since", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "x"])
def test_a_moment_that_no_clock_shows_keeps_nobody_from_the_journal(
    closed: Path, data_dir: Path, since: str
) -> None:
    put(closed, computer="kitchen", since=since)
    with pytest.raises(HeldElsewhere) as told:
        vault.unlock(closed, PASSWORD, data_dir=data_dir)
    assert "since ?" in str(told.value)
    vault.unlock(closed, PASSWORD, data_dir=data_dir, insist=True).close()
