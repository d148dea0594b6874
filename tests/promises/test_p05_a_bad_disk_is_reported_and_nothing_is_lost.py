"""P5: a full or bad disk is reported, and nothing is lost.

An error at every call into the system, in everything that the vault does: said by its class, the
file whole, what was acknowledged kept, and once the disk is well again all goes on.
"""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ifs_desktop import vault
from ifs_desktop.vault import Vault, backup, conflict
from ifs_desktop.vault.errors import (
    DiskFull,
    JournalError,
    NoPrivateFolder,
    NotKept,
    PublishFailed,
    ReadOnlyFolder,
    UnreadableFile,
)
from ifs_desktop.vault.renewal import Renewal
from tests.helpers.figures import Figures, Rounds
from tests.vault.faults import faults
from tests.vault.journals import (
    CHEAP,
    CODE,
    NEW,
    PASSWORD,
    add_table,
    beside,
    new,
    opens,
    texts,
    write,
)

ROOT = Path(__file__).parents[2]
# What an error is said as where something is written, and where something is read or opened.
SAID: dict[int, tuple[set[type[JournalError]], set[type[JournalError]]]] = {
    errno.ENOSPC: ({DiskFull}, {DiskFull, UnreadableFile}),
    errno.EDQUOT: ({DiskFull}, {DiskFull}),
    errno.EIO: ({PublishFailed}, {UnreadableFile, NoPrivateFolder}),
    errno.EACCES: ({ReadOnlyFolder}, {UnreadableFile, NoPrivateFolder}),
    errno.EROFS: ({ReadOnlyFolder}, {UnreadableFile, NoPrivateFolder}),
}


@dataclass
class Stage:
    """A journal that is put back as it was before each fault."""

    folder: Path
    opened: Vault | None = None
    expected: list[str] = field(default_factory=lambda: ["first", "second"])
    password: str = PASSWORD
    made: Path | None = None
    renewal: Renewal | None = None

    @property
    def path(self) -> Path:
        return self.folder / "stage" / "Documents" / "My journal.ifsjournal"

    @property
    def data_dir(self) -> Path:
        return self.folder / "stage" / "data"

    def unlock(self) -> Vault:
        self.opened = vault.unlock(self.path, self.password, data_dir=self.data_dir)
        return self.opened

    def unlock_and_write(self) -> Vault:
        opened = self.unlock()
        write(opened, "second")
        return opened

    def keep(self) -> None:
        """This is how it is from now on, after each ``put_back``."""
        shutil.rmtree(self.folder / "kept", ignore_errors=True)
        shutil.copytree(self.folder / "stage", self.folder / "kept")

    def put_back(self) -> None:
        shutil.rmtree(self.folder / "stage")
        shutil.copytree(self.folder / "kept", self.folder / "stage")


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path)
    made.path.parent.mkdir(parents=True)
    new(made.path, made.data_dir, "first").close()
    yield made
    if made.opened is not None:
        made.opened.abandon()


@dataclass(frozen=True)
class Act:
    """Something the vault does: what is there before, what meets the fault, what holds after."""

    name: str
    before: Callable[[Stage], object]
    act: Callable[[Stage], object]
    after: Callable[[Stage, bool], None]  # told whether it was said to have worked
    once: Callable[[Stage], object] = lambda _: None
    reads: bool = False  # or opens: said differently
    commits: bool = False  # into the working copy only


def current(stage: Stage) -> Vault:
    assert stage.opened is not None
    return stage.opened


def whole(stage: Stage, _: bool) -> None:
    """Whatever was said, everything acknowledged is there after the next unlock."""
    opened = stage.opened
    if opened is None or opened._closed.is_set():
        opened = stage.unlock()
    assert texts(opened) == stage.expected
    opened.close()
    vault.check(stage.path)
    assert texts_at(stage.path, stage) == stage.expected


def texts_at(path: Path, stage: Stage) -> list[str]:
    opened = vault.unlock(path, stage.password, data_dir=stage.folder / "elsewhere")
    try:
        return texts(opened)
    finally:
        opened.close()


# ---- what is done


def left_by_a_crash(stage: Stage) -> None:
    stage.unlock_and_write().abandon()


def diverged(stage: Stage) -> None:
    """Written here and not published, then written and published on another computer."""
    opened = stage.unlock()
    write(opened, "here")
    opened.abandon()
    elsewhere = vault.unlock(stage.path, PASSWORD, data_dir=stage.folder / "other computer")
    write(elsewhere, "second")
    elsewhere.close()


