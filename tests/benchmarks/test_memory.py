"""How much memory is the real program's own, ten seconds after a large journal was unlocked."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ifs_desktop import vault
from ifs_desktop.app import standard_folders
from ifs_desktop.store import Ref, Store, sample
from tests.conftest import CHEAP, PASSWORD
from tests.helpers.figures import Figures

pytestmark = pytest.mark.long

TURNS, ENTRIES, PARTS = 50_000, 50_000, 2_000
MOST = 160  # MiB
READY, STEADY = 3.0, 11.0  # seconds: for the lock page, and after the password, unlocking too


def own(process: int) -> float:
    """MiB that no other process shares."""
    rows = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    wanted = [row.split() for row in rows if row.startswith(("Private_Clean:", "Private_Dirty:"))]
    return sum(int(row[1]) for row in wanted) / 1024


def xdotool(*words: str) -> str:
    """What a person's hands do; its answer."""
    done = subprocess.run(["xdotool", *words], capture_output=True, text=True, timeout=30)
    return done.stdout


def stand(file: Path, where: Ref) -> None:
    """Leave the journal at a place, past its first pages."""
    opened = vault.unlock(file, PASSWORD, data_dir=standard_folders().data)
    store = Store.open(opened)
    store.set_state("honest_read", True)
    store.set_state("code_declined", True)
    store.set_state("here", [where.kind, where.id, where.anchor])
    store.close()
    opened.close()


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="Linux tells")
@pytest.mark.skipif(shutil.which("xdotool") is None, reason="nobody types the password")
def test_a_large_journal_stays_within_its_memory(tmp_path: Path, figures: Figures) -> None:
    file = tmp_path / "Large.ifsjournal"
    made = vault.create(file, PASSWORD, data_dir=standard_folders().data, kdf=CHEAP)
    store = Store.open(made)
    filled = sample.fill(store, turns=TURNS, entries=ENTRIES, parts=PARTS)
    last = filled.dialogues[-1]
    store.close()
    made.close()
    for place, where in (
        ("a dialogue", Ref("dialogue", last)),
        ("the journal", Ref("page", None, "entries")),
        ("the map", Ref("page", None, "map")),
    ):
        stand(file, where)
        program = subprocess.Popen([sys.executable, "-m", "ifs_desktop", str(file)])
        try:
            found = xdotool("search", "--sync", "--pid", str(program.pid)).split()
            time.sleep(READY)
            locked = own(program.pid)
            for window in found:
                xdotool("windowfocus", window)
            xdotool("type", "--delay", "20", PASSWORD)
            xdotool("key", "Return")
            time.sleep(STEADY)
            mib = own(program.pid)
        finally:
            program.terminate()
            program.wait()
        figures.note("memory", f"own of the program at {place}", f"{mib:.0f} MiB")
        print(f"at {place}: {mib:.0f} MiB, at the lock page {locked:.0f} MiB")
        assert mib > locked + 5, "the journal was not unlocked"
        assert mib <= MOST
