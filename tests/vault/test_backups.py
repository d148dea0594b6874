"""Backups: whole files, found again by what they are, thinned out with care, restored beside."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifs_desktop import vault
from ifs_desktop.vault import Backup, Halted, Vault, backup, conflict, files
from ifs_desktop.vault.errors import DamagedBody, DamagedHeader, DiskFull, FolderMissing, Tampered
from tests.vault.journals import CHEAP, NEW, PASSWORD, beside, new, texts_in, write

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def made(days_ago: float, reason: str = backup.DAILY) -> Backup:
    moment = NOON - timedelta(days=days_ago)
    return Backup(Path(f"{days_ago} {reason}.ifsjournal"), moment, 1, 10_000, reason)


def test_a_backup_in_a_folder_of_ones_own_has_the_journals_name(
    journal: Vault, tmp_path: Path
) -> None:
    folder = tmp_path / "Stick" / "Copies"
    kept = journal.backup(backup.BY_HAND, folder)
    assert kept.parent == folder
    assert kept.name.startswith("My journal 2")
    assert kept.name.endswith(" by-hand.ifsjournal")
    assert kept.stat().st_mode & 0o777 == 0o600
    assert texts_in(kept, tmp_path / "elsewhere") == ["first"]


def test_backups_are_found_by_what_they_are(
    journal: Vault, path: Path, tmp_path: Path, data_dir: Path
) -> None:
    folder = tmp_path / "Copies"
    ours = journal.backup("before-update")
    write(journal, "second")
    journal.publish()
    chosen = journal.backup(backup.DAILY, folder)
    renamed = folder / "the good one.ifsjournal"
    files.duplicate(chosen, renamed)
    new(folder / "another.ifsjournal", data_dir, "not this one").close()
    (folder / "a letter.ifsjournal").write_bytes(b"something else")
    (folder / "holiday.jpg").write_bytes(b"something else")
    found = journal.backups(folder)
    assert {one.path for one in found} == {ours, chosen, renamed}
    assert found[-1].path == ours
    assert {one.path: one.reason for one in found} == {
        ours: "before-update",
        chosen: "daily",
        renamed: "",
    }
    assert all(one.size == one.path.stat().st_size for one in found)
    assert journal.backups() == [one for one in found if one.path == ours]


def test_a_journal_is_no_backup_of_itself(journal: Vault, path: Path) -> None:
    assert journal.backups(path.parent) == []


def test_a_folder_that_is_gone_holds_none(journal: Vault, tmp_path: Path) -> None:
    assert journal.backups(tmp_path / "unplugged") == []


def test_a_backup_that_rotted_is_listed_and_told_from_a_good_one(journal: Vault) -> None:
    good, bad, worse = (journal.backup(backup.DAILY) for _ in range(3))
    content = bytearray(bad.read_bytes())
    content[-1] ^= 1
    bad.write_bytes(content)
    worse.write_bytes(b"\x89IFSJ\r\n\x1a" + bytes(20_000))
    assert {one.path for one in journal.backups()} == {good, bad, worse}
    backup.verify(good)
    with pytest.raises(DamagedBody):
        backup.verify(bad)
    with pytest.raises(DamagedHeader):
        backup.verify(worse)


def test_a_backup_is_verified_after_it_was_written(
    journal: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = files.place_new

    def rots(name: Path, path: Path) -> None:
        real(name, path)
        with path.open("r+b") as file:
            file.seek(-1, os.SEEK_END)
            file.write(b"?")

    monkeypatch.setattr(files, "place_new", rots)
    with pytest.raises(DamagedBody):
        journal.backup(backup.DAILY)
    assert list(journal.backup_folder.iterdir()) == []  # it is not taken for one


def test_a_full_or_missing_folder_is_said(
    journal: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "no folder"
    file.write_bytes(b"")
    with pytest.raises(FolderMissing):
        journal.backup(backup.DAILY, file)

    def full(_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(files, "sync", full)
    with pytest.raises(DiskFull):
        journal.backup(backup.DAILY, tmp_path / "Copies")
    assert list((tmp_path / "Copies").iterdir()) == []


def test_restoring_makes_a_new_file_beside_the_journal(
    journal: Vault, path: Path, tmp_path: Path
) -> None:
    kept = journal.backup(backup.DAILY)
    write(journal, "second")
    journal.publish()
    before = path.read_bytes()
    copies = [vault.restore(kept, path) for _ in range(2)]
    assert path.read_bytes() == before
    assert beside(path) == sorted(copies)
    assert all(copy.name.startswith("My journal (restored 2") for copy in copies)
    for copy in copies:
        assert copy.read_bytes() == kept.read_bytes()
    assert texts_in(copies[0], tmp_path / "elsewhere") == ["first"]


def test_a_damaged_backup_is_not_restored(journal: Vault, path: Path) -> None:
    kept = journal.backup(backup.DAILY)
    content = bytearray(kept.read_bytes())
    content[9_000] ^= 1
    kept.write_bytes(content)
    with pytest.raises(DamagedBody):
        vault.restore(kept, path)
    assert beside(path) == []


def test_a_restored_journal_goes_on_beside_the_other(
    journal: Vault, path: Path, data_dir: Path
) -> None:
    kept = journal.backup(backup.DAILY)
    write(journal, "second")
    journal.close()
    copy = vault.restore(kept, path)
    restored = vault.unlock(copy, PASSWORD, data_dir=data_dir)
    assert restored.arrival == "older"
    write(restored, "another way on")
    restored.close()
    assert texts_in(copy, data_dir) == ["first", "another way on"]
    assert texts_in(path, data_dir) == ["first", "second"]


def test_an_old_backup_still_opens_with_the_old_password_until_it_is_removed(
    journal: Vault, tmp_path: Path
) -> None:
    kept = journal.backup(backup.DAILY)
    journal.change_password(NEW, current=PASSWORD, kdf=CHEAP)
    assert texts_in(kept, tmp_path / "elsewhere") == ["first"]
    assert backup.remove(journal.backups()) == []
    assert journal.backups() == []


def test_what_was_made_each_day_of_three_years_is_thinned_to_days_weeks_and_months() -> None:
    kept = [made(days) for days in range(1100)]
    gone = backup.to_rotate(kept)
    left = [one for one in kept if one not in gone]
    assert [one for one in kept[:7] if one in gone] == []
    assert len(left) <= 7 + 4 + 12
    assert len({one.saved_at.astimezone().strftime("%Y-%m") for one in left}) == 12
    assert backup.to_rotate(left) == []  # once thinned, nothing more goes


def test_days_without_a_backup_cost_none(tmp_path: Path) -> None:
    kept = [made(days * 40) for days in range(7)]
    assert backup.to_rotate(kept) == []


def test_what_was_made_by_hand_or_renamed_stays() -> None:
    kept = [made(days, backup.BY_HAND) for days in range(50)]
    kept += [made(days, "") for days in range(50)]
    assert backup.to_rotate(kept) == []


def test_of_those_made_before_something_risky_the_newest_five_stay() -> None:
    kept = [made(days, "before-update") for days in range(8)]
    assert backup.to_rotate(kept) == kept[5:]


@given(st.lists(st.integers(0, 3_000_000), max_size=60, unique=True).flatmap(st.permutations))
def test_the_newest_of_each_kind_is_never_thinned_out(minutes: list[int]) -> None:
    kept = [made(m / 1440, why) for m in minutes for why in (backup.DAILY, "before-update")]
    gone = backup.to_rotate(kept)
    for reason in (backup.DAILY, "before-update"):
        of_kind = [one for one in kept if one.reason == reason]
        if of_kind:
            assert max(of_kind, key=lambda one: one.saved_at) not in gone
    assert backup.to_rotate([one for one in kept if one not in gone]) == []


def test_conflict_copies_are_found_again(journal: Vault, path: Path, data_dir: Path) -> None:
    assert journal.conflict_copies() == []
    path.write_bytes(b"something else")
    write(journal, "second")
    journal.publish()
    ours = conflict.own_folder(data_dir)
    files.make_folder(ours)
    (ours / "My journal (conflict 2026-01-02 03.04 2).ifsjournal").write_bytes(b"x")
    (ours / "Other (conflict 2026-01-02 03.04).ifsjournal").write_bytes(b"x")
    (path.parent / "My journal (restored 2026-01-02 03.04).ifsjournal").write_bytes(b"x")
    assert journal.conflict_copy is not None
    assert journal.conflict_copies() == [
        journal.conflict_copy,
        ours / "My journal (conflict 2026-01-02 03.04 2).ifsjournal",
    ]


def test_a_forged_time_does_not_break_the_list(journal: Vault) -> None:
    kept = journal.backup(backup.DAILY)
    content = bytearray(kept.read_bytes())
    content[:4096] = content[4096:8192] = _with_time(bytes(content[:4096]), 2**64 - 1)
    kept.write_bytes(content)
    assert journal.backups()[0].saved_at.astimezone().year in (2999, 3000)
    with pytest.raises(Tampered):
        vault.unlock(kept, PASSWORD, data_dir=kept.parent / "data")


def _with_time(block: bytes, saved_at: int) -> bytes:
    from hashlib import sha256

    forged = block[:76] + saved_at.to_bytes(8, "big") + block[84:-32]
    return forged + sha256(forged).digest()


def test_a_copy_that_does_not_read_back_is_not_left_as_a_restored_journal(
    journal: Vault, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = journal.backup(backup.DAILY)
    real = files.place_new

    def rot(name: Path, place: Path) -> None:
        content = bytearray(name.read_bytes())
        content[9_000] ^= 1
        name.write_bytes(content)
        real(name, place)

    monkeypatch.setattr(files, "place_new", rot)
    with pytest.raises(DamagedBody):
        vault.restore(kept, path)
    assert beside(path) == []


def test_closing_waits_for_no_slow_stick(
    journal: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, outcome = tmp_path / "Stick", list[BaseException]()
    reached, go_on = threading.Event(), threading.Event()
    real = files.sync

    def slow(file: BinaryIO) -> None:
        reached.set()
        assert go_on.wait(20)
        real(file)

    def back_up() -> None:
        try:
            journal.backup(backup.DAILY, stick)
        except BaseException as error:
            outcome.append(error)

    monkeypatch.setattr(files, "sync", slow)
    working = threading.Thread(target=back_up)
    closing = threading.Thread(target=journal.close)
    working.start()
    assert reached.wait(20)
    closing.start()
    closing.join(10)
    waits = closing.is_alive()
    go_on.set()
    working.join()
    closing.join()
    assert not waits
    assert [type(error) for error in outcome] == [Halted]
    assert list(stick.iterdir()) == []