def conflict_is_kept(stage: Stage, _: bool) -> None:
    whole(stage, True)
    copies = conflict.find(stage.path, stage.data_dir)  # in our folder if theirs refused it
    assert copies
    for copy in copies:
        assert texts_at(copy, stage) == ["first", "here"]


def one_password_opens(stage: Stage, worked: bool) -> None:
    opening = [secret for secret in (PASSWORD, NEW) if opens(stage.path, secret)]
    assert len(opening) == 1
    assert opening == [NEW if worked else PASSWORD]
    stage.password = opening[0]
    whole(stage, worked)
    assert opens(stage.path, stage.password)


def one_code_opens(stage: Stage, worked: bool) -> None:
    opening = [code for code in (CODE, CODE[::-1]) if opens(stage.path, code)]
    assert len(opening) == 1
    assert opening == [CODE[::-1] if worked else CODE]
    whole(stage, worked)


def with_a_code(stage: Stage) -> None:
    opened = stage.unlock()
    opened.change_code(CODE)
    opened.close()


def with_a_backup(stage: Stage) -> None:
    opened = stage.unlock()
    stage.made = opened.backup(backup.BY_HAND)
    opened.close()


def restore(stage: Stage) -> Path:
    assert stage.made is not None
    return vault.restore(stage.made, stage.path)


def restored_or_not(stage: Stage, worked: bool) -> None:
    stage.expected = ["first"]
    copies = [path for path in beside(stage.path) if path.suffix == ".ifsjournal"]
    assert len(copies) == 1 or not worked
    assert stage.made is not None
    for copy in copies:
        assert copy.read_bytes() == stage.made.read_bytes()
    whole(stage, worked)


def backups_are_whole(stage: Stage, worked: bool) -> None:
    found = current(stage).backups()
    assert len(found) == 1 or not worked
    for one in found:
        backup.verify(one.path)
        assert texts_at(one.path, stage) == stage.expected
    whole(stage, worked)


def sample(stage: Stage) -> None:
    stage.path.unlink()
    stage.opened = vault.create_temporary(data_dir=stage.data_dir)
    add_table(stage.opened)
    write(stage.opened, *stage.expected)


def keep_sample(stage: Stage) -> None:
    current(stage).keep_as(stage.path, PASSWORD, CHEAP)


def sample_or_kept(stage: Stage, worked: bool) -> None:
    opened = current(stage)
    assert opened.temporary != worked
    assert texts(opened) == stage.expected
    if opened.temporary:
        assert not stage.path.exists()
        keep_sample(stage)
    whole(stage, worked)


def nothing(stage: Stage) -> None:
    stage.path.unlink()
    stage.opened = None


def create(stage: Stage) -> None:
    stage.opened = vault.create(stage.path, PASSWORD, data_dir=stage.data_dir, kdf=CHEAP)


def created_or_nothing(stage: Stage, worked: bool) -> None:
    assert stage.path.exists() == worked
    if not worked:
        assert [path for path in beside(stage.path) if path.suffix != ".tmp"] == []
        create(stage)
    opened = current(stage)
    add_table(opened)
    write(opened, *stage.expected)
    whole(stage, worked)


def commit(stage: Stage) -> None:
    stage.expected = ["first"]
    write(current(stage), "second")
    stage.expected.append("second")


def as_committed(stage: Stage, worked: bool) -> None:
    """Acknowledged is what came back without an error; it goes on with the same connection."""
    assert ("second" in stage.expected) == worked
    assert texts(current(stage)) == stage.expected
    write(current(stage), "third")
    stage.expected.append("third")
    whole(stage, worked)


def with_a_renewal(stage: Stage) -> None:
    opened = stage.unlock_and_write()
    stage.renewal = opened.prepare_renewal(NEW, CODE[::-1], current=PASSWORD, kdf=CHEAP)


def renew(stage: Stage) -> None:
    current(stage).close(stage.renewal)


def renewed_or_not(stage: Stage, worked: bool) -> None:
    pairs = [(PASSWORD, CODE), (NEW, CODE[::-1])]
    opening = [pair for pair in pairs if any(opens(stage.path, secret) for secret in pair)]
    assert len(opening) == 1
    assert all(opens(stage.path, secret) for secret in opening[0])
    assert not worked or opening == pairs[1:]
    stage.password = opening[0][0]
    whole(stage, worked)


