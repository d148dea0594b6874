"""P19: backups are real. Rotated over years, each is whole, restores, and shows nothing."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ifs_desktop import vault
from ifs_desktop.vault import Backup, Vault, backup, container
from ifs_desktop.vault.errors import JournalError
from tests.helpers.figures import Figures, Rounds
from tests.vault.journals import beside, texts_in, write

CANARY = "zebra lantern quietly"
BEGIN = datetime(2020, 2, 20, 9, tzinfo=UTC)


class Clock:
    """The time as the backups see it; it goes on by leaps, and sometimes back."""

    def __init__(self, chance: random.Random) -> None:
        self.now = BEGIN
        self._chance = chance

    def leap(self) -> None:
        hours = self._chance.choice((0.01, 2, 9, 24, 24, 24, 24 * 5, 24 * 24, 24 * 90, -30))
        self.now += timedelta(hours=hours * self._chance.uniform(0.5, 1.5), seconds=1)


@pytest.fixture
def chance() -> random.Random:
    return random.Random(19)  # noqa: S311


@pytest.fixture
def clock(chance: random.Random, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    made = Clock(chance)

    class Then(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return made.now.astimezone(tz)

    monkeypatch.setattr(container, "time", SimpleNamespace(time=lambda: made.now.timestamp()))
    monkeypatch.setattr(backup, "datetime", Then)
    yield made


def rot(path: Path, chance: random.Random) -> None:
    """One bit, somewhere behind the headers."""
    content = bytearray(path.read_bytes())
    content[chance.randrange(8192, len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def is_whole(path: Path) -> bool:
    try:
        backup.verify(path)
    except JournalError:
        return False
    return True


def rotate(opened: Vault, chosen: Path, rotten: set[Path]) -> None:
    """As is done after each daily backup. No day, week or month loses its last good one by rot."""
    before = opened.backups(chosen)
    assert {one.path for one in before if not is_whole(one.path)} == rotten
    good = [one for one in before if one.path not in rotten]
    if_no_other_was_there = backup.to_rotate(good)
    assert backup.remove(gone := backup.to_rotate(before, backup.is_whole)) == []
    left = opened.backups(chosen)
    assert {one.path for one in left} == {one.path for one in before} - {one.path for one in gone}
    for one in good:
        assert one in left or one in if_no_other_was_there
    rotten.intersection_update(one.path for one in left)


def holds_nothing_readable(path: Path) -> None:
    content = path.read_bytes()
    assert b"SQLite format 3" not in content
    for trace in (CANARY.encode(), CANARY.encode("utf-16-le"), CANARY.encode().hex().encode()):
        assert trace not in content
    chunk = content[8192:]
    assert len({*chunk}) == 256  # as good as random: every byte occurs


def test_over_years_each_backup_is_whole_and_restores_byte_for_byte(
    journal: Vault,
    path: Path,
    tmp_path: Path,
    chance: random.Random,
    clock: Clock,
    rounds: Rounds,
    figures: Figures,
) -> None:
    """P19: at random times, in our folder and a chosen one, with rot now and then."""
    chosen, rotten, held = tmp_path / "Stick", set[Path](), dict[Path, list[str]]()
    written, count = ["first"], rounds(40, 1000)
    most = 0
    for number in range(count):
        clock.leap()
        write(journal, text := f"{CANARY} {number}")
        written.append(text)
        reason = chance.choice((backup.DAILY,) * 8 + ("before-update", backup.BY_HAND))
        made = journal.backup(reason, chosen if reason == backup.BY_HAND else None)
        held[made] = list(written)
        assert is_whole(made)
        holds_nothing_readable(made)
        if chance.random() < 0.1:
            rot(made, chance)
            rotten.add(made)
        if reason == backup.DAILY:
            rotate(journal, chosen, rotten)
        most = max(most, len([one for one in journal.backups() if one.reason == backup.DAILY]))
    years = (clock.now - BEGIN).days / 365
    assert most <= backup.DAYS + backup.WEEKS + backup.MONTHS + len(held)
    restored = 0
    for one in journal.backups(chosen):
        restored += restores(one, path, tmp_path, held[one.path], rotten)
    figures.note("P19", "backups made at random times and verified", count)
    figures.note("P19", "backups restored, byte for byte the same", restored)
    figures.note("P19", "years that passed for the rotation", f"{years:.1f}")
    assert restored > 5


def restores(one: Backup, path: Path, tmp_path: Path, held: list[str], rotten: set[Path]) -> int:
    before = path.read_bytes()
    if one.path in rotten:
        with pytest.raises(JournalError):
            vault.restore(one.path, path)
        assert beside(path) == []
        return 0
    copy = vault.restore(one.path, path)
    assert copy.read_bytes() == one.path.read_bytes()
    assert path.read_bytes() == before
    assert texts_in(copy, tmp_path / "elsewhere") == held
    shutil.rmtree(tmp_path / "elsewhere")
    copy.unlink()
    return 1


def test_a_rotten_one_pushes_out_no_good_one(journal: Vault, clock: Clock) -> None:
    """P19: two of one day, the later one rotten."""
    good = journal.backup(backup.DAILY)
    clock.now += timedelta(minutes=1)
    bad = journal.backup(backup.DAILY)
    rot(bad, random.Random(1))  # noqa: S311
    for _ in range(backup.DAYS - 2):
        clock.now += timedelta(days=1)
        journal.backup(backup.DAILY)
        backup.remove(backup.to_rotate(journal.backups(), backup.is_whole))
    left = [one.path for one in journal.backups()]
    assert good in left
    assert bad in left  # to be seen, with its verdict


def test_rotation_asks_only_those_it_would_keep(journal: Vault, clock: Clock) -> None:
    """P19: reading them all through would take long."""
    for _ in range(40):
        clock.now += timedelta(hours=7)
        journal.backup(backup.DAILY)
    asked: list[Backup] = []

    def whole(one: Backup) -> bool:
        asked.append(one)
        return True

    gone = backup.to_rotate(journal.backups(), whole)
    assert len(asked) == len({*asked}) == 40 - len(gone)
    assert len(asked) <= backup.DAYS + backup.WEEKS + backup.MONTHS
