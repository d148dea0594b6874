"""The backup of the day: when it is due, where it goes, what goes because of it."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from ifs_desktop.parts import edits as parts
from ifs_desktop.safekeeping import daily, edits, queries
from ifs_desktop.store import Store
from ifs_desktop.vault import Halted, Vault, backup, connect, files, header
from ifs_desktop.vault.errors import DiskFull, FolderMissing, JournalError, WorkingCopyDamaged

Opened = tuple[Store, Vault]


def today() -> date:
    return datetime.now().astimezone().date()


def move_clock(monkeypatch: pytest.MonkeyPatch, days: float) -> date:
    """Have what is written from now on carry another date, which is the answer."""
    then = datetime.now(UTC).timestamp() + days * 86400
    monkeypatch.setattr("time.time", lambda: then)
    return datetime.fromtimestamp(then, UTC).astimezone().date()


def damage_working_copy(vault: Vault, spare: int = 5) -> bytes:
    """Change all pages of the database's file but the first ``spare``; what it was before."""
    with vault.reader.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database = vault.working_folder / "work.db"
    content = bytearray(database.read_bytes())
    before = bytes(content)
    for page in range(len(content) // 4096)[spare:]:
        content[4096 * page + 100] ^= 1
    database.write_bytes(content)
    return before


def fill_up(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Leave no room in a folder."""
    real = files.create

    def create(path: Path) -> object:
        if path.is_relative_to(folder):
            raise OSError(28, "no room")
        return real(path)

    monkeypatch.setattr(files, "create", create)


def test_the_first_day_has_a_backup_and_no_second(opened: Opened) -> None:
    store, vault = opened
    assert daily.is_due(vault, None, today())
    made = daily.make(vault, store, True)
    assert backup.verify(made.path).journal_id == vault.journal_id
    assert made.not_there is None
    assert [one.reason for one in vault.backups()] == [backup.DAILY]
    assert not daily.is_due(vault, None, today())


def test_a_day_without_a_change_has_none(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    store, vault = opened
    daily.make(vault, store, True)
    tomorrow = today() + timedelta(days=1)
    assert not daily.is_due(vault, None, tomorrow)
    parts.add_part(store, name="Lookout", role="manager")
    assert daily.is_due(vault, None, tomorrow)
    vault.publish()
    assert daily.is_due(vault, None, tomorrow)
    move_clock(monkeypatch, 1)
    daily.make(vault, store, True)
    assert not daily.is_due(vault, None, tomorrow)
    assert not daily.is_due(vault, None, tomorrow + timedelta(days=1))


def test_a_clock_that_was_ahead_keeps_no_backup_of_today_from_being_made(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, vault = opened
    with monkeypatch.context() as ahead:
        move_clock(ahead, 400)
        daily.make(vault, store, True)
    parts.add_part(store, name="Lookout", role="manager")
    assert daily.is_due(vault, None, today())


def test_a_backup_by_hand_stands_for_the_day_until_something_changes(opened: Opened) -> None:
    store, vault = opened
    vault.publish()
    daily.put(vault, backup.BY_HAND, None)
    assert not daily.is_due(vault, None, today())
    parts.add_part(store, name="Lookout", role="manager")
    assert daily.is_due(vault, None, today())


def test_everything_is_looked_at_once_a_week_and_quickly_on_other_days(opened: Opened) -> None:
    store, vault = opened
    day = today()
    for examined, looks in (
        (None, 5),
        (day, 1),
        (day - timedelta(days=6), 1),
        (day - timedelta(days=7), 5),
        (day + timedelta(days=3), 5),  # written by a clock that was wrong
    ):
        if examined is not None:
            edits.note_examined(store, day=examined)
        looked = daily.look(vault, store, day)
        assert looked.due
        assert looked.damage is None
        assert len(looked.findings) == looks, examined


def test_a_quick_look_sees_damage_too(opened: Opened) -> None:
    store, vault = opened
    for number in range(100):
        parts.add_part(store, name=f"Part {number}", role="manager")
    edits.note_examined(store, day=today())
    damage_working_copy(vault, spare=-2)
    looked = daily.look(vault, store, today())
    assert isinstance(looked.damage, WorkingCopyDamaged)
    assert looked.inside


def test_damage_to_the_file_alone_is_told_from_damage_inside(opened: Opened) -> None:
    store, vault = opened
    parts.add_part(store, name="Lookout", role="manager")
    vault.publish()
    content = bytearray(vault.path.read_bytes())
    content[9_000] ^= 1
    vault.path.write_bytes(content)
    looked = daily.look(vault, store, today())
    assert looked.damage is not None
    assert not looked.inside


def test_a_folder_of_ones_own_gets_the_backup(opened: Opened, tmp_path: Path) -> None:
    _, vault = opened
    stick = tmp_path / "Stick"
    stick.mkdir()
    made = daily.put(vault, backup.DAILY, stick)
    assert made.path.parent == stick
    assert made.not_there is None
    assert vault.backups() == []


def test_a_stick_that_is_gone_is_not_made_anew_and_the_backup_stays_here(
    opened: Opened, tmp_path: Path
) -> None:
    _, vault = opened
    gone = tmp_path / "Stick"
    made = daily.put(vault, backup.DAILY, gone)
    assert isinstance(made.not_there, FolderMissing)
    assert made.path.parent == vault.backup_folder
    backup.verify(made.path)
    assert not gone.exists()


def test_a_full_stick_is_no_reason_to_have_no_backup(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, vault = opened
    stick = tmp_path / "Stick"
    stick.mkdir()
    fill_up(monkeypatch, stick)
    made = daily.put(vault, backup.DAILY, stick)
    assert isinstance(made.not_there, DiskFull)
    assert made.path.parent == vault.backup_folder
    assert list(stick.iterdir()) == []


def test_damage_so_wide_that_no_folder_is_known_is_told_as_damage(opened: Opened) -> None:
    store, vault = opened
    for number in range(100):
        parts.add_part(store, name=f"Part {number}", role="manager")
    damage_working_copy(vault)
    with pytest.raises(WorkingCopyDamaged):
        daily.look(vault, store, today())


def test_a_full_disk_costs_no_backup_that_is_there(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, vault = opened
    for day in range(-12, 0):
        parts.add_part(store, name=f"Part {day}", role="manager")
        with monkeypatch.context() as clock:
            move_clock(clock, day)
            daily.make(vault, store, False)
    before = vault.backups()
    assert backup.to_rotate(before)
    fill_up(monkeypatch, vault.backup_folder)
    with pytest.raises(DiskFull):
        daily.make(vault, store, True)
    assert vault.backups() == before


def test_many_days_are_thinned_out_by_the_way(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, vault = opened
    by_hand = daily.put(vault, backup.BY_HAND, None).path
    for day in (*range(-60, -9, 5), *range(-9, 1)):
        parts.add_part(store, name=f"Part {day}", role="manager")
        with monkeypatch.context() as clock:
            date_ = move_clock(clock, day)
            assert daily.is_due(vault, None, date_)
            daily.make(vault, store, True)
    kept = [one for one in vault.backups() if one.reason == backup.DAILY]
    local = [one.saved_at.astimezone().date() for one in kept]
    assert local[:7] == [today() - timedelta(days=n) for n in range(7)]
    assert backup.to_rotate(kept) == []
    assert len({(one.year, one.month) for one in local}) >= 3  # the last of each month
    assert len(kept) <= 7 + 4 + 3
    assert by_hand.exists()


def test_a_backup_whose_beginning_rotted_pushes_no_whole_one_out(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, vault = opened
    for day in range(-6, 0):
        parts.add_part(store, name=f"Part {day}", role="manager")
        with monkeypatch.context() as clock:
            move_clock(clock, day)
            daily.make(vault, store, True)
    whole = {one.path for one in vault.backups()}
    for number in range(7):  # of seven days, after all the others
        path = vault.backup_folder / f"2026-01-0{number + 1} 10.00.00 daily.ifsjournal"
        path.write_bytes(b"\x89IFSJ\r\n\x1a" + bytes(20_000))
        later = datetime.now(UTC).timestamp() + (number + 1) * 86400
        os.utime(path, (later, later))
    daily.make(vault, store, True)
    assert whole <= {one.path for one in vault.backups()}


def test_a_backup_that_reads_back_differently_is_none(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, vault = opened
    real = files.place_new

    def rots(name: Path, path: Path) -> None:
        real(name, path)
        content = bytearray(path.read_bytes())
        content[-1] ^= 1
        path.write_bytes(content)

    vault.publish()
    monkeypatch.setattr(files, "place_new", rots)
    with pytest.raises(JournalError):
        daily.put(vault, backup.DAILY, None)
    monkeypatch.undo()
    assert vault.backups() == []
    assert daily.is_due(vault, None, today())


def test_where_backups_go_is_kept_in_the_journal(opened: Opened, tmp_path: Path) -> None:
    store, _ = opened
    assert queries.folder(store) is None
    edits.choose_folder(store, folder=tmp_path)
    assert queries.folder(store) == tmp_path
    edits.choose_folder(store, folder=None)
    assert queries.folder(store) is None
    assert store.undo_label is None


def test_a_day_that_is_no_day_counts_as_never(store: Store) -> None:
    assert queries.examined(store) is None
    edits.note_examined(store, day=date(2026, 3, 1))
    assert queries.examined(store) == date(2026, 3, 1)
    store.set_state(queries.EXAMINED, "the day before")
    assert queries.examined(store) is None
    store.set_state(queries.FOLDER, 7)
    assert queries.folder(store) is None


def test_writing_meanwhile_does_not_look_like_damage(opened: Opened) -> None:
    store, vault = opened
    with store.edit("Add part"):
        looked = daily.look(vault, store, today())
    assert looked.damage is None


def test_closing_leaves_no_backup_that_was_not_finished(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, vault = opened
    vault.publish()
    real = backup.verify

    def verify(path: Path, during: object = None) -> object:
        vault._halt.interrupt()  # as closing does
        return real(path, during)  # type: ignore[arg-type]

    monkeypatch.setattr(backup, "verify", verify)
    with pytest.raises(Halted):
        daily.put(vault, backup.DAILY, None)
    assert list(vault.backup_folder.iterdir()) == []
    vault._halt = connect.Halt()


def test_what_a_stranger_puts_into_the_chosen_folder_costs_no_backup_in_our_own(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, vault = opened
    stick = tmp_path / "Synced"
    stick.mkdir()
    for day in range(-6, 0):
        parts.add_part(store, name=f"Part {day}", role="manager")
        with monkeypatch.context() as clock:
            move_clock(clock, day)
            ours = daily.make(vault, store, True).path
    before = {one.path for one in vault.backups()}
    edits.choose_folder(store, folder=stick)
    with ours.open("rb") as file:
        head = header.read(file, ours).header
        body = file.read()
    for number in range(14):  # whole as far as anybody can see who has no password
        later = int(datetime.now(UTC).timestamp()) + (number + 1) * 31 * 86400
        forged = replace(head, saved_at=later).pack(bytes(32)) * 2 + body
        (stick / f"2027-01-01 10.00.{number:02} daily.ifsjournal").write_bytes(forged)
    daily.make(vault, store, True)
    assert before <= {one.path for one in vault.backups()}


@pytest.mark.skipif(not os.path.isdir("/dev/shm"), reason="most file systems know no such time")
def test_another_version_from_the_year_300000_is_listed_all_the_same(opened: Opened) -> None:
    _, vault = opened
    with TemporaryDirectory(dir="/dev/shm") as folder:
        vault.path = Path(folder) / "Mine.ifsjournal"
        other = vault.path.with_name("Mine (conflict 2026-01-02 03.04).ifsjournal")
        other.write_bytes(b"torn")
        os.utime(other, (1e13, 1e13))
        assert [one.path for one in queries.other_versions(vault)] == [other]


def test_after_a_year_of_a_wrong_clock_the_backup_of_the_day_stays(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, vault = opened
    for month in range(13):
        parts.add_part(store, name=f"Part {month}", role="manager")
        with monkeypatch.context() as clock:
            move_clock(clock, 400 + 31 * month)
            daily.make(vault, store, True)
    assert daily.make(vault, store, True).path.exists()
