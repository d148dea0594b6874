"""One journal, one writer: among processes, and within one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ifs_desktop import vault
from ifs_desktop.vault import Vault
from ifs_desktop.vault.errors import AlreadyOpen
from tests.vault.journals import CHEAP, PASSWORD, texts, write


def test_a_second_unlock_is_told_so(journal: Vault, path: Path, data_dir: Path) -> None:
    with pytest.raises(AlreadyOpen):
        vault.unlock(path, PASSWORD, data_dir=data_dir)
    write(journal, "second")
    journal.close()
    opened = vault.unlock(path, PASSWORD, data_dir=data_dir)
    assert texts(opened) == ["first", "second"]
    opened.close()


def test_a_kept_sample_is_guarded_too(path: Path, data_dir: Path) -> None:
    opened = vault.create_temporary(data_dir=data_dir)
    opened.keep_as(path, PASSWORD, CHEAP)
    with pytest.raises(AlreadyOpen):
        vault.unlock(path, PASSWORD, data_dir=data_dir)
    opened.close()
    vault.unlock(path, PASSWORD, data_dir=data_dir).close()


def test_becoming_a_new_process_lets_go(closed: Path, data_dir: Path) -> None:
    script = f"""
import os, sys
from ifs_desktop import vault
from tests.vault.journals import PASSWORD, write
v = vault.unlock({str(closed)!r}, PASSWORD, data_dir={str(data_dir)!r})
write(v, "before")
os.execv(sys.executable, [sys.executable, "-c", '''
from ifs_desktop import vault
from tests.vault.journals import PASSWORD, texts
v = vault.unlock({str(closed)!r}, PASSWORD, data_dir={str(data_dir)!r})
print(v.arrival, texts(v))
v.close()
'''])
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "resumed ['first', 'before']\n"


def test_a_lock_left_by_a_dead_process_is_no_lock(closed: Path, data_dir: Path) -> None:
    opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
    (lock,) = (data_dir / "working").glob("*.lock")
    opened.close()
    lock.touch()
    vault.unlock(closed, PASSWORD, data_dir=data_dir).close()
    assert not lock.exists()
    assert os.listdir(data_dir / "working") == []
