"""Two computers, one journal: both versions are kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ifs_desktop import vault
from ifs_desktop.vault import Vault
from tests.vault.journals import PASSWORD, as_nobody, new, texts, texts_in, write

NAME = re.compile(r"My journal \(conflict \d{4}-\d\d-\d\d \d\d\.\d\d( \d+)?\)\.ifsjournal")


def diverge(path: Path, here: Path, there: Path) -> None:
    """Written here and not published, then written and published on another computer."""
    opened = vault.unlock(path, PASSWORD, data_dir=here)
    write(opened, "here")
    opened.abandon()
    opened = vault.unlock(path, PASSWORD, data_dir=there)
    write(opened, "there")
    opened.close()


def test_the_newer_file_opens_and_the_working_copy_stays_visible_beside_it(
    closed: Path, data_dir: Path, tmp_path: Path
) -> None:
    diverge(closed, data_dir, tmp_path / "there")
    opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
    assert opened.arrival == "conflict"
    assert texts(opened) == ["first", "there"]
    copy = opened.conflict_copy
    assert copy is not None
    assert copy.parent == closed.parent
    assert NAME.fullmatch(copy.name)
    assert texts_in(copy, data_dir) == ["first", "here"]
    opened.close()
    opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
    assert (opened.arrival, opened.conflict_copy) == ("fresh", None)
    opened.close()


def test_a_second_conflict_in_the_same_minute_gets_a_name_of_its_own(
    closed: Path, data_dir: Path, tmp_path: Path
) -> None:
    copies = set()
    for _ in range(3):
        diverge(closed, data_dir, tmp_path / "there")
        opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
        copies.add(opened.conflict_copy)
        opened.close()
    assert len(copies) == 3
    assert {*closed.parent.iterdir()} == {closed, *copies}


def test_a_working_copy_with_nothing_new_is_no_conflict(
    closed: Path, data_dir: Path, tmp_path: Path
) -> None:
    opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
    write(opened, "here, and published")
    opened.publish()
    opened.abandon()
    opened = vault.unlock(closed, PASSWORD, data_dir=tmp_path / "there")
    write(opened, "there")
    opened.close()
    opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
    assert (opened.arrival, opened.conflict_copy) == ("fresh", None)
    assert texts(opened) == ["first", "here, and published", "there"]
    opened.close()
    assert [*closed.parent.iterdir()] == [closed]


def test_a_folder_that_takes_no_copy_sends_it_to_our_own(open_to_all: Path) -> None:
    path, here = open_to_all / "docs" / "My journal.ifsjournal", open_to_all / "here"
    path.parent.mkdir(mode=0o777)
    path.parent.chmod(0o777)
    with as_nobody():
        new(path, here, "first").close()
        diverge(path, here, open_to_all / "there")
    path.parent.chmod(0o555)
    with as_nobody():
        opened = vault.unlock(path, PASSWORD, data_dir=here)
        copy = opened.conflict_copy
        assert opened.arrival == "conflict"
        assert not opened.folder_writable
        assert copy is not None
        assert copy.parent == here / "conflicts"
        assert texts_in(copy, here) == ["first", "here"]
        opened.close()
    assert [*path.parent.iterdir()] == [path]


def test_what_a_synced_folder_put_in_place_while_open_is_kept(
    closed: Path, data_dir: Path, tmp_path: Path
) -> None:
    here = vault.unlock(closed, PASSWORD, data_dir=data_dir)
    there = vault.unlock(closed, PASSWORD, data_dir=tmp_path / "there")
    write(there, "there")
    there.close()
    write(here, "here")
    here.publish()
    copy = here.conflict_copy
    assert copy is not None
    write(here, "and on")
    here.close()
    assert texts_in(closed, data_dir) == ["first", "here", "and on"]
    assert texts_in(copy, data_dir) == ["first", "there"]
    assert {*closed.parent.iterdir()} == {closed, copy}


def test_a_stranger_in_the_place_of_our_file_is_kept_too(closed: Path, data_dir: Path) -> None:
    opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
    closed.write_bytes(b"something else")
    write(opened, "second")
    opened.close()
    assert texts_in(closed, data_dir) == ["first", "second"]
    assert opened.conflict_copy is not None
    assert opened.conflict_copy.read_bytes() == b"something else"


def test_a_file_removed_while_open_comes_back(closed: Path, data_dir: Path) -> None:
    opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
    closed.unlink()
    write(opened, "second")
    opened.close()
    assert texts_in(closed, data_dir) == ["first", "second"]
    assert opened.conflict_copy is None


def test_a_damaged_working_copy_is_kept_aside_and_the_file_opened(
    closed: Path, data_dir: Path
) -> None:
    for damage in ("work.db", "base"):
        opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
        write(opened, *("lost" for _ in range(200)))
        opened.abandon()
        (working,) = (path for path in (data_dir / "working").iterdir() if path.is_dir())
        content = bytearray((working / damage).read_bytes())
        middle = len(content) // 2
        content[middle : middle + 9] = b"\xff" * 9
        (working / damage).write_bytes(content)
        before = closed.read_bytes()
        opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
        assert (opened.arrival, opened.changed) == ("damaged", False)
        assert texts(opened) == ["first"]
        opened.close()
        assert closed.read_bytes() == before
        kept = [path.read_bytes() for path in (data_dir / "damaged").rglob(damage)]
        assert bytes(content) in kept
    assert len(list((data_dir / "damaged").iterdir())) == 2


@pytest.mark.parametrize("ahead", [True, False])
@pytest.mark.parametrize("length", [-1, 1])
def test_a_damaged_file_is_mended_from_a_working_copy_of_it(
    closed: Path, data_dir: Path, ahead: bool, length: int
) -> None:
    opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
    if ahead:
        write(opened, "second")
    opened.abandon()
    content = closed.read_bytes()
    closed.write_bytes(content[:-1] if length < 0 else content[:-1] + bytes([content[-1] ^ 1]))
    opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
    assert opened.arrival == ("resumed" if ahead else "fresh")
    assert opened.changed
    opened.close()
    assert texts_in(closed, data_dir) == (["first", "second"] if ahead else ["first"])
    assert [*closed.parent.iterdir()] == [closed]


def test_what_an_older_file_took_the_place_of_is_kept_if_a_crash_left_it(
    journal: Vault, path: Path, data_dir: Path
) -> None:
    older = path.read_bytes()
    write(journal, "second")
    journal.publish()  # so nothing is unpublished
    journal.abandon()
    path.write_bytes(older)
    found = vault.unlock(path, PASSWORD, data_dir=data_dir)
    assert found.arrival == "conflict"
    assert texts(found) == ["first"]
    found.close()
    assert found.conflict_copy is not None
    assert texts_in(found.conflict_copy, data_dir) == ["first", "second"]
