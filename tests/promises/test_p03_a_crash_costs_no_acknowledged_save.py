"""P3: a crash costs no acknowledged save. Killed at any moment, what was acknowledged is there."""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import select

from ifs_desktop import vault
from ifs_desktop.store import Store
from ifs_desktop.store.schema import Part
from tests.helpers.figures import Figures, Rounds
from tests.vault.journals import PASSWORD, beside, new, opens, texts, texts_in, write
from tests.vault.nursery import Nursery

ONE_LIFE = 20  # kills in a row that one journal goes through


@dataclass
class Life:
    """One journal, and what its processes acknowledged before each was killed."""

    nursery: Nursery
    path: Path
    data_dir: Path
    chance: random.Random
    acknowledged: list[str] = field(default_factory=list)
    kills: int = 0

    def round(self, longest: float, *words: object, live: bool = True) -> list[str]:
        """Start a child, end it at a random moment; what it acknowledged."""
        process_id, arrival = self.nursery.start(words[0], self.path, self.data_dir, *words[1:])
        how = signal.SIGSEGV if self.kills % 4 == 3 else signal.SIGKILL
        code, said = self.nursery.end(process_id, self.chance.uniform(0, longest), how)
        assert code == -how, said
        assert arrival in ({"fresh", "resumed"} if live else {"-"})
        self.kills += 1
        if self.path.exists():
            vault.check(self.path)
        return said


