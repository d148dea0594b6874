"""P10: a password change is all or nothing. Killed or refused at any step, one password opens."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ifs_desktop import vault
from ifs_desktop.vault import Vault
from ifs_desktop.vault.errors import JournalError
from tests.helpers.figures import Figures, Rounds
from tests.vault.faults import faults
from tests.vault.journals import CHEAP, CODE, NEW, PASSWORD, beside, opens, texts, write
from tests.vault.nursery import Nursery

OLD_CODE = CODE[::-1]
SECRETS: dict[str, tuple[str | bytes, str | bytes]] = {
    "password": (PASSWORD, NEW),
    "code": (OLD_CODE, CODE),
}
CHANGES: dict[str, Callable[[Vault], None]] = {
    "password": lambda opened: opened.change_password(NEW, current=PASSWORD, kdf=CHEAP),
    "code": lambda opened: opened.change_code(CODE),
}


@pytest.fixture
def begun(closed: Path, data_dir: Path, tmp_path: Path) -> Path:
    """A journal with a code, and a copy of all of it to begin from again."""
    opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
    opened.change_code(OLD_CODE)
    opened.close()
    shutil.copytree(closed.parent, tmp_path / "kept file")
    shutil.copytree(data_dir, tmp_path / "kept data")
    return closed


def begin_again(path: Path, data_dir: Path, tmp_path: Path) -> None:
    for folder, kept in ((path.parent, "kept file"), (data_dir, "kept data")):
        shutil.rmtree(folder)
        shutil.copytree(tmp_path / kept, folder)


def one_opens(path: Path, data_dir: Path, what: str, text: str) -> str | bytes:
    """The one secret that opens; by it, everything is there."""
    opening = [secret for secret in SECRETS[what] if opens(path, secret)]
    assert len(opening) == 1
    other = {"password": "code", "code": "password"}[what]
    assert opens(path, SECRETS[other][0])  # what was not to be changed was not
    opened = vault.unlock(path, opening[0], data_dir=data_dir)
    assert texts(opened) == ["first", text]
    assert opened.conflict_copy is None
    opened.close()
    assert [secret for secret in SECRETS[what] if opens(path, secret)] == opening
    assert beside(path) == []
    return opening[0]


@pytest.mark.parametrize("what", CHANGES)
def test_killed_at_each_step_one_secret_opens(
    nursery: Nursery,
    begun: Path,
    data_dir: Path,
    tmp_path: Path,
    rounds: Rounds,
    figures: Figures,
    what: str,
) -> None:
    """P10."""
    code, opening = 1, set()
    for step in range(1, 200, rounds(2, 1)):
        begin_again(begun, data_dir, tmp_path)
        nursery.start("die", begun, data_dir, step, what)
        code, said = nursery.end()
        assert not said
        opening.add(one_opens(begun, data_dir, what, f"step {step}"))
        if code == 0:
            break
        figures.note("P10", "ends at each step of a change", 1)
    assert code == 0
    assert opening == {*SECRETS[what]}  # the step that decides is among them
    figures.note("P10", "times not exactly one opened, or content was missing", 0)


@pytest.mark.parametrize("what", CHANGES)
def test_refused_at_each_step_one_secret_opens(
    begun: Path, data_dir: Path, tmp_path: Path, rounds: Rounds, figures: Figures, what: str
) -> None:
    """P10: said to be done, it is the new one; said not to be, the old."""
    for nth in range(1, 200, rounds(3, 1)):
        begin_again(begun, data_dir, tmp_path)
        opened = vault.unlock(begun, PASSWORD, data_dir=data_dir)
        write(opened, "second")
        done = False
        with faults(nth, errno.EIO) as found:
            try:
                CHANGES[what](opened)
                done = True
            except JournalError:
                pass
        holds = [secret for secret in SECRETS[what] if proves(opened, secret)]
        assert len(holds) == 1
        opened.close()
        opening = one_opens(begun, data_dir, what, "second")
        assert [opening] == holds
        assert opening == SECRETS[what][done]
        if not found.at:
            break
        figures.note("P10", "refusals at each step of a change", 1)
    assert not found.at
    assert done


def test_killed_at_each_step_of_a_renewal_one_pair_opens(
    nursery: Nursery,
    begun: Path,
    data_dir: Path,
    tmp_path: Path,
    rounds: Rounds,
    figures: Figures,
) -> None:
    """P10: key, password and code are all the old ones or all the new ones."""
    pairs = [(PASSWORD, OLD_CODE), (NEW, CODE)]
    seen = set()
    for step in range(1, 200, rounds(2, 1)):
        begin_again(begun, data_dir, tmp_path)
        nursery.start("die", begun, data_dir, step, "renewal")
        code, said = nursery.end()
        assert not said
        opening = [pair for pair in pairs if any(opens(begun, secret) for secret in pair)]
        assert len(opening) == 1
        assert all(opens(begun, secret) for secret in opening[0])
        opened = vault.unlock(begun, opening[0][0], data_dir=data_dir)
        assert texts(opened) == ["first", f"step {step}"]
        assert opened.conflict_copy is None
        opened.close()
        assert all(opens(begun, secret) for secret in opening[0])
        assert beside(begun) == []
        seen.add(opening[0])
        if code == 0:
            break
        figures.note("P10", "ends at each step of a change", 1)
    assert code == 0
    assert seen == {*pairs}


def proves(opened: Vault, secret: str | bytes) -> bool:
    try:
        opened.prove(secret)
    except JournalError:
        return False
    return True
