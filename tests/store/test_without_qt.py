"""The store from a plain script: no Qt, no display."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys
from pathlib import Path
from ifs_desktop import vault
from ifs_desktop.store import Store, sample, search

folder = Path(sys.argv[1])
opened = vault.create(
    folder / "a.ifsjournal", "four words by chance", data_dir=folder / "data",
    kdf=vault.Kdf(memory_kib=64, passes=1, lanes=1),
)
store = Store.open(opened)
sample.fill(store, turns=200)
store.close()
opened.close()
opened = vault.unlock(folder / "a.ifsjournal", "four words by chance", data_dir=folder / "data")
store = Store.open(opened)
with store.read() as session:
    print(len(search.find(session, "lamp")) > 3)
with opened.engine.connect() as connection:
    print(connection.exec_driver_sql("PRAGMA cipher_memory_security").scalar())
store.close()
opened.close()
print([name for name in sys.modules if name.split(".")[0] in ("PySide6", "shiboken6")])
print("alembic" in sys.modules)
"""


def test_a_plain_script_fills_closes_and_opens_a_journal_and_its_memory_is_guarded(
    tmp_path: Path,
) -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT, str(tmp_path)],
        cwd=root,
        env={"PATH": "", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:3] == ["True", "1", "[]"]
    assert not (tmp_path / ".local").exists()