def closed_already(stage: Stage) -> None:
    stage.opened = None


def only_the_first(stage: Stage) -> None:
    stage.opened, stage.expected = None, ["first"]


ACTS = [
    Act("commit", Stage.unlock, commit, as_committed, commits=True),
    Act("publish", Stage.unlock_and_write, lambda s: current(s).publish(), whole),
    Act("close", Stage.unlock_and_write, lambda s: current(s).close(), whole),
    Act("create", nothing, create, created_or_nothing, reads=True),
    Act("unlock", only_the_first, Stage.unlock, whole, reads=True),
    Act("resume", closed_already, Stage.unlock, whole, once=left_by_a_crash, reads=True),
    Act("conflict", closed_already, Stage.unlock, conflict_is_kept, once=diverged, reads=True),
    Act(
        "password",
        Stage.unlock_and_write,
        lambda s: current(s).change_password(NEW, current=PASSWORD, kdf=CHEAP),
        one_password_opens,
    ),
    Act(
        "code",
        Stage.unlock_and_write,
        lambda s: current(s).change_code(CODE[::-1]),
        one_code_opens,
        once=with_a_code,
    ),
    Act(
        "backup",
        Stage.unlock_and_write,
        lambda s: current(s).backup(backup.DAILY),
        backups_are_whole,
        reads=True,
    ),
    Act("renewal", with_a_renewal, renew, renewed_or_not, once=with_a_code),
    Act("restore", closed_already, restore, restored_or_not, once=with_a_backup, reads=True),
    Act("keep_as", sample, keep_sample, sample_or_kept),
]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_an_error_at_every_call_is_said_and_loses_nothing(
    stage: Stage, rounds: Rounds, figures: Figures, act: Act
) -> None:
    """P5: in a long run each error at each call, in a quick one some."""
    act.once(stage)
    stage.keep()
    met = set()
    every = rounds(7, 1)
    for nth in range(rounds(1 + ACTS.index(act) % every, 1), 400, every):
        refused = errno.EACCES if nth % 2 else errno.EROFS  # the same to us
        numbers = [errno.ENOSPC, errno.EDQUOT, errno.EIO, refused]
        tried = numbers if every == 1 else [numbers[nth % len(numbers)]]
        found = [at for number in tried if (at := one_fault(stage, act, nth, number))]
        if not found:
            break
        met |= {*found}
        figures.note("P5", "errors injected into calls", len(found))
    assert not found
    if every == 1:
        assert {"fsync", "read"} <= met
        assert "write" in met or act.commits  # the database writes by itself
    figures.note("P5", "errors unnamed, saves lost", 0)


def said(act: Act, number: int) -> set[type[JournalError]]:
    writing, reading = SAID[number]
    if act.commits:
        return {DiskFull} if number in (errno.ENOSPC, errno.EDQUOT) else {NotKept}
    return writing | reading if act.reads else writing


def one_fault(stage: Stage, act: Act, nth: int, number: int) -> str:
    """What met the error; empty if there are not as many calls."""
    stage.put_back()
    stage.opened, stage.password, stage.expected = None, PASSWORD, ["first", "second"]
    act.before(stage)
    worked = True
    with faults(nth, number) as found:
        try:
            act.act(stage)
        except JournalError as error:
            assert type(error) in said(act, number), found.at
            assert error.__cause__ is not None
            assert not error.file.startswith(".")  # no hidden name that says nothing to anybody
            worked = False
    act.after(stage, worked)
    return found.at


@pytest.mark.skipif(shutil.which("unshare") is None, reason="mounts a small disk")
def test_a_really_full_disk_is_said_and_loses_nothing(
    tmp_path: Path, rounds: Rounds, figures: Figures
) -> None:
    """P5: the file's disk and the working copy's in turn, full at another place each time."""
    count = rounds(8, 240)
    alone = ["unshare", "--map-root-user", "--mount"]
    if subprocess.run([*alone, "true"], capture_output=True).returncode != 0:
        pytest.skip("no namespaces here")
    done = subprocess.run(
        [*alone, sys.executable, "-m", "tests.vault.full_disk", str(tmp_path), str(count)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert done.returncode == 0
    assert int(done.stdout) >= count
    figures.note("P5", "times a really full disk was said", int(done.stdout))