def begin(nursery: Nursery, folder: Path, number: int) -> Life:
    """A new journal in a folder of its own, that has one text."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "Documents").mkdir(parents=True)
    life = Life(
        nursery,
        folder / "Documents" / "My journal.ifsjournal",
        folder / "data",
        random.Random(number),  # noqa: S311
    )
    new(life.path, life.data_dir, "first").close()
    return life


def commits(life: Life, kills: int) -> None:
    """Commits and publishes of the bare vault, as fast as both can."""
    for _ in range(kills):
        life.acknowledged += life.round(0.25, "edit")
    alone = life.path.with_name("alone.ifsjournal")
    alone.write_bytes(life.path.read_bytes())
    assert texts_in(alone, life.data_dir / "elsewhere")[0] == "first"
    alone.unlink()
    went_on(life)


def through_the_store(life: Life, kills: int) -> None:
    """Edits and drafts of the real store, with publishes beside them."""
    drafts: list[str] = []
    for _ in range(kills):
        said = life.round(0.3, "store")
        life.acknowledged += [line[5:] for line in said if line.startswith("part ")]
        drafts += [line[6:] for line in said if line.startswith("draft ")]
    opened = vault.unlock(life.path, PASSWORD, data_dir=life.data_dir)
    store = Store.open(opened)
    with store.read() as session:
        names = set(session.scalars(select(Part.name)))
    assert set(life.acknowledged) <= names
    if drafts:
        process, number = drafts[-1].split()
        kept = store.draft("dialogue:1").split()
        assert kept[0] != process or int(kept[1]) >= int(number)
    store.close()
    opened.close()
    assert beside(life.path) == []


def changes_of_secrets(life: Life, kills: int) -> None:
    """Changes of the password and the recovery code: exactly one of each opens."""
    password, code, used = PASSWORD, "", {PASSWORD}
    codes: set[str] = set()
    for _ in range(kills):
        said = life.round(0.2, "change", password, code)
        life.acknowledged += [line for line in said if line.startswith("text ")]
        begun = [line[7:] for line in said if line.startswith("begins ")]
        done = [line[5:] for line in said if line.startswith("done ")]
        used |= {line for line in begun if line.startswith("password")}
        codes |= {line[5:] for line in begun if line.startswith("code")}
        password = one_of(life.path, used, password, begun, done, "password")
        if codes:
            code = one_of(life.path, codes, code, begun, done, "code")
    went_on(life, password)


def one_of(
    path: Path, used: set[str], before: str, begun: list[str], done: list[str], what: str
) -> str:
    """Which of all secrets ever used opens: the last one done, or the one begun after it."""
    cut = 5 if what == "code" else 0
    finished = [line[cut:] for line in done if line.startswith(what)]
    last = finished[-1] if finished else before
    unfinished = {line[cut:] for line in begun if line.startswith(what)} - set(finished)
    opening = [s for s in used if opens(path, bytes.fromhex(s) if what == "code" else s)]
    assert len(opening) == 1 or (not opening and not last)
    assert not opening or opening[0] in {last, *unfinished}
    return opening[0] if opening else ""


def backups(life: Life, kills: int) -> None:
    """Backups: what lies in the folder is whole, and each that was acknowledged is there."""
    for _ in range(kills):
        said = life.round(0.2, "back_up")
        life.acknowledged += [line for line in said if not line.startswith("backup ")]
        for line in said:
            if line.startswith("backup "):
                assert Path(line[7:]).exists()
        for file in (life.data_dir / "backups").rglob("*.ifsjournal"):
            vault.check(file)
            file.unlink()
    went_on(life)
    opened = vault.unlock(life.path, PASSWORD, data_dir=life.data_dir)
    kept = opened.backup(vault.backup.DAILY)
    opened.close()
    assert visible(kept.parent) == [kept]
    grow_old(kept.parent)
    opened = vault.unlock(life.path, PASSWORD, data_dir=life.data_dir)
    again = opened.backup(vault.backup.DAILY)
    opened.close()
    assert {*kept.parent.iterdir()} == {kept, again}


def resuming(life: Life, kills: int) -> None:
    """Killed while going on from what an earlier kill left."""
    for _ in range(kills):
        opened = vault.unlock(life.path, PASSWORD, data_dir=life.data_dir)
        write(opened, text := f"left behind {life.kills}")
        life.acknowledged.append(text)
        opened.abandon()
        life.acknowledged += life.round(0.08, "resume", live=False)
    went_on(life)


def keeping(life: Life, kills: int) -> None:
    """Killed while a sample is kept: a whole journal or none, and all that was acknowledged."""
    for _ in range(kills):
        life.path.unlink(missing_ok=True)
        life.acknowledged = life.round(0.25, "keep", live=False)
        if life.path.exists():
            went_on(life)
        assert life.path.exists() or not life.acknowledged
    grow_old(life.data_dir / "working")
    grow_old(life.path.parent)
    other = life.path.with_name("other.ifsjournal")
    new(other, life.data_dir).close()
    assert texts_in(other, life.data_dir) == []
    assert {*life.path.parent.iterdir()} <= {life.path, other}
    assert [*(life.data_dir / "working").iterdir()] == []


def creating(life: Life, kills: int) -> None:
    """Killed while a journal is made: a whole one or none."""
    for _ in range(kills):
        life.path.unlink(missing_ok=True)
        process_id, _ = life.nursery.start("create", life.path, life.data_dir)
        life.nursery.end(process_id, life.chance.uniform(0, 0.06))
        life.kills += 1
        if life.path.exists():
            vault.unlock(life.path, PASSWORD, data_dir=life.data_dir).close()
    life.path.unlink(missing_ok=True)
    grow_old(life.data_dir / "working")
    new(life.path, life.data_dir).close()
    assert beside(life.path) == []
    assert [*(life.data_dir / "working").iterdir()] == []


def visible(folder: Path) -> list[Path]:
    """What is in a folder, but for the temporary files of backups that were cut off."""
    return [path for path in folder.iterdir() if not path.name.startswith(".")]


def grow_old(folder: Path) -> None:
    """As if everything in the folder had been left there yesterday."""
    for path in folder.iterdir():
        os.utime(path, (path.stat().st_atime, path.stat().st_mtime - 86_400))


def went_on(life: Life, password: str = PASSWORD) -> None:
    """What a crash left resumes, holds all that was acknowledged, and leaves nothing about."""
    opened = vault.unlock(life.path, password, data_dir=life.data_dir)
    found = {text.rstrip("x") for text in texts(opened)}
    assert set(life.acknowledged) <= found
    assert opened.arrival in {"fresh", "resumed"}
    assert opened.conflict_copy is None
    opened.close()
    assert beside(life.path) == []
    assert set(life.acknowledged) <= {
        text.rstrip("x") for text in texts_in_file(life.path, password, life.data_dir)
    }
    assert [*(life.data_dir / "working").glob("*/")] == []  # locks go once they are old


def texts_in_file(path: Path, password: str, data_dir: Path) -> list[str]:
    opened = vault.unlock(path, password, data_dir=data_dir / "elsewhere")
    try:
        return texts(opened)
    finally:
        opened.close()


@pytest.mark.parametrize(
    ("kind", "quick", "long"),
    [
        (commits, 6, 300),
        (through_the_store, 4, 200),
        (changes_of_secrets, 4, 200),
        (backups, 3, 100),
        (resuming, 3, 100),
        (keeping, 3, 100),
        (creating, 3, 100),
    ],
)
def test_a_crash_costs_no_acknowledged_save(
    nursery: Nursery,
    tmp_path: Path,
    rounds: Rounds,
    figures: Figures,
    kind: Callable[[Life, int], None],
    quick: int,
    long: int,
) -> None:
    left = rounds(quick, long)
    acknowledged = 0
    while left > 0:
        life = begin(nursery, tmp_path / "life", left)
        kind(life, min(left, ONE_LIFE))
        left -= ONE_LIFE
        acknowledged += len(life.acknowledged)
        figures.note("P3", "kills at a random moment", life.kills)
    figures.note("P3", "acknowledged saves, all there again", acknowledged)
    figures.note("P3", "acknowledged saves lost, files corrupt", 0)


@pytest.mark.parametrize("what", ["publish", "close", "backup", "unlock"])
def test_each_step_may_be_the_last(
    nursery: Nursery,
    closed: Path,
    data_dir: Path,
    rounds: Rounds,
    figures: Figures,
    what: str,
) -> None:
    """P3: dead at each call into the system in turn."""
    expected = ["first"]
    code = 1
    for step in range(1, 90, rounds(2, 1)):
        if what == "unlock":
            opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
            write(opened, f"step {step}")
            opened.abandon()
        nursery.start("die", closed, data_dir, step, what)
        code, said = nursery.end()
        assert not said
        expected.append(f"step {step}")
        vault.check(closed)
        if code == 0:
            break
        figures.note("P3", "ends at each call into the system", 1)
    assert code == 0
    assert step > 5
    opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
    assert texts(opened) == expected
    assert opened.conflict_copy is None
    opened.close()
    assert beside(closed) == []


def test_each_step_of_keeping_a_sample_may_be_the_last(
    nursery: Nursery, path: Path, data_dir: Path, rounds: Rounds, figures: Figures
) -> None:
    """P3: afterwards there is a whole journal or none, and nothing is left about."""
    path.parent.mkdir(exist_ok=True)
    for step in range(1, 120, rounds(2, 1)):
        nursery.start("die", path, data_dir, step, "keep")
        code, said = nursery.end()
        assert not said
        if path.exists():
            assert texts_in(path, data_dir) == []
            path.unlink()
        if code == 0:
            break
        figures.note("P3", "ends at each call into the system", 1)
    assert code == 0
    grow_old(data_dir / "working")
    new(path, data_dir).close()
    assert beside(path) == []
    assert [*(data_dir / "working").iterdir()] == []
